import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { expectAccessible } from './browser.ts';
import type { DemoServer } from './demo-server.ts';

/** What the page says, without its frame. */
export async function said(page: Page): Promise<string> {
  return (await page.locator('main').textContent()) ?? '';
}

/** 受け付けられない理由のページ: the sentence, what to do instead, the article, and a way on; nothing else is lost. */
export async function expectRefusal(
  page: Page,
  refusal: { sentence: string; way: string; article: string },
): Promise<void> {
  const text = await said(page);
  expect(text).toContain('オンラインでは受け付けできません');
  expect(text).toContain(refusal.sentence);
  expect(text).toContain(refusal.way);
  expect(text).toContain(`根拠：${refusal.article}`);
  expect(await page.locator('main a[href="/moving"]').count()).toBeGreaterThan(0);
  await expectAccessible(page);
}

/** Rows of a query on one database of a running demo, read without touching it. */
export function rowsOf(server: DemoServer, database: string, sql: string): unknown[] {
  const client = new Database(join(server.dataDir, database), { readonly: true, fileMustExist: true });
  try {
    return client.prepare(sql).all();
  } finally {
    client.close();
  }
}

/** How many applications the portal keeps. */
export function applicationsIn(server: DemoServer): number {
  return rowsOf(server, 'portal.db', 'SELECT receipt_number FROM portal_applications').length;
}
