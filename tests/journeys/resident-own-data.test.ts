import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { USUAL_PINS } from '#db/fixtures/define.ts';
import { expectAccessible } from '#tests/support/browser.ts';
import { accept } from '#tests/support/clerk.ts';
import { beginJourney } from '#tests/support/journey.ts';
import {
  answerUntil,
  enterPin,
  goToSignature,
  presentCard,
  press,
  signIn,
  startApplication,
} from '#tests/support/resident.ts';
import { CHOFU, readsOnStatus, SATO_APPLICATION } from '#tests/support/sato-move.ts';

const mainOf = async (page: Page) => (await page.locator('main').textContent()) ?? '';

/** Asks again, as somebody without a script does, until the page says it. */
async function reads(page: Page, url: string, sentence: string): Promise<string> {
  const until = Date.now() + 20_000;
  for (;;) {
    await page.goto(url);
    const said = await mainOf(page);
    if (said.includes(sentence)) return said;
    if (Date.now() > until) throw new Error(`never read: ${sentence}\n${said}`);
    await page.waitForTimeout(300);
  }
}

test('職員が見た記録が本人に数秒で見え、控えは本物と確かめられ、一文字変えると偽物とわかる', async () => {
  await using journey = await beginJourney();
  const { origin } = journey.server;
  const { page, receiptNumber } = await journey.file(SATO_APPLICATION);
  await accept(await journey.clerk(CHOFU), receiptNumber);
  await readsOnStatus(page, origin, receiptNumber, '調布市で転出の手続きが完了しました');

  await page.goto(`${origin}/moving/records`);
  await page.check(`input[name="town"][value="${CHOFU}"]`);
  await press(page, 'form[action="/moving/records?index"] button');
  const records = await reads(page, `${origin}/moving/records`, '転出の手続きのため');
  expect(records).toContain('調布市');
  expect(records).not.toMatch(/佐藤　美咲|佐藤　陽菜|江口/);
  await expectAccessible(page);

  await page.locator('details summary').filter({ hasText: '控え' }).first().click();
  await press(page, 'form[action="/moving/records/receipt"] >> nth=0 >> button');
  expect(await mainOf(page)).toContain('この控えは本物です');
  const field = page.locator('main textarea, main input[name="receipt"]:not([type="hidden"])').first();
  const receipt = await field.inputValue();
  const middle = Math.floor(receipt.length / 2);
  const other = receipt[middle] === 'A' ? 'B' : 'A';
  await field.fill(`${receipt.slice(0, middle)}${other}${receipt.slice(middle + 1)}`);
  await press(page, 'form[action="/moving/records/receipt"] button');
  expect(await mainOf(page)).not.toContain('この控えは本物です');
  await expectAccessible(page);
});

test('届出ロックをかけた人は、家族の届出に含められない。理由は届出人に知らせず、本人だけが知る', async () => {
  await using journey = await beginJourney();
  const { origin } = journey.server;
  const spouse = await journey.resident();
  await signIn(spouse, origin, 'sato-misaki');
  await spouse.goto(`${origin}/moving/move-lock`);
  expect(await mainOf(spouse)).toContain('ロックはかかっていません');
  await press(spouse, 'form[action="/moving/move-lock"] button');
  await presentCard(spouse, 'sato-misaki');
  await enterPin(spouse, USUAL_PINS.cardSurface);
  expect(await mainOf(spouse)).toContain('ロックがかかっています');
  await expectAccessible(spouse);

  const filer = await journey.resident();
  await signIn(filer, origin, SATO_APPLICATION.person);
  await startApplication(filer);
  await answerUntil(filer, SATO_APPLICATION);
  await goToSignature(filer);
  const refused = await mainOf(filer);
  expect(filer.url()).not.toContain('/receipt');
  expect(await filer.getByRole('heading', { level: 1 }).count()).toBe(1);
  expect(refused).not.toMatch(/ロック|美咲/);
  expect(await reads(spouse, `${origin}/moving`, 'ロック')).toContain('ロック');
  expect(await spouse.locator('a[href^="/moving/family-notices/"]').count()).toBe(1);
});
