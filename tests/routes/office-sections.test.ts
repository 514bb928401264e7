import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as list from '#app/routes/office.$town.sections._index.tsx';
import * as section from '#app/routes/office.$town.sections.$section._index.tsx';
import * as download from '#app/routes/office.$town.sections.$section.download.ts';
import * as entrants from '#app/routes/office.$town.sections.$section.entrants._index.tsx';
import * as entrantsFile from '#app/routes/office.$town.sections.$section.entrants.download.ts';
import { tokyoInstant } from '#app/vocabulary/tokyo.ts';
import { formerNumberOf } from '#db/fixtures/records.ts';
import { officeBrowser } from '#tests/support/office-story.ts';
import { CHOFU, DESTINATIONS, FUJISAWA } from '#tests/support/story.ts';
import { openWorld, type World } from '#tests/support/world.ts';

vi.setConfig({ testTimeout: 60_000 });

let world: World;
beforeAll(async () => {
  world = await openWorld();
  const { juki } = world.services.towns.get(CHOFU) ?? {};
  const access = world.access(CHOFU, '転出届の処理');
  const drafted = await juki?.draft(
    {
      kind: 'RegisterMovingOut',
      householdNumber: formerNumberOf('sato'),
      movers: [formerNumberOf('sato-kenji')],
      notifiedOn: '2026-11-24',
      plannedOn: '2026-12-01',
      destination: DESTINATIONS[FUJISAWA],
      channel: 'counter',
      special: false,
      cardHolders: [],
    },
    access,
  );
  if (!drafted?.accepted) throw new Error('no 転出');
  await juki?.review(drafted.value.draftId, access);
  await juki?.approve(drafted.value.draftId, access);
  await juki?.register(drafted.value.draftId, access);
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

const as = (slug: string) => officeBrowser(world, world.officer(CHOFU, slug));
const path = (name = '') => `/office/${CHOFU}/sections${name ? `/${name}` : ''}`;
const params = (name: string) => ({ town: CHOFU, section: name });

describe('関係課への通知の画面', () => {
  it('担当する事務だけが並び、ほかの役割は開けない', async () => {
    const { data } = await as('insurance').load(list, path(), { town: CHOFU });
    expect(data.sections.map((row: { section: string }) => row.section)).toEqual([
      'nationalHealthInsurance',
      'lateElderlyInsurance',
      'longTermCareInsurance',
      'nationalPension',
    ]);
    expect((await as('desk').load(list, path(), { town: CHOFU })).data.sections).toHaveLength(10);
    for (const slug of ['reception', 'counter', 'auditor', 'administrator', 'protection'] as const) {
      const expected = slug === 'protection' ? 200 : 403;
      expect([slug, (await as(slug).load(list, path(), { town: CHOFU })).status]).toEqual([slug, expected]);
    }
    const other = await as('insurance').load(section, path('electoralRoll'), params('electoralRoll'));
    expect(other.status).toBe(403);
    expect((await as('desk').load(section, path('x'), params('x'))).status).toBe(404);
  });

  it('一覧、CSV、JSONで受け取り、受領すると消える', async () => {
    const shown = await as('desk').load(section, path('electoralRoll'), params('electoralRoll'));
    expect(shown.data.entries).toMatchObject([{ phase: 'planned', movement: '転出', name: '佐藤　健司' }]);
    const file = await as('desk').load(
      download,
      `${path('electoralRoll')}/download?format=csv`,
      params('electoralRoll'),
    );
    expect(file.data).toContain('"予定","転出","2026-12-01"');
    const json = await as('desk').load(
      download,
      `${path('electoralRoll')}/download?format=json`,
      params('electoralRoll'),
    );
    const { entries } = JSON.parse(json.data);
    expect(entries).toHaveLength(1);
    const { upTo } = shown.data;
    const done = await as('desk').press(section, path('electoralRoll'), params('electoralRoll'), { upTo });
    expect(done.location).toBe(`${path('electoralRoll')}?received=1&upTo=${upTo}`);
    const after = await as('desk').load(section, done.location ?? '', params('electoralRoll'));
    expect(after.data.receipt).toEqual({ kind: 'success', title: '1件を受領しました' });
    expect(after.data.entries).toEqual([]);
    expect(shown.data.acknowledged).toEqual([]);
    expect(after.data.acknowledged).toMatchObject([{ by: '窪田　直子', count: 1, last: upTo }]);
    // Who comes second is told who was quicker, and nothing is written again.
    const late = await as('registry').press(section, path('electoralRoll'), params('electoralRoll'), { upTo });
    const told = await as('registry').load(section, late.location ?? '', params('electoralRoll'));
    expect(told.data.receipt).toMatchObject({ kind: 'warning', body: expect.stringContaining('窪田　直子が受領') });
    expect(told.data.acknowledged).toEqual(after.data.acknowledged);
    const unknown = `${path('electoralRoll')}?received=0&upTo=x`;
    expect((await as('desk').load(section, unknown, params('electoralRoll'))).data.receipt.body).toContain(
      '受領の記録',
    );
    const bad = await as('desk').press(section, path('electoralRoll'), params('electoralRoll'), { upTo: 'x' });
    expect(bad.status).toBe(400);
  });

  it('段階と異動で絞り込み、表示した分だけを受領する', async () => {
    const own = as('children');
    const page = (query: string) => own.load(section, path('childAllowance') + query, params('childAllowance'));
    const positions = async (query = '') =>
      (await page(query)).data.entries.map((entry: { position: number }) => entry.position);
    await world.travelTo(tokyoInstant('2026-12-01', '00:05'));
    const { data } = await page('');
    expect(data.kinds).toEqual(
      expect.arrayContaining([
        { phase: 'planned', movement: 'leaving', waiting: 1 },
        { phase: 'confirmed', movement: 'leaving', waiting: 1 },
      ]),
    );
    const confirmed = await positions('?phase=confirmed&movement=leaving');
    expect(confirmed).toHaveLength(1);
    expect(await positions('?phase=unclear')).toEqual([]);
    // What is not among the choices asks for everything.
    expect(await positions('?phase=x&movement=y')).toEqual(await positions());
    const file = await own.load(
      download,
      `${path('childAllowance')}/download?format=csv&phase=confirmed`,
      params('childAllowance'),
    );
    expect(file.data).toContain('"確定","転出"');
    expect(file.data).not.toContain('"予定"');
    const before = await positions();
    const filtered = `${path('childAllowance')}?index&phase=confirmed&movement=leaving`;
    await own.press(section, filtered, params('childAllowance'), { upTo: before.at(-1) });
    expect(await positions()).toEqual(before.filter((position: number) => !confirmed.includes(position)));
  });

  it('翌年4月の新入学の一覧は学齢簿の事務だけが開き、CSVとJSONで受け取れる', async () => {
    const list = (slug: 'children' | 'desk' | 'insurance', query = '', name = 'schoolRegister') =>
      as(slug).load(entrants, `${path(name)}/entrants${query}`, params(name));
    const shown = await list('children');
    expect(shown.data.page).toMatchObject({
      level: 'elementary',
      april: '2027-04-01',
      listedOn: '2026-10-01',
      total: 1,
      unclear: [],
      entrants: [{ name: { full: '山本　心春' }, householder: '山本　大輔', relationship: '子', kind: 'japanese' }],
    });
    expect((await list('desk', '?level=juniorHigh')).data.page.entrants).toMatchObject([
      { name: { full: '小川　凜' }, householder: '小川　裕子' },
    ]);
    expect((await list('insurance')).status).toBe(403);
    expect((await list('children', '', 'childAllowance')).status).toBe(404);
    const file = (format: string) =>
      as('children').load(
        entrantsFile,
        `${path('schoolRegister')}/entrants/download?level=elementary&format=${format}`,
        params('schoolRegister'),
      );
    expect((await file('csv')).data).toContain('"山本　心春","ヤマモト コハル","2020-11-19","女"');
    expect(JSON.parse((await file('json')).data)).toMatchObject({ april: '2027-04-01', entrants: [{ sex: '2' }] });
  });
});
