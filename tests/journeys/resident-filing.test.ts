import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DESK, expectAccessible, expectFits, newVisitor, PHONE } from '#tests/support/browser.ts';
import { beginJourney, type Journey } from '#tests/support/journey.ts';
import {
  type Application,
  answerUntil,
  fileApplication,
  goToSignature,
  openStatus,
  press,
  sendQuestion,
  signAnswers,
  signIn,
  startApplication,
} from '#tests/support/resident.ts';
import { said } from '#tests/support/resident-refusal.ts';

let journey: Journey;

beforeAll(async () => {
  journey = await beginJourney();
});

afterAll(() => journey[Symbol.asyncDispose]());

/** Every page from マイページ to the status, each of them looked at. */
async function fileLookingAtEveryPage(
  page: Page,
  application: Application,
  look: (page: Page) => Promise<void>,
): Promise<string> {
  const { origin } = journey.server;
  await page.goto(`${origin}/moving`);
  await look(page);
  await signIn(page, origin, application.person);
  await look(page);
  await startApplication(page);
  await answerUntil(page, application, 'check-answers', look);
  await look(page);
  await goToSignature(page);
  await look(page);
  await page.goBack();
  const { receiptNumber } = await signAnswers(page, application);
  await look(page);
  return receiptNumber;
}

test('机の画面で、カードのない母を含む4人全員の転出届と転入予約を一度に届け出る（住民基本台帳法第24条・第24条の2）', async () => {
  const { page } = await newVisitor(journey.browser, { viewport: DESK });
  const receiptNumber = await fileLookingAtEveryPage(
    page,
    {
      person: 'sato-kenji',
      cardHolders: ['健司', '美咲', '陽菜'],
      householder: '健司',
      relationships: { 美咲: '妻', 陽菜: '子', ハル: '母' },
      movingOn: '2026-11-28',
      visitOn: '2026-12-01',
    },
    expectAccessible,
  );
  expect(receiptNumber).toMatch(/^\d{19}$/);
  const receipt = await said(page);
  expect(receipt).toContain('届出を受け付けました');
  expect(receipt).toContain('2026年12月1日（令和8年）火曜日');
  // Both limits give one day: 14 days after the move, which is a Saturday, so Monday.
  expect(receipt).toContain('2026年12月14日（令和8年）月曜日');
  await openStatus(page, journey.server.origin, receiptNumber);
  await expectAccessible(page);
  // The page follows by itself: the town takes the filing without anybody pressing anything.
  await page.getByText('調布市が届出を受け付けました').first().waitFor();
  await expectAccessible(page);
  await page.goto(`${journey.server.origin}/moving`);
  await expectAccessible(page);
  expect(await said(page)).toContain(receiptNumber);
});

test('電話の幅（375px）でも、同じ画面で最後まで届け出られ、横にはみ出さない', async () => {
  const { page } = await newVisitor(journey.browser, { viewport: PHONE });
  const receiptNumber = await fileLookingAtEveryPage(
    page,
    {
      person: 'watanabe-naoki',
      householder: '直樹',
      relationships: { さくら: '妻', 湊: '子', 凪: '子' },
      lot: {
        lot: '一丁目23番地45',
        building: 'グランドメゾン藤沢ステーションフロントタワーレジデンス・ウエストウイング2305号室',
      },
      email: 'naoki.watanabe.with.a.very.long.address@mail.example.jp',
    },
    expectFits,
  );
  await openStatus(page, journey.server.origin, receiptNumber);
  await page.locator('main summary').click();
  await expectFits(page);
  await expectAccessible(page);
});

test('JavaScriptなしで、世帯の情報を取り込まずに自分で入力し、番地の未定な横浜市中区へ届け出る（指定都市の区、4.1.3.0.2）', async () => {
  const { page } = await newVisitor(journey.browser, { javaScript: false, viewport: PHONE });
  await signIn(page, journey.server.origin, 'okada-takuya');
  const { receiptNumber } = await fileApplication(page, {
    person: 'okada-takuya',
    consent: 'no',
    filerRelationship: '世帯主',
    typed: [{ name: '岡田　彩', kana: 'おかだ　あや', bornOn: '1993-07-19', sex: '2', relationship: '妻' }],
    scope: 'partOfHousehold',
    remainingHouseholder: '残るのは1人だけ',
    cardHolders: ['拓也'],
    municipality: ['神奈川県', '横浜市', '横浜市中区'],
    lot: 'undecided',
    householder: '拓也',
    relationships: { 彩: '妻' },
  });
  await openStatus(page, journey.server.origin, receiptNumber);
  const status = await said(page);
  expect(status).toContain('神奈川県横浜市中区（番地は未定）');
  expect(status).toContain('岡田　彩（オカダ　アヤ）');
  expect(status).toContain('転入予約（横浜市中区）');
});

test('通称のある外国人住民も、一人で新しい世帯をつくる届出ができる', async () => {
  const { page } = await newVisitor(journey.browser);
  await signIn(page, journey.server.origin, 'kim-minji');
  await startApplication(page);
  const application = { person: 'kim-minji' };
  await answerUntil(page, application);
  const answers = await said(page);
  expect(answers).toContain('新しい世帯をつくる');
  const { receiptNumber } = await signAnswers(page, application);
  expect(await said(page)).toContain(receiptNumber);
});

test('「変更」から一つの回答を直すと、ほかの回答はそのままで確認に戻る', async () => {
  const { page } = await newVisitor(journey.browser);
  await signIn(page, journey.server.origin, 'takahashi-hideki');
  await startApplication(page);
  const application = { person: 'takahashi-hideki', householder: '秀樹' };
  await answerUntil(page, application);
  const before = await said(page);
  await press(page, 'main a[href$="/contact"] >> nth=0');
  await page.fill('input[name="phone"]', '０４２（４８１）７１１１');
  await sendQuestion(page);
  const after = await said(page);
  expect(after).toContain('042-481-7111');
  expect(after.replace('042-481-7111', '')).toBe(before.replace('090-1234-5678', ''));
});
