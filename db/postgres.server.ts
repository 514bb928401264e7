import type { PGlite } from '@electric-sql/pglite';
import { DrizzleQueryError, sql } from 'drizzle-orm';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { migratePostgres } from './migrate.server.ts';
import { createNestingGuard, refuseAfterCommit, runAfterCommit } from './nesting.server.ts';
import { derivePostgresTables } from './postgres-tables.ts';
import type { Organisation } from './schema/index.ts';
import type { Db, Session, Store } from './store.ts';

/** Serializable transactions that lose against another one are run again; so many losses in a row are a bug. */
const ATTEMPTS = 20;
const SERIALIZATION_FAILURE = '40001';
const DEADLOCK = '40P01';

type Tables = Record<string, SQLiteTable>;
type Postgres = PgDatabase<PgQueryResultHKT>;
type Rows = { hash?: unknown }[];

/** Opens a schema on a PostgreSQL server. */
export async function openPostgres<T extends Tables>(
  tables: T,
  url: string,
  schema: string | undefined,
  organisation: Organisation,
): Promise<Store<T>> {
  const [{ default: postgres }, { drizzle }] = await Promise.all([
    import('postgres'),
    import('drizzle-orm/postgres-js'),
  ]);
  const client = postgres(url, {
    onnotice: () => {},
    ...(schema ? { connection: { search_path: quoted(schema) } } : {}),
  });
  await client.begin(async (transaction) => {
    if (schema) await transaction.unsafe(`CREATE SCHEMA IF NOT EXISTS ${quoted(schema)}`);
    await migratePostgres(async (statement) => (await transaction.unsafe(statement)) as Rows, organisation);
  });
  return storeOn(drizzle(client) as unknown as Postgres, tables, organisation, undefined, () => client.end());
}

/** Opens a schema inside a PGlite, which has one connection: transactions run one after the other. */
export async function openPglite<T extends Tables>(
  tables: T,
  client: PGlite,
  schema: string,
  organisation: Organisation,
): Promise<Store<T>> {
  const { drizzle } = await import('drizzle-orm/pglite');
  await client.transaction(async (transaction) => {
    await transaction.exec(`CREATE SCHEMA IF NOT EXISTS ${quoted(schema)}; SET LOCAL search_path TO ${quoted(schema)}`);
    const execute = async (statement: string) => (await transaction.exec(statement)).at(-1)?.rows ?? [];
    await migratePostgres(execute, organisation);
  });
  return storeOn(drizzle(client) as unknown as Postgres, tables, organisation, schema, async () => {});
}

function storeOn<T extends Tables>(
  postgres: Postgres,
  tables: T,
  organisation: Organisation,
  schema: string | undefined,
  close: () => Promise<void>,
): Store<T> {
  const t = derivePostgresTables(tables);
  const guard = createNestingGuard(organisation);

  async function transact<R>(job: (session: Session<T>) => Promise<R>, accessMode: 'read only' | 'read write') {
    const hooks: (() => void)[] = [];
    const result = await postgres.transaction(
      async (transaction) => {
        if (schema) await transaction.execute(sql.raw(`SET LOCAL search_path TO ${quoted(schema)}`));
        const afterCommit =
          accessMode === 'read only' ? refuseAfterCommit : (hook: () => void) => void hooks.push(hook);
        return guard.enter(() => job({ db: transaction as unknown as Db, t, afterCommit }));
      },
      { isolationLevel: 'serializable', accessMode },
    );
    return { result, hooks };
  }

  async function again<R>(job: (session: Session<T>) => Promise<R>, accessMode: 'read only' | 'read write') {
    guard.check();
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await transact(job, accessMode);
      } catch (error) {
        if (attempt >= ATTEMPTS || !lostAgainstAnother(error)) throw withoutValues(error);
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 5 * attempt));
      }
    }
  }

  return {
    read: async (job) => (await again(job, 'read only')).result,
    write: async (job) => {
      const { result, hooks } = await again(job, 'read write');
      runAfterCommit(hooks);
      return result;
    },
    close,
  };
}

/** The driver's error may be wrapped by the query builder. */
function lostAgainstAnother(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const code = (cause as { code?: unknown }).code;
    if (code === SERIALIZATION_FAILURE || code === DEADLOCK) return true;
  }
  return false;
}

/** The query builder writes the values of a failed query into the error, the server the key: neither may reach a log. */
function withoutValues(error: unknown): unknown {
  if (!(error instanceof DrizzleQueryError)) return error;
  const cause = error.cause as { message?: string; code?: string; constraint_name?: string } | undefined;
  const failure = new Error(`${cause?.message ?? 'query failed'} in: ${error.query}`);
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at .*:\d+:\d+\)?$/.test(line));
  failure.stack = [`Error: ${failure.message}`, ...frames].join('\n');
  return Object.assign(failure, { code: cause?.code, constraint: cause?.constraint_name });
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
