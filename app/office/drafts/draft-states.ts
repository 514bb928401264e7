import type { DraftState } from '#app/juki/door.ts';

/** 仮登録の状態の言葉 (標準仕様書 4.0.8): what it is, and what comes next. */
export const DRAFT_STATES: Record<DraftState, { label: string; next: string; tone: 'info' | 'success' | 'neutral' }> = {
  provisional: {
    label: '審査待ち',
    next: '審査、決裁、本登録が残っています。まだ住民票には書かれていません。',
    tone: 'info',
  },
  reviewed: { label: '決裁待ち', next: '決裁と本登録が残っています。まだ住民票には書かれていません。', tone: 'info' },
  approved: { label: '本登録待ち', next: '本登録が残っています。まだ住民票には書かれていません。', tone: 'info' },
  registered: { label: '本登録済み', next: '住民票に書かれました。', tone: 'success' },
  discarded: { label: '取消し済み', next: '住民票は変わっていません。', tone: 'neutral' },
};

/** 仮登録の一覧の絞り込み. */
export const DRAFT_FILTERS = {
  open: { label: '処理中', states: ['provisional', 'reviewed', 'approved'] },
  provisional: { label: '審査待ち', states: ['provisional'] },
  reviewed: { label: '決裁待ち', states: ['reviewed'] },
  approved: { label: '本登録待ち', states: ['approved'] },
  registered: { label: '本登録済み', states: ['registered'] },
  discarded: { label: '取消し済み', states: ['discarded'] },
} as const satisfies Record<string, { label: string; states: readonly DraftState[] }>;

/** 仮登録の一覧の絞り込みの名. */
export type DraftFilter = keyof typeof DRAFT_FILTERS;
