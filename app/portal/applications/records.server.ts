import { and, asc, desc, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { CertificateValidation, PlannedVisit } from '#app/messages/contracts/application.ts';
import type { Instant } from '#app/vocabulary/clock.ts';
import { CertificateSerial, type ReceiptNumber } from '#app/vocabulary/identifiers.ts';
import { CalendarDate } from '#app/vocabulary/persons.ts';
import { given, prepared } from '#db/prepared.ts';
import type { PortalContext, PortalSession } from '../context.server.ts';
import { sentenceOfHop, tellOfHop } from '../notices/notices.server.ts';
import { shareToDo } from '../to-do/keeping.server.ts';
import type { Hop, HopDetails } from './applications.ts';
import { APPLICATION_STATES, type ApplicationState, VISIT_STATES, type VisitState } from './status.ts';

/** 届出の中身 as it is kept, encrypted: the signed bytes, the evidence, the visit as it is planned now. */
export const FilingEvidence = z.object({
  formBytes: z.base64(),
  signature: z.base64(),
  certificateChain: z.array(z.base64()),
  signedAt: z.iso.datetime(),
  validation: CertificateValidation.optional(),
  authenticationSerial: CertificateSerial.optional(),
  visit: PlannedVisit,
  /** 受付の符号 of the QR code. */
  checkIn: z.string().optional(),
  /** What the old town wants mended, or why it refused. */
  message: z.object({ reason: z.string().optional(), fields: z.array(z.string()).optional() }).optional(),
});
export type FilingEvidence = z.infer<typeof FilingEvidence>;

/** 届出 as stored. */
export interface ApplicationRecord {
  receiptNumber: ReceiptNumber;
  draftId: string;
  subject: string;
  caseKey: string;
  corrects?: ReceiptNumber;
  fromMunicipality: string;
  toMunicipality: string;
  state: ApplicationState;
  visitState: VisitState;
  withdrawalRequestedAt?: Instant;
  movingOn: CalendarDate;
  filedAt: Instant;
  /** Protocol time, milliseconds. */
  validateAfter?: number;
  /** The day of the visit of which the resident was reminded. */
  remindedOn?: CalendarDate;
  evidence: FilingEvidence;
  updatedAt: Instant;
}

type ApplicationRow = PortalSession['t']['portalApplications']['$inferSelect'];

const ApplicationStateColumn = z.enum(APPLICATION_STATES);
const VisitStateColumn = z.enum(VISIT_STATES);

function recordOf(context: PortalContext, row: ApplicationRow): ApplicationRecord {
  const { corrects, withdrawalRequestedAt, validateAfter, sealed, visitOn, remindedOn, ...rest } = row;
  return {
    ...rest,
    state: ApplicationStateColumn.parse(row.state),
    visitState: VisitStateColumn.parse(row.visitState),
    ...(corrects ? { corrects } : {}),
    ...(withdrawalRequestedAt ? { withdrawalRequestedAt } : {}),
    ...(remindedOn ? { remindedOn } : {}),
    ...(validateAfter === null ? {} : { validateAfter }),
    evidence: FilingEvidence.parse(context.open(sealed)),
  };
}

const recordOfNumber = prepared(({ db, t: { portalApplications: applications } }: PortalSession) =>
  db
    .select()
    .from(applications)
    .where(eq(applications.receiptNumber, given('receiptNumber')))
    .limit(1),
);

const recordOfAccount = prepared(({ db, t: { portalApplications: applications } }: PortalSession) =>
  db
    .select()
    .from(applications)
    .where(and(eq(applications.receiptNumber, given('receiptNumber')), eq(applications.subject, given('subject'))))
    .limit(1),
);

const recordOfDraft = prepared(({ db, t: { portalApplications: applications } }: PortalSession) =>
  db
    .select()
    .from(applications)
    .where(and(eq(applications.draftId, given('draftId')), eq(applications.subject, given('subject'))))
    .limit(1),
);

/** A stored application by its receipt number; without a subject only for messages, which carry no account. */
export async function findRecord(
  context: PortalContext,
  session: PortalSession,
  by: { receiptNumber: string; subject?: string } | { draftId: string; subject: string },
): Promise<ApplicationRecord | undefined> {
  const find = 'draftId' in by ? recordOfDraft : by.subject === undefined ? recordOfNumber : recordOfAccount;
  const [row] = await find(session, by);
  return row && recordOf(context, row);
}

/** All applications of an account, the latest first. */
export async function listRecords(
  context: PortalContext,
  { db, t }: PortalSession,
  subject: string,
): Promise<ApplicationRecord[]> {
  const rows: ApplicationRow[] = await db
    .select()
    .from(t.portalApplications)
    .where(eq(t.portalApplications.subject, subject))
    .orderBy(desc(t.portalApplications.filedAt), desc(t.portalApplications.receiptNumber));
  return rows.map((row) => recordOf(context, row));
}

/** Stores a new application, or the new state of one; what the new town sees of the to-do list follows it. */
export async function saveRecord(
  context: PortalContext,
  session: PortalSession,
  record: ApplicationRecord,
): Promise<void> {
  const { db, t } = session;
  const { evidence, ...columns } = record;
  const values = {
    ...columns,
    corrects: record.corrects ?? null,
    withdrawalRequestedAt: record.withdrawalRequestedAt ?? null,
    validateAfter: record.validateAfter ?? null,
    remindedOn: record.remindedOn ?? null,
    visitOn: evidence.visit.on,
    sealed: context.seal(evidence),
    updatedAt: context.clock.now(),
  };
  await db
    .insert(t.portalApplications)
    .values(values)
    .onConflictDoUpdate({ target: t.portalApplications.receiptNumber, set: values });
  await shareToDo(context, session, record);
}

const Details = z.object({
  reason: z.string().optional(),
  movedInOn: CalendarDate.optional(),
  date: CalendarDate.optional(),
}) satisfies z.ZodType<HopDetails>;

/** Writes down what happened, in the order in which the portal learnt of it, and tells the filer what others did. */
export async function addHop(
  context: PortalContext,
  session: PortalSession,
  receiptNumber: string,
  hop: Omit<Hop, 'details'> & { details?: HopDetails },
): Promise<void> {
  const { db, t } = session;
  const [last] = await db
    .select({ position: sql<number>`coalesce(max(${t.portalHops.position}), 0)` })
    .from(t.portalHops)
    .where(eq(t.portalHops.receiptNumber, receiptNumber));
  await db.insert(t.portalHops).values({
    id: context.newId(),
    receiptNumber,
    position: Number(last?.position ?? 0) + 1,
    object: hop.object,
    step: hop.step,
    reportedBy: hop.reportedBy,
    at: hop.at,
    receivedAt: context.clock.now(),
    sealed: hop.details ? context.seal(hop.details) : null,
  });
  const sentence = sentenceOfHop(hop);
  const record = sentence && (await findRecord(context, session, { receiptNumber }));
  if (record) await tellOfHop(context, session, record, { ...hop, sentence });
}

const hopsOfNumber = prepared(({ db, t: { portalHops: hops } }: PortalSession) =>
  db
    .select()
    .from(hops)
    .where(eq(hops.receiptNumber, given('receiptNumber')))
    .orderBy(asc(hops.position)),
);

/** 経過 of one application. */
export async function listHops(context: PortalContext, session: PortalSession, receiptNumber: string): Promise<Hop[]> {
  const rows = await hopsOfNumber(session, { receiptNumber });
  return rows.map((row) => ({
    object: row.object,
    step: row.step,
    reportedBy: row.reportedBy,
    at: row.at,
    details: row.sealed ? Details.parse(context.open(row.sealed)) : {},
  }));
}
