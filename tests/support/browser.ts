import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';

/** Chromium with nothing that reaches outside the machine. */
export async function launchBrowser(further: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...further,
    ],
  });
}

/** Sizes at which pages are looked at. */
export const PHONE = { width: 375, height: 812 };
export const DESK = { width: 1280, height: 900 };

/** A person at a screen: an own browser context. */
export async function newVisitor(
  browser: Browser,
  options: { javaScript?: boolean; viewport?: { width: number; height: number } } = {},
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({
    javaScriptEnabled: options.javaScript ?? true,
    viewport: options.viewport ?? DESK,
    locale: 'ja-JP',
    // The service lives in Asia/Tokyo whatever the visitor's machine says.
    timezoneId: 'America/New_York',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(40_000);
  return { context, page };
}

/** No violation of WCAG 2.2 A/AA that a machine can find, and nothing wider than the window. */
export async function expectAccessible(page: Page): Promise<void> {
  // No page has frames; the other mode would open a second page for every look.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  const found = violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).join(' ')}`);
  expect(found.join('\n'), page.url()).toBe('');
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, `${page.url()} is wider than the window`).toBeLessThanOrEqual(0);
}

/** Nothing is wider than the window, and no label of a button is broken into two lines. */
export async function expectFits(page: Page): Promise<void> {
  const found = await page.evaluate(() => {
    const root = document.documentElement;
    const broken = Array.from(document.querySelectorAll('.btn')).filter((button) => {
      const texts = document.createTreeWalker(button, NodeFilter.SHOW_TEXT, (text) =>
        // The reading above a word is no line of its own.
        text.parentElement?.closest('rt, rp') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
      );
      const boxes: DOMRect[] = [];
      while (texts.nextNode()) {
        const range = document.createRange();
        range.selectNodeContents(texts.currentNode);
        boxes.push(...Array.from(range.getClientRects()));
      }
      // Words of one line need not end at the same height; a second line begins below the middle of the first.
      const middles = boxes.filter(({ width }) => width > 0).map(({ top, bottom }) => (top + bottom) / 2);
      const tops = boxes.filter(({ width }) => width > 0).map(({ top }) => top);
      return Math.max(...tops) > Math.min(...middles);
    });
    return { overflow: root.scrollWidth - root.clientWidth, broken: broken.map(({ textContent }) => textContent) };
  });
  expect(found, page.url()).toEqual({ overflow: 0, broken: [] });
}
