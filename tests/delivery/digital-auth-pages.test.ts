import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { serve } from '#mocks/http-server.ts';
import { DEMO_PINS, type NewCard } from '#mocks/jpki/index.ts';
import { DESK, expectAccessible, launchBrowser, newVisitor, PHONE } from '#tests/support/browser.ts';
import { codeOf, type JpkiWorld, jpkiWorld, TARO } from './jpki-world.ts';

const NAMES = ['ＮＧＵＹＥＮ　ＴＨＩ　ＨＯＡＮＧ　ＭＩＮＨ　ＣＨＡＵ', '𠮷田　四郎', '辻󠄀　五郎', '山﨑　六郎'];
const CARDS: NewCard[] = [
  TARO,
  ...NAMES.map((name, index) => ({
    ...TARO,
    cardId: `CARD-PAGE-${index}`,
    residentRecordCode: codeOf(500 + index),
    holder: { ...TARO.holder, name },
    family: `${name}さん`,
    featured: index + 2,
    ...(index === 3
      ? {
          note: '署名用のパスワードがロックされている',
          lockedPins: ['signature' as const, 'residentRegister' as const],
        }
      : {}),
  })),
];

let world: JpkiWorld;
let servers: Server[];
let back: string;
/** What the browser has to say, e.g. of a policy that was broken. */
let complaints: string[] = [];
let browser: Browser;

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

beforeAll(async () => {
  const [port, backPort] = [await freePort(), await freePort()];
  back = `http://localhost:${backPort}`;
  world = await jpkiWorld(CARDS, undefined, { base: `http://localhost:${port}`, back: `${back}/callback` });
  servers = [
    await serve((request) => world.jpki.handler(request), port),
    await serve(async () => new Response('戻りました'), backPort),
  ];
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  for (const server of servers) server.close();
  await world.close();
});

async function visitor(options: { javaScript: boolean; phone: boolean }): Promise<Page> {
  const { page } = await newVisitor(browser, {
    javaScript: options.javaScript,
    viewport: options.phone ? PHONE : DESK,
  });
  page.on('console', (message) => complaints.push(message.text()));
  return page;
}

async function choose(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name }).first().click();
  await page.getByRole('button', { name: 'カードをかざす' }).click();
}

beforeEach(() => {
  complaints = [];
});

afterEach(() => {
  expect(complaints.filter((text) => !text.includes('favicon'))).toEqual([]);
});

describe.each([
  { javaScript: true, phone: true, who: 'スマートフォン、スクリプトあり' },
  { javaScript: false, phone: false, who: '大きな画面、スクリプトなし' },
])('カードと暗証番号の画面（$who）', { timeout: 60_000 }, ({ javaScript, phone }) => {
  // What axe needs is a running script; without one the same pages are only used.
  const check = async (page: Page) => {
    if (javaScript) await expectAccessible(page);
  };

  it('ログインを、間違いをはさんで終えられる', async () => {
    const page = await visitor({ javaScript, phone });
    await page.goto((await world.auth.beginSignIn()).url);
    await check(page);
    await page.locator('summary').first().click();
    await page.getByLabel('名前、フリガナ、家族の名前で探す').fill('𠮷田');
    await page.getByRole('button', { name: '探す', exact: true }).click();
    await check(page);
    await page.getByRole('button', { name: '𠮷田' }).click();
    await check(page);
    await page.getByRole('button', { name: 'カードをかざす' }).click();
    await check(page);
    await page.locator('#pin').fill('0000');
    await page.getByRole('button', { name: '送信する' }).click();
    expect(await page.title()).toContain('エラー');
    await check(page);
    expect(await page.getByLabel('入力した文字を表示する').count()).toBe(javaScript ? 1 : 0);
    await page.locator('#pin').fill(DEMO_PINS.authentication);
    await page.getByRole('button', { name: '送信する' }).click();
    expect(page.url()).toContain('code=');
    expect(page.url()).not.toContain(DEMO_PINS.authentication);
  });

  it('署名は、何に署名するかを見て行い、ロックのときは戻れる', async () => {
    const page = await visitor({ javaScript, phone });
    const { url } = await world.auth.beginSigning({ digest: `${'A'.repeat(43)}=`, title: '転出届・転入予約' });
    await page.goto(url);
    await choose(page, '髙橋　太郎');
    await check(page);
    expect(await page.getByText('転出届・転入予約').count()).toBe(1);
    await page.goto(url);
    await choose(page, '山﨑');
    await check(page);
    await page.getByRole('button', { name: '引越しポータルに戻る' }).click();
    expect(page.url()).toContain('error_description=pin_locked');
  });

  it('窓口では、ロックされた暗証番号を本人確認のあとに決め直せる', async () => {
    const page = await visitor({ javaScript, phone });
    const returnUrl = `${back}/office/142051`;
    const { sessionId, url } = await world.terminal.openSession({ returnUrl });
    await page.goto(url);
    await check(page);
    await choose(page, '山﨑');
    if (phone) {
      await check(page);
      expect(await world.terminal.read(sessionId)).toMatchObject({ state: 'locked' });
      await world.terminal.resetPin(sessionId, { pin: 'residentRegister', identifiedBy: '運転免許証' });
      await page.goto(url);
      await check(page);
      await page.locator('#pin').fill('48');
      await page.locator('#again').fill('48');
      await page.getByRole('button', { name: 'この暗証番号にする' }).click();
      await check(page);
      await page.locator('#pin').fill('1234');
      await page.locator('#again').fill('1234');
      await page.getByRole('button', { name: 'この暗証番号にする' }).click();
      await check(page);
    }
    await page.locator('#pin').fill('1234');
    await page.getByRole('button', { name: '読み取る' }).click();
    expect(page.url()).toBe(`${returnUrl}?terminalSession=${sessionId}`);
    expect(await world.terminal.read(sessionId)).toMatchObject({ state: 'read' });
    await page.goto(url);
    await check(page);
  });
});
