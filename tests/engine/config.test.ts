import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ConfigError, loadConfig } from '#app/config.server.ts';

let dataDir = '';
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'moving-config-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const REAL = {
  NODE_ENV: 'production',
  DATA_DIR: '/tmp/never-written',
  PUBLIC_ORIGIN: 'https://moving.example.jp',
  DATA_KEY: Buffer.alloc(32, 1).toString('base64'),
  SESSION_SECRET: 'x'.repeat(40),
  DIGITAL_AUTH_ISSUER: 'https://auth.example.jp/api/realms/main',
  DIGITAL_AUTH_CLIENT_ID: 'moving',
  DIGITAL_AUTH_CLIENT_KEY_FILE: '/run/secrets/client.jwk',
  JLIS_URL: 'https://jlis.example.jp',
  INTERLINK_URL: 'https://interlink.example.jp',
  IMMIGRATION_URL: 'https://immigration.example.jp',
  OCSP_URL: 'https://ocsp.example.jp',
  CARD_TERMINAL_URL: 'https://terminal.example.jp',
  PORTAL_API_URL: 'https://moving.example.jp/portal-api',
  LIFELINES_URL: 'https://lifelines.example.jp',
  ORGANISATION_ROOTS_FILE: '/etc/roots.pem',
  JPKI_ROOTS_FILE: '/etc/jpki.pem',
  ORGANISATION_KEYS_DIR: '/run/secrets/keys',
  TOWNS_FILE: '/etc/towns.json',
};

describe('本番', () => {
  test('すべてそろえば起動できる。シミュレーターは動かない', () => {
    expect(loadConfig(REAL)).toMatchObject({ production: true, demo: false, simulators: false });
  });

  test.each(Object.keys(REAL).filter((name) => name !== 'NODE_ENV'))('%s がなければ、その名前を言って断る', (name) => {
    const environment = { ...REAL, [name]: undefined };
    expect(() => loadConfig(environment)).toThrow(ConfigError);
    expect(() => loadConfig(environment)).toThrow(new RegExp(`without ${name}\\..*DEMO=1`));
  });

  test.each([
    ['MAIL_URL', { MAIL_URL: 'smtp://mail.example.jp' }, 'MAIL_FROM'],
    ['MAIL_FROM', { MAIL_FROM: 'no-reply@example.jp' }, 'MAIL_URL'],
  ])('%s だけでは、足りないものの名前を言って断る', (_, given, missing) => {
    expect(() => loadConfig({ ...REAL, ...given })).toThrow(new RegExp(`${missing} is missing`));
  });

  test('DEMO=1 なら何もなくても起動できる', () => {
    const config = loadConfig({ NODE_ENV: 'production', DEMO: '1', DATA_DIR: dataDir, PORT: '4200' });
    expect(config).toMatchObject({ demo: true, simulators: true, nationalPort: 4201 });
    expect(config.urls).toEqual({
      digitalAuthIssuer: 'http://localhost:4201/auth-app/api/realms/main',
      jlis: 'http://localhost:4201/jlis',
      immigration: 'http://localhost:4201/immigration',
      interlink: 'http://localhost:4201/interlink',
      ocsp: 'http://localhost:4201/ocsp',
      cardTerminal: 'http://localhost:4201/card-terminal',
      portalApi: 'http://localhost:4200/portal-api',
      lifelines: 'http://localhost:4201/lifelines',
      pinRehearsal: 'http://localhost:4201/auth-app/rehearsals',
    });
  });

  test('読めない値は断り、値そのものは繰り返さない', () => {
    const secret = 'not-a-key-but-secret';
    expect(() => loadConfig({ ...REAL, DATA_KEY: secret })).toThrow(/DATA_KEY/);
    expect(() => loadConfig({ ...REAL, DATA_KEY: secret })).not.toThrow(new RegExp(secret));
    expect(() => loadConfig({ ...REAL, PORT: 'eighty' })).toThrow(/PORT/);
  });
});

describe('デモの鍵', () => {
  test('一度だけ作られ、持ち主だけが読める', () => {
    const first = loadConfig({ DEMO: '1', DATA_DIR: dataDir });
    const second = loadConfig({ DEMO: '1', DATA_DIR: dataDir });
    expect(second.dataKey).toEqual(first.dataKey);
    expect(second.sessionSecret).toBe(first.sessionSecret);
    expect(first.dataKey).toHaveLength(32);
    expect(statSync(join(dataDir, 'secrets.json')).mode & 0o777).toBe(0o600);
  });

  test('壊れた鍵のファイルを新しい鍵で置き換えない', () => {
    loadConfig({ DEMO: '1', DATA_DIR: dataDir });
    writeFileSync(join(dataDir, 'secrets.json'), '{"dataKey":');
    expect(() => loadConfig({ DEMO: '1', DATA_DIR: dataDir })).toThrow(ConfigError);
    expect(readFileSync(join(dataDir, 'secrets.json'), 'utf8')).toBe('{"dataKey":');
  });
});
