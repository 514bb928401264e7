import { isCalendarDate } from '#app/vocabulary/dates.ts';
import { CHANGE_REASONS, type ChangeReason } from '../core/change-reasons.ts';
import type { Resident } from '../core/register.ts';
import type { ResidentStatus } from '../door.ts';
import { readDay } from './days.ts';
import { readAddress } from './read-items.ts';
import type { Reader } from './reading.ts';

/** Where the list does not say for what a 転出 is planned, and no 転入通知 has come. */
export const UNKNOWN_DESTINATION = '（移行元に記録なし）';

const USUAL_REASONS = {
  movedOut: 'domesticMovingOut',
  deceased: 'death',
  removed: 'exOfficioRemoval',
} as const satisfies Record<Exclude<ResidentStatus, 'resident'>, ChangeReason>;

/** 消除: its day is that of the 異動, or of the filing where it is not known. */
export function readRemoval(
  reader: Reader,
  status: Exclude<ResidentStatus, 'resident'>,
  given?: ChangeReason,
): Resident['removed'] {
  const written = reader.cell('消除の異動年月日') || reader.cell('異動年月日');
  const day = readDay(written, reader.cell('消除の異動年月日_不詳フラグ'));
  const filedOn = reader.cell('消除の届出年月日');
  const on = day?.on ?? (isCalendarDate(filedOn) ? filedOn : undefined);
  if (!on) {
    reader.error('消除の異動年月日', '消除した日がわかりません。');
    return undefined;
  }
  const fits = given && CHANGE_REASONS[given].group === 'removal' && statusAfter(given) === status;
  const reason = fits ? given : USUAL_REASONS[status];
  return { reason, on, ...(day && !day.on ? { dayOfRecord: day } : {}) };
}

function statusAfter(reason: ChangeReason): ResidentStatus {
  if (reason === 'death') return 'deceased';
  const movedOut: readonly ChangeReason[] = ['domesticMovingOut', 'movingAbroad', 'movingInNoticeAccepted'];
  return movedOut.includes(reason) ? 'movedOut' : 'removed';
}

/**
 * 転出予定と転出確定. The list has no planned destination; without 特例, for the notice to the planned town was sent by the former
 * system. The id of the 転出 is given when the household is taken over.
 */
export function readMovingOut(reader: Reader): Resident['movingOut'] {
  const plannedOn = reader.cell('転出予定年月日');
  const notifiedOn = reader.cell('転出届出年月日');
  if (plannedOn === '') return undefined;
  if (!isCalendarDate(plannedOn)) {
    reader.note('転出予定年月日', '暦にある日付ではありません。');
    return undefined;
  }
  if (!isCalendarDate(notifiedOn)) reader.note('転出届出年月日', '暦にある日付ではありません。転出予定日とします。');
  const address = readAddress(reader, '転出先住所（確定）', ['999999', '999998']);
  const movedInOn = reader.cell('転出年月日（確定）');
  const noticeOn = reader.cell('転入通知年月日');
  const isConfirmed = address && isCalendarDate(movedInOn) && isCalendarDate(noticeOn);
  return {
    movingOutId: '',
    notifiedOn: isCalendarDate(notifiedOn) ? notifiedOn : plannedOn,
    plannedOn,
    plannedAddress: address ?? { municipality: UNKNOWN_DESTINATION },
    channel: 'counter',
    special: false,
    ...(isConfirmed ? { confirmed: { movedInOn, address, noticeOn } } : {}),
  };
}
