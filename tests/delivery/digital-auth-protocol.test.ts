import { createHash, randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDigitalAuth } from '#app/national/digital-auth.server.ts';
import { OutageError } from '#app/national/outage.ts';
import { DEMO_PINS, type NewCard } from '#mocks/jpki/index.ts';
import { BASE, browserOf, codeOf, type JpkiWorld, jpkiWorld, TARO } from './jpki-world.ts';

const card = (cardId: string, code: number, more: Partial<NewCard> = {}): NewCard => ({
  ...TARO,
  cardId,
  residentRecordCode: codeOf(code),
  ...more,
});

const HANA = card('CARD-HANA', 1, { holder: { ...TARO.holder, name: '髙橋　花', bornOn: '2014-06-01' } });
const LOCKED = card('CARD-LOCKED', 2, { lockedPins: ['signature'] });
const LAPSED = card('CARD-LAPSED', 3, { lapsed: { reason: 'notMovedIn', on: '2026-06-01' } });
const GUESS = card('CARD-GUESS', 4);

let world: JpkiWorld;

beforeAll(async () => {
  world = await jpkiWorld([TARO, HANA, LOCKED, LAPSED, GUESS]);
});

afterAll(() => world.close());

async function signIn(cardId: string, pin = DEMO_PINS.authentication) {
  const { url, state } = await world.auth.beginSignIn();
  const browser = browserOf(world);
  await browser.go(url);
  await browser.choose(cardId);
  await browser.enterPin(pin);
  return { browser, state };
}

const bytes = new TextEncoder().encode('{"procedure":"movingOutAndVisit"}');
const digest = createHash('sha256').update(bytes).digest('base64');

describe('認可リクエストとトークン', () => {
  async function changed(change: (query: URLSearchParams) => void): Promise<URL> {
    const { url } = await world.auth.beginSignIn();
    const target = new URL(url);
    change(target.searchParams);
    const browser = browserOf(world);
    await browser.go(target.href);
    return browser.url;
  }

  it.each(['state', 'nonce', 'code_challenge', 'code_challenge_method'])('%s のない要求は断る', async (name) => {
    const url = await changed((query) => query.delete(name));
    expect(url.searchParams.get('error')).toBe('invalid_request');
    expect(url.searchParams.get('code')).toBeNull();
  });

  it('S256 でない PKCE、知らない範囲、openid のない要求は断る', async () => {
    const plain = await changed((query) => query.set('code_challenge_method', 'plain'));
    expect(plain.searchParams.get('error')).toBe('invalid_request');
    const unknown = await changed((query) => query.set('scope', 'openid everything'));
    expect(unknown.searchParams.get('error')).toBe('invalid_scope');
    const without = await changed((query) => query.set('scope', 'name'));
    expect(without.searchParams.get('error')).toBe('invalid_scope');
  });

  it('登録のない戻り先には戻さない', async () => {
    const url = await changed((query) => query.set('redirect_uri', 'http://localhost:3000/elsewhere'));
    expect(url.href.startsWith(BASE)).toBe(true);
  });

  it('登録されていない鍵で署名したクライアントは断る', async () => {
    const { privateKey } = await generateKeyPair('ES256', { extractable: true });
    const intruder = createDigitalAuth({ ...world.authOptions, clientKey: await exportJWK(privateKey) });
    const { browser, state } = await signIn(TARO.cardId);
    expect(await intruder.finishSignIn(browser.url, state)).toEqual({ ok: false, error: 'other' });
  });

  it('一度使ったクライアント証明は二度使えない', async () => {
    const { importJWK } = await import('jose');
    const key = await importJWK(world.authOptions.clientKey, 'ES256');
    const assertion = await new SignJWT({})
      .setProtectedHeader({ alg: 'ES256', kid: 'sig-1' })
      .setIssuer('RP00000001')
      .setSubject('RP00000001')
      .setAudience(`${BASE}/auth-app/api/realms/main`)
      .setJti(randomUUID())
      .setIssuedAt()
      .setExpirationTime('1m')
      .sign(key);
    const ask = () =>
      world.fetch(`${BASE}/auth-app/api/realms/main/protocol/openid-connect/token`, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
          client_assertion: assertion,
        }),
      });
    expect((await ask()).status).toBe(200);
    expect((await ask()).status).toBe(401);
  });

  it('コードは一度だけ使え、ほかの手続きの state や検証子では使えない', async () => {
    const { browser, state } = await signIn(TARO.cardId);
    const other = await world.auth.beginSignIn();
    expect(await world.auth.finishSignIn(browser.url, other.state)).toEqual({ ok: false, error: 'other' });
    const wrongVerifier = { ...state, codeVerifier: other.state.codeVerifier };
    expect(await world.auth.finishSignIn(browser.url, wrongVerifier)).toEqual({ ok: false, error: 'other' });
    expect(await world.auth.finishSignIn(browser.url, state)).toEqual({ ok: false, error: 'other' });
  });

  it('止まっているときは、断りではなく障害になる', async () => {
    world.faults.set('auth-app', { down: true });
    await expect(createDigitalAuth(world.authOptions).beginSignIn()).rejects.toBeInstanceOf(OutageError);
    await expect(world.auth.beginSigning({ digest, title: '転出届' })).rejects.toBeInstanceOf(OutageError);
    world.faults.clear();
  });
});
