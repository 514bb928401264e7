import type { Clock, Instant } from '#app/vocabulary/clock.ts';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import { formatInstant } from '#app/vocabulary/tokyo.ts';
import type { DemoTables } from '#db/schema/index.ts';
import type { Store } from '#db/store.ts';

/** Tuesday, 24 November 2026, 9:00 in Tokyo: an open day, the offices have just opened. */
export const DEMO_START: Instant = '2026-11-24T00:00:00.000Z';

/** So far ahead the clock may run before it writes again. */
const RESERVE_MS = 30_000;

/** デモの時計: legal time of all organisations of a demo. It runs, can be moved forward and never goes back. */
export interface DemoClock extends Clock {
  /** Refused for an instant that is not later than now. */
  advanceTo(instant: Instant): Promise<Outcome<Instant>>;
  stop(): void;
}

/**
 * Time stands still while the process is down. What is stored is a reservation: the latest instant that anybody may
 * have been told. A process that was killed goes on from there, so nobody ever sees an earlier time than before.
 */
export async function createDemoClock(
  store: Store<DemoTables>,
  options: {
    startsAt?: Instant /** Milliseconds that only grow, whatever the machine's calendar does. */;
    ticks?: () => number;
  } = {},
): Promise<DemoClock> {
  const ticks = options.ticks ?? (() => performance.now());

  const stored = await store.read(({ db, t }) => db.select().from(t.demoClock).limit(1));
  let base = Date.parse(stored[0]?.reservedUntil ?? options.startsAt ?? DEMO_START);
  let startedAt = ticks();
  let reserved = base;
  let last = base;

  /** Monotonic, and never beyond what is reserved: a late write slows the clock down for a moment. */
  function now(): number {
    last = Math.max(last, Math.min(base + Math.floor(ticks() - startedAt), reserved));
    return last;
  }

  async function reserve(until: number): Promise<void> {
    const reservedUntil = new Date(until).toISOString();
    await store.write(async ({ db, t }) => {
      await db
        .insert(t.demoClock)
        .values({ id: 1, reservedUntil })
        .onConflictDoUpdate({ target: t.demoClock.id, set: { reservedUntil } });
    });
    reserved = Math.max(reserved, until);
  }

  await reserve(base + RESERVE_MS);
  let moving: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    moving = moving.then(() => reserve(now() + RESERVE_MS)).catch(() => undefined);
  }, RESERVE_MS / 3);
  timer.unref();

  async function move(instant: Instant): Promise<Outcome<Instant>> {
    const target = Date.parse(instant);
    if (Number.isNaN(target) || target <= now()) {
      return {
        accepted: false,
        refusal: {
          code: 'clockNeverGoesBack',
          sentence: `時計は戻せません。いまは${formatInstant(new Date(now()).toISOString())}です。これより後の日時を選んでください。`,
          article: 'デモの決まり',
        },
      };
    }
    await reserve(target + RESERVE_MS);
    base = target;
    startedAt = ticks();
    last = target;
    return { accepted: true, value: new Date(target).toISOString() };
  }

  return {
    now: () => new Date(now()).toISOString(),
    advanceTo: (instant) => {
      const moved = moving.then(() => move(instant));
      moving = moved.catch(() => undefined);
      return moved;
    },
    stop: () => clearInterval(timer),
  };
}
