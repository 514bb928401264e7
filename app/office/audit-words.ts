import type { RegisterCommand, WorkItem } from '#app/juki/door.ts';

/** 仮登録から本登録までの異動の言葉: every command of the register has its own. */
const COMMANDS: Readonly<Record<RegisterCommand['kind'], string>> = {
  RegisterMovingOut: '転出',
  CancelMovingOut: '転出取消',
  RegisterMovingInByCard: '特例転入',
  RegisterMovingIn: '転入・職権記載',
  RegisterRelocation: '転居',
  RegisterHouseholdChange: '世帯の変更',
  RegisterBirth: '出生',
  RegisterRemoval: '死亡・職権消除',
  RegisterRestoration: '職権回復',
  RegisterCorrection: '修正',
  CancelChange: '異動の取消し',
  RegisterIndividualNumberChange: '個人番号の変更',
  RegisterCodeChange: '住民票コードの変更',
  RegisterRewriting: '改製・再製',
  RegisterNationalityChange: '帰化・国籍取得・国籍喪失',
  RegisterWardMove: '区間異動',
};

/** 要対応事項の種類の言葉. */
export const WORK_KINDS: Readonly<Record<WorkItem['kind'], string>> = {
  garbledNotice: '読めない転入通知',
  unknownPerson: '該当のない転入通知',
  noMovingOutNotification: '転出届のない転入通知',
  cancelledMovingOut: '取り消した転出への転入通知',
  conflictingNotice: '食い違う転入通知',
  headlessHousehold: '世帯主のいない世帯',
  certificateContradicted: '転出証明書情報の食い違い',
  missingNotice: '転入通知の未着',
  numberNotEntered: '記載できない番号',
  noticeWithdrawn: '転入通知の取消し',
  codeNoticeDue: '住民票コード通知票の送付',
};

/** 操作の言葉: what the audit calls an act, as the auditor reads it. */
const ACTS: Readonly<Record<string, string>> = {
  findResidents: '住民の検索',
  findResidentsByNumber: '番号による住民の検索',
  findResident: '住民票の照会',
  findHousehold: '世帯の照会',
  findMovers: '転出する方の照会',
  listDrafts: '仮登録の一覧',
  readDraft: '仮登録の照会',
  changesOf: '異動履歴の照会',
  registerAsOf: '過去の時点の住民票の照会',
  numberingOf: '番号の状態の照会',
  expectedArrivals: '転入予定者の一覧',
  openAdvanceNotice: '事前通知の開封',
  requestCertificate: '転出証明書情報の請求',
  answerCertificateRequest: '転出証明書情報の回答',
  identifyBySerial: '発行番号による本人特定',
  identifyByFourItems: '4情報による本人特定',
  reviewDraft: '仮登録の審査',
  approveDraft: '仮登録の決裁',
  discardDraft: '仮登録の取消し',
  enterNewIndividualNumber: '変更後の個人番号の記載',
  removeDueMovers: '転出予定日による消除',
  acceptMovingInNotice: '転入通知の受理',
  acceptNoticeWithdrawal: '転入通知の取消しの受理',
  enterCode: '住民票コードの職権記載',
  enterIndividualNumber: '個人番号の職権記載',
  findFormerCodes: '以前の住民票コードの照会',
  migrateHousehold: 'データ移行',
  importDataList: '基本データリストの取込',
  exportDataList: '基本データリストの出力',
  workItems: '要対応事項の一覧',
  noticeErrors: '転入通知の取込エラーの一覧',
  finishWork: '要対応事項の処理',
  requestWardRecord: '区間異動の照会',
  answerWardRecord: '区間異動の照会への回答',
  acceptWardMove: '区間異動の通知の受理',
  previewRenaming: '住所一括変更の事前確認',
  startRenaming: '住所一括変更の実施',
  renameAddress: '住所一括変更',
  leftOutOfRenaming: '住所一括変更の対象外の照会',
  sectionFeed: '関係課への通知の照会',
  acknowledgeSection: '関係課への通知の受領',
  serveBySection: '関係課の業務台帳への登録',
  codePool: '住民票コードの残数の照会',
  revealIndividualNumber: '個人番号の表示',
  revealResidentRecordCode: '住民票コードの表示',
  reconciliation: '整合性確認の差異の一覧',
  startReconciliation: '整合性確認の開始',
  mendDifference: '差異の是正',
  closeDifference: '差異の確認',
  deleteUnifiedNumber: '団体内統合宛名番号の削除',
  revealRefused: '番号の表示の拒否',
  protections: '支援措置の一覧',
  findProtection: '支援措置の閲覧',
  enterProtection: '支援措置の申出の受付',
  confirmProtection: '支援の必要性の確認',
  extendProtection: '支援措置の延長',
  endProtection: '支援措置の終了',
  forwardProtection: '支援措置の転送',
  takeProtection: '転送された支援措置の実施',
  declineProtection: '転送された支援措置の不実施',
  noteProtectionNews: '転送元の知らせの確認',
  requestRelease: '支援措置の一時解除の申請',
  approveRelease: '支援措置の一時解除の承認',
  endRelease: '支援措置の一時解除の取りやめ',
  listApplications: '申請の一覧',
  readApplication: '申請の閲覧',
  listVisitors: '来庁予定の一覧',
  readArrival: '転入予定の閲覧',
  readAudit: '操作ログの閲覧',
};

/** 操作の言葉; an act that the list does not know is shown as it is stored. */
export function auditWord(act: string): string {
  const known = ACTS[act];
  if (known) return known;
  for (const [kind, word] of Object.entries(COMMANDS)) {
    if (act === `draft${kind}`) return `${word}の仮登録`;
    if (act === `register${kind}`) return `${word}の本登録`;
  }
  return act;
}
