import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/** 整合性確認の回: which page comes next. */
export const reconciliationRuns = sqliteTable(
  'reconciliation_runs',
  {
    runId: text('run_id').primaryKey(),
    startedAt: text('started_at').notNull(),
    startedBy: text('started_by').notNull(),
    /** register: page by page of the own residents; national: page by page of whom J-LIS has here. */
    phase: text('phase', { enum: ['register', 'national', 'done'] }).notNull(),
    cursor: text('cursor').notNull(),
    compared: integer('compared').notNull(),
    found: integer('found').notNull(),
    finishedAt: text('finished_at'),
  },
  (t) => [index('reconciliation_runs_started').on(t.startedAt)],
);

/** 整合性確認の差異: one row per person and kind; a run that does not find it again ends it. */
export const differences = sqliteTable(
  'differences',
  {
    differenceId: text('difference_id').primaryKey(),
    /** 宛名番号, or the keyed hash of a code that is nobody's here. */
    subject: text('subject').notNull(),
    kind: text('kind').notNull(),
    addresseeNumber: text('addressee_number'),
    detail: text('detail'),
    state: text('state', { enum: ['open', 'mending', 'mended', 'closed'] }).notNull(),
    /** The run that saw it last. */
    runId: text('run_id').notNull(),
    foundAt: text('found_at').notNull(),
    doneAt: text('done_at'),
  },
  (t) => [uniqueIndex('differences_key').on(t.subject, t.kind), index('differences_state').on(t.state, t.foundAt)],
);
