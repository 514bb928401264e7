import { desc, eq } from 'drizzle-orm';
import { type RecordedDays, recordedDays } from '../core/electoral-roll.ts';
import type { Resident } from '../core/register.ts';
import type { Room, TownSession } from './room.server.ts';

/** 記録された日 (公職選挙法第21条第1項) of one person, from the rows of the 住民票. */
export async function recordedDaysOf(
  room: Room,
  { db, t }: Pick<TownSession, 'db' | 't'>,
  addresseeNumber: string,
): Promise<RecordedDays | undefined> {
  const rows = await db
    .select({ body: t.snapshots.body })
    .from(t.snapshots)
    .where(eq(t.snapshots.addresseeNumber, addresseeNumber))
    .orderBy(desc(t.snapshots.historyNumber));
  return recordedDays(rows.map(({ body }) => room.open<Resident>(body)));
}
