import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { addOpenDays, holidayName, isOpenDay, nextOpenDay, openDaysBetween } from '#app/vocabulary/business-days.ts';
import {
  addDays,
  addMonths,
  addYears,
  ageOn,
  dayOfWeek,
  daysBetween,
  earlierOf,
  isCalendarDate,
  laterOf,
  weekdayName,
} from '#app/vocabulary/dates.ts';
import { formatInstant, tokyoDate, tokyoInstant, tokyoTime } from '#app/vocabulary/tokyo.ts';

const day = fc.integer({ min: -40_000, max: 40_000 }).map((days) => addDays('2000-01-01', days));

describe('日の計算', () => {
  it('月末・年末・うるう日をまたぐ', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
    expect(daysBetween('2026-01-01', '2027-01-01')).toBe(365);
  });

  it('応当日がない月はその月の末日とする（民法第143条第2項）', () => {
    expect(addYears('2028-02-29', 1)).toBe('2029-02-28');
    expect(addYears('2028-02-29', 4)).toBe('2032-02-29');
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2026-03-31', -1)).toBe('2026-02-28');
    expect(addMonths('2026-01-15', -1)).toBe('2025-12-15');
  });

  test.each([
    ['2026-11-24', true],
    ['2028-02-29', true],
    ['2026-02-29', false],
    ['2026-13-01', false],
    ['2026-1-1', false],
    ['', false],
  ])('「%s」は暦の日か: %s', (text, answer) => {
    expect(isCalendarDate(text)).toBe(answer);
  });

  it('足した日数は数えた日数に等しく、順序は文字列の順序に等しい', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -5000, max: 5000 }), (date, days) => {
        const other = addDays(date, days);
        expect(daysBetween(date, other)).toBe(days);
        expect(addDays(other, -days)).toBe(date);
        expect(isCalendarDate(other)).toBe(true);
        expect(dayOfWeek(other)).toBe((((dayOfWeek(date) + days) % 7) + 7) % 7);
        expect(earlierOf(date, other)).toBe(days < 0 ? other : date);
        expect(laterOf(date, other)).toBe(days < 0 ? date : other);
      }),
    );
  });
});

describe('年齢（年齢計算ニ関する法律・民法第143条）', () => {
  test.each([
    ['2011-11-25', '2026-11-23', 14, '誕生日の前々日'],
    ['2011-11-25', '2026-11-24', 15, '誕生日の前日に15歳になる'],
    ['2011-11-25', '2026-11-25', 15, '誕生日'],
    ['2020-04-01', '2026-03-31', 6, '4月1日生まれは3月31日に6歳になり早生まれとなる'],
    ['2008-02-29', '2026-02-27', 17, 'うるう日生まれは2月28日に年を取る'],
    ['2008-02-29', '2026-02-28', 18, 'うるう日生まれ'],
    ['1920-05-03', '2026-11-24', 106, '106歳'],
    ['2026-11-24', '2026-11-24', 0, '生まれた日'],
  ])('%s 生まれは %s に %i 歳（%s）', (bornOn, on, age) => {
    expect(ageOn(bornOn, on)).toBe(age);
  });

  it('誕生日の前日に1つ増え、ほかの日には変わらない', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 110 }), (bornOn, years) => {
        const eve = bornOn.endsWith('-02-29')
          ? `${Number(bornOn.slice(0, 4)) + years}-02-28`
          : addDays(addYears(bornOn, years), -1);
        expect(ageOn(bornOn, eve)).toBe(years);
        expect(ageOn(bornOn, addDays(eve, -1))).toBe(years - 1);
      }),
    );
  });
});

describe('開庁日（地方自治法第4条の2）', () => {
  test.each([
    ['2026-11-20', true, '金曜日'],
    ['2026-11-21', false, '土曜日'],
    ['2026-11-22', false, '日曜日'],
    ['2026-11-23', false, '勤労感謝の日'],
    ['2026-11-24', true, '連休明け'],
    ['2026-09-22', false, '国民の休日'],
    ['2027-03-22', false, '振替休日'],
    ['2026-12-28', true, '御用納め'],
    ['2026-12-29', false, '年末'],
    ['2027-01-03', false, '年始'],
    ['2027-01-04', true, '御用始め'],
  ])('%s は開庁日か: %s（%s）', (date, answer) => {
    expect(isOpenDay(date)).toBe(answer);
  });

  it('次の開庁日、数えた開庁日', () => {
    expect(holidayName('2026-11-23')).toBe('勤労感謝の日');
    expect(nextOpenDay('2026-11-21')).toBe('2026-11-24');
    expect(nextOpenDay('2026-11-24')).toBe('2026-11-24');
    expect(addOpenDays('2026-12-28', 1)).toBe('2027-01-04');
    expect(addOpenDays('2026-11-20', 2)).toBe('2026-11-25');
    expect(addOpenDays('2026-11-21', 0)).toBe('2026-11-24');
    expect(openDaysBetween('2026-11-20', '2026-11-25')).toEqual(['2026-11-20', '2026-11-24', '2026-11-25']);
    expect(openDaysBetween('2026-11-21', '2026-11-23')).toEqual([]);
  });
});

describe('日本時間', () => {
  it('UTCの15時に日が変わる', () => {
    expect(tokyoDate('2026-11-23T14:59:59.999Z')).toBe('2026-11-23');
    expect(tokyoDate('2026-11-23T15:00:00.000Z')).toBe('2026-11-24');
    expect(tokyoTime('2026-11-23T23:59:00.000Z')).toBe('08:59');
    expect(tokyoInstant('2026-11-24', '09:05')).toBe('2026-11-24T00:05:00.000Z');
    expect(formatInstant('2026-11-24T00:05:00.000Z')).toBe('2026年11月24日（火）9時05分');
    expect(weekdayName('2026-11-24')).toBe('火');
  });

  it('日と時刻から作った時点は、同じ日と時刻に戻る', () => {
    fc.assert(
      fc.property(day, fc.nat(23), fc.nat(59), (date, hour, minute) => {
        const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
        expect(tokyoDate(tokyoInstant(date, time))).toBe(date);
        expect(tokyoTime(tokyoInstant(date, time))).toBe(time);
      }),
    );
  });
});
