import type { HouseholdLock } from '#app/juki/door.ts';
import type { Instant } from '#app/vocabulary/clock.ts';
import type { Refusal } from '#app/vocabulary/refusals.ts';
import type { Officer } from '#app/vocabulary/roles.ts';
import { type ActContext, householdNumberOf } from '../acts/definition.server.ts';
import type { OfficeRoom } from '../room.server.ts';

/** 排他 of a form (標準仕様書 10.3): until when nobody else works on the household. */
export interface FormLease {
  household: string;
  until: Instant;
}

/** Whoever opens a form holds the household; a colleague who has it is named, with the end of the lease. */
export async function takeLease(
  room: OfficeRoom,
  officer: Officer,
  { context, reason }: { context: ActContext; reason: string },
): Promise<{ lease?: FormLease; held?: Refusal }> {
  const household = householdNumberOf(context);
  // 職権回復 of somebody whose household is gone: there is nothing to hold.
  if (!context.household) return {};
  const locked = await room.juki.lockHousehold(household, room.access(officer, reason));
  return locked.accepted ? { lease: { household, until: locked.value.until } } : { held: locked.refusal };
}

/** 入力をやめる: gives the household back, so that a colleague need not wait for the end of the lease. */
export async function leaveHousehold(room: OfficeRoom, officer: Officer, household: string): Promise<void> {
  room.admit(officer, 'leaveHousehold');
  await room.juki.unlockHousehold(household, room.access(officer, '入力の中止'));
}

/** The colleague at work on a household, for whoever only looks. */
export async function colleagueAt(
  room: OfficeRoom,
  officer: Officer,
  household: string,
): Promise<HouseholdLock | undefined> {
  const lock = await room.juki.findLock(household, room.access(officer, '排他の確認'));
  return lock && lock.officerId !== officer.id ? lock : undefined;
}
