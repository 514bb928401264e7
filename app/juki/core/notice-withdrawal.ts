import type { MovingInNoticeWithdrawn } from '#app/messages/contracts/moving.ts';
import { accept, type Decision, type EngineMessage, type FollowUp } from './decision.ts';
import type { RegisterEvent } from './events.ts';
import { findByCode, movingOutOf, type RegisterSlice, type Resident } from './register.ts';

/** 転入通知の取消し as it was received; `from` is the sender whom the signature proves. */
export interface AcceptNoticeWithdrawal {
  kind: 'AcceptNoticeWithdrawal';
  withdrawn: MovingInNoticeWithdrawn;
  from: string;
}

/**
 * 転入通知の取消しの受理 (標準仕様書 4.6.0.1): the 転入 was cancelled at the new town.
 *
 * Command: `AcceptNoticeWithdrawal`. Event: `NoticeWithdrawn`: the person stays a 除票, now without confirmed values, so that an
 * officer may cancel the 転出. Only the town whose 転入通知 was accepted can take it back; anything else is work or quiet.
 */
export function decideNoticeWithdrawal(command: AcceptNoticeWithdrawal, slice: RegisterSlice): Decision {
  const events: RegisterEvent[] = [];
  const followUps: FollowUp[] = [];
  const addresseeNumbers: string[] = [];
  for (const code of command.withdrawn.residentRecordCodes) {
    const resident = findByCode(slice, code);
    const movingOut = resident && movingOutOf(slice, resident);
    const mover = movingOut?.movers.find((one) => one.addresseeNumber === resident?.addresseeNumber);
    if (!resident || !movingOut || mover?.notice?.toMunicipality !== command.from) continue;
    const { addresseeNumber } = resident;
    addresseeNumbers.push(addresseeNumber);
    events.push({ kind: 'NoticeWithdrawn', movingOutId: movingOut.movingOutId, addresseeNumber });
    const sentence = '転入地で転入が取り消されました。住民に戻すときは転出取消をしてください。';
    followUps.push({ kind: 'work', work: 'noticeWithdrawn', sentence, addresseeNumber });
  }
  return accept({ events, followUps, result: { addresseeNumbers } });
}

/** What a cancelled 転入 tells the town that holds the 転入通知. */
export function noticeWithdrawals(cancelled: readonly Resident[], town: { code: string }): EngineMessage[] {
  return cancelled.flatMap(({ residentRecordCode, previousAddress, lastChange, addresseeNumber }): EngineMessage[] => {
    const to = previousAddress?.municipalityCode;
    if (
      !['domesticMovingIn', 'wardMovingIn'].includes(lastChange.reason) ||
      !residentRecordCode ||
      !to ||
      to === town.code
    )
      return [];
    const content = { toMunicipality: town.code, residentRecordCodes: [residentRecordCode] };
    return [{ type: 'MovingInNoticeWithdrawn', to, about: { addresseeNumber }, content }];
  });
}
