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
    movingOut: resident.movingOut && movingOutView(resident),
    removed: resident.removed && { reason: CHANGE_REASONS[resident.removed.reason].title, on: resident.removed.on },
    protectedPerson: isProtected(resident),
    ...releaseOf(resident, now),
    maskedResidentRecordCode: resident.residentRecordCode && mask(resident.residentRecordCode),
    maskedIndividualNumber: resident.individualNumber && mask(resident.individualNumber),
  };
}

/** 一時解除中, while it lasts. */
function releaseOf({ protection }: Resident, now: Instant | undefined): Pick<ResidentView, 'protectionReleasedUntil'> {
  if (!protection || !now || !isReleased(protection, now)) return {};
  return { protectionReleasedUntil: protection.releasedUntil };
}

function isProtected(resident: Resident): boolean {
  return resident.protection !== undefined || resident.movingOut?.destinationHidden === true;
}

function movingOutView(resident: Resident): MovingOutItems | undefined {
  if (!resident.movingOut) return undefined;
  const { destinationHidden: _, ...items } = resident.movingOut;
  if (!isProtected(resident)) return items;
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

/** 異動履歴の一行, in words that name no address: the same for protected persons and others. */
export function changeEntry(
  row: { reason: string; processedAt: string; changedOn: string | null },
  snapshot: Resident,
): ChangeEntry {
  return {
    historyNumber: snapshot.historyNumber,
    reason: row.reason,
    ...(row.changedOn ? { changedOn: row.changedOn } : {}),
    processedAt: row.processedAt,
    summary: summaryOf(snapshot),
  };
}

function summaryOf(snapshot: Resident): string {
  const standing = snapshot.householder ? '世帯主' : `続柄 ${snapshot.relationship}`;
  if (snapshot.status !== 'resident') {
    const removed = snapshot.removed ? `${formatJapaneseDate(snapshot.removed.on)}に消除` : '消除';
    const confirmed = snapshot.movingOut?.confirmed;
    return confirmed ? `${removed}、${formatJapaneseDate(confirmed.movedInOn)}に転入した通知あり` : removed;
  }
  if (snapshot.movingOut) return `${formatJapaneseDate(snapshot.movingOut.plannedOn)}に転出予定（${standing}）`;
  return `住民（${standing}）`;
}
