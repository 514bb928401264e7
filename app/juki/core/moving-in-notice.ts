import type { MovingInNotice } from '#app/messages/contracts/moving.ts';
import { earlierOf } from '#app/vocabulary/dates.ts';
import {
  type Accepted,
  accept,
  type Decision,
  type EngineMessage,
  type Facts,
  type FollowUp,
  type WorkKind,
} from './decision.ts';
import type { MovingInNoticeAccepted } from './events.ts';
import { preview } from './evolve.ts';
import { identityNotices } from './notices.ts';
import {
  type AcceptedNotice,
  findByCode,
  type MoverProgress,
  type MovingOut,
  movingOutOf,
  type RegisterSlice,
  type Resident,
} from './register.ts';
import { removalOf } from './removal.ts';
import { unusable } from './unusable-notice.ts';

/** 転入通知 as it was received; `from` is the sender whom the signature proves. */
export interface AcceptMovingInNotice {
  kind: 'AcceptMovingInNotice';
  notice: MovingInNotice;
  from: string;
}

/** A mover of the notice whom this register knows in a 転出. */
interface Arrived {
  code: string;
  resident: Resident;
  movingOut: MovingOut;
  progress: MoverProgress;
  accepted: AcceptedNotice;
}

/**
 * 転入通知の受理 (住民基本台帳法第9条第1項, 標準仕様書 4.1.3.1).
 *
 * Command: `AcceptMovingInNotice`. Events: `ResidentsRemoved` for who is still in the register, `MovingInNoticeAccepted` for
 * everybody: confirmed values beside the planned ones. Messages: 本人確認情報 (消除, or the corrected day), 転入通知の受理通知 to
 * J-LIS, and the 転出証明書情報の取消し to the planned town when the person registered elsewhere. The day of 消除 is the earlier
 * of planned and real day (標準仕様書 1.1.5). Nobody's notice is lost: what cannot be applied becomes work for an officer.
 */
export function decideMovingInNotice(command: AcceptMovingInNotice, slice: RegisterSlice, facts: Facts): Decision {
  const flaw = unusable(command, slice, facts);
  if (flaw) return accept({ followUps: [{ kind: 'work', work: 'garbledNotice', sentence: flaw }] });

  const { notice } = command;
  const arrived: Arrived[] = [];
  const work: FollowUp[] = [];
  for (const { residentRecordCode } of notice.movers) {
    const found = placeOf(residentRecordCode, notice, slice, facts);
    if ('work' in found) work.push(found);
    else if (isNews(found)) arrived.push(found);
  }
  const removal = removalOfPlanned(arrived, slice, facts);
  return accept({
    events: [...removal.events, ...arrived.map(noticeEvent)],
    messages: [
      ...removal.messages,
      ...correctedDays(arrived, facts),
      ...withdrawals(arrived),
      ...arrived.map((one): EngineMessage => received(one)),
    ],
    followUps: [...removal.followUps, ...tellApplication(arrived), ...work],
    result: {
      movingOutId: arrived[0]?.movingOut.movingOutId,
      addresseeNumbers: arrived.map((one) => one.resident.addresseeNumber),
    },
  });
}

function placeOf(
  code: string,
  notice: MovingInNotice,
  slice: RegisterSlice,
  facts: Facts,
): Arrived | Extract<FollowUp, { kind: 'work' }> {
  const resident = findByCode(slice, code);
  if (!resident) return work('unknownPerson', '転入通知の方が当市区町村の住民票・除票に見つかりません。');
  const number = resident.addresseeNumber;
  const named = notice.movingOutId ? slice.movingOuts.get(notice.movingOutId) : undefined;
  const movingOut = named?.movers.some((m) => m.addresseeNumber === number) ? named : movingOutOf(slice, resident);
  const progress = movingOut?.movers.find((mover) => mover.addresseeNumber === number);
  if (!movingOut || !progress) {
    if (['deceased', 'removed'].includes(resident.status)) {
      const sentence = '死亡または職権などで消除した方の転入通知です。転入地に確かめ、除票の記載を見直してください。';
      return work('conflictingNotice', sentence, number);
    }
    return work('noMovingOutNotification', '転出届のない方の転入通知です。職権消除を検討してください。', number);
  }
  if (progress.state === 'cancelled') {
    return work('cancelledMovingOut', '転出取消をした方の転入通知です。転入地に確認してください。', number);
  }
  const other = progress.notice && progress.notice.toMunicipality !== notice.toMunicipality;
  if (other || resident.movingOut?.movingOutId !== movingOut.movingOutId) {
    if (isRepeated(progress, notice))
      return { code, resident, movingOut, progress, accepted: asAccepted(notice, facts) };
    return work('conflictingNotice', '別の転入の記録と合わない転入通知です。転入地に確認してください。', number);
  }
  return { code, resident, movingOut, progress, accepted: asAccepted(notice, facts) };
}

function work(kind: WorkKind, sentence: string, addresseeNumber?: string): Extract<FollowUp, { kind: 'work' }> {
  return { kind: 'work', work: kind, sentence, addresseeNumber };
}

function asAccepted(notice: MovingInNotice, facts: Facts): AcceptedNotice {
  const { toMunicipality, revision, movedInOn, newAddress } = notice;
  return { toMunicipality, revision, movedInOn, address: newAddress, noticeOn: facts.today };
}

/** 転入通知の再送: the same or an older one of the same town changes nothing. */
function isRepeated(progress: MoverProgress, notice: { toMunicipality: string; revision: number }): boolean {
  return progress.notice?.toMunicipality === notice.toMunicipality && notice.revision <= progress.notice.revision;
}

function isNews(one: Arrived): boolean {
  return !isRepeated(one.progress, one.accepted);
}

function removedOn(one: Arrived): string {
  return earlierOf(one.movingOut.plannedOn, one.accepted.movedInOn);
}

function noticeEvent(one: Arrived): MovingInNoticeAccepted {
  return {
    kind: 'MovingInNoticeAccepted',
    movingOutId: one.movingOut.movingOutId,
    addresseeNumber: one.resident.addresseeNumber,
    notice: one.accepted,
    removedOn: removedOn(one),
  };
}

function byMovingOut(arrived: readonly Arrived[]): Arrived[][] {
  const ids = [...new Set(arrived.map((one) => one.movingOut.movingOutId))];
  return ids.map((id) => arrived.filter((one) => one.movingOut.movingOutId === id));
}

/** An early mover leaves at once, not in the night run. Each 転出 sees the household as the one before has left it. */
function removalOfPlanned(arrived: readonly Arrived[], slice: RegisterSlice, facts: Facts) {
  const total: Pick<Accepted, 'events' | 'messages' | 'followUps'> = { events: [], messages: [], followUps: [] };
  let current = slice;
  for (const group of byMovingOut(arrived.filter((one) => one.progress.state === 'planned'))) {
    const [first] = group;
    if (!first) continue;
    const movers = group.map((one) => one.resident.addresseeNumber);
    const part = removalOf(current, first.movingOut, movers, removedOn(first), facts, 'movingInNoticeAccepted');
    current = preview(current, part.events, facts);
    total.events.push(...part.events);
    total.messages.push(...part.messages);
    total.followUps.push(...part.followUps);
  }
  return total;
}

/** Who was removed in the night run and had moved earlier: the 消除 is told again with its real day (施行令第30条の5). */
function correctedDays(arrived: readonly Arrived[], facts: Facts): EngineMessage[] {
  return arrived
    .filter((one) => one.progress.state === 'removed' && one.progress.removedOn !== removedOn(one))
    .flatMap((one) =>
      identityNotices(one.resident, { event: 'removed', reason: 'movingOut', effectiveOn: removedOn(one) }, facts.town),
    );
}

/** Registered elsewhere than planned: the planned town loses the 事前通知 (法第24条の2第3項). */
function withdrawals(arrived: readonly Arrived[]): EngineMessage[] {
  return byMovingOut(arrived).flatMap((group): EngineMessage[] => {
    const [first] = group;
    if (!first?.movingOut.special) return [];
    const { movingOut } = first;
    const elsewhere = group.filter(
      (one) => one.accepted.toMunicipality !== movingOut.toMunicipality && !one.progress.notice,
    );
    if (elsewhere.length === 0) return [];
    const gone = group.map((one) => one.resident.addresseeNumber);
    const expected = movingOut.movers.some(
      (mover) => mover.state !== 'cancelled' && !mover.notice && !gone.includes(mover.addresseeNumber),
    );
    const codes = elsewhere.map((one) => one.code);
    return [
      {
        type: 'MovingOutCertificateWithdrawn',
        to: movingOut.toMunicipality,
        about: { movingOutId: movingOut.movingOutId },
        content: {
          movingOutId: movingOut.movingOutId,
          reason: 'registeredElsewhere',
          residentRecordCodes: expected ? codes : [],
        },
      },
    ];
  });
}

/** 転入通知を受けた旨の通知 (住民基本台帳法施行令第13条第3項). */
function received(one: Arrived): EngineMessage {
  return {
    type: 'MovingInNoticeReceived',
    to: 'jlis',
    about: { addresseeNumber: one.resident.addresseeNumber },
    content: {
      residentRecordCode: one.code,
      movedInOn: one.accepted.movedInOn,
      toMunicipality: one.accepted.toMunicipality,
    },
  };
}

function tellApplication(arrived: readonly Arrived[]): FollowUp[] {
  return byMovingOut(arrived).flatMap((group): FollowUp[] => {
    const [first] = group;
    if (!first?.movingOut.receiptNumber) return [];
    const { movedInOn, toMunicipality } = first.accepted;
    return [{ kind: 'movedIn', receiptNumber: first.movingOut.receiptNumber, movedInOn, toMunicipality }];
  });
}
