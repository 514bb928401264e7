import type { WardResident } from '#app/messages/contracts/wards.ts';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import { isSameCity } from '#app/vocabulary/towns.ts';
import type { RegisterWardMove } from '../ward-acts.ts';
import { type ErrorName, refusal } from './checks.ts';
import { accept, type Decision, type EngineMessage, type Facts, reject } from './decision.ts';
import { appended } from './entry.ts';
import type { RegisterEvent } from './events.ts';
import { identityNotices, supplementaryNotices } from './notices.ts';
import { isBlocked, mayActOnProtected, obstacle } from './permissions.ts';
import { personAlerts } from './person-alerts.ts';
import { membersOf, type RegisterSlice, type Resident } from './register.ts';
import { whyNotJoining } from './standings.ts';

/**
 * 区間異動 at the new ward (住民基本台帳法第38条, 標準仕様書 1.1.13).
 *
 * Command: `RegisterWardMove`. Events: `HouseholdFormed` (new household), `ResidentsEntered` with the 宛名番号, the day of becoming a
 * resident of the city and the 支援措置 as they were. Messages: 区間異動の通知 to the old ward, 本人確認情報 (記載), 戸籍の附票記載事項通知.
 */
export function decideWardMove(command: RegisterWardMove, slice: RegisterSlice, facts: Facts): Decision {
  const movers = command.movers.flatMap((mover) => {
    const data = command.record.residents.find((one) => one.addresseeNumber === mover.addresseeNumber);
    return data ? [{ ...data, ...mover }] : [];
  });
  const reason = whyNot(command, movers, slice, facts);
  if (reason) return reject(refusal(reason));
  const isNew = command.household.kind === 'new';
  const householdNumber =
    command.household.kind === 'existing' ? command.household.householdNumber : (facts.numbers.household[0] ?? '');
  const places = appended(movers, membersOf(slice, householdNumber));
  const residents = movers.map((mover) => ({
    ...entered(mover, command, slice, facts),
    householdNumber,
    orderInHousehold: places.get(mover.addresseeNumber) ?? 1,
  }));
  const events: RegisterEvent[] = [
    ...(isNew
      ? [{ kind: 'HouseholdFormed' as const, household: { householdNumber, address: command.newAddress } }]
      : []),
    { kind: 'ResidentsEntered', residents },
  ];
  return accept({
    events,
    messages: messagesOf(command, movers, residents, facts),
    alerts: personAlerts(residents, facts.today),
    used: { addressee: 0, household: isNew ? 1 : 0 },
    result: { householdNumber, addresseeNumbers: residents.map((one) => one.addresseeNumber) },
  });
}

function whyNot(
  { movers: filed, record, newAddress, movedOn, notifiedOn, household }: RegisterWardMove,
  movers: readonly WardResident[],
  slice: RegisterSlice,
  facts: Facts,
): ErrorName | undefined {
  if (filed.length === 0) return 'nobodyMoves';
  if (movers.length !== filed.length || new Set(movers).size !== movers.length) return 'unknownMover';
  if (!isSameCity(facts.town, record.fromWard)) return 'otherCity';
  if (!newAddress.town || !newAddress.lot) return 'missingItems';
  if (newAddress.municipalityCode !== facts.town.code) return 'addressOutsideTown';
  if (movedOn > facts.today) return 'dateInFuture';
  if (notifiedOn > facts.today) return 'notifiedInFuture';
  const formers = movers.map((mover) => slice.residents.get(mover.addresseeNumber));
  if (record.residents.some((one) => one.protection) && !mayActOnProtected(facts)) return 'protectedPerson';
  if (isBlocked(formers, facts)) return 'protectedPerson';
  for (const mover of movers) {
    const former = slice.residents.get(mover.addresseeNumber);
    const obstacleToMover = obstacle(slice, former, 'RegisterWardMove');
    if (obstacleToMover) return obstacleToMover;
    const holder = [...slice.residents.values()].find((one) => one.residentRecordCode === mover.residentRecordCode);
    // One city, one 宛名番号: another number for this code, or another code for this number, is a mistake of one of the wards.
    if (holder !== former) return 'numberInUse';
    if (movedOn < (mover.becameResidentOn.on ?? '') || (former?.removed?.on ?? '') > movedOn) return 'beforeResidence';
  }
  return whyNotJoining(filed, household, newAddress, slice, facts);
}

function entered(
  mover: WardResident,
  command: RegisterWardMove,
  slice: RegisterSlice,
  facts: Facts,
): Omit<Resident, 'householdNumber' | 'orderInHousehold'> {
  const former = slice.residents.get(mover.addresseeNumber);
  const protection = mover.protection ?? former?.protection;
  return {
    ...mover,
    ...(protection ? { protection } : {}),
    historyNumber: former?.historyNumber ?? 0,
    status: 'resident',
    address: command.newAddress,
    addressSince: exactDate(command.movedOn),
    previousAddress: command.record.oldAddress,
    lastChange: {
      reason: 'wardMovingIn',
      changedOn: command.movedOn,
      notifiedOn: command.notifiedOn,
      processedOn: facts.today,
    },
  };
}

function messagesOf(
  { record, movedOn, notifiedOn, newAddress }: RegisterWardMove,
  movers: readonly WardResident[],
  residents: readonly Resident[],
  facts: Facts,
): EngineMessage[] {
  const [first] = residents;
  if (!first) return [];
  return [
    {
      type: 'WardMoveNotice',
      to: record.fromWard,
      about: { addresseeNumber: first.addresseeNumber },
      content: {
        movedOn,
        notifiedOn,
        newAddress,
        movers: movers.map(({ addresseeNumber, residentRecordCode }) => ({ addresseeNumber, residentRecordCode })),
      },
    },
    ...residents.flatMap((one) =>
      identityNotices(one, { event: 'entered', reason: 'movingIn', effectiveOn: movedOn }, facts.town),
    ),
    ...residents.flatMap((one) =>
      supplementaryNotices(one, { newAddress, addressSince: movedOn, reason: 'relocation' }, facts.town),
    ),
  ];
}
