import type { Address } from '#app/vocabulary/addresses.ts';
import type { Instant } from '#app/vocabulary/clock.ts';
import { formatJapaneseDate } from '#app/vocabulary/japanese-calendar.ts';
import { CHANGE_REASONS } from '../core/change-reasons.ts';
import { isReleased } from '../core/protection-terms.ts';
import { headOf, isProtectedHousehold, membersOf, type RegisterSlice, type Resident } from '../core/register.ts';
import type { ChangeEntry, HouseholdView, MovingOutItems, ResidentView } from '../door.ts';

/** 支援措置: stands where a destination would be; says nothing about where. */
export const HIDDEN_DESTINATION: Address = { municipality: '（表示しません）' };

/** 住民票 as the office may see it: no secret numbers, no destination of protected persons. */
export function residentView(resident: Resident, now?: Instant): ResidentView {
  return { ...pastView(resident, isProtected(resident)), ...releaseOf(resident, now) };
}

/** 過去の時点の住民票: whoever is protected now may not have been then, and the old row would tell; `hidden` covers it. */
export function pastView(resident: Resident, hidden: boolean): ResidentView {
  const { cardNumber: _, ...foreignStatus } = resident.foreignStatus ?? { cardNumber: undefined };
  const { basicPensionNumber: __, ...qualifications } = resident.qualifications;
  return {
    addresseeNumber: resident.addresseeNumber,
    householdNumber: resident.householdNumber,
    historyNumber: resident.historyNumber,
    kind: resident.kind,
    status: resident.status,
    name: resident.name,
    bornOn: resident.bornOn,
    sex: resident.sex,
    relationship: resident.relationship,
    householder: resident.householder,
    orderInHousehold: resident.orderInHousehold,
    address: resident.address,
    becameResidentOn: resident.becameResidentOn,
    addressSince: resident.addressSince,
    previousAddress: resident.previousAddress,
    registeredDomicile: resident.registeredDomicile,
    foreignStatus: resident.foreignStatus && (foreignStatus as ResidentView['foreignStatus']),
    qualifications,
    movingOut: resident.movingOut && movingOutView(resident, hidden),
    removed: resident.removed && { reason: CHANGE_REASONS[resident.removed.reason].title, on: resident.removed.on },
    protectedPerson: hidden,
    maskedResidentRecordCode: resident.residentRecordCode && mask(resident.residentRecordCode),
    maskedIndividualNumber: resident.individualNumber && mask(resident.individualNumber),
  };
}

/** 一時解除中, while it lasts. */
function releaseOf({ protection }: Resident, now: Instant | undefined): Pick<ResidentView, 'protectionRelease'> {
  if (!protection || !now || !isReleased(protection, now)) return {};
  const { releasedUntil: until = now, releasedBy } = protection;
  return {
    protectionRelease: { until, requestedBy: releasedBy?.requested ?? '', approvedBy: releasedBy?.approved ?? '' },
  };
}

/** 支援措置 of the person, or of somebody who moved along. */
export function isProtected(resident: Resident): boolean {
  return resident.protection !== undefined || resident.movingOut?.destinationHidden === true;
}

function movingOutView(resident: Resident, hidden: boolean): MovingOutItems | undefined {
  if (!resident.movingOut) return undefined;
  const { destinationHidden: _, ...items } = resident.movingOut;
  if (!hidden) return items;
  const { confirmed: __, ...rest } = items;
  return { ...rest, plannedAddress: HIDDEN_DESTINATION };
}

/** Only the last four digits, in groups of four as on the paper. */
export function mask(number: string): string {
  return `${'*'.repeat(number.length - 8)}-****-${number.slice(-4)}`;
}

/** 世帯 as the office may see it. */
export function householdView(slice: RegisterSlice, householdNumber: string, now?: Instant): HouseholdView | undefined {
  const household = slice.households.get(householdNumber);
  if (!household) return undefined;
  const head = headOf(slice, householdNumber);
  return {
    householdNumber,
    address: household.address,
    headAddresseeNumber: head?.addresseeNumber,
    headName: head?.name.full,
    protectedHousehold: isProtectedHousehold(slice, householdNumber),
    members: membersOf(slice, householdNumber).map((member) => residentView(member, now)),
  };
}

/** What a history row says in the list of changes; kept beside its encrypted body. */
export interface Outline {
  status: Resident['status'];
  householder: boolean;
  relationship: string;
  plannedOn?: string;
  removedOn?: string;
  movedInOn?: string;
}

/** 異動履歴の要点: names no person and no address. */
export function outlineOf({ status, householder, relationship, movingOut, removed }: Resident): Outline {
  return {
    status,
    householder,
    relationship,
    plannedOn: movingOut?.plannedOn,
    removedOn: removed?.on,
    movedInOn: movingOut?.confirmed?.movedInOn,
  };
}

/** 異動履歴の一行, in words that name no address: the same for protected persons and others. */
export function changeEntry(row: {
  historyNumber: number;
  reason: string;
  processedAt: string;
  changedOn: string | null;
  outline: unknown;
}): ChangeEntry {
  return {
    historyNumber: row.historyNumber,
    reason: row.reason,
    ...(row.changedOn ? { changedOn: row.changedOn } : {}),
    processedAt: row.processedAt,
    summary: summaryOf(row.outline as Outline),
  };
}

function summaryOf({ status, householder, relationship, plannedOn, removedOn, movedInOn }: Outline): string {
  const standing = householder ? '世帯主' : `続柄 ${relationship}`;
  if (status !== 'resident') {
    const removed = removedOn ? `${formatJapaneseDate(removedOn)}に消除` : '消除';
    return movedInOn ? `${removed}、${formatJapaneseDate(movedInOn)}に転入した通知あり` : removed;
  }
  return plannedOn ? `${formatJapaneseDate(plannedOn)}に転出予定（${standing}）` : `住民（${standing}）`;
}
