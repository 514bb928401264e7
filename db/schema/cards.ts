import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/** 認証局 (公的個人認証法第3条, 第22条), simulated: root, 署名用 and 利用者証明用. */
export const certificationAuthorities = sqliteTable('certification_authorities', {
  name: text('name', { enum: ['root', 'signature', 'authentication'] }).primaryKey(),
  /** DER, base64. */
  certificate: text('certificate').notNull(),
  /** PKCS#8, base64, encrypted at rest. */
  privateKey: text('private_key').notNull(),
});

/** 個人番号カード (番号法第2条第7項). */
export const cards = sqliteTable(
  'cards',
  {
    id: text('id').primaryKey(),
    /** 住民票コード, encrypted, with its keyed hash. */
    residentRecordCode: text('resident_record_code').notNull(),
    residentRecordCodeHash: text('resident_record_code_hash').notNull(),
    /** What face and chip say; the name with 代替文字 where needed is made from it. */
    name: text('name').notNull(),
    kana: text('kana').notNull(),
    bornOn: text('born_on').notNull(),
    sex: text('sex', { enum: ['0', '1', '2'] }).notNull(),
    address: text('address').notNull(),
    municipalityCode: text('municipality_code').notNull(),
    /** Family to which the card belongs in the list of demo cards. */
    family: text('family').notNull(),
    /** Place among the cards that are offered first. */
    featured: integer('featured'),
    note: text('note'),
    issuedOn: text('issued_on').notNull(),
    expiresOn: text('expires_on').notNull(),
    /** 追記欄: free lines. */
    remarkLinesLeft: integer('remark_lines_left').notNull(),
    /** First day on which the card has lapsed, unless something is done before. */
    lapsesOn: text('lapses_on'),
    lapseReason: text('lapse_reason', {
      enum: ['notMovedIn', 'notContinued', 'returned', 'deceased', 'numberChanged', 'codeChanged'],
    }),
    /** 継続利用: the last day for it, while it is due. */
    continueUseBy: text('continue_use_by'),
    /** Last 転入 that J-LIS told of, and last 継続利用 with its town: what comes late must not undo it. */
    movedInOn: text('moved_in_on'),
    continuedOn: text('continued_on'),
    continuedIn: text('continued_in'),
  },
  (t) => [index('cards_resident').on(t.residentRecordCodeHash), index('cards_featured').on(t.featured)],
);

/** 追記欄 of a card: one line for each change of address. */
export const cardRemarks = sqliteTable(
  'card_remarks',
  {
    cardId: text('card_id').notNull(),
    line: integer('line').notNull(),
    address: text('address').notNull(),
    on: text('on').notNull(),
    municipalityCode: text('municipality_code').notNull(),
  },
  (t) => [primaryKey({ columns: [t.cardId, t.line] })],
);

/** 暗証番号 of a card: four of them, each with its own counter that only a right entry or a reset sets back. */
export const cardPins = sqliteTable(
  'card_pins',
  {
    cardId: text('card_id').notNull(),
    kind: text('kind', { enum: ['authentication', 'signature', 'cardSurface', 'residentRegister'] }).notNull(),
    /** Keyed hash over card, kind and PIN. */
    hash: text('hash').notNull(),
    /** Wrong entries in a row. */
    failures: integer('failures').notNull(),
  },
  (t) => [primaryKey({ columns: [t.cardId, t.kind] })],
);

/** 電子証明書: serial and validity are fixed at issue, key and certificate are made on first use. */
export const certificates = sqliteTable(
  'certificates',
  {
    serial: text('serial').primaryKey(),
    cardId: text('card_id').notNull(),
    purpose: text('purpose', { enum: ['signature', 'authentication'] }).notNull(),
    /** Counts the certificates of one purpose on one card; the highest is on the chip. */
    generation: integer('generation').notNull(),
    notBefore: text('not_before').notNull(),
    notAfter: text('not_after').notNull(),
    /** 基本4情報 and 団体コード as they were at issue. */
    content: text('content', { mode: 'json' }).$type<CertificateContent>().notNull(),
    revokedAt: text('revoked_at'),
    revocationReason: text('revocation_reason', {
      enum: ['identityChanged', 'movedOut', 'deceased', 'cardReturned', 'requested', 'replaced', 'cardLapsed'],
    }),
    certificate: text('certificate'),
    /** PKCS#8, base64, encrypted at rest. */
    privateKey: text('private_key'),
  },
  (t) => [uniqueIndex('certificates_of_card').on(t.cardId, t.purpose, t.generation)],
);

/** What a certificate says of its holder. */
export interface CertificateContent {
  name: string;
  bornOn: string;
  sex: '0' | '1' | '2';
  address: string;
  municipalityCode: string;
}

/** デジタル認証アプリ: one visit of a person, from the authorization request to the way back. */
export const authInteractions = sqliteTable('auth_interactions', {
  id: text('id').primaryKey(),
  clientId: text('client_id').notNull(),
  redirectUri: text('redirect_uri').notNull(),
  scope: text('scope').notNull(),
  state: text('state').notNull(),
  nonce: text('nonce').notNull(),
  codeChallenge: text('code_challenge').notNull(),
  signTransactionId: text('sign_transaction_id'),
  /** Hash of the secret in the browser's cookie. */
  browserHash: text('browser_hash').notNull(),
  step: text('step', { enum: ['choose', 'tap', 'pin', 'done'] }).notNull(),
  cardId: text('card_id'),
  /** Changes with every rendering of the PIN page, so that one form is counted once. */
  attempt: integer('attempt').notNull(),
  notice: text('notice', { enum: ['wrongPin', 'malformedPin', 'noCard'] }),
  /** Protocol time, milliseconds. */
  expiresAt: integer('expires_at').notNull(),
});

/** 認可コード and アクセストークン, by hash; a code is used once. */
export const authGrants = sqliteTable(
  'auth_grants',
  {
    hash: text('hash').primaryKey(),
    kind: text('kind', { enum: ['code', 'token'] }).notNull(),
    clientId: text('client_id').notNull(),
    scope: text('scope').notNull(),
    redirectUri: text('redirect_uri'),
    nonce: text('nonce'),
    codeChallenge: text('code_challenge'),
    subject: text('subject'),
    cardId: text('card_id'),
    signTransactionId: text('sign_transaction_id'),
    /** Protocol time, seconds. */
    authenticatedAt: integer('authenticated_at'),
    used: integer('used', { mode: 'boolean' }).notNull(),
    /** The code that a token came from: using the code twice ends it. */
    codeHash: text('code_hash'),
    expiresAt: integer('expires_at').notNull(),
  },
  (t) => [index('auth_grants_code').on(t.codeHash)],
);

/** Key with which the デジタル認証アプリ signs its ID tokens: a private JWK, encrypted at rest. */
export const authKeys = sqliteTable('auth_keys', {
  kid: text('kid').primaryKey(),
  privateJwk: text('private_jwk').notNull(),
});

/** Client assertions that were used; each counts once. */
export const authAssertions = sqliteTable('auth_assertions', {
  id: text('id').primaryKey(),
  expiresAt: integer('expires_at').notNull(),
});

/** 署名トランザクション. */
export const signTransactions = sqliteTable('sign_transactions', {
  id: text('id').primaryKey(),
  clientId: text('client_id').notNull(),
  digest: text('digest').notNull(),
  title: text('title').notNull(),
  cardId: text('card_id'),
  signature: text('signature'),
  certificateChain: text('certificate_chain', { mode: 'json' }).$type<string[]>(),
  expiresAt: integer('expires_at').notNull(),
});

/** 統合端末: one presentation of a card at a town's counter. */
export const terminalSessions = sqliteTable('terminal_sessions', {
  id: text('id').primaryKey(),
  town: text('town').notNull(),
  returnUrl: text('return_url').notNull(),
  state: text('state', { enum: ['choose', 'tap', 'pin', 'newPin', 'read', 'locked', 'cancelled'] }).notNull(),
  cardId: text('card_id'),
  /** The PIN that is being set anew, after identification. */
  resetting: text('resetting', { enum: ['authentication', 'signature', 'cardSurface', 'residentRegister'] }),
  /** The 住民基本台帳用 PIN of this card was entered rightly. */
  verified: integer('verified', { mode: 'boolean' }).notNull(),
  attempt: integer('attempt').notNull(),
  notice: text('notice', { enum: ['wrongPin', 'malformedPin', 'unequalPins', 'noCard', 'pinSet'] }),
  browserHash: text('browser_hash'),
  expiresAt: integer('expires_at').notNull(),
});

/** カードへの書込み: what a town had written, until and after it confirmed it. */
export const cardOperations = sqliteTable(
  'card_operations',
  {
    id: text('id').primaryKey(),
    town: text('town').notNull(),
    cardId: text('card_id').notNull(),
    kind: text('kind', { enum: ['rewrite', 'continueUse', 'issueSigningCertificate'] }).notNull(),
    /** SHA-256 of the request: the same number for something else is refused. */
    digest: text('digest').notNull(),
    state: text('state', { enum: ['written', 'confirmed'] }).notNull(),
    remarkLinesLeft: integer('remark_lines_left').notNull(),
    /** Legal time. */
    writtenAt: text('written_at').notNull(),
  },
  (t) => [index('card_operations_card').on(t.cardId, t.state)],
);

/** 暗証番号の再設定 at a counter: who did it for whom, on which proof of identity. */
export const pinResets = sqliteTable('pin_resets', {
  position: integer('position').primaryKey({ autoIncrement: true }),
  town: text('town').notNull(),
  cardId: text('card_id').notNull(),
  pin: text('pin').notNull(),
  identifiedBy: text('identified_by').notNull(),
  at: text('at').notNull(),
});
