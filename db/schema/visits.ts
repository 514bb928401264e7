import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** 時間枠の取消し: a slot or a day that the office took back, with who did it and why. */
export const visitClosures = sqliteTable(
  'visit_closures',
  {
    id: text('id').primaryKey(),
    office: text('office').notNull(),
    visitOn: text('visit_on').notNull(),
    /** Empty = the whole day. */
    startsAt: text('starts_at'),
    reason: text('reason').notNull(),
    closedBy: text('closed_by').notNull(),
    closedAt: text('closed_at').notNull(),
  },
  (t) => [index('visit_closures_day').on(t.visitOn, t.office)],
);

/** 公開の控え: what was told to the portal last, so that the same is not told twice. */
export const visitPublications = sqliteTable('visit_publications', {
  /** Always 1. */
  id: integer('id').primaryKey(),
  digest: text('digest').notNull(),
  publishedAt: text('published_at').notNull(),
});
