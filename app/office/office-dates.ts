import type { Instant } from '#app/vocabulary/clock.ts';
import { weekdayName } from '#app/vocabulary/dates.ts';
import { displayRecordDate, formatJapaneseDate } from '#app/vocabulary/japanese-calendar.ts';
import type { CalendarDate, DateOfRecord } from '#app/vocabulary/persons.ts';
import { tokyoDate, tokyoTime } from '#app/vocabulary/tokyo.ts';

/** 和暦の日付と曜日 (標準仕様書 1.1.9): officers see nothing else. */
export function officeDay(date: CalendarDate): string {
  return `${formatJapaneseDate(date)}（${weekdayName(date)}）`;
}

/** 和暦の日時: 令和8年11月24日 9時05分. */
export function officeInstant(instant: Instant): string {
  const [hour = '', minute = ''] = tokyoTime(instant).split(':');
  return `${formatJapaneseDate(tokyoDate(instant))} ${Number(hour)}時${minute}分`;
}

/** 生年月日 (標準仕様書 1.1.9): 和暦; 西暦 for a foreign resident. */
export function birthOf(date: DateOfRecord, kind: 'japanese' | 'foreign' = 'japanese'): string {
  return displayRecordDate(date, kind === 'foreign' ? 'western' : 'japanese');
}

const DAYS_OF_MONTH = 30;
const DAYS_OF_YEAR = 365;
const MONTHS_ARE_READ_UNTIL = 2 * DAYS_OF_YEAR;

/** 何日分・何か月分・何年分: how long a stock lasts, at a glance and never longer than it does. */
export function lastsFor(days: number): string {
  if (days < 1) return '1日分未満';
  if (days < 2 * DAYS_OF_MONTH) return `${Math.floor(days)}日分`;
  if (days < MONTHS_ARE_READ_UNTIL) return `約${Math.floor(days / DAYS_OF_MONTH)}か月分`;
  const years = Math.floor(days / DAYS_OF_YEAR);
  return years < 100 ? `約${years}年分` : '100年分以上';
}
