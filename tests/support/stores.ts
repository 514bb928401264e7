import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { openStore } from '#db/open.server.ts';
import type { Organisation } from '#db/schema/index.ts';
import type { Store } from '#db/store.ts';
import { workerPglite } from './pglite.ts';

/** Databases of one test; `close` closes and removes them all. */
export interface TestStores {
  open<T extends Record<string, SQLiteTable>>(tables: T, organisation: Organisation, name?: string): Promise<Store<T>>;
  close(): Promise<void>;
  /** Where the files of embedded databases are. */
  folder?: string;
}

/** Where test databases live: in memory where the system offers it. */
function newFolder(): string {
  try {
    return mkdtempSync('/dev/shm/moving-');
  } catch {
    return mkdtempSync(`${tmpdir()}/moving-`);
  }
}

/** SQLite files whose commits do not wait for a disk. Opening a name again opens the same file. */
export function sqliteStores(): TestStores {
  const folder = newFolder();
  const opened: Store<never>[] = [];
  return {
    folder,
    open: async (tables, organisation, name = organisation) => {
      const store = await openStore(tables, { sqlite: `${folder}/${name}.db` }, organisation, { durable: false });
      opened.push(store as unknown as Store<never>);
      return store;
    },
    close: async () => {
      await Promise.all(opened.map((store) => store.close()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

let schemas = 0;

/** Schemas inside the worker's PGlite. */
export function pgliteStores(): TestStores {
  schemas += 1;
  const prefix = `test_${schemas}`;
  const made = new Set<string>();
  return {
    open: async (tables, organisation, name = organisation) => {
      const schema = `${prefix}_${name}`;
      made.add(schema);
      return openStore(tables, { pglite: await workerPglite(), schema }, organisation);
    },
    close: async () => {
      const pglite = await workerPglite();
      for (const schema of made) await pglite.exec(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`);
    },
  };
}

/** Schemas on a real server, for those who name one in POSTGRES_URL. */
export function postgresStores(url: string): TestStores {
  schemas += 1;
  const prefix = `test_${process.pid}_${schemas}`;
  const made = new Set<string>();
  const opened: Store<never>[] = [];
  return {
    open: async (tables, organisation, name = organisation) => {
      const schema = `${prefix}_${name}`;
      made.add(schema);
      const store = await openStore(tables, { postgres: url, schema }, organisation);
      opened.push(store as unknown as Store<never>);
      return store;
    },
    close: async () => {
      await Promise.all(opened.map((store) => store.close()));
      const { default: postgres } = await import('postgres');
      const client = postgres(url, { onnotice: () => {} });
      for (const schema of made) await client.unsafe(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`);
      await client.end();
    },
  };
}
