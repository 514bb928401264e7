import type { Page } from 'playwright-core';

/** Presses something that leads to another page and waits until that page is there; at most `timeout` ms, or as long as the page waits for everything. */
export async function press(page: Page, selector: string, { timeout }: { timeout?: number } = {}): Promise<void> {
  await Promise.all([page.waitForEvent('load', { timeout }), page.locator(selector).click({ timeout })]);
}

/** 「…」と書かれたボタン or link of the page's main part, by its whole label. */
export async function pressNamed(page: Page, label: string): Promise<void> {
  await press(page, `main :is(button, a):text-is(${JSON.stringify(label)})`);
}

/** 大見出し of the page at hand. */
export async function headingOf(page: Page): Promise<string> {
  return (await page.locator('main h1').first().textContent()) ?? '';
}

/** Last part of the address: which page this is. */
export function pageName(page: Page): string {
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}
