import { and, count, eq, gt, inArray, isNotNull, isNull, like, lt, lte, ne, or, type SQL, sql } from 'drizzle-orm';
import { addDays } from '#app/vocabulary/dates.ts';
import type { Officer } from '#app/vocabulary/roles.ts';
import type { OfficeRoom, OfficeSession } from '../room.server.ts';
import { APPLICATION_STAGE_ORDER, APPLICATION_STAGES, type ApplicationStage } from './application-stages.ts';
import { type ApplicationCase, caseOfRow } from './applications.server.ts';
import { type InboxFilter, NOTICE_DAYS, type Queue } from './queues.ts';

/** Rows of one page of the inbox: what an officer reads at once. */
export const PAGE_ROWS = 50;

const OPEN_STAGES = APPLICATION_STAGE_ORDER.filter((stage) => APPLICATION_STAGES[stage].open);

type Table = OfficeSession['t']['applications'];

/** What the conditions of a list depend on. */
interface Moment {
  today: string;
  now: string;
  officerId: string;
}

const momentOf = (room: OfficeRoom, officer: Officer): Moment => ({
  today: room.today(),
  now: room.clock.now(),
  officerId: officer.id,
});

const inStages = (t: Table, stages: readonly ApplicationStage[]) => inArray(t.stage, [...stages]);

/** 担当 that still holds, as `assignmentOf` judges it. */
function isHeld(t: Table, { now }: Moment): SQL | undefined {
  const goesOn = and(eq(t.assignedStage, 'arrived'), eq(t.stage, 'underReview'));
  return and(isNotNull(t.assigneeId), gt(t.assignedUntil, now), or(eq(t.assignedStage, t.stage), goesOn));
}

function conditionOf(t: Table, queue: Queue, moment: Moment): SQL | undefined {
  switch (queue) {
    case 'open':
      return inStages(t, OPEN_STAGES);
    case 'new':
      return eq(t.stage, 'arrived');
    case 'mine':
      return and(eq(t.assigneeId, moment.officerId), inStages(t, OPEN_STAGES), isHeld(t, moment));
    case 'visit':
      return and(inStages(t, OPEN_STAGES), lte(t.visitOn, addDays(moment.today, 1)));
    case 'unidentified':
      return and(inStages(t, ['arrived', 'underReview']), isNull(t.householdNumber));
    case 'review':
      return inStages(t, ['provisional', 'cancelProvisional']);
    case 'decision':
      return inStages(t, ['reviewed', 'cancelReviewed']);
    case 'withdrawal':
      return or(
        eq(t.stage, 'cancelRequested'),
        and(inStages(t, ['provisional', 'reviewed', 'approved']), isNotNull(t.withdrawalRequestedAt)),
      );
    case 'correction':
      return eq(t.stage, 'correctionRequested');
    case 'overdue':
      return and(eq(t.stage, 'completed'), isNull(t.movedInOn), lt(t.movingOn, addDays(moment.today, -NOTICE_DAYS)));
  }
}

function matches(t: Table, filter: InboxFilter, moment: Moment): SQL | undefined {
  const { stage, receipt, assignee, visitUntil } = filter;
  const held = isHeld(t, moment);
  const whose = {
    me: and(held, eq(t.assigneeId, moment.officerId)),
    colleague: and(held, ne(t.assigneeId, moment.officerId)),
    nobody: held && sql`not coalesce(${held}, false)`,
  };
  return and(
    // A stage by itself looks beyond what is open.
    stage && filter.queue === 'open' ? eq(t.stage, stage) : conditionOf(t, filter.queue, moment),
    stage ? eq(t.stage, stage) : undefined,
    receipt ? like(t.receiptNumber, `%${receipt.replaceAll(/[%_\\]/g, '')}%`) : undefined,
    visitUntil ? lte(t.visitOn, visitUntil) : undefined,
    assignee ? whose[assignee] : undefined,
  );
}

/** 処理順 of `queue-order.ts` for the database: overdue, tomorrow, this week, the rest. */
function rankOf(t: Table, { today }: Moment): SQL {
  return sql`case when ${t.visitOn} < ${today} then 0 when ${t.visitOn} <= ${addDays(today, 1)} then 1 when ${t.visitOn} <= ${addDays(today, 5)} or ${t.movingOn} <= ${today} then 2 else 3 end`;
}

/** One page of the inbox in the order of legal risk: the order is found in an index, and only these cases are opened. */
export async function inboxPage(
  room: OfficeRoom,
  session: OfficeSession,
  officer: Officer,
  filter: InboxFilter,
): Promise<{ cases: ApplicationCase[]; total: number }> {
  const { db, t: tables } = session;
  const t = tables.applications;
  const moment = momentOf(room, officer);
  const where = matches(t, filter, moment);
  const [counted] = await db.select({ total: count() }).from(t).where(where);
  const chosen = await db
    .select({ receiptNumber: t.receiptNumber })
    .from(t)
    .where(where)
    .orderBy(rankOf(t, moment), t.visitOn, t.arrivedAt, t.receiptNumber)
    .limit(PAGE_ROWS)
    .offset((filter.page - 1) * PAGE_ROWS);
  const order = new Map(chosen.map(({ receiptNumber }, index) => [receiptNumber, index]));
  if (order.size === 0) return { cases: [], total: Number(counted?.total ?? 0) };
  const rows = await db
    .select()
    .from(t)
    .where(inArray(t.receiptNumber, [...order.keys()]));
  const cases = rows
    .map((row) => caseOfRow(room, row))
    .sort((a, b) => (order.get(a.receiptNumber) ?? 0) - (order.get(b.receiptNumber) ?? 0));
  return { cases, total: Number(counted?.total ?? 0) };
}

/** 件数 of every queue. */
export async function countQueues(
  room: OfficeRoom,
  session: OfficeSession,
  officer: Officer,
  queues: readonly Queue[],
): Promise<Map<Queue, number>> {
  const t = session.t.applications;
  const moment = momentOf(room, officer);
  const counts = new Map<Queue, number>();
  for (const queue of queues) {
    const [row] = await session.db
      .select({ cases: count() })
      .from(t)
      .where(conditionOf(t, queue, moment));
    counts.set(queue, Number(row?.cases ?? 0));
  }
  return counts;
}
