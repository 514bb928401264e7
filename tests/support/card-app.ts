import type { Page } from 'playwright-core';
import { cardIdOf } from '#db/fixtures/records.ts';
import { press } from './pressing.ts';

/** カードを選んでかざす, in the simulated app. */
export async function presentCard(page: Page, personKey: string): Promise<void> {
  const card = page.locator(`button[name="card"][value="${cardIdOf(personKey)}"]`);
  if (!(await card.first().isVisible())) await page.locator('main details > summary').click();
  await press(page, `button[name="card"][value="${cardIdOf(personKey)}"] >> nth=0`);
  await press(page, 'form[action$="/tap"] button');
}

/** 暗証番号を入力する, in the simulated app. */
export async function enterPin(page: Page, pin: string): Promise<void> {
  await page.fill('#pin', pin);
  await press(page, 'form[action$="/pin"] button');
}

/** Leaves the simulated app without a result. */
export async function leaveCardApp(page: Page): Promise<void> {
  await press(page, 'form[action$="/cancel"] button');
}
