import { z } from 'zod';

/** One key pair of an organisation with its certificate chain (DER, base64, without the root). */
export interface CertifiedKey {
  privateKey: CryptoKey;
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
  const stored = StoredKeys.parse(json);
  const [signing, encryption] = await Promise.all([
    crypto.subtle.importKey('jwk', stored.signing.jwk as JsonWebKey, SIGNING_KEY, true, ['sign']),
    crypto.subtle.importKey('jwk', stored.encryption.jwk as JsonWebKey, ENCRYPTION_KEY, true, ['deriveBits']),
  ]);
  return {
    code: stored.code,
    name: stored.name,
    signing: { privateKey: signing, chain: stored.signing.chain },
    encryption: { privateKey: encryption, chain: stored.encryption.chain },
  };
}

/** The counterpart of `importKeys`. */
export async function exportKeys(keys: OrganisationKeys): Promise<StoredKeys> {
  const [signing, encryption] = await Promise.all([
    crypto.subtle.exportKey('jwk', keys.signing.privateKey),
    crypto.subtle.exportKey('jwk', keys.encryption.privateKey),
  ]);
  return {
    code: keys.code,
    name: keys.name,
    signing: { jwk: { ...signing }, chain: keys.signing.chain },
    encryption: { jwk: { ...encryption }, chain: keys.encryption.chain },
  };
}
