import { and, inArray, lt } from 'drizzle-orm';
import { reportVisit } from '../applications/status-reports.server.ts';
import { type ArrivalStage, AWAITED_STAGES } from '../arrivals/arrival-stages.ts';
import { arrivalOfRow, findArrival, writeArrival } from '../arrivals/arrivals.server.ts';
import type { OfficeRoom } from '../room.server.ts';

const STILL_OPEN: readonly ArrivalStage[] = [...AWAITED_STAGES, 'relocation', 'sentBack'];

const MOVING_IN_OVERDUE = '特例転入の期限が過ぎました。転出証明書を持って、転入届をしてください。';
const RELOCATION_OVERDUE = '転居届の期限が過ぎました。できるだけ早く、窓口で転居届をしてください。';

/**
 * 期限の経過 (住民基本台帳法施行令第24条の2): who did not come until the last day of 特例転入 is told so; no resident is created.
 * One transaction per case: a crash loses nothing, the same night twice changes nothing.
 */
export async function expireArrivals(room: OfficeRoom): Promise<number> {
  const today = room.today();
  const due = await room.store.read(async ({ db, t }) => {
    const rows = await db
      .select()
      .from(t.arrivalCases)
      .where(and(inArray(t.arrivalCases.stage, [...STILL_OPEN]), lt(t.arrivalCases.lastDay, today)));
    return rows.map((row) => arrivalOfRow(room, row));
  });
  let expired = 0;
  for (const { caseId } of due) {
    expired += await room.store.write(async (session) => {
      const now = await findArrival(room, session, caseId);
      if (!now || !STILL_OPEN.includes(now.stage) || !now.lastDay || now.lastDay >= today) return 0;
      await writeArrival(
        room,
        session,
        now,
        // What the papers said of people is not kept for somebody who never came.
        { stage: 'expired', notice: null, hasNotice: false, hasCertificate: false, counter: {} },
        { officer: room.system, act: '期限の経過' },
      );
      await reportVisit(room, session, {
        receiptNumber: now.receiptNumber,
        status: 'expired',
        reason: now.stage === 'relocation' ? RELOCATION_OVERDUE : MOVING_IN_OVERDUE,
      });
      return 1;
    });
  }
  return expired;
}
