import { and, asc, count, eq, exists, gt, inArray, isNull, not } from 'drizzle-orm';
import type { Instant } from '#app/vocabulary/clock.ts';
import { membersOf } from '../core/register.ts';
import type { AddressRenaming, RenamingObstacle } from '../renaming-acts.ts';
import { whyLocked } from './locks.server.ts';
import { codeHash } from './register-rows.server.ts';
import { loadSlice } from './registry.server.ts';
import type { Room, TownSession } from './room.server.ts';
import { perform } from './unit-of-work.server.ts';

/** Households of one round; then others of the process have their turn. */
const ROUND = 400;

/** Households whose commits may be joined. */
const TOGETHER = 32;

/** 処理中の世帯: an officer has the lease. That of a 仮登録 is another matter: its household is left out. */
function isHeld({ db, t }: TownSession, now: Instant) {
  return exists(
    db
      .select({ householdNumber: t.householdLocks.householdNumber })
      .from(t.householdLocks)
      .where(
        and(
          eq(t.householdLocks.householdNumber, t.renamingHouseholds.householdNumber),
          gt(t.householdLocks.until, now),
          isNull(t.householdLocks.draftId),
        ),
      ),
  );
}

/** How many households of the run wait for an officer. */
export async function waitingBehindOfficers(session: TownSession, runId: string, now: Instant): Promise<number> {
  const { db, t } = session;
  const [row] = await db
    .select({ n: count() })
    .from(t.renamingHouseholds)
    .where(and(eq(t.renamingHouseholds.runId, runId), eq(t.renamingHouseholds.state, 'waiting'), isHeld(session, now)));
  return Number(row?.n ?? 0);
}

/**
 * 住所一括変更の実施: rounds over the households that wait, each a transaction of its own. One that an officer is at work on keeps
 * waiting until the lease is given back or over (排他, 標準仕様書 10.3).
 */
export function createRenamingRounds(room: Room): () => Promise<number> {
  /** One household with its mark: whoever holds it in an open 仮登録 keeps it as it is. Returns whether it is settled. */
  function renameOne(runId: string, householdNumber: string, renaming: AddressRenaming): Promise<boolean> {
    return room.store.write(async (session) => {
      const { db, t } = session;
      const one = and(eq(t.renamingHouseholds.runId, runId), eq(t.renamingHouseholds.householdNumber, householdNumber));
      const mark = async (state: 'done' | 'leftOut', reason?: RenamingObstacle) => {
        await db
          .update(t.renamingHouseholds)
          .set({ state, reason: reason ?? null })
          .where(one);
        return true;
      };
      // Another process may have been faster.
      const [row] = await db.select().from(t.renamingHouseholds).where(one).limit(1);
      if (row?.state !== 'waiting') return false;
      const slice = await loadSlice(session, { households: [householdNumber] }, room.cipher);
      const members = membersOf(slice, householdNumber);
      const keys = [
        `household:${householdNumber}`,
        ...members.map((one) => one.residentRecordCode ?? `addressee:${one.addresseeNumber}`),
      ].map((key) => codeHash(room.cipher, key));
      const [held] = await db.select().from(t.draftSubjects).where(inArray(t.draftSubjects.codeHash, keys)).limit(1);
      if (held) return mark('leftOut', 'openDraft');
      // The officer may have begun since the round looked.
      if (await whyLocked(room, session, [householdNumber], room.system)) return false;
      const access = { officer: room.system, reason: '住所一括変更' };
      const command = { kind: 'RenameAddress' as const, householdNumber, renaming };
      const decision = await perform(room, session, command, { access, act: 'renameAddress' });
      const changed = decision.accepted && decision.result.addresseeNumbers.length > 0;
      return changed ? mark('done') : mark('leftOut', 'movedAway');
    });
  }

  /** One broken record must not hold the others back; it stands in the list. */
  function leaveBroken(runId: string, householdNumber: string): Promise<boolean> {
    return room.store.write(async ({ db, t }) => {
      await db
        .update(t.renamingHouseholds)
        .set({ state: 'leftOut', reason: 'failed' })
        .where(and(eq(t.renamingHouseholds.runId, runId), eq(t.renamingHouseholds.householdNumber, householdNumber)));
      return true;
    });
  }

  async function finishIfDone(runId: string): Promise<void> {
    await room.store.write(async ({ db, t }) => {
      const [left] = await db
        .select({ householdNumber: t.renamingHouseholds.householdNumber })
        .from(t.renamingHouseholds)
        .where(and(eq(t.renamingHouseholds.runId, runId), eq(t.renamingHouseholds.state, 'waiting')))
        .limit(1);
      if (left) return;
      await db
        .update(t.renamingRuns)
        .set({ state: 'finished', finishedAt: room.clock.now() })
        .where(eq(t.renamingRuns.runId, runId));
    });
  }

  async function roundOf(runId: string, renaming: AddressRenaming): Promise<number> {
    const free = await room.store.read((session) => {
      const { db, t } = session;
      return db
        .select({ householdNumber: t.renamingHouseholds.householdNumber })
        .from(t.renamingHouseholds)
        .where(
          and(
            eq(t.renamingHouseholds.runId, runId),
            eq(t.renamingHouseholds.state, 'waiting'),
            not(isHeld(session, room.clock.now())),
          ),
        )
        .limit(ROUND);
    });
    let settled = 0;
    for (let at = 0; at < free.length; at += TOGETHER) {
      const outcomes = await Promise.all(
        free.slice(at, at + TOGETHER).map(({ householdNumber }) =>
          renameOne(runId, householdNumber, renaming).catch((error: unknown) => {
            room.onError?.(error);
            return leaveBroken(runId, householdNumber);
          }),
        ),
      );
      settled += outcomes.filter(Boolean).length;
    }
    if (free.length < ROUND) await finishIfDone(runId);
    return settled;
  }

  /** The oldest run that can go on; one whose last households are held does not keep the next one waiting. */
  async function round(): Promise<number> {
    const runs = await room.store.read(({ db, t }) =>
      db
        .select()
        .from(t.renamingRuns)
        .where(eq(t.renamingRuns.state, 'running'))
        .orderBy(asc(t.renamingRuns.startedAt)),
    );
    for (const { runId, renaming } of runs) {
      const settled = await roundOf(runId, renaming as AddressRenaming);
      if (settled > 0) return settled;
    }
    return 0;
  }

  let underWay: Promise<number> | undefined;
  /** Who asks while a round is under way gets the answer of that round. */
  return () => {
    underWay ??= round().finally(() => {
      underWay = undefined;
    });
    return underWay;
  };
}
