import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/** 情報提供ネットワークシステムの ID コード: one per 住民票コード, random, known nowhere else. */
export const interlinkIdentities = sqliteTable('interlink_identities', {
  codeHash: text('code_hash').primaryKey(),
  /** The ID, encrypted at rest. */
  sealed: text('sealed').notNull(),
});

/** 機関別符号 that were given out (番号法第21条): which person an institution means by one; only the network can tell. */
export const interlinkSymbols = sqliteTable(
  'interlink_symbols',
  {
    symbolHash: text('symbol_hash').primaryKey(),
    institution: text('institution').notNull(),
    codeHash: text('code_hash').notNull(),
  },
  (t) => [index('interlink_symbols_person').on(t.codeHash, t.institution)],
);

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
    state: text('state', { enum: ['none', 'obtained', 'failed', 'deleted'] }).notNull(),
    /** 機関別符号, encrypted at rest. */
    symbol: text('symbol'),
    /** Keyed hash of the 機関別符号: by it the provider's 中間サーバー finds the person of a 照会. */
    symbolHash: text('symbol_hash'),
    registeredAt: text('registered_at').notNull(),
  },
  (t) => [
    uniqueIndex('interlink_addressees_key').on(t.municipalityCode, t.unifiedAddresseeNumber),
    uniqueIndex('interlink_addressees_number').on(t.municipalityCode, t.numberHash),
    index('interlink_addressees_symbol').on(t.symbolHash),
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
    /** 不開示, 自己情報提供不可. */
    undisclosed: integer('undisclosed', { mode: 'boolean' }).notNull(),
    selfInformationDenied: integer('self_information_denied', { mode: 'boolean' }).notNull(),
    publishedOn: text('published_on').notNull(),
    closedOn: text('closed_on'),
    /** The household, encrypted at rest. */
    sealed: text('sealed').notNull(),
    registeredAt: text('registered_at').notNull(),
  },
  (t) => [uniqueIndex('interlink_copies_key').on(t.municipalityCode, t.unifiedAddresseeNumber, t.version)],
);

/** 情報照会 by 処理通番: taken, then worked on, then fetched; what was provided is erased after a day. */
export const interlinkInquiries = sqliteTable(
  'interlink_inquiries',
  {
    processingNumber: text('processing_number').primaryKey(),
    /** Of the question: the same question twice is one inquiry. */
    messageId: text('message_id').notNull().unique(),
    inquirer: text('inquirer').notNull(),
    purpose: text('purpose').notNull(),
    informationName: text('information_name').notNull(),
    consentId: text('consent_id'),
    /** 符号 of the asker for the person, encrypted; empty when nobody fits. */
    symbol: text('symbol'),
    provider: text('provider'),
    state: text('state', { enum: ['processing', 'provided', 'notProvided', 'symbolMissing'] }).notNull(),
    error: text('error'),
    /** The household that was provided, encrypted at rest. */
    sealed: text('sealed'),
    at: text('at').notNull(),
  },
  (t) => [index('interlink_inquiries_open').on(t.state, t.at)],
);

/** 情報提供等の記録 (番号法第23条): who asked whom for which 事務 and whether something was provided; kept for the person to see. */
export const interlinkProvisions = sqliteTable(
  'interlink_provisions',
  {
    messageId: text('message_id').primaryKey(),
    processingNumber: text('processing_number'),
    consentId: text('consent_id'),
    inquirer: text('inquirer').notNull(),
    purpose: text('purpose'),
    informationName: text('information_name'),
    /** Keyed hash of the 住民票コード of whom it was about; empty when nobody fitted. */
    codeHash: text('code_hash'),
    municipalityCode: text('municipality_code'),
    result: text('result', { enum: ['provided', 'notProvided', 'symbolMissing'] }).notNull(),
    at: text('at').notNull(),
  },
  (t) => [index('interlink_provisions_at').on(t.at), index('interlink_provisions_person').on(t.codeHash, t.at)],
);
