import { relocationDeadline } from '#app/vocabulary/deadlines.ts';
import type { Alert } from '#app/vocabulary/refusals.ts';
import type { RegisterRelocation } from '../acts.ts';
import { alert } from './alerts.ts';
import { type ErrorName, refusal } from './checks.ts';
import { accept, type Decision, type EngineMessage, type Facts, reject } from './decision.ts';
import type { RegisterEvent } from './events.ts';
import { whyNotInside } from './inside-checks.ts';
import { identityNotices, supplementaryNotices } from './notices.ts';
import { personAlerts } from './person-alerts.ts';
import { membersOf, type RegisterSlice, type Resident, type Standing, sameAddress, standingOf } from './register.ts';
import { afterLeaving, leavingAlerts } from './removal.ts';
import { allFiled, joined, whyNotJoining } from './standings.ts';

/**
 * 転居 (住民基本台帳法第23条, 標準仕様書 4.1.2.1).
 *
 * Command: `RegisterRelocation`. Events: `HouseholdRelocated` (everybody, same household) or `HouseholdFormed`; then
 * `ResidentsRelocated` and what follows for those who stay. Messages: 本人確認情報 (修正, 転居) to J-LIS and the
 * 戸籍の附票記載事項通知 for each mover; the 副本 follow by themselves. There is no 転居取消 but the general 異動の取消し.
 */
export function decideRelocation(command: RegisterRelocation, slice: RegisterSlice, facts: Facts): Decision {
  const reason = whyNot(command, slice, facts);
  if (reason) return reject(refusal(reason));

  const movers = command.movers.flatMap((number) => slice.residents.get(number) ?? []);
  const after = destination(command, movers, slice, facts);
  const { newAddress: address, movedOn, notifiedOn } = command;
  const relocated: RegisterEvent = {
    kind: 'ResidentsRelocated',
    standings: after.standings,
    address,
    movedOn,
    notifiedOn,
  };
  const left =
    command.household.kind === 'same'
      ? undefined
      : afterLeaving(slice, command.householdNumber, command.movers, movedOn, command.remainingHead);
  return accept({
    events: [...after.events, relocated, ...(left?.events ?? [])],
    messages: movers.flatMap((mover) => relocationMessages(mover, command, facts)),
    alerts: alertsFor(command, movers, slice, facts),
    followUps: left?.followUps ?? [],
    used: { addressee: 0, household: command.household.kind === 'new' ? 1 : 0 },
    result: { householdNumber: after.householdNumber, addresseeNumbers: command.movers },
  });
}

function whyNot(command: RegisterRelocation, slice: RegisterSlice, facts: Facts): ErrorName | undefined {
  const { kind, householdNumber, movers, notifiedOn, newAddress, household } = command;
  const act = { kind, householdNumber, members: movers, changedOn: command.movedOn, notifiedOn };
  const inside = whyNotInside({ ...act, remainingHead: command.remainingHead }, slice, facts);
  if (inside) return inside;
  if (!newAddress.town || !newAddress.lot) return 'missingItems';
  if (newAddress.municipalityCode !== facts.town.code) return 'addressOutsideTown';
  const old = slice.households.get(householdNumber);
  if (old && sameAddress(old.address, newAddress)) return 'addressUnchanged';
  if (movers.some((number) => command.movedOn < (slice.residents.get(number)?.addressSince.on ?? '')))
    return 'beforeAddress';
  if (household.kind === 'same') {
    return membersOf(slice, householdNumber).length === movers.length ? undefined : 'notEverybodyMoves';
  }
  if (!allFiled(movers, command.standings)) return 'missingStandings';
  return whyNotJoining(command.standings, household, newAddress, slice, facts);
}

function destination(
  command: RegisterRelocation,
  movers: readonly Resident[],
  slice: RegisterSlice,
  facts: Facts,
): { householdNumber: string; standings: Standing[]; events: RegisterEvent[] } {
  const { newAddress: address, household } = command;
  if (household.kind === 'same') {
    const { householdNumber } = command;
    const events: RegisterEvent[] = [{ kind: 'HouseholdRelocated', householdNumber, address }];
    return { householdNumber, standings: movers.map(standingOf), events };
  }
  const isNew = household.kind === 'new';
  const householdNumber = isNew ? (facts.numbers.household[0] ?? '') : household.householdNumber;
  const events: RegisterEvent[] = isNew ? [{ kind: 'HouseholdFormed', household: { householdNumber, address } }] : [];
  return { householdNumber, standings: joined(movers, command.standings, householdNumber, slice), events };
}

function relocationMessages(mover: Resident, command: RegisterRelocation, facts: Facts): EngineMessage[] {
  const { newAddress, movedOn } = command;
  const moved = { ...mover, address: newAddress };
  const supplementary = { newAddress, addressSince: movedOn, reason: 'relocation' as const };
  return [
    ...identityNotices(moved, { event: 'corrected', reason: 'relocation', effectiveOn: movedOn }, facts.town),
    ...supplementaryNotices(moved, supplementary, facts.town),
  ];
}

function alertsFor(
  command: RegisterRelocation,
  movers: readonly Resident[],
  slice: RegisterSlice,
  facts: Facts,
): Alert[] {
  const alerts = personAlerts(movers, facts.today);
  if (command.notifiedOn > relocationDeadline(command.movedOn)) alerts.push(alert('relocationLate'));
  if (command.household.kind === 'same') return alerts;
  return [...alerts, ...leavingAlerts(slice, command.householdNumber, command.movers, command.remainingHead)];
}
