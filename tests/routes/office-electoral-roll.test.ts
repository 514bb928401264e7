import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as overview from '#app/routes/office.$town.electoral-roll._index.tsx';
import * as run from '#app/routes/office.$town.electoral-roll.$run._index.tsx';
import * as download from '#app/routes/office.$town.electoral-roll.$run.download.ts';
import { tokyoInstant } from '#app/vocabulary/tokyo.ts';
import { officeBrowser } from '#tests/support/office-story.ts';
import { CHOFU, townOf } from '#tests/support/story.ts';
import { openWorld, type World } from '#tests/support/world.ts';

vi.setConfig({ testTimeout: 60_000 });

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

type Slug = Parameters<World['officer']>[1];
const as = (slug: Slug) => officeBrowser(world, world.officer(CHOFU, slug));
const LIST = `/office/${CHOFU}/electoral-roll`;
const here = { town: CHOFU };

async function worked() {
  for (let turn = 0; turn < 10; turn += 1) await townOf(world, CHOFU).juki.advance();
}

async function inquire(slug: Slug = 'election') {
  const pressed = await as(slug).press(overview, LIST, here, {});
  expect(pressed.status).toBe(302);
  await worked();
  return (pressed.location ?? '').split('/').at(-1) ?? '';
}

describe('選挙人名簿の画面（公職選挙法第22条）', () => {
  it('選挙管理委員会の課の職員だけが開け、案内にもその職員だけに出る', async () => {
    for (const slug of ['desk', 'registry', 'insurance', 'children', 'auditor'] as const) {
      expect([slug, (await as(slug).load(overview, LIST, here)).status]).toEqual([slug, 403]);
    }
    const shown = await as('election').load(overview, LIST, here);
    expect(shown.status).toBe(200);
    expect(shown.data.frame.navigation.map(({ label }: { label: string }) => label)).toContain('選挙人名簿');
    expect(shown.data).toMatchObject({ registered: '0人', nextOn: '令和8年12月1日', isOpen: false, runs: [] });
    const none = await as('election').load(run, `${LIST}/none`, { ...here, run: 'none' });
    expect(none.status).toBe(404);
  });

  it('調べ、別の職員が登録月の一日に登録し、一覧をCSVとJSONで受け取る', async () => {
    const early = await inquire();
    const params = { ...here, run: early };
    const refused = await as('election2').press(run, `${LIST}/${early}`, params, { act: 'confirm' });
    expect(refused).toMatchObject({ status: 409, data: { refusal: { code: 'E42' } } });
    expect((await as('election2').press(run, `${LIST}/${early}`, params, { act: 'x' })).status).toBe(400);
    const early2 = await as('election').load(run, `${LIST}/${early}?kind=x&after=y`, params);
    expect(early2.data.page).toMatchObject({ kind: 'register', mayConfirm: false, run: { state: 'proposed' } });
    const proposed = early2.data.page.run.counts.register.proposed;
    expect(proposed).toBeGreaterThan(10);

    world.clock.set(tokyoInstant('2026-12-01', '09:00'));
    expect(await inquire()).toBe(early);
    const own = await as('election').press(run, `${LIST}/${early}`, params, { act: 'confirm' });
    expect(own.data.refusal.sentence).toContain('別の職員');
    const done = await as('election2').press(run, `${LIST}/${early}`, params, { act: 'confirm' });
    expect(done.location).toBe(`${LIST}/${early}`);
    await worked();
    const page = await as('election').load(run, `${LIST}/${early}`, params);
    expect(page.data.page.run).toMatchObject({ state: 'done', counts: { register: { proposed: 0 } } });
    const { total, counts } = page.data.page.run;
    // Of somebody born in 昭和5年 nobody knows the day, but the age is reached on whichever it was.
    expect(counts.unclear).toBeUndefined();
    const csv = await as('election').load(download, `${LIST}/${early}/download`, params);
    expect(csv.data.trim().split('\r\n')).toHaveLength(1 + total);
    expect(csv.data).toContain('"登録","済み"');
    expect(csv.data).toMatch(/"登録","済み","\d+","原　ミツ"/);
    const json = await as('election').load(download, `${LIST}/${early}/download?format=json`, params);
    expect(JSON.parse(json.data)).toMatchObject({ asOf: '2026-12-01', state: 'done' });
    const after = await as('election').load(overview, LIST, here);
    expect(after.data).toMatchObject({ registered: `${total}人`, nextOn: '令和9年3月1日' });
  });
});
