import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { RegisterCommand } from '../door.ts';
import type { ErrorName } from './checks.ts';
import type { Facts } from './decision.ts';
import { isBlocked, obstacle } from './permissions.ts';
import { membersOf, type RegisterSlice } from './register.ts';

/** An act on some members of one household. */
export interface InsideAct {
  kind: RegisterCommand['kind'];
  householdNumber: string;
  members: readonly string[];
  changedOn: CalendarDate;
  notifiedOn: CalendarDate;
  remainingHead?: string;
  /** The day may lie before 住民となった日: it was learned of late, or it is the day of a correction. */
  mayPrecedeResidence?: boolean;
}

/** エラー that every act inside a household has in common, in the order in which an officer would notice them. */
export function whyNotInside(act: InsideAct, slice: RegisterSlice, facts: Facts): ErrorName | undefined {
  const household = slice.households.get(act.householdNumber);
  if (!household || household.endedOn) return 'unknownHousehold';
  if (act.members.length === 0) return 'nobodyMoves';
  if (new Set(act.members).size < act.members.length) return 'unknownMover';
  for (const number of act.members) {
    const resident = slice.residents.get(number);
    if (resident && resident.householdNumber !== act.householdNumber) return 'unknownMover';
    const obstacleToMember = obstacle(slice, resident, act.kind);
    if (obstacleToMember) return obstacleToMember;
    if (!act.mayPrecedeResidence && act.changedOn < (resident?.becameResidentOn.on ?? '')) return 'beforeResidence';
  }
  if (isBlocked(membersOf(slice, act.householdNumber), facts)) return 'protectedPerson';
  if (act.changedOn > facts.today) return 'changeInFuture';
  if (act.notifiedOn > facts.today) return 'notifiedInFuture';
  const staying = membersOf(slice, act.householdNumber).filter((one) => !act.members.includes(one.addresseeNumber));
  if (act.remainingHead && !staying.some((one) => one.addresseeNumber === act.remainingHead)) return 'headNotStaying';
  return undefined;
}
