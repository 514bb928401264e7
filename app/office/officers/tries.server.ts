import { eq } from 'drizzle-orm';
import type { OfficeRoom, OfficeSession } from '../room.server.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** Wait after so many failures one after the other; the last one stays. */
const WAITS: readonly number[] = [0, 0, 30 * SECOND, MINUTE, 5 * MINUTE, 15 * MINUTE];
/** Failures of the day before are forgotten. */
const FORGOTTEN_AFTER = 24 * 60 * MINUTE;

function subjectOf(room: OfficeRoom, id: string): string {
  return room.cipher.lookup(`sign-in ${id.normalize('NFKC').trim().toLowerCase()}`);
}

/**
 * 試行の制限: counts a try before it is looked at, so that neither a crash nor a second window gives one for nothing.
 * Gives how many milliseconds one has to wait instead; the same for numbers that nobody has.
 */
export async function takeTry(room: OfficeRoom, id: string): Promise<{ waitMs: number } | undefined> {
  const subject = subjectOf(room, id);
  const now = room.protocolNow();
  return room.store.write(async ({ db, t: { signInTries: t } }) => {
    const [row] = await db.select().from(t).where(eq(t.subject, subject)).limit(1);
    if (row && row.waitUntil > now) return { waitMs: row.waitUntil - now };
    const failures = row && now - row.lastAt < FORGOTTEN_AFTER ? row.failures + 1 : 1;
    const wait = WAITS[Math.min(failures, WAITS.length) - 1] ?? 0;
    const values = { failures, waitUntil: now + wait, lastAt: now };
    await db
      .insert(t)
      .values({ subject, ...values })
      .onConflictDoUpdate({ target: t.subject, set: values });
    return undefined;
  });
}

/** Afterwards nothing was tried: it was right, or the password is a new one. */
export async function forgetTries(room: OfficeRoom, session: OfficeSession, id: string): Promise<void> {
  const { db, t } = session;
  await db.delete(t.signInTries).where(eq(t.signInTries.subject, subjectOf(room, id)));
}

/** How long from now, for somebody who was just refused. */
export async function waitAfterRefusal(room: OfficeRoom, id: string): Promise<number> {
  const subject = subjectOf(room, id);
  const rows = await room.store.read(({ db, t: { signInTries: t } }) =>
    db.select({ waitUntil: t.waitUntil }).from(t).where(eq(t.subject, subject)).limit(1),
  );
  return Math.max(0, (rows[0]?.waitUntil ?? 0) - room.protocolNow());
}
