import { inHouseholdOrder } from '#app/vocabulary/household-order.ts';
import { headOf, membersOf, type RegisterSlice, type Resident, type Standing, standingOf } from './register.ts';
import { relationshipUnder } from './relationships.ts';

/** What becomes of a household when some leave (標準仕様書 4.0.4, 4.0.5). */
export interface Succession {
  outcome: 'unchanged' | 'ended' | 'newHead' | 'headless';
  /** New standings of those who stay; empty unless there is a new head. */
  standings: Standing[];
  basis: 'exOfficio' | 'filed';
}

/**
 * 世帯主が抜ける場合 (住民基本台帳法第25条, 施行令第25条): one remains → head ex officio; two or more remain → the one whom
 * the family named, else an interim household without a head; nobody remains → the household ends.
 */
export function succession(
  slice: RegisterSlice,
  householdNumber: string,
  leaving: readonly string[],
  namedHead?: string,
): Succession {
  const head = headOf(slice, householdNumber);
  const staying = membersOf(slice, householdNumber).filter((member) => !leaving.includes(member.addresseeNumber));
  if (staying.length === 0) return { outcome: 'ended', standings: [], basis: 'exOfficio' };
  if (!head || !leaving.includes(head.addresseeNumber)) return unchanged;
  const [only] = staying;
  const next = staying.length === 1 ? only : staying.find((member) => member.addresseeNumber === namedHead);
  if (!next) return { outcome: 'headless', standings: [], basis: 'exOfficio' };
  return {
    outcome: 'newHead',
    standings: standingsUnder(next, head, staying),
    basis: staying.length === 1 ? 'exOfficio' : 'filed',
  };
}

const unchanged: Succession = { outcome: 'unchanged', standings: [], basis: 'exOfficio' };

function standingsUnder(newHead: Resident, oldHead: Resident, staying: readonly Resident[]): Standing[] {
  const standings = staying.map((member) => ({
    ...standingOf(member),
    relationship: member === newHead ? '世帯主' : relationshipUnder(newHead, oldHead, member),
    householder: member === newHead,
    bornOn: member.bornOn.on,
  }));
  return inHouseholdOrder(standings).map(({ bornOn: _, ...standing }, index) => ({
    ...standing,
    orderInHousehold: index + 1,
  }));
}
