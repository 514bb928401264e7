import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';

/** 保存時の暗号化 (番号法第12条 安全管理措置): one per database key. */
export interface Cipher {
  /** AES-256-GCM with a fresh nonce: the same text looks different every time. */
  encrypt(text: string): string;
  /** Throws when the key is another one or a byte was changed. */
  decrypt(stored: string): string;
  /** Keyed hash for look-up: the same value always gives the same text; without the key it cannot be guessed. */
  lookup(value: string): string;
}

const VERSION = 'v1.';
const NONCE = 12;
const TAG = 16;

/** Makes a cipher from 32 bytes (or their base64); separate keys for both purposes are derived from them. */
export function createCipher(key: Uint8Array | string): Cipher {
  const secret = typeof key === 'string' ? Buffer.from(key, 'base64') : Buffer.from(key);
  if (secret.length !== 32) throw new Error('the database key must be 32 bytes, base64');
  const encryption = derive(secret, 'encrypt');
  const hashing = derive(secret, 'lookup');

  return {
    encrypt: (text) => {
      const nonce = freshNonce();
      const cipher = createCipheriv('aes-256-gcm', encryption, nonce);
      const body = cipher.update(text, 'utf8');
      // GCM has no last block: this only closes the tag.
      cipher.final();
      const size = NONCE + body.length + TAG;
      const bytes = scratchOf(size);
      bytes.set(nonce, 0);
      bytes.set(body, NONCE);
      bytes.set(cipher.getAuthTag(), NONCE + body.length);
      return VERSION + bytes.toString('base64', 0, size);
    },
    decrypt: (stored) => {
      if (!stored.startsWith(VERSION)) throw new Error('not a text of this cipher');
      const space = scratchOf(stored.length);
      const bytes = space.subarray(0, space.write(stored.slice(VERSION.length), 'base64'));
      const decipher = createDecipheriv('aes-256-gcm', encryption, bytes.subarray(0, NONCE), { authTagLength: TAG });
      decipher.setAuthTag(bytes.subarray(bytes.length - TAG));
      const body = decipher.update(bytes.subarray(NONCE, bytes.length - TAG));
      // Throws unless the tag fits; before that nothing of the text is given to anybody.
      decipher.final();
      return body.toString('utf8');
    },
    lookup: (value) => createHmac('sha256', hashing).update(value, 'utf8').digest('base64url'),
  };
}

let scratch = Buffer.alloc(16_384);

/** Where what is stored is put together and taken apart: encrypted bytes only, and nobody keeps them. */
function scratchOf(size: number): Buffer {
  if (scratch.length < size) scratch = Buffer.alloc(2 * size);
  return scratch;
}

let nonces = Buffer.alloc(0);

/** Random bytes are fetched for many nonces at once; each is handed out once. */
function freshNonce(): Buffer {
  if (nonces.length < NONCE) nonces = randomBytes(NONCE * 256);
  const nonce = nonces.subarray(0, NONCE);
  nonces = nonces.subarray(NONCE);
  return nonce;
}

function derive(secret: Buffer, purpose: string): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', `moving-oss ${purpose}`, 32)));
}
