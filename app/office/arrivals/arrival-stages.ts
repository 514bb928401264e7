import type { VisitStatusReport } from '#app/messages/contracts/application.ts';

/**
 * 転入予定の段階: from the first paper to 本登録. `announced` has the visit notice only, `notified` the 事前通知 only,
 * `prepared` both; `relocation` is a visit for a 転居 (第23条), for which no paper comes; `provisional`, `reviewed` and `approved` follow the draft of the 特例転入.
 */
export const ARRIVAL_STAGES = {
  announced: { label: '来庁予定のみ', next: '転出地の事前通知を待っています。', open: true },
  notified: { label: '事前通知のみ', next: '来庁予定の連絡はありません。来庁したら受け付けます。', open: true },
  prepared: { label: '準備完了', next: '来庁を待っています。', open: true },
  counter: { label: '窓口で受付中', next: '窓口の手続を続けます。', open: true },
  provisional: { label: '審査待ち（仮登録）', next: '別の職員が仮登録の内容を審査します。', open: true },
  reviewed: { label: '決裁待ち', next: '決裁者が決裁します。', open: true },
  approved: { label: '本登録待ち', next: '本登録をすると住民票ができます。', open: true },
  registered: { label: '転入済み', next: 'カードの手続と案内をして終わります。', open: false },
  sentBack: { label: '転出届がなく案内済み', next: '転出届のあとで改めて来庁していただきます。', open: false },
  relocation: { label: '転居の届出', next: '来庁したら、転居届を受け付けます。事前通知はありません。', open: true },
  relocated: { label: '転居届を受付済み', next: '来庁予定は終わりました。', open: false },
  cancelled: { label: '取消', next: '処理は終わりました。', open: false },
  expired: { label: '期限切れ', next: '特例転入の期限が過ぎました。', open: false },
} as const satisfies Record<string, { label: string; next: string; open: boolean }>;

/** 転入予定の段階. */
export type ArrivalStage = keyof typeof ARRIVAL_STAGES;

/** The stages in the order of the list. */
export const ARRIVAL_STAGE_ORDER = Object.keys(ARRIVAL_STAGES) as ArrivalStage[];

/** Whether a text read from the database or a URL names a stage. */
export function isArrivalStage(text: string): text is ArrivalStage {
  return text in ARRIVAL_STAGES;
}

/** Stages in which nobody has come yet. */
export const AWAITED_STAGES = ['announced', 'notified', 'prepared'] as const satisfies readonly ArrivalStage[];

/** 来庁予定の処理状況: what the resident is told when a stage is entered. */
export const VISIT_STATUS_OF_STAGE: Record<ArrivalStage, VisitStatusReport['status'] | undefined> = {
  announced: 'arrived',
  notified: undefined,
  prepared: 'prepared',
  counter: 'visited',
  provisional: undefined,
  reviewed: undefined,
  approved: undefined,
  registered: 'registered',
  sentBack: 'sentBack',
  relocation: 'arrived',
  relocated: 'visited',
  cancelled: 'cancelled',
  expired: 'expired',
};

/** The stage of a case in which nobody has come yet, from the papers that are at hand. */
export function awaitedStage(papers: { notice: boolean; certificate: boolean }): 'announced' | 'notified' | 'prepared' {
  if (papers.notice && papers.certificate) return 'prepared';
  return papers.certificate ? 'notified' : 'announced';
}
