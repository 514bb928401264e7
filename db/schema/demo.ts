import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** デモの時計: one row. The legal time that may have been reached at most; a restart goes on from there. */
export const demoClock = sqliteTable('demo_clock', {
  id: integer('id').primaryKey(),
  /** Legal time, ISO in UTC. */
  reservedUntil: text('reserved_until').notNull(),
});

/** 初期データの投入: steps that are done, so that a start that was interrupted goes on where it was. */
export const seedSteps = sqliteTable('seed_steps', {
  key: text('key').primaryKey(),
  /** What the next step has to know of this one. */
  note: text('note'),
});
