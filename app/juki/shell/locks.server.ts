import { and, eq, gt, inArray, lte } from 'drizzle-orm';
import type { Instant } from '#app/vocabulary/clock.ts';
import { formatJapaneseDate } from '#app/vocabulary/japanese-calendar.ts';
import type { Refusal } from '#app/vocabulary/refusals.ts';
import type { Officer } from '#app/vocabulary/roles.ts';
import { tokyoDate, tokyoTime } from '#app/vocabulary/tokyo.ts';
import type { Town } from '#app/vocabulary/towns.ts';
import { given, prepared, preparedForKeys, preparedInsert } from '#db/prepared.ts';
import type { TownTables } from '#db/schema/index.ts';
import { refusal } from '../core/checks.ts';
import { isBlocked } from '../core/permissions.ts';
import { membersOf } from '../core/register.ts';
import type { HouseholdLock, HouseholdLocks } from '../locks.ts';
import { loadSlice } from './registry.server.ts';
import type { Room, TownSession } from './room.server.ts';
import { wakeWaiting } from './waiting-messages.server.ts';

type LockRow = TownTables['householdLocks']['$inferSelect'];

/** 排他の時間 where the town has no rule of its own. */
const USUAL_MINUTES = 20;

const locksOf = preparedForKeys(({ db, t }: TownSession, households) =>
  db.select().from(t.householdLocks).where(inArray(t.householdLocks.householdNumber, households)),
);
const insertLock = preparedInsert((t: TownTables) => t.householdLocks);
const deleteLock = prepared(({ db, t }: TownSession) =>
  db.delete(t.householdLocks).where(eq(t.householdLocks.householdNumber, given('householdNumber'))),
);
const deleteLocksOfDraft = prepared(({ db, t }: TownSession) =>
  db.delete(t.householdLocks).where(eq(t.householdLocks.draftId, given('draftId'))),
);

/** End of a lease that is taken or renewed now. */
function leaseEnd(now: Instant, { rules }: Town): Instant {
  return new Date(Date.parse(now) + (rules.lockMinutes ?? USUAL_MINUTES) * 60_000).toISOString();
}

/** 11月24日 9:20 as colleagues say it. */
function spoken(until: Instant): string {
  return `${formatJapaneseDate(tokyoDate(until))} ${tokyoTime(until)}`;
}

/** E09 with the name of the colleague and the end of the lease. */
function heldByColleague({ officerName, until }: LockRow): Refusal {
  return {
    ...refusal('lockedByOther'),
    sentence: `${officerName}さんがこの世帯を処理しています（${spoken(until)}まで）。終わるのを待つか、声をかけてください。照会はできます。`,
  };
}

/** The lease of a colleague on one of the households; that of the same 仮登録 passes on to whoever does the next step. */
export async function whyLocked(
  room: Room,
  session: TownSession,
  households: readonly string[],
  officer: Officer,
  draftId?: string,
): Promise<Refusal | undefined> {
  const rows = await locksOf(session, households);
  const now = room.clock.now();
  const held = rows.find(
    (row) => row.until > now && row.officerId !== officer.id && !(draftId && row.draftId === draftId),
  );
  return held && heldByColleague(held);
}

/** Takes or renews the lease. */
export async function hold(
  room: Room,
  session: TownSession,
  households: readonly string[],
  { id: officerId, name: officerName }: Officer,
  draftId: string | null,
): Promise<Instant> {
  const until = leaseEnd(room.clock.now(), room.town);
  for (const householdNumber of households) {
    await deleteLock(session, { householdNumber });
    await insertLock(session, { householdNumber, officerId, officerName, until, draftId });
  }
  return until;
}

/** 本登録 or 取消し of a 仮登録: its lease is over, and messages that waited may go on. */
export async function releaseDraft(room: Room, session: TownSession, draftId: string): Promise<void> {
  await deleteLocksOfDraft(session, { draftId });
  await wakeWaiting(room, session);
}

/** 排他制御 (標準仕様書 10.3). A lease whose time is over counts no more and is swept away with the next one. */
export function createLocks(room: Room): HouseholdLocks {
  async function liveLock({ db, t }: TownSession, householdNumber: string): Promise<LockRow | undefined> {
    const [row] = await db
      .select()
      .from(t.householdLocks)
      .where(and(eq(t.householdLocks.householdNumber, householdNumber), gt(t.householdLocks.until, room.clock.now())))
      .limit(1);
    return row;
  }

  const shown = ({ householdNumber, officerId, officerName, until }: LockRow): HouseholdLock => ({
    householdNumber,
    officerId,
    officerName,
    until,
  });

  return {
    async lockHousehold(householdNumber, access) {
      room.admit(access);
      const { officer } = access;
      return room.store.write(async (session) => {
        const slice = await loadSlice(session, { households: [householdNumber] }, room.cipher);
        if (!slice.households.has(householdNumber)) return no(refusal('unknownHousehold'));
        if (isBlocked(membersOf(slice, householdNumber), { officer, now: room.clock.now() }))
          return no(refusal('protectedPerson'));
        const colleague = await whyLocked(room, session, [householdNumber], officer);
        if (colleague) return no(colleague);
        const { db, t } = session;
        await db.delete(t.householdLocks).where(lte(t.householdLocks.until, room.clock.now()));
        const own = await liveLock(session, householdNumber);
        const until = await hold(room, session, [householdNumber], officer, own?.draftId ?? null);
        return {
          accepted: true,
          value: { householdNumber, officerId: officer.id, officerName: officer.name, until },
        };
      });
    },

    async findLock(householdNumber, access) {
      room.admit(access);
      const row = await room.store.read((session) => liveLock(session, householdNumber));
      return row && shown(row);
    },

    async unlockHousehold(householdNumber, access) {
      room.admit(access);
      await room.store.write(async (session) => {
        const { db, t } = session;
        await db
          .delete(t.householdLocks)
          .where(
            and(
              eq(t.householdLocks.householdNumber, householdNumber),
              eq(t.householdLocks.officerId, access.officer.id),
            ),
          );
        await wakeWaiting(room, session);
      });
    },

    async unlockAll(access) {
      room.admit(access);
      await room.store.write(async (session) => {
        const { db, t } = session;
        await db.delete(t.householdLocks).where(eq(t.householdLocks.officerId, access.officer.id));
        await wakeWaiting(room, session);
      });
    },
  };
}

function no(why: Refusal): { accepted: false; refusal: Refusal } {
  return { accepted: false, refusal: why };
}
