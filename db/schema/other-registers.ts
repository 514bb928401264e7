import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** 転入予定者 of a simulated town: whom it was told of and what it is going to do. */
export const otherArrivals = sqliteTable(
  'other_arrivals',
  {
    municipalityCode: text('municipality_code').notNull(),
    movingOutId: text('moving_out_id').notNull(),
    revision: integer('revision').notNull(),
    fromMunicipality: text('from_municipality').notNull(),
    /** 受付番号, where the 転出届 was filed at the portal: the visit announced there has the same. */
    receiptNumber: text('receipt_number'),
    plannedOn: text('planned_on').notNull(),
    plan: text('plan', { enum: ['early', 'onTime', 'late', 'otherAddress', 'corrected', 'never'] }).notNull(),
    state: text('state', { enum: ['expected', 'registered', 'corrected', 'withdrawn', 'lapsed'] }).notNull(),
    /** Legal time of the next act; empty when there is none. */
    actAt: text('act_at'),
    movedInOn: text('moved_in_on'),
    /** 転出証明書情報, encrypted at rest. */
    sealed: text('sealed').notNull(),
    receivedAt: text('received_at').notNull(),
    updatedAt: text('updated_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.municipalityCode, t.movingOutId] }),
    index('other_arrivals_due').on(t.actAt),
    index('other_arrivals_moving_out').on(t.movingOutId),
    index('other_arrivals_receipt').on(t.municipalityCode, t.receiptNumber),
  ],
);

/** 来庁予定 of a simulated town: what it needs to know when to answer, and no name. */
export const otherVisits = sqliteTable(
  'other_visits',
  {
    municipalityCode: text('municipality_code').notNull(),
    receiptNumber: text('receipt_number').notNull(),
    fromMunicipality: text('from_municipality').notNull(),
    movingOn: text('moving_on').notNull(),
    visitOn: text('visit_on').notNull(),
    /** Last day of 特例転入. */
    lastDay: text('last_day').notNull(),
    state: text('state', { enum: ['announced', 'prepared', 'registered', 'cancelled', 'expired'] }).notNull(),
    updatedAt: text('updated_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.municipalityCode, t.receiptNumber] }),
    index('other_visits_open').on(t.state, t.lastDay),
  ],
);

/** 住民 of a simulated town: whom it registered. */
export const otherResidents = sqliteTable(
  'other_residents',
  {
    municipalityCode: text('municipality_code').notNull(),
    codeHash: text('code_hash').notNull(),
    since: text('since').notNull(),
    removedOn: text('removed_on'),
    movingOutId: text('moving_out_id'),
    /** The person, encrypted at rest. */
    sealed: text('sealed').notNull(),
  },
  (t) => [primaryKey({ columns: [t.municipalityCode, t.codeHash, t.since] })],
);

/** 受信した電文 of a simulated town: applied once, or kept aside with the reason. */
export const otherInbox = sqliteTable('other_inbox', {
  messageId: text('message_id').primaryKey(),
  municipalityCode: text('municipality_code').notNull(),
  type: text('type').notNull(),
  sender: text('sender').notNull(),
  receivedAt: text('received_at').notNull(),
  outcome: text('outcome', { enum: ['applied', 'unreadable'] }).notNull(),
  reason: text('reason'),
});

/** 送信する電文 of a simulated town, written with the act that caused it. */
export const otherOutbox = sqliteTable(
  'other_outbox',
  {
    position: integer('position').primaryKey({ autoIncrement: true }),
    id: text('id').notNull().unique(),
    municipalityCode: text('municipality_code').notNull(),
    receiver: text('receiver').notNull(),
    type: text('type').notNull(),
    /** Envelope and content, encrypted at rest. */
    sealed: text('sealed').notNull(),
    sentAt: text('sent_at'),
    /** Why the receiver's carrier refused it for good. */
    refused: text('refused'),
  },
  (t) => [index('other_outbox_pending').on(t.sentAt, t.position)],
);
