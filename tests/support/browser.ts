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

/** The labels of a page's buttons that are broken into two lines. Cards to choose from are rows of a list, not labels. */
export function brokenLabels(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const boxesOf = (button: Element) => {
      const texts = document.createTreeWalker(button, NodeFilter.SHOW_TEXT, (text) =>
        // The reading above a word is no line of its own, nor is what only a screen reader says.
        text.parentElement?.closest('rt, rp, .sr-only') || !text.textContent?.trim()
          ? NodeFilter.FILTER_REJECT
          : NodeFilter.FILTER_ACCEPT,
      );
      const boxes: DOMRect[] = [];
      while (texts.nextNode()) {
        const range = document.createRange();
        range.selectNodeContents(texts.currentNode);
        boxes.push(...Array.from(range.getClientRects()).filter(({ width }) => width > 1));
      }
      return boxes;
    };
    const broken = Array.from(document.querySelectorAll('button, .btn, a.button')).filter((button) => {
      if (button.closest('.cards') || getComputedStyle(button).visibility === 'hidden') return false;
      const boxes = boxesOf(button);
      // Words of one line need not end at the same height; a second line begins below the middle of the first.
      const middles = boxes.map(({ top, bottom }) => (top + bottom) / 2);
      return Math.max(...boxes.map(({ top }) => top)) > Math.min(...middles);
    });
    return broken.map(({ textContent }) => (textContent ?? '').replace(/\s+/g, ' ').trim());
  });
}

/** Nothing is wider than the window, and no label of a button is broken into two lines. */
export async function expectFits(page: Page): Promise<void> {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  const found = { overflow, broken: await brokenLabels(page) };
  expect(found, page.url()).toEqual({ overflow: 0, broken: [] });
}
