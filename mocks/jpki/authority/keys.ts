import { constants, createPrivateKey, type KeyObject, privateEncrypt } from 'node:crypto';

/** 公的個人認証: RSA with 2048 bits and SHA-256 for authorities and cards alike. */
export const CARD_KEY = {
  name: 'RSASSA-PKCS1-v1_5',
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
  hash: 'SHA-256',
} as const;

/** Begin of a DigestInfo (RFC 8017, 9.2) for SHA-256. */
const SHA256_DIGEST_INFO = Buffer.from('3031300d060960864801650304020105000420', 'hex');

export function newCardKeyPair(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(CARD_KEY, true, ['sign', 'verify']);
}

export async function exportPrivateKey(key: CryptoKey): Promise<string> {
  return Buffer.from(await crypto.subtle.exportKey('pkcs8', key)).toString('base64');
}

export function importPrivateKey(pkcs8: string): Promise<CryptoKey> {
  return crypto.subtle.importKey('pkcs8', Buffer.from(pkcs8, 'base64'), CARD_KEY, true, ['sign']);
}

export function privateKeyObject(pkcs8: string): KeyObject {
  return createPrivateKey({ key: Buffer.from(pkcs8, 'base64'), format: 'der', type: 'pkcs8' });
}

/** What a card does: it signs a digest that was made outside of it (RSASSA-PKCS1-v1_5). */
export function signDigest(key: KeyObject, digest: Uint8Array): string {
  const padding = constants.RSA_PKCS1_PADDING;
  return privateEncrypt({ key, padding }, Buffer.concat([SHA256_DIGEST_INFO, digest])).toString('base64');
}
