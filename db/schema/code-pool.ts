import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** 未使用の住民票コード (住民基本台帳法施行規則第14条): a code leaves the pool in the act that gives it to somebody. */
export const codePool = sqliteTable('code_pool', {
  codeHash: text('code_hash').primaryKey(),
  /** Encrypted. */
  sealed: text('sealed').notNull(),
  receivedAt: text('received_at').notNull(),
});

/** 住民票コードの払出し依頼: blocks that were asked for. */
export const codeBlockRequests = sqliteTable('code_block_requests', {
  messageId: text('message_id').primaryKey(),
  count: integer('count').notNull(),
  requestedAt: text('requested_at').notNull(),
  answeredAt: text('answered_at'),
});

/** 住民票コードの使用数 per day, for the gauge. */
export const codeUse = sqliteTable('code_use', {
  usedOn: text('used_on').primaryKey(),
  count: integer('count').notNull(),
});
