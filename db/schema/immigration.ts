import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** 出入国在留管理庁の在留者の記録: by the number of the card, or by the items of who has none. */
export const immigrationPersons = sqliteTable('immigration_persons', {
  /** Keyed hash of card number or items. */
  personKey: text('person_key').primaryKey(),
  /** Town of the 住民票; empty = in none. */
  municipalityCode: text('municipality_code'),
  /** 住居地届出 is made for the present address. */
  residenceNotified: integer('residence_notified', { mode: 'boolean' }).notNull(),
  /** Card number, name, nationality, address, encrypted at rest. */
  sealed: text('sealed').notNull(),
  updatedAt: text('updated_at').notNull(),
});

/** 市町村通知 as they came, never changed. */
export const immigrationNotices = sqliteTable(
  'immigration_notices',
  {
    messageId: text('message_id').primaryKey(),
    personKey: text('person_key').notNull(),
    event: text('event', { enum: ['entered', 'removed', 'corrected'] }).notNull(),
    municipalityCode: text('municipality_code').notNull(),
    effectiveOn: text('effective_on').notNull(),
    receivedAt: text('received_at').notNull(),
    /** The notice, encrypted at rest. */
    sealed: text('sealed').notNull(),
  },
  (t) => [index('immigration_notices_person').on(t.personKey)],
);
