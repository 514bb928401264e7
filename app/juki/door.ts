import type { MovingOutCertificate } from '#app/messages/contracts/moving.ts';
import type { Message } from '#app/messages/envelope.ts';
import type { Address } from '#app/vocabulary/addresses.ts';
import type { Instant } from '#app/vocabulary/clock.ts';
import type {
  CalendarDate,
  DateOfRecord,
  ForeignStatus,
  PersonName,
  Qualifications,
  RegisteredDomicile,
  Sex,
} from '#app/vocabulary/persons.ts';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import type { Access } from '#app/vocabulary/roles.ts';
import type { Town } from '#app/vocabulary/towns.ts';
import type {
  CancelChange,
  CancelMovingOut,
  FurtherCommand,
  RegisterBirth,
  RegisterCorrection,
  RegisterHouseholdChange,
  RegisterMovingIn,
  RegisterMovingInByCard,
  RegisterMovingOut,
  RegisterRelocation,
  RegisterRemoval,
  RegisterRestoration,
} from './acts.ts';
import type { AdvanceNotice } from './advance-notice.ts';
import type { DraftContent, DraftQuery, DraftSummary, DraftView, Registered } from './drafts.ts';
import type { IdentificationDoor } from './identification.ts';
import type {
  ChangePage,
  FoundResidents,
  InquiryDoor,
  PersonMail,
  RegisterAsOf,
  RegisterMoment,
  RegisterSubject,
  ResidentQuery,
} from './inquiry.ts';
import type { HouseholdLocks, SeenHistories } from './locks.ts';
import type { CodePoolGauge, NumberingView, NumberToReveal, ReconciliationView, RevealedNumber } from './numbers.ts';
import type { ProtectionDesk } from './protection.ts';
import type { RenamingDoor } from './renaming-acts.ts';
import type { RollDoor } from './roll-acts.ts';
import type { SectionDoor } from './sections.ts';
import type { RegisterWardMove, WardDoor } from './ward-acts.ts';
import type { NoticeCorrection, NoticeErrorContent, WorkChoice, WorkContent } from './work-acts.ts';

export type * from './acts.ts';
export type * from './advance-notice.ts';
export type * from './drafts.ts';
export type * from './identification.ts';
export type * from './inquiry.ts';
export type * from './inspection.ts';
export type * from './locks.ts';
export type * from './numbers.ts';
export type * from './protection.ts';
export type * from './renaming-acts.ts';
export type * from './roll-acts.ts';
export type * from './sections.ts';
export type * from './ward-acts.ts';
export type * from './work-acts.ts';

/** 住民状態 (住民記録システム標準仕様書): 1 住民, 2 転出者, 3 死亡者, 9 その他消除. A person with 転出予定 stays resident. */
export type ResidentStatus = 'resident' | 'movedOut' | 'deceased' | 'removed';

/** 転出予定・転出確定 (住民記録システム標準仕様書 1.1.5). */
export interface MovingOutItems {
  movingOutId: string;
  notifiedOn: CalendarDate;
  plannedOn: CalendarDate;
  plannedAddress: Address;
  receiptNumber?: string;
  channel: 'online' | 'counter' | 'post';
  special: boolean;
  confirmed?: { movedInOn: CalendarDate; address: Address; noticeOn: CalendarDate };
}

/** 住民票 (住民基本台帳法第7条) as the office may see it; secret numbers are left out, `revealNumber` shows one. */
export interface ResidentView {
  addresseeNumber: string;
  householdNumber: string;
  historyNumber: number;
  kind: 'japanese' | 'foreign';
  status: ResidentStatus;
  name: PersonName;
  bornOn: DateOfRecord;
  sex: Sex;
  relationship: string;
  householder: boolean;
  orderInHousehold: number;
  address: Address;
  becameResidentOn: DateOfRecord;
  addressSince: DateOfRecord;
  previousAddress?: Address;
  registeredDomicile?: RegisteredDomicile;
  foreignStatus?: Omit<ForeignStatus, 'cardNumber'>;
  qualifications: Omit<Qualifications, 'basicPensionNumber'>;
  movingOut?: MovingOutItems;
  removed?: { reason: string; on: CalendarDate };
  electorSince?: CalendarDate; // 選挙人名簿に登録された旨 (第7条第9号): since when; a list of a search leaves it out.
  /** 支援措置: shown as a banner that stays; destination and new address are left out of every view. */
  protectedPerson: boolean;
  /** 一時解除中: until when, asked for by whom, approved by whom. */
  protectionRelease?: { until: Instant; requestedBy: string; approvedBy: string };
  /** ****-****-1234 style masks, never the number. */
  maskedResidentRecordCode?: string;
  maskedIndividualNumber?: string;
}

/** 世帯 (住民基本台帳法第6条): also without a head, a legal interim state. */
export interface HouseholdView {
  householdNumber: string;
  address: Address;
  headAddresseeNumber?: string;
  headName?: string;
  protectedHousehold: boolean;
  members: ResidentView[];
}

/** An act that goes through 仮登録 → 審査 → 決裁 → 本登録. */
export type RegisterCommand =
  | RegisterMovingOut
  | CancelMovingOut
  | RegisterMovingInByCard
  | RegisterRelocation
  | RegisterHouseholdChange
  | RegisterBirth
  | RegisterRemoval
  | RegisterRestoration
  | RegisterCorrection
  | RegisterMovingIn
  | CancelChange
  | RegisterWardMove
  | FurtherCommand;

/** 転入予定者: a 事前通知 that was received, as the counter may list it before the card is shown. */
export interface ExpectedArrival {
  movingOutId: string;
  fromMunicipality: string;
  receiptNumber?: string;
  plannedOn: CalendarDate;
  plannedAddress: Address;
  names: string[];
  receivedAt: Instant;
  state: 'expected' | 'withdrawn' | 'registered' | 'lapsed';
}

/** Result of asking the old town at the counter. */
export type CertificateFetch =
  | { result: 'answered'; certificate: MovingOutCertificate }
  | { result: 'unavailable'; reason: string }
  | { result: 'silent'; certificate?: MovingOutCertificate };

/** One row of 異動履歴. */
export interface ChangeEntry {
  historyNumber: number;
  reason: string;
  changedOn?: CalendarDate;
  processedAt: Instant;
  summary: string;
}

/** 要対応事項: what an officer has to look at although the act or the message was taken. */
export interface WorkItem {
  workId: string;
  kind:
    | 'garbledNotice'
    | 'unknownPerson'
    | 'noMovingOutNotification'
    | 'cancelledMovingOut'
    | 'conflictingNotice'
    | 'headlessHousehold'
    | 'certificateContradicted'
    /** 転入通知未着: the limit has passed and no town has said that the person came. */
    | 'missingNotice'
    /** A number that J-LIS told cannot be written. */
    | 'numberNotEntered'
    /** A10: the term of a 支援措置 ends or has ended; only the responsible officer sees it. */
    | 'protectionDue'
    /** データ移行: a 住民票コード whose check digit is wrong. */
    | 'codeNotUsable'
    /** データ移行: a 転出届 of the former system whose destination is not known here. */
    | 'movingOutTakenOver'
    /** The night run could not remove who was due. */
    | 'removalRefused'
    /** 文字エラー: a name has a character without a code of 住基ネット統一文字. */
    | 'characterNotConvertible'
    /** 在留カード was not shown: the 住居地届出 is not made yet. */
    | 'residenceNotificationDue'
    /** 9条2項通知: a birth or death that was filed in another town. */
    | 'residentFiling'
    /** 出入国在留管理庁長官通知: an act for an officer to apply. */
    | 'immigrationNotice'
    /** 住民票コード通知票 has to be sent. */
    | 'codeNoticeDue'
    /** The new town cancelled its 転入. */
    | 'noticeWithdrawn';
  sentence: string;
  addresseeNumber?: string;
  fromMunicipality?: string;
  createdAt: Instant;
}

/** 住基 (住民基本台帳) of one town: the engine's only door. Every read is audited with the reason of its `Access`. */
export interface Juki
  extends SectionDoor,
    WardDoor,
    RenamingDoor,
    RollDoor,
    InquiryDoor,
    ProtectionDesk,
    HouseholdLocks,
    IdentificationDoor {
  readonly town: Town;
  findResidents(query: ResidentQuery, access: Access): Promise<FoundResidents>;
  findResident(addresseeNumber: string, access: Access): Promise<ResidentView | undefined>;
  findHousehold(householdNumber: string, access: Access): Promise<HouseholdView | undefined>;
  /** In the order of the 履歴番号; everything without a page. */
  changesOf(addresseeNumber: string, access: Access, page?: ChangePage): Promise<ChangeEntry[]>;
  registerAsOf(moment: RegisterMoment, subject: RegisterSubject, access: Access): Promise<RegisterAsOf>;
  /** 本人に係る電文, the newest first: sent and received, with their states. */
  mailOf(addresseeNumber: string, access: Access): Promise<PersonMail[]>;
  numberingOf(addresseeNumber: string, access: Access): Promise<NumberingView>;
  /** 個人番号・住民票コード in full: only for a 事務 of the officer's own role (番号法第9条); recorded also when refused. */
  revealNumber(request: NumberToReveal, access: Access): Promise<Outcome<RevealedNumber>>;
  /** 団番の削除 of who left: refused before the day of 消除 and while a 業務 holds an open case (共通機能標準仕様書). */
  deleteUnifiedNumber(addresseeNumber: string, access: Access): Promise<Outcome<'deleted'>>;
  /** 整合性確認: the last run and what is not mended yet. */
  reconciliation(access: Access): Promise<ReconciliationView>;
  /** Starts a run, unless one is under way; it goes on by itself, page by page, also after a crash. */
  startReconciliation(access: Access): Promise<Outcome<'started'>>;
  /** 差異の是正: the remedy of its kind; refused where only an officer can tell. Repeating it is harmless. */
  mendDifference(differenceId: string, access: Access): Promise<Outcome<'mending'>>;
  /** 確認済み: an officer saw to it otherwise. */
  closeDifference(differenceId: string, access: Access): Promise<Outcome<'closed'>>;
  /** 未使用の住民票コードの残り, with the low-water mark below which a block is asked for. */
  codePool(access: Access): Promise<CodePoolGauge>;

  /** 仮登録. A refusal carries E…, alerts come with the draft; `seen` = 履歴番号 on the screen, a stale one is refused. */
  draft(command: RegisterCommand, access: Access, seen?: SeenHistories): Promise<Outcome<DraftView>>;
  /**
   * 仮登録の訂正: a further revision of an open 仮登録, of the same act; 審査 and 決裁 begin again. `revision` = the one that the
   * screen showed, a stale one is refused; the same content again changes nothing.
   */
  reviseDraft(
    draft: { draftId: string; revision: number },
    command: RegisterCommand,
    access: Access,
    seen?: SeenHistories,
  ): Promise<Outcome<DraftView>>;
  findDraft(draftId: string, access: Access): Promise<DraftView | undefined>;
  /** 仮登録の一覧, the newest first, at most 100. */
  listDrafts(query: DraftQuery, access: Access): Promise<DraftSummary[]>;
  readDraft(draftId: string, access: Access): Promise<DraftContent | undefined>;
  /** Everybody of one 転出, also who has left already. */
  findMovers(movingOutId: string, access: Access): Promise<ResidentView[]>;
  /** 審査, 決裁: refused for a draft in another state, or for the same officer where the town has no 専決. */
  review(draftId: string, access: Access): Promise<Outcome<DraftView>>;
  approve(draftId: string, access: Access): Promise<Outcome<DraftView>>;
  discard(draftId: string, access: Access): Promise<Outcome<DraftView>>;
  /** 本登録: errors and alerts are checked again on the register as it is now. Repeating it is harmless. */
  register(draftId: string, access: Access): Promise<Outcome<Registered>>;

  expectedArrivals(access: Access): Promise<ExpectedArrival[]>;
  /** 来庁の準備: the 事前通知 of these 転出 without any number; what was withdrawn or used is not among them. */
  advanceNotices(movingOutIds: readonly string[], access: Access): Promise<AdvanceNotice[]>;
  /** The 事前通知 of a person, opened with the code from the card. */
  openAdvanceNotice(residentRecordCode: string, access: Access): Promise<MovingOutCertificate | undefined>;
  /** Asks the old town over the network (法第24条の2第4項); waits at most the town's limit. */
  requestCertificate(residentRecordCode: string, fromMunicipality: string, access: Access): Promise<CertificateFetch>;

  /** 要対応の一覧: 転入通知 that could not be processed by themselves, households without a head. */
  workItems(access: Access): Promise<WorkItem[]>;
  /** 転入通知情報取込エラー一覧 (標準仕様書 4.1.3.1.2): the garbled and unusable ones among them. */
  noticeErrors(access: Access): Promise<WorkItem[]>;
  /** 転入通知取込エラーの内容, codes masked; undefined for other work. */
  openNoticeError(workId: string, access: Access): Promise<NoticeErrorContent | undefined>;
  /** 転入通知の訂正: applied again as corrected; what was received is kept beside it. */
  applyCorrectedNotice(
    workId: string,
    correction: NoticeCorrection,
    access: Access,
  ): Promise<Outcome<{ addresseeNumbers: string[] }>>;
  /** 仮登録 of the act that a 長官通知, a 9条2項通知 or a missing 住居地届出 asks for; its 本登録 finishes the work. */
  draftFromWork(workId: string, choice: WorkChoice, access: Access): Promise<Outcome<DraftView>>;
  /** An open item, and the act for which it asks, so that a form can be filled in; undefined when it is done. */
  openWork(workId: string, choice: WorkChoice, access: Access): Promise<WorkContent | undefined>;
  /** 対応済み; repeating it is harmless. */
  finishWork(workId: string, access: Access): Promise<void>;

  /** Applies one message of 住基ネット, inside the inbox's transaction: `session` is the town's open write session. */
  receive(message: Message, session: unknown): Promise<void>;
  /** Nightly run: 消除 that fall due, limits that pass, retries, pool refill. Idempotent, resumable. */
  runDaily(): Promise<{ removed: number; lapsed: number }>;
}
