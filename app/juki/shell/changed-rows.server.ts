import { and, asc, eq } from 'drizzle-orm';
import type { TownTables } from '#db/schema/index.ts';
import type { CancelChange } from '../acts.ts';
import type { ChangedRow } from '../core/cancel-change.ts';
import type { Resident } from '../core/register.ts';
import type { Room, TownSession } from './room.server.ts';

/** The rows that one change wrote for everybody whom it touched, read from the history. */
export async function changedRowsOf(
  room: Room,
  { db, t }: TownSession,
  { addresseeNumber, historyNumber }: CancelChange,
): Promise<ChangedRow[]> {
  const [own] = await db
    .select({ changeId: t.snapshots.changeId })
    .from(t.snapshots)
    .where(and(eq(t.snapshots.addresseeNumber, addresseeNumber), eq(t.snapshots.historyNumber, historyNumber)))
    .limit(1);
  if (!own) return [];
  const written = await db.select().from(t.snapshots).where(eq(t.snapshots.changeId, own.changeId));
  const rows: ChangedRow[] = [];
  // A pair of 消除 and 記載 counts as one: the row before the first, and the last.
  for (const one of written.filter((row) => isLastOf(row, written))) {
    const history = await db
      .select()
      .from(t.snapshots)
      .where(eq(t.snapshots.addresseeNumber, one.addresseeNumber))
      .orderBy(asc(t.snapshots.historyNumber));
    const former = history.find((row) => row.historyNumber === firstOf(one, written) - 1);
    const later = history.filter((row) => row.historyNumber > one.historyNumber);
    rows.push({
      addresseeNumber: one.addresseeNumber,
      row: room.open<Resident>(one.body),
      ...(former ? { former: room.open<Resident>(former.body) } : {}),
      later: later.map((row) => room.open<Resident>(row.body).lastChange.reason),
    });
  }
  return rows;
}

type Written = Pick<TownTables['snapshots']['$inferSelect'], 'addresseeNumber' | 'historyNumber'>;

function numbersOf({ addresseeNumber }: Written, written: readonly Written[]): number[] {
  return written.filter((row) => row.addresseeNumber === addresseeNumber).map((row) => row.historyNumber);
}

function isLastOf(row: Written, written: readonly Written[]): boolean {
  return row.historyNumber === Math.max(...numbersOf(row, written));
}

function firstOf(row: Written, written: readonly Written[]): number {
  return Math.min(...numbersOf(row, written));
}
