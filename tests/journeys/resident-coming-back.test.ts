import { afterAll, beforeAll, expect, test } from 'vitest';
import { newVisitor } from '#tests/support/browser.ts';
import { beginJourney, type Journey } from '#tests/support/journey.ts';
import {
  answerQuestion,
  answerUntil,
  fileApplication,
  goToSignature,
  openStatus,
  pageName,
  presentCard,
  press,
  pressNamed,
  receiptNumberOn,
  sendQuestion,
  sign,
  signAnswers,
  signIn,
  signOut,
  startApplication,
} from '#tests/support/resident.ts';
import { applicationsIn, said } from '#tests/support/resident-refusal.ts';

let journey: Journey;

beforeAll(async () => {
  journey = await beginJourney();
});

afterAll(() => journey[Symbol.asyncDispose]());

test('途中でやめて別のブラウザーで続けても、回答は一つも失われない', async () => {
  const { origin } = journey.server;
  const application = { person: 'tsuji-masato', householder: '雅人', lot: { lot: '5番6号', building: '青葉荘' } };
  const first = await newVisitor(journey.browser);
  await signIn(first.page, origin, 'tsuji-masato');
  await startApplication(first.page);
  await answerUntil(first.page, application, 'contact');
  await pressNamed(first.page, 'あとで続ける（回答は保存済み）');
  await signOut(first.page);
  expect(await said(first.page)).toContain('ログアウトしました。');
  await first.context.close();

  const { page } = await newVisitor(journey.browser, { javaScript: false });
  await signIn(page, origin, 'tsuji-masato');
  await pressNamed(page, '続きから始める');
  expect(pageName(page)).toBe('contact');
  await answerUntil(page, application);
  const answers = await said(page);
  expect(answers).toContain('5番6号　青葉荘');
  expect(answers).toContain('2026年11月28日');
  await signAnswers(page, application);
});

test('ログインが切れて入り直しても、元の質問に戻る', async () => {
  const { origin } = journey.server;
  const { page, context } = await newVisitor(journey.browser);
  await signIn(page, origin, 'yamazaki-aoi');
  await startApplication(page);
  await answerUntil(page, { person: 'yamazaki-aoi' }, 'moving-date');
  const question = page.url();
  await context.clearCookies();
  await page.goto(question);
  await press(page, 'form[action="/sign-in?index"] button');
  await presentCard(page, 'yamazaki-aoi');
  await page.fill('#pin', '1234');
  await press(page, 'form[action$="/pin"] button');
  expect(page.url()).toBe(question);
});

test('戻るボタン、二度押し、二度の送信をしても、届出は一つだけ（住民基本台帳法第24条）', async () => {
  const { origin } = journey.server;
  const before = applicationsIn(journey.server);
  const { page } = await newVisitor(journey.browser);
  const application = { person: 'ono-tsubasa', movingOn: '2026-11-28' };
  await signIn(page, origin, 'ono-tsubasa');
  await startApplication(page);
  await answerUntil(page, application);
  const check = page.url();
  await goToSignature(page);
  const signature = page.url();
  await sendQuestion(page);
  await presentCard(page, 'ono-tsubasa');
  await page.fill('#pin', 'abc123');
  const [comesBack] = await Promise.all([
    page.waitForRequest((request) => request.url().includes('/sign-in/callback')),
    page.waitForURL(/\/receipt$/),
    page.locator('form[action$="/pin"] button').dblclick({ noWaitAfter: true }),
  ]);
  const receiptNumber = receiptNumberOn(page);

  // The return from the app once more, as a reload or a second click would send it.
  await page.goto(comesBack.url());
  expect(receiptNumberOn(page)).toBe(receiptNumber);
  // Back to the app, back to the signature, back to the answers: each leads on, none of them files again.
  await page.goBack();
  await page.goto(signature);
  expect(pageName(page)).toBe(receiptNumber);
  await page.goto(check);
  expect(pageName(page)).toBe(receiptNumber);
  expect(applicationsIn(journey.server)).toBe(before + 1);
});

test('二つの画面で同じ届出に署名しても、受付番号は一つ', async () => {
  const { origin } = journey.server;
  const before = applicationsIn(journey.server);
  const { page, context } = await newVisitor(journey.browser);
  const application = { person: 'kimura-chinatsu', movers: ['千夏', '蒼'], householder: '千夏' };
  await signIn(page, origin, 'kimura-chinatsu');
  await startApplication(page);
  await answerUntil(page, application);
  await goToSignature(page);
  const other = await context.newPage();
  await other.goto(page.url());
  await sign(page, 'kimura-chinatsu');
  const receiptNumber = receiptNumberOn(page);
  await press(other, 'main form[method="post"] button');
  expect(pageName(other)).toBe(receiptNumber);
  expect(applicationsIn(journey.server)).toBe(before + 1);
});

test('届出の途中のものがある間は二つめを始められず、前から開いていた画面でも断られる（住民基本台帳法第24条）', async () => {
  const { origin } = journey.server;
  const { page, context } = await newVisitor(journey.browser);
  await signIn(page, origin, 'mori-yuto');
  const old = await context.newPage();
  await old.goto(`${origin}/moving`);
  await startApplication(old);
  await answerUntil(old, { person: 'mori-yuto' });
  const home = await context.newPage();
  await home.goto(`${origin}/moving`);
  await page.goto(`${origin}/moving`);
  const { receiptNumber } = await fileApplication(page, { person: 'mori-yuto' });

  await page.goto(`${origin}/moving`);
  expect(await said(page)).toContain('届出の途中のものがあるため、新しい届出は始められません。');
  const sentence = `受付番号${receiptNumber}の届出がまだ終わっていないため、新しい届出はできません。`;
  await startApplication(home);
  expect(await said(home)).toContain(sentence);
  await goToSignature(old);
  expect(await said(old)).toContain(sentence);
  expect(await said(old)).toContain('根拠：住民基本台帳法第24条');
  await openStatus(old, origin, receiptNumber);
  expect(await said(old)).toContain('届出を取り下げる');
});

test('一つの質問を二度押しても、次の質問は一つだけ進む', async () => {
  const { page } = await newVisitor(journey.browser);
  await signIn(page, journey.server.origin, 'murakami-setsuko');
  await startApplication(page);
  await answerUntil(page, { person: 'murakami-setsuko' }, 'household');
  await page.check('input[name="consent"][value="yes"]');
  await Promise.all([
    page.waitForURL(/\/movers$/),
    page.locator('main form button[type="submit"]').dblclick({ noWaitAfter: true }),
  ]);
  expect(await said(page)).toContain('1920年3月15日（大正9年）');
  await answerQuestion(page, { person: 'murakami-setsuko' });
  expect(pageName(page)).toBe('cards');
});
