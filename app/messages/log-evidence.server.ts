import type { KeyObject } from 'node:crypto';
import { type AuditCipher, auditDigest, findSealedEntry, findSeals } from '#db/audit.server.ts';
import type { AuditTables } from '#db/schema/index.ts';
import type { Store } from '#db/store.ts';
import { type AccessReceipt, isSignedBy, type LogHead, readStatement } from './log-receipt.server.ts';

/** What others hold of a town's log, checked against the log as it is now. */
export interface EvidenceCheck {
  /** Signed statements that agree with the log. */
  fitting: number;
  /** What does not, each in a sentence without anybody's data. */
  faults: string[];
}

/** A town's log, and how its own signatures and digests are recognised. */
export interface EvidencedLog {
  code: string;
  store: Store<AuditTables>;
  key: KeyObject;
  cipher: AuditCipher;
}

/**
 * 控えと署名された先頭の検査: every statement that the town once signed must still be true of its log. A log that was rewritten as a
 * whole, chain and all, is found by what others kept of it.
 */
export async function checkEvidence(log: EvidencedLog, tokens: readonly string[]): Promise<EvidenceCheck> {
  const faults: string[] = [];
  for (const [index, token] of tokens.entries()) {
    const fault = await faultOf(log, token);
    if (fault) faults.push(`${index + 1}件目：${fault}`);
  }
  return { fitting: tokens.length - faults.length, faults };
}

async function faultOf(log: EvidencedLog, token: string): Promise<string | undefined> {
  const statement = readStatement(token);
  if (!statement) return '控えとして読めない';
  if (statement.town !== log.code) return '別の市区町村の控え';
  if (!isSignedBy(log.key, token)) return '署名が合わない';
  return (
    (await faultOfSeal(log, statement)) ??
    (statement.kind === 'accessReceipt' ? faultOfEntry(log, statement) : undefined)
  );
}

async function faultOfSeal(
  { store }: EvidencedLog,
  { seal, hash }: LogHead | AccessReceipt,
): Promise<string | undefined> {
  const [found] = await store.read((session) => findSeals(session, [seal]));
  if (!found) return `${seal}番目の封が記録にない`;
  return found.hash === hash ? undefined : `${seal}番目の封の値が、署名したときと違う`;
}

async function faultOfEntry(
  { store, cipher }: EvidencedLog,
  { position, seal, digest }: AccessReceipt,
): Promise<string | undefined> {
  const entry = await store.read((session) => findSealedEntry(session, position));
  if (!entry || entry.seal !== seal) return `${position}番目の記録が、その封にない`;
  return auditDigest(cipher, entry) === digest ? undefined : `${position}番目の記録の中身が、控えを出したときと違う`;
}
