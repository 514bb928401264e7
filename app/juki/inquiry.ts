import type { Instant } from '#app/vocabulary/clock.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { Access } from '#app/vocabulary/roles.ts';
import type { HouseholdView, ResidentView } from './door.ts';
import type { InspectionDoor } from './inspection.ts';
import type { RegisterHealth } from './numbers.ts';

/**
 * 住民の検索 (住民記録システム標準仕様書 2.1.1, 2.1.2): every field narrows. Names and addresses are searched from the beginning of
 * 氏, 名, 町字 or 方書; 清濁, variants, width and spaces make no difference.
 */
export interface ResidentQuery {
  name?: string;
  kana?: string;
  /** The day, or the text of an unknown day. */
  bornOn?: string;
  address?: string;
  addresseeNumber?: string;
  householdNumber?: string;
  /** 宛名番号 or 世帯番号, where it is not said which. */
  ownNumber?: string;
  /** By keyed hash, only with a reason, and in the audit as an access to the number. */
  residentRecordCode?: string;
  individualNumber?: string;
  includeRemoved?: boolean;
}

/** 検索の結果 (住民記録システム標準仕様書 2.1.1): never more than an officer reads; `more` says that the search has to be narrowed. */
export interface FoundResidents {
  residents: ResidentView[];
  more: boolean;
}

/** 基準日と基準時点 (住民記録システム標準仕様書 1.2.1): the register on a day, as it was known at an instant; now without one. */
export interface RegisterMoment {
  on: CalendarDate;
  knownAt?: Instant;
}

/** Whose register is read. */
export type RegisterSubject = { addresseeNumber: string } | { householdNumber: string };

/** 過去の時点の住民票 (住民記録システム標準仕様書 1.2.1): the person, and the household in which the person then lived. */
export interface RegisterAsOf {
  moment: RegisterMoment;
  /** Undefined where nobody was in the register on that day; a 除票 has another status than resident. */
  person?: ResidentView;
  /** When the newest row that was known had been written. */
  recordedAt?: Instant;
  household?: HouseholdView;
}

/** 本人に係る電文の一行: everything but its content. */
export interface PersonMail {
  id: string;
  direction: 'out' | 'in';
  /** Japanese name of its type. */
  title: string;
  /** Code of the other organisation; of a protected person left out where it is a town. */
  peer?: string;
  state: 'pending' | 'held' | 'sent' | 'dead' | 'waiting' | 'failed' | 'applied';
  sentAt: Instant;
  /** Legal time of the last change of state. */
  at: Instant;
  error?: string;
}

/** 異動の集計の一行: persons, without any of them. */
export interface MoveTally {
  /** Day of processing. */
  day: CalendarDate;
  /** Title of the 異動事由. */
  reason: string;
  /** Municipality from which they came or to which they went. */
  place?: string;
  /** How a 転出 was filed. */
  channel?: 'online' | 'counter' | 'post';
  persons: number;
}

/** 異動の集計 of a stretch of the ledger, and where it ended. */
export interface MoveTallies {
  position: number;
  tallies: MoveTally[];
}

/** 異動履歴の範囲: the newest rows, or those before a 履歴番号. */
export interface ChangePage {
  before?: number;
  limit: number;
}

/** 除票の年次移行の一回 (標準仕様書 1.1.5): how many went into the store, and how many were erased. */
export interface RetentionRun {
  dueOn: CalendarDate;
  moved: number;
  erased: number;
  /** Without it the run goes on in the next night. */
  finishedAt?: Instant;
}

/** 保存庫の除票の一行. */
export interface StoredRecord {
  addresseeNumber: string;
  name: string;
  removed: { reason: string; on: CalendarDate };
  /** 保存期間の終わり (住民基本台帳法施行令第34条): erased in the yearly run after this day. */
  keptUntil: CalendarDate;
  protectedPerson: boolean;
}

/** 除票の保存庫 (標準仕様書 1.1.5): the newest 消除 first, a page at a time. */
export interface RetentionDoor {
  retentionRuns(access: Access): Promise<RetentionRun[]>;
  /** `after` = the cursor of the page before; the answer carries the next one while there is more. */
  storedRecords(
    page: { after?: string; limit: number },
    access: Access,
  ): Promise<{ records: StoredRecord[]; next?: string }>;
}

/** 見張りと集計: counts about the register and about nobody in it, so that no read of a record is made of them. */
export interface WatchDoor {
  health(): Promise<RegisterHealth>;
  /** Where the ledger ends now. */
  endOfLedger(): Promise<number>;
  /** 異動の集計 of one stretch of the ledger. */
  tallyMoves(stretch: { after: number; upTo: number; limit: number }): Promise<MoveTallies>;
}

/** 照会 of the whole register: 除票の保存庫, 閲覧 (住民基本台帳法第11条), and counts for the watch. */
export interface InquiryDoor extends RetentionDoor, InspectionDoor, WatchDoor {}
