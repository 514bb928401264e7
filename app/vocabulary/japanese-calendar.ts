import { isCalendarDate, weekdayName } from './dates.ts';
import type { CalendarDate, DateOfRecord } from './persons.ts';
import { plainHyphens, toHalfWidth } from './width.ts';

/** 元号 (元号法, 昭和54年法律第43号): name, initial, first day and, unless it still runs, last day. */
interface Era {
  name: string;
  initial: string;
  first: CalendarDate;
  last?: CalendarDate;
}

/** The day of a change of era belongs to both: 明治45年7月30日 = 大正元年7月30日, 大正15年12月25日 = 昭和元年12月25日. */
const ERAS: readonly Era[] = [
  { name: '令和', initial: 'R', first: '2019-05-01' },
  { name: '平成', initial: 'H', first: '1989-01-08', last: '2019-04-30' },
  { name: '昭和', initial: 'S', first: '1926-12-25', last: '1989-01-07' },
  { name: '大正', initial: 'T', first: '1912-07-30', last: '1926-12-25' },
  { name: '明治', initial: 'M', first: '1868-10-23', last: '1912-07-30' },
];

/** Eras for a select, the newest first. */
export const ERA_NAMES: readonly string[] = ERAS.map((era) => era.name);

function eraOf(date: CalendarDate): Era | undefined {
  return ERAS.find((era) => era.first <= date);
}

function parts(date: CalendarDate): [number, number, number] {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return [year, month, day];
}

function yearOfEra(era: Era, date: CalendarDate): number {
  return parts(date)[0] - parts(era.first)[0] + 1;
}

/** 和暦の年: 令和8年; the first year is 元年. Days before Meiji have no era here and stay 西暦. */
function japaneseYear(date: CalendarDate): string {
  const era = eraOf(date);
  if (!era) return `${parts(date)[0]}年`;
  const year = yearOfEra(era, date);
  return `${era.name}${year === 1 ? '元' : year}年`;
}

/** 和暦: 令和8年11月24日. Offices and papers show nothing else (住民記録システム標準仕様書 1.1.9). */
export function formatJapaneseDate(date: CalendarDate): string {
  const [, month, day] = parts(date);
  return `${japaneseYear(date)}${month}月${day}日`;
}

/** 和暦の略記: R8.11.24. */
export function formatShortJapaneseDate(date: CalendarDate): string {
  const [year, month, day] = parts(date);
  const era = eraOf(date);
  return era ? `${era.initial}${yearOfEra(era, date)}.${month}.${day}` : `${year}.${month}.${day}`;
}

/** 西暦: 2026年11月24日, the only form for a foreigner's birth date and 在留期間満了日 (標準仕様書 1.1.9). */
export function formatWesternDate(date: CalendarDate): string {
  const [year, month, day] = parts(date);
  return `${year}年${month}月${day}日`;
}

/** Both forms, for residents: 2026年11月24日（令和8年）. */
export function formatBothDates(date: CalendarDate): string {
  return `${formatWesternDate(date)}（${japaneseYear(date)}）`;
}

/** A near day for residents: 2026年11月24日（火）. */
export function formatDateWithWeekday(date: CalendarDate): string {
  return `${formatWesternDate(date)}（${weekdayName(date)}）`;
}

function iso(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

const WESTERN = /^(\d{4})(?:[-/.年])(\d{1,2})(?:[-/.月])(\d{1,2})日?$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const JAPANESE = /^(明治|大正|昭和|平成|令和|[MTSHR])(元|\d{1,2})(?:[-/.年])(\d{1,2})(?:[-/.月])(\d{1,2})日?$/;

interface Written {
  era?: Era;
  year: number;
  month: number;
  day: number;
}

function readDate(text: string): Written | undefined {
  if (text.length > 40) return undefined;
  const plain = plainHyphens(toHalfWidth(text)).replace(/\s/g, '').toUpperCase();
  const western = WESTERN.exec(plain) ?? COMPACT.exec(plain);
  if (western) return { year: Number(western[1]), month: Number(western[2]), day: Number(western[3]) };
  const japanese = JAPANESE.exec(plain);
  const era = ERAS.find(({ name, initial }) => name === japanese?.[1] || initial === japanese?.[1]);
  if (!japanese || !era) return undefined;
  const year = parts(era.first)[0] + (japanese[2] === '元' ? 1 : Number(japanese[2])) - 1;
  return { era, year, month: Number(japanese[3]), day: Number(japanese[4]) };
}

/**
 * Reads a day as people write it: 令和8年11月24日, R8.11.24, 2026-11-24, 2026/11/24, 20261124, in full or half width.
 * undefined = not a day of the calendar, or a day outside the era that was written.
 */
export function parseDate(text: string): CalendarDate | undefined {
  const written = readDate(text);
  if (!written) return undefined;
  const date = iso(written.year, written.month, written.day);
  if (!isCalendarDate(date)) return undefined;
  const { era } = written;
  return !era || (era.first <= date && date <= (era.last ?? date)) ? date : undefined;
}

/** Days on which two eras meet: the era that `formatJapaneseDate` would not choose. */
const TWINS = new Map<CalendarDate, string>([
  ['1912-07-30', '明治45年7月30日'],
  ['1926-12-25', '大正15年12月25日'],
]);

/** A day of the calendar as a date of record. */
export function exactDate(on: CalendarDate): DateOfRecord {
  return { text: formatJapaneseDate(on), on, kind: TWINS.has(on) ? 'twin' : 'exact' };
}

const YEAR = '(?:(?:明治|大正|昭和|平成|令和)(?:元|\\d{1,2}|不詳)?|\\d{4}|不詳)年?';
const PERIOD = '(?:頃|春|夏|秋|冬|上旬|中旬|下旬|初旬|末|不詳|月日不詳|日不詳|年月日不詳)';
const UNKNOWN = new RegExp(
  `^(?:推定)?(?:${YEAR})?(?:\\d{1,2}月|不詳月)?(?:\\d{1,2}日|不詳日)?(?:頃?から.{1,20}までの間)?${PERIOD}?$`,
);

/**
 * 不詳日を含む日付 (住民記録システム標準仕様書 1.1.8) from an ISO day or from text as written in a register.
 * Days that no calendar has (平成30年2月29日) and 不詳 forms are kept as text without a real day; both names of a day on
 * which two eras meet are kept as written. undefined = not a date of a register at all.
 */
export function recordDate(isoOrText: string): DateOfRecord | undefined {
  const text = isoOrText.trim();
  if (text === '' || text.length > 72) return undefined;
  const written = readDate(text);
  const on = parseDate(text);
  if (on !== undefined) {
    const twin = TWINS.get(on);
    const keepsOldEra = twin !== undefined && written?.era !== undefined && twin.startsWith(written.era.name);
    return keepsOldEra ? { text: twin, on, kind: 'twin' } : exactDate(on);
  }
  if (written) return impossibleDate(written);
  const plain = toHalfWidth(text).replace(/\s/g, '');
  return UNKNOWN.test(plain) && /\d|元|不詳/.test(plain) ? { text: plain, kind: 'unknown' } : undefined;
}

/** A day that was registered although no calendar has it (平成30年2月29日); a month 13 or a day 32 is a slip of the pen. */
function impossibleDate({ era, year, month, day }: Written): DateOfRecord | undefined {
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  const yearText = era ? `${era.name}${year - parts(era.first)[0] + 1}` : String(year);
  return { text: `${yearText.replace(/^(\D+)1$/, '$1元')}年${month}月${day}日`, kind: 'unknown' };
}

/** 日付 as the office and its papers show it: 和暦, 不詳 forms as written; 西暦 only for a foreigner's days. */
export function displayRecordDate(date: DateOfRecord, calendar: 'japanese' | 'western' = 'japanese'): string {
  return calendar === 'western' && date.on !== undefined ? formatWesternDate(date.on) : date.text;
}

/** 日付 as the portal shows it: both forms; 不詳 forms as written. */
export function displayBothRecordDate(date: DateOfRecord): string {
  if (date.on === undefined) return date.text;
  return date.kind === 'twin' ? `${formatWesternDate(date.on)}（${date.text}）` : formatBothDates(date.on);
}
