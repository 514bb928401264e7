import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, describe, expect, test } from 'vitest';
import type { Config } from '#app/config.server.ts';
import { requestLimits } from '#app/limits.server.ts';
import { nonceOf, refuseForeignForms, securityHeaders } from '#app/security.server.ts';

const config = {
  production: true,
  publicOrigin: 'http://moving.test',
  urls: {
    digitalAuthIssuer: 'http://national.test:3001/auth-app/api/realms/main',
    cardTerminal: 'http://national.test:3001/card-terminal',
  },
} as Config;

let server: ReturnType<express.Express['listen']> | undefined;
afterEach(() => server?.close());

async function serve(given: Config = config) {
  const app = express();
  app.set('trust proxy', 'loopback');
  app.use(securityHeaders(given), requestLimits(), refuseForeignForms(given));
  app.all('*', (_request, response) => {
    response.send(nonceOf(response));
  });
  const listening = app.listen(0);
  server = listening;
  await new Promise((resolve) => listening.once('listening', resolve));
  const base = `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
  return (path: string, init?: RequestInit) => fetch(base + path, init);
}

describe('応答のヘッダー', () => {
  test('CSPは自分のサイトとnonceだけを許し、フォームはサインインの行き先も許す', async () => {
    const get = await serve();
    const response = await get('/');
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain(`script-src 'self' 'nonce-${await response.text()}'`);
    expect(policy).toContain("form-action 'self' http://national.test:3001;");
    for (const part of ["base-uri 'none'", "object-src 'none'", "frame-ancestors 'none'"])
      expect(policy).toContain(part);
    expect(policy).not.toContain('unsafe-inline');
    expect(response.headers.get('x-frame-options')).toBe('DENY');
    expect(response.headers.get('strict-transport-security')).toBeNull();
    expect(response.headers.get('x-powered-by')).not.toBe('Helmet');
  });

  test('nonceは応答ごとに違う', async () => {
    const get = await serve();
    const nonces = await Promise.all([1, 2, 3].map(async () => (await get('/')).text()));
    expect(new Set(nonces).size).toBe(3);
  });

  test('httpsでは暗号化していない接続に戻らない', async () => {
    const get = await serve({ ...config, publicOrigin: 'https://moving.test' });
    expect((await get('/')).headers.get('strict-transport-security')).toContain('max-age=31536000');
  });
});

describe('別のサイトから送られたフォーム', () => {
  test.each([
    ['http://evil.test', 403],
    ['null', 403],
    ['http://moving.test', 200],
  ])('Origin %s は %i', async (origin, status) => {
    const send = await serve();
    expect((await send('/moving', { method: 'POST', headers: { Origin: origin } })).status).toBe(status);
  });

  test('Originのない組織間の電文と、読むだけの要求は通す', async () => {
    const send = await serve();
    expect((await send('/portal-api/messages', { method: 'POST' })).status).toBe(200);
    expect((await send('/', { headers: { Origin: 'http://evil.test' } })).status).toBe(200);
  });
});

describe('回数の制限', () => {
  test('サインインは1分に120回まで。断りの文は日本語で、何をすればよいかを言う', async () => {
    const send = await serve();
    for (let attempt = 0; attempt < 120; attempt += 1) await send('/sign-in');
    const refused = await send('/sign-in');
    expect(refused.status).toBe(429);
    expect(await refused.text()).toContain('1分ほど待ってから');
    expect((await send('/moving')).status).toBe(200);
  });
});
