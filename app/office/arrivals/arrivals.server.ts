import { and, count, eq, inArray } from 'drizzle-orm';
import { VisitNotice } from '#app/messages/contracts/application.ts';
import type { Officer } from '#app/vocabulary/roles.ts';
import { CounterRecord } from '../counter/counter-record.ts';
import { NotFoundHereError, type OfficeRoom, type OfficeSession } from '../room.server.ts';
import { type ArrivalStage, isArrivalStage } from './arrival-stages.ts';

/** 転入予定: one visit as stored, opened. */
export interface ArrivalCase {
  caseId: string;
  receiptNumber?: string;
  movingOutId?: string;
  stage: ArrivalStage;
  version: number;
  hasNotice: boolean;
  hasCertificate: boolean;
  visitOn?: string;
  visitOffice?: string;
  visitTime?: string;
  checkInCode?: string;
  movingOn?: string;
  lastDay?: string;
  fromMunicipality?: string;
  draftId?: string;
  notice?: VisitNotice;
  counter: CounterRecord;
  updatedAt: string;
}

type Row = OfficeSession['t']['arrivalCases']['$inferSelect'];

function stageOf(text: string): ArrivalStage {
  if (!isArrivalStage(text)) throw new Error(`unknown stage ${text}`);
  return text;
}

/** A row of the table as an opened case. */
export function arrivalOfRow(room: OfficeRoom, row: Row): ArrivalCase {
  return {
    caseId: row.caseId,
    stage: stageOf(row.stage),
    version: row.version,
    hasNotice: row.hasNotice,
    hasCertificate: row.hasCertificate,
    updatedAt: row.updatedAt,
    ...(row.receiptNumber ? { receiptNumber: row.receiptNumber } : {}),
    ...(row.movingOutId ? { movingOutId: row.movingOutId } : {}),
    ...(row.visitOn ? { visitOn: row.visitOn } : {}),
    ...(row.visitOffice ? { visitOffice: row.visitOffice } : {}),
    ...(row.visitTime ? { visitTime: row.visitTime } : {}),
    ...(row.checkInCode ? { checkInCode: row.checkInCode } : {}),
    ...(row.movingOn ? { movingOn: row.movingOn } : {}),
    ...(row.lastDay ? { lastDay: row.lastDay } : {}),
    ...(row.fromMunicipality ? { fromMunicipality: row.fromMunicipality } : {}),
    ...(row.draftId ? { draftId: row.draftId } : {}),
    ...(row.sealedNotice ? { notice: room.open(VisitNotice, row.sealedNotice) } : {}),
    counter: room.open(CounterRecord, row.sealedCounter),
  };
}

async function findBy(
  room: OfficeRoom,
  session: OfficeSession,
  key: 'caseId' | 'receiptNumber' | 'movingOutId' | 'checkInCode',
  value: string,
): Promise<ArrivalCase | undefined> {
  const t = session.t.arrivalCases;
  const [row] = await session.db.select().from(t).where(eq(t[key], value)).limit(1);
  return row ? arrivalOfRow(room, row) : undefined;
}

/** The case of a visit notice. */
export function findArrivalByReceipt(room: OfficeRoom, session: OfficeSession, receiptNumber: string) {
  return findBy(room, session, 'receiptNumber', receiptNumber);
}

/** The case of a 転出. */
export function findArrivalByMovingOut(room: OfficeRoom, session: OfficeSession, movingOutId: string) {
  return findBy(room, session, 'movingOutId', movingOutId);
}

/** The case of a 受付の符号. */
export function findArrivalByCheckIn(room: OfficeRoom, session: OfficeSession, code: string) {
  return findBy(room, session, 'checkInCode', code);
}

/** The case, or undefined. */
export function findArrival(room: OfficeRoom, session: OfficeSession, caseId: string) {
  return findBy(room, session, 'caseId', caseId);
}

/** The case; a 404 when this town has none. */
export async function getArrival(room: OfficeRoom, session: OfficeSession, caseId: string): Promise<ArrivalCase> {
  const found = await findBy(room, session, 'caseId', caseId);
  if (!found) throw new NotFoundHereError(`no arrival ${caseId}`);
  return found;
}

/** Cases in some stages; with a day only those whose visit is planned for it. */
export async function listArrivals(
  room: OfficeRoom,
  session: OfficeSession,
  filter: { stages?: readonly ArrivalStage[]; visitOn?: string; hasCertificate?: boolean },
  limit = 500,
): Promise<ArrivalCase[]> {
  const t = session.t.arrivalCases;
  const rows = await session.db
    .select()
    .from(t)
    .where(
      and(
        filter.stages ? inArray(t.stage, [...filter.stages]) : undefined,
        filter.visitOn ? eq(t.visitOn, filter.visitOn) : undefined,
        filter.hasCertificate === undefined ? undefined : eq(t.hasCertificate, filter.hasCertificate),
      ),
    )
    .orderBy(t.visitOn, t.visitTime, t.caseId)
    .limit(limit);
  return rows.map((row) => arrivalOfRow(room, row));
}

/** 件数 per stage. */
export async function countArrivals(session: OfficeSession): Promise<Map<ArrivalStage, number>> {
  const t = session.t.arrivalCases;
  const rows = await session.db.select({ stage: t.stage, cases: count() }).from(t).groupBy(t.stage);
  return new Map(rows.map((row) => [stageOf(row.stage), Number(row.cases)]));
}

/** What an act changes of a case; `null` empties a column. */
export interface ArrivalChange {
  stage?: ArrivalStage;
  counter?: CounterRecord;
  notice?: VisitNotice | null;
  receiptNumber?: string | null;
  movingOutId?: string | null;
  hasNotice?: boolean;
  hasCertificate?: boolean;
  visitOn?: string | null;
  visitOffice?: string | null;
  visitTime?: string | null;
  checkInCode?: string | null;
  movingOn?: string;
  lastDay?: string | null;
  fromMunicipality?: string;
  draftId?: string | null;
}

/** Writes a change and the line of 処理経過 in the caller's transaction. */
export async function writeArrival(
  room: OfficeRoom,
  session: OfficeSession,
  before: ArrivalCase,
  change: ArrivalChange,
  event: { officer: Officer; act: string; note?: string },
): Promise<void> {
  const { counter, notice, ...columns } = change;
  const version = before.version + 1;
  const t = session.t.arrivalCases;
  await session.db
    .update(t)
    .set({
      ...columns,
      ...(counter ? { sealedCounter: room.seal(counter) } : {}),
      ...(notice === undefined ? {} : { sealedNotice: notice === null ? null : room.seal(notice) }),
      version,
      updatedAt: room.clock.now(),
    })
    .where(eq(t.caseId, before.caseId));
  await room.recordEvent(session, { caseId: before.caseId, version, ...event });
}

/** A new case from the first paper or from a visitor who came without any. */
export async function openArrival(
  room: OfficeRoom,
  session: OfficeSession,
  first: ArrivalChange & { stage: ArrivalStage; counter: CounterRecord },
  event: { officer: Officer; act: string },
  caseId = room.newId(),
): Promise<ArrivalCase> {
  const { counter, notice, ...columns } = first;
  const now = room.clock.now();
  await session.db.insert(session.t.arrivalCases).values({
    hasNotice: false,
    hasCertificate: false,
    ...columns,
    caseId,
    version: 1,
    sealedCounter: room.seal(counter),
    sealedNotice: notice ? room.seal(notice) : null,
    createdAt: now,
    updatedAt: now,
  });
  await room.recordEvent(session, { caseId, version: 1, ...event });
  return getArrival(room, session, caseId);
}
