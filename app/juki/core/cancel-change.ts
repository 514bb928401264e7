import { isSame } from '#app/vocabulary/sameness.ts';
import type { CancelChange } from '../acts.ts';
import type { ChangeReason } from './change-reasons.ts';
import { type ErrorName, refusal } from './checks.ts';
import { accept, type Decision, type EngineMessage, type Facts, reject } from './decision.ts';
import { protectionAfterReturn } from './evolve-protection.ts';
import { noticeWithdrawals } from './notice-withdrawal.ts';
import { identityNotices } from './notices.ts';
import { isBlocked } from './permissions.ts';
import {
  type Household,
  isPlaceOf,
  movingOutOf,
  type PendingEntry,
  type RegisterSlice,
  type Resident,
  sameAddress,
} from './register.ts';

/** What a change did to one person: the row that it wrote, and the one before; none before = the change entered him. */
export interface ChangedRow {
  addresseeNumber: string;
  row: Resident;
  former?: Resident;
  /** Reasons of the rows that came after it. */
  later: readonly ChangeReason[];
}

/** Rows that only enter or change a number do not stand in the way: numbers stay with the person. */
const NUMBERS_ONLY: readonly ChangeReason[] = [
  'codeEntered',
  'codeChanged',
  'individualNumberEntered',
  'individualNumberChangeRequested',
  'individualNumberChangeOrdered',
  'individualNumberChanged',
  'individualNumberCorrected',
];

/** 改製・再製: the content of the record is the same after it. */
const REWRITINGS: readonly ChangeReason[] = [
  'renewalRemoval',
  'renewalEntry',
  'reconstructionRemoval',
  'reconstructionEntry',
];

/** The second half of a pair stands for both. */
const FIRST_HALVES: readonly ChangeReason[] = ['setAsideByNaturalisation', 'setAsideByNationalityLoss'];

const NOT_COUNTED = [...NUMBERS_ONLY, ...REWRITINGS, ...FIRST_HALVES];

const CANCELLATIONS: readonly ChangeReason[] = ['cancellationAdding', 'cancellationReducing', 'cancellationCorrecting'];

/** 転出 has its own 取消; what is no act of a filing is not cancelled but corrected. */
const NOT_CANCELLED_HERE: readonly ChangeReason[] = [
  'domesticMovingOut',
  'movingAbroad',
  'movingInNoticeAccepted',
  'wardMovingOut',
  'noticeWithdrawn',
  'dataMigration',
  ...NUMBERS_ONLY,
  ...REWRITINGS,
  ...CANCELLATIONS,
];

/**
 * 異動の取消し (標準仕様書 4.6.0.1) for every kind of act but 転出: deletes nothing and adds rows that restore the state before it.
 *
 * Command: `CancelChange`. Event: `ChangeCancelled` with everybody whom the act touched, and their households. 増 brings back who
 * was removed, 減 removes who was entered, 修正 restores items. Messages: 本人確認情報 that undoes what J-LIS was told. Only the newest
 * change of all of them can be cancelled: what came later is cancelled first.
 */
export function decideCancelChange(command: CancelChange, slice: RegisterSlice, facts: Facts): Decision {
  const rows = facts.changedRows;
  if (!rows.some((one) => one.addresseeNumber === command.addresseeNumber)) return reject(refusal('unknownChange'));
  const restored = rows.map((one) => restoredRow(one, slice, facts));
  const households = householdsAfter(restored, slice, facts);
  const reason = whyNot(command, rows, restored, slice, facts) ?? whyNotHouseholds(restored, households, slice);
  if (reason) return reject(refusal(reason));
  return accept({
    events: [{ kind: 'ChangeCancelled', residents: restored, households, reason: command.reason }],
    messages: [
      ...rows.flatMap((one, index) => undoing(one, restored[index], slice, facts)),
      ...noticeWithdrawals(
        rows.map((one) => one.row),
        facts.town,
      ),
    ],
    result: {
      householdNumber: restored[0]?.householdNumber,
      addresseeNumbers: rows.map((one) => one.addresseeNumber),
    },
  });
}

function whyNot(
  command: CancelChange,
  rows: readonly ChangedRow[],
  restored: readonly Resident[],
  slice: RegisterSlice,
  facts: Facts,
): ErrorName | undefined {
  // Also for who stayed and became head by it: a 転出 is taken back as a whole, by its own 取消.
  if (rows.some((one) => NOT_CANCELLED_HERE.includes(one.row.lastChange.reason))) return 'useOtherCancellation';
  if (command.reason.trim() === '') return 'missingGround';
  if (!rows.every(isNewest)) return 'laterChange';
  const persons = [...rows.map((one) => slice.residents.get(one.addresseeNumber)), ...restored];
  return isBlocked(persons, facts) ? 'protectedPerson' : undefined;
}

/** Nothing that counts came later: numbers, and acts that were cancelled themselves; the change itself still counts. */
function isNewest({ later }: ChangedRow): boolean {
  let counting = 0;
  for (const reason of later) {
    if (NOT_COUNTED.includes(reason)) continue;
    counting += CANCELLATIONS.includes(reason) ? -1 : 1;
    if (counting < 0) return false;
  }
  return counting === 0;
}

/** The row before the act, with the numbers of now; who was entered by it becomes a 除票. */
function restoredRow({ row, former, addresseeNumber }: ChangedRow, slice: RegisterSlice, facts: Facts): Resident {
  const now = slice.residents.get(addresseeNumber) ?? row;
  const { residentRecordCode, individualNumber, awaitsNewNumber, historyNumber } = now;
  // Who still waits is told to J-LIS with the 記載 that stands again.
  const awaitsNumber = now.awaitsNumber && (former?.awaitsNumber ?? now.awaitsNumber);
  // 改製番号 only goes up; a record that was entered anew begins without one.
  const rewritingNumber = Math.max(former?.rewritingNumber ?? 0, now.rewritingNumber ?? 0) || undefined;
  const numbers = { residentRecordCode, individualNumber, awaitsNumber, awaitsNewNumber, rewritingNumber };
  const stamp = (reason: ChangeReason) => ({ reason, processedOn: facts.today });
  if (!former) {
    const on = row.lastChange.changedOn ?? facts.today;
    const removed = { reason: 'cancellationReducing' as const, on };
    return { ...now, status: 'removed', removed, lastChange: stamp('cancellationReducing') };
  }
  const isBack = former.status === 'resident' && now.status !== 'resident';
  const isGone = former.status !== 'resident' && now.status === 'resident';
  const reason = isBack ? 'cancellationAdding' : isGone ? 'cancellationReducing' : 'cancellationCorrecting';
  return {
    ...former,
    ...protectedAsNow(former, now, slice),
    ...numbers,
    historyNumber,
    lastChange: stamp(reason),
  };
}

/** 支援措置 is no part of what is undone: it stays as it is now, also where it hides the destination of a 転出. */
function protectedAsNow(
  former: Resident,
  now: Resident,
  slice: RegisterSlice,
): Pick<Resident, 'protection' | 'movingOut'> {
  const isBack = former.status === 'resident' && now.status !== 'resident';
  const protection = isBack ? protectionAfterReturn(now.protection, former.protection) : now.protection;
  const { destinationHidden: _, ...movingOut } = former.movingOut ?? {};
  const isHidden = movingOutOf(slice, former)?.destinationHidden === true;
  return {
    protection,
    movingOut: former.movingOut && {
      ...(movingOut as NonNullable<Resident['movingOut']>),
      ...(isHidden ? { destinationHidden: true } : {}),
    },
  };
}

/** Everybody who carries a household's number after the cancellation. */
function membersAfter(householdNumber: string, restored: readonly Resident[], slice: RegisterSlice): Resident[] {
  const numbers = restored.map((one) => one.addresseeNumber);
  const others = [...slice.residents.values()].filter((one) => !numbers.includes(one.addresseeNumber));
  return [...restored, ...others].filter((one) => one.householdNumber === householdNumber && one.status === 'resident');
}

/** A household lives while somebody is in it; its address is that of its members. */
function householdsAfter(restored: readonly Resident[], slice: RegisterSlice, facts: Facts): Household[] {
  const numbers = restored.flatMap((one) => [
    one.householdNumber,
    slice.residents.get(one.addresseeNumber)?.householdNumber ?? one.householdNumber,
  ]);
  return [...new Set(numbers)].flatMap((householdNumber): Household[] => {
    const household = slice.households.get(householdNumber);
    if (!household) return [];
    const [first] = membersAfter(householdNumber, restored, slice);
    if (!first) return [{ ...household, endedOn: household.endedOn ?? facts.today }];
    return [{ householdNumber, address: first.address, ...writingsAfter(household, first.address) }];
  });
}

/** 従前の表記 are forgotten only with the place. */
function writingsAfter(household: Household, address: Household['address']): Pick<Household, 'formerWritings'> {
  if (!isPlaceOf(household, address)) return {};
  const known = [...(household.formerWritings ?? []), household.address];
  const formerWritings = known.filter((writing) => !sameAddress(writing, address));
  return formerWritings.length > 0 ? { formerWritings } : {};
}

/** Others may have come or become head since: then the former state no longer fits. */
function whyNotHouseholds(
  restored: readonly Resident[],
  households: readonly Household[],
  slice: RegisterSlice,
): ErrorName | undefined {
  for (const { householdNumber, address } of households) {
    const members = membersAfter(householdNumber, restored, slice);
    if (members.filter((one) => one.householder).length > 1) return 'householdChangedSince';
    if (members.some((one) => !sameAddress(one.address, address))) return 'householdChangedSince';
  }
  return undefined;
}

function undoing(
  { row, addresseeNumber }: ChangedRow,
  restored: Resident | undefined,
  slice: RegisterSlice,
  facts: Facts,
): EngineMessage[] {
  const now = slice.residents.get(addresseeNumber);
  if (!now || !restored) return [];
  const say = (
    resident: Resident,
    event: 'entered' | 'removed' | 'corrected',
    reason: PendingEntry['reason'],
    on: string,
  ) => identityNotices(resident, { event, reason, effectiveOn: on }, facts.town);
  const effectiveOn = row.lastChange.changedOn ?? facts.today;
  if (restored.lastChange.reason === 'cancellationAdding') {
    return say(restored, 'entered', 'exOfficioEntry', now.removed?.on ?? effectiveOn);
  }
  if (restored.lastChange.reason === 'cancellationReducing') {
    return say(now, 'removed', 'exOfficioRemoval', effectiveOn);
  }
  const items = ({ name, bornOn, sex, address }: Resident) => [name, bornOn, sex, address];
  if (isSame(items(now), items(restored)) || restored.status !== 'resident') return [];
  return say(restored, 'corrected', 'exOfficioCorrection', facts.today);
}
