import type { ExpectedArrival } from '#app/juki/door.ts';
import type { ArrivalChange as ArrivalStateChange } from '#app/juki/ports.ts';
import type { VisitCancelled, VisitNotice } from '#app/messages/contracts/application.ts';
import { relocationDeadline } from '#app/vocabulary/deadlines.ts';
import { reportVisit } from '../applications/status-reports.server.ts';
import type { OfficeRoom, OfficeSession } from '../room.server.ts';
import { lastDayOfCase } from './arrival-comparison.ts';
import { ARRIVAL_STAGES, type ArrivalStage, AWAITED_STAGES, awaitedStage } from './arrival-stages.ts';
import {
  type ArrivalCase,
  type ArrivalChange,
  findArrivalByMovingOut,
  findArrivalByReceipt,
  getArrival,
  listArrivals,
  openArrival,
  writeArrival,
} from './arrivals.server.ts';
import { closuresFrom, isClosed } from './visit-publication.server.ts';

/** Nobody is at the counter with it, so a paper may change what it is. */
function isOpenToPapers(stage: ArrivalStage): boolean {
  const awaited: readonly ArrivalStage[] = AWAITED_STAGES;
  return (
    awaited.includes(stage) ||
    stage === 'relocation' ||
    stage === 'sentBack' ||
    stage === 'cancelled' ||
    stage === 'expired'
  );
}

function lastDayOf(notice: VisitNotice | undefined, plannedOn: string | undefined): string | undefined {
  return lastDayOfCase({
    ...(plannedOn ? { plannedOn } : {}),
    ...(notice ? { movingOn: notice.movingOn } : {}),
  });
}

const NO_TIME = { visitOn: null, visitOffice: null, visitTime: null } as const;

/** 来庁の日時 of a notice. A slot that the office took back meanwhile does not count: the portal asks to choose again. */
async function timeOf(session: OfficeSession, { visit, checkIn }: VisitNotice) {
  const { on, office, startsAt } = visit;
  const code = checkIn ? { checkInCode: checkIn } : {};
  if (!startsAt) return { ...NO_TIME, visitOn: on, ...code };
  const closures = await closuresFrom(session, on);
  if (isClosed(closures, { office, on, startsAt })) return { ...NO_TIME, ...code };
  return { visitOn: on, visitOffice: office, visitTime: startsAt, ...code };
}

/** 転居予約 (住民基本台帳法第23条): a move inside this town. No 事前通知 comes, and it is no 特例転入. */
async function receiveRelocationVisit(room: OfficeRoom, notice: VisitNotice, session: OfficeSession): Promise<void> {
  const { receiptNumber, movingOn, fromMunicipality } = notice;
  const found = await findArrivalByReceipt(room, session, receiptNumber);
  const event = { officer: room.system, act: '転居の来庁予定の受信' };
  const paper = {
    notice,
    hasNotice: true,
    ...(await timeOf(session, notice)),
    movingOn,
    fromMunicipality,
    lastDay: relocationDeadline(movingOn),
  } satisfies ArrivalChange;
  if (!found) {
    await openArrival(room, session, { ...paper, receiptNumber, stage: 'relocation', counter: {} }, event);
  } else {
    const stage = isOpenToPapers(found.stage) ? 'relocation' : found.stage;
    await writeArrival(room, session, found, { ...paper, stage }, event);
  }
  await reportVisit(room, session, { receiptNumber, status: 'arrived' });
}

/** 来庁予定の連絡: meets the 事前通知 of the same receipt number in one case; filed again it takes the old one's place. */
export async function receiveVisitNotice(room: OfficeRoom, notice: VisitNotice, session: OfficeSession): Promise<void> {
  if (notice.fromMunicipality === notice.toMunicipality) return receiveRelocationVisit(room, notice, session);
  const found = await findArrivalByReceipt(room, session, notice.receiptNumber);
  const event = { officer: room.system, act: '来庁予定の受信' };
  const lastDay = lastDayOf(notice, found?.counter.expected?.plannedOn);
  const paper = {
    notice,
    hasNotice: true,
    ...(await timeOf(session, notice)),
    movingOn: notice.movingOn,
    fromMunicipality: found?.fromMunicipality ?? notice.fromMunicipality,
    ...(lastDay ? { lastDay } : {}),
  } satisfies ArrivalChange;
  if (!found) {
    await openArrival(
      room,
      session,
      { ...paper, receiptNumber: notice.receiptNumber, stage: 'announced', counter: {} },
      event,
    );
    await reportVisit(room, session, { receiptNumber: notice.receiptNumber, status: 'arrived' });
    return;
  }
  const stage = isOpenToPapers(found.stage)
    ? awaitedStage({ notice: true, certificate: found.hasCertificate })
    : found.stage;
  await writeArrival(room, session, found, { ...paper, stage }, event);
  await reportVisit(room, session, { receiptNumber: notice.receiptNumber, status: 'arrived' });
  if (stage === 'prepared')
    await reportVisit(room, session, { receiptNumber: notice.receiptNumber, status: 'prepared' });
}

/** 来庁予定の取消し: the 事前通知, if there is one, stays: the person may still come. */
export async function receiveVisitCancelled(
  room: OfficeRoom,
  { receiptNumber }: VisitCancelled,
  session: OfficeSession,
): Promise<void> {
  const found = await findArrivalByReceipt(room, session, receiptNumber);
  if (!found?.hasNotice) return;
  if (!isOpenToPapers(found.stage)) return;
  await writeArrival(
    room,
    session,
    found,
    { notice: null, hasNotice: false, ...NO_TIME, stage: found.hasCertificate ? 'notified' : 'cancelled' },
    { officer: room.system, act: '来庁予定の取消しの受信' },
  );
  await reportVisit(room, session, { receiptNumber, status: 'cancelled' });
}

/**
 * 事前通知の受信・取消し (住民基本台帳法第24条の2第3項): called by the engine in the transaction that stores it. Only names the
 * 転出; what it announces is read through the engine's door afterwards (`describeArrivals`).
 */
export async function receiveArrivalChange(
  room: OfficeRoom,
  session: OfficeSession,
  arrival: ArrivalStateChange,
): Promise<void> {
  const byMovingOut = await findArrivalByMovingOut(room, session, arrival.movingOutId);
  const found =
    byMovingOut ??
    (arrival.receiptNumber ? await findArrivalByReceipt(room, session, arrival.receiptNumber) : undefined);
  switch (arrival.state) {
    case 'expected':
      return certificateArrived(room, session, found, arrival);
    case 'withdrawn':
    case 'lapsed':
      return certificateGone(room, session, found, arrival.state);
    case 'registered':
      return registeredHere(room, session, found);
  }
}

async function certificateArrived(
  room: OfficeRoom,
  session: OfficeSession,
  found: ArrivalCase | undefined,
  arrival: ArrivalStateChange,
): Promise<void> {
  const event = { officer: room.system, act: '事前通知の受信' };
  const link = { hasCertificate: true, movingOutId: arrival.movingOutId };
  if (!found) {
    const receipt = arrival.receiptNumber ? { receiptNumber: arrival.receiptNumber } : {};
    await openArrival(room, session, { ...link, ...receipt, stage: 'notified', counter: {} }, event);
    return;
  }
  const { expected: _, ...counter } = found.counter;
  const stage = isOpenToPapers(found.stage)
    ? awaitedStage({ notice: found.hasNotice, certificate: true })
    : found.stage;
  await writeArrival(room, session, found, { ...link, stage, counter }, event);
  if (stage === 'prepared' && found.stage !== 'prepared') {
    await reportVisit(room, session, { receiptNumber: found.receiptNumber, status: 'prepared' });
  }
}

async function certificateGone(
  room: OfficeRoom,
  session: OfficeSession,
  found: ArrivalCase | undefined,
  state: 'withdrawn' | 'lapsed',
): Promise<void> {
  if (!found) return;
  const change: ArrivalChange = { hasCertificate: false };
  if (isOpenToPapers(found.stage) && ARRIVAL_STAGES[found.stage].open) {
    change.stage = found.hasNotice ? 'announced' : state === 'lapsed' ? 'expired' : 'cancelled';
  }
  const act = state === 'withdrawn' ? '事前通知の取消しの受信' : '事前通知の期限切れ';
  await writeArrival(room, session, found, change, { officer: room.system, act });
}

/** 本登録 of the 特例転入: the resident hears of it in the engine's own transaction. */
async function registeredHere(room: OfficeRoom, session: OfficeSession, found: ArrivalCase | undefined): Promise<void> {
  if (!found || found.stage === 'registered') return;
  await writeArrival(room, session, found, { stage: 'registered' }, { officer: room.system, act: '本登録' });
  const movedInOn = found.counter.said?.movedInOn;
  await reportVisit(room, session, {
    receiptNumber: found.receiptNumber,
    status: 'registered',
    ...(movedInOn ? { movedInOn } : {}),
  });
}

/** 事前通知の内容: adds what the engine's list of 転入予定者 tells to the cases that only have its name. */
export async function describeArrivals(room: OfficeRoom): Promise<number> {
  const waiting = await room.store.read((session) =>
    listArrivals(room, session, { stages: ['notified', 'prepared', 'sentBack'] }),
  );
  const bare = waiting.filter((found) => found.hasCertificate && !found.counter.expected);
  if (bare.length === 0) return 0;
  const expected = await room.juki.expectedArrivals(room.access(room.system, '転入予定の整理'));
  const known = new Map(expected.map((arrival) => [arrival.movingOutId, arrival]));
  return room.store.write(async (session) => {
    let described = 0;
    for (const { caseId, movingOutId } of bare) {
      const arrival = movingOutId ? known.get(movingOutId) : undefined;
      const now = await getArrival(room, session, caseId);
      if (!arrival || now.counter.expected) continue;
      await writeArrival(room, session, now, describe(now, arrival), {
        officer: room.system,
        act: '事前通知の確認',
      });
      described += 1;
    }
    return described;
  });
}

function describe(found: ArrivalCase, arrival: ExpectedArrival): ArrivalChange {
  const { names, fromMunicipality, plannedOn, plannedAddress, state } = arrival;
  const lastDay = lastDayOf(found.notice, plannedOn);
  return {
    fromMunicipality,
    movingOn: found.movingOn ?? plannedOn,
    ...(lastDay ? { lastDay } : {}),
    counter: { ...found.counter, expected: { names, fromMunicipality, plannedOn, plannedAddress, state } },
  };
}
