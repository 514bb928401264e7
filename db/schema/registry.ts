import { isNotNull, sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { isBornUnclear, residentColumns } from './resident-columns.ts';

/** 住民票・除票: one row per 宛名番号 as it is now. Personal numbers are in `secrets` (encrypted) and in hashes only. */
export const residents = sqliteTable('residents', residentColumns(), (t) => [
  index('residents_household').on(t.householdNumber),
  index('residents_born').on(t.bornOn),
  // 不詳: a text instead of a day; there are few, and the night looks at each of them.
  index('residents_born_unclear').on(t.bornOn).where(isBornUnclear(t.bornOn)),
  // Two 除票 with one code can exist in handed-over data, two residents cannot; the engine refuses them (E04, E05).
  index('residents_code').on(t.codeHash),
  index('residents_number').on(t.numberHash),
  index('residents_removed').on(t.removedOn).where(isNotNull(t.removedOn)),
  // 除票 alone: who moves in is compared with them, not with everybody who has the same birthday.
  index('residents_gone_born').on(t.bornOn).where(sql`${t.status} <> 'resident'`),
]);

/** 世帯. */
export const households = sqliteTable('households', {
  householdNumber: text('household_number').primaryKey(),
  endedOn: text('ended_on'),
  record: text('record', { mode: 'json' }).notNull(),
});

/** 転出: one notification with its movers. `waiting` = somebody is still a resident until the planned day. */
export const movingOuts = sqliteTable(
  'moving_outs',
  {
    movingOutId: text('moving_out_id').primaryKey(),
    householdNumber: text('household_number').notNull(),
    plannedOn: text('planned_on').notNull(),
    waiting: integer('waiting', { mode: 'boolean' }).notNull(),
    record: text('record', { mode: 'json' }).notNull(),
  },
  (t) => [index('moving_outs_household').on(t.householdNumber), index('moving_outs_due').on(t.waiting, t.plannedOn)],
);

/** 異動履歴の台帳: every change with all its events, encrypted whole. */
export const ledger = sqliteTable('ledger', {
  position: integer('position').primaryKey({ autoIncrement: true }),
  changeId: text('change_id').notNull().unique(),
  at: text('at').notNull(),
  body: text('body').notNull(),
});

/** 履歴: the full row of a person after each change, encrypted whole; 履歴番号 from 1 without a gap. */
export const snapshots = sqliteTable(
  'snapshots',
  {
    addresseeNumber: text('addressee_number').notNull(),
    historyNumber: integer('history_number').notNull(),
    changeId: text('change_id').notNull(),
    reason: text('reason').notNull(),
    changedOn: text('changed_on'),
    /** From when the row counts: never after the day of processing. */
    effectiveOn: text('effective_on').notNull(),
    processedAt: text('processed_at').notNull(),
    /** What the list of changes says of the row, so that it is shown without opening the body: no name, no address. */
    outline: text('outline', { mode: 'json' }).notNull(),
    body: text('body').notNull(),
    /** 基本データリストの行 that this row was taken over from, encrypted; null for what this register wrote itself. */
    listRow: text('list_row'),
  },
  (t) => [primaryKey({ columns: [t.addresseeNumber, t.historyNumber] }), index('snapshots_change').on(t.changeId)],
);

/** 採番: the last serial that was taken, per kind of number. */
export const numberSeries = sqliteTable('number_series', {
  name: text('name').primaryKey(),
  last: integer('last').notNull(),
});

/** 仮登録: legally not written; the command is encrypted whole. */
export const registerDrafts = sqliteTable(
  'register_drafts',
  {
    draftId: text('draft_id').primaryKey(),
    caseId: text('case_id'),
    kind: text('kind').notNull(),
    state: text('state').notNull(),
    /** Keyed hash of case and command: the same request again is the same draft. */
    requestHash: text('request_hash').notNull(),
    createdBy: text('created_by').notNull(),
    createdByName: text('created_by_name'),
    reviewedBy: text('reviewed_by'),
    /** 版: grows with every correction of the 仮登録 before its 本登録. */
    revision: integer('revision').notNull().default(1),
    revisedBy: text('revised_by'),
    revisedByName: text('revised_by_name'),
    revisedAt: text('revised_at'),
    alerts: text('alerts', { mode: 'json' }).notNull(),
    createdAt: text('created_at').notNull(),
    body: text('body').notNull(),
    /** What the 仮登録 was made from: households, and the 履歴番号 of everybody in them. */
    seen: text('seen', { mode: 'json' }),
    /** What 本登録 did: 宛名番号, 世帯番号, id of the 転出. */
    result: text('result', { mode: 'json' }),
  },
  (t) => [index('register_drafts_request').on(t.requestHash), index('register_drafts_state').on(t.state, t.createdAt)],
);

/** 仮登録の前の版: what was corrected, by whom it had been made, encrypted whole. */
export const draftRevisions = sqliteTable(
  'draft_revisions',
  {
    draftId: text('draft_id').notNull(),
    revision: integer('revision').notNull(),
    madeBy: text('made_by').notNull(),
    madeByName: text('made_by_name'),
    madeAt: text('made_at').notNull(),
    body: text('body').notNull(),
  },
  (t) => [primaryKey({ columns: [t.draftId, t.revision] })],
);

/** 転入予定者: the 事前通知 that were received; the body is erased when the notice is withdrawn or lapses. */
export const expectedArrivals = sqliteTable(
  'expected_arrivals',
  {
    movingOutId: text('moving_out_id').primaryKey(),
    fromMunicipality: text('from_municipality').notNull(),
    receiptNumber: text('receipt_number'),
    revision: integer('revision').notNull(),
    plannedOn: text('planned_on').notNull(),
    state: text('state').notNull(),
    receivedAt: text('received_at').notNull(),
    /** Keyed hashes of the 住民票コード that were withdrawn; ["*"] = all. */
    withdrawn: text('withdrawn', { mode: 'json' }).notNull(),
    body: text('body'),
  },
  (t) => [index('expected_arrivals_state').on(t.state, t.plannedOn)],
);

/** 転入予定者 by person. */
export const expectedArrivalMovers = sqliteTable(
  'expected_arrival_movers',
  {
    movingOutId: text('moving_out_id').notNull(),
    codeHash: text('code_hash').notNull(),
  },
  (t) => [primaryKey({ columns: [t.movingOutId, t.codeHash] }), index('expected_arrival_movers_code').on(t.codeHash)],
);

/** 転出証明書情報の請求: asked at the counter, answered by the other town. */
export const certificateRequests = sqliteTable('certificate_requests', {
  requestId: text('request_id').primaryKey(),
  toMunicipality: text('to_municipality').notNull(),
  codeHash: text('code_hash').notNull(),
  state: text('state').notNull(),
  reason: text('reason'),
  body: text('body'),
  askedAt: text('asked_at').notNull(),
  answeredAt: text('answered_at'),
});

/** シリアル番号の紐付情報: 発行番号 of a 利用者証明用 certificate → 宛名番号; expired here after 消除. */
export const certificateLinks = sqliteTable(
  'certificate_links',
  {
    serialHash: text('serial_hash').primaryKey(),
    addresseeNumber: text('addressee_number').notNull(),
    linkedAt: text('linked_at').notNull(),
    expiredOn: text('expired_on'),
  },
  (t) => [
    index('certificate_links_addressee').on(t.addresseeNumber),
    index('certificate_links_age').on(t.expiredOn, t.linkedAt),
  ],
);

/** 戸籍の附票記載事項通知 that this town received as 本籍地, for the section of 戸籍 (住民基本台帳法第19条). */
export const familyRegisterNotices = sqliteTable('family_register_notices', {
  messageId: text('message_id').primaryKey(),
  fromMunicipality: text('from_municipality').notNull(),
  receivedAt: text('received_at').notNull(),
  body: text('body').notNull(),
});

/** 要対応: messages that were not processed by themselves and states that need a filing. */
export const workItems = sqliteTable(
  'work_items',
  {
    workId: text('work_id').primaryKey(),
    kind: text('kind').notNull(),
    sentence: text('sentence').notNull(),
    addresseeNumber: text('addressee_number'),
    fromMunicipality: text('from_municipality'),
    createdAt: text('created_at').notNull(),
    doneAt: text('done_at'),
    /** The message as it was received, encrypted. */
    body: text('body'),
    /** As an officer corrected it, encrypted, beside what was received. */
    correctedBody: text('corrected_body'),
  },
  (t) => [
    index('work_items_open').on(t.doneAt, t.createdAt),
    index('work_items_addressee').on(t.addresseeNumber).where(isNotNull(t.addresseeNumber)),
  ],
);

/** 宛名 → 中間サーバー → 符号: how far the numbers of one person are. The 団番 and the 符号 themselves are never here. */
export const numberingSagas = sqliteTable(
  'numbering_sagas',
  {
    addresseeNumber: text('addressee_number').primaryKey(),
    processingNumber: text('processing_number').notNull(),
    /** 住民票コード: waiting (empty pool) → done. */
    codeState: text('code_state').notNull().default('done'),
    codeAt: text('code_at'),
    /** 個人番号: waiting for the code → requested → done. */
    individualState: text('individual_state').notNull().default('done'),
    individualAt: text('individual_at'),
    /** waiting → done → changing (another 個人番号) → done; failed = refused for good, shown to officers. */
    numberState: text('number_state').notNull(),
    numberedAt: text('numbered_at'),
    /** 個人番号の変更: when the 宛名 system took the new number over. */
    changedAt: text('changed_at'),
    /** waiting → requested → obtained, or failed. */
    symbolState: text('symbol_state').notNull(),
    symbolAt: text('symbol_at'),
    /** Version of 世帯情報 that the register has, and the one that is registered as 副本. */
    copyWanted: integer('copy_wanted').notNull(),
    copyRegistered: integer('copy_registered').notNull(),
    copyAt: text('copy_at'),
    /** Day on which the 副本 are to be closed, and whether that was done. */
    closeOn: text('close_on'),
    closed: integer('closed', { mode: 'boolean' }).notNull(),
    /** Something is left to do. */
    pending: integer('pending', { mode: 'boolean' }).notNull(),
    attempts: integer('attempts').notNull(),
    /** Protocol time in milliseconds. */
    nextAttemptAt: integer('next_attempt_at').notNull(),
  },
  (t) => [
    uniqueIndex('numbering_sagas_processing').on(t.processingNumber),
    index('numbering_sagas_pending').on(t.pending, t.nextAttemptAt),
  ],
);

/** 関係課への通知: one row per section, person and phase of a move; written in the transaction of the act. */
export const sectionNotices = sqliteTable(
  'section_notices',
  {
    position: integer('position').primaryKey({ autoIncrement: true }),
    section: text('section').notNull(),
    /** The change, or the 転出 of a 事前通知: what belongs together. */
    causeId: text('cause_id').notNull(),
    addresseeNumber: text('addressee_number'),
    phase: text('phase').notNull(),
    movement: text('movement').notNull(),
    effectiveOn: text('effective_on').notNull(),
    createdAt: text('created_at').notNull(),
    acknowledgedAt: text('acknowledged_at'),
    /** Name of who took it over. */
    acknowledgedBy: text('acknowledged_by'),
    /** What the section reads, encrypted; erased when the section has taken it over. */
    body: text('body'),
  },
  (t) => [index('section_notices_feed').on(t.section, t.acknowledgedAt, t.position)],
);

/** 年齢の到達 of which a section was told; forgotten a year after the day. A row without a day of birth stays as long as the person. */
export const ageNotices = sqliteTable(
  'age_notices',
  {
    addresseeNumber: text('addressee_number').notNull(),
    movement: text('movement').notNull(),
    section: text('section').notNull(),
    phase: text('phase', { enum: ['planned', 'confirmed', 'unclear'] }).notNull(),
    reachedOn: text('reached_on').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.addresseeNumber, t.movement, t.section] }),
    index('age_notices_reached').on(t.phase, t.reachedOn),
  ],
);

/** その夜までに見た年齢の到達: how far the night run has come with each rule. */
export const ageNights = sqliteTable('age_nights', {
  movement: text('movement').primaryKey(),
  doneOn: text('done_on').notNull(),
});

/** 業務台帳に登録のある方: whom a section serves for a reason that no register knows (生活保護). */
export const sectionPersons = sqliteTable(
  'section_persons',
  {
    addresseeNumber: text('addressee_number').notNull(),
    section: text('section').notNull(),
    since: text('since').notNull(),
  },
  (t) => [primaryKey({ columns: [t.addresseeNumber, t.section] })],
);
