import { type KeyObject, sign, verify } from 'node:crypto';
import type { DirectoryClient } from './directory.server.ts';
import type { OrganisationKeys } from './keys.server.ts';

/** Where tokens are made; its certificate in the directory proves them. */
const ISSUER = 'portal';
/** Signatures of 64 bytes, not wrapped in ASN.1. */
const SHORT = 'ieee-p1363';
const TOKEN = /^(\d{6})\.([\w-]{22})\.([\w-]{86})$/;

/** What is signed: no door request and no message can pass for it. */
function statementOf(town: string, code: string): Buffer {
  return Buffer.from(`visit-check-in:${town}:${code}`);
}

/** 受付のQRコードの中身: the town, an opaque code and the portal's signature; it says nothing about anybody. */
export function signCheckIn(keys: OrganisationKeys, { town, code }: { town: string; code: string }): string {
  const key = { key: keys.signing.privateKey, dsaEncoding: SHORT } as const;
  return `${town}.${code}.${sign('sha256', statementOf(town, code), key).toString('base64url')}`;
}

/** Why a token is not taken: not one at all, of another town, or not signed by the portal. */
export type CheckInProblem = 'malformed' | 'otherTown' | 'badSignature';

/** 受付のQRコードの検査: the code in it. Throws OutageError when the directory is silent. */
export async function verifyCheckIn(
  directory: DirectoryClient,
  town: string,
  token: string,
): Promise<{ code: string } | { problem: CheckInProblem }> {
  const [, itsTown, code, signature] = TOKEN.exec(token.trim()) ?? [];
  if (!itsTown || !code || !signature) return { problem: 'malformed' };
  const { signingKey } = await directory.get(ISSUER);
  if (!isSigned(signingKey, itsTown, code, signature)) return { problem: 'badSignature' };
  return itsTown === town ? { code } : { problem: 'otherTown' };
}

function isSigned(key: KeyObject, town: string, code: string, signature: string): boolean {
  return verify('sha256', statementOf(town, code), { key, dsaEncoding: SHORT }, Buffer.from(signature, 'base64url'));
}
