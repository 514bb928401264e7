import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** 閲覧の申出 (住民基本台帳法第11条, 第11条の2): who asks is sealed, how far it is stands open. */
export const inspections = sqliteTable(
  'inspections',
  {
    /** Chosen by the screen: the same press once more is the same 申出. */
    inspectionId: text('inspection_id').primaryKey(),
    ground: text('ground').notNull(),
    state: text('state').notNull(),
    version: integer('version').notNull(),
    filedOn: text('filed_on').notNull(),
    /** Somebody has to do something with it. */
    open: integer('open', { mode: 'boolean' }).notNull(),
    /** Sealed JSON: the 申出, the opinion of the review, the decision. */
    sealed: text('sealed').notNull(),
  },
  (t) => [index('inspections_open').on(t.open, t.filedOn), index('inspections_filed').on(t.filedOn)],
);

/** 閲覧の実施: one reader, one day, one list. */
export const inspectionReadings = sqliteTable(
  'inspection_readings',
  {
    readingId: text('reading_id').primaryKey(),
    inspectionId: text('inspection_id').notNull(),
    readOn: text('read_on').notNull(),
    startedAt: text('started_at').notNull(),
    endedAt: text('ended_at'),
    /** Lines of the list. */
    entries: integer('entries').notNull(),
    /** Lines that the reader copied (転記). */
    copied: integer('copied'),
    officerName: text('officer_name').notNull(),
    /** 発行番号 of the list: the reading has one paper, however often the printer jams. */
    paperNumber: text('paper_number').notNull(),
    /** Sealed JSON: who read, and by which document the reader was known. */
    sealedReader: text('sealed_reader').notNull(),
    /** Sealed JSON: the list itself; erased when it was read, at the latest in the night after. */
    sealedList: text('sealed_list'),
  },
  (t) => [
    index('inspection_readings_case').on(t.inspectionId, t.startedAt),
    index('inspection_readings_day').on(t.readOn),
  ],
);
