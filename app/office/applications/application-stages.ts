import type { ApplicationStatusReport } from '#app/messages/contracts/application.ts';

/**
 * 申請の処理段階 (申請管理): where the work on one 転出届 stands. `provisional`, `reviewed` and `approved` follow
 * 仮登録 → 審査 → 決裁 of the engine's draft; the four `cancel…` stages are the same way for 転出取消.
 */
export const APPLICATION_STAGES = {
  arrived: { label: '未着手', next: '審査を始めます。', open: true },
  underReview: { label: '審査中', next: '届出と住民票を確かめて、受理・補正依頼・却下を決めます。', open: true },
  provisional: { label: '審査待ち（仮登録）', next: '別の職員が仮登録の内容を審査します。', open: true },
  reviewed: { label: '決裁待ち', next: '決裁者が決裁します。', open: true },
  approved: { label: '本登録待ち', next: '本登録をすると転出が住民票に載ります。', open: true },
  correctionRequested: { label: '補正待ち', next: '申請者の再申請を待っています。', open: false },
  corrected: { label: '再申請済み', next: '新しい申請で続けます。', open: false },
  refused: { label: '却下', next: '処理は終わりました。', open: false },
  withdrawn: { label: '取下げ', next: '処理は終わりました。', open: false },
  completed: { label: '転出処理済み', next: '転入通知を待っています。', open: false },
  cancelRequested: { label: '取消の申出', next: '転出を取り消すか確かめます。', open: true },
  cancelProvisional: { label: '取消の審査待ち', next: '別の職員が取消の仮登録を審査します。', open: true },
  cancelReviewed: { label: '取消の決裁待ち', next: '決裁者が取消を決裁します。', open: true },
  cancelApproved: { label: '取消の本登録待ち', next: '本登録をすると転出が取り消されます。', open: true },
  cancelled: { label: '転出取消済み', next: '処理は終わりました。', open: false },
} as const satisfies Record<string, { label: string; next: string; open: boolean }>;

/** 申請の処理段階. */
export type ApplicationStage = keyof typeof APPLICATION_STAGES;

/** The stages in the order of the queue's tabs. */
export const APPLICATION_STAGE_ORDER = Object.keys(APPLICATION_STAGES) as ApplicationStage[];

/** Whether a text read from the database or a URL names a stage. */
export function isApplicationStage(text: string): text is ApplicationStage {
  return text in APPLICATION_STAGES;
}

/** 申請処理状況: what the resident is told when a stage is entered; undefined = nothing new for the resident. */
export const STATUS_OF_STAGE: Record<ApplicationStage, ApplicationStatusReport['status'] | undefined> = {
  arrived: 'arrived',
  underReview: 'underReview',
  provisional: undefined,
  reviewed: undefined,
  approved: undefined,
  correctionRequested: 'correctionRequested',
  corrected: undefined,
  refused: 'refused',
  withdrawn: 'withdrawn',
  completed: 'completed',
  cancelRequested: undefined,
  cancelProvisional: undefined,
  cancelReviewed: undefined,
  cancelApproved: undefined,
  cancelled: 'cancelled',
};

/** 取下げの効果 (住民基本台帳法第24条): what a withdrawal means at each stage. */
export type WithdrawalEffect = 'withdraw' | 'discardDraft' | 'cancelMovingOut' | 'alreadyEnded';

/** 取下げ before 本登録 has no legal effect on the register; afterwards it is a 転出取消 (標準仕様書 4.6.0.1). */
export function effectOfWithdrawal(stage: ApplicationStage): WithdrawalEffect {
  switch (stage) {
    case 'arrived':
    case 'underReview':
    case 'correctionRequested':
      return 'withdraw';
    case 'provisional':
    case 'reviewed':
    case 'approved':
      return 'discardDraft';
    case 'completed':
    case 'cancelRequested':
    case 'cancelProvisional':
    case 'cancelReviewed':
    case 'cancelApproved':
      return 'cancelMovingOut';
    case 'corrected':
    case 'refused':
    case 'withdrawn':
    case 'cancelled':
      return 'alreadyEnded';
  }
}
