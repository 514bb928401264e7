import type { PGlite } from '@electric-sql/pglite';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Organisation } from './schema/index.ts';
import { openSqlite } from './sqlite.server.ts';
import type { Store } from './store.ts';

/** Where a database lives: a file, a PostgreSQL server (with a schema of its own, if named), or a PGlite in tests. */
export type Location = { sqlite: string } | { postgres: string; schema?: string } | { pglite: PGlite; schema: string };

export interface OpenOptions {
  /** false: commits do not wait for the disk; only for tests. */
  durable?: boolean;
  /** true: a whole register is written; takes up to 256 MiB more memory and checkpoints rarely. */
  bulk?: boolean;
}

/** Opens the database of one organisation and brings it to the newest migration. */
export async function openStore<T extends Record<string, SQLiteTable>>(
  tables: T,
  location: Location,
  organisation: Organisation,
  options: OpenOptions = {},
): Promise<Store<T>> {
  if ('sqlite' in location) return openSqlite(tables, location.sqlite, organisation, options);
  // The drivers of the other engine are loaded only where it is used.
  const { openPglite, openPostgres } = await import('./postgres.server.ts');
  if ('pglite' in location) return openPglite(tables, location.pglite, location.schema, organisation);
  return openPostgres(tables, location.postgres, location.schema, organisation);
}
