import { movingInDeadline } from '#app/vocabulary/deadlines.ts';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import type { Alert } from '#app/vocabulary/refusals.ts';
import type { RegisterMovingIn } from '../acts.ts';
import { alert } from './alerts.ts';
import { poolAlerts } from './birth.ts';
import { type ErrorName, refusal } from './checks.ts';
import { accept, type Decision, type EngineMessage, type Facts, reject } from './decision.ts';
import { codesNeeded, type Entry, enterPersons } from './entry.ts';
import { isProtectedReturn } from './moving-in-checks.ts';
import { obstacle } from './permissions.ts';
import { hasLookAlike, personAlerts } from './person-alerts.ts';
import { formerRecord, membersOf, type RegisterSlice, type Resident } from './register.ts';
import { whyNotJoining } from './standings.ts';

/**
 * 転入 without a card (住民基本台帳法第22条, 第30条の46) and 職権記載 (施行令第12条).
 *
 * Command: `RegisterMovingIn`. Events: `HouseholdFormed` (new household), `ResidentsEntered`. Messages: 転入通知 to the old town, of
 * a 未届転入 to the place of the missing filing and to the last registered one; 本人確認情報 (記載) or first the request for a
 * 個人番号, which revives for who comes back from abroad with his former code; 戸籍の附票記載事項通知.
 */
export function decideMovingIn(command: RegisterMovingIn, slice: RegisterSlice, facts: Facts): Decision {
  const reason = whyNot(command, slice, facts);
  if (reason) return reject(refusal(reason));
  const { newAddress: address, household: join } = command;
  const entered = enterPersons(command.persons, { join, address }, () => entryOf(command), slice, facts);
  const { householdNumber = '' } = entered.result;
  const everybody = [...entered.residents, ...membersOf(slice, householdNumber)];
  const householder = everybody.find((one) => one.householder)?.name.full ?? '';
  return accept({
    ...entered,
    messages: [...notices(command, entered.residents, householder, facts), ...entered.messages],
    alerts: alertsFor(command, entered.residents, facts),
  });
}

function entryOf({ from, movedInOn, notifiedOn, previousAddress }: RegisterMovingIn): Entry {
  const common = { effectiveOn: movedInOn, becameResidentOn: exactDate(movedInOn), notifiedOn, previousAddress };
  switch (from) {
    case 'exOfficio':
      return { ...common, reason: 'exOfficioEntry', told: 'exOfficioEntry' };
    case 'abroad':
      return { ...common, reason: 'movingInFromAbroad', told: 'movingIn' };
    case 'paperCertificate':
    case 'unregistered':
      return { ...common, reason: 'domesticMovingIn', told: 'movingIn' };
  }
}

function whyNot(command: RegisterMovingIn, slice: RegisterSlice, facts: Facts): ErrorName | undefined {
  const { persons, newAddress, movedInOn, notifiedOn } = command;
  if (persons.length === 0) return 'nobodyEntered';
  if (!newAddress.town || !newAddress.lot) return 'missingItems';
  if (newAddress.municipalityCode !== facts.town.code) return 'addressOutsideTown';
  if (movedInOn > facts.today) return 'dateInFuture';
  if (notifiedOn > facts.today) return 'notifiedInFuture';
  if (persons.some((person) => (person.bornOn.on ?? '') > movedInOn)) return 'beforeBirth';
  return (
    whyNotByOrigin(command, facts) ??
    whyNotByPersons(command, slice, facts) ??
    whyNotJoining(persons, command.household, newAddress, slice, facts)
  );
}

function whyNotByOrigin(command: RegisterMovingIn, facts: Facts): ErrorName | undefined {
  const { previousAddress, lastRegistered, persons } = command;
  const places = [previousAddress?.municipalityCode, lastRegistered?.municipalityCode];
  switch (command.from) {
    case 'paperCertificate':
      if (!previousAddress?.municipalityCode) return 'missingOrigin';
      if (previousAddress.municipalityCode === facts.town.code) return 'ownCertificate';
      return persons.every((person) => person.residentRecordCode) ? undefined : 'certificateWithoutCode';
    case 'abroad':
      return previousAddress && !previousAddress.municipalityCode ? undefined : 'missingOrigin';
    case 'unregistered':
      if (!previousAddress?.municipalityCode) return 'missingOrigin';
      return places.includes(facts.town.code) ? 'alreadyResident' : undefined;
    case 'exOfficio':
      return command.ground?.trim() ? undefined : 'missingGround';
  }
}

function whyNotByPersons(
  { persons, movedInOn }: RegisterMovingIn,
  slice: RegisterSlice,
  facts: Facts,
): ErrorName | undefined {
  const codes = persons.flatMap((person) => person.residentRecordCode ?? []);
  if (new Set(codes).size < codes.length) return 'numberInUse';
  if (isProtectedReturn(persons, slice, facts)) return 'protectedPerson';
  for (const person of persons) {
    const former = formerRecord(slice, person);
    const obstacleToPerson = obstacle(slice, former, 'RegisterMovingIn');
    if (obstacleToPerson) return obstacleToPerson;
    if ((former?.removed?.on ?? '') > movedInOn) return 'beforeResidence';
    const holder = [...slice.residents.values()].find(
      (one) => person.individualNumber && one.individualNumber === person.individualNumber,
    );
    if (holder && holder !== former) return 'numberInUse';
  }
  return undefined;
}

/** 転入通知 (法第9条第1項): to every town that may still have the persons in its register. */
function notices(
  command: RegisterMovingIn,
  residents: readonly Resident[],
  householder: string,
  facts: Facts,
): EngineMessage[] {
  const { previousAddress, lastRegistered, movedInOn, notifiedOn, newAddress } = command;
  const movers = residents.flatMap(({ residentRecordCode, name, bornOn, sex }) =>
    residentRecordCode ? [{ residentRecordCode, name: name.full, bornOn, sex }] : [],
  );
  const [first] = residents;
  // Who never had a code was in no register.
  const known = command.persons.some((person) => person.residentRecordCode);
  if (!known || !first || !previousAddress || command.from === 'abroad') return [];
  const towns = new Set(
    [previousAddress.municipalityCode, lastRegistered?.municipalityCode].filter((town) => town !== undefined),
  );
  return [...towns].map((to) => ({
    type: 'MovingInNotice',
    to,
    about: { addresseeNumber: first.addresseeNumber },
    content: {
      revision: 1,
      toMunicipality: facts.town.code,
      movedInOn,
      notifiedOn,
      newAddress,
      oldAddress: lastRegistered?.municipalityCode === to ? lastRegistered : previousAddress,
      householder,
      movers: movers.filter((mover) =>
        command.persons.some((person) => person.residentRecordCode === mover.residentRecordCode),
      ),
    },
  }));
}

function alertsFor(command: RegisterMovingIn, residents: readonly Resident[], facts: Facts): Alert[] {
  const alerts = personAlerts(residents, facts.today);
  if (hasLookAlike(residents, facts)) alerts.unshift(alert('removedLookAlike'));
  const isFiled = command.from !== 'exOfficio';
  if (isFiled && command.notifiedOn > movingInDeadline(command.movedInOn)) alerts.push(alert('movingInLateOnPaper'));
  if (residents.some((one) => one.registeredDomicile && !one.registeredDomicile.municipalityCode)) {
    alerts.push(alert('domicileWithoutCode'));
  }
  return [...alerts, ...poolAlerts(codesNeeded(command.persons), facts)];
}
