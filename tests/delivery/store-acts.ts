import { and, asc, eq } from 'drizzle-orm';
import type { TownTables } from '#db/schema/index.ts';
import type { Session, Store } from '#db/store.ts';

/** An entry of the audit trail: a row as good as any. */
export const entry = (act: string) => ({
  at: '2026-11-24T00:00:00.000Z',
  officerId: 'o1',
  officerName: '調布 花子',
  townCode: '132080',
  act,
  subjects: '["1"]',
  reason: '審査',
  numberAccessed: false,
});

/** The acts in the audit trail, in the order of writing. */
export async function acts(store: Store<TownTables>): Promise<string[]> {
  const rows = await store.read(({ db, t }) =>
    db.select({ act: t.auditEntries.act }).from(t.auditEntries).orderBy(asc(t.auditEntries.position)),
  );
  return rows.map((row) => row.act);
}

/** Reads a counter and writes it back, one higher: two of them at once must not lose one. */
export async function countUp(
  { db, t }: Session<TownTables>,
  pause: () => Promise<void> = async () => {},
): Promise<number> {
  const own = and(eq(t.sequences.direction, 'out'), eq(t.sequences.peer, 'p'), eq(t.sequences.subject, 's'));
  const [row] = await db.select().from(t.sequences).where(own).limit(1);
  await pause();
  const last = (row?.last ?? 0) + 1;
  if (row) await db.update(t.sequences).set({ last }).where(own);
  else await db.insert(t.sequences).values({ direction: 'out', peer: 'p', subject: 's', last });
  return last;
}
