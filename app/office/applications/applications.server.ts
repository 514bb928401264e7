import { and, count, desc, eq, inArray, ne } from 'drizzle-orm';
import { MovingForm, MovingOutApplication } from '#app/messages/contracts/application.ts';
import type { Officer } from '#app/vocabulary/roles.ts';
import { NotFoundHereError, type OfficeRoom, type OfficeSession } from '../room.server.ts';
import { type ApplicationStage, isApplicationStage } from './application-stages.ts';
import { ApplicationWork } from './application-work.ts';

/** 申請: one application as stored, opened. */
export interface ApplicationCase {
  receiptNumber: string;
  stage: ApplicationStage;
  version: number;
  filedAt: string;
  arrivedAt: string;
  movingOn: string;
  visitOn: string;
  completedAt?: string;
  movedOutOn?: string;
  movedInOn?: string;
  corrects?: string;
  correctedBy?: string;
  addresseeNumber?: string;
  householdNumber?: string;
  draftId?: string;
  movingOutId?: string;
  withdrawalRequestedAt?: string;
  retries: number;
  assignment?: Assignment;
  application: MovingOutApplication;
  form: MovingForm;
  work: ApplicationWork;
}

/** 担当 as stored; whether it still holds is `assignmentOf`'s to say. */
export interface Assignment {
  officerId: string;
  officerName: string;
  until: string;
  stage: string;
}

type Row = OfficeSession['t']['applications']['$inferSelect'];

/** The form is read from the signed bytes and from nothing else. Throws for bytes that are no form. */
export function formOf(application: MovingOutApplication): MovingForm {
  return MovingForm.parse(JSON.parse(Buffer.from(application.formBytes, 'base64').toString('utf8')));
}

function stageOf(text: string): ApplicationStage {
  if (!isApplicationStage(text)) throw new Error(`unknown stage ${text}`);
  return text;
}

const present = <K extends string>(key: K, value: string | null): { [P in K]?: string } =>
  (value === null ? {} : { [key]: value }) as { [P in K]?: string };

/** A row of the table as an opened case. */
export function caseOfRow(room: OfficeRoom, row: Row): ApplicationCase {
  const application = room.open(MovingOutApplication, row.sealedApplication);
  return {
    receiptNumber: row.receiptNumber,
    stage: stageOf(row.stage),
    version: row.version,
    filedAt: row.filedAt,
    arrivedAt: row.arrivedAt,
    movingOn: row.movingOn,
    visitOn: row.visitOn,
    ...present('completedAt', row.completedAt),
    ...present('movedOutOn', row.movedOutOn),
    ...present('movedInOn', row.movedInOn),
    ...present('corrects', row.corrects),
    ...present('correctedBy', row.correctedBy),
    ...present('addresseeNumber', row.addresseeNumber),
    ...present('householdNumber', row.householdNumber),
    ...present('draftId', row.draftId),
    ...present('movingOutId', row.movingOutId),
    ...present('withdrawalRequestedAt', row.withdrawalRequestedAt),
    retries: row.retries,
    ...(row.assigneeId && row.assignedUntil && row.assignedStage
      ? {
          assignment: {
            officerId: row.assigneeId,
            officerName: row.assigneeName ?? '',
            until: row.assignedUntil,
            stage: row.assignedStage,
          },
        }
      : {}),
    application,
    form: formOf(application),
    work: room.open(ApplicationWork, row.sealedWork),
  };
}

/** The case of a receipt number, or undefined. */
export async function findApplication(
  room: OfficeRoom,
  session: OfficeSession,
  receiptNumber: string,
): Promise<ApplicationCase | undefined> {
  const t = session.t.applications;
  const [row] = await session.db.select().from(t).where(eq(t.receiptNumber, receiptNumber)).limit(1);
  return row ? caseOfRow(room, row) : undefined;
}

/** The case of a receipt number; a 404 when this town has none. */
export async function getApplication(
  room: OfficeRoom,
  session: OfficeSession,
  receiptNumber: string,
): Promise<ApplicationCase> {
  const found = await findApplication(room, session, receiptNumber);
  if (!found) throw new NotFoundHereError(`no application ${receiptNumber}`);
  return found;
}

/** Cases in some stages, the nearest visit first. */
export async function listApplications(
  room: OfficeRoom,
  session: OfficeSession,
  stages: readonly ApplicationStage[],
  limit = 500,
): Promise<ApplicationCase[]> {
  const t = session.t.applications;
  const rows = await session.db
    .select()
    .from(t)
    .where(inArray(t.stage, [...stages]))
    .orderBy(t.visitOn, desc(t.arrivedAt))
    .limit(limit);
  return rows.map((row) => caseOfRow(room, row));
}

/** 件数 per stage. */
export async function countApplications(session: OfficeSession): Promise<Map<ApplicationStage, number>> {
  const t = session.t.applications;
  const rows = await session.db.select({ stage: t.stage, cases: count() }).from(t).groupBy(t.stage);
  return new Map(rows.map((row) => [stageOf(row.stage), Number(row.cases)]));
}

/** 他の申請: receipt numbers of open applications of the same household. */
export async function otherOpenApplications(
  session: OfficeSession,
  receiptNumber: string,
  householdNumber: string,
  stages: readonly ApplicationStage[],
): Promise<string[]> {
  const t = session.t.applications;
  const rows = await session.db
    .select({ receiptNumber: t.receiptNumber })
    .from(t)
    .where(
      and(eq(t.householdNumber, householdNumber), ne(t.receiptNumber, receiptNumber), inArray(t.stage, [...stages])),
    )
    .limit(20);
  return rows.map((row) => row.receiptNumber);
}

/** What an act changes of a case; `null` empties a column. */
export interface ApplicationChange {
  stage?: ApplicationStage;
  work?: ApplicationWork;
  completedAt?: string;
  movedOutOn?: string;
  movedInOn?: string;
  correctedBy?: string;
  addresseeNumber?: string;
  householdNumber?: string;
  draftId?: string | null;
  movingOutId?: string;
  withdrawalRequestedAt?: string | null;
  retryAfter?: string | null;
  retries?: number;
  assigneeId?: string | null;
  assigneeName?: string | null;
  assignedUntil?: string | null;
  assignedStage?: string | null;
}

/** Writes a change and the line of 処理経過 in the caller's transaction; gives the new version. */
export async function writeApplication(
  room: OfficeRoom,
  session: OfficeSession,
  before: ApplicationCase,
  change: ApplicationChange,
  event: { officer: Officer; act: string; note?: string },
): Promise<number> {
  const { work, ...columns } = change;
  const version = before.version + 1;
  const t = session.t.applications;
  await session.db
    .update(t)
    .set({
      ...columns,
      ...(work ? { sealedWork: room.seal(work) } : {}),
      version,
      updatedAt: room.clock.now(),
    })
    .where(eq(t.receiptNumber, before.receiptNumber));
  await room.recordEvent(session, { caseId: before.receiptNumber, version, ...event });
  return version;
}
