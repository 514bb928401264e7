import { AsyncLocalStorage } from 'node:async_hooks';

/** Knows whether a read or write of one database is running around the caller. */
export interface NestingGuard {
  /** Throws inside a read or write of the same database. */
  check(): void;
  /** Runs a job as a read or write of this database. */
  enter<R>(job: () => Promise<R>): Promise<R>;
}

/** A nesting is a mistake in the program, which every test of that path runs into: production trusts them. */
const LOOKS = process.env.NODE_ENV !== 'production';

/**
 * Refuses a read or write inside another one of the same database: on one engine it would wait for itself for ever,
 * on the other it would see a different state. The inner one must use the session that is already open. To know what is
 * inside, Node follows every promise of the process from then on, which is a sixth of the time of an act.
 */
export function createNestingGuard(name: string): NestingGuard {
  if (!LOOKS) return { check: () => {}, enter: (job) => job() };
  const current = new AsyncLocalStorage<{ open: boolean }>();
  return {
    check: () => {
      if (current.getStore()?.open) {
        throw new Error(`${name}: a read or write inside another one; use the session that is open already`);
      }
    },
    enter: async (job) => {
      const frame = { open: true };
      try {
        return await current.run(frame, job);
      } finally {
        // What the job started and left running (timers, after-commit work) is no longer inside it.
        frame.open = false;
      }
    },
  };
}

/** afterCommit of a read. */
export function refuseAfterCommit(): never {
  throw new Error('afterCommit in a read: nothing will be committed');
}

/** Runs what was registered with `afterCommit`; the commit stands whatever happens here. */
export function runAfterCommit(hooks: (() => void)[]): void {
  for (const hook of hooks) {
    try {
      hook();
    } catch (error) {
      console.error('after-commit job failed', error);
    }
  }
}
