import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** 団体内統合宛名番号 (共通機能標準仕様書 団体内統合宛名機能): 1:1 with the 個人番号; known to no other system of the town. */
export const unifiedAddressees = sqliteTable('unified_addressees', {
  serial: integer('serial').primaryKey(),
  unifiedAddresseeNumber: text('unified_addressee_number').notNull().unique(),
  numberHash: text('number_hash').notNull().unique(),
  /** 個人番号, encrypted at rest. */
  sealed: text('sealed').notNull(),
  numberedAt: text('numbered_at').notNull(),
  /** Deleted at the 中間サーバー; the number is nobody else's and comes back with the person. */
  deletedAt: text('deleted_at'),
});

/** 変更前の個人番号: it leads to the same person and is never numbered anew (番号法施行令第3条). */
export const formerIndividualNumbers = sqliteTable('former_individual_numbers', {
  numberHash: text('number_hash').primaryKey(),
  unifiedAddresseeNumber: text('unified_addressee_number').notNull(),
  changedAt: text('changed_at').notNull(),
});

/** 宛名番号との紐付け: the numbers under which the 業務 know the person; one number never means two persons. */
export const addresseeLinks = sqliteTable(
  'addressee_links',
  {
    addresseeNumber: text('addressee_number').notNull(),
    /** 業務ID: 001 = 住民基本台帳. */
    businessId: text('business_id').notNull(),
    unifiedAddresseeNumber: text('unified_addressee_number').notNull(),
    linkedAt: text('linked_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.addresseeNumber, t.businessId] }),
    index('addressee_links_unified').on(t.unifiedAddresseeNumber),
  ],
);

/** 業務の継続中の事案: while a 業務 holds one, the 団番 of the person is not deleted. */
export const addresseeCases = sqliteTable(
  'addressee_cases',
  {
    addresseeNumber: text('addressee_number').notNull(),
    businessId: text('business_id').notNull(),
    openedAt: text('opened_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.addresseeNumber, t.businessId] })],
);

/** 一括処理のエラー一覧 (共通機能標準仕様書): records with a wrong 宛名番号; the good ones of the same batch were done. */
export const addresseeErrors = sqliteTable(
  'addressee_errors',
  {
    position: integer('position').primaryKey({ autoIncrement: true }),
    addresseeNumber: text('addressee_number').notNull(),
    businessId: text('business_id').notNull(),
    sentence: text('sentence').notNull(),
    at: text('at').notNull(),
  },
  (t) => [index('addressee_errors_at').on(t.at)],
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
