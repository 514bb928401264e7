import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import type { JpkiDeps } from '../deps.ts';

/** Key of the ID tokens (ES256). */
export interface IdTokenKey {
  kid: string;
  privateKey: CryptoKey;
  publicJwk: JWK;
}

async function readKey(kid: string, jwk: JWK): Promise<IdTokenKey> {
  const privateKey = await importJWK(jwk, 'ES256');
  if (!(privateKey instanceof CryptoKey)) throw new Error('The key of the ID tokens must be an EC key.');
  const { d: _secret, ...publicJwk } = jwk;
  return { kid, privateKey, publicJwk: { ...publicJwk, kid, use: 'sig', alg: 'ES256' } };
}

/** Made once, kept encrypted: tokens that were given before a restart stay valid after it. */
export function createIdTokenKey({ store, cipher }: Pick<JpkiDeps, 'store' | 'cipher'>): () => Promise<IdTokenKey> {
  let known: Promise<IdTokenKey> | undefined;

  async function load(): Promise<IdTokenKey> {
    const pair = await generateKeyPair('ES256', { extractable: true });
    const jwk = await exportJWK(pair.privateKey);
    const kid = await calculateJwkThumbprint(jwk);
    const row = await store.write(async ({ db, t }) => {
      const [kept] = await db.select().from(t.authKeys).limit(1);
      if (kept) return kept;
      const made = { kid, privateJwk: cipher.encrypt(JSON.stringify(jwk)) };
      await db.insert(t.authKeys).values(made);
      return made;
    });
    return readKey(row.kid, JSON.parse(cipher.decrypt(row.privateJwk)) as JWK);
  }

  return () => {
    known ??= load();
    known.catch(() => {
      known = undefined;
    });
    return known;
  };
}
