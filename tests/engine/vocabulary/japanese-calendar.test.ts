import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { addDays } from '#app/vocabulary/dates.ts';
import {
  displayBothRecordDate,
  displayRecordDate,
  exactDate,
  formatBothDates,
  formatDateWithWeekday,
  formatJapaneseDate,
  formatShortJapaneseDate,
  parseDate,
  recordDate,
} from '#app/vocabulary/japanese-calendar.ts';
import { DateOfRecord } from '#app/vocabulary/persons.ts';
import { toFullWidth } from '#app/vocabulary/width.ts';

const day = fc.integer({ min: -49_500, max: 30_000 }).map((days) => addDays('2004-05-11', days));

describe('和暦', () => {
  test.each([
    ['2026-11-24', '令和8年11月24日', 'R8.11.24'],
    ['2019-05-01', '令和元年5月1日', 'R1.5.1'],
    ['2019-04-30', '平成31年4月30日', 'H31.4.30'],
    ['1989-01-08', '平成元年1月8日', 'H1.1.8'],
    ['1989-01-07', '昭和64年1月7日', 'S64.1.7'],
    ['1926-12-25', '昭和元年12月25日', 'S1.12.25'],
    ['1926-12-24', '大正15年12月24日', 'T15.12.24'],
    ['1912-07-30', '大正元年7月30日', 'T1.7.30'],
    ['1912-07-29', '明治45年7月29日', 'M45.7.29'],
    ['1868-10-23', '明治元年10月23日', 'M1.10.23'],
    ['1868-10-22', '1868年10月22日', '1868.10.22'],
  ])('%s は %s', (date, japanese, short) => {
    expect(formatJapaneseDate(date)).toBe(japanese);
    expect(formatShortJapaneseDate(date)).toBe(short);
  });

  it('利用者の画面には西暦と和暦を並べる', () => {
    expect(formatBothDates('2026-11-24')).toBe('2026年11月24日（令和8年）');
    expect(formatDateWithWeekday('2026-11-24')).toBe('2026年11月24日（火）');
  });

  test.each([
    '令和8年11月24日',
    '令和８年１１月２４日',
    'R8.11.24',
    'r8.11.24',
    'Ｒ８．１１．２４',
    'R8-11-24',
    '2026-11-24',
    '2026/11/24',
    '2026年11月24日',
    '２０２６年１１月２４日',
    '20261124',
    ' 2026 / 11 / 24 ',
  ])('「%s」を 2026-11-24 と読む', (text) => {
    expect(parseDate(text)).toBe('2026-11-24');
  });

  test.each([
    '',
    '11月24日',
    '2026-02-29',
    '平成31年5月1日',
    '昭和64年1月8日',
    '平成元年1月7日',
    '令和0年1月1日',
    '2026-11',
    'R8',
    '9'.repeat(50),
  ])('「%s」は読まない', (text) => {
    expect(parseDate(text)).toBeUndefined();
  });

  it('書いた日は、どの書き方からも同じ日に読める', () => {
    fc.assert(
      fc.property(day, (date) => {
        expect(parseDate(formatJapaneseDate(date))).toBe(date);
        expect(parseDate(formatShortJapaneseDate(date))).toBe(date);
        expect(parseDate(toFullWidth(date))).toBe(date);
      }),
    );
  });
});

describe('不詳日を含む日付（住民記録システム標準仕様書 1.1.8）', () => {
  test.each([
    ['明治45年7月30日', '1912-07-30'],
    ['大正元年7月30日', '1912-07-30'],
    ['大正15年12月25日', '1926-12-25'],
    ['昭和元年12月25日', '1926-12-25'],
  ])('改元の日は %s と書いたまま残る', (text, on) => {
    expect(recordDate(text)).toEqual({ text, on, kind: 'twin' });
  });

  it('改元の日を西暦で書けば、新しい元号になる', () => {
    expect(recordDate('1926-12-25')).toEqual({ text: '昭和元年12月25日', on: '1926-12-25', kind: 'twin' });
    expect(exactDate('1912-07-30').kind).toBe('twin');
  });

  test.each([
    '平成30年2月29日',
    '令和8年頃',
    '推定令和8年11月',
    '令和8年春',
    '令和8年11月上旬',
    '11月上旬',
    '令和8年11月24日頃',
    '令和8年11月1日から10日までの間',
    '令和8年11月1日頃から10日頃までの間',
    '令和8年11月日不詳',
    '令和8年月日不詳',
    '年月日不詳',
    '昭和不詳年不詳月不詳日',
    '不詳',
  ])('「%s」は日を持たずに残る', (text) => {
    expect(recordDate(text)).toEqual({ text, kind: 'unknown' });
  });

  test.each(['', '東京', '令和8年13月1日', '令和8年11月32日', '春', 'あ'.repeat(73)])(
    '「%s」は日付ではない',
    (text) => {
      expect(recordDate(text)).toBeUndefined();
    },
  );

  it('どの日も登録簿の日付になり、画面に出せる', () => {
    fc.assert(
      fc.property(day, (date) => {
        const record = DateOfRecord.parse(recordDate(date));
        expect(record.on).toBe(date);
        expect(displayRecordDate(record)).toBe(formatJapaneseDate(date));
        expect(displayRecordDate(record, 'western')).not.toMatch(/[明大昭平令]/);
      }),
    );
  });

  it('利用者の画面には両方、不詳は書かれたまま', () => {
    expect(displayBothRecordDate(exactDate('1985-03-14'))).toBe('1985年3月14日（昭和60年）');
    expect(displayBothRecordDate({ text: '大正15年12月25日', on: '1926-12-25', kind: 'twin' })).toBe(
      '1926年12月25日（大正15年12月25日）',
    );
    expect(displayBothRecordDate({ text: '令和8年頃', kind: 'unknown' })).toBe('令和8年頃');
  });
});
