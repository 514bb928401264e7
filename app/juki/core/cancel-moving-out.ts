import type { Address } from '#app/vocabulary/addresses.ts';
import type { Alert } from '#app/vocabulary/refusals.ts';
import type { CancelMovingOut } from '../door.ts';
import { alert } from './alerts.ts';
import { type ErrorName, refusal } from './checks.ts';
import { accept, type Decision, type EngineMessage, type Facts, type FollowUp, reject } from './decision.ts';
import type { RegisterEvent } from './events.ts';
import { identityNotices } from './notices.ts';
import { isBlocked, mayActOnProtected, mayCancelAfterNotice, obstacle } from './permissions.ts';
import {
  type FormerStanding,
  type MoverProgress,
  type MovingOut,
  membersOf,
  type RegisterSlice,
  sameAddress,
  standingOf,
} from './register.ts';
import { restoration } from './restoration.ts';

/**
 * 転出取消 (標準仕様書 4.6.0.1): adds 異動の取消し（増）, deletes nothing.
 *
 * Command: `CancelMovingOut`. Events: `MovingOutCancelled`; after the removal also `HouseholdFormed` (if all had left) and
 * `StandingsChanged` (who had become head steps back). Messages: 転出証明書情報の取消し to the planned town (特例), and 本人確認情報
 * (記載) if the person had been removed. After a 転入通知 it is refused: the new town's 転入取消 comes first.
 */
export function decideCancelMovingOut(command: CancelMovingOut, slice: RegisterSlice, facts: Facts): Decision {
  const movingOut = slice.movingOuts.get(command.movingOutId);
  if (!movingOut) return reject(refusal('unknownMovingOut'));
  const reason = whyNot(command, movingOut, slice, facts);
  if (reason) return reject(refusal(reason));

  const cancelled = progressOf(movingOut, command.movers);
  const planned = cancelled.filter((mover) => mover.state === 'planned');
  const removed = cancelled.filter((mover) => mover.state === 'removed');
  const restored = removed.length > 0 ? restoration(movingOut, names(removed), slice, facts) : undefined;
  const movers = [...planned.flatMap((mover) => asTheyAre(mover, slice)), ...(restored?.movers ?? [])];
  const events: RegisterEvent[] = [
    ...(restored?.formed ? [{ kind: 'HouseholdFormed' as const, household: restored.formed }] : []),
    { kind: 'MovingOutCancelled', movingOutId: movingOut.movingOutId, movers, reason: command.reason },
    ...(restored && restored.others.length > 0
      ? [{ kind: 'StandingsChanged' as const, standings: restored.others, basis: 'restored' as const, on: facts.today }]
      : []),
  ];
  return accept({
    events,
    messages: [...withdrawal(movingOut, command.movers, slice), ...reentries(removed, restored?.address, slice, facts)],
    alerts: alertsFor(restored?.outcome),
    followUps: followUps(movingOut, command.movers, restored?.headless === true),
    used: { addressee: 0, household: restored?.formed ? 1 : 0 },
    result: {
      movingOutId: movingOut.movingOutId,
      householdNumber: restored?.householdNumber ?? movingOut.householdNumber,
      addresseeNumbers: command.movers,
    },
  });
}

function whyNot(
  command: CancelMovingOut,
  movingOut: MovingOut,
  slice: RegisterSlice,
  facts: Facts,
): ErrorName | undefined {
  if (command.movers.length === 0) return 'nobodyMoves';
  const progress = progressOf(movingOut, command.movers);
  if (progress.length !== command.movers.length) return 'unknownMover';
  for (const mover of progress) {
    const resident = slice.residents.get(mover.addresseeNumber);
    if (mover.notice) return 'registeredElsewhere';
    if (mover.withdrawnFrom && !mayCancelAfterNotice(facts)) return 'cancellationNotPermitted';
    if (mover.state === 'cancelled' || resident?.movingOut?.movingOutId !== movingOut.movingOutId)
      return 'nothingToCancel';
    const obstacleToMover = obstacle(slice, resident, 'CancelMovingOut');
    if (obstacleToMover) return obstacleToMover;
  }
  const before = movingOut.before.map((one) => slice.residents.get(one.addresseeNumber));
  const isHidden = movingOut.destinationHidden && !before.some((one) => one?.protection) && !mayActOnProtected(facts);
  const isHeld = isBlocked([...membersOf(slice, movingOut.householdNumber), ...before], facts);
  return isHidden || isHeld ? 'protectedPerson' : undefined;
}

function progressOf(movingOut: MovingOut, movers: readonly string[]): MoverProgress[] {
  return movingOut.movers.filter((mover) => movers.includes(mover.addresseeNumber));
}

function names(movers: readonly MoverProgress[]): string[] {
  return movers.map((mover) => mover.addresseeNumber);
}

/** Nothing was taken from them yet. */
function asTheyAre(mover: MoverProgress, slice: RegisterSlice): FormerStanding[] {
  const resident = slice.residents.get(mover.addresseeNumber);
  return resident ? [{ ...standingOf(resident), protection: resident.protection }] : [];
}

function stillMoving(movingOut: MovingOut, cancelled: readonly string[]): MoverProgress[] {
  return movingOut.movers.filter((m) => m.state !== 'cancelled' && !cancelled.includes(m.addresseeNumber));
}

/** Told to the planned town only, which holds the 事前通知; an empty list takes back all of it. */
export function withdrawal(movingOut: MovingOut, cancelled: readonly string[], slice: RegisterSlice): EngineMessage[] {
  if (!movingOut.special) return [];
  const codes = cancelled.flatMap((number) => slice.residents.get(number)?.residentRecordCode ?? []);
  const residentRecordCodes = stillMoving(movingOut, cancelled).length === 0 ? [] : codes;
  return [
    {
      type: 'MovingOutCertificateWithdrawn',
      to: movingOut.toMunicipality,
      about: { movingOutId: movingOut.movingOutId },
      content: { movingOutId: movingOut.movingOutId, reason: 'cancelled', residentRecordCodes },
    },
  ];
}

/** Who had been removed is entered again at J-LIS from the day of the 消除, so that no day is without a register. */
function reentries(
  removed: readonly MoverProgress[],
  address: Address | undefined,
  slice: RegisterSlice,
  facts: Facts,
): EngineMessage[] {
  return removed.flatMap(({ addresseeNumber, removedOn }) => {
    const resident = slice.residents.get(addresseeNumber);
    if (!resident) return [];
    const effectiveOn = removedOn ?? facts.today;
    const there = address && !sameAddress(resident.address, address) ? { ...resident, address } : resident;
    return identityNotices(there, { event: 'entered', reason: 'exOfficioEntry', effectiveOn }, facts.town);
  });
}

function alertsFor(outcome: 'asBefore' | 'derived' | 'unknown' | undefined): Alert[] {
  if (outcome === 'derived') return [alert('relationshipsDerived')];
  return outcome === 'unknown' ? [alert('standingNotRestorable')] : [];
}

function followUps(movingOut: MovingOut, cancelled: readonly string[], headless: boolean): FollowUp[] {
  const done: FollowUp[] = [];
  if (movingOut.receiptNumber && stillMoving(movingOut, cancelled).length === 0) {
    done.push({ kind: 'movingOutCancelled', receiptNumber: movingOut.receiptNumber });
  }
  if (headless) {
    const sentence = '転出取消により、世帯主のいない世帯になりました。世帯主変更届を依頼してください。';
    done.push({ kind: 'work', work: 'headlessHousehold', sentence, addresseeNumber: cancelled[0] });
  }
  return done;
}
