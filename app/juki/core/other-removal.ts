import type { Alert } from '#app/vocabulary/refusals.ts';
import type { RegisterRemoval } from '../acts.ts';
import { alert } from './alerts.ts';
import { withdrawal } from './cancel-moving-out.ts';
import type { ChangeReason } from './change-reasons.ts';
import { type ErrorName, refusal } from './checks.ts';
import { accept, type Decision, type EngineMessage, type Facts, reject } from './decision.ts';
import type { ResidentsClosed } from './events.ts';
import { whyNotInside } from './inside-checks.ts';
import { identityNotices } from './notices.ts';
import { movingOutOf, type RegisterSlice, type Resident } from './register.ts';
import { afterLeaving, leavingAlerts } from './removal.ts';

const REASONS = {
  death: 'death',
  disappearance: 'disappearance',
  exOfficio: 'exOfficioRemoval',
  naturalisation: 'naturalisationRemoval',
  nationalityLoss: 'nationalityLossRemoval',
} as const satisfies Record<RegisterRemoval['cause'], ChangeReason>;

/**
 * 死亡, 失踪, 職権消除 (戸籍法第86条, 住民基本台帳法施行令第8条, 第12条).
 *
 * Command: `RegisterRemoval`. Event: `ResidentsClosed`, and what follows for those who stay. Messages: 本人確認情報 (消除) to
 * J-LIS; a 転出 that was planned ends with it, and its 事前通知 is withdrawn. The 副本 are closed by themselves.
 */
export function decideOtherRemoval(command: RegisterRemoval, slice: RegisterSlice, facts: Facts): Decision {
  const reason = whyNot(command, slice, facts);
  if (reason) return reject(refusal(reason));
  const { persons, householdNumber, happenedOn, notifiedOn } = command;
  const on = happenedOn.on ?? notifiedOn;
  const residents = persons.flatMap((number) => slice.residents.get(number) ?? []);
  const closed: ResidentsClosed = {
    kind: 'ResidentsClosed',
    persons,
    status: command.cause === 'death' || command.cause === 'disappearance' ? 'deceased' : 'removed',
    reason: REASONS[command.cause],
    on,
    ...(happenedOn.kind === 'exact' ? {} : { dayOfRecord: happenedOn }),
    notifiedOn,
    ground: command.ground,
  };
  const left = afterLeaving(slice, householdNumber, persons, on, command.remainingHead);
  return accept({
    events: [closed, ...left.events],
    messages: [
      ...residents.flatMap((resident) => removalNotice(resident, command, on, facts)),
      ...withdrawals(residents, slice),
    ],
    alerts: alertsFor(command, slice),
    followUps: left.followUps,
    result: { householdNumber, addresseeNumbers: persons },
  });
}

function whyNot(command: RegisterRemoval, slice: RegisterSlice, facts: Facts): ErrorName | undefined {
  const { kind, householdNumber, persons: members, happenedOn, notifiedOn, remainingHead } = command;
  const changedOn = happenedOn.on ?? notifiedOn;
  const born = members.flatMap((number) => slice.residents.get(number)?.bornOn.on ?? []);
  if (born.some((day) => day > changedOn)) return 'beforeBirth';
  const act = { kind, householdNumber, members, changedOn, notifiedOn, remainingHead };
  // A death before 住民となった日 is learned of late, not impossible.
  const inside = whyNotInside(command.cause === 'death' ? { ...act, mayPrecedeResidence: true } : act, slice, facts);
  if (inside) return inside;
  if (command.ground.trim() === '') return 'missingGround';
  const kinds = members.map((number) => slice.residents.get(number)?.kind);
  if (command.cause === 'naturalisation' && kinds.includes('japanese')) return 'onlyForeigners';
  return command.cause === 'nationalityLoss' && kinds.includes('foreign') ? 'onlyJapanese' : undefined;
}

function removalNotice(resident: Resident, command: RegisterRemoval, on: string, facts: Facts): EngineMessage[] {
  const reason = command.cause === 'death' ? 'death' : 'exOfficioRemoval';
  return identityNotices(resident, { event: 'removed', reason, effectiveOn: on }, facts.town);
}

function withdrawals(residents: readonly Resident[], slice: RegisterSlice): EngineMessage[] {
  const movingOuts = new Set(residents.flatMap((resident) => movingOutOf(slice, resident) ?? []));
  // The planned town hears of its movers only, not of who was removed together with them.
  return [...movingOuts].flatMap((movingOut) => {
    const movers = residents.filter((resident) => movingOutOf(slice, resident) === movingOut);
    return withdrawal(
      movingOut,
      movers.map((resident) => resident.addresseeNumber),
      slice,
    );
  });
}

function alertsFor(command: RegisterRemoval, slice: RegisterSlice): Alert[] {
  const leaving = leavingAlerts(slice, command.householdNumber, command.persons, command.remainingHead);
  const planned = command.persons.some((number) => slice.residents.get(number)?.movingOut);
  return planned ? [...leaving, alert('movingOutEnds')] : leaving;
}
