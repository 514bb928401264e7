import { getTableColumns, type Placeholder, type SQL, sql } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteInsertValue, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { directly } from './direct.ts';
import type { Db, Session } from './store.ts';

/** What the query builder makes: it can be prepared and then executed many times. */
interface Preparable<R> {
  prepare(): PreparedQuery<R>;
}

interface PreparedQuery<R> {
  execute(values?: Record<string, unknown>): PromiseLike<R>;
}

/** To be awaited; the embedded engine answers at once, without a promise. */
export type Answer<R> = R | PromiseLike<R>;

type Execute<T, R> = (session: Session<T>, values: Record<string, unknown>) => Answer<R>;

/**
 * A query that is built once per connection and then only executed: building costs ten times what executing does. Its
 * values are placeholders, `given('name')`. Where each transaction has a connection of its own it is built anew.
 */
export function prepared<T, R>(build: (session: Session<T>) => Preparable<R>): Execute<T, R> {
  const known = new WeakMap<Db, (values: Record<string, unknown>) => Answer<R>>();
  return (session, values) => {
    let run = known.get(session.db);
    if (!run) {
      const query = build(session).prepare();
      run = (directly(session.db, query) as typeof run) ?? ((given) => query.execute(given));
      known.set(session.db, run);
    }
    return run(values);
  };
}

/** A value that is given when the query is executed. */
export function given(name: string): Placeholder {
  return sql.placeholder(name);
}

/**
 * A prepared query for a list of keys, e.g. `inArray(column, keys)`. It exists for 1, 2, 4, 8 … keys; a shorter list is filled
 * up with its last key. An empty list asks nothing. `others` are the other values that the query takes.
 */
export function preparedForKeys<T, R>(
  build: (session: Session<T>, keys: Placeholder[]) => Preparable<R>,
): (session: Session<T>, keys: readonly string[], others?: Record<string, unknown>) => Answer<R | never[]> {
  const bySize = new Map<number, { names: string[]; query: Execute<T, R> }>();
  return (session, keys, others) => {
    const last = keys.at(-1);
    if (last === undefined) return [];
    const size = 2 ** Math.ceil(Math.log2(keys.length));
    let sized = bySize.get(size);
    if (!sized) {
      const names = Array.from({ length: size }, (_, at) => `key${at}`);
      sized = { names, query: prepared((one: Session<T>) => build(one, names.map(given))) };
      bySize.set(size, sized);
    }
    const values: Record<string, unknown> = { ...others };
    for (const [at, name] of sized.names.entries()) values[name] = keys[at] ?? last;
    return sized.query(session, values);
  };
}

/** Inserts one row; a column that the row leaves out gets its default. */
export function preparedInsert<T, K extends SQLiteTable>(
  tableOf: (t: T) => K,
): (session: Session<T>, row: K['$inferInsert']) => Answer<unknown> {
  const insert = bySignature<T>(tableOf, (session, values) =>
    session.db.insert(tableOf(session.t)).values(values as SQLiteInsertValue<K>),
  );
  return (session, row) => insert(session, row);
}

/** Inserts one row unless one with the same key is there; true if it was inserted. */
export function preparedInsertOnce<T, K extends SQLiteTable>(
  tableOf: (t: T) => K,
): (session: Session<T>, row: K['$inferInsert']) => Promise<boolean> {
  const insert = bySignature<T>(tableOf, (session, values) =>
    session.db
      .insert(tableOf(session.t))
      .values(values as SQLiteInsertValue<K>)
      .onConflictDoNothing()
      .returning({ inserted: sql<number>`1` }),
  );
  return async (session, row) => ((await insert(session, row)) as unknown[]).length > 0;
}

/** Changes the named columns of the row that `where` finds; the others stay. Its keys are named unlike a column. */
export function preparedUpdate<T, K extends SQLiteTable>(
  tableOf: (t: T) => K,
  where: (table: K) => SQL | undefined,
): (session: Session<T>, key: Record<string, unknown>, changes: Partial<K['$inferSelect']>) => Answer<unknown> {
  const update = bySignature<T>(tableOf, (session, values) => {
    const table = tableOf(session.t);
    return session.db
      .update(table)
      .set(values as never)
      .where(where(table));
  });
  return (session, key, changes) => update(session, changes, key);
}

/** Inserts one row, or replaces what it names in the row with the same key. */
export function preparedUpsert<T, K extends SQLiteTable>(
  tableOf: (t: T) => K,
  target: (table: K) => SQLiteColumn[],
): (session: Session<T>, row: K['$inferInsert']) => Answer<unknown> {
  const upsert = bySignature<T>(tableOf, (session, values) => {
    const table = tableOf(session.t);
    const key = target(table);
    // A column that is set has its index written again, even with the same value.
    const rest = Object.entries(getTableColumns(table)).filter(([, column]) => !key.includes(column));
    const set = Object.fromEntries(rest.flatMap(([name]) => (name in values ? [[name, values[name]]] : [])));
    const insert = session.db.insert(table).values(values as SQLiteInsertValue<K>);
    if (Object.keys(set).length === 0) return insert.onConflictDoNothing();
    return insert.onConflictDoUpdate({ target: key, set: set as never });
  });
  return (session, row) => upsert(session, row);
}

/** One prepared query for each set of columns that occurs; NULL is part of the query, because no column encodes it. */
function bySignature<T>(
  tableOf: (t: T) => SQLiteTable,
  build: (session: Session<T>, values: Record<string, SQL | Placeholder>) => Preparable<unknown>,
): (session: Session<T>, row: Record<string, unknown>, key?: Record<string, unknown>) => unknown {
  const queries = new Map<number, Execute<T, unknown>>();
  let columns: string[] | undefined;
  return (session, row, key) => {
    columns ??= Object.keys(getTableColumns(tableOf(session.t)));
    // In base three: left out, NULL, given.
    let signature = 0;
    for (const column of columns) {
      const value = row[column];
      signature = signature * 3 + (value === undefined ? 0 : value === null ? 1 : 2);
    }
    let query = queries.get(signature);
    if (!query) {
      const present = columns.filter((column) => row[column] !== undefined);
      const values = Object.fromEntries(
        present.map((column) => [column, row[column] === null ? sql`null` : given(column)]),
      );
      query = prepared((one: Session<T>) => build(one, values));
      queries.set(signature, query);
    }
    return query(session, key ? { ...row, ...key } : row);
  };
}
