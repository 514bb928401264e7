import { type CheckInProblem, verifyCheckIn } from '#app/messages/check-in-token.server.ts';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import type { Officer } from '#app/vocabulary/roles.ts';
import { type OfficeRoom, refuse } from '../room.server.ts';
import { type ArrivalStage, AWAITED_STAGES } from './arrival-stages.ts';
import { findArrivalByCheckIn } from './arrivals.server.ts';

const ARTICLE = '住民基本台帳法第27条';

const SENTENCES: Readonly<Record<CheckInProblem, string>> = {
  malformed: 'このQRコードは、来庁予約のものではありません。受付番号か氏名で探してください。',
  badSignature: 'このQRコードは、住民のポータルが作ったものと確かめられません。受付番号か氏名で探してください。',
  otherTown: 'このQRコードは、ほかの市区町村の来庁予約のものです。予約した窓口を案内してください。',
};

/** 受付のQRコードで開いた予約: the case, and whether its reception is the next step. */
export interface CheckedIn {
  caseId: string;
  isAwaited: boolean;
}

/**
 * QRコードによる受付: opens the case that the visitor's code names. It proves nobody's identity: that is checked at the
 * reception as always (住民基本台帳法第27条).
 */
export async function checkInByToken(room: OfficeRoom, officer: Officer, token: string): Promise<Outcome<CheckedIn>> {
  room.permit(officer, 'startArrival');
  const verified = await verifyCheckIn(room.directory, room.town.code, token);
  if ('problem' in verified) return refuse('notACheckInCode', SENTENCES[verified.problem], ARTICLE);
  return room.store.write(async (session): Promise<Outcome<CheckedIn>> => {
    const found = await findArrivalByCheckIn(room, session, verified.code);
    if (!found) {
      return refuse(
        'noSuchVisit',
        'この予約はまだ届いていないか、もうありません。受付番号か氏名で探してください。',
        ARTICLE,
      );
    }
    await room.recordAct(session, officer, {
      act: 'checkInByCode',
      subjects: found.counter.registered ?? [],
      reason: '来庁の受付',
      caseId: found.caseId,
    });
    const awaited: readonly ArrivalStage[] = [...AWAITED_STAGES, 'sentBack'];
    return { accepted: true, value: { caseId: found.caseId, isAwaited: awaited.includes(found.stage) } };
  });
}
