import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, newVisitor, PHONE } from '#tests/support/browser.ts';
import { type DemoServer, startDemo } from '#tests/support/demo-server.ts';
import { type Application, fileApplication, signIn } from '#tests/support/resident.ts';

/** 計測する届出: the family of four of the demo, every question answered in the usual way. */
export const FILING: Application = {
  person: 'sato-kenji',
  movingOn: '2026-11-28',
  postcode: '2510054',
  lot: { lot: '1-1' },
  newHousehold: 'new',
};

/** The demo in a process of its own, with one filing and one begun draft. */
export interface Site {
  server: DemoServer;
  browser: Browser;
  /** Cookie header of who filed. */
  filer: string;
  /** Cookie header of who has begun a draft. */
  writer: string;
  receiptNumber: string;
  draft: string;
  /** Bytes over the line from マイページ to the receipt, everything compressed, in a browser that knew nothing. */
  filingBytes: number;
  close(): Promise<void>;
}

async function cookieOf(page: Page): Promise<string> {
  const cookies = await page.context().cookies(new URL(page.url()).origin);
  return cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
}

/** Counts what the portal itself sends; the card app belongs to others. */
async function countBytes(page: Page, origin: string): Promise<() => number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const own = new Set<string>();
  let bytes = 0;
  session.on('Network.responseReceived', ({ requestId, response }) => {
    if (response.url.startsWith(origin)) own.add(requestId);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (own.has(requestId)) bytes += encodedDataLength;
  });
  return () => bytes;
}

/** Starts and fills the site; needs `npm run build`. */
export async function openSite(): Promise<Site> {
  const dataDir = mkdtempSync(join(tmpdir(), 'moving-oss-web-bench-'));
  const server = await startDemo({ dataDir });
  const browser = await launchBrowser();
  const { page } = await newVisitor(browser, { viewport: PHONE });
  await signIn(page, server.origin, FILING.person);
  const bytes = await countBytes(page, server.origin);
  const { receiptNumber } = await fileApplication(page, FILING);
  const filingBytes = bytes();
  const { page: other } = await newVisitor(browser, { viewport: PHONE });
  await signIn(other, server.origin, 'tanaka-hiroshi');
  await other.locator('form[action="/moving?index"] button').click();
  await other.waitForURL(/\/moving\/drafts\/[^/]+\/\w+/);
  const [, draft = ''] = /\/drafts\/([^/]+)\//.exec(other.url()) ?? [];
  return {
    server,
    browser,
    filer: await cookieOf(page),
    writer: await cookieOf(other),
    receiptNumber,
    draft,
    filingBytes,
    async close() {
      await browser.close();
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A page that is measured. */
export interface MeasuredPage {
  id: string;
  path: string;
  cookie?: string;
}

/** 計測する画面: the start, plain questions, and the pages that are looked at most. */
export function measuredPages(site: Site): MeasuredPage[] {
  const { filer, writer, receiptNumber, draft } = site;
  return [
    { id: 'start', path: '/' },
    { id: 'check', path: '/moving/check' },
    { id: 'home', path: '/moving', cookie: filer },
    { id: 'question', path: `/moving/drafts/${draft}/profile`, cookie: writer },
    { id: 'status', path: `/moving/applications/${receiptNumber}`, cookie: filer },
    { id: 'to-do', path: `/moving/applications/${receiptNumber}/to-do`, cookie: filer },
  ];
}
