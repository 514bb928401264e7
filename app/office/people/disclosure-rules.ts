import type { RegisterCommand } from '#app/juki/door.ts';

/** 開示しない理由 (個人情報の保護に関する法律第78条, 支援措置 事務処理要領): why an entry of the log is not told to the person. */
export type Withheld =
  /** It is about somebody else. */
  | 'otherPerson'
  /** 支援措置: who asks for protection, and from whom, must not be guessed from it. */
  | 'protection'
  /** Others are in the same entry, or it belongs to a case of others: it may be done by or for another member of the household. */
  | 'otherMember'
  /** 捜査・租税の調査その他、国の機関などの事務. */
  | 'stateOrgan'
  /** Those who watch the officers. */
  | 'oversight'
  /** The search for these very entries. */
  | 'ownRequest';

/** 操作の種類 in words for the person. */
export type DisclosedAct = 'read' | 'list' | 'change' | 'number' | 'identified' | 'case' | 'batch' | 'inspection';

/** 何のために, in words for the person; what an officer typed is never handed on. */
export type DisclosedPurpose =
  | 'movingOut'
  | 'movingIn'
  | 'counter'
  | 'phone'
  | 'exOfficio'
  | 'card'
  | 'automatic'
  | 'inspection'
  | 'other';

/** 開示の規則: what each act of the log is to the person whose record it concerns. */
export const DISCLOSURE_RULES: Readonly<Record<string, DisclosedAct | 'protection' | 'oversight' | 'stateOrgan'>> = {
  findResidents: 'list',
  findResidentsByNumber: 'list',
  findResident: 'read',
  issuePaper: 'read',
  outputPaper: 'read',
  printMovingIn: 'case',
  printVisitGuide: 'case',
  printCardReceipt: 'case',
  printFilingReceipt: 'case',
  findHousehold: 'read',
  findMovers: 'read',
  listDrafts: 'list',
  readDraft: 'case',
  changesOf: 'read',
  registerAsOf: 'read',
  numberingOf: 'read',
  mailOf: 'read',
  expectedArrivals: 'list',
  openAdvanceNotice: 'case',
  advanceNotices: 'list',
  requestCertificate: 'case',
  answerCertificateRequest: 'case',
  identifyBySerial: 'identified',
  identifyHolder: 'identified',
  findCurrentSerials: 'identified',
  certificateLinkOf: 'read',
  renewCertificateLink: 'identified',
  takeCertificateChange: 'identified',
  identifyByFourItems: 'identified',
  reviewDraft: 'case',
  approveDraft: 'case',
  discardDraft: 'case',
  enterNewIndividualNumber: 'change',
  acceptNoticeWithdrawal: 'change',
  findFormerCodes: 'identified',
  openNoticeError: 'case',
  applyCorrectedNotice: 'change',
  removeDueMovers: 'batch',
  storedRecords: 'list',
  storeRemovedRecords: 'batch',
  eraseRemovedRecords: 'batch',
  acceptMovingInNotice: 'change',
  enterCode: 'change',
  enterIndividualNumber: 'change',
  migrateHousehold: 'batch',
  importDataList: 'batch',
  exportDataList: 'batch',
  workItems: 'list',
  noticeErrors: 'list',
  finishWork: 'case',
  openWork: 'case',
  requestWardRecord: 'case',
  answerWardRecord: 'case',
  acceptWardMove: 'change',
  previewRenaming: 'batch',
  startRenaming: 'batch',
  renameAddress: 'change',
  examplesOfRenaming: 'list',
  leftOutOfRenaming: 'list',
  sectionFeed: 'list',
  acknowledgeSection: 'list',
  serveBySection: 'case',
  announceAges: 'batch',
  schoolClass: 'list',
  startRollRun: 'batch',
  confirmRollRun: 'batch',
  discardRollRun: 'batch',
  registerElectors: 'batch',
  rollChanges: 'list',
  followElectoralRoll: 'batch',
  // 個人情報の保護に関する法律第124条: what concerns a sentence and its execution is not disclosed, and that there is such an entry would tell it.
  readElectorCase: 'stateOrgan',
  writeElectorCase: 'stateOrgan',
  followElectorCases: 'stateOrgan',
  codePool: 'batch',
  revealIndividualNumber: 'number',
  revealResidentRecordCode: 'number',
  revealRefused: 'read',
  reconciliation: 'list',
  startReconciliation: 'batch',
  mendDifference: 'change',
  closeDifference: 'case',
  deleteUnifiedNumber: 'change',
  // 法11条: what organs do with it may be an investigation, so that none of it is told; the town publishes it as a whole (法11条3項).
  inspectByOrgan: 'stateOrgan',
  openOrganList: 'stateOrgan',
  // 法11条の2: told to everybody who stood on the list. That the officer opened it again says nothing new.
  inspectByApplicant: 'inspection',
  openApplicantList: 'list',
  fileInspection: 'batch',
  readInspection: 'batch',
  reviewInspection: 'batch',
  approveInspection: 'batch',
  refuseInspection: 'batch',
  withdrawInspection: 'batch',
  finishInspection: 'batch',
  endReading: 'batch',
  protections: 'protection',
  findProtection: 'protection',
  enterProtection: 'protection',
  confirmProtection: 'protection',
  extendProtection: 'protection',
  endProtection: 'protection',
  forwardProtection: 'protection',
  takeProtection: 'protection',
  declineProtection: 'protection',
  noteProtectionNews: 'protection',
  requestRelease: 'protection',
  approveRelease: 'protection',
  endRelease: 'protection',
  listApplications: 'list',
  readApplication: 'case',
  listVisitors: 'list',
  listUnfinishedCards: 'list',
  prepareVisits: 'list',
  closeVisits: 'batch',
  reopenVisits: 'batch',
  checkInByCode: 'case',
  readArrival: 'case',
  readAudit: 'oversight',
  readLooks: 'oversight',
  // About officers; no resident is their subject.
  signIn: 'oversight',
  signInRefused: 'oversight',
  signOut: 'oversight',
  signOutEverywhere: 'oversight',
  changePassword: 'oversight',
  enrolAuthenticator: 'oversight',
  createOfficer: 'oversight',
  requestPosting: 'oversight',
  changeOfficer: 'oversight',
  dropPosting: 'oversight',
  disableOfficer: 'oversight',
  enableOfficer: 'oversight',
  requestPassword: 'oversight',
  issuePassword: 'oversight',
  dropPasswordRequest: 'oversight',
  acknowledgeAlert: 'oversight',
};

/** 異動の仮登録・本登録, whatever the act. */
const REGISTER_ACT = /^(?:draft|revise|register)(?=[A-Z])/;
type RegisterAct = `${'draft' | 'revise' | 'register'}${RegisterCommand['kind']}`;

/** Reasons that an officer typed or chose, by a part of them; the first one that fits holds. */
const PURPOSES: readonly [RegExp, DisclosedPurpose][] = [
  [/台帳の閲覧/, 'inspection'],
  [/転出/, 'movingOut'],
  [/転入|来庁|引越しの手続/, 'movingIn'],
  [/電話/, 'phone'],
  [/窓口/, 'counter'],
  [/職権/, 'exOfficio'],
  [/証明書の更新|カード/, 'card'],
  [/取込|受領|到来|保存|移行|夜間/, 'automatic'],
];

const PROTECTIVE = /支援|保護|ＤＶ|DV|ストーカー|虐待|被害|加害|避難|シェルター/i;
const STATE_ORGAN =
  /捜査|警察|検察|裁判|刑事|犯罪|公安|入管|出入国|税務|国税|査察|徴収|滞納|差押|弁護士|議会|照会書|官公署|公用|自衛/;

/** Reason of what is read to answer such a request. */
export const DISCLOSURE_REASON = '本人への記録の開示';

/** 開示の判断に要る一件: an entry of the log with what is known of the people around it. */
export interface EntryToDisclose {
  act: string;
  subjects: readonly string[];
  reason: string;
  caseId?: string;
  byMachine: boolean;
}

/** 開示を求めた本人とそのまわり. */
export interface DisclosureSubject {
  addresseeNumber: string;
  /** Who has a part in a case; a case that is not in it is nobody's application. */
  partiesOf: ReadonlyMap<string, ReadonlySet<string>>;
}

/** 開示する一件 in kinds, without a free word of the log. */
export interface Disclosed {
  act: DisclosedAct;
  purpose: DisclosedPurpose;
  byMachine: boolean;
}

function actOf(act: string): (typeof DISCLOSURE_RULES)[string] {
  const known = DISCLOSURE_RULES[act];
  if (known) return known;
  // A new act is told with care until it has its rule.
  return REGISTER_ACT.test(act as RegisterAct) ? 'change' : 'oversight';
}

/** 開示の判断: what the person learns of one entry, or why nothing. What endangers somebody is asked first. */
export function discloseEntry(entry: EntryToDisclose, subject: DisclosureSubject): Disclosed | { withheld: Withheld } {
  const { addresseeNumber, partiesOf } = subject;
  const { subjects, reason, caseId, byMachine } = entry;
  if (!subjects.includes(addresseeNumber)) return { withheld: 'otherPerson' };
  const act = actOf(entry.act);
  if (act === 'protection' || PROTECTIVE.test(reason)) return { withheld: 'protection' };
  if (act === 'oversight') return { withheld: 'oversight' };
  if (act === 'stateOrgan' || STATE_ORGAN.test(reason)) return { withheld: 'stateOrgan' };
  if (byMachine && reason === DISCLOSURE_REASON) return { withheld: 'ownRequest' };
  const parties = caseId === undefined ? undefined : partiesOf.get(caseId);
  const isOwnCase = parties?.has(addresseeNumber) ?? false;
  if (parties && !isOwnCase) return { withheld: 'otherMember' };
  // The reason may be another's, who lives or once lived in the same household. A list of one is a look at the person.
  const others = subjects.some((one) => one !== addresseeNumber);
  if (others && !isOwnCase && act !== 'batch' && act !== 'inspection') return { withheld: 'otherMember' };
  const purpose = PURPOSES.find(([words]) => words.test(reason))?.[1] ?? (byMachine ? 'automatic' : 'other');
  return { act, purpose, byMachine };
}
