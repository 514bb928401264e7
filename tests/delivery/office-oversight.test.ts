import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Officer } from '#app/vocabulary/roles.ts';
import { residentRecordCodeOf } from '#db/fixtures/records.ts';
import {
  CHOFU,
  certificateAtCounter,
  FUJISAWA,
  familyOf,
  fileMovingOut,
  moveIn,
  today,
  townOf,
} from '#tests/support/story.ts';
import { openWorld, type World } from '#tests/support/world.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(async () => {
  await world[Symbol.asyncDispose]();
});

const office = () => townOf(world, CHOFU).office;
const as = (slug: string): Officer => world.officer(CHOFU, slug);
const minutesLater = (minutes: number) => new Date(Date.parse(world.clock.now()) + minutes * 60_000).toISOString();

/** Takes every unused code away, or some. */
async function emptyPool(): Promise<void> {
  const [store] = townOf(world, CHOFU).stores as unknown as [Parameters<typeof emptied>[0]];
  await emptied(store);
}

async function emptied(store: {
  write(
    work: (session: { db: { delete(table: unknown): Promise<unknown> }; t: { codePool: unknown } }) => Promise<void>,
  ): Promise<void>;
}): Promise<void> {
  await store.write(async ({ db, t }) => {
    await db.delete(t.codePool);
  });
}

describe('警報', () => {
  it('だれも引き受けないと次の担当に移り、引き受けると止まり、原因がなくなると解消する', async () => {
    await office().watch();
    expect((await office().alerts.page(as('registry'))).current).toEqual([]);
    await emptyPool();
    await office().watch();
    await office().watch();
    const [alert] = (await office().alerts.page(as('registry'))).current;
    expect(alert).toMatchObject({ kind: 'poolEmpty', state: 'open', role: 'registryManager', mayAcknowledge: true });
    expect(await office().alerts.open()).toBe(1);
    const alertId = alert?.alertId ?? '';

    // 決裁 has no part in it before its time comes.
    const early = await office().alerts.acknowledge(as('approver'), { alertId, note: '払出しを確かめる' });
    expect(early).toMatchObject({ accepted: false, refusal: { code: 'alertNotYours' } });
    world.clock.set(minutesLater(61));
    await office().watch();
    const [later] = (await office().alerts.page(as('approver'))).current;
    expect(later).toMatchObject({ role: 'approver', mayAcknowledge: true });
    expect(later).not.toHaveProperty('escalatesAt');

    const taken = { alertId, note: 'J-LISに払出しを電話で確かめる' };
    expect(await office().alerts.acknowledge(as('approver'), taken)).toEqual({ accepted: true, value: 'acknowledged' });
    expect(await office().alerts.acknowledge(as('approver'), taken)).toEqual({ accepted: true, value: 'acknowledged' });
    expect(await office().alerts.acknowledge(as('registry'), taken)).toMatchObject({
      accepted: false,
      refusal: { code: 'alertTaken', sentence: expect.stringContaining('戸田') },
    });
    expect(await office().alerts.open()).toBe(0);
    world.clock.set(minutesLater(600));
    await office().watch();
    expect((await office().alerts.page(as('registry'))).current[0]).toMatchObject({ state: 'acknowledged' });

    await townOf(world, CHOFU).juki.adoptCodes([]);
    await world.settle();
    await world.runDaily();
    const { past } = await office().alerts.page(as('auditor'));
    expect(past[0]).toMatchObject({ kind: 'poolEmpty', state: 'ended', acknowledgedByName: '戸田　正樹' });
    expect(past[0]?.events.map(({ act }) => act)).toEqual(['発生', '次の担当へ', '引き受け', '解消']);
    expect(await office().alerts.acknowledge(as('registry'), taken)).toMatchObject({
      accepted: false,
      refusal: { code: 'alertOver' },
    });
  });

  it.each([
    ['ocsp', '証明書の有効性確認（OCSP）', '審査と転入届の署名の確認'],
    ['auth-app', 'デジタル認証アプリ', '住民はポータルのログインと署名ができません'],
  ] as const)(
    '%s が5分を超えて止まると警報になり、だれも引き受けなければ移り、戻れば解消する',
    async (system, name, effect) => {
      const line = { now: Date.now() };
      await using quiet = await openWorld({ protocolNow: () => line.now });
      const { office: desk } = townOf(quiet, CHOFU);
      const admin = quiet.officer(CHOFU, 'administrator');
      const current = async () => (await desk.alerts.page(admin)).current;
      await desk.watch();
      expect(await current()).toEqual([]);
      quiet.nation?.faults.set(system, { down: true });
      line.now += 61_000;
      await desk.watch();
      line.now += 299_000;
      await desk.watch();
      expect(await current()).toEqual([]);
      line.now += 1_000;
      await desk.watch();
      expect(await current()).toMatchObject([{ kind: 'outage', role: 'administrator', state: 'open' }]);
      const [alert] = await current();
      expect(alert?.sentence).toContain(name);
      expect(alert?.sentence).toContain(effect);
      expect((await desk.health(admin)).systems.find(({ code }) => code === system)).toMatchObject({
        state: 'silent',
      });
      // Nobody takes it on: the next role has it.
      quiet.clock.set(new Date(Date.parse(quiet.clock.now()) + 31 * 60_000).toISOString());
      await desk.watch();
      expect(await current()).toMatchObject([{ role: 'registryManager', state: 'open' }]);
      const note = { alertId: alert?.alertId ?? '', note: '窓口で案内し、国に確かめる' };
      expect(await desk.alerts.acknowledge(admin, note)).toEqual({ accepted: true, value: 'acknowledged' });
      quiet.nation?.faults.clear(system);
      await desk.watch();
      expect(await current()).toEqual([]);
    },
  );

  it('失敗した夜間処理は警報になり、次の夜に終わると解消する。原因に人の名は入らない', async () => {
    const { office: desk } = townOf(world, CHOFU);
    await expect(desk.recordNight(() => Promise.reject(new TypeError('佐藤　健司')))).rejects.toThrow('佐藤');
    await desk.watch();
    const [alert] = (await desk.alerts.page(as('administrator'))).current;
    expect(alert).toMatchObject({ kind: 'nightFailed', role: 'administrator' });
    const { nights } = await desk.health(as('administrator'));
    expect(nights[0]).toMatchObject({ state: 'failed', error: 'TypeError' });
    expect(JSON.stringify([alert, nights])).not.toContain('佐藤');
    await desk.recordNight(() => Promise.resolve());
    await desk.watch();
    expect((await desk.alerts.page(as('administrator'))).current).toEqual([]);
  });

  it('権限のない職員は、警報も稼働状況も集計も開けない', async () => {
    await expect(office().alerts.page(as('reception'))).rejects.toThrow('may not');
    await expect(office().health(as('counter'))).rejects.toThrow('may not');
    const span = { from: '2026-11-01', to: '2026-11-30' };
    await expect(office().figures(as('insurance'), span)).rejects.toThrow('may not');
    await expect(office().alerts.page(world.officer(FUJISAWA, 'registry'))).rejects.toThrow('may not');
  });
});

describe('日ごとの集計と機関ごとの電文', () => {
  it('異動を一度だけ数え、やり直しても増えない。データ移行は数えない', async () => {
    const family = familyOf('sato');
    const count = async () => {
      // A row counts from the second look on.
      for (let round = 0; round < 4; round += 1) await office().watch();
      return office().figures(as('reception'), { from: '2026-11-01', to: '2026-12-31' });
    };
    expect((await count()).rows.filter(({ series }) => series === 'moves')).toEqual([]);
    await fileMovingOut(world, family, { plannedOn: today(world) });
    await world.settle();
    const first = await count();
    const of = (series: string) => first.rows.filter((row) => row.series === series);
    expect(of('moves')).toEqual([
      { day: today(world), series: 'moves', key: '国内転出', count: family.persons.length, total: 0 },
    ]);
    expect(of('movedTo')).toMatchObject([{ key: '藤沢市', count: family.persons.length }]);
    expect(of('channel')).toMatchObject([{ key: 'online', count: family.persons.length }]);
    expect((await count()).rows).toEqual(first.rows);

    // The 転入通知 of those who have left is told, but nobody leaves twice.
    const { certificate } = await certificateAtCounter(world, FUJISAWA, residentRecordCodeOf('sato-kenji'), CHOFU);
    await moveIn(world, FUJISAWA, certificate, { movedInOn: today(world) });
    await world.settle();
    const after = (await count()).rows.filter(({ series }) => series === 'moves');
    expect(after.filter(({ key }) => key === '国内転出')).toEqual(of('moves'));
    expect(after.find(({ key }) => key === '国内転出（転入通知の受理）')?.count).toBe(family.persons.length);
  });

  it('送った電文は相手ごとに数え、着いたものは残らない', async () => {
    await fileMovingOut(world, familyOf('sato'), { plannedOn: today(world) });
    await world.settle();
    for (let round = 0; round < 4; round += 1) await office().watch();
    const { pairs, systems } = await office().health(as('administrator'));
    expect(pairs.find(({ code }) => code === FUJISAWA)).toMatchObject({ name: '藤沢市', dead: 0, waiting: 0 });
    expect(pairs.find(({ code }) => code === FUJISAWA)?.sent).toBeGreaterThan(0);
    expect(systems.find(({ code }) => code === 'jlis')).toMatchObject({ state: 'answering', queue: 0 });
  });
});
