import {
  createCipheriv,
  createDecipheriv,
  createECDH,
  createHash,
  type ECDH,
  type KeyObject,
  randomBytes,
  sign,
  verify,
} from 'node:crypto';

/** The one way in which messages are signed and closed: RFC 7515 with ES256, RFC 7516 with ECDH-ES on P-256 and A256GCM. */
const SIGNATURE = 'ES256';
const KEY_AGREEMENT = 'ECDH-ES';
const CONTENT_ENCRYPTION = 'A256GCM';
const CURVE = 'prime256v1';

const IV_BYTES = 12;
const TAG_BYTES = 16;
const COORDINATE_BYTES = 32;

/** Base64url and nothing else between the dots. */
const SIGNED = /^[\w-]+\.[\w-]+\.[\w-]+$/;
/** The encrypted key is empty: the agreed key closes the content itself. */
const ENCRYPTED = /^[\w-]+\.\.[\w-]+\.[\w-]*\.[\w-]+$/;

type Header = Record<string, unknown>;

/** Signs on another thread. */
export async function signCompact(header: Header, payload: string, key: KeyObject): Promise<string> {
  const signed = `${encode(JSON.stringify({ alg: SIGNATURE, ...header }))}.${encode(payload)}`;
  const signature = await new Promise<Buffer>((resolve, reject) => {
    sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' }, (error, made) => {
      if (error) reject(error);
      else resolve(made);
    });
  });
  return `${signed}.${signature.toString('base64url')}`;
}

/** The protected header, which is only a claim until the signature is verified. Throws if there is none. */
export function claimedHeader(signed: string): Header {
  if (!SIGNED.test(signed)) throw new Error('not a signed text');
  return readHeader(signed.slice(0, signed.indexOf('.')), { alg: SIGNATURE });
}

/** The payload, if the signature of this key is on it; verified on another thread. */
export async function verifyCompact(signed: string, key: KeyObject): Promise<string> {
  claimedHeader(signed);
  const end = signed.lastIndexOf('.');
  const [input, signature] = [Buffer.from(signed.slice(0, end)), decode(signed.slice(end + 1))];
  const fits = await new Promise<boolean>((resolve, reject) => {
    verify('sha256', input, { key, dsaEncoding: 'ieee-p1363' }, signature, (error, result) => {
      if (error) reject(error);
      else resolve(result);
    });
  });
  if (!fits) throw new Error('the signature does not fit');
  return decode(signed.slice(signed.indexOf('.') + 1, end)).toString();
}

/** Closes a content for the owner of a key. */
export function encryptCompact(header: Header, content: string, receiver: KeyObject): string {
  const ephemeral = createECDH(CURVE);
  const point = ephemeral.generateKeys();
  const epk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 1 + COORDINATE_BYTES).toString('base64url'),
    y: point.subarray(1 + COORDINATE_BYTES).toString('base64url'),
  };
  const encoded = encode(JSON.stringify({ alg: KEY_AGREEMENT, enc: CONTENT_ENCRYPTION, ...header, epk }));
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', agree(ephemeral, receiver.export({ format: 'jwk' })), iv);
  cipher.setAAD(Buffer.from(encoded));
  const closed = Buffer.concat([cipher.update(content, 'utf8'), cipher.final()]);
  return [encoded, '', ...[iv, closed, cipher.getAuthTag()].map((part) => part.toString('base64url'))].join('.');
}

/** Opens what was closed for this key. Throws if it was not, or was changed. */
export function decryptCompact(encrypted: string, key: KeyObject): { header: Header; content: string } {
  if (!ENCRYPTED.test(encrypted)) throw new Error('not an encrypted text');
  const [encoded = '', , ...rest] = encrypted.split('.');
  const header = readHeader(encoded, { alg: KEY_AGREEMENT, enc: CONTENT_ENCRYPTION });
  const [iv, closed, tag] = rest.map(decode);
  if (iv?.length !== IV_BYTES || tag?.length !== TAG_BYTES || !closed) throw new Error('not an encrypted text');
  const owner = createECDH(CURVE);
  owner.setPrivateKey(key.export({ format: 'jwk' }).d ?? '', 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', agree(owner, header.epk), iv);
  decipher.setAAD(Buffer.from(encoded));
  decipher.setAuthTag(tag);
  return { header, content: decipher.update(closed, undefined, 'utf8') + decipher.final('utf8') };
}

/** Concat KDF (RFC 7518, 4.6.2) without party information. Throws if the other key is no point of the curve. */
function agree(own: ECDH, other: unknown): Buffer {
  const { crv, x, y } = { ...(other as JsonWebKey) };
  const [across = Buffer.alloc(0), up = Buffer.alloc(0)] = [x, y].map((part) => decode(String(part)));
  if (crv !== 'P-256' || across.length !== COORDINATE_BYTES || up.length !== COORDINATE_BYTES) {
    throw new Error('no key of the curve');
  }
  const secret = own.computeSecret(Buffer.concat([Buffer.of(4), across, up]));
  return createHash('sha256').update(FIRST_ROUND).update(secret).update(PURPOSE).digest();
}

const FIRST_ROUND = Buffer.from([0, 0, 0, 1]);
/** Algorithm with its length, no parties, 256 bits. */
const PURPOSE = Buffer.concat([
  Buffer.from([0, 0, 0, CONTENT_ENCRYPTION.length]),
  Buffer.from(CONTENT_ENCRYPTION),
  Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0]),
]);

/** A header that asks for anything else than the one way is refused. */
function readHeader(encoded: string, expected: Header): Header {
  const header: unknown = JSON.parse(decode(encoded).toString());
  if (typeof header !== 'object' || header === null) throw new Error('no header');
  const found = header as Header;
  const fits = Object.entries(expected).every(([name, value]) => found[name] === value);
  if (!fits || 'crit' in found || 'zip' in found || 'b64' in found) throw new Error('another algorithm');
  return found;
}

function encode(text: string): string {
  return Buffer.from(text).toString('base64url');
}

function decode(text: string): Buffer {
  return Buffer.from(text, 'base64url');
}
