import { addDays } from '#app/vocabulary/dates.ts';
import type { Alert } from '#app/vocabulary/refusals.ts';
import { isSameCity } from '#app/vocabulary/towns.ts';
import type { RegisterMovingOut } from '../door.ts';
import { alert } from './alerts.ts';
import { type ErrorName, refusal } from './checks.ts';
import { accept, type Decision, type EngineMessage, type Facts, reject } from './decision.ts';
import type { RegisterEvent } from './events.ts';
import { preview } from './evolve.ts';
import { certificateOf } from './notices.ts';
import { isBlocked, obstacle } from './permissions.ts';
import { personAlerts } from './person-alerts.ts';
import {
  headOf,
  isProtectedHousehold,
  type MovingOut,
  membersOf,
  type RegisterSlice,
  type Resident,
  standingOf,
} from './register.ts';
import { leavingAlerts, removalOf } from './removal.ts';

/**
 * 転出 (住民基本台帳法第24条, 第24条の2).
 *
 * Command: `RegisterMovingOut`. Events: `MovingOutNotified`; if the day is today or past also `ResidentsRemoved` and what
 * follows for the household. Messages: 事前通知 of the 転出証明書情報 to the planned town (特例); with the removal the
 * 本人確認情報 to J-LIS. The movers stay residents until the planned day (標準仕様書 1.1.5).
 */
export function decideMovingOut(command: RegisterMovingOut, slice: RegisterSlice, facts: Facts): Decision {
  const movers = command.movers.flatMap((number) => slice.residents.get(number) ?? []);
  const reason = whyNot(command, movers, slice, facts);
  if (reason) return reject(refusal(reason));

  const movingOut = openMovingOut(command, slice, facts);
  const notified: RegisterEvent = { kind: 'MovingOutNotified', movingOut };
  const planned = preview(slice, [notified], facts);
  const removal =
    command.plannedOn <= facts.today
      ? removalOf(planned, movingOut, command.movers, command.plannedOn, facts)
      : undefined;
  return accept({
    events: [notified, ...(removal?.events ?? [])],
    messages: [...advanceNotice(movingOut, planned, facts), ...(removal?.messages ?? [])],
    alerts: alertsFor(command, movers, slice, facts),
    followUps: removal?.followUps ?? [],
    result: {
      movingOutId: movingOut.movingOutId,
      householdNumber: command.householdNumber,
      addresseeNumbers: command.movers,
    },
  });
}

function whyNot(
  command: RegisterMovingOut,
  movers: readonly Resident[],
  slice: RegisterSlice,
  facts: Facts,
): ErrorName | undefined {
  if (!slice.households.has(command.householdNumber)) return 'unknownHousehold';
  if (command.movers.length === 0) return 'nobodyMoves';
  if (movers.length !== new Set(command.movers).size || movers.length !== command.movers.length) return 'unknownMover';
  for (const mover of movers) {
    if (mover.householdNumber !== command.householdNumber) return 'unknownMover';
    const obstacleToMover = obstacle(slice, mover, 'RegisterMovingOut');
    if (obstacleToMover) return obstacleToMover;
  }
  if (isBlocked(membersOf(slice, command.householdNumber), facts)) return 'protectedPerson';
  if (command.notifiedOn > facts.today) return 'notifiedInFuture';
  if (movers.some((mover) => command.plannedOn < (mover.becameResidentOn.on ?? ''))) return 'beforeResidence';
  if (command.special && !command.destination.municipalityCode) return 'destinationAbroad';
  if (command.destination.municipalityCode === facts.town.code) return 'destinationInTown';
  if (isSameCity(facts.town, command.destination.municipalityCode)) return 'wardMoveInstead';
  if (command.remainingHead && !stays(command, slice, command.remainingHead)) return 'headNotStaying';
  return command.special ? whyNotSpecial(command, movers, facts) : undefined;
}

/** 特例 needs a card among the movers; who may move along without one is a rule of the town (法第24条の2第2項). */
function whyNotSpecial(command: RegisterMovingOut, movers: readonly Resident[], facts: Facts): ErrorName | undefined {
  const withCard = movers.filter((mover) => command.cardHolders.includes(mover.addresseeNumber));
  if (withCard.length === 0) return 'noCardHolder';
  const everybodyHasCard = withCard.length === movers.length;
  const headHasCard = withCard.some((mover) => mover.householder);
  if (everybodyHasCard || headHasCard || facts.town.rules.cardlessMoversWithAnyCard) return undefined;
  return 'cardlessWithoutHead';
}

function stays(command: RegisterMovingOut, slice: RegisterSlice, number: string): boolean {
  const isMember = membersOf(slice, command.householdNumber).some((member) => member.addresseeNumber === number);
  return isMember && !command.movers.includes(number);
}

function openMovingOut(command: RegisterMovingOut, slice: RegisterSlice, facts: Facts): MovingOut {
  const members = membersOf(slice, command.householdNumber);
  const household = slice.households.get(command.householdNumber);
  return {
    movingOutId: facts.movingOutId,
    householdNumber: command.householdNumber,
    revision: 1,
    notifiedOn: command.notifiedOn,
    plannedOn: command.plannedOn,
    plannedAddress: command.destination,
    toMunicipality: command.destination.municipalityCode ?? '',
    channel: command.channel,
    special: command.special,
    receiptNumber: command.receiptNumber,
    oldAddress: household?.address ?? command.destination,
    oldHouseholder: headOf(slice, command.householdNumber)?.name.full ?? '',
    remainingHead: command.remainingHead,
    cardHolders: command.cardHolders.filter((number) => command.movers.includes(number)),
    destinationHidden: isProtectedHousehold(slice, command.householdNumber),
    movers: command.movers.map((addresseeNumber) => ({ addresseeNumber, state: 'planned' })),
    before: members.map((member) => ({ ...standingOf(member), protection: member.protection })),
  };
}

function advanceNotice(movingOut: MovingOut, slice: RegisterSlice, facts: Facts): EngineMessage[] {
  const content = movingOut.special ? certificateOf(movingOut, slice, 'advance', facts.town) : undefined;
  if (!content) return [];
  const about = { movingOutId: movingOut.movingOutId };
  return [{ type: 'MovingOutCertificate', to: movingOut.toMunicipality, about, content }];
}

function alertsFor(
  command: RegisterMovingOut,
  movers: readonly Resident[],
  slice: RegisterSlice,
  facts: Facts,
): Alert[] {
  const alerts = personAlerts(movers, facts.today);
  alerts.push(...leavingAlerts(slice, command.householdNumber, command.movers, command.remainingHead));
  if (addDays(command.plannedOn, 14) < facts.today) alerts.push(alert('movingOutLate'));
  return alerts;
}
