import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type {
  CertificateRenewed,
  NoticeWithdrawn,
  NumberChangeRequested,
  NumbersEntered,
  RecordsCorrected,
  RecordsEnteredAgain,
  RecordsSetAside,
  ResidenceCardsEndorsed,
  ResidentsClosed,
  ResidentsRelocated,
  ResidentsReopened,
} from './events.ts';
import { type Draft, updateProgress, updateResident } from './evolve-draft.ts';
import { asFormerAddress } from './evolve-protection.ts';
import type { Resident } from './register.ts';

/** 転居: address, 住所を定めた年月日 and place in the household. */
export function relocate(draft: Draft, event: ResidentsRelocated, processedOn: CalendarDate): void {
  const { standings, address, movedOn, notifiedOn } = event;
  for (const standing of standings) {
    updateResident(draft, standing.addresseeNumber, ({ residenceCardEndorsedOn: _, ...resident }) => ({
      ...resident,
      ...standing,
      address,
      addressSince: exactDate(movedOn),
      lastChange: { reason: 'relocation', changedOn: movedOn, notifiedOn, processedOn },
    }));
  }
}

/** 番号の記載: whoever has the 個人番号 waits no longer. */
export function enterNumbers(draft: Draft, event: NumbersEntered, processedOn: CalendarDate): void {
  const { addresseeNumber, residentRecordCode, individualNumber, reason, replaces } = event;
  updateResident(draft, addresseeNumber, ({ awaitsNumber, awaitsNewNumber, card, ...resident }) => ({
    ...resident,
    ...(card && !replaces ? { card } : {}),
    ...(awaitsNewNumber && !individualNumber ? { awaitsNewNumber } : {}),
    ...(residentRecordCode ? { residentRecordCode } : {}),
    ...(individualNumber ? { individualNumber } : { awaitsNumber }),
    lastChange: { reason, changedOn: processedOn, processedOn },
  }));
}

/** 個人番号の変更の受理: the former number stays until the new one comes. */
export function awaitNewNumber(draft: Draft, event: NumberChangeRequested, processedOn: CalendarDate): void {
  const { addresseeNumber, basis, requestedOn } = event;
  const reason = basis === 'request' ? 'individualNumberChangeRequested' : 'individualNumberChangeOrdered';
  updateResident(draft, addresseeNumber, (resident) => ({
    ...resident,
    awaitsNewNumber: { basis, requestedOn },
    lastChange: { reason, changedOn: requestedOn, notifiedOn: requestedOn, processedOn },
  }));
}

/** 改製・再製・帰化等による消除: nothing else ends with it, for the record begins again in the same act. */
export function setAside(draft: Draft, event: RecordsSetAside, processedOn: CalendarDate): void {
  const { reason, on, notifiedOn } = event;
  for (const number of event.persons) {
    updateResident(draft, number, (resident) => ({
      ...resident,
      status: 'removed',
      removed: { reason, on },
      lastChange: { reason, changedOn: on, notifiedOn, processedOn },
    }));
  }
}

/** 在留カードの裏書. */
export function endorse(draft: Draft, event: ResidenceCardsEndorsed, processedOn: CalendarDate): void {
  for (const number of event.persons) {
    updateResident(draft, number, (resident) => ({
      ...resident,
      residenceCardEndorsedOn: event.on,
      ...(event.alone
        ? { lastChange: { reason: 'residenceCardEndorsed', changedOn: event.on, notifiedOn: event.on, processedOn } }
        : {}),
    }));
  }
}

/** 消除: a 転出 that was planned ends with it. */
export function close(draft: Draft, event: ResidentsClosed, processedOn: CalendarDate): void {
  const { on, reason, dayOfRecord, notifiedOn, status } = event;
  for (const number of event.persons) {
    const movingOutId = draft.residents.get(number)?.movingOut?.movingOutId;
    if (movingOutId) {
      updateProgress(draft, movingOutId, number, ({ addresseeNumber }) => ({ addresseeNumber, state: 'cancelled' }));
    }
    updateResident(draft, number, ({ movingOut: _, ...resident }) => ({
      ...resident,
      status,
      removed: { reason, on, ...(dayOfRecord ? { dayOfRecord } : {}) },
      ...(resident.protection ? { protection: asFormerAddress(resident.protection) } : {}),
      lastChange: { reason, changedOn: on, notifiedOn, processedOn },
    }));
  }
}

/** 職権回復: the 除票 is a 住民票 again. */
export function reopen(draft: Draft, event: ResidentsReopened, processedOn: CalendarDate): void {
  for (const standing of event.standings) {
    updateResident(draft, standing.addresseeNumber, ({ removed, ...resident }) => ({
      ...resident,
      ...standing,
      address: event.address,
      status: 'resident',
      lastChange: { reason: 'exOfficioRestoration', changedOn: removed?.on ?? processedOn, processedOn },
    }));
  }
}

/** 修正: the row as the event has it. */
export function correct(draft: Draft, event: RecordsCorrected | RecordsEnteredAgain, processedOn: CalendarDate): void {
  const { reason, on: changedOn, notifiedOn } = event;
  for (const row of event.residents) {
    draft.residents.set(row.addresseeNumber, { ...row, lastChange: { reason, changedOn, notifiedOn, processedOn } });
  }
}

/** 転入通知の取消し: the day of 消除 stays; what was confirmed is gone from the newest row, not from the history. */
export function withdrawNotice(draft: Draft, event: NoticeWithdrawn, processedOn: CalendarDate): void {
  updateProgress(draft, event.movingOutId, event.addresseeNumber, ({ notice, ...mover }) => ({
    ...mover,
    ...(notice ? { withdrawnFrom: notice.toMunicipality } : {}),
  }));
  updateResident(draft, event.addresseeNumber, (resident) => {
    const { confirmed: _, ...movingOut } = resident.movingOut ?? {};
    return {
      ...resident,
      movingOut: resident.movingOut && (movingOut as Resident['movingOut']),
      lastChange: { reason: 'noticeWithdrawn', changedOn: processedOn, processedOn },
    };
  });
}

/** 転出証明書情報の改版. */
export function renewCertificate(draft: Draft, { movingOutId }: CertificateRenewed): void {
  const movingOut = draft.movingOuts.get(movingOutId);
  if (movingOut) draft.movingOuts.set(movingOutId, { ...movingOut, revision: movingOut.revision + 1 });
}
