import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** 選挙人名簿 (公職選挙法第19条): who is on it, by 宛名番号; name and address are read from the 住民票. */
export const electoralEntries = sqliteTable(
  'electoral_entries',
  {
    addresseeNumber: text('addressee_number').primaryKey(),
    state: text('state', { enum: ['registered', 'marked', 'removed'] }).notNull(),
    registeredOn: text('registered_on').notNull(),
    /** 住所を有しなくなった日, of who is marked. */
    leftOn: text('left_on'),
    /** The first day on which the four months are over. */
    removeFrom: text('remove_from'),
    /** 抹消の理由: gone = 死亡・国籍喪失, left = four months after leaving. */
    removedBecause: text('removed_because', { enum: ['gone', 'left'] }),
  },
  (t) => [index('electoral_entries_state').on(t.state, t.removeFrom)],
);

/** 定時登録・選挙時登録の回: how far the inquiry or the registration has come, and who did which. */
export const electoralRuns = sqliteTable(
  'electoral_runs',
  {
    runId: text('run_id').primaryKey(),
    asOf: text('as_of').notNull(),
    /** The day on which the age counts. */
    ageOn: text('age_on').notNull(),
    /** 選挙時登録: the election; null for a 定時登録. */
    election: text('election', { mode: 'json' }),
    state: text('state', { enum: ['collecting', 'proposed', 'registering', 'done', 'discarded'] }).notNull(),
    /** Of the inquiry: residents who are not on the roll, then the roll itself. */
    phase: text('phase', { enum: ['residents', 'roll'] }).notNull(),
    cursor: text('cursor').notNull(),
    looked: integer('looked').notNull(),
    /** Rows to look at, as counted at the start. */
    expected: integer('expected').notNull(),
    startedBy: text('started_by').notNull(),
    startedByName: text('started_by_name').notNull(),
    startedAt: text('started_at').notNull(),
    collectedAt: text('collected_at'),
    confirmedBy: text('confirmed_by'),
    confirmedByName: text('confirmed_by_name'),
    confirmedAt: text('confirmed_at'),
    finishedAt: text('finished_at'),
    /** 登録者数 after it. */
    total: integer('total'),
  },
  (t) => [index('electoral_runs_started').on(t.startedAt)],
);

/** 選挙人名簿の異動: proposed by a run, or done at once and reported with the next run (公職選挙法第22条, 第27条, 第28条). */
export const electoralChanges = sqliteTable(
  'electoral_changes',
  {
    position: integer('position').primaryKey({ autoIncrement: true }),
    /** Empty until a run has reported what was done at once. */
    runId: text('run_id').notNull(),
    addresseeNumber: text('addressee_number').notNull(),
    kind: text('kind', { enum: ['register', 'mark', 'unmark', 'remove', 'unclear'] }).notNull(),
    state: text('state', { enum: ['proposed', 'done', 'dropped'] }).notNull(),
    article: text('article').notNull(),
    /** 登録: since when the person is recorded; 表示・抹消: the day of leaving. */
    basisOn: text('basis_on'),
    at: text('at').notNull(),
  },
  (t) => [
    index('electoral_changes_run').on(t.runId, t.kind, t.state, t.position),
    index('electoral_changes_person').on(t.addresseeNumber),
  ],
);

/**
 * 選挙権の停止 (公職選挙法第11条, 第27条第1項): whose it is and why is in `body` alone, encrypted; the person is found by keyed hash. The row
 * goes some months after its end.
 */
export const electoralSuspensions = sqliteTable(
  'electoral_suspensions',
  {
    suspensionId: text('suspension_id').primaryKey(),
    personHash: text('person_hash').notNull(),
    state: text('state', { enum: ['proposed', 'standing', 'ended'] }).notNull(),
    /** Something waits for the second officer. */
    waits: integer('waits', { mode: 'boolean' }).notNull(),
    /** The last day; null while nobody knows it. */
    endsOn: text('ends_on'),
    eraseOn: text('erase_on'),
    body: text('body').notNull(),
    at: text('at').notNull(),
  },
  (t) => [
    index('electoral_suspensions_person').on(t.personHash),
    index('electoral_suspensions_end').on(t.state, t.endsOn),
    index('electoral_suspensions_waits').on(t.waits),
    index('electoral_suspensions_at').on(t.at),
  ],
);
