/**
 * Writes the migrations of every organisation for both engines from the table definitions: `npm run db:generate`.
 *
 * As long as nothing was released there is one initial migration, rewritten from scratch. After the first release,
 * `npm run db:generate -- next <name>` adds a step to each database whose tables have changed.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import {
  generateDrizzleJson,
  generateMigration,
  generateSQLiteDrizzleJson,
  generateSQLiteMigration,
} from 'drizzle-kit/api';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { type Engine, migrationsFolder } from './migrate.server.ts';
import { derivePostgresTables } from './postgres-tables.ts';
import { type Organisation, TABLES_OF } from './schema/index.ts';

type Snapshot = { id: string; prevId: string };
interface Journal {
  version: string;
  dialect: string;
  entries: { idx: number; version: string; when: number; tag: string; breakpoints: boolean }[];
}

const BREAKPOINT = '--> statement-breakpoint\n';

interface Generator {
  snapshot(tables: Record<string, unknown>): Promise<Snapshot>;
  difference(before: Snapshot, after: Snapshot): Promise<string[]>;
}

const GENERATORS: Record<Engine, Generator> = {
  sqlite: {
    snapshot: async (tables) => generateSQLiteDrizzleJson(tables),
    difference: async (before, after) =>
      (await generateSQLiteMigration(before as never, after as never)).map(withoutSecondTree),
  },
  postgres: {
    snapshot: async (tables) => generateDrizzleJson(derivePostgresTables(tables as Record<string, SQLiteTable>)),
    difference: (before, after) => generateMigration(before as never, after as never),
  },
};

/**
 * A table that is nothing but its key has no reason to be kept twice, once as rows and once as index: SQLite stores it in
 * the order of the key alone.
 */
function withoutSecondTree(statement: string): string {
  const columns = [...statement.matchAll(/^\t`(\w+)` /gm)].map(([, name]) => name);
  const key = /^\tPRIMARY KEY\((.*)\)$/m.exec(statement)?.[1];
  if (!statement.startsWith('CREATE TABLE') || key === undefined) return statement;
  const whole = columns.every((name) => key.includes(`\`${name}\``));
  return whole ? statement.replace(/\);\s*$/, ') WITHOUT ROWID;\n') : statement;
}

/** In one order, whatever order a module loader lists exports in. */
function tablesOf(organisation: Organisation): Record<string, SQLiteTable> {
  const entries = Object.entries<SQLiteTable>(TABLES_OF[organisation]);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The statements that make an empty database of one organisation. */
export async function initialMigration(engine: Engine, organisation: Organisation): Promise<string> {
  const generator = GENERATORS[engine];
  const after = await generator.snapshot(tablesOf(organisation));
  return (await generator.difference(await generator.snapshot({}), after)).join(BREAKPOINT);
}

async function writeInitial(engine: Engine, organisation: Organisation): Promise<void> {
  const folder = migrationsFolder(engine, organisation);
  const snapshot = await GENERATORS[engine].snapshot(tablesOf(organisation));
  const statements = await initialMigration(engine, organisation);
  await rm(folder, { recursive: true, force: true });
  await mkdir(`${folder}/meta`, { recursive: true });
  await addStep(folder, engine, [], '0000_initial', statements, snapshot);
}

async function writeNext(engine: Engine, organisation: Organisation, name: string): Promise<void> {
  const folder = migrationsFolder(engine, organisation);
  const journal = JSON.parse(await readFile(`${folder}/meta/_journal.json`, 'utf8')) as Journal;
  const number = (index: number) => String(index).padStart(4, '0');
  const last = `${folder}/meta/${number(journal.entries.length - 1)}_snapshot.json`;
  const before = JSON.parse(await readFile(last, 'utf8')) as Snapshot;
  const after = { ...(await GENERATORS[engine].snapshot(tablesOf(organisation))), prevId: before.id };
  const statements = await GENERATORS[engine].difference(before, after);
  if (statements.length === 0) return;
  const tag = `${number(journal.entries.length)}_${name}`;
  await addStep(folder, engine, journal.entries, tag, statements.join(BREAKPOINT), after);
}

async function addStep(
  folder: string,
  engine: Engine,
  earlier: Journal['entries'],
  tag: string,
  statements: string,
  snapshot: Snapshot,
): Promise<void> {
  const idx = earlier.length;
  const version = engine === 'sqlite' ? '6' : '7';
  const dialect = engine === 'sqlite' ? 'sqlite' : 'postgresql';
  // Ids and times follow from the content, so that two people who generate the same tables write the same files.
  const hash = createHash('sha256').update(statements).digest('hex');
  const id = `${hash.slice(0, 8)}-${hash.slice(8, 12)}-4${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
  const journal: Journal = {
    version: '7',
    dialect,
    entries: [...earlier, { idx, version, when: idx + 1, tag, breakpoints: true }],
  };
  await writeFile(`${folder}/${tag}.sql`, statements);
  const number = String(idx).padStart(4, '0');
  await writeFile(`${folder}/meta/${number}_snapshot.json`, `${JSON.stringify({ ...snapshot, id }, null, 1)}\n`);
  await writeFile(`${folder}/meta/_journal.json`, `${JSON.stringify(journal, null, 1)}\n`);
}

async function main(mode: string | undefined, name: string | undefined): Promise<void> {
  for (const engine of Object.keys(GENERATORS) as Engine[]) {
    for (const organisation of Object.keys(TABLES_OF) as Organisation[]) {
      if (mode === 'next') await writeNext(engine, organisation, name ?? 'change');
      else await writeInitial(engine, organisation);
    }
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main(process.argv[2], process.argv[3]);
