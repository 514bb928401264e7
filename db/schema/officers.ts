import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/** 職員名簿: who may sign in, with which roles in which office, and by what they are known. */
export const officers = sqliteTable('officers', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  officeCode: text('office_code').notNull(),
  roles: text('roles', { mode: 'json' }).$type<string[]>().notNull(),
  /** 担当する関係課の事務. */
  sections: text('sections', { mode: 'json' }).$type<string[]>(),
  /** false = 停止: no session of theirs is worth anything. */
  active: integer('active', { mode: 'boolean' }).notNull(),
  /** Grows with every change by an administrator; an older screen is refused. */
  version: integer('version').notNull(),
  /** argon2id in the PHC format. */
  passwordHash: text('password_hash'),
  /** 仮のパスワード: until when it is good for anything, protocol time in milliseconds; null = one's own password. */
  temporaryUntil: integer('temporary_until'),
  passwordSetAt: text('password_set_at'),
  /** Sealed: the shared secret of the authenticator app, and the one that is being enrolled. */
  sealedSecret: text('sealed_secret'),
  sealedNewSecret: text('sealed_new_secret'),
  /** Step of the last code that was used: a code is good once. */
  usedStep: integer('used_step').notNull(),
  /** Keyed hashes of the recovery codes that are left. */
  recoveryCodes: text('recovery_codes', { mode: 'json' }).$type<string[]>().notNull(),
  signedInAt: text('signed_in_at'),
  updatedAt: text('updated_at').notNull(),
});

/** 職員のセッション: asked for with every request, so that who is put out is out at once. */
export const officerSessions = sqliteTable(
  'officer_sessions',
  {
    /** Keyed hash of the token in the cookie. */
    token: text('token').primaryKey(),
    officerId: text('officer_id').notNull(),
    /** `setup` = signed in with a temporary password: may only choose a password and enrol the app. */
    stage: text('stage').notNull(),
    /** Protocol time in milliseconds. */
    startedAt: integer('started_at').notNull(),
    seenAt: integer('seen_at').notNull(),
    /** What the browser says it is, shortened. */
    device: text('device').notNull(),
  },
  (t) => [index('officer_sessions_officer').on(t.officerId)],
);

/** サインインの失敗: kept here so that waiting survives a restart. */
export const signInTries = sqliteTable('sign_in_tries', {
  /** Keyed hash of what was typed as 職員番号, known or not. */
  subject: text('subject').primaryKey(),
  failures: integer('failures').notNull(),
  /** Protocol time in milliseconds. */
  waitUntil: integer('wait_until').notNull(),
  lastAt: integer('last_at').notNull(),
});

/** パスワードの発行の申請: waits for a second person. */
export const passwordRequests = sqliteTable(
  'password_requests',
  {
    id: text('id').primaryKey(),
    officerId: text('officer_id').notNull(),
    reason: text('reason').notNull(),
    requestedBy: text('requested_by').notNull(),
    requestedByName: text('requested_by_name').notNull(),
    requestedAt: text('requested_at').notNull(),
  },
  (t) => [uniqueIndex('password_requests_officer').on(t.officerId)],
);

/** 役割・所属の変更の申請: waits for a second システム管理の職員. */
export const postingRequests = sqliteTable(
  'posting_requests',
  {
    id: text('id').primaryKey(),
    officerId: text('officer_id').notNull(),
    name: text('name').notNull(),
    officeCode: text('office_code').notNull(),
    roles: text('roles', { mode: 'json' }).$type<string[]>().notNull(),
    sections: text('sections', { mode: 'json' }).$type<string[]>(),
    reason: text('reason').notNull(),
    requestedBy: text('requested_by').notNull(),
    requestedByName: text('requested_by_name').notNull(),
    requestedAt: text('requested_at').notNull(),
  },
  (t) => [uniqueIndex('posting_requests_officer').on(t.officerId)],
);

/** 預かった入力: a form that was sent after its session had ended; comes back after signing in. */
export const heldForms = sqliteTable(
  'held_forms',
  {
    id: text('id').primaryKey(),
    officerId: text('officer_id').notNull(),
    path: text('path').notNull(),
    /** Sealed JSON: fields in their order. */
    sealed: text('sealed').notNull(),
    /** Protocol time in milliseconds. */
    heldAt: integer('held_at').notNull(),
  },
  (t) => [index('held_forms_age').on(t.heldAt)],
);
