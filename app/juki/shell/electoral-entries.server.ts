import { and, asc, eq, inArray, lte } from 'drizzle-orm';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { TownTables } from '#db/schema/index.ts';
import { changeOfEntry, type RollEntry, type RollVerdict } from '../core/electoral-roll.ts';
import type { RegisterSlice, Resident } from '../core/register.ts';
import { recordAccess } from './audited.server.ts';
import { recordedDaysOf } from './electoral-history.server.ts';
import { recordsOfNumbers } from './removed-records.server.ts';
import type { Room, TownSession } from './room.server.ts';

type EntryRow = TownTables['electoralEntries']['$inferSelect'];

/** Persons of one transaction of the night. */
const PAGE = 200;

/** Changes that no run has reported yet. */
export const UNREPORTED = '';

/** 選挙人名簿の一人 → entry. */
export function entryOf({ state, registeredOn, leftOn, removeFrom, removedBecause }: EntryRow): RollEntry {
  if (state === 'marked') return { state, registeredOn, leftOn: leftOn ?? '', removeFrom: removeFrom ?? '' };
  if (state === 'removed') return { state, registeredOn, removedBecause: removedBecause ?? 'left' };
  return { state, registeredOn };
}

/** Writes what an entry has become. */
export async function saveEntry({ db, t }: TownSession, addresseeNumber: string, entry: RollEntry): Promise<void> {
  const values = {
    state: entry.state,
    registeredOn: entry.registeredOn,
    leftOn: entry.state === 'marked' ? entry.leftOn : null,
    removeFrom: entry.state === 'marked' ? entry.removeFrom : null,
    removedBecause: entry.state === 'removed' ? entry.removedBecause : null,
  };
  await db
    .insert(t.electoralEntries)
    .values({ addresseeNumber, ...values })
    .onConflictDoUpdate({ target: t.electoralEntries.addresseeNumber, set: values });
}

/** 名簿の異動の記録: what was proposed or done to one person. */
export function changeRow(
  addresseeNumber: string,
  { kind, article, basisOn }: RollVerdict,
  stamp: { runId: string; at: string; state: 'proposed' | 'done' },
): TownTables['electoralChanges']['$inferInsert'] {
  return { ...stamp, addresseeNumber, kind, article, basisOn: basisOn ?? null };
}

/** Entries of persons, by 宛名番号. */
export async function entriesOf({ db, t }: TownSession, numbers: readonly string[]): Promise<Map<string, RollEntry>> {
  if (numbers.length === 0) return new Map();
  const rows = await db
    .select()
    .from(t.electoralEntries)
    .where(inArray(t.electoralEntries.addresseeNumber, [...numbers]));
  return new Map(rows.map((row) => [row.addresseeNumber, entryOf(row)]));
}

/**
 * 直ちに行う表示と抹消 (公職選挙法第27条第1項, 第28条): in the transaction of the act itself. Only who came, left, or changed nationality is
 * looked up.
 */
export async function followRoll(
  room: Room,
  session: TownSession,
  before: RegisterSlice,
  changed: readonly Resident[],
): Promise<void> {
  const concerned = changed.filter((resident) => {
    const was = before.residents.get(resident.addresseeNumber);
    return (
      was && (was.status !== resident.status || was.kind !== resident.kind || was.removed?.on !== resident.removed?.on)
    );
  });
  const entries = await entriesOf(
    session,
    concerned.map((resident) => resident.addresseeNumber),
  );
  for (const resident of concerned) {
    const entry = entries.get(resident.addresseeNumber);
    const verdict = entry && changeOfEntry(entry, resident, room.today());
    if (verdict) await apply(room, session, resident.addresseeNumber, verdict);
  }
}

/** 表示・抹消の判断 (公職選挙法第27条, 第28条); the history is read only of who came back under a mark. */
export async function changeOn(
  room: Room,
  session: TownSession,
  addresseeNumber: string,
  entry: RollEntry,
  person: Resident,
): Promise<RollVerdict | undefined> {
  const cameBack = entry.state === 'marked' && person.status === 'resident';
  const recorded = cameBack ? await recordedDaysOf(room, session, addresseeNumber) : undefined;
  return changeOfEntry(entry, person, room.today(), recorded);
}

async function apply(room: Room, session: TownSession, addresseeNumber: string, verdict: RollVerdict): Promise<void> {
  if (!verdict.entry) return;
  await saveEntry(session, addresseeNumber, verdict.entry);
  const stamp = { runId: UNREPORTED, at: room.clock.now(), state: 'done' as const };
  await session.db.insert(session.t.electoralChanges).values(changeRow(addresseeNumber, verdict, stamp));
}

/** 四箇月の経過による抹消 (公職選挙法第28条第2号): by the index on the day, a page to a transaction; the same night twice changes nothing. */
export async function removeAfterFourMonths(room: Room): Promise<number> {
  const today = room.today();
  let removed = 0;
  for (let page = PAGE; page === PAGE; removed += page)
    page = await room.store.write((one) => removePage(room, one, today));
  return removed;
}

async function removePage(room: Room, session: TownSession, today: CalendarDate): Promise<number> {
  const { db, t } = session;
  const rows = await db
    .select()
    .from(t.electoralEntries)
    .where(and(eq(t.electoralEntries.state, 'marked'), lte(t.electoralEntries.removeFrom, today)))
    .orderBy(asc(t.electoralEntries.removeFrom))
    .limit(PAGE);
  if (rows.length === 0) return 0;
  const numbers = rows.map((row) => row.addresseeNumber);
  const records = await recordsOfNumbers(session, numbers);
  for (const row of rows) {
    const record = records.find((one) => one.addresseeNumber === row.addresseeNumber)?.record as Resident | undefined;
    // A 除票 that is no longer kept: what the roll itself knows of the leaving decides.
    const removal: RollVerdict = {
      kind: 'remove',
      article: '公職選挙法第28条第2号',
      ...(row.leftOn ? { basisOn: row.leftOn } : {}),
      entry: { state: 'removed', registeredOn: row.registeredOn, removedBecause: 'left' },
    };
    const verdict = record && (await changeOn(room, session, row.addresseeNumber, entryOf(row), record));
    await apply(room, session, row.addresseeNumber, verdict ?? removal);
  }
  await recordAccess(
    room,
    session,
    { officer: room.system, reason: '転出から四か月の経過による抹消' },
    { act: 'followElectoralRoll', subjects: numbers },
  );
  return rows.length;
}
