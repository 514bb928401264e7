import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** 団体内統合宛名番号 (共通機能標準仕様書 団体内統合宛名機能): 1:1 with the 個人番号; known to no other system of the town. */
export const unifiedAddressees = sqliteTable('unified_addressees', {
  serial: integer('serial').primaryKey(),
  unifiedAddresseeNumber: text('unified_addressee_number').notNull().unique(),
  numberHash: text('number_hash').notNull().unique(),
  /** 個人番号, encrypted at rest. */
  sealed: text('sealed').notNull(),
  numberedAt: text('numbered_at').notNull(),
});

/** 変更前の個人番号: it leads to the same person and is never numbered anew (番号法施行令第3条). */
export const formerIndividualNumbers = sqliteTable('former_individual_numbers', {
  numberHash: text('number_hash').primaryKey(),
  unifiedAddresseeNumber: text('unified_addressee_number').notNull(),
  changedAt: text('changed_at').notNull(),
});

/** 宛名番号との紐付け: the numbers under which the business systems know the person. */
export const addresseeLinks = sqliteTable(
  'addressee_links',
  {
    addresseeNumber: text('addressee_number').primaryKey(),
    unifiedAddresseeNumber: text('unified_addressee_number').notNull(),
    linkedAt: text('linked_at').notNull(),
  },
  (t) => [index('addressee_links_unified').on(t.unifiedAddresseeNumber)],
);

/** 付番依頼 by 処理通番: a repeated one changes and sends nothing. */
export const addresseeRequests = sqliteTable('addressee_requests', {
  processingNumber: text('processing_number').primaryKey(),
  addresseeNumber: text('addressee_number').notNull(),
  unifiedAddresseeNumber: text('unified_addressee_number').notNull(),
  requestedAt: text('requested_at').notNull(),
});

/** 副本登録の控え: the copy that the 中間サーバー was last told of, per person. */
export const addresseeCopies = sqliteTable('addressee_copies', {
  addresseeNumber: text('addressee_number').primaryKey(),
  version: integer('version').notNull(),
  closedOn: text('closed_on'),
  /** CopyRegistration, encrypted at rest. */
  sealed: text('sealed').notNull(),
  registeredAt: text('registered_at').notNull(),
});
