import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newVisitor } from '#tests/support/browser.ts';
import { beginJourney, type Journey } from '#tests/support/journey.ts';
import {
  type Application,
  answerQuestion,
  answerUntil,
  fileApplication,
  pageName,
  pressNamed,
  sendQuestion,
  signIn,
  startApplication,
} from '#tests/support/resident.ts';
import { expectRefusal, said } from '#tests/support/resident-refusal.ts';

let journey: Journey;

beforeAll(async () => {
  journey = await beginJourney();
});

afterAll(() => journey[Symbol.asyncDispose]());

async function answeredUntil(application: Application, question: string): Promise<Page> {
  const { page } = await newVisitor(journey.browser);
  await signIn(page, journey.server.origin, application.person);
  await startApplication(page);
  await answerUntil(page, application, question);
  return page;
}

/** The day of a page that was opened before something changed. */
async function chooseStaleDay(page: Page, visitOn: string): Promise<void> {
  await page
    .locator('input[name="visitOn"]')
    .first()
    .evaluate((radio, day) => {
      if (radio instanceof HTMLInputElement) radio.value = day;
    }, visitOn);
  await page.locator('input[name="visitOn"]').first().check();
  await sendQuestion(page);
}

test('受付期間の外の引越しは、前でも後でも断られ、期間内の日に直すと続けられる（住民基本台帳法第24条）', async () => {
  const person = 'yoshida-kiyoshi';
  const page = await answeredUntil({ person, cardHolders: ['清'], householder: '清' }, 'moving-date');
  await answerQuestion(page, { person, movingOn: '2026-12-25' });
  await expectRefusal(page, {
    sentence: 'この引越しの受付は2026年11月25日（令和8年）水曜日から2027年1月4日（令和9年）月曜日までです。',
    way: '受付が始まる前なら、その日からもう一度お越しください。',
    article: '住民基本台帳法第24条・第24条の2',
  });
  await pressNamed(page, '回答を変更する');
  await answerQuestion(page, { person, movingOn: '2026-11-13' });
  await expectRefusal(page, {
    sentence: 'この引越しの受付は2026年10月14日（令和8年）水曜日から2026年11月23日（令和8年）月曜日までです。',
    way: '過ぎた場合は、今の市区町村の窓口か郵送で届け出てください。',
    article: '住民基本台帳法第24条・第24条の2',
  });
  await pressNamed(page, '回答を変更する');
  await answerQuestion(page, { person, movingOn: '2026-12-24' });
  expect(pageName(page)).toBe('destination');
});

test('引っ越した後10日までは届け出られ、窓口に行ける最後の日は引越しから14日目の次の開庁日になる', async () => {
  const { page } = await newVisitor(journey.browser);
  await signIn(page, journey.server.origin, 'hashimoto-hideki');
  await fileApplication(page, { person: 'hashimoto-hideki', movingOn: '2026-11-14', householder: '英樹' });
  expect(await said(page)).toContain('2026年11月30日（令和8年）月曜日');
});

test('来庁の日は、引越しの前、閉庁日、最後の日の後は選べない（住民基本台帳法第22条第1項、施行令第24条の2）', async () => {
  const application = { person: 'mori-yuto', movingOn: '2026-11-28' };
  const page = await answeredUntil(application, 'visit-day');
  const question = page.url();
  const offered = await page
    .locator('input[name="visitOn"]')
    .evaluateAll((radios) => radios.map((radio) => (radio instanceof HTMLInputElement ? radio.value : '')));
  expect(offered).toEqual([
    ...['2026-11-30', '2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04'],
    ...['2026-12-07', '2026-12-08', '2026-12-09', '2026-12-10', '2026-12-11', '2026-12-14'],
  ]);
  await chooseStaleDay(page, '2026-11-27');
  await expectRefusal(page, {
    sentence: '転入届は引っ越した後でないと出せません。2026年11月28日（令和8年）土曜日以降の日を選んでください。',
    way: '引越しの日を変えたいときは、先に引越しの日の回答を変更してください。',
    article: '住民基本台帳法第22条第1項',
  });
  await pressNamed(page, '回答を変更する');
  expect(page.url()).toBe(question);
  await chooseStaleDay(page, '2026-12-06');
  await expectRefusal(page, {
    sentence: 'この日は窓口が閉まっています。開いている日を選んでください。',
    way: '土曜日・日曜日・祝日と、12月29日から1月3日までは窓口が閉まっています。',
    article: '地方自治法第4条の2',
  });
  await pressNamed(page, '回答を変更する');
  await chooseStaleDay(page, '2026-12-15');
  await expectRefusal(page, {
    sentence: 'カードだけで転入届を出せるのは2026年12月14日（令和8年）月曜日までです。',
    way: 'この日までに行けない場合は、今の市区町村で転出証明書の交付を受けてください。',
    article: '住民基本台帳法施行令第24条の2',
  });
});

test('引越しの日を後から変えると、合わなくなった来庁の日をもう一度聞かれる', async () => {
  const person = 'yamazaki-aoi';
  const page = await answeredUntil({ person, movingOn: '2026-11-28', visitOn: '2026-11-30' }, 'check-answers');
  await page.goto(page.url().replace(/check-answers$/, 'moving-date'));
  await answerQuestion(page, { person, movingOn: '2026-12-05' });
  expect(pageName(page)).toBe('visit-day');
  await answerUntil(page, { person });
  expect(await said(page)).toContain('2026年12月7日（令和8年）月曜日');
});
