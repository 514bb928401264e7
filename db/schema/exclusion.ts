import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/** 排他制御 (標準仕様書 10.3): one officer at a time works on a household; the lease ends by itself. */
export const householdLocks = sqliteTable(
  'household_locks',
  {
    householdNumber: text('household_number').primaryKey(),
    officerId: text('officer_id').notNull(),
    officerName: text('officer_name').notNull(),
    until: text('until').notNull(),
    /** The 仮登録 with which the lease passes from officer to officer. */
    draftId: text('draft_id'),
  },
  (t) => [
    index('household_locks_officer').on(t.officerId),
    index('household_locks_draft').on(t.draftId),
    index('household_locks_until').on(t.until),
  ],
);

/** 処理待ちの電文: came while an officer was at work on the household; applied in their order as soon as nobody is. */
export const waitingMessages = sqliteTable('waiting_messages', {
  position: integer('position').primaryKey({ autoIncrement: true }),
  messageId: text('message_id').notNull().unique(),
  households: text('households', { mode: 'json' }).notNull(),
  receivedAt: text('received_at').notNull(),
  /** Envelope and content, encrypted. */
  body: text('body').notNull(),
});

/** 支援措置の管理 (標準仕様書 1.1.16): a database of its own beside the register, the measure encrypted whole. */
export const protectionMeasures = sqliteTable(
  'protection_measures',
  {
    measureId: text('measure_id').primaryKey(),
    state: text('state').notNull(),
    /** Not ended and not declined. */
    open: integer('open', { mode: 'boolean' }).notNull(),
    until: text('until'),
    /** Town and id of a forwarded measure. */
    origin: text('origin'),
    body: text('body').notNull(),
  },
  (t) => [
    index('protection_measures_open').on(t.open, t.until),
    uniqueIndex('protection_measures_origin').on(t.origin),
  ],
);

/** 支援措置の対象者. */
export const protectionPersons = sqliteTable(
  'protection_persons',
  { measureId: text('measure_id').notNull(), addresseeNumber: text('addressee_number').notNull() },
  (t) => [
    primaryKey({ columns: [t.measureId, t.addresseeNumber] }),
    index('protection_persons_addressee').on(t.addresseeNumber),
  ],
);

/** 排他: the persons of an open 仮登録; nobody else may start another act with them (E09). */
export const draftSubjects = sqliteTable(
  'draft_subjects',
  {
    /** Keyed hash of a 住民票コード. */
    codeHash: text('code_hash').primaryKey(),
    draftId: text('draft_id').notNull(),
  },
  (t) => [index('draft_subjects_draft').on(t.draftId)],
);
