import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** 電文の受付簿 of a door: every message that came, what became of it, and the mark that makes it count once. */
export const doorMessages = sqliteTable(
  'door_messages',
  {
    position: integer('position').primaryKey({ autoIncrement: true }),
    /** Message id; of a refused one an id of its own, so that it blocks nothing. */
    key: text('key').notNull().unique(),
    messageId: text('message_id').notNull(),
    /** jlis or interlink. */
    door: text('door').notNull(),
    type: text('type').notNull(),
    sender: text('sender').notNull(),
    receiver: text('receiver').notNull(),
    subject: text('subject').notNull(),
    /** SHA-256 of the envelope: the same id with another envelope is refused. */
    digest: text('digest').notNull(),
    receivedAt: text('received_at').notNull(),
    outcome: text('outcome', { enum: ['carried', 'handled', 'answered', 'refused'] }).notNull(),
    /** Code of the refusal. */
    code: text('code'),
  },
  (t) => [
    index('door_messages_door').on(t.door, t.position),
    index('door_messages_sender').on(t.door, t.sender, t.receiver, t.type),
  ],
);

/** 電文の私書箱 (mailbox): what waits for an organisation until it pulls and acknowledges. */
export const doorMail = sqliteTable(
  'door_mail',
  {
    position: integer('position').primaryKey({ autoIncrement: true }),
    id: text('id').notNull().unique(),
    door: text('door').notNull(),
    type: text('type').notNull(),
    sender: text('sender').notNull(),
    receiver: text('receiver').notNull(),
    storedAt: text('stored_at').notNull(),
    /** A message in transit, as it came. */
    sealed: text('sealed'),
    /** A message of the door's own: envelope and content, encrypted at rest, signed and sealed when it is pulled. */
    draft: text('draft'),
    acknowledgedAt: text('acknowledged_at'),
  },
  (t) => [
    index('door_mail_waiting').on(t.door, t.receiver, t.acknowledgedAt, t.position),
    index('door_mail_sender').on(t.door, t.sender, t.receiver, t.type),
  ],
);

/** 順序番号 that a simulated organisation gave, per sender, receiver and subject. */
export const doorSequences = sqliteTable(
  'door_sequences',
  {
    sender: text('sender').notNull(),
    receiver: text('receiver').notNull(),
    subject: text('subject').notNull(),
    last: integer('last').notNull(),
  },
  (t) => [primaryKey({ columns: [t.sender, t.receiver, t.subject] })],
);

/** 鍵 of the simulated systems, encrypted at rest: made once, the same after every restart. */
export const nationalSecrets = sqliteTable('national_secrets', {
  name: text('name').primaryKey(),
  sealed: text('sealed').notNull(),
});
