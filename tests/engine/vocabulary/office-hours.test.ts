import { expect, test } from 'vitest';
import { nextOpening } from '#app/vocabulary/office-hours.ts';
import { tokyoInstant } from '#app/vocabulary/tokyo.ts';

const HOURS = { opensAt: '08:30', closesAt: '17:15' };

test.each([
  ['金曜の夜に送れば、月曜の朝から', '2026-11-27', '21:10', '2026-11-30', '08:30'],
  ['閉庁の時刻ちょうどは、もう閉まっている', '2026-11-27', '17:15', '2026-11-30', '08:30'],
  ['開庁日の早朝は、その日の朝から', '2026-11-27', '06:00', '2026-11-27', '08:30'],
  ['土曜は、月曜の朝から', '2026-11-28', '10:00', '2026-11-30', '08:30'],
  ['月曜が祝日なら火曜の朝から（国民の祝日に関する法律第3条）', '2027-01-09', '10:00', '2027-01-12', '08:30'],
  ['年末年始は1月4日の朝から（地方自治法第4条の2）', '2026-12-28', '18:00', '2027-01-04', '08:30'],
])('%s', (_, day, time, nextDay, nextTime) => {
  expect(nextOpening(tokyoInstant(day, time), HOURS)).toBe(tokyoInstant(nextDay, nextTime));
});

test('開いている間は、待たない', () => {
  expect(nextOpening(tokyoInstant('2026-11-27', '08:30'), HOURS)).toBeUndefined();
  expect(nextOpening(tokyoInstant('2026-11-27', '17:14'), HOURS)).toBeUndefined();
});

test('時間を知らせていない市区町村は、8時30分から17時まで', () => {
  expect(nextOpening(tokyoInstant('2026-11-27', '17:00'))).toBe(tokyoInstant('2026-11-30', '08:30'));
  expect(nextOpening(tokyoInstant('2026-11-27', '16:59'))).toBeUndefined();
});
