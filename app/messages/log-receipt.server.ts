import { type KeyObject, sign, verify } from 'node:crypto';
import { z } from 'zod';
import { MunicipalityCode } from '#app/vocabulary/identifiers.ts';
import { AccessRecord } from './contracts/access-records.ts';
import type { DirectoryClient } from './directory.server.ts';
import type { OrganisationKeys } from './keys.server.ts';

const Hash = z.string().regex(/^[0-9a-f]{64}$/);

/** 操作ログの先頭: which seal the chain of a town had reached, and its hash. */
export const LogHead = z.object({
  kind: z.literal('logHead'),
  town: MunicipalityCode,
  seal: z.number().int().positive(),
  hash: Hash,
  at: z.iso.datetime(),
});
export type LogHead = z.infer<typeof LogHead>;

/**
 * 閲覧の控え: what the person was told of one entry, where it stands in the town's chain, and a keyed digest of its stored bytes. The digest
 * says nothing to who does not hold the town's key: names of others and of officers cannot be guessed from it.
 */
export const AccessReceipt = z.object({
  kind: z.literal('accessReceipt'),
  town: MunicipalityCode,
  position: z.number().int().positive(),
  seal: z.number().int().positive(),
  hash: Hash,
  digest: z.string().max(60),
  ...AccessRecord.omit({ receipt: true }).shape,
});
export type AccessReceipt = z.infer<typeof AccessReceipt>;

const Statement = z.discriminatedUnion('kind', [LogHead, AccessReceipt]);
type Statement = z.infer<typeof Statement>;

/** Signatures of 64 bytes, not wrapped in ASN.1. */
const SHORT = 'ieee-p1363';
const TOKEN = /^([\w-]{20,1600})\.([\w-]{86})$/;

/** What is signed: no message, no door request and no check-in code can pass for it. */
function signed(payload: string): Buffer {
  return Buffer.from(`log-statement:${payload}`);
}

/** 控えの署名 by the town whose log it is about. */
export function signStatement(keys: Pick<OrganisationKeys, 'signing'>, statement: Statement): string {
  const payload = Buffer.from(JSON.stringify(Statement.parse(statement))).toString('base64url');
  const key = { key: keys.signing.privateKey, dsaEncoding: SHORT } as const;
  return `${payload}.${sign('sha256', signed(payload), key).toString('base64url')}`;
}

/** What a token says, unproven. undefined = it is none. */
export function readStatement(token: string): Statement | undefined {
  const payload = TOKEN.exec(token.replace(/\s/g, ''))?.[1];
  if (!payload) return undefined;
  try {
    return Statement.parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
  } catch {
    return undefined;
  }
}

/** Whether the key signed exactly these characters. */
export function isSignedBy(key: KeyObject, token: string): boolean {
  const [, payload, signature] = TOKEN.exec(token.replace(/\s/g, '')) ?? [];
  if (!payload || !signature) return false;
  const own = Buffer.from(signature, 'base64url');
  // A last character may carry unused bits: another spelling of the same signature is another token.
  if (own.toString('base64url') !== signature) return false;
  return verify('sha256', signed(payload), { key, dsaEncoding: SHORT }, own);
}

/** 控えの検査: what it says, once its town has proven to have signed it. Throws OutageError when the directory is silent. */
export async function verifyStatement(directory: DirectoryClient, token: string): Promise<Statement | undefined> {
  const statement = readStatement(token);
  if (!statement) return undefined;
  const { signingKey } = await directory.get(statement.town);
  return isSignedBy(signingKey, token) ? statement : undefined;
}
