import { isCalendarDate } from '#app/vocabulary/dates.ts';
import { exactDate, formatJapaneseDate, formatWesternDate, recordDate } from '#app/vocabulary/japanese-calendar.ts';
import type { DateOfRecord } from '#app/vocabulary/persons.ts';
import { ERA_CODES } from './codes.ts';

const PARTS = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Days with two names, by the code of the era that `exactDate` would not choose. */
const OLD_NAMES: Readonly<Record<string, string>> = {
  '1912-07-30/1': '明治45年7月30日',
  '1926-12-25/2': '大正15年12月25日',
};

/**
 * 不詳日を含む日付 (住民記録システム標準仕様書 1.1.8) from a day with its 不詳フラグ. A part of 00 is not known; a full day with the flag
 * stands for "about". undefined = nothing that a register could have.
 */
export function readDay(text: string, flag: string, era = '', western = false): DateOfRecord | undefined {
  if (flag !== '1' && isCalendarDate(text)) {
    const oldName = OLD_NAMES[`${text}/${era}`];
    return oldName ? { text: oldName, on: text, kind: 'twin' } : exactDate(text);
  }
  const parts = PARTS.exec(text);
  if (!parts) return recordDate(text);
  const [, year = '', month = '', day = ''] = parts;
  if (Number(month) > 12 || Number(day) > 31) return undefined;
  return { text: unknownDay(year, month, day, flag === '1', western), kind: 'unknown' };
}

function unknownDay(year: string, month: string, day: string, about: boolean, western: boolean): string {
  if (year === '0000') return '年月日不詳';
  const format = western ? formatWesternDate : formatJapaneseDate;
  // The first of the month is a day of the calendar, whatever the day is: its era and year are written.
  const start = format(`${year}-${month === '00' ? '01' : month}-01`);
  const yearText = start.replace(/\d+月\d+日$/, '');
  if (month === '00') return `${yearText}月日不詳`;
  if (day === '00') return `${yearText}${Number(month)}月日不詳`;
  if (about && month === '01' && day === '01') return `${yearText}頃`;
  return `${yearText}${Number(month)}月${Number(day)}日${about ? '頃' : ''}`;
}

/** A date of record as the list writes it: day, 不詳フラグ, era. A text without a day keeps what can be read of it. */
export function writeDay(date: DateOfRecord): { day: string; flag: string; era: string } {
  const era = ERA_CODES[date.text.slice(0, 2)] ?? '';
  if (date.on) return { day: date.on, flag: '0', era };
  const year = /^(明治|大正|昭和|平成|令和)(元|\d{1,2})年/.exec(date.text);
  const western = /^(\d{4})年/.exec(date.text)?.[1];
  const [month = '00', day = '00'] = monthAndDay(date.text);
  const first = year ? recordDate(`${year[1]}${year[2]}年12月31日`)?.on : undefined;
  const fromEra = first ? first.slice(0, 4) : eraYear(year?.[1], year?.[2]);
  return { day: `${western ?? fromEra ?? '0000'}-${month}-${day}`, flag: '1', era };
}

function monthAndDay(text: string): string[] {
  const month = /(\d{1,2})月/.exec(text)?.[1];
  const day = /(\d{1,2})日/.exec(text)?.[1];
  if (!month) return /頃$/.test(text) ? ['01', '01'] : [];
  return [month.padStart(2, '0'), (day ?? '00').padStart(2, '0')];
}

/** The year of an era that had ended by the last of December. */
function eraYear(era: string | undefined, year: string | undefined): string | undefined {
  if (!era || !year) return undefined;
  const first = recordDate(`${era}${year}年1月31日`)?.on ?? recordDate(`${era}${year}年4月1日`)?.on;
  return first?.slice(0, 4);
}
