import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** 住民票コードの払出し簿 (住民基本台帳法第30条の2): codes that were handed out, and whose they are now or were. */
export const jlisCodes = sqliteTable(
  'jlis_codes',
  {
    codeHash: text('code_hash').primaryKey(),
    /** The code, encrypted at rest. */
    sealed: text('sealed').notNull(),
    /** Town of the block; undefined for codes that came with the persons at the start. */
    allottedTo: text('allotted_to'),
    personId: text('person_id'),
    recordedAt: text('recorded_at').notNull(),
  },
  (t) => [index('jlis_codes_person').on(t.personId)],
);

/** 全国サーバの本人確認情報 (住民基本台帳法第30条の7): a person as all notices together say. */
export const jlisPersons = sqliteTable(
  'jlis_persons',
  {
    personId: text('person_id').primaryKey(),
    numberHash: text('number_hash').notNull().unique(),
    /** Keyed hash of name without variants, day of birth and sex, for the search by 基本4情報. */
    itemsHash: text('items_hash').notNull(),
    /** The same of the 振り仮名; empty where it is not known. */
    kanaHash: text('kana_hash'),
    /** Where the person is registered today; empty between 消除 and the next 記載. */
    municipalityCode: text('municipality_code'),
    since: text('since'),
    removedOn: text('removed_on'),
    /** 住民票コード, 個人番号 and the items, encrypted at rest. */
    sealed: text('sealed').notNull(),
    updatedAt: text('updated_at').notNull(),
  },
  (t) => [
    index('jlis_persons_items').on(t.itemsHash),
    index('jlis_persons_kana').on(t.kanaHash),
    index('jlis_persons_town').on(t.municipalityCode),
  ],
);

/** 個人番号の変更 (番号法第7条第2項): a former number belongs to nobody ever again. */
export const jlisFormerNumbers = sqliteTable(
  'jlis_former_numbers',
  {
    numberHash: text('number_hash').primaryKey(),
    personId: text('person_id').notNull(),
    municipalityCode: text('municipality_code').notNull(),
    basis: text('basis', { enum: ['request', 'exOfficio'] }).notNull(),
    changedAt: text('changed_at').notNull(),
    /** 住民票コード, former and new number, encrypted at rest. */
    sealed: text('sealed').notNull(),
    /** When cards and 中間サーバー had heard of it. */
    announcedAt: text('announced_at'),
  },
  (t) => [index('jlis_former_numbers_pending').on(t.announcedAt)],
);

/** 本人確認情報の通知の履歴: every notice as it came, never changed. */
export const jlisNotices = sqliteTable(
  'jlis_notices',
  {
    messageId: text('message_id').primaryKey(),
    personId: text('person_id').notNull(),
    event: text('event', { enum: ['entered', 'removed', 'corrected'] }).notNull(),
    reason: text('reason').notNull(),
    effectiveOn: text('effective_on').notNull(),
    municipalityCode: text('municipality_code').notNull(),
    sequence: integer('sequence').notNull(),
    sentAt: text('sent_at').notNull(),
    receivedAt: text('received_at').notNull(),
    /** The notice, encrypted at rest. */
    sealed: text('sealed').notNull(),
    /** Does the present state rest on it, i.e. must 公的個人認証 hear of it. */
    effective: integer('effective', { mode: 'boolean' }).notNull(),
    announcedAt: text('announced_at'),
  },
  (t) => [index('jlis_notices_person').on(t.personId), index('jlis_notices_pending').on(t.effective, t.announcedAt)],
);

/** 転入通知の受理通知・カード継続利用の通知 as they came. */
export const jlisReports = sqliteTable(
  'jlis_reports',
  {
    messageId: text('message_id').primaryKey(),
    kind: text('kind', { enum: ['MovingInNoticeReceived', 'CardContinuationReported'] }).notNull(),
    municipalityCode: text('municipality_code').notNull(),
    codeHash: text('code_hash').notNull(),
    sealed: text('sealed').notNull(),
    receivedAt: text('received_at').notNull(),
  },
  (t) => [index('jlis_reports_code').on(t.codeHash)],
);

/** 符号取得依頼の取次ぎ: on its way from a town to the 情報提供ネットワークシステム. */
export const jlisSymbolRequests = sqliteTable(
  'jlis_symbol_requests',
  {
    processingNumber: text('processing_number').primaryKey(),
    municipalityCode: text('municipality_code').notNull(),
    subject: text('subject').notNull(),
    /** 住民票コード, encrypted at rest. */
    sealed: text('sealed').notNull(),
    receivedAt: text('received_at').notNull(),
    forwardedAt: text('forwarded_at'),
  },
  (t) => [index('jlis_symbol_requests_pending').on(t.forwardedAt)],
);
