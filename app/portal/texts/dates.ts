import { weekdayName } from '#app/vocabulary/dates.ts';
import { formatBothDates } from '#app/vocabulary/japanese-calendar.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';

/** 日付の表示: both calendars and the weekday, 2026年11月24日（令和8年）火曜日. */
export function bothDates(date: CalendarDate): string {
  return `${formatBothDates(date)}${weekdayName(date)}曜日`;
}
