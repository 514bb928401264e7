import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAccessible, newVisitor } from '#tests/support/browser.ts';
import { type Clerk, follow, mainText, press, signInOfficer } from '#tests/support/clerk.ts';
import { beginJourney, type Journey } from '#tests/support/journey.ts';

const CHOFU = '132080';

let journey: Journey;
beforeAll(async () => {
  journey = await beginJourney();
});
afterAll(() => journey[Symbol.asyncDispose]());

/** Types into the one box and presses 探す. */
async function search(clerk: Clerk, words: string): Promise<string> {
  const { page } = clerk;
  await page.goto(`${clerk.origin}/office/${CHOFU}/residents`);
  await page.getByLabel('探す言葉').fill(words);
  await page.getByLabel(/^照会の理由/).selectOption('電話での問合せのため');
  await press(clerk, '探す');
  return mainText(clerk);
}

/** From the box to the person, two moments of the record, and who has looked. */
async function lookInto(clerk: Clerk, look: () => Promise<void>): Promise<void> {
  const { page } = clerk;
  expect(await search(clerk, '佐藤 昭和60年')).toContain('日まで入れてください');
  expect(await page.title()).toMatch(/^エラー：/);
  expect(await page.getByLabel('探す言葉').inputValue()).toBe('佐藤 昭和60年');
  await look();

  const found = await search(clerk, 'さとう S59.5.17');
  expect(found).toContain('このように読み取りました');
  expect(found).toContain('昭和59年5月17日');
  await look();
  await follow(clerk, '佐藤　健司', page.getByRole('table'));
  const record = await mainText(clerk);
  expect(record).toContain('番号のつながり'.slice(0, 2));
  expect(await page.getByRole('list', { name: '番号のつながり' }).textContent()).toContain('値はだれにも見えません');
  await look();

  await page.getByLabel('この日の時点で（有効日）').fill('平成20年1月1日');
  await press(clerk, 'その時点を見る');
  expect(await mainText(clerk)).toContain('その日には住民票がありません。');
  expect(await mainText(clerk)).toContain('加わった');
  await look();
  await follow(clerk, /^変わった項目/);
  expect(await mainText(clerk)).toContain('履歴番号 1「職権記載（データ移行）」');

  await follow(clerk, 'この方の記録を見た人の一覧');
  expect(await mainText(clerk)).toContain('過去の時点の住民票の照会');
  await look();
}

test('一つの欄で探し、過去の時点と比べ、だれが見たかを確かめる', async () => {
  const { page } = await newVisitor(journey.browser);
  const clerk = await signInOfficer(page, journey.server.origin, CHOFU);
  await lookInto(clerk, () => expectAccessible(page));
});

test('同じことが、スクリプトのない画面でもできる', async () => {
  const { page } = await newVisitor(journey.browser, { javaScript: false });
  await lookInto(await signInOfficer(page, journey.server.origin, CHOFU), async () => {});
});

test('つまみは、キーボードだけで時点を選び、結果を入れ替える', async () => {
  const { page } = await newVisitor(journey.browser);
  const clerk = await signInOfficer(page, journey.server.origin, CHOFU);
  await search(clerk, 'サトウ　ケンジ');
  await follow(clerk, '佐藤　健司', page.getByRole('table'));
  const slider = page.getByRole('slider', { name: '有効日を選ぶ' });
  expect(await slider.getAttribute('aria-valuetext')).toContain('きょう');
  await slider.focus();
  await page.keyboard.press('Home');
  await page.locator('#past-result[data-title*="平成26年4月1日"]').waitFor();
  expect(await page.getByLabel('この日の時点で（有効日）').inputValue()).toBe('平成26年4月1日');
  expect(page.url()).toContain('on=');
  expect(await page.locator('#past-news').textContent()).toContain('平成26年4月1日の時点');
  await expectAccessible(page);
});

test('支援措置の表示は、拡大した小さな画面でも残り、画面の半分を超えない', async () => {
  // 1280 × 1024 at 400 %.
  const { page } = await newVisitor(journey.browser, { viewport: { width: 320, height: 256 } });
  const clerk = await signInOfficer(page, journey.server.origin, CHOFU);
  await search(clerk, '西村 梨花');
  await follow(clerk, '西村　梨花', page.getByRole('table'));
  const banner = page.getByRole('region', { name: '支援措置' });
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight / 2));
  const box = await banner.boundingBox();
  expect(box?.y).toBeCloseTo(0, 0);
  expect(box?.height ?? 256).toBeLessThan(128);
});
