import { createHash } from 'node:crypto';
import Database from 'better-sqlite3';
import type { Cipher } from '#db/cipher.ts';
import type { Medium } from './bench-town.ts';
import { type Making, makingOf, type TouchedRow } from './touched-rows.ts';

/** One act written by hand: a transaction with prepared statements that are known before. */
export type HandWritten = () => void;

/** The same rows without the engine: what nobody who keeps these rows could do without. */
export interface HandWriter {
  plan(rows: readonly TouchedRow[]): HandWritten;
  /** Chains the audit entries of the acts so far, like the engine's sealer. */
  sealAudit(): void;
  close(): void;
}

interface Write {
  statement: Database.Statement;
  values: Making[];
}

const HASHED_TEXT = 'subject:000000000000000';

export function openByHand(file: string, medium: Medium, cipher: Cipher): HandWriter {
  const client = new Database(file);
  client.pragma('foreign_keys = ON');
  client.pragma('journal_mode = WAL');
  client.pragma(`synchronous = ${medium === 'disk' ? 'FULL' : 'OFF'}`);
  const statements = new Map<string, Database.Statement>();

  function prepared(sql: string): Database.Statement {
    const known = statements.get(sql) ?? client.prepare(sql);
    statements.set(sql, known);
    return known;
  }

  function make(making: Making): string | number | null {
    switch (making.kind) {
      case 'plain':
        return making.value;
      case 'json':
        return JSON.stringify(making.value);
      case 'encrypted':
        return cipher.encrypt(typeof making.value === 'string' ? making.value : JSON.stringify(making.value));
      case 'hashed':
        cipher.lookup(HASHED_TEXT);
        return making.value;
    }
  }

  const commit = client.transaction((writes: readonly Write[]) => {
    for (const { statement, values } of writes) statement.run(...values.map(make));
  });

  function plan(rows: readonly TouchedRow[]): HandWritten {
    const writes = rows.flatMap((row) => writeOf(row, cipher) ?? []);
    const ready = writes.map(({ sql, values }) => ({ statement: prepared(sql), values }));
    return () => commit.immediate(ready);
  }

  const waiting = client.prepare('SELECT * FROM audit_entries WHERE seal IS NULL ORDER BY position');
  const newest = client.prepare('SELECT position, hash FROM audit_seals ORDER BY position DESC LIMIT 1');
  const addSeal = client.prepare(
    'INSERT INTO audit_seals (position, entries, previous_hash, hash) VALUES (?, ?, ?, ?)',
  );
  const mark = client.prepare('UPDATE audit_entries SET seal = ? WHERE seal IS NULL');
  const addSubject = client.prepare('INSERT INTO audit_subjects (subject, position) VALUES (?, ?)');
  const seal = client.transaction(() => {
    const entries = waiting.all() as { position: number; subjects: string }[];
    if (entries.length === 0) return;
    const last = newest.get() as { position: number; hash: string } | undefined;
    const previous = last?.hash ?? '0'.repeat(64);
    const hash = createHash('sha256').update(previous);
    for (const entry of entries) hash.update(`\n${JSON.stringify(entry)}`);
    const position = (last?.position ?? 0) + 1;
    addSeal.run(position, entries.length, previous, hash.digest('hex'));
    mark.run(position);
    for (const { subjects, position: at } of entries) {
      for (const subject of new Set(JSON.parse(subjects) as string[])) addSubject.run(subject, at);
    }
  });

  return { plan, sealAudit: () => seal.immediate(), close: () => client.close() };
}

/** Only what differs is written; a number that the database gives is left to it. */
function writeOf(row: TouchedRow, cipher: Cipher): { sql: string; values: Making[] } | undefined {
  const { table, key, before, after } = row;
  const where = key.map((column) => `"${column}" = ?`).join(' AND ');
  if (!after) {
    const values = key.map((column): Making => ({ kind: 'plain', value: before?.[column] ?? null }));
    return { sql: `DELETE FROM "${table}" WHERE ${where}`, values };
  }
  if (!before) {
    const columns = Object.keys(after).filter((column) => after[column] !== null && !isGiven(column, key));
    const marks = columns.map(() => '?').join(', ');
    const names = columns.map((column) => `"${column}"`).join(', ');
    return {
      sql: `INSERT INTO "${table}" (${names}) VALUES (${marks})`,
      values: columns.map((column) => makingOf(after[column] ?? null, cipher)),
    };
  }
  const changed = Object.keys(after).filter((column) => differs(before[column], after[column], cipher));
  if (changed.length === 0) return undefined;
  const values = [...changed.map((column) => makingOf(after[column] ?? null, cipher))];
  const keys = key.map((column): Making => ({ kind: 'plain', value: before[column] ?? null }));
  const set = changed.map((column) => `"${column}" = ?`).join(', ');
  return { sql: `UPDATE "${table}" SET ${set} WHERE ${where}`, values: [...values, ...keys] };
}

function isGiven(column: string, key: readonly string[]): boolean {
  return column === 'position' && key.includes(column);
}

/** Encrypted again is not changed: the same text looks different every time. */
function differs(before: unknown, after: unknown, cipher: Cipher): boolean {
  if (before === after) return false;
  if (typeof before !== 'string' || typeof after !== 'string' || !before.startsWith('v1.')) return true;
  return cipher.decrypt(before) !== cipher.decrypt(after);
}
