import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getPerson } from '#db/fixtures/families.ts';
import { expectAccessible, newVisitor } from '#tests/support/browser.ts';
import { type Clerk, follow, mainText, press } from '#tests/support/clerk.ts';
import { beginJourney, type Journey } from '#tests/support/journey.ts';

let journey: Journey;

beforeAll(async () => {
  journey = await beginJourney();
});

afterAll(() => journey[Symbol.asyncDispose]());

const CHOFU = '132080';
const MODULES = join(import.meta.dirname, '../../node_modules');

/** 住民の照会 by name, to the page of the person. */
async function openPerson(clerk: Clerk, name: string): Promise<void> {
  const { page } = clerk;
  await page.goto(`${clerk.origin}/office/${CHOFU}/residents`);
  await page.getByLabel('探す言葉').fill(name);
  await page.getByLabel(/^照会の理由/).selectOption('窓口の届出のため');
  await press(clerk, '探す');
  await follow(clerk, name);
}

/** What a phone reads from the first page of a paper: drawn in Chromium, and looked at as a picture. */
async function scan(browser: Browser, pdf: Buffer): Promise<string> {
  const page = await browser.newPage();
  const files: Record<string, string | Buffer> = {
    '/': '<!doctype html><title>scanner</title>',
    '/pdfjs.mjs': readFileSync(join(MODULES, 'unpdf/dist/pdfjs.mjs')),
    '/jsqr.js': readFileSync(join(MODULES, 'jsqr/dist/jsQR.js')),
    '/paper.pdf': pdf,
  };
  const typeOf = (path: string) =>
    path === '/' ? 'text/html' : /js$/.test(path) ? 'text/javascript' : 'application/pdf';
  await page.route('https://scanner.test/**', (route) => {
    const path = new URL(route.request().url()).pathname;
    const body = files[path];
    return body === undefined ? route.fulfill({ status: 404 }) : route.fulfill({ body, contentType: typeOf(path) });
  });
  await page.goto('https://scanner.test/');
  await page.addScriptTag({ url: '/jsqr.js' });
  // As a text: the bundler of the tests would resolve the address of the module itself.
  const read = await page.evaluate(`(async () => {
    const { getDocument } = await import('/pdfjs.mjs');
    const document_ = await getDocument({ url: '/paper.pdf', verbosity: 0 }).promise;
    const first = await document_.getPage(document_.numPages);
    const viewport = first.getViewport({ scale: 3 });
    const canvas = document.createElement('canvas');
    canvas.width = viewport.width;
    canvas.height = viewport.height;
    const context = canvas.getContext('2d');
    await first.render({ canvasContext: context, viewport }).promise;
    const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height);
    return jsQR(data, width, height)?.data ?? '';
  })()`);
  await page.close();
  return String(read);
}

test('職員が住民票の写しを交付し、紙のQRコードもファイルも本物と分かり、変えたものは分かる', async () => {
  const clerk = await journey.clerk(CHOFU, 'counter');
  const { page } = clerk;
  const name = getPerson('yoshida-kiyoshi').person.name.full;
  await openPerson(clerk, name);
  await follow(clerk, '帳票を交付する');
  await expectAccessible(page);
  await follow(clerk, '住民票の写し');
  await expectAccessible(page);

  // What is missing is said beside its field, and what was chosen stays.
  await page.getByLabel('世帯主の氏名・続柄').check();
  await press(clerk, '住民票の写しを作る');
  expect(await mainText(clerk)).toContain('使いみち・提出先を書いてください');
  expect(await page.getByLabel('世帯主の氏名・続柄').isChecked()).toBe(true);
  await page.getByLabel(/^請求した方の氏名/).fill(name);
  await page.getByLabel(/^本人確認の書類/).selectOption('個人番号カード');
  await page.getByLabel(/^使いみち/).fill('賃貸契約のため');
  await press(clerk, '住民票の写しを作る');
  expect(await mainText(clerk)).toContain(name);
  await expectAccessible(page);

  const link = await page.getByRole('link', { name: 'PDFを開く' }).getAttribute('href');
  const response = await page.request.get(`${clerk.origin}${link}`);
  expect(response.headers()['content-type']).toBe('application/pdf');
  expect(response.headers()['cache-control']).toBe('no-store');
  const pdf = await response.body();

  const code = await scan(journey.browser, pdf);
  expect(code).toContain(`${clerk.origin}/verify-paper#`);
  const { page: bank } = await newVisitor(journey.browser);
  const main = () => bank.locator('main').textContent();

  // A phone opens what it scanned: the code is in the field, and has not been sent anywhere.
  await bank.goto(code);
  expect(await bank.getByLabel('QRコードから読み取った文字').inputValue()).toBe(code.split('#')[1]);
  await bank.getByRole('button', { name: '確かめる' }).click();
  await bank.getByText('この符号は、調布市が署名したものです').waitFor();
  expect(await main()).toContain(name);
  await expectAccessible(bank);

  await bank.getByLabel('QRコードから読み取った文字').fill(code.replace('#ey', '#eY'));
  await bank.getByRole('button', { name: '確かめる' }).click();
  await bank.getByText('発行したものと確かめられません').waitFor();

  const send = async (buffer: Buffer) => {
    await bank.goto(`${clerk.origin}/verify-paper`);
    await bank.setInputFiles('#file', { name: 'paper.pdf', mimeType: 'application/pdf', buffer });
    await bank.getByRole('button', { name: '確かめる' }).click();
  };
  await send(pdf);
  await bank.getByText('調布市が発行したままのファイルです').waitFor();
  const changed = Buffer.from(pdf);
  changed[3_000] = (changed[3_000] ?? 0) ^ 1;
  await send(changed);
  await bank.getByText('発行されたあとで変わっています').waitFor();
  await expectAccessible(bank);
});

test('オンラインで届け出られない人は、スクリプトなしでも郵送の転出届のPDFを受け取れる', async () => {
  const { page } = await newVisitor(journey.browser, { javaScript: false });
  await page.goto(`${journey.server.origin}/moving/check?to=otherTown&who=withMe&residency=japanese&card=none`);
  await page.getByRole('link', { name: '郵送の転出届のPDFを作る' }).click();
  await page.locator('input[name="municipality"]').fill('調布市');
  await page.locator('input[name="name"]').fill('吉田　清');
  await page.locator('input[name="oldAddress"]').fill('東京都調布市富士見町2丁目10番地8');
  await page.locator('input[name="newAddress"]').fill('神奈川県藤沢市辻堂西海岸二丁目5番6号');
  await page.locator('select[name="movingOn.era"]').selectOption('reiwa');
  for (const [part, value] of Object.entries({ year: '8', month: '12', day: '1' })) {
    await page.locator(`input[name="movingOn.${part}"]`).fill(value);
  }
  await page.getByRole('button', { name: 'PDFを作る' }).click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'PDFを保存する' }).click();
  const file = await (await downloading).path();
  expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-');
});
