import { createHash } from 'node:crypto';
import { and, asc, count, desc, eq, getTableColumns, gt, isNull, lte } from 'drizzle-orm';
import { given, prepared, preparedInsert, preparedUpdate } from './prepared.ts';
import type { auditEntries, auditSeals } from './schema/audit.ts';
import type { messageLog, messageLogSeals } from './schema/delivery.ts';
import type { Session, Store } from './store.ts';

/** A table of entries and the table of its seals. */
export interface ChainTables {
  entries: typeof auditEntries | typeof messageLog;
  seals: typeof auditSeals | typeof messageLogSeals;
}

/** A chained entry as it is stored. */
export type ChainedRow = Record<string, unknown>;

/** What a check of a chain found. */
export interface ChainState {
  /** Entries whose bytes are covered by the chain. */
  entries: number;
  /** Entries that wait for the next seal. */
  unsealed: number;
  /** Hash of the newest seal: noted elsewhere, it proves later that nothing was cut off at the end. */
  head: string;
  /** Number of the first seal that does not fit its entries or its predecessor. */
  brokenAt?: number;
}

const BATCH = 500;
const START = '0'.repeat(64);

/** Chains entries that are not chained yet; returns how many. What is done `alongside` is part of the same transaction. */
export type SealChain<T> = (
  store: Store<T>,
  alongside?: (session: Session<T>, batch: ChainedRow[]) => Promise<void>,
) => Promise<number>;

/**
 * 封 of a chain: chains all entries that are not chained yet, a batch per transaction. Entries are written unsealed by the acts
 * themselves: if every act moved the head of the chain, all acts of a town would form one queue.
 */
export function sealingOf<T>(tablesOf: (t: T) => ChainTables): SealChain<T> {
  const firstWaiting = prepared(({ db, t }: Session<T>) => {
    const { entries } = tablesOf(t);
    return db.select({ position: entries.position }).from(entries).where(isNull(entries.seal)).limit(1);
  });
  const newestSeal = prepared(({ db, t }: Session<T>) => {
    const { seals } = tablesOf(t);
    return db.select().from(seals).orderBy(desc(seals.position)).limit(1);
  });
  const waitingEntries = prepared(({ db, t }: Session<T>) => {
    const { entries } = tablesOf(t);
    return db.select().from(entries).where(isNull(entries.seal)).orderBy(asc(entries.position)).limit(BATCH);
  });
  const insertSeal = preparedInsert((t: T) => tablesOf(t).seals);
  // A batch is everything that is not chained, up to its last entry; whoever commits later is in the next one.
  const markUpTo = preparedUpdate(
    (t: T) => tablesOf(t).entries,
    (entries) => and(isNull(entries.seal), lte(entries.position, given('last'))),
  );

  function sealBatch(store: Store<T>, alongside: Parameters<SealChain<T>>[1]): Promise<number> {
    return store.write(async (session) => {
      const [last] = await newestSeal(session, {});
      const batch = await waitingEntries(session, {});
      const newest = batch.at(-1);
      if (!newest) return 0;
      const position = (last?.position ?? 0) + 1;
      const previousHash = last?.hash ?? START;
      const hash = hashOf(previousHash, tablesOf(session.t).entries, batch);
      await insertSeal(session, { position, entries: batch.length, previousHash, hash });
      await markUpTo(session, { last: newest.position }, { seal: position });
      await alongside?.(session, batch);
      return batch.length;
    });
  }

  return async (store, alongside) => {
    for (let sealed = 0; ; ) {
      // Most calls find nothing: a read costs no durable commit.
      const waiting = await store.read(async (session) => firstWaiting(session, {}));
      if (waiting.length === 0) return sealed;
      sealed += await sealBatch(store, alongside);
    }
  };
}

/** Recomputes every seal over the stored bytes of its entries. */
export async function verifyChain<T>(store: Store<T>, tablesOf: (t: T) => ChainTables): Promise<ChainState> {
  return store.read(async ({ db, t }) => {
    const { entries, seals } = tablesOf(t);
    const state: ChainState = { entries: 0, unsealed: 0, head: START };
    const all = await db.select().from(seals).orderBy(asc(seals.position));
    for (const [index, seal] of all.entries()) {
      const batch = await db
        .select()
        .from(entries)
        .where(eq(entries.seal, seal.position))
        .orderBy(asc(entries.position));
      const follows = seal.position === index + 1 && seal.previousHash === state.head;
      if (!follows || batch.length !== seal.entries || hashOf(state.head, entries, batch) !== seal.hash) {
        return { ...state, brokenAt: index + 1 };
      }
      state.entries += batch.length;
      state.head = seal.hash;
    }
    const [beyond] = await db.select({ n: count() }).from(entries).where(gt(entries.seal, all.length));
    if (beyond && beyond.n > 0) return { ...state, brokenAt: all.length + 1 };
    const [unsealed] = await db.select({ n: count() }).from(entries).where(isNull(entries.seal));
    return { ...state, unsealed: unsealed?.n ?? 0 };
  });
}

/** The bytes of one entry that its seal covers. */
export function bytesOf(table: ChainTables['entries'], entry: ChainedRow): string {
  const columns = Object.keys(getTableColumns(table)).filter((column) => column !== 'seal');
  return JSON.stringify(columns.map((column) => entry[column] ?? null));
}

/** Every stored value of an entry except the number of its seal, in the order of the columns. */
function hashOf(previous: string, table: ChainTables['entries'], batch: Record<string, unknown>[]): string {
  const hash = createHash('sha256').update(previous);
  for (const entry of batch) hash.update(`\n${bytesOf(table, entry)}`);
  return hash.digest('hex');
}
