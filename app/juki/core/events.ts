import type { Instant } from '#app/vocabulary/clock.ts';
import type { CalendarDate, DateOfRecord } from '#app/vocabulary/persons.ts';
import type { ChangeReason } from './change-reasons.ts';
import type {
  AcceptedNotice,
  FormerStanding,
  Household,
  MovingOut,
  NumberChange,
  Protection,
  Resident,
  Standing,
} from './register.ts';

/** データ移行: a household as the former system handed it over. */
export interface HouseholdMigrated {
  kind: 'HouseholdMigrated';
  household: Household;
  residents: Resident[];
  /** 転出 that were under way, or whose 転入通知 is still to come. */
  movingOuts?: MovingOut[];
}

/** 転出届の受理 (住民基本台帳法第24条): the movers stay residents until the day. */
export interface MovingOutNotified {
  kind: 'MovingOutNotified';
  movingOut: MovingOut;
}

/** 消除 (住民基本台帳法第8条, 施行令第8条): these movers of a 転出 leave the register on that day. */
export interface ResidentsRemoved {
  kind: 'ResidentsRemoved';
  movingOutId: string;
  movers: string[];
  on: CalendarDate;
  reason: Extract<ChangeReason, 'domesticMovingOut' | 'movingAbroad' | 'movingInNoticeAccepted' | 'wardMovingOut'>;
}

/** 世帯主・続柄の変更 (住民基本台帳法第25条, 施行令第12条): by the family's own filing, ex officio, or undone. */
export interface StandingsChanged {
  kind: 'StandingsChanged';
  standings: Standing[];
  basis: 'exOfficio' | 'filed' | 'restored';
  on: CalendarDate;
  notifiedOn?: CalendarDate;
  /** 世帯主変更 unless it says otherwise. */
  reason?: ChangeReason;
}

/** 世帯の終了: everybody left. */
export interface HouseholdEnded {
  kind: 'HouseholdEnded';
  householdNumber: string;
  on: CalendarDate;
}

/** 世帯の新設. */
export interface HouseholdFormed {
  kind: 'HouseholdFormed';
  household: Household;
}

/** 転出取消 (標準仕様書 4.6.0.1): these movers no longer move, and stand in the household as before. */
export interface MovingOutCancelled {
  kind: 'MovingOutCancelled';
  movingOutId: string;
  movers: FormerStanding[];
  reason: string;
}

/** 特例転入 (住民基本台帳法第22条, 第24条の2): new 住民票, or an own 除票 that lives again (再転入). */
export interface ResidentsMovedIn {
  kind: 'ResidentsMovedIn';
  movingOutId: string;
  fromMunicipality: string;
  residents: Resident[];
}

/** 転入通知の受理 (住民基本台帳法第9条第1項) for one mover; `removedOn` is the day of 消除 as it is now. */
export interface MovingInNoticeAccepted {
  kind: 'MovingInNoticeAccepted';
  movingOutId: string;
  addresseeNumber: string;
  notice: AcceptedNotice;
  removedOn: CalendarDate;
}

/** 記載 (住民基本台帳法施行令第7条, 第8条): new 住民票, or an own 除票 that lives again. */
export interface ResidentsEntered {
  kind: 'ResidentsEntered';
  residents: Resident[];
}

/** 転居 (住民基本台帳法第23条): these members have another address now, and stand in their household as it says. */
export interface ResidentsRelocated {
  kind: 'ResidentsRelocated';
  standings: Standing[];
  address: Resident['address'];
  movedOn: CalendarDate;
  notifiedOn: CalendarDate;
}

/** 世帯の転居: everybody moved, the household keeps its number. */
export interface HouseholdRelocated {
  kind: 'HouseholdRelocated';
  householdNumber: string;
  address: Household['address'];
  /** 住居表示・町名変更, 誤記修正: the place stays; what it was written like until now. */
  formerWriting?: Household['address'];
}

/** 番号の記載: a 住民票コード of the pool, or the 個人番号 that J-LIS made. */
export interface NumbersEntered {
  kind: 'NumbersEntered';
  addresseeNumber: string;
  residentRecordCode?: string;
  individualNumber?: string;
  reason: Extract<
    ChangeReason,
    'codeEntered' | 'codeChanged' | 'individualNumberEntered' | 'individualNumberChanged' | 'individualNumberCorrected'
  >;
  /** Another number stood there: the 個人番号カード lapses with it (住民基本台帳法施行令第30条の20). */
  replaces?: true;
}

/** 個人番号の変更の請求・決定 (番号法施行令第3条, 第4条): J-LIS is asked for another number. */
export interface NumberChangeRequested extends NumberChange {
  kind: 'NumberChangeRequested';
  addresseeNumber: string;
  ground: string;
}

/** 改製・再製・帰化等による消除 (標準仕様書 1.2.2): the first half of a pair; the person stays in the household. */
export interface RecordsSetAside {
  kind: 'RecordsSetAside';
  persons: string[];
  reason: ChangeReason;
  on: CalendarDate;
  notifiedOn?: CalendarDate;
  ground: string;
}

/** 改製・再製・帰化等による記載 (標準仕様書 1.2.2): the second half, with the rows as they begin again. */
export interface RecordsEnteredAgain {
  kind: 'RecordsEnteredAgain';
  residents: Resident[];
  reason: ChangeReason;
  on: CalendarDate;
  notifiedOn?: CalendarDate;
}

/** 在留カードの裏書 (入管法第19条の7–第19条の9): with the act of the same change, or alone when the card is shown later. */
export interface ResidenceCardsEndorsed {
  kind: 'ResidenceCardsEndorsed';
  persons: string[];
  on: CalendarDate;
  alone?: true;
}

/** 履歴の区切り (標準仕様書 1.2.1): what came before makes a history row of its own in the same act. */
export interface RowsCompleted {
  kind: 'RowsCompleted';
}

/** 消除 (住民基本台帳法施行令第8条, 第12条) of persons who do not move to another register: 死亡, 失踪, 職権消除. */
export interface ResidentsClosed {
  kind: 'ResidentsClosed';
  persons: string[];
  status: 'deceased' | 'removed';
  reason: ChangeReason;
  on: CalendarDate;
  dayOfRecord?: DateOfRecord;
  notifiedOn: CalendarDate;
  ground: string;
}

/** 職権回復 (住民基本台帳法施行令第12条): these 除票 are 住民票 again. */
export interface ResidentsReopened {
  kind: 'ResidentsReopened';
  standings: Standing[];
  address: Resident['address'];
  ground: string;
}

/** 修正 (住民基本台帳法施行令第12条): the rows as they are now. */
export interface RecordsCorrected {
  kind: 'RecordsCorrected';
  residents: Resident[];
  reason: ChangeReason;
  on: CalendarDate;
  notifiedOn: CalendarDate;
  ground: string;
}

/** 異動の取消し (標準仕様書 4.6.0.1): the rows as they are restored, and their households. */
export interface ChangeCancelled {
  kind: 'ChangeCancelled';
  residents: Resident[];
  households: Household[];
  reason: string;
}

/** 転入通知の取消しの受理 (標準仕様書 4.6.0.1): the 除票 is no longer confirmed. */
export interface NoticeWithdrawn {
  kind: 'NoticeWithdrawn';
  movingOutId: string;
  addresseeNumber: string;
}

/** 支援措置の表示 (標準仕様書 1.1.16): entered, changed or taken away (null). No 異動: it makes no 履歴番号. */
export interface ProtectionChanged {
  kind: 'ProtectionChanged';
  persons: string[];
  protection: Protection | null;
}

/** 転出証明書情報の改版 (住民基本台帳法第24条の2第3項): the planned town hears what has changed since the 事前通知. */
export interface CertificateRenewed {
  kind: 'CertificateRenewed';
  movingOutId: string;
}

/** What happened to the register; the only input of `evolve`. */
export type RegisterEvent =
  | HouseholdMigrated
  | MovingOutNotified
  | ResidentsRemoved
  | StandingsChanged
  | HouseholdEnded
  | HouseholdFormed
  | MovingOutCancelled
  | ResidentsMovedIn
  | MovingInNoticeAccepted
  | ResidentsEntered
  | ResidentsRelocated
  | HouseholdRelocated
  | NumbersEntered
  | ResidentsClosed
  | ResidentsReopened
  | RecordsCorrected
  | ChangeCancelled
  | NoticeWithdrawn
  | CertificateRenewed
  | NumberChangeRequested
  | RecordsSetAside
  | RecordsEnteredAgain
  | ResidenceCardsEndorsed
  | RowsCompleted
  | ProtectionChanged;

/** 異動 (one act) as the ledger keeps it: all its events count together and make one history row per person. */
export interface Change {
  changeId: string;
  at: Instant;
  on: CalendarDate;
  /** 操作者. */
  operatorId: string;
  operatorName?: string;
  events: RegisterEvent[];
}
