import type { CalendarDate } from '#app/vocabulary/persons.ts';

/** 集計の系列: what is counted by day. */
export type FigureSeries =
  | 'moves'
  | 'movedTo'
  | 'movedFrom'
  | 'channel'
  | 'counterMinutes'
  | 'daysToMovingIn'
  | 'visits'
  | 'mailOut'
  | 'mailIn';

/** 日ごとの集計の一行. */
export interface FigureRow {
  day: CalendarDate;
  series: FigureSeries;
  key: string;
  count: number;
  total: number;
}

/** 図の一組: one name with one value. */
export interface Bar {
  label: string;
  value: number;
}

/** 異動の種類の組: 異動事由 are many, a chart holds four. */
export const MOVE_GROUPS = ['入る', '出る', '中で変わる', '修正・番号など'] as const;

/** 異動の種類の組. */
export type MoveGroup = (typeof MOVE_GROUPS)[number];

const GROUP_OF: readonly [MoveGroup, RegExp][] = [
  ['入る', /^(?:国内転入|国外転入|出生|職権記載)/],
  ['出る', /^(?:国内転出(?!（転入通知)|国外転出|死亡|職権消除)/],
  ['中で変わる', /^(?:転居|世帯)/],
];

/** Which group a title of 異動事由 belongs to. */
export function groupOfMove(reason: string): MoveGroup {
  return GROUP_OF.find(([, shape]) => shape.test(reason))?.[0] ?? '修正・番号など';
}

const ofSeries = (rows: readonly FigureRow[], series: FigureSeries) => rows.filter((row) => row.series === series);

/** 日ごとの異動: one row for each day that has any, with the persons of each group. */
export function movesByDay(rows: readonly FigureRow[]): { day: CalendarDate; groups: Record<MoveGroup, number> }[] {
  const days = new Map<CalendarDate, Record<MoveGroup, number>>();
  for (const { day, key, count } of ofSeries(rows, 'moves')) {
    const groups = days.get(day) ?? { 入る: 0, 出る: 0, 中で変わる: 0, '修正・番号など': 0 };
    groups[groupOfMove(key)] += count;
    days.set(day, groups);
  }
  return [...days].map(([day, groups]) => ({ day, groups }));
}

/** 合計 by key, the largest first. */
export function sumsOf(rows: readonly FigureRow[], series: FigureSeries): Bar[] {
  const sums = new Map<string, number>();
  for (const { key, count } of ofSeries(rows, series)) sums.set(key, (sums.get(key) ?? 0) + count);
  return [...sums]
    .map(([label, value]) => ({ label, value }))
    .sort((a, b) => b.value - a.value || (a.label < b.label ? -1 : 1));
}

/** 平均 of what was measured; undefined where nothing was. */
export function meanOf(rows: readonly FigureRow[], series: FigureSeries): { mean: number; of: number } | undefined {
  const measured = ofSeries(rows, series);
  const of = measured.reduce((sum, { count }) => sum + count, 0);
  if (of === 0) return undefined;
  return { mean: measured.reduce((sum, { total }) => sum + total, 0) / of, of };
}

/** 平均 by day. */
export function meansByDay(
  rows: readonly FigureRow[],
  series: FigureSeries,
): { day: CalendarDate; mean: number; of: number }[] {
  const days = [...new Set(ofSeries(rows, series).map(({ day }) => day))];
  return days.flatMap((day) => {
    const found = meanOf(
      rows.filter((row) => row.day === day),
      series,
    );
    return found ? [{ day, ...found }] : [];
  });
}

/** オンラインの割合 of the 転出届, in whole per cent. */
export function onlineShare(rows: readonly FigureRow[]): { percent: number; of: number } | undefined {
  const channels = sumsOf(rows, 'channel');
  const of = channels.reduce((sum, { value }) => sum + value, 0);
  if (of === 0) return undefined;
  return { percent: Math.round(((channels.find(({ label }) => label === 'online')?.value ?? 0) / of) * 100), of };
}

/** 明日の見込み: what is booked, and who usually comes without. */
export interface LoadForecast {
  on: CalendarDate;
  booked: number;
  /** Mean of the days that were looked at; undefined while there is none. */
  walkIns?: number;
  /** How many days of the same weekday it is the mean of. */
  from: number;
}

/**
 * 来庁の見込み: booked visits, and the mean of those who came without one on the same weekday. A day on which nobody came at all was
 * a closed one, or before the counting began, and is left out.
 */
export function forecastOf(known: {
  on: CalendarDate;
  booked: number;
  days: readonly CalendarDate[];
  visits: readonly FigureRow[];
}): LoadForecast {
  const { on, booked, days, visits } = known;
  const open = days.filter((day) => visits.some((row) => row.day === day));
  if (open.length === 0) return { on, booked, from: 0 };
  const walkIns = visits
    .filter(({ day, key }) => key === 'walkIn' && open.includes(day))
    .reduce((sum, { count }) => sum + count, 0);
  return { on, booked, walkIns: Math.round((walkIns / open.length) * 10) / 10, from: open.length };
}
