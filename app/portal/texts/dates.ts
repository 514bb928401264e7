import { type Language, languageNow } from '#app/ui/languages.ts';
import type { Instant } from '#app/vocabulary/clock.ts';
import { weekdayName } from '#app/vocabulary/dates.ts';
import { displayBothRecordDate, formatBothDates } from '#app/vocabulary/japanese-calendar.ts';
import type { CalendarDate, DateOfRecord } from '#app/vocabulary/persons.ts';
import { formatInstant, tokyoDate, tokyoTime } from '#app/vocabulary/tokyo.ts';

/** Foreign languages write days in their own custom and 西暦 alone. */
const LOCALES: Readonly<Record<Exclude<Language, 'ja' | 'easy'>, string>> = { en: 'en-GB', zh: 'zh-CN', vi: 'vi-VN' };

function isForeign(language: Language): language is keyof typeof LOCALES {
  return Object.hasOwn(LOCALES, language);
}

function dayIn(language: keyof typeof LOCALES, date: CalendarDate, weekday: 'long' | undefined): string {
  const format = new Intl.DateTimeFormat(LOCALES[language], {
    timeZone: 'Asia/Tokyo',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    ...(weekday ? { weekday } : {}),
  });
  return format.format(new Date(`${date}T00:00:00+09:00`));
}

/** 日付の表示: both calendars and the weekday, 2026年11月24日（令和8年）火曜日. */
export function bothDates(date: CalendarDate): string {
  const language = languageNow();
  return isForeign(language) ? dayIn(language, date, 'long') : `${formatBothDates(date)}${weekdayName(date)}曜日`;
}

/** 生年月日などの表示: both calendars without the weekday. */
export function plainDate(date: CalendarDate): string {
  const language = languageNow();
  return isForeign(language) ? dayIn(language, date, undefined) : formatBothDates(date);
}

/** 日時の表示: 2026年11月24日（火）9時05分. */
export function momentInWords(at: Instant): string {
  const language = languageNow();
  if (!isForeign(language)) return formatInstant(at);
  return `${dayIn(language, tokyoDate(at), undefined)}, ${tokyoTime(at)}`;
}

/** 不詳日を含む日付の表示: unknown days as the register writes them. */
export function recordDateInWords(date: DateOfRecord): string {
  return date.kind === 'exact' && date.on !== undefined ? plainDate(date.on) : displayBothRecordDate(date);
}
