import { formatJapaneseDate } from '#app/vocabulary/japanese-calendar.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';

/** 年度 (地方自治法第208条): from 1 April. */
export function fiscalYearOf(day: CalendarDate): number {
  const year = Number(day.slice(0, 4));
  return day.slice(5) >= '04-01' ? year : year - 1;
}

/** 令和8年度. */
export function fiscalYearWord(year: number): string {
  return `${formatJapaneseDate(`${year}-04-01`).split('年')[0] ?? ''}年度`;
}

/** 公表する年度: this one and the five before it, the newest first. */
export function publishedYears(thisYear: number): number[] {
  return Array.from({ length: 6 }, (_, back) => thisYear - back);
}

/** The 年度 that the address asks for; undefined = not one of those that are published. */
export function readYear(text: string | null, thisYear: number): number | undefined {
  if (text === null) return thisYear;
  return publishedYears(thisYear).find((year) => String(year) === text);
}
