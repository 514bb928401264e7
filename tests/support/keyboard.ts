import type { Locator, Page } from 'playwright-core';

const MOST_TABS = 80;

function hasFocus(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element === document.activeElement);
}

/** Somebody without a mouse: only Tab, Enter and typed signs. */
export interface Keyboard {
  /** Goes to something by Tab, past the navigation where it stands in the page's main part. */
  reach(target: Locator): Promise<void>;
  /** Goes to a button or a link, presses Enter, and waits for the page that it leads to. */
  press(target: Locator): Promise<void>;
  type(target: Locator, text: string): Promise<void>;
  /** How often a pointing device was used on the pages of this visitor. */
  pointed(): number;
}

/** Call it before the first page is opened: from then on every use of a pointing device is counted. */
export async function keyboardOf(page: Page): Promise<Keyboard> {
  let pointed = 0;
  await page.exposeFunction('countPointing', () => {
    pointed += 1;
  });
  await page.addInitScript(() => {
    const count = (window as unknown as { countPointing: () => void }).countPointing;
    document.addEventListener('pointerdown', () => count(), { capture: true });
  });
  async function reach(target: Locator): Promise<void> {
    await target.waitFor();
    const skip = page.getByRole('link', { name: '本文へ移動' });
    if (
      await target.evaluate((element) => element.closest('main') !== null && document.activeElement === document.body)
    ) {
      await page.keyboard.press('Tab');
      if ((await skip.count()) > 0 && (await hasFocus(skip.first()))) await page.keyboard.press('Enter');
    }
    for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
      if (await hasFocus(target)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`not to be reached by Tab: ${target}\n${page.url()}`);
  }
  return {
    reach,
    async press(target) {
      await reach(target);
      await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
    },
    async type(target, text) {
      await reach(target);
      await page.keyboard.type(text);
    },
    pointed: () => pointed,
  };
}
