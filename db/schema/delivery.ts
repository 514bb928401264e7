import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/** 送信箱 (outbox): what an act wants to have sent, written in the act's own transaction. */
export const outbox = sqliteTable(
  'outbox',
  {
    position: integer('position').primaryKey({ autoIncrement: true }),
    id: text('id').notNull().unique(),
    type: text('type').notNull(),
    version: integer('version').notNull(),
    receiver: text('receiver').notNull(),
    subject: text('subject').notNull(),
    sequence: integer('sequence').notNull(),
    causationId: text('causation_id'),
    correlationId: text('correlation_id'),
    /** Legal time. */
    sentAt: text('sent_at').notNull(),
    /** The content, encrypted at rest. */
    body: text('body').notNull(),
    /** The sealed message once it was handed out: what is sent again is the same to the byte. */
    sealed: text('sealed'),
    /** held = waits in our own mailbox until the receiver pulls it. */
    state: text('state', { enum: ['pending', 'held', 'sent', 'dead'] }).notNull(),
    attempts: integer('attempts').notNull().default(0),
    /** Protocol time in milliseconds. */
    nextAttemptAt: integer('next_attempt_at').notNull().default(0),
    error: text('error'),
    /** Legal time of the last change of state. */
    changedAt: text('changed_at').notNull(),
  },
  (t) => [
    uniqueIndex('outbox_order').on(t.receiver, t.subject, t.sequence),
    // What waits is sent in the order of its writing; a long queue is not read for its first letters.
    index('outbox_state').on(t.state, t.position),
    // What was exchanged about one person, on the person's own screen.
    index('outbox_subject').on(t.subject),
    // The record of one organisation, the newest first.
    index('outbox_receiver').on(t.receiver, t.position),
  ],
);

/** 受信箱 (inbox): every message that was received; the unique id makes it take effect once. */
export const inbox = sqliteTable(
  'inbox',
  {
    position: integer('position').primaryKey({ autoIncrement: true }),
    id: text('id').notNull().unique(),
    type: text('type').notNull(),
    version: integer('version').notNull(),
    sender: text('sender').notNull(),
    subject: text('subject').notNull(),
    sequence: integer('sequence').notNull(),
    causationId: text('causation_id'),
    correlationId: text('correlation_id'),
    sentAt: text('sent_at').notNull(),
    receivedAt: text('received_at').notNull(),
    /** The content, encrypted at rest. */
    body: text('body').notNull(),
    /** waiting = an earlier one of the same sender and subject is missing; failed = its effect threw and is retried. */
    state: text('state', { enum: ['waiting', 'failed', 'applied'] }).notNull(),
    attempts: integer('attempts').notNull().default(0),
    nextAttemptAt: integer('next_attempt_at').notNull().default(0),
    error: text('error'),
    changedAt: text('changed_at').notNull(),
  },
  (t) => [
    uniqueIndex('inbox_order').on(t.sender, t.subject, t.sequence),
    index('inbox_state').on(t.state, t.nextAttemptAt),
    index('inbox_subject').on(t.subject),
    index('inbox_sender').on(t.sender, t.position),
  ],
);

/** 読めない電文: kept aside with the reason, never applied, never dropped. */
export const unreadable = sqliteTable('unreadable', {
  position: integer('position').primaryKey({ autoIncrement: true }),
  /** SHA-256 of the bytes that were received. */
  digest: text('digest').notNull().unique(),
  reason: text('reason').notNull(),
  detail: text('detail').notNull(),
  /** As the message claims; nobody vouches for it. */
  claimedId: text('claimed_id'),
  claimedType: text('claimed_type'),
  claimedSender: text('claimed_sender'),
  receivedAt: text('received_at').notNull(),
  /** The bytes that were received, encrypted at rest. */
  body: text('body').notNull(),
});

/** 順序番号: the last number that was given (out) or applied (in) per other organisation and subject. */
export const sequences = sqliteTable(
  'sequences',
  {
    direction: text('direction', { enum: ['out', 'in'] }).notNull(),
    peer: text('peer').notNull(),
    subject: text('subject').notNull(),
    last: integer('last').notNull(),
  },
  (t) => [primaryKey({ columns: [t.direction, t.peer, t.subject] })],
);

/** 電文記録: what crossed the line, without its content; chained by `messageLogSeals`. */
export const messageLog = sqliteTable(
  'message_log',
  {
    position: integer('position').primaryKey({ autoIncrement: true }),
    direction: text('direction', { enum: ['out', 'in'] }).notNull(),
    messageId: text('message_id').notNull(),
    type: text('type').notNull(),
    sender: text('sender').notNull(),
    receiver: text('receiver').notNull(),
    at: text('at').notNull(),
    /** SHA-256 of the sealed message. */
    digest: text('digest').notNull(),
    seal: integer('seal'),
  },
  (t) => [index('message_log_seal').on(t.seal, t.position), index('message_log_message').on(t.messageId)],
);

/** 電文記録の連鎖: one hash per batch of entries over the stored bytes and the hash before it. */
export const messageLogSeals = sqliteTable('message_log_seals', {
  position: integer('position').primaryKey(),
  entries: integer('entries').notNull(),
  previousHash: text('previous_hash').notNull(),
  hash: text('hash').notNull(),
});
