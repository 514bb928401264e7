import type { FigureSeries } from './figures.ts';

/** 集計の系列の言葉. */
export const SERIES_WORDS: Record<FigureSeries, string> = {
  moves: '異動した人（異動事由ごと）',
  movedTo: '転出した人（転出先ごと）',
  movedFrom: '転入した人（転入元ごと）',
  channel: '転出した人（届出の経路ごと）',
  counterMinutes: '窓口の分（受付から本登録まで）',
  daysToMovingIn: '転出届から転入までの日数',
  visits: '来庁した組',
  mailOut: '送った電文',
  mailIn: '受け取った電文',
};

const KEYS: Partial<Record<FigureSeries, Readonly<Record<string, string>>>> = {
  channel: { online: 'オンライン', counter: '窓口', post: '郵便' },
  visits: { booked: '予約あり', walkIn: '予約なし' },
};

/** 内訳の言葉. */
export function keyWord(series: FigureSeries, key: string): string {
  return key === 'all' ? '全体' : (KEYS[series]?.[key] ?? key);
}
