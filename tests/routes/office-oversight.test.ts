import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as alerts from '#app/routes/office.$town.alerts.tsx';
import * as figures from '#app/routes/office.$town.figures._index.tsx';
import * as download from '#app/routes/office.$town.figures.download.ts';
import * as health from '#app/routes/office.$town.health.tsx';
import * as messages from '#app/routes/office.$town.messages.tsx';
import * as comparison from '#app/routes/office.$town.messages_.comparison.tsx';
import { officeBrowser } from '#tests/support/office-story.ts';
import { CHOFU, FUJISAWA, townOf } from '#tests/support/story.ts';
import { openWorld, type World } from '#tests/support/world.ts';

vi.setConfig({ testTimeout: 60_000 });

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.settle();
  const { office, mailroom, stores } = townOf(world, CHOFU);
  await stores[0]?.write((session) =>
    mailroom.post(session as never, { type: 'CodeBlockRequest', to: 'jlis', subject: 'pool', content: { count: 10 } }),
  );
  await mailroom.deliver();
  await world.settle();
  await office.recordNight(() => Promise.reject(new Error('disk'))).catch(() => undefined);
  for (let round = 0; round < 4; round += 1) await office.watch();
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

const SLUGS = ['desk', 'reception', 'reviewer', 'approver', 'counter', 'registry', 'auditor', 'administrator'] as const;
const as = (slug: string) => officeBrowser(world, world.officer(CHOFU, slug));
const at = (path: string) => `/office/${CHOFU}/${path}`;
const PARAMS = { town: CHOFU };

describe('見張りの頁の範囲（標準仕様書 10.3）', () => {
  it.each([
    ['警報', alerts, 'alerts', ['desk', 'approver', 'registry', 'auditor', 'administrator']],
    ['稼働状況', health, 'health', ['desk', 'registry', 'auditor', 'administrator']],
    ['集計', figures, 'figures', [...SLUGS]],
  ] as const)('%s は、決まった役割の職員だけが開ける', async (_, route, path, allowed) => {
    for (const slug of SLUGS) {
      const { status } = await as(slug).load(route, at(path), PARAMS);
      expect([slug, status]).toEqual([slug, (allowed as readonly string[]).includes(slug) ? 200 : 403]);
    }
    const stranger = officeBrowser(world, world.officer(FUJISAWA, 'administrator'));
    expect((await stranger.load(route, at(path), PARAMS)).status).toBe(403);
  });
});

describe('警報の引き受け', () => {
  it('数が枠の印に出る。何をするかを書いて引き受けると消え、二人目は理由とともに断られる', async () => {
    const shown = JSON.stringify(await as('administrator').load(alerts, at('alerts'), PARAMS));
    expect(shown).toContain('"label":"警報","current":true,"count":1');
    const alertId = /"alertId":"([^"]+)"/.exec(shown)?.[1] ?? '';
    const unsaid = await as('administrator').press(alerts, at('alerts'), PARAMS, { alertId, note: ' ' });
    expect(unsaid.status).toBe(400);
    expect(JSON.stringify(unsaid)).toContain('何をするかを書いてください。');
    const early = await as('registry').press(alerts, at('alerts'), PARAMS, { alertId, note: '確かめる' });
    expect(early.status).toBe(409);
    const taken = await as('administrator').press(alerts, at('alerts'), PARAMS, { alertId, note: '容量を増やす' });
    expect(taken).toMatchObject({ status: 302, location: `${at('alerts')}?taken` });
    const after = JSON.stringify(await as('administrator').load(alerts, at('alerts?taken'), PARAMS));
    expect(after).not.toContain('"count":1');
    expect(after).toContain('容量を増やす');
    const second = await as('desk').press(alerts, at('alerts'), PARAMS, { alertId, note: '私も' });
    expect(second.status).toBe(409);
    expect(JSON.stringify(second)).toContain('柏木　大地さんが引き受けています');
    const outsider = await as('counter').press(alerts, at('alerts'), PARAMS, { alertId, note: '私も' });
    expect(outsider.status).toBe(403);
  });
});

describe('稼働状況と電文', () => {
  it('外部システムの状態と、失敗した夜間処理が言葉で出る', async () => {
    const shown = JSON.stringify(await as('administrator').load(health, at('health'), PARAMS));
    expect(shown).toContain('"name":"住基ネット（J-LIS）","state":"answering"');
    expect(shown).toContain('"title":"住民基本台帳の夜間処理","state":"failed"');
    const mail = JSON.stringify(await as('administrator').load(messages, at('messages'), PARAMS));
    expect(mail).toContain('"pairs":[');
    const rowsOf = async (query: string) => {
      const page = await as('administrator').load(messages, at(`messages?${query}`), PARAMS);
      return page.data.mail.log.map(
        ({ direction, state }: { direction: string; state: string }) => `${direction} ${state}`,
      );
    };
    expect((await rowsOf('peer=jlis')).toSorted()).toEqual(['in applied', 'out sent']);
    expect(await rowsOf('peer=jlis&state=sent')).toEqual(['out sent']);
    expect(await rowsOf('peer=portal')).toEqual([]);
    const wild = await as('administrator').load(messages, at('messages?peer=&state=x'), PARAMS);
    expect(wild.data.filter).toEqual({});
  });
});

describe('電文の突合', () => {
  const compared = async () =>
    (await as('administrator').load(comparison, at('messages/comparison'), PARAMS)).data as {
      silent?: string;
      rows: { direction: string; type: string; passed: number; taken: number; verdict: string }[];
    };

  it('こちらの記録とJ-LISの記録の数が合い、J-LISの記録が失われると差異になる', async () => {
    const { rows } = await compared();
    expect(rows).toMatchObject([
      { direction: 'in', type: 'CodeBlock', passed: 1, taken: 1, verdict: 'even' },
      { direction: 'out', type: 'CodeBlockRequest', passed: 1, taken: 1, verdict: 'even' },
    ]);
    const [store] = townOf(world, CHOFU).stores;
    await store?.write(({ db, t }) => db.update(t.outbox).set({ type: 'CodeBlock' }));
    expect((await compared()).rows.map(({ direction, type, verdict }) => `${direction} ${type} ${verdict}`)).toEqual([
      'out CodeBlock lostOnLine',
      'out CodeBlockRequest unknownHere',
      'in CodeBlock even',
    ]);
    await store?.write(({ db, t }) => db.update(t.outbox).set({ type: 'CodeBlockRequest' }));
  });

  it('J-LISが止まっていれば、その旨を示す。権限のない職員は開けない', async () => {
    world.nation?.faults.set('jlis', { down: true });
    expect(await compared()).toMatchObject({ silent: '住基ネット（J-LIS）', rows: [] });
    world.nation?.faults.clear('jlis');
    expect((await as('reception').load(comparison, at('messages/comparison'), PARAMS)).status).toBe(403);
  });
});

describe('集計', () => {
  it('期間を選べ、CSVで取り出せる。選べない期間は理由とともに断る', async () => {
    const shown = await as('reception').load(figures, at('figures?days=7'), PARAMS);
    expect(JSON.stringify(shown)).toContain('"days":7');
    expect(JSON.stringify(shown)).toContain('"forecast":{"on":"2026-11-25"');
    const wrong = await as('reception').load(figures, at('figures?days=5000'), PARAMS);
    expect(wrong.status).toBe(400);
    expect(JSON.stringify(wrong)).toContain('期間を一覧から選んでください。');
    const file = await as('reception').load(download, at('figures/download?days=7'), PARAMS);
    expect(file.status).toBe(200);
    const refused = await as('reception').load(download, at('figures/download?days=5000'), PARAMS);
    expect(refused.status).toBe(400);
    expect((await as('insurance').load(download, at('figures/download'), PARAMS)).status).toBe(403);
  });
});
