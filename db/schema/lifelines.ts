import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** 生活の事業者の受付簿 of the simulated companies: each request once, with what was decided about it. */
export const lifelineRequests = sqliteTable(
  'lifeline_requests',
  {
    requestId: text('request_id').primaryKey(),
    company: text('company').notNull(),
    receiptNumber: text('receipt_number').notNull(),
    /** SHA-256 of the request: the same id with another content is refused. Empty where the withdrawal came first. */
    digest: text('digest').notNull(),
    receivedAt: text('received_at').notNull(),
    withdrawnAt: text('withdrawn_at'),
    /** Sealed JSON: the request. */
    sealed: text('sealed'),
  },
  (t) => [index('lifeline_requests_company').on(t.company, t.receivedAt)],
);
