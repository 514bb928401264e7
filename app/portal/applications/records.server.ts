import { and, asc, desc, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { CertificateValidation, PlannedVisit } from '#app/messages/contracts/application.ts';
import type { Instant } from '#app/vocabulary/clock.ts';
import { CertificateSerial, type ReceiptNumber } from '#app/vocabulary/identifiers.ts';
import { CalendarDate } from '#app/vocabulary/persons.ts';
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

/** A stored application by its receipt number; without a subject only for messages, which carry no account. */
export async function findRecord(
  context: PortalContext,
  { db, t }: PortalSession,
  by: { receiptNumber: string; subject?: string } | { draftId: string; subject: string },
): Promise<ApplicationRecord | undefined> {
  const key =
    'receiptNumber' in by
      ? eq(t.portalApplications.receiptNumber, by.receiptNumber)
      : eq(t.portalApplications.draftId, by.draftId);
  const [row] = await db
    .select()
    .from(t.portalApplications)
    .where(by.subject === undefined ? key : and(key, eq(t.portalApplications.subject, by.subject)))
    .limit(1);
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

/** 経過 of one application. */
export async function listHops(
  context: PortalContext,
  { db, t }: PortalSession,
  receiptNumber: string,
): Promise<Hop[]> {
  const rows: PortalSession['t']['portalHops']['$inferSelect'][] = await db
    .select()
    .from(t.portalHops)
    .where(eq(t.portalHops.receiptNumber, receiptNumber))
    .orderBy(asc(t.portalHops.position));
  return rows.map((row) => ({
    object: row.object,
    step: row.step,
    reportedBy: row.reportedBy,
    at: row.at,
    details: row.sealed ? Details.parse(context.open(row.sealed)) : {},
  }));
}
