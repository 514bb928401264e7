import { Column, is, Param, SQL, StringChunk, Table } from 'drizzle-orm';
import * as pg from 'drizzle-orm/pg-core';
import { getTableConfig, type SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';

/** Compared and sorted by code points on both engines, whatever the language of the database: ranges are searched by. */
const textByCodePoints = pg.customType<{ data: string }>({ dataType: () => 'text COLLATE "C"' });

const derived = new WeakMap<SQLiteTable, pg.PgTable>();

/**
 * The PostgreSQL tables of the same definitions. Queries are written against the SQLite types and run on both, so the
 * result keeps the type of what it was derived from.
 */
export function derivePostgresTables<T extends Record<string, SQLiteTable>>(tables: T): T {
  const entries = Object.entries(tables).filter(([, table]) => is(table, SQLiteTable));
  return Object.fromEntries(entries.map(([name, table]) => [name, deriveTable(table)])) as unknown as T;
}

function deriveTable(table: SQLiteTable): pg.PgTable {
  const known = derived.get(table);
  if (known) return known;
  const config = getTableConfig(table);
  const columns: Record<string, pg.PgColumnBuilderBase> = {};
  for (const [key, column] of Object.entries(columnsOf(table))) columns[key] = deriveColumn(column);
  const result: pg.PgTable = pg.pgTable(config.name, columns, () => deriveConstraints(config, result));
  derived.set(table, result);
  return result;
}

/** Columns by the name of their property. */
function columnsOf(table: SQLiteTable): Record<string, SQLiteColumn> {
  return (table as unknown as Record<symbol, Record<string, SQLiteColumn>>)[
    (Table as unknown as { Symbol: { Columns: symbol } }).Symbol.Columns
  ] as Record<string, SQLiteColumn>;
}

function deriveColumn(column: SQLiteColumn): pg.PgColumnBuilderBase {
  const builder = builderOf(column);
  if (column.primary) builder.primaryKey();
  if (column.notNull && !column.primary) builder.notNull();
  if (column.isUnique) builder.unique(column.uniqueName);
  if (column.defaultFn) builder.$defaultFn(column.defaultFn as () => never);
  if (column.onUpdateFn) builder.$onUpdateFn(column.onUpdateFn as () => never);
  if (column.default !== undefined) {
    builder.default((is(column.default, SQL) ? deriveSql(column.default) : column.default) as never);
  }
  return builder;
}

function builderOf(column: SQLiteColumn) {
  switch (column.columnType) {
    case 'SQLiteText':
      return textByCodePoints(column.name);
    case 'SQLiteTextJson':
      return pg.jsonb(column.name);
    case 'SQLiteBoolean':
      return pg.boolean(column.name);
    case 'SQLiteInteger': {
      const bigint = pg.bigint(column.name, { mode: 'number' });
      // SQLite numbers the rows of an integer primary key by itself.
      return column.primary ? bigint.generatedByDefaultAsIdentity() : bigint;
    }
    default:
      throw new Error(`${column.name}: columns are text, integer, boolean or json, not ${column.columnType}`);
  }
}

type Config = ReturnType<typeof getTableConfig>;

function deriveConstraints(config: Config, table: pg.PgTable): pg.PgTableExtraConfigValue[] {
  const own = (column: SQLiteColumn) => columnOf(table, column);
  return [
    ...config.primaryKeys.map((key) =>
      pg.primaryKey({ name: key.getName(), columns: key.columns.map(own) as [pg.PgColumn, ...pg.PgColumn[]] }),
    ),
    ...config.uniqueConstraints.map((unique) =>
      pg.unique(unique.getName()).on(...(unique.columns.map(own) as [pg.PgColumn, ...pg.PgColumn[]])),
    ),
    ...config.checks.map((check) => pg.check(check.name, deriveSql(check.value))),
    ...config.indexes.map(({ config: index }) => {
      const start = index.unique ? pg.uniqueIndex(index.name) : pg.index(index.name);
      const columns = index.columns.map((column) => (is(column, SQL) ? deriveSql(column) : indexed(own(column))));
      const built = start.on(...(columns as [SQL, ...SQL[]]));
      return index.where ? built.where(deriveSql(index.where)) : built;
    }),
    ...config.foreignKeys.map((key) => {
      const { columns, foreignColumns, foreignTable } = key.reference();
      const target = deriveTable(foreignTable);
      const built = pg.foreignKey({
        name: key.getName(),
        columns: columns.map(own) as [pg.PgColumn, ...pg.PgColumn[]],
        foreignColumns: foreignColumns.map((column) => columnOf(target, column)) as [pg.PgColumn, ...pg.PgColumn[]],
      });
      if (key.onDelete) built.onDelete(key.onDelete as 'cascade');
      if (key.onUpdate) built.onUpdate(key.onUpdate as 'cascade');
      return built;
    }),
  ];
}

/** The column of an index carries its order, which the table's own column does not. */
function indexed(column: pg.PgColumn): pg.PgColumn {
  const symbol = (pg.PgTable as unknown as { Symbol: { ExtraConfigColumns: symbol } }).Symbol.ExtraConfigColumns;
  const columns = (column.table as unknown as Record<symbol, Record<string, pg.PgColumn>>)[symbol] ?? {};
  return Object.values(columns).find((candidate) => candidate.name === column.name) ?? column;
}

function columnOf(table: pg.PgTable, column: SQLiteColumn): pg.PgColumn {
  const found = Object.values(table as unknown as Record<string, unknown>).find(
    (candidate) => is(candidate, pg.PgColumn) && candidate.name === column.name,
  );
  if (!is(found, pg.PgColumn)) throw new Error(`no column ${column.name}`);
  return found;
}

/** The same expression over the derived columns. */
function deriveSql(source: SQL): SQL {
  const chunks = source.queryChunks.map((chunk) => deriveChunk(chunk));
  return new SQL(chunks as SQL['queryChunks']);
}

function deriveChunk(chunk: unknown): unknown {
  if (Array.isArray(chunk)) return chunk.map(deriveChunk);
  if (is(chunk, SQL)) return deriveSql(chunk);
  if (is(chunk, StringChunk)) return chunk;
  if (is(chunk, Column)) return columnOf(deriveTable(chunk.table as SQLiteTable), chunk as SQLiteColumn);
  if (is(chunk, Param))
    return new Param(
      chunk.value,
      is(chunk.encoder, Column) ? (deriveChunk(chunk.encoder) as pg.PgColumn) : chunk.encoder,
    );
  return is(chunk, SQLiteTable) ? deriveTable(chunk) : chunk;
}
