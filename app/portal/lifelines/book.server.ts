import { and, desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { LifelineCompany, LifelineReceipt, LifelineRequest } from '#app/national/contracts/lifelines.ts';
import type { PortalContext, PortalSession } from '../context.server.ts';
import { afterWithdrawal, LIFELINE_STATES, type LifelineState, mayAskAgain, waitsForCompany } from './states.ts';
import type { LifelineView } from './views.ts';

const Sealed = z.object({
  request: LifelineRequest,
  receipt: LifelineReceipt.optional(),
  no: z.string().optional(),
});
const State = z.enum(LIFELINE_STATES);

type Row = PortalSession['t']['portalLifelines']['$inferSelect'];

/** 申込み as stored, opened. */
export interface LifelineEntry {
  requestId: string;
  receiptNumber: string;
  subject: string;
  company: LifelineCompany;
  round: number;
  state: LifelineState;
  attempts: number;
  consentedAt: string;
  updatedAt: string;
  request: LifelineRequest;
  receipt?: LifelineReceipt;
  no?: string;
}

function entryOf(context: PortalContext, row: Row): LifelineEntry {
  const { requestId, receiptNumber, subject, round, attempts, consentedAt, updatedAt } = row;
  return {
    requestId,
    receiptNumber,
    subject,
    company: LifelineCompany.parse(row.company),
    round,
    state: State.parse(row.state),
    attempts,
    consentedAt,
    updatedAt,
    ...Sealed.parse(context.open(row.sealed)),
  };
}

/** What its page shows of an entry. */
export function viewOfEntry(entry: LifelineEntry): LifelineView {
  const { state, request, receipt, no, attempts, consentedAt, updatedAt } = entry;
  return {
    state,
    request,
    ...(receipt ? { receipt } : {}),
    ...(no ? { no } : {}),
    everSent: attempts > 0,
    consentedAt,
    updatedAt,
    mayWithdraw: afterWithdrawal(state, attempts > 0) !== undefined,
    mayAskAgain: mayAskAgain(state),
  };
}

export async function findEntry(
  context: PortalContext,
  { db, t }: PortalSession,
  requestId: string,
): Promise<LifelineEntry | undefined> {
  const [row] = await db.select().from(t.portalLifelines).where(eq(t.portalLifelines.requestId, requestId)).limit(1);
  return row && entryOf(context, row);
}

/** The newest request of a filing to a company. */
export async function latestEntry(
  context: PortalContext,
  { db, t }: PortalSession,
  receiptNumber: string,
  company: LifelineCompany,
): Promise<LifelineEntry | undefined> {
  const [row] = await db
    .select()
    .from(t.portalLifelines)
    .where(and(eq(t.portalLifelines.receiptNumber, receiptNumber), eq(t.portalLifelines.company, company)))
    .orderBy(desc(t.portalLifelines.round))
    .limit(1);
  return row && entryOf(context, row);
}

/** Stores an entry; one that waits is due at `nextTryAt` (protocol time). */
export async function saveEntry(
  context: PortalContext,
  { db, t }: PortalSession,
  entry: LifelineEntry,
  nextTryAt: number,
): Promise<void> {
  const { request, receipt, no, ...columns } = entry;
  const values = {
    ...columns,
    nextTryAt: waitsForCompany(entry.state) ? nextTryAt : null,
    answerBy: entry.state === 'received' && receipt?.state === 'received' ? receipt.answerBy : null,
    sealed: context.seal({ request, receipt, no }),
    updatedAt: context.clock.now(),
  };
  await db
    .insert(t.portalLifelines)
    .values(values)
    .onConflictDoUpdate({ target: t.portalLifelines.requestId, set: values });
}
