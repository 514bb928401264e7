import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { mainText, openArrival, openVisitors, waitFor } from '#tests/support/clerk.ts';
import { beginJourney } from '#tests/support/journey.ts';
import { pageName, pressNamed } from '#tests/support/resident.ts';
import { FUJISAWA, SATO_APPLICATION } from '#tests/support/sato-move.ts';

const reads = async (page: Page) => ((await page.locator('main').textContent()) ?? '').replace(/\s+/g, ' ');

async function go(page: Page, name: string | RegExp): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.locator('main').getByRole('link', { name }).first().click()]);
}

/** From the list of companies to the answer of one. */
async function tell(page: Page, company: string, customerNumber?: string): Promise<void> {
  await go(page, company);
  if (customerNumber) await page.fill('input[name="customerNumber"]', customerNumber);
  await pressNamed(page, '送る内容を確かめる');
  await page.check('input[name="consent"]');
  await pressNamed(page, '同意して送る');
}

test('電力会社に断られたら、理由を読んで直し、止まった会社は待つだけでよい。やることの一覧は窓口の職員と同じ', async () => {
  await using journey = await beginJourney({ javaScript: false });
  const { page, receiptNumber } = await journey.file(SATO_APPLICATION);
  await pressNamed(page, '届出の状況を見る');

  await go(page, '電気・ガス・水道などに知らせる');
  expect(await reads(page)).toContain('まだ知らせていません');
  await go(page, '電気（ひなた電力）');
  await page.fill('input[name="customerNumber"]', '12345678');
  await pressNamed(page, '送る内容を確かめる');
  // The words at the end of the page explain 続柄 by 世帯主: they are no part of what is sent.
  const [shown = ''] = (await reads(page)).split('このページのことば');
  expect(shown).toContain('この表にあるものだけを送ります');
  expect(shown).toContain('12345678');
  expect(shown).not.toContain('世帯主');
  await pressNamed(page, '同意して送る');
  expect(await page.title()).toMatch(/^エラー：/);
  await page.check('input[name="consent"]');
  await pressNamed(page, '同意して送る');
  expect(await reads(page)).toContain('受け付けられません');
  expect(await reads(page)).toContain('このお客様番号の契約が見つかりませんでした。');
  expect(await reads(page)).toContain('検針票か請求書で番号を確かめて');

  await page.fill('input[name="customerNumber"]', '12345674');
  await pressNamed(page, '送る内容を確かめる');
  await page.check('input[name="consent"]');
  await pressNamed(page, '同意して送る');
  expect(await reads(page)).toContain('受付完了');

  await page.goto(`${journey.server.origin}/moving/applications/${receiptNumber}/lifelines`);
  await tell(page, 'ガス（みどりガス）');
  expect(await reads(page)).toContain('新しい家にだれかがいてください');
  await pressNamed(page, 'この申込みを取り消す');
  expect(await reads(page)).toContain('取消し済み');

  await journey.breakSystem('lifelines', 'down');
  await page.goto(`${journey.server.origin}/moving/applications/${receiptNumber}/lifelines`);
  await tell(page, '水道（みなみ水道センター）');
  expect(await reads(page)).toContain('まだ返事がありません');
  await journey.repairAll();
  await expect
    .poll(
      async () => {
        await page.reload();
        return reads(page);
      },
      { timeout: 30_000 },
    )
    .toContain('受付完了');

  await page.goto(`${journey.server.origin}/moving/applications/${receiptNumber}/to-do`);
  await go(page, '質問に答える');
  await page.locator('fieldset:has(input[name="dog"])').getByLabel('はい').check();
  await page.getByLabel(/の窓口の職員にも見せる/).check();
  await pressNamed(page, '答えを一覧に反映する');
  expect(pageName(page)).toBe('to-do');
  expect(await reads(page)).toContain('犬の住所を変える');
  const trash = page.locator('li[id="waste.old"]');
  await Promise.all([page.waitForEvent('load'), trash.getByRole('button').click()]);
  expect(await page.locator('li[id="waste.old"]').textContent()).toContain('あなたが済みにしました');

  const clerk = await journey.clerk(FUJISAWA);
  await openVisitors(clerk, SATO_APPLICATION.visitOn);
  await openArrival(clerk, '佐藤　健司');
  await waitFor(clerk, async () => (await mainText(clerk)).includes('犬の住所を変える'), 'the list with the dog');
  const dog = clerk.page.locator('li[id="to-do-dog.new"]');
  expect(await clerk.page.locator('li[id="to-do-waste.old"]').textContent()).toContain('住民が済みにしました');
  await Promise.all([clerk.page.waitForEvent('load'), dog.getByRole('button').click()]);
  expect(await dog.textContent()).toContain('職員が済みにしました');

  await expect
    .poll(
      async () => {
        await page.reload();
        return page.locator('li[id="dog.new"]').textContent();
      },
      { timeout: 20_000 },
    )
    .toContain('藤沢市の職員が済みにしました');
});
