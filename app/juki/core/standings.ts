import { readRelationship } from '#app/vocabulary/relationships.ts';
import type { FiledStanding, HouseholdToJoin } from '../acts.ts';
import type { ErrorName } from './checks.ts';
import type { Facts } from './decision.ts';
import { appended } from './entry.ts';
import { isBlocked } from './permissions.ts';
import {
  type Household,
  headOf,
  membersOf,
  type RegisterSlice,
  type Resident,
  type Standing,
  sameAddress,
} from './register.ts';

/** エラー of persons who form or join a household (法第7条第4号): heads, 続柄, address, 支援措置; undefined = possible. */
export function whyNotJoining(
  standings: readonly Pick<FiledStanding, 'relationship' | 'householder'>[],
  join: HouseholdToJoin,
  address: Household['address'],
  slice: RegisterSlice,
  facts: Facts,
): ErrorName | undefined {
  const heads = standings.filter((one) => one.householder);
  if (standings.some((one) => !readRelationship(one.relationship).valid)) return 'relationshipNotInTable';
  if (heads.length > 1) return 'twoHeads';
  if (standings.some((one) => one.householder !== (one.relationship === '世帯主'))) return 'relationshipNotInTable';
  if (join.kind === 'new') return heads.length === 0 ? 'noHead' : undefined;
  const household = slice.households.get(join.householdNumber);
  if (!household || household.endedOn) return 'unknownHousehold';
  if (isBlocked(membersOf(slice, join.householdNumber), facts)) return 'protectedPerson';
  if (heads.length === 1 && headOf(slice, join.householdNumber)) return 'twoHeads';
  return sameAddress(household.address, address) ? undefined : 'addressDiffersFromHousehold';
}

/** Standings of members who form or join a household, in the order of the register. */
export function joined(
  members: readonly Resident[],
  filed: readonly FiledStanding[],
  householdNumber: string,
  slice: RegisterSlice,
): Standing[] {
  const standings = members.map((member) => {
    const own = filed.find((one) => one.addresseeNumber === member.addresseeNumber);
    const { relationship = member.relationship, householder = member.householder } = own ?? {};
    return {
      addresseeNumber: member.addresseeNumber,
      householdNumber,
      relationship,
      householder,
      bornOn: member.bornOn,
    };
  });
  const places = appended(standings, membersOf(slice, householdNumber));
  return standings.map(({ bornOn: _, ...standing }) => ({
    ...standing,
    orderInHousehold: places.get(standing.addresseeNumber) ?? 1,
  }));
}

/** Does everybody of the members have a filed standing, and nobody else? */
export function allFiled(members: readonly string[], filed: readonly FiledStanding[]): boolean {
  const numbers = filed.map((one) => one.addresseeNumber);
  return numbers.length === members.length && members.every((number) => numbers.includes(number));
}
