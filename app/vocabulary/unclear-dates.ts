import { addDays, addMonths, isCalendarDate } from './dates.ts';
import type { CalendarDate, DateOfRecord } from './persons.ts';

/** 不詳日のありうる範囲 (標準仕様書 1.1.8): the earliest and the latest day that the text allows. */
export interface PossibleDays {
  from: CalendarDate;
  to: CalendarDate;
}

const ERA_YEARS: Readonly<Record<string, number>> = { 明治: 1867, 大正: 1911, 昭和: 1925, 平成: 1988, 令和: 2018 };
const YEAR = /^(推定)?(?:(明治|大正|昭和|平成|令和)(元|\d{1,2})|(\d{4}))年(?:(\d{1,2})月)?/;
/** 頃・推定・「から…までの間」: the written year itself is not sure. */
const ROUGHLY = /推定|頃|間$/;

/** The days between which an unknown day lies; nothing where not even the year is known. Never a guess within them. */
export function possibleDays({ text, on }: DateOfRecord): PossibleDays | undefined {
  if (on) return { from: on, to: on };
  const [, , era, ofEra, western, monthText] = YEAR.exec(text) ?? [];
  const base = era ? (ERA_YEARS[era] ?? 0) + (ofEra === '元' ? 1 : Number(ofEra)) : Number(western);
  if (!base) return undefined;
  const year = String(base).padStart(4, '0');
  if (ROUGHLY.test(text)) return { from: `${base - 1}-01-01`, to: `${base + 1}-12-31` };
  const first = `${year}-${(monthText ?? '').padStart(2, '0')}-01`;
  if (!monthText || !isCalendarDate(first)) return { from: `${year}-01-01`, to: `${year}-12-31` };
  return { from: first, to: addDays(addMonths(first, 1), -1) };
}
