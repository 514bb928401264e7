import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** 操作ログ (住民記録システム標準仕様書 アクセスログ): who did or read what, when, about whom and why. */
export const auditEntries = sqliteTable(
  'audit_entries',
  {
    position: integer('position').primaryKey({ autoIncrement: true }),
    /** Legal time. */
    at: text('at').notNull(),
    officerId: text('officer_id').notNull(),
    officerName: text('officer_name').notNull(),
    townCode: text('town_code').notNull(),
    act: text('act').notNull(),
    /** 宛名番号 of everybody concerned, as a JSON array in text, so that its bytes stay as they were written. */
    subjects: text('subjects').notNull(),
    reason: text('reason').notNull(),
    caseId: text('case_id'),
    /** 個人番号 or 住民票コード was shown or used. */
    numberAccessed: integer('number_accessed', { mode: 'boolean' }).notNull(),
    seal: integer('seal'),
  },
  (t) => [index('audit_entries_seal').on(t.seal, t.position), index('audit_entries_at').on(t.at)],
);

/** 操作ログの索引: whom a sealed entry is about. Lists of more than a few hundred are work on a whole register and are not in it. */
export const auditSubjects = sqliteTable(
  'audit_subjects',
  { subject: text('subject').notNull(), position: integer('position').notNull() },
  (t) => [primaryKey({ columns: [t.subject, t.position] })],
);

/** 操作ログの連鎖: one hash per batch of entries over the stored bytes and the hash before it. */
export const auditSeals = sqliteTable('audit_seals', {
  position: integer('position').primaryKey(),
  entries: integer('entries').notNull(),
  previousHash: text('previous_hash').notNull(),
  hash: text('hash').notNull(),
});
