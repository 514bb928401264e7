import { parseDate } from '#app/vocabulary/japanese-calendar.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import { toHalfWidth } from '#app/vocabulary/width.ts';
import { text } from '../texts/text.ts';
import { type FormValues, raw } from './form-values.ts';

const ERA_NAMES: Readonly<Record<string, string>> = {
  reiwa: '令和',
  heisei: '平成',
  showa: '昭和',
  taisho: '大正',
  meiji: '明治',
};

/** A typed day: read, or the sentence that says what is missing. */
export type TypedDate = { on: CalendarDate } | { error: string };

function plain(value: string): string {
  return toHalfWidth(value.slice(0, 20))
    .replace(/\s/g, '')
    .replace(/[年月日]$/, '');
}

/**
 * 日付の入力: era or western year, month and day in three fields. The year may be written as 2026, 8 with an era chosen,
 * 令和8 or R8. A short year without any era is read in `usualEra`, where the page knows one.
 */
export function typedDate(values: FormValues, name: string, options: { usualEra?: string } = {}): TypedDate {
  const year = plain(raw(values, `${name}.year`));
  const month = plain(raw(values, `${name}.month`));
  const day = plain(raw(values, `${name}.day`));
  if (!year && !month && !day) return { error: text('error.date.empty') };
  if (!year || !month || !day) return { error: text('error.date.incomplete') };
  const isShort = /^(\d{1,2}|元)$/.test(year);
  const era = ERA_NAMES[raw(values, `${name}.era`)] ?? options.usualEra;
  if (isShort && era === undefined) return { error: text('error.date.era') };
  const on = parseDate(`${isShort ? era : ''}${year}年${month}月${day}日`);
  return on === undefined ? { error: text('error.date.impossible') } : { on };
}
