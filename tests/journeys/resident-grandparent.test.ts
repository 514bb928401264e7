import { expect, test } from 'vitest';
import { beginJourney } from '#tests/support/journey.ts';
import { press, pressNamed } from '#tests/support/resident.ts';
import { said } from '#tests/support/resident-refusal.ts';
import { SATO_APPLICATION } from '#tests/support/sato-move.ts';

test('介護の認定を受けた祖母と移る家族は、前の市で証明書をもらい、14日以内に新しい市へ出すと分かる（介護保険法第36条）', async () => {
  await using journey = await beginJourney({ javaScript: false });
  const { page, receiptNumber } = await journey.file(SATO_APPLICATION);
  const list = `/moving/applications/${receiptNumber}/to-do`;
  await page.goto(`${journey.server.origin}${list}`);
  // Nobody has said anything yet: the certificate may be needed, the procedure of the over-65s surely is.
  expect(await said(page)).toContain('介護保険の届出');

  await press(page, `main a[href="${list}/questions"] >> nth=0`);
  await page
    .getByRole('group', { name: '要介護か要支援の認定を受けている人' })
    .getByLabel(/佐藤　ハル/)
    .check();
  await pressNamed(page, '答えを一覧に反映する');

  const certificate = page.locator('[id="longTermCareInsurance.certificate"]');
  expect(await certificate.textContent()).toContain('佐藤　ハル');
  const continued = page.locator('[id="longTermCareInsurance.continued"]');
  const words = (await continued.textContent()) ?? '';
  expect(words).toContain('佐藤　ハル');
  expect(words).toContain('12月14日');
  expect(words).toContain('介護保険の受給資格証明書');
});
