import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/** 発行番号の通番: the last one of each day. */
export const paperSerials = sqliteTable('paper_serials', {
  issuedOn: text('issued_on').primaryKey(),
  last: integer('last').notNull(),
});

/** 帳票の発行簿: every paper that left the town, with who asked for it why and which officer gave it. */
export const issuedPapers = sqliteTable(
  'issued_papers',
  {
    /** Chosen by the screen: the same press once more is the same paper. */
    id: text('id').primaryKey(),
    issuedOn: text('issued_on').notNull(),
    serial: integer('serial').notNull(),
    /** 発行番号 as it stands below every page. */
    number: text('number').notNull(),
    kind: text('kind').notNull(),
    officerId: text('officer_id').notNull(),
    officerName: text('officer_name').notNull(),
    at: text('at').notNull(),
    /** 請求者の別. */
    requester: text('requester').notNull(),
    /** Sealed JSON: the request with name, document and reason. */
    sealedRequest: text('sealed_request').notNull(),
    /** Digest of everything that the paper says. */
    sum: text('sum').notNull(),
    /** Sealed JSON: what the paper says; erased in the night after, when nobody waits for the printer any more. */
    sealedContent: text('sealed_content'),
    /** How often the file was handed to the officer's browser. */
    outputs: integer('outputs').notNull(),
  },
  (t) => [
    uniqueIndex('issued_papers_serial').on(t.issuedOn, t.serial),
    index('issued_papers_officer').on(t.officerId, t.issuedOn),
  ],
);

/** 発行簿の対象者: 宛名番号 of everybody of whom a paper speaks. */
export const issuedPaperSubjects = sqliteTable(
  'issued_paper_subjects',
  {
    paperId: text('paper_id').notNull(),
    addresseeNumber: text('addressee_number').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.paperId, t.addresseeNumber] }),
    index('issued_paper_subjects_person').on(t.addresseeNumber, t.paperId),
  ],
);
