import type { IdentityInformationNotice } from '#app/messages/contracts/identity.ts';
import { addMonths } from '#app/vocabulary/dates.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { DifferenceKind } from '../numbers.ts';
import type { EngineMessage, Facts } from './decision.ts';
import { identityNotices } from './notices.ts';
import type { Resident } from './register.ts';

/** 整合性確認の日: the day of the month on which the registers are compared at night; our own choice. */
const RECONCILIATION_DAY = 15;

/** 是正の方法 by kind: say it to J-LIS again, ask for the numbers again, tell a changed number, register or close the 副本 again. */
export const REMEDIES = {
  unknownAtJlis: 'notice',
  removedAtJlis: 'notice',
  itemsAtJlis: 'notice',
  stillAtJlis: 'notice',
  elsewhereAtJlis: 'officer',
  numberAtJlis: 'officer',
  onlyAtJlis: 'officer',
  notNumbered: 'numberAgain',
  unknownToInterlink: 'numberAgain',
  symbolMissing: 'numberAgain',
  numberDiffers: 'changeNumber',
  copyMissing: 'copyAgain',
  copyOpen: 'closeAgain',
} as const satisfies Record<DifferenceKind, string>;

/** The last day on which a comparison was due, today included. */
export function lastReconciliationDay(today: CalendarDate): CalendarDate {
  const thisMonth = `${today.slice(0, 8)}${RECONCILIATION_DAY}`;
  return today >= thisMonth ? thisMonth : addMonths(thisMonth, -1);
}

/** 本人確認情報の再通知: what J-LIS has to hear so that it has what the register has. */
export function remedyNotices(
  kind: DifferenceKind,
  resident: Resident,
  { today, town, detail }: Pick<Facts, 'today' | 'town'> & { detail?: string | undefined },
): EngineMessage[] {
  const change = changeOf(kind, resident, today, detail);
  return change ? identityNotices(resident, change, town) : [];
}

type Change = Pick<IdentityInformationNotice, 'event' | 'reason' | 'effectiveOn'>;

function changeOf(
  kind: DifferenceKind,
  resident: Resident,
  today: CalendarDate,
  detail: string | undefined,
): Change | undefined {
  switch (kind) {
    case 'unknownAtJlis':
      return { event: 'entered', reason: 'exOfficioEntry', effectiveOn: resident.becameResidentOn.on ?? today };
    case 'removedAtJlis':
      // Of the day of the 消除, so that no day is without a register.
      return { event: 'entered', reason: 'exOfficioEntry', effectiveOn: detail || today };
    case 'itemsAtJlis':
      return { event: 'corrected', reason: 'exOfficioCorrection', effectiveOn: today };
    case 'stillAtJlis':
      return (
        resident.removed && { event: 'removed', reason: removalReason(resident), effectiveOn: resident.removed.on }
      );
    default:
      return undefined;
  }
}

function removalReason({ status }: Resident): Change['reason'] {
  return status === 'deceased' ? 'death' : status === 'movedOut' ? 'movingOut' : 'exOfficioRemoval';
}
