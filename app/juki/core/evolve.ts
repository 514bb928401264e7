import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { Change, MovingInNoticeAccepted, MovingOutCancelled, MovingOutNotified, RegisterEvent } from './events.ts';
import { type Draft, updateHousehold, updateProgress, updateResident } from './evolve-draft.ts';
import {
  awaitNewNumber,
  close,
  correct,
  endorse,
  enterNumbers,
  relocate,
  renewCertificate,
  reopen,
  setAside,
  withdrawNotice,
} from './evolve-inside.ts';
import { asFormerAddress, protect, protectionAfterReturn } from './evolve-protection.ts';
import type { RegisterSlice, Resident } from './register.ts';

/**
 * The only writer of state: the register after a change. Every person who was touched gets the next 履歴番号, once per
 * change (標準仕様書 1.2.1).
 */
export function evolve(slice: RegisterSlice, change: Change): RegisterSlice {
  return evolveInSteps(slice, change).at(-1) ?? slice;
}

/** The register after each part of a change that makes a history row of its own; nearly all changes have one part. */
export function evolveInSteps(slice: RegisterSlice, change: Change): RegisterSlice[] {
  const steps: RegisterSlice[] = [];
  for (const events of partsOf(change.events)) steps.push(evolvePart(steps.at(-1) ?? slice, events, change.on));
  return steps;
}

function partsOf(events: readonly RegisterEvent[]): RegisterEvent[][] {
  const parts: RegisterEvent[][] = [[]];
  for (const event of events) {
    if (event.kind === 'RowsCompleted') parts.push([]);
    else parts.at(-1)?.push(event);
  }
  return parts;
}

function evolvePart(slice: RegisterSlice, events: readonly RegisterEvent[], on: CalendarDate): RegisterSlice {
  const draft: Draft = {
    residents: new Map(slice.residents),
    households: new Map(slice.households),
    movingOuts: new Map(slice.movingOuts),
  };
  for (const event of events) apply(draft, event, on);
  for (const [number, resident] of draft.residents) {
    const before = slice.residents.get(number);
    if (before !== resident && !isSilent(events)) {
      draft.residents.set(number, { ...resident, historyNumber: (before?.historyNumber ?? 0) + 1 });
    }
  }
  return draft;
}

/** 支援措置 is no 異動: nobody can read from a 履歴番号 that there is one. */
function isSilent(events: readonly RegisterEvent[]): boolean {
  return events.every((event) => event.kind === 'ProtectionChanged');
}

/** The register as it would be after these events: for a decision whose later part depends on its earlier part. */
export function preview(
  slice: RegisterSlice,
  events: readonly RegisterEvent[],
  facts: { now: string; today: CalendarDate; officer: { id: string } },
): RegisterSlice {
  return evolve(slice, {
    changeId: '',
    at: facts.now,
    on: facts.today,
    operatorId: facts.officer.id,
    events: [...events],
  });
}

/** 履歴の行: everybody whom a change touched, once per part of it; what is no 異動 makes no row. */
export function historyRows(before: RegisterSlice, steps: readonly RegisterSlice[]): Resident[] {
  return steps.flatMap((after, index) => {
    const former = steps[index - 1] ?? before;
    return changedResidents(former, after).filter(
      (one) => one.historyNumber !== former.residents.get(one.addresseeNumber)?.historyNumber,
    );
  });
}

/** Everybody whom a change touched, as they are now. */
export function changedResidents(before: RegisterSlice, after: RegisterSlice): Resident[] {
  return [...after.residents.values()].filter(
    (resident) => before.residents.get(resident.addresseeNumber) !== resident,
  );
}

function apply(draft: Draft, event: RegisterEvent, processedOn: CalendarDate): void {
  switch (event.kind) {
    case 'HouseholdMigrated':
      draft.households.set(event.household.householdNumber, event.household);
      for (const resident of event.residents) draft.residents.set(resident.addresseeNumber, resident);
      for (const movingOut of event.movingOuts ?? []) draft.movingOuts.set(movingOut.movingOutId, movingOut);
      return;
    case 'HouseholdFormed':
      draft.households.set(event.household.householdNumber, event.household);
      return;
    case 'HouseholdEnded':
      updateHousehold(draft, event.householdNumber, (household) => ({ ...household, endedOn: event.on }));
      return;
    case 'HouseholdRelocated':
      updateHousehold(draft, event.householdNumber, ({ formerWritings = [], ...household }) => ({
        ...household,
        address: event.address,
        ...(event.formerWriting ? { formerWritings: [...formerWritings, event.formerWriting] } : {}),
      }));
      return;
    case 'ResidentsRelocated':
      relocate(draft, event, processedOn);
      return;
    case 'NumbersEntered':
      enterNumbers(draft, event, processedOn);
      return;
    case 'NumberChangeRequested':
      awaitNewNumber(draft, event, processedOn);
      return;
    case 'RecordsSetAside':
      setAside(draft, event, processedOn);
      return;
    case 'RecordsEnteredAgain':
      correct(draft, event, processedOn);
      return;
    case 'ResidenceCardsEndorsed':
      endorse(draft, event, processedOn);
      return;
    case 'RowsCompleted':
      return;
    case 'ResidentsClosed':
      close(draft, event, processedOn);
      return;
    case 'ResidentsReopened':
      reopen(draft, event, processedOn);
      return;
    case 'ChangeCancelled':
      for (const household of event.households) draft.households.set(household.householdNumber, household);
      for (const resident of event.residents) draft.residents.set(resident.addresseeNumber, resident);
      return;
    case 'RecordsCorrected':
      correct(draft, event, processedOn);
      return;
    case 'ResidentsEntered':
    case 'ResidentsMovedIn':
      for (const resident of event.residents) draft.residents.set(resident.addresseeNumber, resident);
      return;
    case 'StandingsChanged':
      for (const standing of event.standings) {
        updateResident(draft, standing.addresseeNumber, (resident) => ({
          ...resident,
          ...standing,
          lastChange: {
            reason: event.reason ?? (event.basis === 'restored' ? 'cancellationCorrecting' : 'headChange'),
            changedOn: event.on,
            notifiedOn: event.notifiedOn,
            processedOn,
          },
        }));
      }
      return;
    case 'MovingOutNotified':
      notify(draft, event, processedOn);
      return;
    case 'ResidentsRemoved':
      for (const number of event.movers) remove(draft, event, number, processedOn);
      return;
    case 'MovingOutCancelled':
      cancel(draft, event, processedOn);
      return;
    case 'ProtectionChanged':
      protect(draft, event);
      return;
    case 'CertificateRenewed':
      renewCertificate(draft, event);
      return;
    case 'NoticeWithdrawn':
      withdrawNotice(draft, event, processedOn);
      return;
    case 'MovingInNoticeAccepted':
      acceptNotice(draft, event, processedOn);
      return;
  }
}

function notify(draft: Draft, { movingOut }: MovingOutNotified, processedOn: CalendarDate): void {
  draft.movingOuts.set(movingOut.movingOutId, movingOut);
  for (const { addresseeNumber } of movingOut.movers) {
    updateResident(draft, addresseeNumber, (resident) => ({
      ...resident,
      movingOut: {
        movingOutId: movingOut.movingOutId,
        notifiedOn: movingOut.notifiedOn,
        plannedOn: movingOut.plannedOn,
        plannedAddress: movingOut.plannedAddress,
        receiptNumber: movingOut.receiptNumber,
        channel: movingOut.channel,
        special: movingOut.special,
        ...(movingOut.destinationHidden ? { destinationHidden: true } : {}),
      },
      lastChange: {
        reason: movingOut.toMunicipality === '' ? 'movingAbroad' : 'domesticMovingOut',
        changedOn: movingOut.plannedOn,
        notifiedOn: movingOut.notifiedOn,
        processedOn,
      },
    }));
  }
}

function remove(
  draft: Draft,
  event: Extract<RegisterEvent, { kind: 'ResidentsRemoved' }>,
  addresseeNumber: string,
  processedOn: CalendarDate,
): void {
  updateProgress(draft, event.movingOutId, addresseeNumber, (mover) => ({
    ...mover,
    state: 'removed',
    removedOn: event.on,
  }));
  updateResident(draft, addresseeNumber, (resident) => ({
    ...resident,
    status: 'movedOut',
    removed: { reason: event.reason === 'movingAbroad' ? event.reason : 'domesticMovingOut', on: event.on },
    protection: asFormerAddress(resident.protection),
    lastChange: {
      reason: event.reason,
      changedOn: event.on,
      notifiedOn: resident.movingOut?.notifiedOn,
      processedOn,
    },
  }));
}

function cancel(draft: Draft, event: MovingOutCancelled, processedOn: CalendarDate): void {
  const movingOut = draft.movingOuts.get(event.movingOutId);
  if (movingOut) draft.movingOuts.set(event.movingOutId, { ...movingOut, revision: movingOut.revision + 1 });
  for (const standing of event.movers) {
    updateProgress(draft, event.movingOutId, standing.addresseeNumber, ({ addresseeNumber }) => ({
      addresseeNumber,
      state: 'cancelled',
    }));
    updateResident(draft, standing.addresseeNumber, ({ movingOut: _, removed: __, ...resident }) => ({
      ...resident,
      ...standing,
      status: 'resident',
      protection: protectionAfterReturn(resident.protection, standing.protection),
      lastChange: { reason: 'cancellationAdding', processedOn },
    }));
  }
}

function acceptNotice(draft: Draft, event: MovingInNoticeAccepted, processedOn: CalendarDate): void {
  const { notice, removedOn } = event;
  updateProgress(draft, event.movingOutId, event.addresseeNumber, (mover) => ({ ...mover, removedOn, notice }));
  updateResident(draft, event.addresseeNumber, (resident) => ({
    ...resident,
    removed: { reason: 'domesticMovingOut', on: removedOn },
    movingOut: resident.movingOut && {
      ...resident.movingOut,
      confirmed: { movedInOn: notice.movedInOn, address: notice.address, noticeOn: notice.noticeOn },
    },
    lastChange: {
      reason: 'movingInNoticeAccepted',
      changedOn: removedOn,
      notifiedOn: resident.movingOut?.notifiedOn,
      noticeOn: notice.noticeOn,
      processedOn,
    },
  }));
}
