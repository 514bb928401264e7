import type { CalendarDate } from './persons.ts';

const DAY = 86_400_000;

/** Days since 1970-01-01. Only UTC arithmetic: the machine's time zone never decides what day it is. */
function dayNumber(date: CalendarDate): number {
  return Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / DAY;
}

function fromDayNumber(days: number): CalendarDate {
  return new Date(days * DAY).toISOString().slice(0, 10);
}

const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function monthLength(year: number, month: number): number {
  const isLeapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && isLeapYear ? 29 : (MONTH_LENGTHS[month - 1] ?? 0);
}

function padded(number: number, length: number): string {
  return String(number).padStart(length, '0');
}

/** Month and day as two digits, looked up: an act writes dozens of days. */
const TWO_DIGITS = Array.from({ length: 32 }, (_, number) => padded(number, 2));

function written(year: number, month: number, day: number): CalendarDate {
  return `${year > 999 ? year : padded(year, 4)}-${TWO_DIGITS[month]}-${TWO_DIGITS[day]}`;
}

/** Is this text a day of the calendar, YYYY-MM-DD? 2026-02-29 is none. */
export function isCalendarDate(text: string): boolean {
  const parts = ISO_DAY.exec(text);
  if (!parts) return false;
  const year = Number(parts[1]);
  const day = Number(parts[3]);
  return year >= 100 && day >= 1 && day <= monthLength(year, Number(parts[2]));
}

function firstOfNext(year: number, month: number): CalendarDate {
  return month === 12 ? written(year + 1, 1, 1) : written(year, month + 1, 1);
}

/** The day so many days later; earlier for a negative number. */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  const day = Number(date.slice(8, 10)) + days;
  // Every month has these days.
  if (day >= 1 && day <= 28) return date.slice(0, 8) + TWO_DIGITS[day];
  const year = Number(date.slice(0, 4));
  const month = Number(date.slice(5, 7));
  const length = monthLength(year, month);
  if (day >= 1 && day <= length) return date.slice(0, 8) + TWO_DIGITS[day];
  if (day > length && day <= length + 28) return addDays(firstOfNext(year, month), day - length - 1);
  return fromDayNumber(dayNumber(date) + days);
}

/**
 * 応当日 (民法第143条第2項): the same day so many years later; where the month has no such day
 * (29 February), the last day of the month.
 */
export function addYears(date: CalendarDate, years: number): CalendarDate {
  return addMonths(date, years * 12);
}

/** 応当日 (民法第143条第2項): the same day so many months later, or the last day of that month. */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  const index = Number(date.slice(0, 4)) * 12 + (Number(date.slice(5, 7)) - 1) + months;
  const newYear = Math.floor(index / 12);
  const newMonth = index - newYear * 12 + 1;
  return written(newYear, newMonth, Math.min(Number(date.slice(8, 10)), monthLength(newYear, newMonth)));
}

/** Days from one day to another: 0 on the same day, negative backwards. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** The earlier of two days. */
export function earlierOf(a: CalendarDate, b: CalendarDate): CalendarDate {
  return a <= b ? a : b;
}

/** The later of two days. */
export function laterOf(a: CalendarDate, b: CalendarDate): CalendarDate {
  return a >= b ? a : b;
}

/** 曜日: 0 Sunday … 6 Saturday. */
export function dayOfWeek(date: CalendarDate): number {
  return (((dayNumber(date) + 4) % 7) + 7) % 7;
}

/** 曜日 as one character: 日月火水木金土. */
export function weekdayName(date: CalendarDate): string {
  return '日月火水木金土'.charAt(dayOfWeek(date));
}

/**
 * 年齢 (年齢計算ニ関する法律, 民法第143条): a year of life is complete at the end of the day before the birthday,
 * so on that day itself the law already counts the higher age.
 */
export function ageOn(bornOn: CalendarDate, on: CalendarDate): number {
  return birthdaysUpTo(bornOn, addDays(on, 1));
}

/** 誕生日の数: how many birthdays lie behind, the day itself included; of 29 February the day after in other years. */
export function birthdaysUpTo(bornOn: CalendarDate, on: CalendarDate): number {
  const years = Number(on.slice(0, 4)) - Number(bornOn.slice(0, 4));
  return on.slice(5) >= bornOn.slice(5) ? years : years - 1;
}
