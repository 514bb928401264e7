import { createPrivateKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';

/** One key pair of an organisation with its certificate chain (DER, base64, without the root). */
export interface CertifiedKey {
  privateKey: KeyObject;
  chain: string[];
}

/** 組織の鍵: what an organisation signs its messages with and what others encrypt for. */
export interface OrganisationKeys {
  code: string;
  name: string;
  signing: CertifiedKey;
  encryption: CertifiedKey;
}

const StoredKey = z.object({ jwk: z.record(z.string(), z.unknown()), chain: z.array(z.base64()).min(1) });

/** Organisation keys as JSON: a secret, to be kept like one. */
export const StoredKeys = z.object({
  code: z.string().min(1).max(20),
  name: z.string().max(60),
  signing: StoredKey,
  encryption: StoredKey,
});
export type StoredKeys = z.infer<typeof StoredKeys>;

/** P-256 for both: ES256 signatures, ECDH-ES key agreement. */
export const SIGNING_KEY = { name: 'ECDSA', namedCurve: 'P-256' } as const;
export const ENCRYPTION_KEY = { name: 'ECDH', namedCurve: 'P-256' } as const;

/** Keys are imported once per process: importing costs as much as a signature. */
export async function importKeys(json: unknown): Promise<OrganisationKeys> {
  const { code, name, signing, encryption } = StoredKeys.parse(json);
  return { code, name, signing: importKey(signing), encryption: importKey(encryption) };
}

function importKey({ jwk, chain }: StoredKeys['signing']): CertifiedKey {
  return { privateKey: createPrivateKey({ key: jwk as JsonWebKey, format: 'jwk' }), chain };
}

/** The counterpart of `importKeys`. */
export async function exportKeys({ code, name, signing, encryption }: OrganisationKeys): Promise<StoredKeys> {
  return { code, name, signing: exportKey(signing), encryption: exportKey(encryption) };
}

function exportKey({ privateKey, chain }: CertifiedKey): StoredKeys['signing'] {
  return { jwk: { ...privateKey.export({ format: 'jwk' }) }, chain };
}
