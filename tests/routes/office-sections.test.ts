import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as list from '#app/routes/office.$town.sections._index.tsx';
import * as section from '#app/routes/office.$town.sections.$section._index.tsx';
import * as download from '#app/routes/office.$town.sections.$section.download.ts';
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
    expect(done.location).toBe(path('electoralRoll'));
    const after = await as('desk').load(section, path('electoralRoll'), params('electoralRoll'));
    expect(after.data.entries).toEqual([]);
    expect(shown.data.acknowledged).toEqual([]);
    expect(after.data.acknowledged).toMatchObject([{ by: '窪田　直子', count: 1, last: upTo }]);
    const bad = await as('desk').press(section, path('electoralRoll'), params('electoralRoll'), { upTo: 'x' });
    expect(bad.status).toBe(400);
  });
});
