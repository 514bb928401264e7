import type { Instant } from './clock.ts';
import { addDays, weekdayName } from './dates.ts';
import type { CalendarDate } from './persons.ts';

/** 日本標準時 is nine hours ahead of UTC without summer time (since 1952), so no time zone data are read. */
const OFFSET = 9 * 3_600_000;

function tokyoText(instant: Instant): string {
  return new Date(Date.parse(instant) + OFFSET).toISOString();
}

/** The day in Asia/Tokyo of an instant: until 15:00 UTC the day that the instant names, then the next one. */
export function tokyoDate(instant: Instant): CalendarDate {
  if (!instant.endsWith('Z') || instant[10] !== 'T') return tokyoText(instant).slice(0, 10);
  const day = instant.slice(0, 10);
  return instant.slice(11, 13) < '15' ? day : addDays(day, 1);
}

/** The time in Asia/Tokyo of an instant, HH:MM. */
export function tokyoTime(instant: Instant): string {
  return tokyoText(instant).slice(11, 16);
}

/** The instant of a time (HH:MM) on a day in Asia/Tokyo. */
export function tokyoInstant(date: CalendarDate, time: string): Instant {
  return new Date(Date.parse(`${date}T${time}:00.000Z`) - OFFSET).toISOString();
}

/** An instant for people: 2026年11月24日（火）9時05分. */
export function formatInstant(instant: Instant): string {
  const date = tokyoDate(instant);
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const [hour = '', minute = ''] = tokyoTime(instant).split(':');
  return `${year}年${month}月${day}日（${weekdayName(date)}）${Number(hour)}時${minute}分`;
}
