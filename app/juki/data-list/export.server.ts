import { and, asc, desc, eq, gt, inArray, sql } from 'drizzle-orm';
import type { Access } from '#app/vocabulary/roles.ts';
import type { TownTables } from '#db/schema/index.ts';
import type { Resident } from '../core/register.ts';
import { type RollStep, rollItemOn } from '../core/roll-item.ts';
import { recordAccess } from '../shell/audited.server.ts';
import { rollStepsOf } from '../shell/electoral-items.server.ts';
import { residentFrom } from '../shell/register-rows.server.ts';
import { storeOf } from '../shell/removed-records.server.ts';
import type { Room, TownSession } from '../shell/room.server.ts';
import { type Cells, HEADER, placeOf } from './columns.ts';
import { formatRecord, parseRecord } from './csv.ts';
import { flagOf, writeRow } from './write-row.ts';

/** Persons of one read. */
const PERSONS = 400;

/** Where the list goes: waits while the receiver is slow. */
export type ListSink = (text: string) => Promise<void>;

type Records = TownTables['residents'];

interface Person {
  resident: Resident;
  history: TownTables['snapshots']['$inferSelect'][];
  /** 選挙人名簿の登録・抹消; none where this register never registered the person. */
  roll: RollStep[];
  headName?: string;
}

/**
 * 基本データリストの出力: everybody with all rows, in the order of the 宛名番号 as numbers. What was taken over and is still so is handed on
 * byte for byte. Recorded like every read of persons, one entry per page.
 */
export async function exportList(
  room: Room,
  sink: ListSink,
  access: Access,
  progress?: (rows: number) => void,
): Promise<number> {
  room.admit(access);
  const opening = await openingOf(room);
  const lineEnd = opening.endsWith('\r\n') ? '\r' : '';
  await sink(opening);
  let rows = 0;
  for (const length of await numberLengths(room)) {
    let cursor = '';
    for (;;) {
      const page = await room.store.read((session) => readPage(room, session, length, cursor));
      const last = page.at(-1);
      if (!last) break;
      await record(room, access, page);
      const lines = page.flatMap((person) => linesOf(room, person, lineEnd));
      await sink(lines.map((line) => `${line}\n`).join(''));
      rows += lines.length;
      cursor = last.resident.addresseeNumber;
      progress?.(rows);
    }
  }
  return rows;
}

/** As the newest file began that was taken over: byte order mark, header, line end. */
async function openingOf(room: Room): Promise<string> {
  const [newest] = await room.store.read(({ db, t }) =>
    db
      .select({ opening: t.dataListImports.opening })
      .from(t.dataListImports)
      .where(eq(t.dataListImports.state, 'done'))
      .orderBy(desc(t.dataListImports.startedAt))
      .limit(1),
  );
  return newest?.opening || `${HEADER}\n`;
}

/** Old numbers are shorter than new ones; within one length the order of texts is that of numbers. */
async function numberLengths(room: Room): Promise<number[]> {
  const found = await room.store.read(async ({ db, t }) => {
    const lengthsIn = (records: Records) =>
      db.selectDistinct({ length: sql<number>`length(${records.addresseeNumber})` }).from(records);
    return [...(await lengthsIn(t.residents)), ...(await lengthsIn(storeOf(t)))];
  });
  return [...new Set(found.map(({ length }) => Number(length)))].sort((a, b) => a - b);
}

async function readPage(room: Room, { db, t }: TownSession, length: number, cursor: string): Promise<Person[]> {
  const pageOf = (records: Records) =>
    db
      .select()
      .from(records)
      .where(and(gt(records.addresseeNumber, cursor), eq(sql`length(${records.addresseeNumber})`, length)))
      .orderBy(asc(records.addresseeNumber))
      .limit(PERSONS);
  const rows = [...(await pageOf(t.residents)), ...(await pageOf(storeOf(t)))]
    .sort((a, b) => (a.addresseeNumber < b.addresseeNumber ? -1 : 1))
    .slice(0, PERSONS);
  const residents = rows.map((row) => residentFrom(row, room.cipher));
  const numbers = residents.map((resident) => resident.addresseeNumber);
  const history = await db
    .select()
    .from(t.snapshots)
    .where(inArray(t.snapshots.addresseeNumber, numbers))
    .orderBy(asc(t.snapshots.addresseeNumber), asc(t.snapshots.historyNumber));
  const historyOf = new Map<string, Person['history']>();
  for (const row of history) historyOf.set(row.addresseeNumber, [...(historyOf.get(row.addresseeNumber) ?? []), row]);
  const written = residents.filter((one) => !historyOf.get(one.addresseeNumber)?.at(-1)?.listRow);
  const headNames = await headsOf(room, { db, t } as TownSession, [
    ...new Set(written.map((one) => one.householdNumber)),
  ]);
  const steps = await rollStepsOf({ db, t } as TownSession, numbers);
  return residents.map((resident) => {
    const headName = headNames.get(resident.householdNumber);
    const own = historyOf.get(resident.addresseeNumber) ?? [];
    return {
      resident,
      history: own,
      roll: steps.get(resident.addresseeNumber) ?? [],
      ...(headName ? { headName } : {}),
    };
  });
}

/** 世帯主氏名 of households whose newest rows this register wrote itself. */
async function headsOf(room: Room, { db, t }: TownSession, households: string[]): Promise<Map<string, string>> {
  if (households.length === 0) return new Map();
  const rows = await db.select().from(t.residents).where(inArray(t.residents.householdNumber, households));
  const members = rows.map((row) => residentFrom(row, room.cipher));
  const heads = members.filter((member) => member.householder && member.status === 'resident');
  return new Map(heads.map((head) => [head.householdNumber, head.name.full]));
}

/** Rows of one person without their line feeds; a carriage return that a row came with stays. */
function linesOf(room: Room, { resident, history, roll, headName }: Person, lineEnd: string): string[] {
  let base: Cells | undefined;
  const closedOn = resident.status === 'resident' ? undefined : resident.removed?.on;
  return history.map((row, index) => {
    const latest = index === history.length - 1;
    const moment = latest ? { on: room.today(), closedOn } : { on: room.today(), knownAt: row.processedAt };
    const isElector = roll.length > 0 ? rollItemOn(roll, moment) !== undefined : undefined;
    const text = row.listRow === null ? undefined : room.open<string>(row.listRow);
    if (text !== undefined) {
      const cells = parseRecord(text) ?? [];
      base = cells;
      return withCells(text, cells, latest ? electorCell(isElector) : { 最新フラグ: '0' });
    }
    const snapshot = room.open<Resident>(row.body);
    const head = latest ? headName : undefined;
    const cells = writeRow(latest ? resident : snapshot, {
      townCode: room.town.code,
      latest,
      isElector,
      ...(head ? { headName: head } : {}),
      ...(base ? { base } : {}),
    });
    return formatRecord(cells) + lineEnd;
  });
}

/** What this register knows of the roll replaces what the former system said. */
function electorCell(isElector: boolean | undefined): Record<string, string> {
  return isElector === undefined ? {} : { 選挙人名簿登録有無: flagOf(isElector) };
}

/** A row as it was taken over, byte for byte but for these cells. */
function withCells(text: string, cells: Cells, changes: Record<string, string>): string {
  const stale = Object.entries(changes).filter(([column, value]) => cells[placeOf(column)] !== value);
  if (stale.length === 0) return text;
  const changed = [...cells];
  for (const [column, value] of stale) changed[placeOf(column)] = value;
  return formatRecord(changed) + (text.endsWith('\r') ? '\r' : '');
}

async function record(room: Room, access: Access, page: readonly Person[]): Promise<void> {
  await room.store.write((session) =>
    recordAccess(room, session, access, {
      act: 'exportDataList',
      subjects: page.map((person) => person.resident.addresseeNumber),
      numberAccessed: true,
    }),
  );
}
