import { fileURLToPath } from 'node:url';
import type Database from 'better-sqlite3';
import { type MigrationMeta, readMigrationFiles } from 'drizzle-orm/migrator';
import type { Organisation } from './schema/index.ts';

/** The two kinds of databases that the same tables live in. */
export type Engine = 'sqlite' | 'postgres';

const MIGRATIONS = fileURLToPath(new URL('./migrations/', import.meta.url));
const HISTORY = '_migrations';

/** Folder of the generated statements of one organisation and engine. */
export function migrationsFolder(engine: Engine, organisation: Organisation): string {
  return `${MIGRATIONS}${engine}/${organisation}`;
}

/** Brings one SQLite file to the newest migration. */
export function migrateSqlite(client: Database.Database, organisation: Organisation): void {
  client.exec('BEGIN IMMEDIATE');
  try {
    client.exec(`CREATE TABLE IF NOT EXISTS ${HISTORY} (position integer PRIMARY KEY, hash text NOT NULL)`);
    const applied = client.prepare(`SELECT hash FROM ${HISTORY} ORDER BY position`).all() as { hash: string }[];
    for (const step of missingSteps('sqlite', organisation, applied)) {
      for (const statement of step.sql) client.exec(statement);
      client.prepare(`INSERT INTO ${HISTORY} (hash) VALUES (?)`).run(step.hash);
    }
    client.exec('COMMIT');
  } catch (error) {
    client.exec('ROLLBACK');
    throw error;
  }
}

/** Runs one statement on PostgreSQL, inside the transaction of the migration. */
export type Execute = (statement: string) => Promise<{ hash?: unknown }[]>;

/** Brings one PostgreSQL schema to the newest migration; `execute` holds an open transaction on it. */
export async function migratePostgres(execute: Execute, organisation: Organisation): Promise<void> {
  await execute('SELECT pg_advisory_xact_lock(20240527)');
  await execute(
    `CREATE TABLE IF NOT EXISTS ${HISTORY} (position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, hash text NOT NULL)`,
  );
  const applied = await execute(`SELECT hash FROM ${HISTORY} ORDER BY position`);
  for (const step of missingSteps('postgres', organisation, applied)) {
    for (const statement of step.sql) {
      // The generator names the schema "public"; here every organisation has its own.
      if (statement.trim()) await execute(statement.replaceAll('"public".', ''));
    }
    await execute(`INSERT INTO ${HISTORY} (hash) VALUES ('${step.hash}')`);
  }
}

/** What was applied must be the beginning of what there is. */
function missingSteps(engine: Engine, organisation: Organisation, applied: { hash?: unknown }[]): MigrationMeta[] {
  const steps = readMigrationFiles({ migrationsFolder: migrationsFolder(engine, organisation) });
  for (const [index, { hash }] of applied.entries()) {
    if (steps[index]?.hash !== hash) {
      throw new Error(
        `The ${organisation} database was made by other migrations than these. Before the first release the initial ` +
          'migration is rewritten when a table changes: remove the database files and start again.',
      );
    }
  }
  return steps.slice(applied.length);
}
