import type { Instant } from '#app/vocabulary/clock.ts';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import type { Access } from '#app/vocabulary/roles.ts';

/** 排他 (標準仕様書 10.3): who works on a household, and until when the lease runs unless the work goes on. */
export interface HouseholdLock {
  householdNumber: string;
  officerId: string;
  officerName: string;
  until: Instant;
}

/** 画面が見せた履歴番号: of every person from whose record a command was made. */
export type SeenHistories = Readonly<Record<string, number>>;

/** 排他制御 (標準仕様書 10.3): one officer at a time works on a household, the others may only look. */
export interface HouseholdLocks {
  /** Takes or renews the lease; E09 names the colleague who has it, and until when. */
  lockHousehold(householdNumber: string, access: Access): Promise<Outcome<HouseholdLock>>;
  /** The colleague at work, for whoever only looks. */
  findLock(householdNumber: string, access: Access): Promise<HouseholdLock | undefined>;
  /** Gives the own lease back: the work is done or was left. */
  unlockHousehold(householdNumber: string, access: Access): Promise<void>;
  /** サインアウト: gives back every lease of the officer. */
  unlockAll(access: Access): Promise<void>;
}
