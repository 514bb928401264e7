import type { Address } from '#app/vocabulary/addresses.ts';
import { writtenNow } from './address-renaming.ts';
import type { Facts } from './decision.ts';
import {
  type FormerStanding,
  type Household,
  headOf,
  isPlaceOf,
  type MovingOut,
  membersOf,
  type RegisterSlice,
  type Resident,
  type Standing,
  sameAddress,
  standingOf,
} from './register.ts';
import { relationshipUnder } from './relationships.ts';

/** How removed movers come back (標準仕様書 4.6.0.1): the old household as it was, or as near as the present allows. */
export interface Restoration {
  householdNumber: string;
  /** A new household, if all had left and the old one ended, or lives elsewhere by now. */
  formed?: Household;
  /** Where they lived, as it is written now: 住居表示 and 町名変更 count for those too who had left before. */
  address: Address;
  movers: FormerStanding[];
  /** Standings of those who had stayed. */
  others: Standing[];
  outcome: 'asBefore' | 'derived' | 'unknown';
  headless: boolean;
}

/** 世帯の復元 of a 転出取消 after the removal. */
export function restoration(
  movingOut: MovingOut,
  returning: readonly string[],
  slice: RegisterSlice,
  facts: Facts,
): Restoration {
  const place = householdToReturnTo(movingOut, slice, facts);
  const present = membersOf(slice, place.householdNumber);
  const before = new Map(movingOut.before.map((standing) => [standing.addresseeNumber, standing]));
  const back = returning.flatMap((number) => {
    const standing = before.get(number);
    if (!standing) return [];
    const written = slice.residents.get(number)?.address;
    const isOutdated = written && !sameAddress(written, place.address);
    return [{ ...standing, householdNumber: place.householdNumber, ...(isOutdated ? { address: place.address } : {}) }];
  });
  const strangers = present.some((member) => !before.has(member.addresseeNumber));
  const oldHead = movingOut.before.find((standing) => standing.householder);
  const headThere =
    oldHead && [...returning, ...present.map((m) => m.addresseeNumber)].includes(oldHead.addresseeNumber);
  if (strangers) return { ...place, ...amongStrangers(back), headless: false };
  if (headThere || !oldHead)
    return { ...place, movers: back, others: undone(present, before), outcome: 'asBefore', headless: !oldHead };
  return { ...place, ...underPresentHead(back, oldHead, place.householdNumber, slice) };
}

/** The old household; if it ended or lives elsewhere now, the one to which somebody of it has come back, else a new one. */
function householdToReturnTo(
  movingOut: MovingOut,
  slice: RegisterSlice,
  facts: Facts,
): Pick<Restoration, 'householdNumber' | 'formed' | 'address'> {
  const old = slice.households.get(movingOut.householdNumber);
  const isThere = old !== undefined && isPlaceOf(old, movingOut.oldAddress);
  if (isThere && !old.endedOn) return { householdNumber: old.householdNumber, address: old.address };
  const { renamings = [] } = facts;
  const address = isThere
    ? writtenNow(old.address, renamings, old.formerWritings)
    : writtenNow(movingOut.oldAddress, renamings);
  for (const { addresseeNumber } of movingOut.before) {
    const earlier = slice.residents.get(addresseeNumber);
    const household = earlier?.status === 'resident' ? slice.households.get(earlier.householdNumber) : undefined;
    if (household && isPlaceOf(household, address)) {
      return { householdNumber: household.householdNumber, address: household.address };
    }
  }
  const householdNumber = facts.numbers.household[0] ?? '';
  return { householdNumber, formed: { householdNumber, address }, address };
}

/** Those who stayed stand again as before, where the removal had changed them. */
function undone(present: readonly Resident[], before: ReadonlyMap<string, FormerStanding>): Standing[] {
  return present.flatMap((member) => {
    const former = before.get(member.addresseeNumber);
    if (!former) return [];
    const { relationship, householder, orderInHousehold } = former;
    if (relationship === member.relationship && orderInHousehold === member.orderInHousehold) return [];
    return [{ ...standingOf(member), relationship, householder, orderInHousehold }];
  });
}

/** Somebody new lives in the household: who is what to whom has to be asked. */
function amongStrangers(back: readonly FormerStanding[]): Pick<Restoration, 'movers' | 'others' | 'outcome'> {
  const movers = back.map((standing) => ({ ...standing, relationship: '縁故者', householder: false }));
  return { movers, others: [], outcome: 'unknown' };
}

/** The old head stays away: 続柄 follow the present head; without one, one person alone is head, more are an interim household. */
function underPresentHead(
  back: readonly FormerStanding[],
  oldHead: FormerStanding,
  householdNumber: string,
  slice: RegisterSlice,
): Pick<Restoration, 'movers' | 'others' | 'outcome' | 'headless'> {
  const head = headOf(slice, householdNumber);
  const former = slice.residents.get(oldHead.addresseeNumber);
  if (head && former) {
    const formerNewHead = { ...head, relationship: relationBefore(head, slice) };
    const movers = back.map((standing) => {
      const resident = slice.residents.get(standing.addresseeNumber);
      const relationship = resident
        ? relationshipUnder(formerNewHead, former, { ...resident, relationship: standing.relationship })
        : '縁故者';
      return { ...standing, relationship, householder: false };
    });
    return { movers, others: [], outcome: 'derived', headless: false };
  }
  const [only] = back;
  if (back.length === 1 && only && membersOf(slice, householdNumber).length === 0) {
    const movers = [{ ...only, relationship: '世帯主', householder: true, orderInHousehold: 1 }];
    return { movers, others: [], outcome: 'asBefore', headless: false };
  }
  return { movers: [...back], others: [], outcome: 'asBefore', headless: true };
}

/** What the present head was to the one who left. */
function relationBefore(head: Resident, slice: RegisterSlice): string {
  for (const movingOut of slice.movingOuts.values()) {
    const standing = movingOut.before.find((s) => s.addresseeNumber === head.addresseeNumber && !s.householder);
    if (standing) return standing.relationship;
  }
  return head.relationship;
}
