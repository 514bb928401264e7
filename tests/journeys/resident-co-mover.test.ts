import { expect, test } from 'vitest';
import { mainText, openApplication, openInbox, shows } from '#tests/support/clerk.ts';
import { beginJourney } from '#tests/support/journey.ts';
import { pageName, press, signIn } from '#tests/support/resident.ts';
import { CHOFU, SATO_APPLICATION } from '#tests/support/sato-move.ts';

test('家族に届け出られた人は自分のページで知り、「これは違います」と言え、職員が見る（住民基本台帳法第26条・第27条）', async () => {
  await using journey = await beginJourney({ javaScript: false });
  const { origin } = journey.server;
  const { page: filer, receiptNumber } = await journey.file(SATO_APPLICATION);

  const spouse = await journey.resident();
  await signIn(spouse, origin, 'sato-misaki');
  const until = Date.now() + 20_000;
  while ((await spouse.getByText('あなたを含む引越しの届出がありました').count()) === 0) {
    if (Date.now() > until) throw new Error('the notice never came');
    await spouse.waitForTimeout(300);
    await spouse.goto(`${origin}/moving`);
  }
  await press(spouse, 'a[href^="/moving/family-notices/"]');
  const notice = (await spouse.locator('main').textContent()) ?? '';
  expect(notice).toContain('佐藤　健司さんが、あなたも引っ越すと届け出ました。');
  expect(notice).not.toMatch(/藤沢|辻堂|6番17号/);
  expect(pageName(spouse)).not.toBe('sign-in');

  await press(spouse, 'main form[method="post"] button');
  expect(await spouse.locator('main').textContent()).toContain('確認の欄に印を付けてください');
  await spouse.check('input[name="confirm"]');
  await press(spouse, 'main form[method="post"] button');
  expect(await spouse.locator('main').textContent()).toContain('「これは違います」と調布市に伝えました');

  const clerk = await journey.clerk(CHOFU);
  const seen = Date.now() + 20_000;
  for (;;) {
    await openInbox(clerk, receiptNumber);
    if (await shows(clerk, '異動者の申出')) break;
    if (Date.now() > seen) throw new Error(`nobody at the desk sees it:\n${await mainText(clerk)}`);
  }
  await openApplication(clerk, receiptNumber);
  const application = await mainText(clerk);
  expect(application).toContain('佐藤　美咲さんから「これは違います」との申出があります');
  expect(application).toContain('この申出だけでは、届出の効力は変わりません');
  expect(await clerk.page.getByRole('button', { name: '審査を始める' }).count()).toBe(1);

  await filer.goto(`${origin}/moving/applications/${receiptNumber}`);
  expect(await filer.locator('main').textContent()).not.toContain('これは違います');
});
