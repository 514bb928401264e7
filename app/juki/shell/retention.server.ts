import { and, asc, eq, inArray, lt, sql } from 'drizzle-orm';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { TownTables } from '#db/schema/index.ts';
import type { MovingOut, Resident } from '../core/register.ts';
import { lastRetentionDay, retentionLimits } from '../core/retention.ts';
import { readSearchKeys } from '../core/search-keys.ts';
import { recordAccess } from './audited.server.ts';
import { putIntoStore, recordsOfNumbers, storedKeys, takeFromStore } from './removed-records.server.ts';
import type { Room, TownSession } from './room.server.ts';
import { saveKeyChanges } from './search-keys.server.ts';

type Row = TownTables['residents']['$inferSelect'];

/** Persons of one transaction. */
const PAGE = 100;

/**
 * 除票の年次移行 (標準仕様書 1.1.5, 住民基本台帳法施行令第34条): once a year, in the first night on or after its day, 除票 of more than five years
 * go into the store, and those of more than 150 years are erased. A transaction per page: an interrupted run goes on in the next night.
 */
export async function keepRemovedRecords(room: Room): Promise<void> {
  const dueOn = lastRetentionDay(room.today());
  const open = await room.store.write((session) => beginRun(room, session, dueOn));
  if (!open) return;
  const { storedBefore, erasedBefore } = retentionLimits(dueOn);
  const page = (work: (session: TownSession) => Promise<number>) => room.store.write(work);
  while ((await page((session) => storePage(room, session, dueOn, storedBefore))) > 0);
  while ((await page((session) => erasePage(room, session, dueOn, erasedBefore))) > 0);
  await room.store.write(({ db, t }) =>
    db.update(t.retentionRuns).set({ finishedAt: room.clock.now() }).where(eq(t.retentionRuns.dueOn, dueOn)),
  );
}

async function beginRun(room: Room, { db, t }: TownSession, dueOn: CalendarDate): Promise<boolean> {
  const runs = t.retentionRuns;
  const [known] = await db.select().from(runs).where(eq(runs.dueOn, dueOn)).limit(1);
  if (!known) await db.insert(runs).values({ dueOn, startedAt: room.clock.now(), moved: 0, erased: 0 });
  return !known?.finishedAt;
}

async function storePage(room: Room, session: TownSession, dueOn: string, before: string): Promise<number> {
  const { db, t } = session;
  const { residents, retentionRuns } = t;
  const rows = await db
    .select()
    .from(residents)
    .where(lt(residents.removedOn, before))
    .orderBy(asc(residents.removedOn))
    .limit(PAGE);
  for (const row of rows) {
    await putIntoStore(session, row);
    const keys = readSearchKeys(row.searchKeys);
    const { addresseeNumber } = row;
    await saveKeyChanges(session, [{ addresseeNumber, text: '', stale: keys, added: storedKeys(keys) }]);
  }
  if (rows.length === 0) return 0;
  await db
    .update(retentionRuns)
    .set({ moved: sql`${retentionRuns.moved} + ${rows.length}` })
    .where(eq(retentionRuns.dueOn, dueOn));
  await note(room, session, 'storeRemovedRecords', rows);
  return rows.length;
}

async function erasePage(room: Room, session: TownSession, dueOn: string, before: string): Promise<number> {
  const { db, t } = session;
  const { removedRecords, retentionRuns } = t;
  const rows = await db
    .select()
    .from(removedRecords)
    .where(lt(removedRecords.removedOn, before))
    .orderBy(asc(removedRecords.removedOn))
    .limit(PAGE);
  if (rows.length === 0) return 0;
  for (const row of rows) await erasePerson(room, session, row);
  for (const movingOutId of new Set(rows.flatMap((row) => row.movingOutId ?? []))) {
    await eraseMovingOut(session, movingOutId);
  }
  await db
    .update(retentionRuns)
    .set({ erased: sql`${retentionRuns.erased} + ${rows.length}` })
    .where(eq(retentionRuns.dueOn, dueOn));
  await note(room, session, 'eraseRemovedRecords', rows);
  return rows.length;
}

/** The 除票, every row of its history, and what is found by its number. */
async function erasePerson(room: Room, session: TownSession, row: Row): Promise<void> {
  const { db, t } = session;
  const { addresseeNumber } = row;
  await takeFromStore(session, addresseeNumber);
  const stale = storedKeys(readSearchKeys(row.searchKeys));
  await saveKeyChanges(session, [{ addresseeNumber, text: '', stale, added: [] }]);
  const { snapshots, householdMembers } = t;
  const history = await db
    .delete(snapshots)
    .where(eq(snapshots.addresseeNumber, addresseeNumber))
    .returning({ body: snapshots.body });
  const households = history.map(({ body }) => room.open<Resident>(body).householdNumber);
  await db
    .delete(householdMembers)
    .where(
      and(
        inArray(householdMembers.householdNumber, [...new Set([row.householdNumber, ...households])]),
        eq(householdMembers.addresseeNumber, addresseeNumber),
      ),
    );
  await db.delete(t.certificateLinks).where(eq(t.certificateLinks.addresseeNumber, addresseeNumber));
  await db.delete(t.numberingSagas).where(eq(t.numberingSagas.addresseeNumber, addresseeNumber));
  await db.delete(t.sectionPersons).where(eq(t.sectionPersons.addresseeNumber, addresseeNumber));
  await db.delete(t.ageNotices).where(eq(t.ageNotices.addresseeNumber, addresseeNumber));
  await db.delete(t.electoralEntries).where(eq(t.electoralEntries.addresseeNumber, addresseeNumber));
  await db.delete(t.electoralChanges).where(eq(t.electoralChanges.addresseeNumber, addresseeNumber));
}

/** 転出 of which nobody is on record any more; it names former addresses and the head of the household. */
async function eraseMovingOut(session: TownSession, movingOutId: string): Promise<void> {
  const { db, t } = session;
  const [row] = await db.select().from(t.movingOuts).where(eq(t.movingOuts.movingOutId, movingOutId)).limit(1);
  if (!row) return;
  const { before, movers } = row.record as MovingOut;
  const left = await recordsOfNumbers(
    session,
    [...before, ...movers].map((one) => one.addresseeNumber),
  );
  if (left.length === 0) await db.delete(t.movingOuts).where(eq(t.movingOuts.movingOutId, movingOutId));
}

async function note(room: Room, session: TownSession, act: string, rows: readonly Row[]): Promise<void> {
  await recordAccess(
    room,
    session,
    { officer: room.system, reason: '除票の保存（住民基本台帳法施行令第34条）' },
    { act, subjects: rows.map((row) => row.addresseeNumber) },
  );
}
