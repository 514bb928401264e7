import { describe, expect, it } from 'vitest';
import { calmSlots, daysOf, slotOfText, slotText, timesOf, visitMinutes } from '#app/vocabulary/visit-slots.ts';
import { DEMO_TOWNS } from '#db/fixtures/towns.ts';

const WINDOW = {
  office: 'honcho',
  procedures: ['movingIn' as const],
  weekdays: [1, 2, 3, 4, 5],
  opensAt: '09:00',
  closesAt: '16:20',
  slotMinutes: 30,
  places: 4,
  lunch: { from: '12:00', to: '13:00', places: 1 },
  closedOn: ['2026-11-26'],
  waits: [
    { from: '09:00', minutes: 5 },
    { from: '11:00', minutes: 40 },
  ],
};

describe('来庁の時間枠', () => {
  it('受付時間を枠に分け、昼休みは枠を減らし、閉まる時刻をこえる枠は作らない', () => {
    const times = timesOf(WINDOW);
    expect(times[0]).toEqual({ startsAt: '09:00', endsAt: '09:30', places: 4, wait: 5 });
    expect(times.at(-1)).toMatchObject({ startsAt: '15:30', endsAt: '16:00' });
    expect(times.filter(({ places }) => places === 1).map(({ startsAt }) => startsAt)).toEqual(['12:00', '12:30']);
    expect(timesOf({ ...WINDOW, lunch: { ...WINDOW.lunch, places: 0 } }).map(({ startsAt }) => startsAt)).not.toContain(
      '12:30',
    );
  });

  it('土日・祝日・年末年始・その窓口の休みには枠がない（地方自治法第4条の2）', () => {
    expect(daysOf(WINDOW, '2026-11-20', '2026-11-27')).toEqual([
      '2026-11-20',
      '2026-11-24',
      '2026-11-25',
      '2026-11-27',
    ]);
    expect(daysOf(WINDOW, '2026-12-28', '2027-01-04')).toEqual(['2026-12-28', '2027-01-04']);
  });

  it('所要時間は、人数・カード・子ども・高齢の方の分だけ長くなり、生年月日が不詳でも計算できる', () => {
    const lengths = [
      { procedure: 'movingIn' as const, item: 'base' as const, minutes: 20 },
      { procedure: 'movingIn' as const, item: 'furtherMover' as const, minutes: 5 },
      { procedure: 'movingIn' as const, item: 'card' as const, minutes: 8 },
      { procedure: 'movingIn' as const, item: 'child' as const, minutes: 15 },
      { procedure: 'movingIn' as const, item: 'over75' as const, minutes: 10 },
      { procedure: 'relocation' as const, item: 'base' as const, minutes: 90 },
    ];
    const on = '2026-12-01';
    expect(visitMinutes(lengths, 'movingIn', { bornOn: ['1990-01-01'], cards: 1, on })).toBe(28);
    const family = { bornOn: ['1990-01-01', '2016-10-03', '2018-01-01', '1945-01-01', undefined], cards: 2, on };
    expect(visitMinutes(lengths, 'movingIn', family)).toBe(20 + 4 * 5 + 2 * 8 + 15 + 10);
    expect(visitMinutes([], 'movingIn', family)).toBeUndefined();
  });

  it('すいている時間は、いちばん混む時間より10分以上早い空き枠だけ、三つまで。満員の枠は勧めない', () => {
    const slot = (startsAt: string, wait: number, taken = 0) => ({ startsAt, endsAt: '23:00', places: 2, wait, taken });
    const short = (startsAt: string, endsAt: string, wait: number, taken = 0) => ({
      ...slot(startsAt, wait, taken),
      endsAt,
    });
    const day = [
      short('09:00', '09:30', 5, 2),
      short('09:30', '10:00', 5),
      short('10:00', '10:30', 35, 1),
      short('10:30', '11:00', 38),
      short('13:00', '13:30', 12),
    ];
    // The busiest: 35 minutes and half of the half slot.
    expect([...calmSlots(day)]).toEqual([
      ['09:30', 35],
      ['13:00', 30],
    ]);
    expect([...calmSlots(day.map((one) => ({ ...one, wait: 5, taken: 0 })))]).toEqual([]);
  });

  it('枠の書き方は往復し、ほかの書き方は読まない', () => {
    const one = { on: '2026-12-01', office: 'honcho', startsAt: '09:00' };
    expect(slotOfText(slotText(one))).toEqual(one);
    for (const text of [
      '',
      '2026-12-01',
      '2026-13-01/honcho/09:00',
      '2026-12-01/honcho/25:00',
      '2026-12-01/../09:00',
    ]) {
      expect(slotOfText(text), text).toBeUndefined();
    }
  });

  it('デモの市区町村は、どこも自分の窓口の枠だけを公開する', () => {
    for (const { visits, offices, name } of DEMO_TOWNS) {
      const codes = offices.map(({ code }) => code);
      for (const { office } of visits?.windows ?? []) expect(codes, name).toContain(office);
      expect(visits?.windows.length, name).toBeGreaterThan(0);
    }
  });
});
