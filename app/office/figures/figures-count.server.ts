import { and, asc, eq, gt, inArray, lte, max, sql } from 'drizzle-orm';
import { daysBetween } from '#app/vocabulary/dates.ts';
import { tokyoDate } from '#app/vocabulary/tokyo.ts';
import type { OfficeRoom, OfficeSession } from '../room.server.ts';
import type { FigureSeries } from './figures.ts';

/** One addition to a day. */
interface Count {
  day: string;
  series: FigureSeries;
  key: string;
  count: number;
  total?: number;
}

/** A source that only grows: where it ends, and what a stretch of it adds. */
interface Source {
  name: string;
  end(room: OfficeRoom): Promise<number>;
  read(room: OfficeRoom, stretch: { after: number; upTo: number }): Promise<{ position: number; counts: Count[] }>;
}

/** Rows of one round: a fraction of a second, however far behind the figures are. */
const AT_ONCE = 500;

const MAIL_OUT: Source = {
  name: 'outbox',
  end: (room) =>
    room.store.read(async ({ db, t }) => endOf(await db.select({ last: max(t.outbox.position) }).from(t.outbox))),
  read: (room, { after, upTo }) =>
    room.store.read(async ({ db, t: { outbox } }) => {
      const rows = await db
        .select({ position: outbox.position, at: outbox.sentAt, peer: outbox.receiver })
        .from(outbox)
        .where(and(gt(outbox.position, after), lte(outbox.position, upTo)))
        .orderBy(asc(outbox.position))
        .limit(AT_ONCE);
      return { position: rows.at(-1)?.position ?? after, counts: rows.map((row) => mailCount('mailOut', row)) };
    }),
};

const MAIL_IN: Source = {
  name: 'inbox',
  end: (room) =>
    room.store.read(async ({ db, t }) => endOf(await db.select({ last: max(t.inbox.position) }).from(t.inbox))),
  read: (room, { after, upTo }) =>
    room.store.read(async ({ db, t: { inbox } }) => {
      const rows = await db
        .select({ position: inbox.position, at: inbox.receivedAt, peer: inbox.sender })
        .from(inbox)
        .where(and(gt(inbox.position, after), lte(inbox.position, upTo)))
        .orderBy(asc(inbox.position))
        .limit(AT_ONCE);
      return { position: rows.at(-1)?.position ?? after, counts: rows.map((row) => mailCount('mailIn', row)) };
    }),
};

function mailCount(series: 'mailOut' | 'mailIn', { at, peer }: { at: string; peer: string }): Count {
  return { day: tokyoDate(at), series, key: peer, count: 1 };
}

function endOf(rows: { last: number | null }[]): number {
  return Number(rows[0]?.last ?? 0);
}

const MOVES: Source = {
  name: 'ledger',
  end: (room) => room.juki.endOfLedger(),
  async read(room, stretch) {
    const { position, tallies } = await room.juki.tallyMoves({ ...stretch, limit: AT_ONCE });
    const counts = tallies.flatMap(({ day, reason, place, channel, persons: count }): Count[] => [
      { day, series: 'moves', key: reason, count },
      ...(place ? [{ day, series: channel ? ('movedTo' as const) : ('movedFrom' as const), key: place, count }] : []),
      ...(channel ? [{ day, series: 'channel' as const, key: channel, count }] : []),
    ]);
    return { position, counts };
  },
};

/** Acts of the 処理経過 that begin and end what is measured. */
const BEGINS = { 受け付ける: 'booked', 予定のない来庁の受付: 'walkIn' } as const;
const REGISTERED = '本登録';
const TOLD = '転入通知の受理';

const CASES: Source = {
  name: 'cases',
  end: (room) =>
    room.store.read(async ({ db, t }) =>
      endOf(await db.select({ last: max(t.caseEvents.position) }).from(t.caseEvents)),
    ),
  read: (room, { after, upTo }) =>
    room.store.read(async (session) => {
      const { db, t } = session;
      const rows = await db
        .select({
          position: t.caseEvents.position,
          caseId: t.caseEvents.caseId,
          at: t.caseEvents.at,
          act: t.caseEvents.act,
        })
        .from(t.caseEvents)
        .where(and(gt(t.caseEvents.position, after), lte(t.caseEvents.position, upTo)))
        .orderBy(asc(t.caseEvents.position))
        .limit(AT_ONCE);
      const counts: Count[] = [];
      for (const row of rows) counts.push(...(await countsOfEvent(session, row)));
      return { position: rows.at(-1)?.position ?? after, counts };
    }),
};

async function countsOfEvent(
  { db, t }: OfficeSession,
  { caseId, at, act }: { caseId: string; at: string; act: string },
): Promise<Count[]> {
  const day = tokyoDate(at);
  if (act in BEGINS) return [{ day, series: 'visits', key: BEGINS[act as keyof typeof BEGINS], count: 1 }];
  if (act === TOLD) {
    const [filed] = await db
      .select({ filedAt: t.applications.filedAt, movedInOn: t.applications.movedInOn })
      .from(t.applications)
      .where(eq(t.applications.receiptNumber, caseId))
      .limit(1);
    if (!filed?.movedInOn) return [];
    const total = Math.max(0, daysBetween(tokyoDate(filed.filedAt), filed.movedInOn));
    return [{ day, series: 'daysToMovingIn', key: 'all', count: 1, total }];
  }
  if (act !== REGISTERED) return [];
  const [begun] = await db
    .select({ at: t.caseEvents.at })
    .from(t.caseEvents)
    .where(and(eq(t.caseEvents.caseId, caseId), inArray(t.caseEvents.act, Object.keys(BEGINS))))
    .orderBy(asc(t.caseEvents.position))
    .limit(1);
  if (!begun) return [];
  const total = Math.max(0, Math.round((Date.parse(at) - Date.parse(begun.at)) / 60_000));
  return [{ day, series: 'counterMinutes', key: 'all', count: 1, total }];
}

const SOURCES: readonly Source[] = [MAIL_OUT, MAIL_IN, CASES, MOVES];

/**
 * 日ごとの集計: goes on behind the last row that was counted, a bounded stretch of each source at a time, and never reads the
 * register. A row counts from the second look on: by then nothing before it can still be uncommitted. Returns how many rows it passed.
 */
export async function countFigures(room: OfficeRoom): Promise<number> {
  let passed = 0;
  for (const source of SOURCES) passed += await countSource(room, source);
  return passed;
}

async function countSource(room: OfficeRoom, source: Source): Promise<number> {
  const end = await source.end(room);
  const [cursor] = await room.store.read(({ db, t: { figureCursors } }) =>
    db.select().from(figureCursors).where(eq(figureCursors.source, source.name)).limit(1),
  );
  const { position: after, seen } = cursor ?? { position: 0, seen: 0 };
  if (after >= seen && seen >= end) return 0;
  const { position, counts } =
    after < seen ? await source.read(room, { after, upTo: seen }) : { position: after, counts: [] };
  return room.store.write(async ({ db, t }) => {
    const [now] = await db.select().from(t.figureCursors).where(eq(t.figureCursors.source, source.name)).limit(1);
    // Somebody else counted the same stretch meanwhile.
    if ((now?.position ?? 0) !== after) return 0;
    for (const { day, series, key, count, total = 0 } of counts) {
      await db
        .insert(t.figureDays)
        .values({ day, series, key, count, total })
        .onConflictDoUpdate({
          target: [t.figureDays.series, t.figureDays.day, t.figureDays.key],
          set: {
            count: sql`${t.figureDays.count} + ${count}`,
            total: sql`${t.figureDays.total} + ${total}`,
          },
        });
    }
    // At the end of the stretch the new end is looked at, and counted in the next round.
    const isThrough = position >= seen || position === after;
    const mark = isThrough ? { position: Math.max(position, seen), seen: end } : { position, seen };
    await db
      .insert(t.figureCursors)
      .values({ source: source.name, ...mark })
      .onConflictDoUpdate({ target: t.figureCursors.source, set: mark });
    return Math.max(0, mark.position - after);
  });
}
