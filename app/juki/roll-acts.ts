import type { Address } from '#app/vocabulary/addresses.ts';
import type { Instant } from '#app/vocabulary/clock.ts';
import type { CalendarDate, DateOfRecord, Sex } from '#app/vocabulary/persons.ts';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import type { Access } from '#app/vocabulary/roles.ts';
import type { SuspensionDoor } from './suspension-acts.ts';

export type * from './suspension-acts.ts';

/** 選挙人名簿の異動 (公職選挙法第22条, 第27条, 第28条): 登録, 表示, 表示の消除, 抹消; unclear = a person must look at it first. */
export type RollChangeKind = 'register' | 'mark' | 'unmark' | 'remove' | 'unclear';

/** 選挙時登録の日程 (公職選挙法第22条第3項), as the commission that administers the election has set it. */
export interface RollElection {
  name: string;
  /** 選挙時登録の基準日. */
  asOf: CalendarDate;
  /** 選挙の期日の公示又は告示の日. */
  announcedOn: CalendarDate;
  /** 選挙期日: the age counts on it. */
  pollingOn: CalendarDate;
}

/** 登録の回 (公職選挙法第22条): 調査 → 確認待ち → 登録 → 終了. */
export interface RollRun {
  runId: string;
  /** 登録月の一日, or the 基準日 of the election. */
  asOf: CalendarDate;
  /** The day on which the age counts. */
  ageOn: CalendarDate;
  /** 選挙時登録; a 定時登録 has none. */
  election?: RollElection;
  state: 'collecting' | 'proposed' | 'registering' | 'done' | 'discarded';
  /** Rows that the inquiry has looked at, of how many there were at its start. */
  looked: number;
  expected: number;
  startedBy: { id: string; name: string };
  startedAt: Instant;
  collectedAt?: Instant;
  /** Another officer than who made the inquiry. */
  confirmedBy?: { id: string; name: string };
  confirmedAt?: Instant;
  finishedAt?: Instant;
  /** 登録者数 after it. */
  total?: number;
  /** By kind: what is proposed, what is done, and what was dropped because the 住民票 has changed meanwhile. */
  counts: Partial<Record<RollChangeKind, { proposed: number; done: number; dropped: number }>>;
}

/** 選挙人名簿の概要. */
export interface RollOverview {
  registered: number;
  /** 転出の表示のある方, among those who are registered. */
  marked: number;
  /** 選挙権の停止 that wait for a second officer. */
  suspensionsWaiting: number;
  /** 次の登録月の一日. */
  nextOn: CalendarDate;
  /** The newest first. */
  runs: RollRun[];
}

/** 選挙人名簿の異動の一件 as the commission reads it. */
export interface RollChange {
  position: number;
  addresseeNumber: string;
  kind: RollChangeKind;
  state: 'proposed' | 'done' | 'dropped';
  article: string;
  /** 登録: since when the person is recorded; 表示・抹消: the day of leaving. */
  basisOn?: CalendarDate;
  name: string;
  kana?: string;
  bornOn: DateOfRecord;
  sex: Sex;
  address: Address;
  /** 支援措置: not to be shown to others (閲覧 and 抄本 leave it out). */
  protectedPerson: boolean;
  /** 選挙権の停止の表示 today (第27条第1項). */
  suspended: boolean;
}

/** 選挙人名簿の異動の一頁; `next` is the position behind which the next one begins. */
export interface RollChangePage {
  changes: RollChange[];
  next?: number;
}

/** 選挙人名簿の窓口 of the engine's door; the section of the 選挙管理委員会 alone. */
export interface RollDoor extends SuspensionDoor {
  electoralRoll(access: Access): Promise<RollOverview>;
  findRollRun(runId: string, access: Access): Promise<RollRun | undefined>;
  /** 調査の開始 of the 定時登録; of a run that waits for its confirmation the inquiry is made anew. Nothing is registered. */
  startRollRun(access: Access): Promise<Outcome<RollRun>>;
  /** 選挙時登録の調査の開始. */
  startElectionRun(election: RollElection, access: Access): Promise<Outcome<RollRun>>;
  /** 登録の確認: by another officer, from the day of the registration on; pressed twice it is one registration. */
  confirmRollRun(runId: string, access: Access): Promise<Outcome<RollRun>>;
  /** 取りやめ of a run that was not confirmed. */
  discardRollRun(runId: string, access: Access): Promise<Outcome<RollRun>>;
  /** What a run proposes or did, a page at a time. */
  rollChanges(runId: string, kind: RollChangeKind, after: number, access: Access): Promise<RollChangePage>;
}
