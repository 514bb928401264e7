import { and, asc, desc, eq, isNull } from 'drizzle-orm';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import type { Officer } from '#app/vocabulary/roles.ts';
import {
  judgeOldScreen,
  NotFoundHereError,
  type OfficeRoom,
  type OfficeSession,
  type RecordedEvent,
} from '../room.server.ts';
import { type InspectionApplication, InspectionRecord, InspectionState } from './inspection-record.ts';
import {
  INSPECTION_RULES,
  type InspectionAct,
  inspectionAfter,
  OPEN_STATES,
  whyNotInspection,
} from './inspection-rules.ts';

/** Reason of what is read and done for a 閲覧. */
export const INSPECTION_REASON = '台帳の閲覧';

const OPEN_SHOWN = 200;
const CLOSED_SHOWN = 50;

const ACT_NAMES = {
  review: 'reviewInspection',
  approve: 'approveInspection',
  refuse: 'refuseInspection',
  withdraw: 'withdrawInspection',
  finish: 'finishInspection',
} as const satisfies Record<InspectionAct['act'], string>;

/** 閲覧の申出 as it was read from its row. */
export interface Inspection {
  inspectionId: string;
  state: InspectionState;
  version: number;
  filedOn: CalendarDate;
  record: InspectionRecord;
}

/** 閲覧の実施の一行. */
export interface ReadingLine {
  readingId: string;
  readOn: CalendarDate;
  startedAt: string;
  endedAt?: string;
  entries: number;
  copied?: number;
  officerName: string;
}

type Row = OfficeSession['t']['inspections']['$inferSelect'];

function inspectionOf(room: OfficeRoom, { inspectionId, state, version, filedOn, sealed }: Row): Inspection {
  const record = room.open(InspectionRecord, sealed);
  return { inspectionId, state: InspectionState.parse(state), version, filedOn, record };
}

/** One 申出, inside the caller's transaction. */
export async function loadInspection(room: OfficeRoom, { db, t }: OfficeSession, id: string): Promise<Inspection> {
  const [row] = await db.select().from(t.inspections).where(eq(t.inspections.inspectionId, id)).limit(1);
  if (!row) throw new NotFoundHereError(id);
  return inspectionOf(room, row);
}

/** A reading of today that is not over. */
export async function isReadingNow(room: OfficeRoom, { db, t }: OfficeSession, inspectionId: string): Promise<boolean> {
  const { inspectionReadings: readings } = t;
  const [open] = await db
    .select({ readingId: readings.readingId })
    .from(readings)
    .where(and(eq(readings.inspectionId, inspectionId), eq(readings.readOn, room.today()), isNull(readings.endedAt)))
    .limit(1);
  return open !== undefined;
}

/** 閲覧の申出の一覧: what waits for somebody by the day it came, then the newest that are closed. */
export async function inspectionList(
  room: OfficeRoom,
  officer: Officer,
): Promise<{ open: Inspection[]; closed: Inspection[] }> {
  room.permit(officer, 'seeInspections');
  return room.store.read(async ({ db, t: { inspections } }) => {
    const rows = (open: boolean) =>
      db
        .select()
        .from(inspections)
        .where(eq(inspections.open, open))
        .orderBy(open ? asc(inspections.filedOn) : desc(inspections.filedOn))
        .limit(open ? OPEN_SHOWN : CLOSED_SHOWN);
    const opened = await rows(true);
    const closed = await rows(false);
    const read = (row: Row) => inspectionOf(room, row);
    return { open: opened.map(read), closed: closed.map(read) };
  });
}

/** 閲覧の申出の受付; the same press once more is the same 申出. */
export async function fileInspection(
  room: OfficeRoom,
  officer: Officer,
  inspectionId: string,
  application: InspectionApplication,
): Promise<void> {
  room.permit(officer, 'fileInspections');
  await room.store.write(async (session) => {
    const { db, t } = session;
    const record: InspectionRecord = { application };
    const added = await db
      .insert(t.inspections)
      .values({
        inspectionId,
        ground: application.ground,
        state: 'filed',
        version: 1,
        filedOn: room.today(),
        open: true,
        sealed: room.seal(record),
      })
      .onConflictDoNothing()
      .returning({ inspectionId: t.inspections.inspectionId });
    if (added.length === 0) return;
    await recordStep(room, session, officer, { inspectionId, version: 1 }, 'fileInspection', '申出を受け付ける');
  });
}

/** 申出の一件の画面. */
export interface InspectionPage extends Inspection {
  readings: ReadingLine[];
  readingNow: boolean;
  events: RecordedEvent[];
}

/** 閲覧の申出の一件. */
export async function inspectionPage(room: OfficeRoom, officer: Officer, id: string): Promise<InspectionPage> {
  room.permit(officer, 'seeInspections');
  return room.store.write(async (session) => {
    const found = await loadInspection(room, session, id);
    const { inspectionReadings: readings } = session.t;
    const rows = await session.db
      .select()
      .from(readings)
      .where(eq(readings.inspectionId, id))
      .orderBy(desc(readings.startedAt))
      .limit(CLOSED_SHOWN);
    await room.recordAct(session, officer, {
      act: 'readInspection',
      subjects: [],
      reason: INSPECTION_REASON,
      caseId: id,
    });
    return {
      ...found,
      readings: rows.map(
        ({ endedAt, copied, sealedReader: _, sealedList: __, inspectionId: ___, paperNumber: ____, ...line }) => ({
          ...line,
          ...(endedAt === null ? {} : { endedAt }),
          ...(copied === null ? {} : { copied }),
        }),
      ),
      readingNow: await isReadingNow(room, session, id),
      events: await room.eventsOf(session, id),
    };
  });
}

/** 審査, 決裁, 取下げ, 完了: two officers decide unless the town has 専決. */
export async function actOnInspection(
  room: OfficeRoom,
  officer: Officer,
  press: { inspectionId: string; version: number },
  act: InspectionAct,
): Promise<Outcome<undefined>> {
  const { label, permission, to } = INSPECTION_RULES[act.act];
  room.permit(officer, permission);
  const { inspectionId } = press;
  return room.store.write(async (session) => {
    const found = await loadInspection(room, session, inspectionId);
    if (found.version !== press.version) {
      const judged = await judgeOldScreen(room, session, {
        caseId: inspectionId,
        version: press.version,
        officer,
        act: label,
      });
      return judged === 'repeated' ? { accepted: true, value: undefined } : { accepted: false, refusal: judged };
    }
    const facts = {
      ...found,
      officerId: officer.id,
      today: room.today(),
      soleDecision: room.town.rules.soleDecision,
      readingNow: await isReadingNow(room, session, inspectionId),
    };
    const refusal = whyNotInspection(act, facts);
    if (refusal) return { accepted: false, refusal };
    const record = inspectionAfter(act, found.record, { id: officer.id, name: officer.name }, facts.today);
    const version = found.version + 1;
    await session.db
      .update(session.t.inspections)
      .set({ state: to, version, open: OPEN_STATES.includes(to), sealed: room.seal(record) })
      .where(eq(session.t.inspections.inspectionId, inspectionId));
    const note = 'reason' in act ? act.reason : 'opinion' in act ? act.opinion : undefined;
    await recordStep(room, session, officer, { inspectionId, version }, ACT_NAMES[act.act], label, note);
    return { accepted: true, value: undefined };
  });
}

/** 処理経過 and 操作ログ of one step. */
export async function recordStep(
  room: OfficeRoom,
  session: OfficeSession,
  officer: Officer,
  { inspectionId: caseId, version }: { inspectionId: string; version: number },
  act: string,
  label: string,
  note?: string,
): Promise<void> {
  await room.recordEvent(session, { caseId, officer, act: label, version, ...(note ? { note } : {}) });
  await room.recordAct(session, officer, { act, subjects: [], reason: INSPECTION_REASON, caseId });
}
