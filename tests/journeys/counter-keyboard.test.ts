import { expect, test } from 'vitest';
import { USUAL_PINS } from '#db/fixtures/define.ts';
import { cardIdOf } from '#db/fixtures/records.ts';
import { DESK, newVisitor } from '#tests/support/browser.ts';
import { accept } from '#tests/support/clerk.ts';
import { beginJourney } from '#tests/support/journey.ts';
import { keyboardOf } from '#tests/support/keyboard.ts';
import { CHOFU, FUJISAWA, readsOnStatus } from '#tests/support/sato-move.ts';

const PERSON = 'takahashi-hideki';

test('窓口の職員は、サインインから終了までをキーボードだけで、8画面までで終える（住民基本台帳法第24条の2）', async () => {
  await using journey = await beginJourney();
  const { origin } = journey.server;
  const { page: resident, receiptNumber } = await journey.file({
    person: PERSON,
    movers: ['秀樹'],
    movingOn: '2026-11-20',
    visitOn: '2026-11-26',
    postcode: '2510047',
    visitOffice: '藤沢市役所',
  });
  await accept(await journey.clerk(CHOFU), receiptNumber);
  await readsOnStatus(resident, origin, receiptNumber, '藤沢市の窓口の準備ができました');
  await journey.advanceTo('2026-11-26');

  const { page } = await newVisitor(journey.browser, { viewport: DESK });
  const keyboard = await keyboardOf(page);
  const screens = new Set<string>();
  page.on('load', () => {
    const { pathname } = new URL(page.url());
    if (pathname.startsWith(`/office/${FUJISAWA}/`)) screens.add(pathname.replace(/[0-9a-f-]{36}/, ''));
  });
  const main = page.locator('main');
  const button = (name: string | RegExp) => main.getByRole('button', { name, exact: typeof name === 'string' });

  await page.goto(`${origin}/office/${FUJISAWA}/sign-in?next=/office/${FUJISAWA}/visitors?on=2026-11-26`);
  await keyboard.press(page.locator(`form:has(input[value="desk-${FUJISAWA}"]) button`));
  screens.clear();
  screens.add('visitors');
  await keyboard.press(page.getByRole('row', { name: '髙橋　秀樹' }).getByRole('link', { name: /^受け付ける/ }));
  await keyboard.press(button('本人確認を記録して、カードへ進む'));
  await keyboard.press(button('端末へ進む'));

  const card = page.locator(`button[name="card"][value="${cardIdOf(PERSON)}"]`).first();
  if (!(await card.isVisible())) {
    await keyboard.reach(page.locator('main details > summary'));
    await page.keyboard.press('Enter');
  }
  await keyboard.press(card);
  await keyboard.press(page.locator('form[action$="/tap"] button'));
  await keyboard.type(page.locator('#pin'), USUAL_PINS.residentRegister);
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);

  const again = button('もう一度問い合わせる');
  for (let asked = 0; asked < 5 && (await again.isVisible()); asked += 1) await keyboard.press(again);
  await keyboard.press(button('この内容で、世帯へ進む'));
  await keyboard.press(button('この世帯で、転入届へ進む'));
  await keyboard.press(button(/^署名を受けて、/));
  await keyboard.press(button('このカードを書き換える'));
  const end = main.getByRole('link', { name: /終了へ進む$/ });
  await expect
    .poll(
      async () => {
        await page.reload();
        return main.textContent();
      },
      { timeout: 20_000, interval: 500 },
    )
    .toContain('完了');
  await keyboard.press(end);

  expect(await main.textContent()).toContain('住民票ができました');
  expect(keyboard.pointed()).toBe(0);
  expect(screens.size, [...screens].join(' ')).toBeLessThanOrEqual(8);
  await readsOnStatus(resident, origin, receiptNumber, '調布市に転入の知らせが届きました');
});
