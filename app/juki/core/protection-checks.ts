import type { Refusal } from '#app/vocabulary/refusals.ts';

const GUIDELINE = '住民基本台帳事務処理要領第5-10';

/** エラー of the acts on a 支援措置 (E40): only the responsible officer ever reads them, everybody else gets E08. */
const ERRORS = {
  unknownMeasure: '支援措置の記録が見つかりません。一覧から選び直してください。',
  staleMeasure:
    'この画面を開いたあとで、この支援措置の記録が変わりました。いまの内容を確かめてから、もう一度選んでください。',
  wrongState: 'いまの状態では、この処理はできません。いまの内容を確かめてください。',
  unknownPerson: '対象の方が住民票にも除票にも見つかりません。宛名番号を確かめてください。',
  samePersonTwice: '同じ方が二度選ばれています。選び直してください。',
  alreadyProtected: 'すでに支援措置のある方が含まれています。一覧の記録で処理してください。',
  dayInFuture: '今日より後の日付です。日付を直してください。',
  beforeApplication: '申出を受け付けた日より前の日付です。日付を直してください。',
  tooEarlyToExtend: '延長の申出を受け付けられるのは、期間の終わる1か月前からです。',
  tooLateToExtend: '期間が終わって1年以上過ぎています。新しい申出として受け付けてください。',
  missingReason: '理由が入力されていません。入力してください。',
  ownTown: '当市区町村には転送できません。転送先を選び直してください。',
  noForwarding: 'この記録は転送されたものです。転送は、申出を受け付けた市区町村が行います。',
  releaseLength: '一時解除の長さは、5分から120分までです。',
  releasePending: '一時解除の申請か、一時解除がすでにあります。先に取り下げてください。',
  noRelease: '一時解除の申請がありません。',
  sameOfficer: '一時解除の承認は、申請した職員とは別の支援措置の担当者が行ってください。',
} as const;

/** 支援措置のエラーの名前. */
export type ProtectionError = keyof typeof ERRORS;

/** E40 by its name. */
export function protectionRefusal(name: ProtectionError): Refusal {
  return { code: 'E40', sentence: ERRORS[name], article: GUIDELINE };
}
