import { and, desc, eq, inArray } from 'drizzle-orm';
import { VisitNotice, type VisitStatusReport } from '#app/messages/contracts/application.ts';
import { relocationDeadline } from '#app/vocabulary/deadlines.ts';
import type { ReceiptNumber } from '#app/vocabulary/identifiers.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import { VISIT_STATES, type VisitState, visitAfterTownReport } from '../applications/status.ts';
import type { PortalContext, PortalSession } from '../context.server.ts';
import type { Resident } from '../drafts/answers.ts';
import { refuseSecondRelocation, refuseTakenSlot } from '../drafts/eligibility.ts';
import { receiptNumberAt } from '../filing/receipt-numbers.ts';
import { refuseSignature } from '../filing/signature-refusals.ts';
import { leaveNotice } from '../notices/notices.server.ts';
import { municipalityName } from '../places.server.ts';
import type { RelocationPlan, RelocationView } from './relocation.ts';
import { releasePlace, takePlace } from './reservations.server.ts';

type Row = PortalSession['t']['portalRelocationVisits']['$inferSelect'];

const OPEN = ['announced', 'prepared'] as const satisfies readonly VisitState[];

function stateOf(row: Row): VisitState {
  const state = VISIT_STATES.find((one) => one === row.state);
  if (!state) throw new Error(`unknown state ${row.state}`);
  return state;
}

function isOpen(state: VisitState): boolean {
  return OPEN.some((one) => one === state);
}

function viewOf(context: PortalContext, row: Row): RelocationView {
  const notice = VisitNotice.parse(context.open(row.sealed));
  const state = stateOf(row);
  const office = context.offices(row.municipality).find(({ code }) => code === notice.visit.office);
  return {
    receiptNumber: row.receiptNumber,
    state,
    announcedAt: row.announcedAt,
    ...(row.arrivedAt ? { arrivedAt: row.arrivedAt } : {}),
    town: { code: row.municipality, name: municipalityName(row.municipality) },
    ...(office ? { office } : {}),
    latestDay: relocationDeadline(notice.movingOn),
    notice,
    mayCancel: isOpen(state),
  };
}

/** 転居予約 of an account; nobody else's exist for it. */
export interface Relocations {
  /** Names one form, so that sending it twice announces one visit. */
  newFormKey(): string;
  list(resident: Resident): Promise<RelocationView[]>;
  find(resident: Resident, receiptNumber: string): Promise<RelocationView | undefined>;
  /** The visit that this form has become. */
  findSent(resident: Resident, formKey: string): Promise<ReceiptNumber | undefined>;
  announce(resident: Resident, formKey: string, plan: RelocationPlan): Promise<Outcome<ReceiptNumber>>;
  /** undefined = no such visit for this account. */
  cancel(resident: Resident, receiptNumber: string): Promise<Outcome<undefined> | undefined>;
}

async function findRow({ db, t }: PortalSession, receiptNumber: string, subject?: string): Promise<Row | undefined> {
  const table = t.portalRelocationVisits;
  const [row] = await db
    .select()
    .from(table)
    .where(and(eq(table.receiptNumber, receiptNumber), subject === undefined ? undefined : eq(table.subject, subject)))
    .limit(1);
  return row;
}

async function findByForm({ db, t }: PortalSession, subject: string, formKey: string): Promise<Row | undefined> {
  const table = t.portalRelocationVisits;
  const [row] = await db
    .select()
    .from(table)
    .where(and(eq(table.subject, subject), eq(table.formKey, formKey)))
    .limit(1);
  return row;
}

async function openVisitOf({ db, t }: PortalSession, subject: string): Promise<string | undefined> {
  const table = t.portalRelocationVisits;
  const [row] = await db
    .select({ receiptNumber: table.receiptNumber })
    .from(table)
    .where(and(eq(table.subject, subject), inArray(table.state, [...OPEN])))
    .limit(1);
  return row?.receiptNumber;
}

export function createRelocations(context: PortalContext): Relocations {
  const { store, clock, mailroom } = context;
  return {
    newFormKey: context.newId,
    list: ({ subject }) =>
      store.read(async ({ db, t }) => {
        const table = t.portalRelocationVisits;
        const rows = await db.select().from(table).where(eq(table.subject, subject)).orderBy(desc(table.announcedAt));
        return rows.map((row) => viewOf(context, row));
      }),
    find: ({ subject }, receiptNumber) =>
      store.read(async (session) => {
        const row = await findRow(session, receiptNumber, subject);
        return row && viewOf(context, row);
      }),
    findSent: ({ subject }, formKey) =>
      store.read(async (session) => (await findByForm(session, subject, formKey))?.receiptNumber),
    announce: ({ subject }, formKey, plan) =>
      store.write(async (session): Promise<Outcome<ReceiptNumber>> => {
        const sent = await findByForm(session, subject, formKey);
        if (sent) return { accepted: true, value: sent.receiptNumber };
        const refusal = refuseSecondRelocation(await openVisitOf(session, subject));
        if (refusal) return { accepted: false, refusal };
        const now = clock.now();
        const receiptNumber = receiptNumberAt(now, context.random);
        const { on, office, startsAt } = plan.visit;
        const scope = { municipality: plan.toMunicipality, procedure: 'relocation' } as const;
        if (startsAt && !(await takePlace(context, session, { receiptNumber }, scope, { on, office, startsAt }))) {
          return { accepted: false, refusal: refuseTakenSlot() };
        }
        const notice: VisitNotice = { ...plan, receiptNumber };
        await session.db.insert(session.t.portalRelocationVisits).values({
          receiptNumber,
          subject,
          formKey,
          municipality: plan.toMunicipality,
          state: 'announced' satisfies VisitState,
          movingOn: plan.movingOn,
          visitOn: plan.visit.on,
          announcedAt: now,
          sealed: context.seal(notice),
          updatedAt: now,
        });
        await mailroom.post(session, {
          type: 'VisitNotice',
          to: plan.toMunicipality,
          subject: receiptNumber,
          content: notice,
        });
        return { accepted: true, value: receiptNumber };
      }),
    cancel: ({ subject }, receiptNumber) =>
      store.write(async (session): Promise<Outcome<undefined> | undefined> => {
        const row = await findRow(session, receiptNumber, subject);
        if (!row) return undefined;
        const state = stateOf(row);
        if (state === 'cancelled') return { accepted: true, value: undefined };
        if (!isOpen(state)) return { accepted: false, refusal: refuseSignature('notNow') };
        await releasePlace(session, row);
        await mailroom.post(session, {
          type: 'VisitCancelled',
          to: row.municipality,
          subject: receiptNumber,
          content: { receiptNumber },
        });
        await saveState(context, session, row, { state: 'cancelled' });
        return { accepted: true, value: undefined };
      }),
  };
}

async function saveState(
  context: PortalContext,
  { db, t }: PortalSession,
  row: Row,
  change: { state: VisitState; arrivedAt?: string },
): Promise<void> {
  await db
    .update(t.portalRelocationVisits)
    .set({ ...change, updatedAt: context.clock.now() })
    .where(eq(t.portalRelocationVisits.receiptNumber, row.receiptNumber));
}

/**
 * 時間枠の取消し of a 転居予約: the visit ends at the town too, and the account is told why and may announce another one. False = the
 * receipt number is not one of these.
 */
export async function loseRelocationSlot(
  context: PortalContext,
  session: PortalSession,
  lost: { receiptNumber: string; on: CalendarDate; reason: string },
): Promise<boolean> {
  const { receiptNumber, on: date, reason } = lost;
  const row = await findRow(session, receiptNumber);
  if (!row || !isOpen(stateOf(row))) return row !== undefined;
  await context.mailroom.post(session, {
    type: 'VisitCancelled',
    to: row.municipality,
    subject: receiptNumber,
    content: { receiptNumber },
  });
  await saveState(context, session, row, { state: 'cancelled' });
  await leaveNotice(context, session, {
    subject: row.subject,
    sentence: 'relocation.slotWithdrawn',
    at: context.clock.now(),
    to: municipalityName(row.municipality),
    date,
    reason,
  });
  return true;
}

/**
 * 来庁予定の処理状況 of a 転居予約. False = the receipt number is not one of these. A report of any other town is not
 * applied and stays visible as failed.
 */
export async function applyRelocationReport(
  context: PortalContext,
  session: PortalSession,
  report: VisitStatusReport,
  from: string,
): Promise<boolean> {
  const row = await findRow(session, report.receiptNumber);
  if (!row) return false;
  if (row.municipality !== from) throw new Error('a report comes from a town that the visit does not concern');
  const state = visitAfterTownReport(stateOf(row), report.status);
  if (state) {
    await saveState(context, session, row, {
      state,
      ...(report.status === 'arrived' && !row.arrivedAt ? { arrivedAt: report.at } : {}),
    });
  }
  return true;
}
