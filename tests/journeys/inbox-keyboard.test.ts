import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible } from '#tests/support/browser.ts';
import { type Clerk, mainText, openInbox } from '#tests/support/clerk.ts';
import { beginJourney } from '#tests/support/journey.ts';
import { CHOFU } from '#tests/support/sato-move.ts';

/** A key that leads to another page. */
async function key(page: Page, name: string): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.keyboard.press(name)]);
}

/** Tab until something stands under the focus: as one gets there without a single-letter key. */
async function tabTo(page: Page, label: string): Promise<void> {
  for (let step = 0; step < 80; step += 1) {
    const text = await page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
    if (text === label) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the focus never reached ${label}`);
}

async function write(page: Page, label: RegExp, text: string): Promise<void> {
  await page.getByLabel(label).focus();
  await page.keyboard.type(text);
}

test('二人の職員が、申請の受付簿をキーだけで処理する。担当の職員の名が出て、引継ぎには理由が要る', async () => {
  await using journey = await beginJourney({ rules: { soleDecision: true } });
  const { receiptNumber } = await journey.file({
    person: 'takahashi-hideki',
    movers: ['秀樹'],
    movingOn: '2026-11-20',
    visitOn: '2026-11-26',
    postcode: '2510047',
    visitOffice: '藤沢市役所',
  });
  const [desk, registry]: Clerk[] = [await journey.clerk(CHOFU, 'desk'), await journey.clerk(CHOFU, 'registry')];
  if (!desk || !registry) throw new Error('two clerks');

  await openInbox(desk, receiptNumber);
  await expectAccessible(desk.page);
  expect(await desk.page.locator('[data-key-hint]').first().isVisible()).toBe(true);
  // J: the first row; X: marks it; M: takes it.
  await desk.page.keyboard.press('j');
  expect(await desk.page.evaluate(() => document.activeElement?.textContent)).toBe(receiptNumber);
  await desk.page.keyboard.press('x');
  await key(desk.page, 'm');
  expect(await mainText(desk)).toContain('1件を行いました');
  await key(desk.page, '3');
  expect(desk.page.url()).toContain('queue=mine');
  await desk.page.keyboard.press('j');
  await key(desk.page, 'Enter');
  expect(await mainText(desk)).toContain('自分（');

  // The second officer is told who holds it, and takes over with a reason.
  await openInbox(registry, receiptNumber);
  await registry.page.keyboard.press('j');
  await key(registry.page, 'Enter');
  await key(registry.page, 's');
  expect(await mainText(registry)).toContain('窪田　直子さんが');
  await write(registry.page, /^引き継ぐ理由/, '早退のため m s a');
  await key(registry.page, 'Enter');
  expect(await mainText(registry)).toContain('窪田　直子さんから（早退のため m s a）');
  await key(registry.page, 's');
  expect(await mainText(registry)).toContain('審査中');

  // The first one's old screen is told who and what.
  await key(desk.page, 's');
  expect(await mainText(desk)).toMatch(/さんが「(担当の引継ぎ|審査を始める|自動の確認)」を行いました/);

  // Switched off (WCAG 2.1.4): single letters do nothing, the tab key still leads everywhere.
  await tabTo(registry.page, '一文字のキー操作オン');
  await registry.page.keyboard.press('Enter');
  expect(await registry.page.locator('[data-key-hint]').first().isVisible()).toBe(false);
  const here = registry.page.url();
  await registry.page.keyboard.press('r');
  await registry.page.waitForTimeout(500);
  expect(registry.page.url()).toBe(here);
  await tabTo(registry.page, '一文字のキー操作オフ');
  await registry.page.keyboard.press('Enter');
  await key(registry.page, 'a');
  expect(await mainText(registry)).toContain('転出処理済み');
});
