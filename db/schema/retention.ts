import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { residentColumns } from './resident-columns.ts';

/**
 * 除票の保存庫 (住民基本台帳法施行令第34条, 標準仕様書 1.1.5): 除票 of more than five years, the columns of `residents`. Their rows of
 * history and their membership in households stay where they are.
 */
export const removedRecords = sqliteTable('removed_records', residentColumns(), (t) => [
  index('removed_records_household').on(t.householdNumber),
  index('removed_records_born').on(t.bornOn),
  index('removed_records_code').on(t.codeHash),
  index('removed_records_number').on(t.numberHash),
  index('removed_records_removed').on(t.removedOn),
]);

/** 除票の年次移行の回: one row per yearly day; without an end it goes on in the next night. */
export const retentionRuns = sqliteTable('retention_runs', {
  dueOn: text('due_on').primaryKey(),
  startedAt: text('started_at').notNull(),
  moved: integer('moved').notNull(),
  erased: integer('erased').notNull(),
  finishedAt: text('finished_at'),
});
