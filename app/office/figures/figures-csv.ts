import { formatJapaneseDate } from '#app/vocabulary/japanese-calendar.ts';
import { csvOf } from '../csv.ts';
import type { FigureRow } from './figures.ts';
import { keyWord, SERIES_WORDS } from './figures-words.ts';

/** 集計のCSV. */
export function figuresCsv(rows: readonly FigureRow[]): string {
  const heading = ['日', '系列', '内訳', '件数', '合計（日数・分）'];
  const body = rows.map(({ day, series, key, count, total }) => [
    formatJapaneseDate(day),
    SERIES_WORDS[series],
    keyWord(series, key),
    String(count),
    String(total),
  ]);
  return csvOf([heading, ...body]);
}
