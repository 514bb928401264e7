import { and, desc, eq, gte, like, lt } from 'drizzle-orm';
import { type ChainState, sealChain, verifyChain } from './hash-chain.ts';
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

/** Chains the entries that are not chained yet. Returns how many. */
export function sealAudit(store: Store<AuditTables>): Promise<number> {
  return sealChain(store, (t) => ({ entries: t.auditEntries, seals: t.auditSeals }));
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
