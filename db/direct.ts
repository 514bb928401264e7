import Database from 'better-sqlite3';
import { Column, is, Param, Placeholder, SQL } from 'drizzle-orm';
import type { Db } from './store.ts';

/** Runs a built query with its values. */
export type Run = (values: Record<string, unknown>) => unknown;

/** What is read of a query that the builder has prepared for the embedded engine. */
interface Built {
  query: { sql: string; params: unknown[] };
  fields?: { path: string[]; field: unknown }[];
  executeMethod: string;
  customResultMapper?: unknown;
}

/** A value of the statement: constant, or taken from what is given under its name. */
type Slot = { value: unknown } | { name: string; encode?: (value: unknown) => unknown };

/** A column of the answer. */
interface Cell {
  name: string;
  decode?: (value: unknown) => unknown;
}

/**
 * The statement itself, with its values put in their places: on the embedded engine the query builder takes longer to find the
 * places and to read the answer than the database takes for the query. Undefined where the builder has to do it: on the other
 * engine, and for answers of several parts.
 */
export function directly(db: Db, prepared: unknown): Run | undefined {
  const client = (db as { $client?: unknown }).$client;
  if (!(client instanceof Database)) return undefined;
  const { query, fields, executeMethod, customResultMapper } = prepared as Built;
  const cells = fields?.map(cellOf) ?? [];
  if (customResultMapper || cells.includes(undefined)) return undefined;
  const slots = query.params.map(slotOf);
  // A statement of its own: those that the connection keeps for everybody change between rows and objects.
  const statement = Database.prototype.prepare.call(client, query.sql) as Database.Statement;
  if (executeMethod === 'run') return (values) => statement.run(filled(slots, values));
  if (executeMethod !== 'all' || !fields) return undefined;
  statement.raw();
  return (values) => {
    const rows = statement.all(filled(slots, values)) as unknown[][];
    return rows.map((row) => objectOf(cells as Cell[], row));
  };
}

function slotOf(param: unknown): Slot {
  if (is(param, Placeholder)) return { name: param.name };
  if (!is(param, Param) || !is(param.value, Placeholder)) return { value: param };
  const { encoder, value } = param;
  const encodes = encoder.mapToDriverValue !== Column.prototype.mapToDriverValue;
  return { name: value.name, ...(encodes ? { encode: (one) => encoder.mapToDriverValue(one) } : {}) };
}

function cellOf({ path, field }: { path: string[]; field: unknown }): Cell | undefined {
  const [name, deeper] = path;
  if (name === undefined || deeper !== undefined) return undefined;
  if (is(field, Column)) {
    const decodes = field.mapFromDriverValue !== Column.prototype.mapFromDriverValue;
    return { name, ...(decodes ? { decode: (value) => field.mapFromDriverValue(value) } : {}) };
  }
  const { decoder } = (is(field, SQL) ? field : (field as SQL.Aliased).sql) as unknown as { decoder: Decoder };
  return { name, decode: (value) => decoder.mapFromDriverValue(value) };
}

type Decoder = { mapFromDriverValue(value: unknown): unknown };

function filled(slots: readonly Slot[], values: Record<string, unknown>): unknown[] {
  const bound: unknown[] = [];
  for (const slot of slots) {
    if ('value' in slot) bound.push(slot.value);
    else {
      const value = values[slot.name];
      if (value === undefined && !(slot.name in values)) throw new Error(`no value for "${slot.name}"`);
      bound.push(slot.encode ? slot.encode(value) : value);
    }
  }
  return bound;
}

function objectOf(cells: readonly Cell[], row: readonly unknown[]): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (let at = 0; at < cells.length; at += 1) {
    const cell = cells[at] as Cell;
    const value = row[at];
    result[cell.name] = value === null || !cell.decode ? value : cell.decode(value);
  }
  return result;
}
