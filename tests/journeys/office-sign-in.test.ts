import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DEMO_TOWNS } from '#db/fixtures/towns.ts';
import { DESK, launchBrowser, newVisitor } from '#tests/support/browser.ts';
import { freePort, startDemo } from '#tests/support/demo-server.ts';
import { codeAt, PASSWORD } from '#tests/support/officer-world.ts';
import { CHOFU } from '#tests/support/story.ts';

/** 本番の設定: everything that production asks for, with the national systems of this machine behind it. */
function production(dataDir: string, app: number, national: number): Record<string, string> {
  const townsFile = join(dataDir, 'towns.json');
  writeFileSync(townsFile, JSON.stringify({ towns: DEMO_TOWNS, officers: [] }));
  const at = (path: string) => `http://localhost:${national}/${path}`;
  return {
    NODE_ENV: 'production',
    DEMO: '0',
    SIMULATORS: '1',
    PORT: String(app),
    NATIONAL_PORT: String(national),
    DATA_DIR: dataDir,
    PUBLIC_ORIGIN: `http://localhost:${app}`,
    DATA_KEY: randomBytes(32).toString('base64'),
    SESSION_SECRET: randomBytes(32).toString('base64'),
    TOWNS_FILE: townsFile,
    DIGITAL_AUTH_ISSUER: at('auth-app/api/realms/main'),
    DIGITAL_AUTH_CLIENT_ID: 'moving-oss-portal',
    DIGITAL_AUTH_CLIENT_KEY_FILE: townsFile,
    JLIS_URL: at('jlis'),
    INTERLINK_URL: at('interlink'),
    IMMIGRATION_URL: at('immigration'),
    OCSP_URL: at('ocsp'),
    CARD_TERMINAL_URL: at('card-terminal'),
    PORTAL_API_URL: `http://localhost:${app}/portal-api`,
    LIFELINES_URL: at('lifelines'),
    ORGANISATION_ROOTS_FILE: townsFile,
    ORGANISATION_KEYS_DIR: dataDir,
    JPKI_ROOTS_FILE: townsFile,
  };
}

test('本番の設定では、コマンドで登録した最初の管理の職員が、パスワードと認証アプリで入る', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'moving-oss-production-'));
  const ports = { app: await freePort(), national: await freePort() };
  const environment = production(dataDir, ports.app, ports.national);
  const command = ['--import', 'tsx', 'db/officer.ts', '--town', CHOFU, '--id', 'kanri'];
  const run = (extra: string[]) =>
    execFileSync(process.execPath, [...command, ...extra], {
      env: { ...process.env, VITEST: '', ...environment },
      encoding: 'utf8',
    });
  const printed = run(['--name', '管理　花', '--roles', 'administrator']);
  const temporary = /[a-z0-9]{4}(?:-[a-z0-9]{4}){3}/.exec(printed)?.[0] ?? '';
  expect(temporary).not.toBe('');

  const server = await startDemo({ dataDir, ports, environment });
  const browser = await launchBrowser();
  try {
    const { page } = await newVisitor(browser, { viewport: DESK });
    const base = `${server.origin}/office/${CHOFU}`;
    await page.goto(`${base}/sign-in`);
    expect(await page.locator('main').textContent()).not.toContain('架空の職員');
    const signIn = async (password: string, code: string) => {
      await page.getByLabel(/^職員番号/).fill('kanri');
      await page.getByLabel(/^パスワード/).fill(password);
      await page.getByLabel(/^確認コード/).fill(code);
      await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
    };
    await signIn('ちがうパスワード', '');
    expect(await page.locator('main').textContent()).toContain('組み合わせが正しくありません');
    expect(await page.getByLabel(/^職員番号/).inputValue()).toBe('kanri');
    await signIn(temporary, '');
    expect(await page.locator('main').textContent()).toContain('最初に、2つの設定をしてください');

    await page.goto(`${base}/officers`);
    expect(page.url()).toBe(`${base}/account`);
    await page.fill('#current', temporary);
    await page.fill('#next', PASSWORD);
    await page.fill('#again', PASSWORD);
    await page.keyboard.press('Enter');
    await page.waitForURL(/changed=1/);

    await page.getByRole('link', { name: '認証アプリを登録する' }).click();
    const secret = (await page.locator('main .font-mono').textContent())?.replaceAll(/\s/g, '') ?? '';
    await page.getByLabel(/^確認コード/).fill(codeAt(secret, Date.now()));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '予備のコード' }).waitFor();
    expect(await page.locator('main ul.font-mono li').count()).toBe(10);
    await page.getByRole('link', { name: '控えました' }).click();
    await page.getByRole('link', { name: '職員', exact: true }).click();
    expect(await page.locator('main').textContent()).toContain('管理　花');

    await page.getByRole('button', { name: 'サインアウト' }).click();
    await page.goto(`${base}/officers`);
    expect(page.url()).toContain('/sign-in?next=');
    // The code of now was used to enrol; the next one is taken already.
    await signIn(PASSWORD, codeAt(secret, Date.now() + 30_000));
    expect(page.url()).toBe(`${base}/officers`);
  } finally {
    await browser.close();
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}, 180_000);
