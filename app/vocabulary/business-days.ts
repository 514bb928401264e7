import holidays from '@holiday-jp/holiday_jp/lib/holidays.js';
import { addDays, dayOfWeek } from './dates.ts';
import type { CalendarDate } from './persons.ts';

/** The data set is keyed by day; its functions, which read the machine's time zone, are not used. */
const HOLIDAYS: Readonly<Record<string, { name: string } | undefined>> = holidays;

/** 国民の祝日 and 振替休日 (国民の祝日に関する法律): the name, or undefined on any other day. */
export function holidayName(date: CalendarDate): string | undefined {
  return HOLIDAYS[date]?.name;
}

/** 年末年始: 29 December to 3 January, closed at every town. */
function isYearEnd(date: CalendarDate): boolean {
  const monthAndDay = date.slice(5);
  return monthAndDay >= '12-29' || monthAndDay <= '01-03';
}

/** 開庁日 (地方自治法第4条の2): not 土日, 祝日 or 12月29日–1月3日. */
export function isOpenDay(date: CalendarDate): boolean {
  const weekday = dayOfWeek(date);
  return weekday !== 0 && weekday !== 6 && !isYearEnd(date) && holidayName(date) === undefined;
}

/** The day itself if it is an open day, else the next open day. */
export function nextOpenDay(date: CalendarDate): CalendarDate {
  let day = date;
  while (!isOpenDay(day)) day = addDays(day, 1);
  return day;
}

/** The n-th open day after (not counting) the day; 0 gives the next open day from the day itself. */
export function addOpenDays(date: CalendarDate, count: number): CalendarDate {
  let day = count === 0 ? nextOpenDay(date) : date;
  for (let left = count; left > 0; left -= 1) day = nextOpenDay(addDays(day, 1));
  return day;
}

/** Open days from the first to the last day, both included. */
export function openDaysBetween(first: CalendarDate, last: CalendarDate): CalendarDate[] {
  const days: CalendarDate[] = [];
  for (let day = nextOpenDay(first); day <= last; day = nextOpenDay(addDays(day, 1))) days.push(day);
  return days;
}
