import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/** 情報提供ネットワークシステムの ID コード: one per 住民票コード, random, known nowhere else. */
export const interlinkIdentities = sqliteTable('interlink_identities', {
  codeHash: text('code_hash').primaryKey(),
  /** The ID, encrypted at rest. */
  sealed: text('sealed').notNull(),
});

/** 符号取得依頼 as it came over 住基ネット; waits for the 団体内統合宛名番号 with the same 処理通番. */
export const interlinkSymbolRequests = sqliteTable('interlink_symbol_requests', {
  processingNumber: text('processing_number').primaryKey(),
  municipalityCode: text('municipality_code').notNull(),
  subject: text('subject').notNull(),
  codeHash: text('code_hash').notNull(),
  numberHash: text('number_hash').notNull(),
  state: text('state', { enum: ['requested', 'obtained', 'failed'] }).notNull(),
  receivedAt: text('received_at').notNull(),
});

/** 中間サーバーの団体内統合宛名番号: 1:1 with the 個人番号 inside a town, with the state and value of its 符号. */
export const interlinkAddressees = sqliteTable(
  'interlink_addressees',
  {
    municipalityCode: text('municipality_code').notNull(),
    unifiedAddresseeNumber: text('unified_addressee_number').notNull(),
    numberHash: text('number_hash').notNull(),
    state: text('state', { enum: ['none', 'obtained', 'failed'] }).notNull(),
    /** 機関別符号, encrypted at rest. */
    symbol: text('symbol'),
    registeredAt: text('registered_at').notNull(),
  },
  (t) => [
    uniqueIndex('interlink_addressees_key').on(t.municipalityCode, t.unifiedAddresseeNumber),
    uniqueIndex('interlink_addressees_number').on(t.municipalityCode, t.numberHash),
  ],
);

/** 団体内統合宛名番号の通知 by 処理通番, the other half of the join. */
export const interlinkRegistrations = sqliteTable('interlink_registrations', {
  processingNumber: text('processing_number').primaryKey(),
  municipalityCode: text('municipality_code').notNull(),
  unifiedAddresseeNumber: text('unified_addressee_number').notNull(),
  numberHash: text('number_hash').notNull(),
  receivedAt: text('received_at').notNull(),
});

/** 副本 (番号法第19条第8号): 世帯情報 of a person in its versions. */
export const interlinkCopies = sqliteTable(
  'interlink_copies',
  {
    municipalityCode: text('municipality_code').notNull(),
    unifiedAddresseeNumber: text('unified_addressee_number').notNull(),
    version: integer('version').notNull(),
    /** Of the message that said so; a later one of the same version closes it. */
    sequence: integer('sequence').notNull(),
    disclosable: integer('disclosable', { mode: 'boolean' }).notNull(),
    publishedOn: text('published_on').notNull(),
    closedOn: text('closed_on'),
    /** The household, encrypted at rest. */
    sealed: text('sealed').notNull(),
    registeredAt: text('registered_at').notNull(),
  },
  (t) => [uniqueIndex('interlink_copies_key').on(t.municipalityCode, t.unifiedAddresseeNumber, t.version)],
);

/** 情報提供等の記録 (番号法第23条): who asked with which consent and whether something was provided. */
export const interlinkProvisions = sqliteTable(
  'interlink_provisions',
  {
    messageId: text('message_id').primaryKey(),
    consentId: text('consent_id').notNull(),
    inquirer: text('inquirer').notNull(),
    municipalityCode: text('municipality_code'),
    result: text('result', { enum: ['provided', 'notProvided', 'symbolMissing'] }).notNull(),
    at: text('at').notNull(),
  },
  (t) => [index('interlink_provisions_at').on(t.at)],
);
