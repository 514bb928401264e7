import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible } from '#tests/support/browser.ts';
import { beginJourney } from '#tests/support/journey.ts';
import { fileApplication, openStatus, press, signIn } from '#tests/support/resident.ts';
import { said } from '#tests/support/resident-refusal.ts';

async function breakSystem(page: Page, origin: string, system: string, kind: string): Promise<void> {
  await page.goto(`${origin}/demo/faults`);
  await page.selectOption('select[name="system"]', system);
  await page.check(`input[name="kind"][value="${kind}"]`);
  await press(page, 'main button.btn-danger');
}

async function repairEverything(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/demo/faults`);
  await press(page, 'main button:text-is("すべて直す")');
}

test('証明書の有効性確認（OCSP）が答えない間は届出を預かり、答えれば誰も何もしなくても送られる（公的個人認証法第18条）', async () => {
  await using journey = await beginJourney();
  const { origin } = journey.server;
  const control = await journey.resident();
  await breakSystem(control, origin, 'ocsp', 'down');

  const page = await journey.resident();
  await signIn(page, origin, 'ono-tsubasa');
  const { receiptNumber } = await fileApplication(page, { person: 'ono-tsubasa' });
  expect(await said(page)).toContain('届出をお預かりしました');
  expect(await said(page)).toContain('確認できしだい、自動で送ります。');
  await expectAccessible(page);
  await openStatus(page, origin, receiptNumber);
  expect(await said(page)).toContain('証明書の確認待ち');
  expect(await said(page)).not.toContain('調布市に届出を送りました');
  await expectAccessible(page);

  await repairEverything(control, origin);
  // Nobody reloads the page: it follows by itself.
  await page.getByText('電子証明書を確認しました').first().waitFor({ timeout: 90_000 });
  await page.getByText('調布市が届出を受け付けました').first().waitFor({ timeout: 60_000 });
  await expectAccessible(page);
});

test('カードのアプリが止まっていてもログインのページは答え、直ればそのまま入れる', async () => {
  await using journey = await beginJourney();
  const { origin } = journey.server;
  const control = await journey.resident();
  await breakSystem(control, origin, 'auth-app', 'down');
  const page = await journey.resident();
  await page.goto(`${origin}/sign-in`);
  await press(page, 'form[action="/sign-in?index"] button');
  expect(await said(page)).toContain('カードのアプリが今は答えません。');
  await expectAccessible(page);
  await repairEverything(control, origin);
  await signIn(page, origin, 'ono-tsubasa');
  expect(await said(page)).toContain('マイページ');
});

test('中間サーバーが止まっていても、引っ越す人を入力して届け出られる', async () => {
  await using journey = await beginJourney();
  const { origin } = journey.server;
  await breakSystem(await journey.resident(), origin, 'interlink', 'down');
  const page = await journey.resident();
  await signIn(page, origin, 'yamazaki-aoi');
  const { receiptNumber } = await fileApplication(page, { person: 'yamazaki-aoi', filerRelationship: '世帯主' });
  expect(await said(page)).toContain(receiptNumber);
});
