import { and, asc, eq, gt, inArray, isNotNull, isNull, notInArray } from 'drizzle-orm';
import { refusal } from '../core/checks.ts';
import type { RegisterSlice, Resident } from '../core/register.ts';
import { takeOver } from '../core/take-over.ts';
import { workOfTakenOver } from '../core/taken-over-work.ts';
import { loadSlice } from '../shell/registry.server.ts';
import type { Room, TownSession } from '../shell/room.server.ts';
import { type HistoryRow, readHistory, type StagedText } from './household.ts';
import { createRows } from './rows.server.ts';
import type { LineNote } from './staging.server.ts';
import { addWorkOf } from './work.server.ts';

/** Households of one transaction; each of them is all or nothing by itself. */
const HOUSEHOLDS = 256;

/** 取込の結果. */
export interface ListCounts {
  /** Rows that went through the second stage, whatever became of them. */
  rows: number;
  households: number;
  residents: number;
  /** Persons who had been taken over from the very same rows before. */
  unchanged: number;
  /** Rows of households that were not taken. */
  refused: number;
}

/** One transaction of the second stage; undefined when nothing is left. */
export interface CommittedBatch {
  counts: ListCounts;
  notes: LineNote[];
}

interface Household {
  groupNumber: string;
  histories: HistoryRow[][];
}

/** 取込の第二段階: the next households in the order of their numbers, through the events and rows of any other act. */
export async function commitBatch(room: Room, hash: string): Promise<CommittedBatch | undefined> {
  return room.store.write(async (session) => {
    const groups = await nextGroups(session, hash);
    const last = groups.at(-1);
    if (last === undefined) return undefined;
    const batch: CommittedBatch = {
      counts: { rows: 0, households: 0, residents: 0, unchanged: 0, refused: 0 },
      notes: [],
    };
    const readable = await readGroups(room, session, groups, batch);
    await takeAll(room, session, readable, batch);
    const { db, t } = session;
    await db.update(t.dataListImports).set({ cursor: last }).where(eq(t.dataListImports.fileHash, hash));
    return batch;
  });
}

async function nextGroups({ db, t }: TownSession, hash: string): Promise<string[]> {
  const [running] = await db
    .select({ cursor: t.dataListImports.cursor })
    .from(t.dataListImports)
    .where(eq(t.dataListImports.fileHash, hash));
  const found = await db
    .selectDistinct({ groupNumber: t.dataListRows.groupNumber })
    .from(t.dataListRows)
    .where(and(isNotNull(t.dataListRows.groupNumber), gt(t.dataListRows.groupNumber, running?.cursor ?? '')))
    .orderBy(asc(t.dataListRows.groupNumber))
    .limit(HOUSEHOLDS);
  return found.flatMap(({ groupNumber }) => groupNumber ?? []);
}

/** The households whose rows can all be read; the others are reported. */
async function readGroups(
  room: Room,
  { db, t }: TownSession,
  groups: readonly string[],
  { counts, notes }: CommittedBatch,
): Promise<Household[]> {
  const members = await db
    .selectDistinct({ addresseeNumber: t.dataListRows.addresseeNumber, groupNumber: t.dataListRows.groupNumber })
    .from(t.dataListRows)
    .where(inArray(t.dataListRows.groupNumber, [...groups]));
  const numbers = [...new Set(members.map((member) => member.addresseeNumber))];
  const rows = await db.select().from(t.dataListRows).where(inArray(t.dataListRows.addresseeNumber, numbers));
  const texts = new Map<string, StagedText[]>();
  for (const { addresseeNumber, line, unreadable, body } of rows) {
    const staged = { line, unreadable, sealed: body, text: room.open<string>(body) };
    texts.set(addresseeNumber, [...(texts.get(addresseeNumber) ?? []), staged]);
  }
  const town = { code: room.town.code, today: room.today() };
  const readable: Household[] = [];
  for (const groupNumber of groups) {
    const people = members.filter((member) => member.groupNumber === groupNumber);
    const staged = people.map(({ addresseeNumber }) => texts.get(addresseeNumber) ?? []);
    const size = staged.reduce((sum, one) => sum + one.length, 0);
    counts.rows += size;
    const histories = staged.map((one) => readHistory(one, town));
    const failed = histories.flatMap((one) => (one.readable ? [] : [one]));
    if (failed.length > 0) {
      counts.refused += size;
      notes.push(...failed.map(({ line, sentence }) => refused(line, sentence)));
      continue;
    }
    const taken = histories.flatMap((one) => (one.readable ? [one] : []));
    for (const { rows: own, renumbered } of taken) {
      const line = own[0]?.line ?? 0;
      const sentence = '1から欠番なく付け直します。';
      if (renumbered) notes.push({ line, level: 'note', column: '個人履歴番号', sentence });
    }
    readable.push({ groupNumber, histories: taken.map((one) => one.rows) });
  }
  return readable;
}

function refused(line: number, sentence: string): LineNote {
  return { line, level: 'error', column: '', sentence: `${sentence}世帯の全員を取り込みません。` };
}

async function takeAll(
  room: Room,
  session: TownSession,
  households: readonly Household[],
  { counts, notes }: CommittedBatch,
): Promise<void> {
  const everybody = households.flatMap(({ histories }) => histories.flatMap((rows) => rows.at(-1)?.resident ?? []));
  const keys = {
    households: households.map((one) => one.groupNumber),
    addressees: everybody.map((resident) => resident.addresseeNumber),
    codes: everybody.flatMap((resident) => resident.residentRecordCode ?? []),
  };
  const known = await loadSlice(session, keys, room.cipher);
  const taken = new Map<string, Resident>();
  const written = createRows(room, session);
  const work: ReturnType<typeof workOfTakenOver> = [];
  for (const { groupNumber, histories } of households) {
    const newest = histories.flatMap((rows) => rows.at(-1)?.resident ?? []);
    if (await isUnchanged(room, session, known, histories)) {
      counts.unchanged += histories.length;
      continue;
    }
    const command = {
      householdNumber: groupNumber,
      histories: histories.map((rows) => rows.map((row) => row.resident)),
      movingOutIds: newest.map((resident) => (resident.movingOut ? room.newId() : '')),
    };
    const clashes = newest.flatMap((one) => keysOf(one).flatMap((key) => taken.get(key) ?? []));
    const residents = new Map([...known.residents, ...clashes.map((one) => [one.addresseeNumber, one] as const)]);
    const outcome = takeOver(command, { ...known, residents });
    if (!outcome.accepted) {
      const { code, sentence } = refusal(outcome.error);
      notes.push(refused(histories[0]?.[0]?.line ?? 0, `${code} ${sentence}`));
      counts.refused += histories.flat().length;
      continue;
    }
    const after = written.add(outcome.events, histories);
    for (const resident of after.residents.values()) for (const key of keysOf(resident)) taken.set(key, resident);
    if (newest.some((one) => one.status === 'resident') && !newest.some((one) => one.householder)) {
      const line = histories[0]?.[0]?.line ?? 0;
      notes.push({ line, level: 'note', column: '続柄表記', sentence: '世帯主のいない世帯です。' });
    }
    work.push(...workOfTakenOver(newest));
    counts.households += 1;
    counts.residents += histories.length;
  }
  await written.save();
  await addWorkOf(room, session, work);
}

/** By what two persons of one transaction could be taken for one. */
function keysOf({ addresseeNumber, residentRecordCode, status }: Resident): string[] {
  const isPresent = residentRecordCode && status === 'resident';
  return [`number ${addresseeNumber}`, ...(isPresent ? [`code ${residentRecordCode}`] : [])];
}

/** The very same rows are in the register already: importing them again changes nothing. */
async function isUnchanged(
  room: Room,
  { db, t }: TownSession,
  known: RegisterSlice,
  histories: readonly HistoryRow[][],
): Promise<boolean> {
  const numbers = histories.flatMap((rows) => rows[0]?.resident.addresseeNumber ?? []);
  if (!numbers.every((number) => known.residents.has(number))) return false;
  const kept = await db
    .select({
      addresseeNumber: t.snapshots.addresseeNumber,
      historyNumber: t.snapshots.historyNumber,
      listRow: t.snapshots.listRow,
    })
    .from(t.snapshots)
    .where(and(inArray(t.snapshots.addresseeNumber, numbers), isNotNull(t.snapshots.listRow)));
  const texts = new Map(
    kept.map((row) => [`${row.addresseeNumber}/${row.historyNumber}`, room.open<string>(row.listRow ?? '')]),
  );
  const rows = histories.flatMap((own) => own.map((row, index) => ({ row, index })));
  return (
    texts.size === rows.length &&
    rows.every(({ row, index }) => texts.get(`${row.resident.addresseeNumber}/${index + 1}`) === row.text)
  );
}

/** Rows that no household took along, because their person has no newest row; `after` is a line. */
export async function orphans(room: Room, after: number): Promise<LineNote[]> {
  const lines = await room.store.read(({ db, t }) => {
    const grouped = db
      .select({ addresseeNumber: t.dataListRows.addresseeNumber })
      .from(t.dataListRows)
      .where(isNotNull(t.dataListRows.groupNumber));
    return db
      .select({ line: t.dataListRows.line })
      .from(t.dataListRows)
      .where(
        and(
          isNull(t.dataListRows.groupNumber),
          gt(t.dataListRows.line, after),
          notInArray(t.dataListRows.addresseeNumber, grouped),
        ),
      )
      .orderBy(asc(t.dataListRows.line))
      .limit(500);
  });
  return lines.map(({ line }) => ({
    line,
    level: 'error',
    column: '最新フラグ',
    sentence: 'この方には最新フラグの行がありません。取り込みません。',
  }));
}
