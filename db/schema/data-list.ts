import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** 基本データリストの取込: one per file; the newest one says how the list is opened when it is handed on. */
export const dataListImports = sqliteTable('data_list_imports', {
  /** Keyed hash of the whole file. */
  fileHash: text('file_hash').primaryKey(),
  /** staging → committing → done; abandoned when another file was begun. */
  state: text('state').notNull(),
  /** 世帯番号 up to which everything is committed or refused. */
  cursor: text('cursor').notNull(),
  startedAt: text('started_at').notNull(),
  finishedAt: text('finished_at'),
  rows: integer('rows').notNull(),
  /** The header line with its byte order mark and line end. */
  opening: text('opening').notNull(),
});

/** 取込待ちの行: empty but for an import that is under way. */
export const dataListRows = sqliteTable(
  'data_list_rows',
  {
    line: integer('line').primaryKey(),
    addresseeNumber: text('addressee_number').notNull(),
    /** 世帯番号 whose commit takes the person along: that of the newest row, and of rows that cannot be read. */
    groupNumber: text('group_number'),
    /** No text or no record at all: only good for refusing its household. */
    unreadable: integer('unreadable', { mode: 'boolean' }).notNull(),
    /** The row as it was read, encrypted. */
    body: text('body').notNull(),
  },
  (t) => [index('data_list_rows_addressee').on(t.addresseeNumber), index('data_list_rows_group').on(t.groupNumber)],
);
