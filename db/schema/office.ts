import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/** 申請管理の受付簿: applications that arrived from the portal, with what the office found out and decided. */
export const applications = sqliteTable(
  'applications',
  {
    receiptNumber: text('receipt_number').primaryKey(),
    /** Where the work stands; see app/office/applications/application-stages.ts. */
    stage: text('stage').notNull(),
    /** Grows with every act; a screen that carries an older one is refused. */
    version: integer('version').notNull(),
    filedAt: text('filed_at').notNull(),
    arrivedAt: text('arrived_at').notNull(),
    movingOn: text('moving_on').notNull(),
    visitOn: text('visit_on').notNull(),
    /** Day of 転出 processing, day of 消除, day of the 転入 that the other town told of. */
    completedAt: text('completed_at'),
    movedOutOn: text('moved_out_on'),
    movedInOn: text('moved_in_on'),
    /** The application that this one corrects, and the one that corrects this one. */
    corrects: text('corrects'),
    correctedBy: text('corrected_by'),
    /** 宛名番号 and 世帯番号 of the identified applicant. */
    addresseeNumber: text('addressee_number'),
    householdNumber: text('household_number'),
    draftId: text('draft_id'),
    movingOutId: text('moving_out_id'),
    /** The resident asked to withdraw; kept until it is answered. */
    withdrawalRequestedAt: text('withdrawal_requested_at'),
    /** Legal time of the next try, while a national system is silent. */
    retryAfter: text('retry_after'),
    retries: integer('retries').notNull().default(0),
    /** 担当: who, until when (legal time), given in which stage; before the sealed columns, so that lists need not pass them. */
    assigneeId: text('assignee_id'),
    assigneeName: text('assignee_name'),
    assignedUntil: text('assigned_until'),
    assignedStage: text('assigned_stage'),
    /** Sealed JSON: the application as it was received. */
    sealedApplication: text('sealed_application').notNull(),
    /** Sealed JSON: identification, evidence, decision; see app/office/applications/application-work.ts. */
    sealedWork: text('sealed_work').notNull(),
    updatedAt: text('updated_at').notNull(),
  },
  (t) => [
    index('applications_stage').on(t.stage, t.visitOn, t.movingOn, t.arrivedAt, t.receiptNumber),
    index('applications_moved').on(t.stage, t.movedInOn, t.movingOn),
    index('applications_assignee').on(t.assigneeId, t.stage),
    index('applications_household').on(t.householdNumber, t.stage),
    index('applications_moving_out').on(t.movingOutId),
    index('applications_retry').on(t.stage, t.retryAfter),
  ],
);

/** 転入予定の整理簿: one visit with the visit notice and the 事前通知 that belong to it, up to the counter's last step. */
export const arrivalCases = sqliteTable(
  'arrival_cases',
  {
    caseId: text('case_id').primaryKey(),
    receiptNumber: text('receipt_number'),
    movingOutId: text('moving_out_id'),
    stage: text('stage').notNull(),
    version: integer('version').notNull(),
    /** Of the two papers that meet here. */
    hasNotice: integer('has_notice', { mode: 'boolean' }).notNull(),
    hasCertificate: integer('has_certificate', { mode: 'boolean' }).notNull(),
    visitOn: text('visit_on'),
    /** 時間枠: office and start, where a time was reserved. */
    visitOffice: text('visit_office'),
    visitTime: text('visit_time'),
    /** 受付の符号 that the visitor's QR code names. */
    checkInCode: text('check_in_code'),
    movingOn: text('moving_on'),
    /** Last day of 特例転入 as far as it is known (住民基本台帳法施行令第24条の2). */
    lastDay: text('last_day'),
    fromMunicipality: text('from_municipality'),
    draftId: text('draft_id'),
    /** Sealed JSON: the visit notice as received. */
    sealedNotice: text('sealed_notice'),
    /** Sealed JSON: what the counter recorded so far; see app/office/counter/counter-record.ts. */
    sealedCounter: text('sealed_counter').notNull(),
    createdAt: text('created_at').notNull(),
    updatedAt: text('updated_at').notNull(),
  },
  (t) => [
    uniqueIndex('arrival_cases_receipt').on(t.receiptNumber),
    uniqueIndex('arrival_cases_moving_out').on(t.movingOutId),
    uniqueIndex('arrival_cases_check_in').on(t.checkInCode),
    index('arrival_cases_visit').on(t.visitOn, t.stage),
    index('arrival_cases_stage').on(t.stage, t.lastDay),
  ],
);

/** 自分の記録の閲覧者の照会 that waits for its answer; gone once it is answered. */
export const accessRequests = sqliteTable(
  'access_requests',
  {
    requestId: text('request_id').primaryKey(),
    receivedAt: text('received_at').notNull(),
    /** Sealed JSON: the serial of who asks. */
    sealed: text('sealed').notNull(),
  },
  (t) => [index('access_requests_age').on(t.receivedAt)],
);

/** 引越しの手続の一覧 that came for an announced visit, with the ticks of both sides. */
export const arrivalToDos = sqliteTable('arrival_to_dos', {
  receiptNumber: text('receipt_number').primaryKey(),
  /** Sealed JSON: items and ticks. */
  sealed: text('sealed').notNull(),
  updatedAt: text('updated_at').notNull(),
});

/** 転入届: the prefilled paper that was shown and signed at the counter, kept as it was. */
export const movingInFilings = sqliteTable('moving_in_filings', {
  caseId: text('case_id').primaryKey(),
  signedAt: text('signed_at').notNull(),
  /** Sealed JSON: the paper and who signed it how. */
  sealed: text('sealed').notNull(),
  /** SHA-256 of the paper, hexadecimal. */
  digest: text('digest').notNull(),
});

/** カード継続利用の進み: one card of one mover; the chip and the register agree or the task is in repair. */
export const cardTasks = sqliteTable(
  'card_tasks',
  {
    id: text('id').primaryKey(),
    caseId: text('case_id').notNull(),
    position: integer('position').notNull(),
    addresseeNumber: text('addressee_number').notNull(),
    state: text('state').notNull(),
    version: integer('version').notNull(),
    /** Names of the two writes at the card terminal; asking for them again never writes twice. */
    rewriteId: text('rewrite_id').notNull(),
    continueId: text('continue_id').notNull(),
    /** The terminal's session in which this card was read. */
    sessionId: text('session_id'),
    /** Sealed JSON: 住民票コード, card id, holder; see app/office/cards/card-task.ts. */
    sealed: text('sealed').notNull(),
    note: text('note'),
    /** Last day of the 継続利用 (住民基本台帳法施行令第30条の20). */
    dueOn: text('due_on'),
    /** When the holder asked for it while the terminal was silent. */
    queuedAt: text('queued_at'),
    /** 署名用電子証明書: wished for, issued, or refused; and the name of that write. */
    signing: text('signing', { enum: ['wished', 'issued', 'notIssued'] }),
    signingId: text('signing_id'),
    updatedAt: text('updated_at').notNull(),
  },
  (t) => [
    uniqueIndex('card_tasks_place').on(t.caseId, t.position),
    index('card_tasks_state').on(t.state, t.dueOn),
    index('card_tasks_signing').on(t.signing),
  ],
);

/** 処理経過: who did what to a case, shown to the next officer. */
export const caseEvents = sqliteTable(
  'case_events',
  {
    position: integer('position').primaryKey({ autoIncrement: true }),
    /** 受付番号 or the id of an arrival case. */
    caseId: text('case_id').notNull(),
    /** Version of the case that the act made; tells a repeated press from a stale screen. */
    version: integer('version'),
    at: text('at').notNull(),
    officerId: text('officer_id').notNull(),
    officerName: text('officer_name').notNull(),
    act: text('act').notNull(),
    /** Sealed text: may name people. */
    sealedNote: text('sealed_note'),
  },
  (t) => [index('case_events_case').on(t.caseId, t.position)],
);

/** 照会の理由: asked once per search; every record opened through it is audited with it. */
export const lookups = sqliteTable('lookups', {
  id: text('id').primaryKey(),
  officerId: text('officer_id').notNull(),
  reason: text('reason').notNull(),
  /** Sealed JSON: what was searched for. */
  sealedQuery: text('sealed_query').notNull(),
  at: text('at').notNull(),
});

/** 入力した書式: as it was typed for an open 仮登録, so that it can be corrected; erased when the 仮登録 is closed. */
export const actForms = sqliteTable('act_forms', {
  draftId: text('draft_id').primaryKey(),
  /** Sealed JSON: the act, with whom it began, why, and every field. */
  sealed: text('sealed').notNull(),
});

/** 保存した絞り込み of the inbox, each officer's own. */
export const inboxViews = sqliteTable(
  'inbox_views',
  {
    id: text('id').primaryKey(),
    officerId: text('officer_id').notNull(),
    name: text('name').notNull(),
    /** Query of the page's address. */
    query: text('query').notNull(),
    savedAt: text('saved_at').notNull(),
  },
  (t) => [index('inbox_views_officer').on(t.officerId)],
);
