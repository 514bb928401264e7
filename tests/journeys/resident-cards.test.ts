import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newVisitor } from '#tests/support/browser.ts';
import { beginJourney, type Journey } from '#tests/support/journey.ts';
import {
  type Application,
  answerUntil,
  enterPin,
  goToSignature,
  leaveCardApp,
  pageName,
  presentCard,
  press,
  pressNamed,
  sendQuestion,
  sign,
  signIn,
  startApplication,
} from '#tests/support/resident.ts';
import { applicationsIn, expectRefusal, said } from '#tests/support/resident-refusal.ts';

let journey: Journey;

beforeAll(async () => {
  journey = await beginJourney();
});

afterAll(() => journey[Symbol.asyncDispose]());

async function begin(person: string): Promise<Page> {
  const { page } = await newVisitor(journey.browser);
  await signIn(page, journey.server.origin, person);
  await startApplication(page);
  return page;
}

async function readyToSign(application: Application): Promise<Page> {
  const page = await begin(application.person);
  await answerUntil(page, application);
  await goToSignature(page);
  return page;
}

/** Refused after the signature: nothing was filed, and the answers are still there. */
async function expectNothingFiled(page: Page, before: number): Promise<void> {
  expect(applicationsIn(journey.server)).toBe(before);
  await pressNamed(page, '内容の確認に戻る');
  expect(pageName(page)).toBe('check-answers');
}

test('15歳未満の人のカードでは、読み取った後に断られる（公的個人認証法第3条）', async () => {
  const page = await begin('matsumoto-riku');
  await answerUntil(page, { person: 'matsumoto-riku' }, 'household');
  await expectRefusal(page, {
    sentence: '15歳未満の方のカードでは、届け出できません。',
    way: '同じ世帯の15歳以上の方が、ご自分のカードで届け出てください。',
    article: '公的個人認証法第3条',
  });
});

test('有効期間の切れた署名用電子証明書による署名は断られる（公的個人認証法第5条）', async () => {
  const before = applicationsIn(journey.server);
  const page = await readyToSign({ person: 'inoue-osamu' });
  await sign(page, 'inoue-osamu');
  await expectRefusal(page, {
    sentence: '署名用電子証明書の有効期間が切れているため、届け出できません。',
    way: '今の市区町村の窓口で、電子証明書を更新してから、もう一度届け出てください。',
    article: '公的個人認証法第5条',
  });
  await expectNothingFiled(page, before);
});

test('署名の前に失効した署名用電子証明書による署名は断られる（公的個人認証法第15条・第18条）', async () => {
  const before = applicationsIn(journey.server);
  const page = await readyToSign({ person: 'hayashi-nanami' });
  await sign(page, 'hayashi-nanami');
  await expectRefusal(page, {
    sentence: '署名用電子証明書が失効しているため、届け出できません。',
    way: '今の市区町村の窓口で、新しい電子証明書の発行を受けてください。',
    article: '公的個人認証法第15条・第18条',
  });
  await expectNothingFiled(page, before);
});

test('ログインしたカードと違うカードでは、読み取りも署名もできない（公的個人認証法第2条第1項）', async () => {
  const before = applicationsIn(journey.server);
  const page = await begin('sato-kenji');
  await press(page, 'main form[method="post"] button');
  await presentCard(page, 'sato-misaki');
  await enterPin(page, '2345');
  await expectRefusal(page, {
    sentence: 'ログインしたカードと違うカードが読み取られました。',
    way: 'ログインに使ったカードで、もう一度読み取ってください。',
    article: '公的個人認証法第2条第1項',
  });
  await pressNamed(page, 'もう一度読み取る');
  await answerUntil(page, { person: 'sato-kenji', householder: '健司' });
  await goToSignature(page);
  await sign(page, 'sato-misaki');
  await expectRefusal(page, {
    sentence: 'ログインしたカードと違うカードで署名されています。',
    way: 'ログインに使ったカードで、もう一度署名してください。',
    article: '公的個人認証法第2条第1項',
  });
  await expectNothingFiled(page, before);
  await goToSignature(page);
  await sign(page, 'sato-kenji');
  expect(pageName(page)).toBe('receipt');
});

test('失効したカードではログインできず、どこで何を申請するかが分かる', async () => {
  const { page } = await newVisitor(journey.browser);
  await page.goto(`${journey.server.origin}/sign-in`);
  await press(page, 'form[action="/sign-in?index"] button');
  await presentCard(page, 'shimizu-kazuya');
  expect(await said(page)).toContain('このカードは有効期限が切れているか、失効しているため、使えません。');
  expect(await said(page)).toContain('新しいカードの交付を申請してください。');
  await leaveCardApp(page);
  expect(await said(page)).toContain('このカードは使えません。電子証明書の有効期間を確かめてください。');
  expect(await said(page)).toContain('カードでログインする');
});

test('署名を途中でやめると、まだ届け出ていないと言われ、同じところから続けられる', async () => {
  const before = applicationsIn(journey.server);
  const page = await readyToSign({ person: 'takahashi-hideki', householder: '秀樹' });
  await sendQuestion(page);
  await leaveCardApp(page);
  expect(await said(page)).toContain('署名を取りやめました。まだ届け出ていません。');
  expect(applicationsIn(journey.server)).toBe(before);
  // The certificate writes 高 where the register has 髙: the same person.
  await sign(page, 'takahashi-hideki');
  expect(pageName(page)).toBe('receipt');
});
