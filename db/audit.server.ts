import { and, desc, eq, gte, inArray, like, lt } from 'drizzle-orm';
import { bytesOf, type ChainedRow, type ChainState, sealingOf, verifyChain } from './hash-chain.ts';
import { preparedInsert } from './prepared.ts';
import type { AuditTables } from './schema/index.ts';
import type { Session, Store } from './store.ts';

/** 操作ログの一件 (住民記録システム標準仕様書 アクセスログ): one act, or one read of records. */
export interface AuditEntry {
  /** Legal time. */
  at: string;
  officerId: string;
  officerName: string;
  townCode: string;
  /** What was done: the name of the command or of the read. */
  act: string;
  /** 宛名番号 of everybody concerned; a list is one entry with all its ids. */
  subjects: string[];
  reason: string;
  caseId?: string;
  /** 個人番号 or 住民票コード was shown or used. */
  numberAccessed: boolean;
}

/** Writes one entry in the transaction of what it records; the sealer chains it within a second. */
export async function audit(session: Session<AuditTables>, entry: AuditEntry): Promise<void> {
  await insertEntry(session, auditRow(entry));
}

/** 操作ログの行 as it is stored, for work that writes many at once. */
export function auditRow(entry: AuditEntry): Omit<AuditEntry, 'subjects'> & { subjects: string } {
  return { ...entry, subjects: JSON.stringify(entry.subjects) };
}

const insertEntry = preparedInsert((t: AuditTables) => t.auditEntries);

const sealEntries = sealingOf((t: AuditTables) => ({ entries: t.auditEntries, seals: t.auditSeals }));

/** Chains the entries that are not chained yet. Returns how many. */
export function sealAudit(store: Store<AuditTables>): Promise<number> {
  return sealEntries(store, indexSubjects);
}

/** Above so many persons an entry is work on a register, not a look at somebody. */
const INDEXED_SUBJECTS = 200;

const insertSubject = preparedInsert((t: AuditTables) => t.auditSubjects);

/** 操作ログの索引: written with the seal, so that no act pays for it. */
async function indexSubjects(session: Session<AuditTables>, batch: ChainedRow[]): Promise<void> {
  for (const entry of batch) {
    const subjects = new Set(JSON.parse(String(entry.subjects)) as string[]);
    if (subjects.size > INDEXED_SUBJECTS) continue;
    for (const subject of subjects) await insertSubject(session, { subject, position: Number(entry.position) });
  }
}

/** 封をした一件 with its place in the chain. */
export interface SealedAuditEntry extends AuditEntry {
  position: number;
  seal: number;
  /** The bytes that the chain covers. */
  bytes: string;
}

type EntryRow = AuditTables['auditEntries']['$inferSelect'];

function sealedEntry(table: AuditTables['auditEntries'], row: EntryRow): SealedAuditEntry {
  const { caseId, subjects, seal, ...rest } = row;
  return {
    ...rest,
    ...(caseId ? { caseId } : {}),
    subjects: JSON.parse(subjects) as string[],
    seal: seal ?? 0,
    bytes: bytesOf(table, row),
  };
}

/** Makes keyed digests. */
export interface AuditCipher {
  lookup(value: string): string;
}

/** Digest of the bytes of an entry: only who holds the town's key can compute it again. */
export function auditDigest(cipher: AuditCipher, { bytes }: Pick<SealedAuditEntry, 'bytes'>): string {
  return cipher.lookup(`audit-entry:${bytes}`);
}

/** Sealed entries about one person, the newest first: by the index, whatever the log has grown to. */
export async function sealedEntriesAbout(
  { db, t }: Session<AuditTables>,
  subject: string,
  limit: number,
): Promise<SealedAuditEntry[]> {
  const { auditEntries, auditSubjects } = t;
  const places = await db
    .select({ position: auditSubjects.position })
    .from(auditSubjects)
    .where(eq(auditSubjects.subject, subject))
    .orderBy(desc(auditSubjects.position))
    .limit(limit);
  if (places.length === 0) return [];
  const rows = await db
    .select()
    .from(auditEntries)
    .where(
      inArray(
        auditEntries.position,
        places.map(({ position }) => position),
      ),
    )
    .orderBy(desc(auditEntries.position));
  return rows.map((row) => sealedEntry(auditEntries, row));
}

/** One entry by its place. undefined = there is none, or it is not sealed. */
export async function findSealedEntry(
  { db, t }: Session<AuditTables>,
  position: number,
): Promise<SealedAuditEntry | undefined> {
  const { auditEntries } = t;
  const [row] = await db.select().from(auditEntries).where(eq(auditEntries.position, position)).limit(1);
  return row && row.seal !== null ? sealedEntry(auditEntries, row) : undefined;
}

/** 封 by their numbers; without numbers the newest one. */
export async function findSeals(
  { db, t }: Session<AuditTables>,
  numbers?: readonly number[],
): Promise<{ position: number; hash: string }[]> {
  const { auditSeals } = t;
  const columns = { position: auditSeals.position, hash: auditSeals.hash };
  if (!numbers) return db.select(columns).from(auditSeals).orderBy(desc(auditSeals.position)).limit(1);
  if (numbers.length === 0) return [];
  return db
    .select(columns)
    .from(auditSeals)
    .where(inArray(auditSeals.position, [...numbers]));
}

/** 改ざんの検査: recomputes the chain over the stored bytes; `brokenAt` is the first batch that does not fit. */
export function verifyAudit(store: Store<AuditTables>): Promise<ChainState> {
  return verifyChain(store, (t) => ({ entries: t.auditEntries, seals: t.auditSeals }));
}

/** 操作ログの検索条件: every field narrows. */
export interface AuditQuery {
  /** 宛名番号. */
  subject?: string;
  officerId?: string;
  act?: string;
  /** Legal time: from (inclusive), before (exclusive). */
  from?: string;
  before?: string;
  limit: number;
}

/** An entry as it is stored: chained or waiting for the sealer. */
export interface StoredAuditEntry extends AuditEntry {
  position: number;
  sealed: boolean;
}

/** The newest entries first. */
export async function findAudit({ db, t }: Session<AuditTables>, query: AuditQuery): Promise<StoredAuditEntry[]> {
  const { auditEntries } = t;
  const rows = await db
    .select()
    .from(auditEntries)
    .where(
      and(
        query.subject
          ? like(auditEntries.subjects, `%${JSON.stringify(query.subject).replace(/[%_]/g, '')}%`)
          : undefined,
        query.officerId ? eq(auditEntries.officerId, query.officerId) : undefined,
        query.act ? eq(auditEntries.act, query.act) : undefined,
        query.from ? gte(auditEntries.at, query.from) : undefined,
        query.before ? lt(auditEntries.at, query.before) : undefined,
      ),
    )
    .orderBy(desc(auditEntries.position))
    .limit(query.limit);
  return rows.map(({ seal, caseId, subjects, ...row }) => ({
    ...row,
    ...(caseId ? { caseId } : {}),
    subjects: JSON.parse(subjects) as string[],
    sealed: seal !== null,
  }));
}
