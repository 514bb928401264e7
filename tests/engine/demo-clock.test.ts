import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { stopsOnTheWay, targetInstant } from '#app/demo/advance.ts';
import { createDemoClock, DEMO_START, type DemoClock } from '#app/demo/clock.server.ts';
import { isOpenDay } from '#app/vocabulary/business-days.ts';
import { tokyoDate, tokyoInstant } from '#app/vocabulary/tokyo.ts';
import { demoTables } from '#db/schema/index.ts';
import { sqliteStores, type TestStores } from '#tests/support/stores.ts';

let stores: TestStores;
const clocks: DemoClock[] = [];
beforeEach(() => {
  stores = sqliteStores();
});
afterEach(async () => {
  for (const clock of clocks.splice(0)) clock.stop();
  await stores.close();
});

async function start(ticks: () => number) {
  const clock = await createDemoClock(await stores.open(demoTables, 'demo'), { ticks });
  clocks.push(clock);
  return clock;
}

describe('デモの時計', () => {
  test('開庁日の朝9時に始まり、実際の時間で進む', async () => {
    let tick = 0;
    const clock = await start(() => tick);
    expect(clock.now()).toBe(DEMO_START);
    expect(isOpenDay(tokyoDate(DEMO_START))).toBe(true);
    tick = 1500;
    expect(clock.now()).toBe('2026-11-24T00:00:01.500Z');
  });

  test('進めることはできるが、戻すことはできない', async () => {
    const clock = await start(() => 0);
    const target = tokyoInstant('2026-12-01', '09:00');
    await expect(clock.advanceTo(target)).resolves.toEqual({ accepted: true, value: target });
    expect(clock.now()).toBe(target);
    for (const past of [DEMO_START, target, 'yesterday']) {
      const refused = await clock.advanceTo(past);
      expect(refused).toMatchObject({ accepted: false, refusal: { code: 'clockNeverGoesBack' } });
      expect(!refused.accepted && refused.refusal.sentence).toContain('時計は戻せません');
    }
    expect(clock.now()).toBe(target);
  });

  test('突然止められた後も、前に見せた時刻より前には戻らない', async () => {
    let tick = 0;
    const first = await start(() => tick);
    tick = 25_000;
    const seen = first.now();
    const second = await start(() => 0);
    expect(second.now() >= seen).toBe(true);
    expect(tokyoDate(second.now())).toBe('2026-11-24');
  });

  test('進めた後に突然止められても、進んだところから続く', async () => {
    const target = tokyoInstant('2027-01-04', '09:00');
    await (await start(() => 0)).advanceTo(target);
    const second = await start(() => 0);
    expect(second.now() >= target).toBe(true);
  });

  test('書き込めない間は、予約した時刻を越えて進まない', async () => {
    let tick = 0;
    const clock = await start(() => tick);
    tick = 3_600_000;
    expect(clock.now()).toBe('2026-11-24T00:00:30.000Z');
    tick = 10;
    expect(clock.now()).toBe('2026-11-24T00:00:30.000Z');
  });
});

describe('時計の行き先', () => {
  const FRIDAY = tokyoInstant('2026-11-27', '16:00');
  const reached = (outcome: ReturnType<typeof targetInstant>) => outcome.accepted && outcome.value;

  test('次の朝は翌日の9時。夜明け前なら当日の9時', () => {
    expect(reached(targetInstant({ to: 'nextMorning' }, FRIDAY))).toBe(tokyoInstant('2026-11-28', '09:00'));
    const dawn = tokyoInstant('2026-11-28', '04:00');
    expect(reached(targetInstant({ to: 'nextMorning' }, dawn))).toBe(tokyoInstant('2026-11-28', '09:00'));
  });

  test('次の開庁日は土日と年末年始を飛ばす', () => {
    expect(reached(targetInstant({ to: 'nextOpenDay' }, FRIDAY))).toBe(tokyoInstant('2026-11-30', '09:00'));
    const yearEnd = tokyoInstant('2026-12-28', '10:00');
    expect(reached(targetInstant({ to: 'nextOpenDay' }, yearEnd))).toBe(tokyoInstant('2027-01-04', '09:00'));
  });

  test('遠すぎる日は断る', () => {
    expect(targetInstant({ to: 'date', on: '2028-01-01' }, FRIDAY)).toMatchObject({
      accepted: false,
      refusal: { code: 'tooFar' },
    });
  });

  test('途中の夜を一つずつ通る', () => {
    expect(stopsOnTheWay(FRIDAY, tokyoInstant('2026-11-30', '09:00'))).toEqual([
      tokyoInstant('2026-11-28', '00:05'),
      tokyoInstant('2026-11-29', '00:05'),
      tokyoInstant('2026-11-30', '00:05'),
      tokyoInstant('2026-11-30', '09:00'),
    ]);
  });
});
