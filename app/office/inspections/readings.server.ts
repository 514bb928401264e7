import { and, eq, isNull, lt } from 'drizzle-orm';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import type { Officer } from '#app/vocabulary/roles.ts';
import { nextPaperNumber } from '../papers/issue.server.ts';
import { judgeOldScreen, NotFoundHereError, type OfficeRoom, type OfficeSession, refuse } from '../room.server.ts';
import { ReadingList, ReadingReader } from './inspection-record.ts';
import { INSPECTION_RULES, type InspectionFacts, type ReadingStart, whyNotInspection } from './inspection-rules.ts';
import { INSPECTION_REASON, type Inspection, isReadingNow, loadInspection, recordStep } from './inspections.server.ts';

/** Persons of one entry of the log: few enough that each of them finds it by the index. */
const PER_ENTRY = 100;

type Press = { inspectionId: string; version: number };

async function findReading({ db, t }: OfficeSession, readingId: string) {
  const { inspectionReadings } = t;
  const [row] = await db.select().from(inspectionReadings).where(eq(inspectionReadings.readingId, readingId)).limit(1);
  return row;
}

/** May the reading begin? 'repeated' = it has begun by the same press. */
async function judge(
  room: OfficeRoom,
  session: OfficeSession,
  officer: Officer,
  press: Press,
  start: ReadingStart,
): Promise<Outcome<'repeated' | Inspection>> {
  const found = await loadInspection(room, session, press.inspectionId);
  const known = await findReading(session, start.readingId);
  if (known?.inspectionId === press.inspectionId) return { accepted: true, value: 'repeated' };
  if (found.version !== press.version) {
    const { label } = INSPECTION_RULES.read;
    const screen = { caseId: press.inspectionId, version: press.version, officer, act: label };
    const judged = await judgeOldScreen(room, session, screen);
    if (judged !== 'repeated') return { accepted: false, refusal: judged };
  }
  const facts: InspectionFacts = {
    ...found,
    officerId: officer.id,
    today: room.today(),
    soleDecision: room.town.rules.soleDecision,
    readingNow: await isReadingNow(room, session, press.inspectionId),
  };
  const refusal = whyNotInspection(start, facts);
  return refusal ? { accepted: false, refusal } : { accepted: true, value: found };
}

/**
 * 閲覧の開始: the reader is one of the 申出 and known by a document; the register makes the list of today and notes everybody on it.
 * The same press once more is the same reading.
 */
export async function startReading(
  room: OfficeRoom,
  officer: Officer,
  press: Press,
  start: ReadingStart,
): Promise<Outcome<undefined>> {
  room.permit(officer, 'holdInspections');
  const first = await room.store.read((session) => judge(room, session, officer, press, start));
  if (!first.accepted) return first;
  if (first.value === 'repeated') return { accepted: true, value: undefined };
  const { ground, range } = first.value.record.application;
  const by = ground === 'organ' ? 'organ' : 'applicant';
  const made = await room.juki.makeInspectionList(
    { by, range },
    room.access(officer, INSPECTION_REASON, press.inspectionId),
  );
  if (!made.accepted) return made;
  return room.store.write(async (session): Promise<Outcome<undefined>> => {
    // Whoever was faster meanwhile has the reading; what was made for this press is thrown away.
    const again = await judge(room, session, officer, press, start);
    if (!again.accepted) return again;
    if (again.value !== 'repeated') await beginReading(room, session, officer, again.value, start, made.value);
    return { accepted: true, value: undefined };
  });
}

async function beginReading(
  room: OfficeRoom,
  session: OfficeSession,
  officer: Officer,
  { inspectionId, version, record }: Inspection,
  { readingId, reader, document }: ReadingStart,
  list: ReadingList,
): Promise<void> {
  const { db, t } = session;
  const of = record.application.readers.find((one) => one.name === reader)?.of ?? '';
  await db.insert(t.inspectionReadings).values({
    readingId,
    inspectionId,
    readOn: room.today(),
    startedAt: room.clock.now(),
    entries: list.entries.length,
    officerName: officer.name,
    paperNumber: (await nextPaperNumber(room, session)).number,
    sealedReader: room.seal({ name: reader, of, document } satisfies ReturnType<typeof ReadingReader.parse>),
    sealedList: room.seal(list),
  });
  await db
    .update(t.inspections)
    .set({ version: version + 1 })
    .where(eq(t.inspections.inspectionId, inspectionId));
  const { label } = INSPECTION_RULES.read;
  const note = `閲覧者 ${reader}（${document}で確認）`;
  await room.recordEvent(session, { caseId: inspectionId, officer, act: label, version: version + 1, note });
}

/** 閲覧用リストの画面. */
export interface ReadingPage {
  readingId: string;
  inspection: Inspection;
  reader: ReturnType<typeof ReadingReader.parse>;
  readOn: string;
  /** 発行番号 of the list. */
  paperNumber: string;
  entries: number;
  ended: boolean;
  copied?: number;
  /** Erased when the reading is over, and not shown on another day. */
  list?: ReadingList['entries'];
}

/** 閲覧用リスト: only on the day of the reading and while it lasts; every look at it is noted of everybody on it. */
export async function readingPage(room: OfficeRoom, officer: Officer, readingId: string): Promise<ReadingPage> {
  room.permit(officer, 'holdInspections');
  return room.store.write(async (session) => {
    const row = await findReading(session, readingId);
    if (!row) throw new NotFoundHereError(readingId);
    const inspection = await loadInspection(room, session, row.inspectionId);
    const shown = row.sealedList !== null && row.endedAt === null && row.readOn === room.today();
    const list = shown ? room.open(ReadingList, row.sealedList ?? '') : undefined;
    const act = inspection.record.application.ground === 'organ' ? 'openOrganList' : 'openApplicantList';
    const { subjects = [] } = list ?? {};
    for (let at = 0; at < subjects.length; at += PER_ENTRY) {
      const some = subjects.slice(at, at + PER_ENTRY);
      await room.recordAct(session, officer, {
        act,
        subjects: some,
        reason: INSPECTION_REASON,
        caseId: row.inspectionId,
      });
    }
    return {
      readingId,
      inspection,
      reader: room.open(ReadingReader, row.sealedReader),
      readOn: row.readOn,
      paperNumber: row.paperNumber,
      entries: row.entries,
      ended: row.endedAt !== null || row.readOn !== room.today(),
      ...(row.copied === null ? {} : { copied: row.copied }),
      ...(list ? { list: list.entries } : {}),
    };
  });
}

/** 閲覧の終了: the list was taken back and is erased; how many lines were copied is kept. Pressed twice, it ends once. */
export async function endReading(
  room: OfficeRoom,
  officer: Officer,
  readingId: string,
  copied: number,
): Promise<Outcome<{ inspectionId: string }>> {
  room.permit(officer, 'holdInspections');
  return room.store.write(async (session) => {
    const row = await findReading(session, readingId);
    if (!row) throw new NotFoundHereError(readingId);
    const { inspectionId } = row;
    if (row.endedAt !== null) return { accepted: true, value: { inspectionId } };
    if (copied > row.entries) {
      return refuse(
        'E43',
        '転記した人数が、一覧の人数より多くなっています。数え直してください。',
        '住民基本台帳法第11条、第11条の2',
      );
    }
    const { inspectionReadings } = session.t;
    await session.db
      .update(inspectionReadings)
      .set({ endedAt: room.clock.now(), copied, sealedList: null })
      .where(eq(inspectionReadings.readingId, readingId));
    const { version } = await loadInspection(room, session, inspectionId);
    const note = `転記 ${copied}人。一覧は返してもらい、消去しました。`;
    await recordStep(room, session, officer, { inspectionId, version }, 'endReading', '閲覧を終える', note);
    return { accepted: true, value: { inspectionId } };
  });
}

/** 夜間: a list that nobody took back is erased, and its reading is over. Returns how many. */
export async function forgetInspectionLists(room: OfficeRoom): Promise<number> {
  return room.store.write(async ({ db, t: { inspectionReadings: readings } }) => {
    const over = await db
      .update(readings)
      .set({ endedAt: room.clock.now(), sealedList: null })
      .where(and(lt(readings.readOn, room.today()), isNull(readings.endedAt)))
      .returning({ readingId: readings.readingId });
    return over.length;
  });
}
