import { and, asc, eq, lte } from 'drizzle-orm';
import { announceAges } from './ages.server.ts';
import { lapseArrivals } from './arrivals.server.ts';
import { refreshSerials } from './certificate-links.server.ts';
import { refillPool } from './code-pool.server.ts';
import { removeAfterFourMonths } from './electoral-entries.server.ts';
import { endSuspensions } from './electoral-suspensions.server.ts';
import { listMissingNotices } from './missing-notices.server.ts';
import { remindOfProtections } from './protection-reminders.server.ts';
import { noteRefused, noteRemoved } from './refused-removals.server.ts';
import { keepRemovedRecords } from './retention.server.ts';
import type { Room } from './room.server.ts';
import { perform } from './unit-of-work.server.ts';

/** Removals whose commits may be joined. */
const TOGETHER = 32;

/**
 * 夜間処理 (標準仕様書 1.1.5): 消除 whose day has come, 事前通知 whose limit has passed, 転入通知 that did not come, and those that may succeed
 * now; ages that were reached, after the 消除 so that who has left reaches none here. One transaction per 転出, so that a crash
 * loses nothing and the next run goes on where this one stopped; the same night twice changes nothing.
 */
export function createNightlyRun(
  room: Room,
  advance: () => Promise<unknown>,
  desks: {
    holdSagas: <R>(work: () => Promise<R>) => Promise<R>;
    tryAgain: () => Promise<number>;
    startReconciliation: () => Promise<void>;
  },
) {
  async function removeDue(): Promise<number> {
    const today = room.today();
    const due = await room.store.read(({ db, t }) =>
      db
        .select({ movingOutId: t.movingOuts.movingOutId })
        .from(t.movingOuts)
        .where(and(eq(t.movingOuts.waiting, true), lte(t.movingOuts.plannedOn, today)))
        .orderBy(asc(t.movingOuts.plannedOn)),
    );
    const removed: number[] = [];
    const failures: unknown[] = [];
    for (let at = 0; at < due.length; at += TOGETHER) {
      const group = due.slice(at, at + TOGETHER).map((one) => removeMovers(one.movingOutId));
      for (const result of await Promise.allSettled(group)) {
        if (result.status === 'fulfilled') removed.push(result.value);
        else failures.push(result.reason);
      }
    }
    // One broken record must not keep the others in the register.
    if (failures.length > 0) throw new AggregateError(failures, `${failures.length} removals of the night run failed`);
    return removed.reduce((sum, count) => sum + count, 0);
  }

  function removeMovers(movingOutId: string): Promise<number> {
    return room.store.write(async (session) => {
      const access = { officer: room.system, reason: '転出予定日の到来による消除' };
      const decision = await perform(
        room,
        session,
        { kind: 'RemoveDueMovers', movingOutId },
        { access, act: 'removeDueMovers' },
      );
      if (!decision.accepted) {
        await noteRefused(room, session, movingOutId, decision.refusal);
        return 0;
      }
      const { addresseeNumbers } = decision.result;
      await noteRemoved(room, session, addresseeNumbers);
      return addresseeNumbers.length;
    });
  }

  return async function runDaily(): Promise<{ removed: number; lapsed: number }> {
    // What the numbers of those who left need comes after the last 消除, not between them.
    const removed = await desks.holdSagas(removeDue);
    const lapsed = await lapseArrivals(room);
    await desks.tryAgain();
    await listMissingNotices(room);
    await remindOfProtections(room);
    await refillPool(room);
    await refreshSerials(room);
    await removeAfterFourMonths(room);
    await announceAges(room);
    await endSuspensions(room);
    await keepRemovedRecords(room);
    await desks.startReconciliation();
    await advance();
    return { removed, lapsed };
  };
}
