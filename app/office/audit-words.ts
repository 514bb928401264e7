/** 操作の言葉: what the audit calls an act, as the auditor reads it. */
const ACTS: Readonly<Record<string, string>> = {
  findResidents: '住民の検索',
  findResidentsByNumber: '番号による住民の検索',
  findResident: '住民票の照会',
  findHousehold: '世帯の照会',
  changesOf: '異動履歴の照会',
  numberingOf: '番号の状態の照会',
  expectedArrivals: '転入予定者の一覧',
  openAdvanceNotice: '事前通知の開封',
  requestCertificate: '転出証明書情報の請求',
  answerCertificateRequest: '転出証明書情報の回答',
  identifyBySerial: '発行番号による本人特定',
  identifyByFourItems: '4情報による本人特定',
  draftRegisterMovingOut: '転出の仮登録',
  draftCancelMovingOut: '転出取消の仮登録',
  draftRegisterMovingInByCard: '特例転入の仮登録',
  reviewDraft: '仮登録の審査',
  approveDraft: '仮登録の決裁',
  discardDraft: '仮登録の取消し',
  registerRegisterMovingOut: '転出の本登録',
  registerCancelMovingOut: '転出取消の本登録',
  registerRegisterMovingInByCard: '特例転入の本登録',
  removeDueMovers: '転出予定日による消除',
  acceptMovingInNotice: '転入通知の受理',
  migrateHousehold: 'データ移行',
  workItems: '要対応事項の一覧',
  noticeErrors: '転入通知の取込エラーの一覧',
  finishWork: '要対応事項の処理',
  codePool: '住民票コードの残数の照会',
  revealIndividualNumber: '個人番号の表示',
  revealResidentRecordCode: '住民票コードの表示',
  revealRefused: '番号の表示の拒否',
  listApplications: '申請の一覧',
  readApplication: '申請の閲覧',
  listVisitors: '来庁予定の一覧',
  readArrival: '転入予定の閲覧',
  readAudit: '操作ログの閲覧',
};

/** 操作の言葉; an act that the list does not know is shown as it is stored. */
export function auditWord(act: string): string {
  return ACTS[act] ?? act;
}
