import type { ProtectionApplication, ProtectionDue, ProtectionState } from '#app/juki/door.ts';

/** 支援措置の状態の言葉. */
export const PROTECTION_STATES: Record<ProtectionState, string> = {
  received: '転送の受領（確認前）',
  provisional: '仮支援措置',
  full: '支援措置',
  ended: '終了',
  declined: '実施しない',
};

/** 担当者がすることの言葉 (A10 を含む). */
export const PROTECTION_DUE: Record<ProtectionDue, string> = {
  receivedToCheck: '転送された内容を確かめる',
  newsToSee: '転送元の知らせを確かめる',
  needToConfirm: '支援の必要性を確かめる',
  toForward: '求められた市区町村に転送する',
  releaseToApprove: '一時解除を承認する',
  endsSoon: 'あと1か月以内に終わる（A10）',
  hasEnded: '期間が過ぎている（A10）',
};

/** 申出の理由の言葉. */
export const GROUNDS: Record<ProtectionApplication['ground'], string> = {
  domesticViolence: '配偶者からの暴力',
  stalking: 'ストーカー行為',
  childAbuse: '児童虐待',
  other: 'その他これらに準ずるもの',
};

/** 支援措置を求める事務の言葉. */
export const PAPERS: Record<ProtectionApplication['papers'][number], string> = {
  inspection: '住民基本台帳の閲覧',
  currentAddress: '住民票の写し（現住所地）',
  formerAddress: '住民票の写し（前住所地）',
  familyRegister: '戸籍の附票の写し',
};
