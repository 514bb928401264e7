import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DESK, expectAccessible, expectFits, newVisitor, PHONE } from '#tests/support/browser.ts';
import { beginJourney, type Journey } from '#tests/support/journey.ts';
import {
  type Application,
  answerUntil,
  goToSignature,
  openStatus,
  press,
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

/** 言語の選択, in the header of the page that is open. */
async function speak(page: Page, choice: string): Promise<void> {
  await page.locator('header details summary').click();
  await press(page, `button[name="choice"][value="${choice}"]`);
}

/** From my page to the receipt, each page in the same language. */
async function fileIn(page: Page, application: Application, look: (page: Page) => Promise<void>): Promise<string> {
  await look(page);
  await signIn(page, journey.server.origin, application.person);
  await look(page);
  await startApplication(page);
  await answerUntil(page, application, 'check-answers', look);
  await look(page);
  await goToSignature(page);
  await look(page);
  await page.goBack();
  const { receiptNumber } = await signAnswers(page, application);
  await look(page);
  await openStatus(page, journey.server.origin, receiptNumber);
  await look(page);
  return receiptNumber;
}

const COUPLE: Application = { person: 'nguyen-van-an', householder: 'AN', relationships: { MAI: '妻' } };

test('外国人の夫婦が、電話で、英語で、受付の控えまで届け出る。用語には日本語の原語が付く', async () => {
  const { page } = await newVisitor(journey.browser, { viewport: PHONE });
  await page.goto(`${journey.server.origin}/sign-in`);
  await speak(page, 'en');
  expect(new URL(page.url()).pathname).toBe('/sign-in');
  const receiptNumber = await fileIn(page, COUPLE, async (shown) => {
    expect(await shown.getAttribute('html', 'lang'), shown.url()).toBe('en');
    expect(await shown.title(), shown.url()).toMatch(/\| Moving One-Stop$/);
    await expectFits(shown);
    await expectAccessible(shown);
  });
  await page.goto(`${journey.server.origin}/moving/applications/${receiptNumber}/receipt`);
  const receipt = await said(page);
  expect(receipt).toContain('moving-out certificate (転出証明書)');
  expect(receipt).toContain('Residence card (在留カード)');
  await page.goto(`${journey.server.origin}/moving/applications/${receiptNumber}/to-do`);
  expect(await said(page)).toContain('List of procedures for your move');
});

test.each([
  ['zh', 'zh-Hans', '搬家一站式服务', { person: 'kim-minji' }],
  [
    'vi',
    'vi',
    'Chuyển nhà một cửa',
    { person: 'watanabe-naoki', householder: '直樹', relationships: { さくら: '妻', 湊: '子', 凪: '子' } },
  ],
] as const)('%s でも受付まで届け出られ、狭い画面でも広い画面でも崩れない', async (choice, html, name, application) => {
  const { page } = await newVisitor(journey.browser, { viewport: choice === 'vi' ? PHONE : DESK });
  await page.goto(`${journey.server.origin}/moving/check?to=abroad`);
  await speak(page, choice);
  expect(new URL(page.url()).search).toBe('?to=abroad');
  await page.goto(`${journey.server.origin}/sign-in`);
  await fileIn(page, application, async (shown) => {
    expect(await shown.getAttribute('html', 'lang'), shown.url()).toBe(html);
    expect(await shown.title(), shown.url()).toContain(name);
    await expectFits(shown);
  });
});

test('ふりがなとやさしい日本語は、どの画面にも付き、職員の画面は変わらない', async () => {
  const { page } = await newVisitor(journey.browser, { viewport: PHONE });
  await page.goto(journey.server.origin);
  for (const choice of ['ruby', 'easy']) {
    await speak(page, choice);
    expect(new URL(page.url()).pathname).toBe('/');
    for (const path of ['/', '/moving/check', '/sign-in', '/no-such-page']) {
      await page.goto(journey.server.origin + path);
      expect(await page.locator('ruby rt').count(), path).toBeGreaterThan(5);
      expect(await page.title()).not.toContain('(');
      await expectFits(page);
      await expectAccessible(page);
    }
    await page.goto(journey.server.origin);
  }
  await page.goto(`${journey.server.origin}/office`);
  expect(await page.locator('ruby, header details').count()).toBe(0);
  expect(await said(page)).toContain('どの市の職員ですか');
});

test('誤りの知らせも、その言語で言う', async () => {
  const { page } = await newVisitor(journey.browser, { viewport: PHONE });
  await page.goto(`${journey.server.origin}/no-such-page`);
  for (const [choice, title] of [
    ['en', 'Page not found'],
    ['zh', '找不到页面'],
    ['vi', 'Không tìm thấy trang'],
    ['easy', 'ページがありません'],
    ['ja', 'ページが見つかりません'],
  ] as const) {
    await speak(page, choice);
    expect(await page.title()).toContain(title);
  }
});
