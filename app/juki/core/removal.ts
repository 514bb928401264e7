import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { Alert } from '#app/vocabulary/refusals.ts';
import { alert } from './alerts.ts';
import { refusal } from './checks.ts';
import { type Accepted, accept, type Decision, type Facts, type FollowUp, reject } from './decision.ts';
import type { RegisterEvent, ResidentsRemoved } from './events.ts';
import { identityNotices, supplementaryNotices } from './notices.ts';
import type { MovingOut, RegisterSlice, Resident } from './register.ts';
import { type Succession, succession } from './succession.ts';

/** 転出予定日の到来による消除 (住民基本台帳法施行令第13条, 標準仕様書 1.1.5): one 転出 whose day has come. */
export interface RemoveDueMovers {
  kind: 'RemoveDueMovers';
  movingOutId: string;
}

/**
 * 消除 in the nightly run. Events: `ResidentsRemoved` and what follows for the household. Message: 本人確認情報 (消除, 転出)
 * with the planned day (施行令第30条の5). All movers of one 転出 go together, so that the rule for a leaving head sees
 * who really stays; nothing is due → nothing happens.
 */
export function decideRemoval(command: RemoveDueMovers, slice: RegisterSlice, facts: Facts): Decision {
  const movingOut = slice.movingOuts.get(command.movingOutId);
  if (!movingOut) return reject(refusal('unknownMovingOut'));
  const due = movingOut.plannedOn <= facts.today ? plannedMovers(movingOut) : [];
  if (due.length === 0) return accept({});
  return accept({
    ...removalOf(slice, movingOut, due, movingOut.plannedOn, facts),
    result: { movingOutId: movingOut.movingOutId, addresseeNumbers: due },
  });
}

/** Movers who are still residents. */
export function plannedMovers(movingOut: MovingOut): string[] {
  return movingOut.movers.filter((mover) => mover.state === 'planned').map((mover) => mover.addresseeNumber);
}

/** What the removal of some movers means: for them, for those who stay, for J-LIS and for the application. */
export function removalOf(
  slice: RegisterSlice,
  movingOut: MovingOut,
  movers: readonly string[],
  on: CalendarDate,
  facts: Facts,
  reason: ResidentsRemoved['reason'] = isAbroad(movingOut) ? 'movingAbroad' : 'domesticMovingOut',
): Pick<Accepted, 'events' | 'messages' | 'followUps'> {
  const residents = movers.flatMap((number) => slice.residents.get(number) ?? []);
  const householdNumber = residents[0]?.householdNumber ?? movingOut.householdNumber;
  const left = afterLeaving(slice, householdNumber, movers, on, movingOut.remainingHead);
  return {
    events: [
      { kind: 'ResidentsRemoved', movingOutId: movingOut.movingOutId, movers: [...movers], on, reason },
      ...left.events,
    ],
    messages: residents.flatMap((resident) => [
      ...identityNotices(resident, { event: 'removed', reason: 'movingOut', effectiveOn: on }, facts.town),
      ...(isAbroad(movingOut) ? abroadNotices(resident, movingOut, on, facts) : []),
    ]),
    followUps: [...left.followUps, ...applicationDone(movingOut, movers, on)],
  };
}

/** 国外転出 (住民基本台帳法第24条): no other town takes the person. */
export function isAbroad(movingOut: MovingOut): boolean {
  return movingOut.toMunicipality === '';
}

/** 戸籍の附票 says 国外 (法第17条, 第19条第1項). */
function abroadNotices(resident: Resident, { plannedAddress }: MovingOut, on: CalendarDate, facts: Facts) {
  const change = { newAddress: plannedAddress, addressSince: on, reason: 'movingAbroad' as const };
  return supplementaryNotices(resident, change, facts.town);
}

/** What becomes of a household that some have left, whatever the reason (法第25条, 標準仕様書 4.0.4, 4.0.5). */
export function afterLeaving(
  slice: RegisterSlice,
  householdNumber: string,
  leaving: readonly string[],
  on: CalendarDate,
  namedHead?: string,
): Pick<Accepted, 'events' | 'followUps'> {
  const after = succession(slice, householdNumber, leaving, namedHead);
  return { events: householdEvents(after, householdNumber, on), followUps: headlessWork(after, slice, leaving) };
}

/** アラート of an act by which some leave a household. */
export function leavingAlerts(
  slice: RegisterSlice,
  householdNumber: string,
  leaving: readonly string[],
  namedHead?: string,
): Alert[] {
  const after = succession(slice, householdNumber, leaving, namedHead);
  if (after.outcome === 'headless') return [alert('headLeaves')];
  return after.outcome === 'newHead' && after.standings.length > 1 ? [alert('relationshipsDerived')] : [];
}

function householdEvents(after: Succession, householdNumber: string, on: CalendarDate): RegisterEvent[] {
  if (after.outcome === 'ended') return [{ kind: 'HouseholdEnded', householdNumber, on }];
  if (after.outcome !== 'newHead') return [];
  return [{ kind: 'StandingsChanged', standings: after.standings, basis: after.basis, on }];
}

/** 世帯主変更依頼通知書 goes to one of those who stay (標準仕様書 4.0.5); here it becomes work for an officer. */
function headlessWork(after: Succession, slice: RegisterSlice, movers: readonly string[]): FollowUp[] {
  if (after.outcome !== 'headless') return [];
  const left = movers.find((number) => slice.residents.get(number)?.householder);
  const sentence = '世帯主が抜け、世帯主のいない世帯になりました。世帯主変更届を依頼してください。';
  return [{ kind: 'work', work: 'headlessHousehold', sentence, addresseeNumber: left }];
}

function applicationDone(movingOut: MovingOut, movers: readonly string[], on: CalendarDate): FollowUp[] {
  const othersWait = plannedMovers(movingOut).some((number) => !movers.includes(number));
  if (othersWait || !movingOut.receiptNumber) return [];
  return [{ kind: 'movedOut', receiptNumber: movingOut.receiptNumber, on }];
}
