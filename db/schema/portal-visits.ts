import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/** 公開された時間枠: what a town offers at one office on one day for one procedure. */
export const portalVisitDays = sqliteTable(
  'portal_visit_days',
  {
    id: text('id').primaryKey(),
    municipality: text('municipality').notNull(),
    procedure: text('procedure', { enum: ['movingIn', 'relocation'] }).notNull(),
    office: text('office').notNull(),
    visitOn: text('visit_on').notNull(),
    times: text('times', { mode: 'json' })
      .$type<{ startsAt: string; endsAt: string; places: number; wait: number }[]>()
      .notNull(),
  },
  (table) => [
    uniqueIndex('portal_visit_days_day').on(table.municipality, table.procedure, table.visitOn, table.office),
  ],
);

/** 手続の所要時間 as a town told them. */
export const portalVisitLengths = sqliteTable('portal_visit_lengths', {
  municipality: text('municipality').primaryKey(),
  lengths: text('lengths', { mode: 'json' }).$type<{ procedure: string; item: string; minutes: number }[]>().notNull(),
});

/**
 * 予約・仮押さえ: one numbered place in a slot. The number makes overbooking impossible, the holder makes it impossible to
 * have two.
 */
export const portalVisitPlaces = sqliteTable(
  'portal_visit_places',
  {
    id: text('id').primaryKey(),
    municipality: text('municipality').notNull(),
    procedure: text('procedure', { enum: ['movingIn', 'relocation'] }).notNull(),
    office: text('office').notNull(),
    visitOn: text('visit_on').notNull(),
    startsAt: text('starts_at').notNull(),
    /** Counts from 1 to the places of the slot. */
    place: integer('place').notNull(),
    /** account:<subject> while it is held, receipt:<number> once it is booked. */
    holder: text('holder').notNull(),
    /** The draft for which it is held. */
    draftId: text('draft_id'),
    receiptNumber: text('receipt_number'),
    /** Until when it is held, protocol time in milliseconds; empty = booked. */
    heldUntil: integer('held_until'),
  },
  (table) => [
    uniqueIndex('portal_visit_places_place').on(
      table.municipality,
      table.procedure,
      table.visitOn,
      table.office,
      table.startsAt,
      table.place,
    ),
    uniqueIndex('portal_visit_places_holder').on(table.holder),
    index('portal_visit_places_draft').on(table.draftId),
  ],
);
