import Database from 'better-sqlite3';
import type { Cipher } from '#db/cipher.ts';

type Row = Record<string, string | number | null>;

/** One row that an act wrote, as it was before and as it is after. */
export interface TouchedRow {
  table: string;
  /** Columns of the primary key. */
  key: string[];
  before?: Row;
  after?: Row;
}

/** Has every table of a database file record what is written to it. */
export function watchTables(file: string): void {
  const client = new Database(file);
  client.exec('CREATE TABLE bench_touched (seq INTEGER PRIMARY KEY, tbl TEXT, before TEXT, after TEXT)');
  for (const table of tablesOf(client)) {
    const columns = columnsOf(client, table).map(({ name }) => name);
    const json = (row: string) => `json_object(${columns.map((name) => `'${name}', ${row}."${name}"`).join(', ')})`;
    const record = (event: string, before: string, after: string) =>
      client.exec(
        `CREATE TRIGGER bench_${event}_${table} AFTER ${event} ON "${table}" BEGIN
           INSERT INTO bench_touched (tbl, before, after) VALUES ('${table}', ${before}, ${after}); END`,
      );
    record('INSERT', 'NULL', json('NEW'));
    record('UPDATE', json('OLD'), json('NEW'));
    record('DELETE', json('OLD'), 'NULL');
  }
  client.close();
}

/** What was written since the last call, one entry per row: a row that was written twice counts once. */
export function takeTouched(file: string): TouchedRow[] {
  const client = new Database(file);
  try {
    const written = client.prepare('SELECT tbl, before, after FROM bench_touched ORDER BY seq').all() as {
      tbl: string;
      before: string | null;
      after: string | null;
    }[];
    client.exec('DELETE FROM bench_touched');
    const rows = new Map<string, TouchedRow>();
    for (const { tbl: table, before, after } of written) {
      const key = keyOf(client, table);
      const row = JSON.parse(after ?? before ?? '') as Row;
      const id = JSON.stringify([table, key.map((column) => row[column])]);
      const known = rows.get(id) ?? { table, key, ...(before ? { before: JSON.parse(before) as Row } : {}) };
      const { after: _, ...rest } = known;
      rows.set(id, after ? { ...rest, after: JSON.parse(after) as Row } : rest);
    }
    return [...rows.values()].filter(({ before, after }) => before !== undefined || after !== undefined);
  } finally {
    client.close();
  }
}

function tablesOf(client: Database.Database): string[] {
  const rows = client
    .prepare(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '\\_\\_%' ESCAPE '\\' AND name <> 'bench_touched' AND sql NOT LIKE 'CREATE VIRTUAL%'`,
    )
    .all() as { name: string }[];
  return rows.map(({ name }) => name);
}

function columnsOf(client: Database.Database, table: string): { name: string; pk: number }[] {
  return client.pragma(`table_info("${table}")`) as { name: string; pk: number }[];
}

function keyOf(client: Database.Database, table: string): string[] {
  const keys = columnsOf(client, table).filter(({ pk }) => pk > 0);
  return keys.sort((a, b) => a.pk - b.pk).map(({ name }) => name);
}

/** How a stored value came to be: what has to be done for it at run time. */
export type Making =
  | { kind: 'plain'; value: string | number | null }
  | { kind: 'json'; value: unknown }
  | { kind: 'encrypted'; value: unknown }
  /** A keyed hash; what was hashed cannot be told any more, so that a text of the usual length stands for it. */
  | { kind: 'hashed'; value: string };

const HASH = /^[A-Za-z0-9_-]{43}$/;

export function makingOf(value: string | number | null, cipher: Cipher): Making {
  if (typeof value !== 'string') return { kind: 'plain', value };
  if (value.startsWith('v1.')) {
    const text = cipher.decrypt(value);
    return { kind: 'encrypted', value: /^[[{]/.test(text) ? JSON.parse(text) : text };
  }
  if (/^[[{]/.test(value)) return { kind: 'json', value: JSON.parse(value) };
  return HASH.test(value) ? { kind: 'hashed', value } : { kind: 'plain', value };
}
