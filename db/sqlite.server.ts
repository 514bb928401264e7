import Database from 'better-sqlite3';
import { type SQL, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrateSqlite } from './migrate.server.ts';
import { createNestingGuard, refuseAfterCommit, runAfterCommit } from './nesting.server.ts';
import type { OpenOptions } from './open.server.ts';
import type { Organisation } from './schema/index.ts';
import type { Db, Session, Store } from './store.ts';
import { createDiskWait } from './wait-for-disk.server.ts';

/** Jobs that share one durable commit. */
const JOINED_WRITES = 32;
/** Open readers that are kept for the next read: as many as read at once when 32 conversations go on beside the counters. */
const IDLE_READERS = 64;
/** Compiled statements kept per connection. */
const CACHED_STATEMENTS = 200;

/** Negative: KiB. The leaves of the search keys stay in memory while a register is taken over. */
const BULK_CACHE_KIB = -262_144;
/** 128 MiB: a page that many transactions touch is copied into the file once. */
const BULK_WAL_PAGES = 32_768;

interface Job {
  run(session: Session<never>): Promise<unknown>;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

interface Connection {
  client: Database.Database;
  db: Db;
  /** Compiled once: as plain SQL they would be compiled in every transaction. */
  control: Record<keyof typeof CONTROL, () => void>;
}

const CONTROL = {
  beginRead: 'BEGIN',
  begin: 'BEGIN IMMEDIATE',
  commit: 'COMMIT',
  rollback: 'ROLLBACK',
};

/** Opens one SQLite file: one writer whose jobs queue up, and readers that see only what is committed. */
export function openSqlite<T>(
  tables: T,
  file: string,
  organisation: Organisation,
  { durable = true, bulk = false }: OpenOptions,
): Store<T> {
  const guard = createNestingGuard(`${organisation} (${file})`);
  const writer = connect(file);
  writer.client.pragma('journal_mode = WAL');
  // The log is flushed after each commit and before anybody is answered, but not by the thread that commits.
  writer.client.pragma(`synchronous = ${durable ? 'NORMAL' : 'OFF'}`);
  if (bulk) {
    writer.client.pragma(`cache_size = ${BULK_CACHE_KIB}`);
    writer.client.pragma(`wal_autocheckpoint = ${BULK_WAL_PAGES}`);
  }
  migrateSqlite(writer.client, organisation);
  // Whatever SQLite puts aside within a transaction: on the disk it would cost more than the act itself.
  writer.client.pragma('temp_store = MEMORY');

  const disk = durable ? createDiskWait(file) : undefined;

  const queue: Job[] = [];
  let draining: Promise<void> | undefined;
  let goOn: (() => void) | undefined;
  let broken: unknown;
  const idle: Connection[] = [];
  let reading = 0;
  let closed = false;

  async function drain(): Promise<void> {
    while (queue.length > 0) await commitTogether();
    draining = undefined;
  }

  /**
   * One transaction for many jobs; nobody is answered before it is durable. There is no savepoint for each, which would copy
   * every page that a job touches: when one fails, which is rare, all are rolled back and run again, each by itself.
   */
  async function commitTogether(): Promise<void> {
    const joined: Job[] = [];
    const failure = await commit(joined, nextToJoin);
    if (!failure) return;
    if (joined.length <= 1) return (joined[0] ?? queue.shift())?.reject(failure.error);
    for (const job of joined) {
      const again = await commit([], async (done) => (done === 0 ? job : undefined));
      if (again) job.reject(again.error);
    }
  }

  async function commit(
    joined: Job[],
    nextOf: (joined: number) => Promise<Job | undefined>,
  ): Promise<{ error: unknown } | undefined> {
    const values: unknown[] = [];
    const hooks: (() => void)[] = [];
    const session = { db: writer.db, t: tables as never, afterCommit: (hook: () => void) => void hooks.push(hook) };
    try {
      writer.control.begin();
      for (let job = await nextOf(0); job; job = await nextOf(joined.length)) {
        joined.push(job);
        const { run } = job;
        values.push(await guard.enter(() => run(session)));
      }
      if (broken) throw broken;
      writer.control.commit();
    } catch (error) {
      if (writer.client.inTransaction) writer.control.rollback();
      return { error };
    }
    answer(joined, values, hooks);
    return undefined;
  }

  function answer(joined: readonly Job[], values: readonly unknown[], hooks: (() => void)[]): void {
    const done = () => {
      for (const [index, job] of joined.entries()) job.resolve(values[index]);
      runAfterCommit(hooks);
    };
    if (!disk) done();
    else {
      const flushed = disk.flush().then(done, (error) => fail(error, joined));
      void flushed.finally(() => goOn?.());
    }
  }

  /** The next one to share the commit: while the disk is busy with the commit before, whoever comes may still join. */
  async function nextToJoin(joined: number): Promise<Job | undefined> {
    if (joined >= JOINED_WRITES) return undefined;
    while (joined > 0 && queue.length === 0 && disk?.underWay()) {
      await new Promise<void>((resolve) => {
        goOn = resolve;
      });
    }
    return queue.shift();
  }

  /** Nobody knows what is on a disk that refused a flush: nothing more is written by this process. */
  function fail(error: unknown, joined: readonly Job[]): void {
    broken = error;
    for (const job of joined) job.reject(error);
  }

  async function write<R>(job: (session: Session<T>) => Promise<R>): Promise<R> {
    guard.check();
    if (closed) throw new Error(`${file} is closed`);
    if (broken) throw broken;
    return new Promise<R>((resolve, reject) => {
      queue.push({
        run: job as (session: Session<never>) => Promise<unknown>,
        resolve: resolve as (value: unknown) => void,
        reject,
      });
      draining ??= Promise.resolve().then(drain);
      goOn?.();
    });
  }

  async function read<R>(job: (session: Session<T>) => Promise<R>): Promise<R> {
    guard.check();
    if (closed) throw new Error(`${file} is closed`);
    const reader = idle.pop() ?? connectReader(file);
    reading += 1;
    let found: R;
    try {
      reader.control.beginRead();
      found = await guard.enter(() => job({ db: reader.db, t: tables, afterCommit: refuseAfterCommit }));
    } finally {
      reading -= 1;
      if (reader.client.inTransaction) reader.control.commit();
      if (closed || idle.length >= IDLE_READERS) reader.client.close();
      else idle.push(reader);
    }
    // What it saw is told to nobody before a power cut cannot undo it any more.
    await disk?.underWay();
    return found;
  }

  async function close(): Promise<void> {
    closed = true;
    await draining;
    await disk?.underWay();
    while (reading > 0) await new Promise((resolve) => setTimeout(resolve, 1));
    for (const reader of idle.splice(0)) reader.client.close();
    if (writer.client.open) writer.client.close();
    disk?.close();
  }

  return { read, write, close };
}

function connect(file: string): Connection {
  const client = new Database(file);
  client.pragma('busy_timeout = 5000');
  client.pragma('foreign_keys = ON');
  const control = Object.fromEntries(
    Object.entries(CONTROL).map(([name, source]) => {
      const statement = client.prepare(source);
      return [name, () => void statement.run()];
    }),
  ) as Connection['control'];
  keepStatements(client);
  const db = drizzle(client);
  writeLimits(db as unknown as Limited);
  return { client, db: db as unknown as Db, control };
}

/** Where the query builder makes the limit of a query. */
interface Limited {
  dialect: { buildLimit(limit: unknown): SQL | undefined };
}

/** A limit is written out: SQLite plans by it, so one that is bound has the statement compiled again every time. */
function writeLimits({ dialect }: Limited): void {
  const bound = dialect.buildLimit.bind(dialect);
  dialect.buildLimit = (limit) => (Number.isInteger(limit) ? sql.raw(` limit ${limit}`) : bound(limit));
}

function connectReader(file: string): Connection {
  const reader = connect(file);
  reader.client.pragma('query_only = ON');
  return reader;
}

/** Compiling takes up to a quarter of a small query: keeps the compiled statements, the longest unused one goes first. */
function keepStatements(client: Database.Database): void {
  const compile = client.prepare.bind(client);
  const kept = new Map<string, Database.Statement>();
  client.prepare = ((source: string) => {
    let statement = kept.get(source);
    if (statement) {
      kept.delete(source);
      // The query builder leaves statements in array mode.
      if (statement.reader) statement.raw(false);
    } else {
      statement = compile(source) as Database.Statement;
      const oldest = kept.size >= CACHED_STATEMENTS ? kept.keys().next().value : undefined;
      if (oldest !== undefined) kept.delete(oldest);
    }
    kept.set(source, statement);
    return statement;
  }) as typeof client.prepare;
}
