import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { RegisterMovingInByCard } from '../door.ts';
import type { ErrorName } from './checks.ts';
import type { Facts } from './decision.ts';
import { isBlocked, obstacle } from './permissions.ts';
import { formerRecord, type NewcomerItems, type RegisterSlice } from './register.ts';
import { whyNotJoining } from './standings.ts';

/** エラー of a 特例転入, in the order in which an officer would notice them; undefined = possible. */
export function whyNotMovingIn(
  command: RegisterMovingInByCard,
  slice: RegisterSlice,
  facts: Facts,
  limit: CalendarDate,
): ErrorName | undefined {
  if (!command.cardPresented) return 'cardNotPresented';
  if (command.movers.length === 0) return 'nobodyMoves';
  if (!command.newAddress.town || !command.newAddress.lot) return 'missingItems';
  if (command.newAddress.municipalityCode !== facts.town.code) return 'addressOutsideTown';
  return (
    whyNotByCertificate(command, facts) ??
    whyNotByDates(command, facts, limit) ??
    whyNotByPersons(command, slice, facts) ??
    whyNotJoining(command.movers, command.household, command.newAddress, slice, facts)
  );
}

function whyNotByCertificate(command: RegisterMovingInByCard, facts: Facts): ErrorName | undefined {
  if (command.certificate.fromMunicipality === facts.town.code) return 'ownCertificate';
  const codes = command.movers.map((mover) => mover.residentRecordCode);
  if (new Set(codes).size < codes.length) return 'numberInUse';
  const certified = command.certificate.movers.map((mover) => mover.residentRecordCode);
  return codes.every((code) => certified.includes(code)) ? undefined : 'notInCertificate';
}

function whyNotByDates(command: RegisterMovingInByCard, facts: Facts, limit: CalendarDate): ErrorName | undefined {
  if (command.movedInOn > facts.today) return 'dateInFuture';
  if (command.notifiedOn > facts.today) return 'notifiedInFuture';
  if (certified(command).some((mover) => (mover.bornOn.on ?? '') > command.movedInOn)) return 'beforeBirth';
  return command.notifiedOn > limit ? 'limitPassed' : undefined;
}

function certified(command: RegisterMovingInByCard) {
  const codes = command.movers.map((mover) => mover.residentRecordCode);
  return command.certificate.movers.filter((mover) => codes.includes(mover.residentRecordCode));
}

/**
 * 再転入 of a protected person (標準仕様書 1.1.16, 3.1): the 除票, also one that only looks alike, stops everybody but the responsible
 * officer, before anything else is said of it.
 */
export function isProtectedReturn(
  newcomers: readonly NewcomerItems[],
  slice: RegisterSlice,
  facts: Pick<Facts, 'officer' | 'now' | 'threeItemMatches'>,
): boolean {
  const alike = facts.threeItemMatches.map((number) => slice.residents.get(number));
  return isBlocked([...newcomers.map((one) => formerRecord(slice, one)), ...alike], facts);
}

/** 住民票コード and 個人番号 are one person's; an own 除票 of another person with the number is a mistake (E04). */
function whyNotByPersons(command: RegisterMovingInByCard, slice: RegisterSlice, facts: Facts): ErrorName | undefined {
  if (isProtectedReturn(certified(command), slice, facts)) return 'protectedPerson';
  for (const mover of certified(command)) {
    const former = formerRecord(slice, mover);
    const obstacleToMover = obstacle(slice, former, 'RegisterMovingInByCard');
    if (obstacleToMover) return obstacleToMover;
    const sameNumber = [...slice.residents.values()].find(
      (resident) => mover.individualNumber && resident.individualNumber === mover.individualNumber,
    );
    if (sameNumber && sameNumber !== former) return 'numberInUse';
    if (former && (former.removed?.on ?? '') > command.movedInOn) return 'beforeResidence';
  }
  return undefined;
}
