import { householdChangeDeadline } from '#app/vocabulary/deadlines.ts';
import { inHouseholdOrder } from '#app/vocabulary/household-order.ts';
import { readRelationship } from '#app/vocabulary/relationships.ts';
import type { HouseholdToJoin, RegisterHouseholdChange } from '../acts.ts';
import { alert } from './alerts.ts';
import type { ChangeReason } from './change-reasons.ts';
import { type ErrorName, refusal } from './checks.ts';
import { accept, type Decision, type Facts, reject } from './decision.ts';
import type { RegisterEvent } from './events.ts';
import { whyNotInside } from './inside-checks.ts';
import { headOf, membersOf, type RegisterSlice, type Standing, sameAddress, standingOf } from './register.ts';
import { relationshipUnder } from './relationships.ts';
import { afterLeaving, leavingAlerts } from './removal.ts';
import { allFiled, joined, whyNotJoining } from './standings.ts';

const REASONS = {
  split: 'householdSplit',
  merger: 'householdMerger',
  transfer: 'householdTransfer',
  head: 'headChange',
} as const satisfies Record<RegisterHouseholdChange['change'], ChangeReason>;

/**
 * 世帯変更届 (住民基本台帳法第25条, 標準仕様書 4.1.4).
 *
 * Command: `RegisterHouseholdChange`. Events: `HouseholdFormed` (世帯分離), `StandingsChanged` of those who change, and what
 * follows for those who stay. No message to J-LIS: household and 続柄 are no 本人確認情報; the 副本 follow by themselves. An
 * address never changes here: the 転居 comes first.
 */
export function decideHouseholdChange(command: RegisterHouseholdChange, slice: RegisterSlice, facts: Facts): Decision {
  const reason = whyNot(command, slice, facts);
  if (reason) return reject(refusal(reason));
  const { householdNumber, changedOn, notifiedOn } = command;
  const isNew = command.change === 'split';
  const target = targetOf(command, facts);
  const formed: RegisterEvent[] = isNew
    ? [{ kind: 'HouseholdFormed', household: { householdNumber: target, address: addressOf(slice, householdNumber) } }]
    : [];
  const standings = command.change === 'head' ? underNewHead(command, slice) : movedStandings(command, target, slice);
  const changed: RegisterEvent = {
    kind: 'StandingsChanged',
    standings,
    basis: 'filed',
    on: changedOn,
    notifiedOn,
    reason: REASONS[command.change],
  };
  const left =
    command.change === 'head'
      ? undefined
      : afterLeaving(slice, householdNumber, command.members, changedOn, command.remainingHead);
  return accept({
    events: [...formed, changed, ...(left?.events ?? [])],
    alerts: alertsFor(command, slice),
    followUps: left?.followUps ?? [],
    used: { addressee: 0, household: isNew ? 1 : 0 },
    result: { householdNumber: target, addresseeNumbers: standings.map((one) => one.addresseeNumber) },
  });
}

function targetOf(command: RegisterHouseholdChange, facts: Facts): string {
  if (command.change === 'split') return facts.numbers.household[0] ?? '';
  return command.change === 'head' ? command.householdNumber : (command.into ?? '');
}

function addressOf(slice: RegisterSlice, householdNumber: string) {
  const household = slice.households.get(householdNumber);
  if (!household) throw new Error('a household passed the checks without being in the register');
  return household.address;
}

function whyNot(command: RegisterHouseholdChange, slice: RegisterSlice, facts: Facts): ErrorName | undefined {
  const inside = whyNotInside(command, slice, facts);
  if (inside) return inside;
  if (command.change === 'head') return whyNotHead(command, slice);
  const everybody = membersOf(slice, command.householdNumber).length === command.members.length;
  if (command.change === 'split' && everybody) return 'everybodySplits';
  if (command.change === 'merger' && !everybody) return 'notEverybodyMerges';
  if (command.change === 'transfer' && everybody) return 'everybodyTransfers';
  if (!allFiled(command.members, command.standings)) return 'missingStandings';
  const join: HouseholdToJoin =
    command.change === 'split' ? { kind: 'new' } : { kind: 'existing', householdNumber: command.into ?? '' };
  if (join.kind === 'existing') {
    const into = slice.households.get(join.householdNumber);
    if (!into || into.endedOn || join.householdNumber === command.householdNumber) return 'unknownHousehold';
    if (!sameAddress(into.address, addressOf(slice, command.householdNumber))) return 'addressChangeFirst';
  }
  return whyNotJoining(command.standings, join, addressOf(slice, command.householdNumber), slice, facts);
}

function whyNotHead(command: RegisterHouseholdChange, slice: RegisterSlice): ErrorName | undefined {
  const [next, ...others] = command.members;
  if (others.length > 0) return 'twoHeads';
  if (headOf(slice, command.householdNumber)?.addresseeNumber === next) return 'headUnchanged';
  const members = membersOf(slice, command.householdNumber).map((member) => member.addresseeNumber);
  if (command.standings.some((one) => !members.includes(one.addresseeNumber))) return 'unknownMover';
  if (command.standings.some((one) => one.householder !== (one.addresseeNumber === next))) return 'twoHeads';
  if (command.standings.some((one) => !one.householder && one.relationship === '世帯主')) return 'twoHeads';
  return command.standings.some((one) => !readRelationship(one.relationship).valid)
    ? 'relationshipNotInTable'
    : undefined;
}

function movedStandings(command: RegisterHouseholdChange, target: string, slice: RegisterSlice): Standing[] {
  const members = command.members.flatMap((number) => slice.residents.get(number) ?? []);
  return joined(members, command.standings, target, slice);
}

/** 世帯主変更: 続柄 as filed, derived where nothing was filed; without a former head they stay until somebody files them. */
function underNewHead(command: RegisterHouseholdChange, slice: RegisterSlice): Standing[] {
  const members = membersOf(slice, command.householdNumber);
  const former = headOf(slice, command.householdNumber);
  const next = members.find((member) => member.addresseeNumber === command.members[0]);
  if (!next) throw new Error('the new head passed the checks without being a member');
  const standings = members.map((member) => {
    const filed = command.standings.find((one) => one.addresseeNumber === member.addresseeNumber);
    const derived = former ? relationshipUnder(next, former, member) : member.relationship;
    const relationship = member === next ? '世帯主' : (filed?.relationship ?? derived);
    return { ...standingOf(member), relationship, householder: member === next, bornOn: member.bornOn.on };
  });
  return inHouseholdOrder(standings).map(({ bornOn: _, ...standing }, index) => ({
    ...standing,
    orderInHousehold: index + 1,
  }));
}

function alertsFor(command: RegisterHouseholdChange, slice: RegisterSlice) {
  const late = command.notifiedOn > householdChangeDeadline(command.changedOn) ? [alert('householdChangeLate')] : [];
  if (command.change !== 'head') {
    return [...late, ...leavingAlerts(slice, command.householdNumber, command.members, command.remainingHead)];
  }
  const named = command.standings.filter((one) => one.addresseeNumber !== command.members[0]).length;
  const others = membersOf(slice, command.householdNumber).length - 1;
  return named < others ? [...late, alert('relationshipsDerived')] : late;
}
