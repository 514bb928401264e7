import type { Address } from '#app/vocabulary/addresses.ts';
import type { Instant } from '#app/vocabulary/clock.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import type { Access } from '#app/vocabulary/roles.ts';

/** 住所一括変更の決まり (住居表示に関する法律第3条, 地方自治法第260条): which 町字 becomes which, and what becomes of the 番地. */
export interface AddressRenaming {
  ground: 'residenceIndication' | 'townName' | 'lotNumber';
  /** 施行日. */
  on: CalendarDate;
  /** 告示 on which it rests. */
  notice: string;
  fromTown: string;
  toTown: string;
  postcode?: string;
  /** keep: the 番地 stays as it is; listed: every 番地 of the list has its new one, what is not in it is left out. */
  lots: { kind: 'keep' } | { kind: 'listed'; pairs: { from: string; to: string }[] };
}

/** 住所一括変更 of one household: the place stays, its writing changes. */
export interface RenameAddress {
  kind: 'RenameAddress';
  householdNumber: string;
  renaming: AddressRenaming;
}

/** 対象外の理由: why a household was left out. */
export type RenamingObstacle = 'notListed' | 'openDraft' | 'movedAway' | 'failed';

/** 住所一括変更の進み方. */
export interface RenamingRun {
  runId: string;
  state: 'previewed' | 'running' | 'finished';
  renaming: AddressRenaming;
  createdAt: Instant;
  startedAt?: Instant;
  finishedAt?: Instant;
  households: number;
  residents: number;
  done: number;
  /** Of those that still wait: an officer is at work on the household. */
  held: number;
  /** Counts of the households that were left out, by reason. */
  leftOut: Partial<Record<RenamingObstacle, number>>;
}

/** 対象外の世帯; of a household under 支援措置 only that there is one. */
export interface LeftOutHousehold {
  householdNumber?: string;
  address?: Address;
  reason: RenamingObstacle;
}

/** 対象外の世帯の一頁, in the order of their numbers; `next` asks for those who follow and is for no screen. */
export interface LeftOutPage {
  households: LeftOutHousehold[];
  next?: string;
}

/** 事前確認の例: an address as it is and as it would be written; never one of a household under 支援措置. */
export interface RenamingExample {
  before: Address;
  after: Address;
}

/** 住所一括変更の窓口 of the engine's door; 住民記録の管理 alone. */
export interface RenamingDoor {
  /** 事前確認: who would be concerned; nothing changes. */
  previewRenaming(renaming: AddressRenaming, access: Access): Promise<Outcome<RenamingRun>>;
  /** 実施: in the background, household by household; started twice, it is one run. */
  startRenaming(runId: string, access: Access): Promise<Outcome<RenamingRun>>;
  /** The newest first. */
  renamingRuns(access: Access): Promise<RenamingRun[]>;
  findRenaming(runId: string, access: Access): Promise<RenamingRun | undefined>;
  /** A few of the households that wait. */
  examplesOfRenaming(runId: string, access: Access): Promise<RenamingExample[]>;
  /** Those who were left out, 500 at a time. */
  leftOutOfRenaming(runId: string, access: Access, after?: string): Promise<LeftOutPage>;
}
