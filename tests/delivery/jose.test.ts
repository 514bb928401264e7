import { generateKeyPairSync } from 'node:crypto';
import { CompactEncrypt, CompactSign, compactDecrypt, compactVerify, exportJWK } from 'jose';
import { describe, expect, it } from 'vitest';
import {
  claimedHeader,
  decryptCompact,
  encryptCompact,
  signCompact,
  verifyCompact,
} from '#app/messages/jose.server.ts';

const own = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const other = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const text = '外字を含む氏名　邉󠄂𠮷';
const bytes = new TextEncoder().encode(text);

/** The text with one character of one of its parts exchanged. */
function changed(compact: string, part: number): string {
  const parts = compact.split('.');
  const [first = ''] = parts[part] ?? '';
  parts[part] = (first === 'A' ? 'B' : 'A') + (parts[part] ?? '').slice(1);
  return parts.join('.');
}

describe('署名 (RFC 7515)', () => {
  it('ほかの実装 (jose) が確かめられ、見出しと内容が元のまま出る', async () => {
    const signed = await signCompact({ typ: 'x', n: 1 }, text, own.privateKey);
    const { payload, protectedHeader } = await compactVerify(signed, own.publicKey);
    expect(new TextDecoder().decode(payload)).toBe(text);
    expect(protectedHeader).toEqual({ alg: 'ES256', typ: 'x', n: 1 });
  });

  it('ほかの実装 (jose) の署名を確かめられる', async () => {
    const signed = await new CompactSign(bytes).setProtectedHeader({ alg: 'ES256', typ: 'x' }).sign(own.privateKey);
    expect(claimedHeader(signed)).toEqual({ alg: 'ES256', typ: 'x' });
    expect(await verifyCompact(signed, own.publicKey)).toBe(text);
  });

  it('ほかの鍵、変えられた見出し・内容・署名は拒む', async () => {
    const signed = await signCompact({ typ: 'x' }, text, own.privateKey);
    await expect(verifyCompact(signed, other.publicKey)).rejects.toThrow();
    for (const part of [0, 1, 2]) await expect(verifyCompact(changed(signed, part), own.publicKey)).rejects.toThrow();
  });

  it.each([
    ['署名なし', { alg: 'none' }],
    ['共通鍵の署名', { alg: 'HS256' }],
    ['知らない拡張を必須とする見出し', { alg: 'ES256', crit: ['x'], x: 1 }],
    ['符号化しない内容', { alg: 'ES256', b64: false }],
  ])('%s は、署名を見る前に拒む', async (_, header) => {
    const [, payload, signature] = (await signCompact({}, text, own.privateKey)).split('.');
    const forged = [Buffer.from(JSON.stringify(header)).toString('base64url'), payload, signature].join('.');
    expect(() => claimedHeader(forged)).toThrow('another algorithm');
    await expect(verifyCompact(forged, own.publicKey)).rejects.toThrow('another algorithm');
  });

  it.each(['', 'a', 'a.b', 'a.b.c.d', 'a.b.c=', 'a.b.c\n', 'bnVsbA.b.c'])('形の違うもの %j は拒む', (signed) => {
    expect(() => claimedHeader(signed)).toThrow();
  });
});

describe('暗号化 (RFC 7516)', () => {
  it('ほかの実装 (jose) が開けて、見出しと内容が元のまま出る', async () => {
    const encrypted = encryptCompact({ mid: '1' }, text, own.publicKey);
    const { plaintext, protectedHeader } = await compactDecrypt(encrypted, own.privateKey);
    expect(new TextDecoder().decode(plaintext)).toBe(text);
    expect(protectedHeader).toMatchObject({ alg: 'ECDH-ES', enc: 'A256GCM', mid: '1' });
  });

  it('ほかの実装 (jose) が閉じたものを開ける', async () => {
    const header = { alg: 'ECDH-ES', enc: 'A256GCM', mid: '1' };
    const encrypted = await new CompactEncrypt(bytes).setProtectedHeader(header).encrypt(own.publicKey);
    expect(decryptCompact(encrypted, own.privateKey)).toMatchObject({ header, content: text });
  });

  it('同じ内容を二度閉じても、同じ鍵も同じ文字列も使わない', () => {
    const [one, two] = [encryptCompact({}, text, own.publicKey), encryptCompact({}, text, own.publicKey)];
    const epk = (encrypted: string) => Buffer.from(encrypted.split('.')[0] ?? '', 'base64url').toString();
    expect(epk(one)).not.toBe(epk(two));
    expect(one.split('.')[3]).not.toBe(two.split('.')[3]);
  });

  it('ほかの鍵では開かず、変えられたものも開かない', () => {
    const encrypted = encryptCompact({}, text, own.publicKey);
    expect(() => decryptCompact(encrypted, other.privateKey)).toThrow();
    for (const part of [0, 2, 3, 4]) expect(() => decryptCompact(changed(encrypted, part), own.privateKey)).toThrow();
  });

  it('ほかのやり方で閉じたものは開かない', async () => {
    for (const header of [
      { alg: 'ECDH-ES', enc: 'A128GCM' },
      { alg: 'ECDH-ES+A256KW', enc: 'A256GCM' },
    ]) {
      const encrypted = await new CompactEncrypt(bytes).setProtectedHeader(header).encrypt(own.publicKey);
      expect(() => decryptCompact(encrypted, own.privateKey)).toThrow();
    }
  });

  it('短くした改ざん検知の値は受け付けない', () => {
    const [header, key, iv, closed, tag] = encryptCompact({}, text, own.publicKey).split('.');
    const short = Buffer.from(tag ?? '', 'base64url').subarray(0, 4);
    const forged = [header, key, iv, closed, short.toString('base64url')].join('.');
    expect(() => decryptCompact(forged, own.privateKey)).toThrow('not an encrypted text');
  });

  it.each([
    ['曲線の外の点', (jwk: JsonWebKey) => ({ ...jwk, y: jwk.x })],
    ['ほかの曲線', (jwk: JsonWebKey) => ({ ...jwk, crv: 'P-384' })],
    ['短い座標', (jwk: JsonWebKey) => ({ ...jwk, x: 'AA' })],
    ['鍵のない見出し', () => undefined],
  ])('%s を鍵とするものは開かない', async (_, change) => {
    const [header = '', ...rest] = encryptCompact({}, text, own.publicKey).split('.');
    const read = JSON.parse(Buffer.from(header, 'base64url').toString());
    const epk = change(await exportJWK(own.publicKey));
    const forged = [Buffer.from(JSON.stringify({ ...read, epk })).toString('base64url'), ...rest].join('.');
    expect(() => decryptCompact(forged, own.privateKey)).toThrow();
  });
});
