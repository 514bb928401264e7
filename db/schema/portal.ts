import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/** 利用者: a person who signed in once; the subject is the pairwise identifier of the sign-in service. */
export const portalAccounts = sqliteTable(
  'portal_accounts',
  {
    subject: text('subject').primaryKey(),
    /** Sealed JSON: the serial of the 利用者証明用 certificate, where the service hands it over. */
    sealed: text('sealed').notNull(),
    /** Keyed hash of the serial. */
    serialHash: text('serial_hash'),
    /** Sealed JSON: where e-mails of notices go, as the person chose; empty = never chosen. */
    sealedMailChoice: text('sealed_mail_choice'),
    firstSeenAt: text('first_seen_at').notNull(),
    lastSeenAt: text('last_seen_at').notNull(),
  },
  (table) => [index('portal_accounts_serial').on(table.serialHash)],
);

/** 本人への知らせ: what a person is told of a filing by somebody else; it belongs to the person's own account and to no other. */
export const portalPersonNotices = sqliteTable(
  'portal_person_notices',
  {
    key: text('key').primaryKey(),
    kind: text('kind', { enum: ['coMover', 'lockedFiling'] }).notNull(),
    /** The filing, for coMover. */
    receiptNumber: text('receipt_number'),
    /** Of the certificate, until its holder signs in. */
    serialHash: text('serial_hash'),
    subject: text('subject'),
    at: text('at').notNull(),
    /** 「これは違います」 was answered. */
    objectedAt: text('objected_at'),
  },
  (table) => [
    index('portal_person_notices_subject').on(table.subject, table.at),
    index('portal_person_notices_serial').on(table.serialHash, table.subject),
  ],
);

/** 自分の記録の閲覧者の照会: the latest one of an account at each town, with its answer. */
export const portalAccessRequests = sqliteTable(
  'portal_access_requests',
  {
    requestId: text('request_id').primaryKey(),
    subject: text('subject').notNull(),
    municipality: text('municipality').notNull(),
    askedAt: text('asked_at').notNull(),
    answeredAt: text('answered_at'),
    /** Sealed JSON of the answer. */
    sealed: text('sealed'),
  },
  (table) => [uniqueIndex('portal_access_requests_asked').on(table.subject, table.municipality)],
);

/** 操作ログの先頭 as towns signed them: held here, outside of the towns, for whoever checks their logs. */
export const portalLogHeads = sqliteTable(
  'portal_log_heads',
  {
    municipality: text('municipality').notNull(),
    seal: integer('seal').notNull(),
    hash: text('hash').notNull(),
    token: text('token').notNull(),
    receivedAt: text('received_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.municipality, table.seal, table.hash] })],
);

/** 届出ロック: who wants no online filing that includes him; matched by keyed hash of address, day of birth and sex. */
export const portalMoveLocks = sqliteTable(
  'portal_move_locks',
  {
    subject: text('subject').primaryKey(),
    personHash: text('person_hash').notNull(),
    lockedAt: text('locked_at').notNull(),
  },
  (table) => [index('portal_move_locks_person').on(table.personHash)],
);

/** 下書き: answers of an application that is not filed yet, kept at every step. */
export const portalDrafts = sqliteTable(
  'portal_drafts',
  {
    id: text('id').primaryKey(),
    subject: text('subject').notNull(),
    state: text('state', { enum: ['open', 'filed', 'discarded'] }).notNull(),
    /** Sealed JSON of the answers. */
    sealed: text('sealed').notNull(),
    /** The application that this one corrects. */
    corrects: text('corrects'),
    /** Of a correction: the questions that are open, and the day from which the filing window is counted. */
    correctable: text('correctable', { mode: 'json' }).$type<string[]>(),
    firstFiledOn: text('first_filed_on'),
    /** Receipt number of the filing that came of it. */
    receiptNumber: text('receipt_number'),
    createdAt: text('created_at').notNull(),
    updatedAt: text('updated_at').notNull(),
  },
  (table) => [
    index('portal_drafts_subject').on(table.subject, table.state),
    uniqueIndex('portal_drafts_corrects').on(table.subject, table.corrects),
  ],
);

/** 認証・署名の途中: what a return from the sign-in service is checked against; used once. */
export const portalErrands = sqliteTable(
  'portal_errands',
  {
    /** The state parameter of the authorization request. */
    state: text('state').primaryKey(),
    kind: text('kind', { enum: ['signIn', 'profile', 'signature', 'lock', 'unlock'] }).notNull(),
    subject: text('subject'),
    draftId: text('draft_id'),
    /** The frozen form that is being signed. */
    formId: text('form_id'),
    /** Sealed JSON: nonce, verifier, transaction. */
    sealed: text('sealed').notNull(),
    /** Protocol time, milliseconds. */
    expiresAt: integer('expires_at').notNull(),
    usedAt: integer('used_at'),
  },
  (table) => [index('portal_errands_expiry').on(table.expiresAt)],
);

/** 署名対象の届書: the exact canonical bytes that were shown and are to be signed. */
export const portalForms = sqliteTable(
  'portal_forms',
  {
    id: text('id').primaryKey(),
    draftId: text('draft_id').notNull(),
    subject: text('subject').notNull(),
    receiptNumber: text('receipt_number').notNull(),
    /** Sealed bytes, base64. */
    sealed: text('sealed').notNull(),
    frozenAt: text('frozen_at').notNull(),
  },
  (table) => [
    index('portal_forms_draft').on(table.draftId),
    uniqueIndex('portal_forms_receipt').on(table.receiptNumber),
  ],
);

/** 届出・予約: a filed application with its evidence; one per draft. */
export const portalApplications = sqliteTable(
  'portal_applications',
  {
    receiptNumber: text('receipt_number').primaryKey(),
    draftId: text('draft_id').notNull(),
    subject: text('subject').notNull(),
    /** Receipt number of the first application of a chain of corrections: the key that keeps its messages in order. */
    caseKey: text('case_key').notNull(),
    corrects: text('corrects'),
    fromMunicipality: text('from_municipality').notNull(),
    toMunicipality: text('to_municipality').notNull(),
    state: text('state').notNull(),
    visitState: text('visit_state').notNull(),
    /** Set while a withdrawal is on its way and not answered. */
    withdrawalRequestedAt: text('withdrawal_requested_at'),
    movingOn: text('moving_on').notNull(),
    visitOn: text('visit_on').notNull(),
    /** The day of the visit of which the resident was reminded. */
    remindedOn: text('reminded_on'),
    filedAt: text('filed_at').notNull(),
    /** Next try to validate the certificate, while it waits: protocol time, milliseconds. */
    validateAfter: integer('validate_after'),
    /** Sealed JSON: form bytes, signature, chain, validation, serial, visit, fields to be mended. */
    sealed: text('sealed').notNull(),
    updatedAt: text('updated_at').notNull(),
  },
  (table) => [
    uniqueIndex('portal_applications_draft').on(table.draftId),
    index('portal_applications_subject').on(table.subject, table.filedAt),
    index('portal_applications_visit').on(table.visitOn, table.visitState),
    index('portal_applications_validation').on(table.state, table.validateAfter),
  ],
);

/** 経過: one hop of an application or a visit, with the signed time of who reported it. */
export const portalHops = sqliteTable(
  'portal_hops',
  {
    id: text('id').primaryKey(),
    receiptNumber: text('receipt_number').notNull(),
    /** Counts from 1 per application. */
    position: integer('position').notNull(),
    object: text('object', { enum: ['application', 'visit', 'portal'] }).notNull(),
    /** The reported status or the portal's own step. */
    step: text('step').notNull(),
    /** portal or a 団体コード. */
    reportedBy: text('reported_by').notNull(),
    at: text('at').notNull(),
    receivedAt: text('received_at').notNull(),
    /** Sealed JSON: reason, fields, day of 転入. */
    sealed: text('sealed'),
  },
  (table) => [uniqueIndex('portal_hops_position').on(table.receiptNumber, table.position)],
);

/** 転居予約: a visit announced to the own town for a move inside it; no filing and no signature belong to it. */
export const portalRelocationVisits = sqliteTable(
  'portal_relocation_visits',
  {
    receiptNumber: text('receipt_number').primaryKey(),
    subject: text('subject').notNull(),
    /** Comes with the form: sent twice, one visit. */
    formKey: text('form_key').notNull(),
    municipality: text('municipality').notNull(),
    state: text('state').notNull(),
    movingOn: text('moving_on').notNull(),
    visitOn: text('visit_on').notNull(),
    announcedAt: text('announced_at').notNull(),
    /** When the town said that it has the notice. */
    arrivedAt: text('arrived_at'),
    /** Sealed JSON: the notice as it was sent. */
    sealed: text('sealed').notNull(),
    updatedAt: text('updated_at').notNull(),
  },
  (table) => [
    uniqueIndex('portal_relocation_visits_form').on(table.subject, table.formKey),
    index('portal_relocation_visits_subject').on(table.subject, table.announcedAt),
  ],
);

/** お知らせ: one thing that an account is told, and whether it went out by e-mail. */
export const portalNotices = sqliteTable(
  'portal_notices',
  {
    id: text('id').primaryKey(),
    subject: text('subject').notNull(),
    /** The application it is about. */
    receiptNumber: text('receipt_number'),
    /** Key of the sentence. */
    sentence: text('sentence').notNull(),
    at: text('at').notNull(),
    readAt: text('read_at'),
    /** Next try to send the e-mail: protocol time, milliseconds; empty = none is wanted, or it is sent or given up. */
    mailAfter: integer('mail_after'),
    mailTries: integer('mail_tries').notNull(),
    mailedAt: text('mailed_at'),
    /** Sealed JSON: what the sentence names, and the e-mail address. */
    sealed: text('sealed').notNull(),
  },
  (table) => [
    index('portal_notices_subject').on(table.subject, table.at),
    index('portal_notices_mail').on(table.mailAfter),
  ],
);

/** やることの一覧: what the family answered, what is ticked off, and what the new town was shown last. */
export const portalToDos = sqliteTable('portal_to_dos', {
  receiptNumber: text('receipt_number').primaryKey(),
  /** Sealed JSON: answers and ticks. */
  sealed: text('sealed').notNull(),
  /** SHA-256 of the list as it was sent last. */
  sentDigest: text('sent_digest'),
  updatedAt: text('updated_at').notNull(),
});

/** 生活の事業者への申込み: one consent to one company, what it was told and what it answered. */
export const portalLifelines = sqliteTable(
  'portal_lifelines',
  {
    requestId: text('request_id').primaryKey(),
    receiptNumber: text('receipt_number').notNull(),
    subject: text('subject').notNull(),
    company: text('company').notNull(),
    /** Counts from 1 per filing and company: after a refusal or a withdrawal one may ask again. */
    round: integer('round').notNull(),
    state: text('state').notNull(),
    /** How often it was handed over; written before it is, so that a lost answer is not taken for nothing sent. */
    attempts: integer('attempts').notNull(),
    /** Next try: protocol time, milliseconds; empty = nothing is waited for. */
    nextTryAt: integer('next_try_at'),
    /** 返事の予定: legal time before which it is not worth asking. */
    answerBy: text('answer_by'),
    consentedAt: text('consented_at').notNull(),
    /** Sealed JSON: the request as it is sent, the company's receipt, its "no" to a withdrawal. */
    sealed: text('sealed').notNull(),
    updatedAt: text('updated_at').notNull(),
  },
  (table) => [
    uniqueIndex('portal_lifelines_round').on(table.receiptNumber, table.company, table.round),
    index('portal_lifelines_due').on(table.nextTryAt),
  ],
);
