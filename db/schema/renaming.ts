import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** 住所一括変更: one run of 住居表示の実施 or 町名変更. */
export const renamingRuns = sqliteTable('renaming_runs', {
  runId: text('run_id').primaryKey(),
  state: text('state').notNull(),
  /** The rule: places, no persons. */
  renaming: text('renaming', { mode: 'json' }).notNull(),
  residents: integer('residents').notNull(),
  createdBy: text('created_by').notNull(),
  createdAt: text('created_at').notNull(),
  startedAt: text('started_at'),
  finishedAt: text('finished_at'),
});

/** 住所一括変更の世帯: waiting → done, or left out with the reason. A crash goes on with those that wait. */
export const renamingHouseholds = sqliteTable(
  'renaming_households',
  {
    runId: text('run_id').notNull(),
    householdNumber: text('household_number').notNull(),
    state: text('state').notNull(),
    reason: text('reason'),
  },
  (t) => [
    primaryKey({ columns: [t.runId, t.householdNumber] }),
    index('renaming_households_state').on(t.runId, t.state),
  ],
);
