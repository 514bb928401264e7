import { and, asc, eq, isNull, lte, or } from 'drizzle-orm';
import type { LifelineAnswer } from '#app/national/lifelines.server.ts';
import { OutageError } from '#app/national/outage.ts';
import type { PortalContext } from '../context.server.ts';
import { findEntry, type LifelineEntry, saveEntry } from './book.server.ts';
import { afterReceipt, afterRefusedWithdrawal, waitsForCompany } from './states.ts';

const AT_ONCE = 10;
const LONGEST_PAUSE_MS = 60_000;

/** Half a second, doubled each time, a minute at most. */
function nextTry(attempts: number, at: number): number {
  return at + Math.min(LONGEST_PAUSE_MS, 500 * 2 ** Math.min(attempts, 10));
}

/** Counts the attempt before it is made, so that a withdrawal meanwhile knows that something may have arrived. */
async function claim(context: PortalContext, requestId: string, at: number): Promise<LifelineEntry | undefined> {
  return context.store.write(async (session) => {
    const entry = await findEntry(context, session, requestId);
    if (!entry || !waitsForCompany(entry.state)) return undefined;
    const claimed = { ...entry, attempts: entry.attempts + 1 };
    await saveEntry(context, session, claimed, nextTry(claimed.attempts, at));
    return claimed;
  });
}

function ask(context: PortalContext, { state, request, company, requestId }: LifelineEntry): Promise<LifelineAnswer> {
  if (state === 'withdrawing') return context.lifelines.withdraw(company, requestId);
  return state === 'received' ? context.lifelines.state(company, requestId) : context.lifelines.send(request);
}

/** The entry as the answer to what was asked leaves it; undefined = the answer changes nothing. */
function answered(now: LifelineEntry, asked: LifelineEntry, answer: LifelineAnswer): LifelineEntry | undefined {
  if (answer.kind === 'receipt') {
    const state = afterReceipt(now.state, answer.receipt.state);
    // What the company said of the request is kept while its withdrawal is on the way.
    return { ...now, ...(state ? { state, no: undefined } : {}), receipt: answer.receipt };
  }
  if (now.state !== asked.state) return undefined;
  if (now.state === 'withdrawing') return { ...now, state: afterRefusedWithdrawal(now.receipt), no: answer.reason };
  return { ...now, state: 'refused', no: answer.reason };
}

/**
 * Hands one request over, asks what became of it, or takes it back. Silence only delays: the next try is planned already.
 * Returns whether the company answered.
 */
export async function deliverLifeline(context: PortalContext, requestId: string, at: number): Promise<boolean> {
  const asked = await claim(context, requestId, at);
  if (!asked) return false;
  let answer: LifelineAnswer;
  try {
    answer = await ask(context, asked);
  } catch (error) {
    if (error instanceof OutageError) return false;
    throw error;
  }
  await context.store.write(async (session) => {
    const now = await findEntry(context, session, requestId);
    const next = now && answered(now, asked, answer);
    if (next) await saveEntry(context, session, { ...next, attempts: 1 }, nextTry(1, at));
  });
  return true;
}

/** Everything that waits for a company and is due, side by side: one that hangs holds up nobody. Returns how many answered. */
export async function advanceLifelines(context: PortalContext, at: number): Promise<number> {
  const due = await context.store.read(({ db, t }) => {
    const table = t.portalLifelines;
    return db
      .select({ requestId: table.requestId })
      .from(table)
      .where(
        and(
          lte(table.nextTryAt, at),
          or(isNull(table.answerBy), lte(table.answerBy, context.clock.now()), eq(table.state, 'withdrawing')),
        ),
      )
      .orderBy(asc(table.nextTryAt))
      .limit(AT_ONCE);
  });
  const results = await Promise.allSettled(due.map(({ requestId }) => deliverLifeline(context, requestId, at)));
  for (const result of results) if (result.status === 'rejected') throw result.reason;
  return results.filter((result) => result.status === 'fulfilled' && result.value).length;
}
