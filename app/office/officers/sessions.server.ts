import { and, desc, eq, lt, ne, or } from 'drizzle-orm';
import type { Officer } from '#app/vocabulary/roles.ts';
import type { OfficeRoom, OfficeSession } from '../room.server.ts';
import { officerOfRow } from './roll.server.ts';
import { newToken } from './secrets.server.ts';

const MINUTE = 60_000;
/** Minutes without a request, and hours after signing in, after which one signs in again. */
export const OFFICER_IDLE_MINUTES = 30;
export const OFFICER_SESSION_HOURS = 10;
/** A look at the session is not written with every request. */
const REWRITE_AFTER_MS = MINUTE;

/** 職員のセッションの段階: `setup` may only choose a password and enrol the authenticator app. */
export type SessionStage = 'full' | 'setup';

/** Who is at the browser right now. */
export interface OfficerAtDesk {
  officer: Officer;
  stage: SessionStage;
}

const lookup = (room: OfficeRoom, token: string) => room.cipher.lookup(`session ${token}`);

/** セッションの開始: gives the token that only the browser keeps. Sessions that are over go at the same time. */
export async function startSession(
  room: OfficeRoom,
  session: OfficeSession,
  officerId: string,
  { stage = 'full', device = '' }: { stage?: SessionStage; device?: string } = {},
): Promise<string> {
  const { db, t } = session;
  const now = room.protocolNow();
  const token = newToken();
  await db
    .delete(t.officerSessions)
    .where(
      or(
        lt(t.officerSessions.seenAt, now - OFFICER_IDLE_MINUTES * MINUTE),
        lt(t.officerSessions.startedAt, now - OFFICER_SESSION_HOURS * 60 * MINUTE),
      ),
    );
  await db.insert(t.officerSessions).values({
    token: lookup(room, token),
    officerId,
    stage,
    startedAt: now,
    seenAt: now,
    device: device.slice(0, 120),
  });
  return token;
}

/** セッションの確認 with every request: not idle, not too old, and the officer not put out meanwhile. */
export async function findSession(
  room: OfficeRoom,
  { officerId, token }: { officerId: string; token: string },
  { background = false }: { background?: boolean } = {},
): Promise<OfficerAtDesk | undefined> {
  const key = lookup(room, token);
  const now = room.protocolNow();
  const found = await room.store.read(async ({ db, t }) => {
    const [row] = await db
      .select({ session: t.officerSessions, officer: t.officers })
      .from(t.officerSessions)
      .innerJoin(t.officers, eq(t.officers.id, t.officerSessions.officerId))
      .where(eq(t.officerSessions.token, key))
      .limit(1);
    return row;
  });
  if (!found?.officer.active || found.officer.id !== officerId) return undefined;
  const { seenAt, startedAt, stage } = found.session;
  if (now - seenAt > OFFICER_IDLE_MINUTES * MINUTE || now - startedAt > OFFICER_SESSION_HOURS * 60 * MINUTE) {
    return undefined;
  }
  if (!background && now - seenAt > REWRITE_AFTER_MS) {
    await room.store.write(({ db, t }) =>
      db.update(t.officerSessions).set({ seenAt: now }).where(eq(t.officerSessions.token, key)),
    );
  }
  return { officer: officerOfRow(room, found.officer), stage: stage === 'setup' ? 'setup' : 'full' };
}

/** 使用中の端末 of an officer, newest first. */
export async function sessionsOf(room: OfficeRoom, officerId: string, token: string) {
  const rows = await room.store.read(({ db, t: { officerSessions: t } }) =>
    db.select().from(t).where(eq(t.officerId, officerId)).orderBy(desc(t.seenAt)).limit(50),
  );
  const key = lookup(room, token);
  return rows.map((row) => ({
    device: row.device,
    startedAt: new Date(row.startedAt).toISOString(),
    seenAt: new Date(row.seenAt).toISOString(),
    isThis: row.token === key,
  }));
}

/** Ends one session. */
export async function endSession(room: OfficeRoom, token: string): Promise<void> {
  await room.store.write(({ db, t }) =>
    db.delete(t.officerSessions).where(eq(t.officerSessions.token, lookup(room, token))),
  );
}

/** Ends every session of an officer, or every other one. */
export async function endSessions(
  room: OfficeRoom,
  { db, t }: OfficeSession,
  officerId: string,
  exceptToken?: string,
): Promise<void> {
  const own = eq(t.officerSessions.officerId, officerId);
  const others = exceptToken ? and(own, ne(t.officerSessions.token, lookup(room, exceptToken))) : own;
  await db.delete(t.officerSessions).where(others);
}

/** The setup is done: the session becomes one of work. */
export async function completeSetup(room: OfficeRoom, { db, t }: OfficeSession, token: string): Promise<void> {
  await db
    .update(t.officerSessions)
    .set({ stage: 'full' })
    .where(eq(t.officerSessions.token, lookup(room, token)));
}
