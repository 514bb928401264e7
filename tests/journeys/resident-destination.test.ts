import { afterAll, beforeAll, expect, test } from 'vitest';
import { newVisitor } from '#tests/support/browser.ts';
import { beginJourney, type Journey } from '#tests/support/journey.ts';
import {
  answerQuestion,
  answerUntil,
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

test('国外への引越しと、今と同じ市への引越し（転居）は断られ、どこで何をするかが分かる（住民基本台帳法第23条・第24条）', async () => {
  const person = 'tsuji-masato';
  const application = { person, householder: '雅人' };
  const { page } = await newVisitor(journey.browser);
  await signIn(page, journey.server.origin, person);
  await startApplication(page);
  await answerUntil(page, application, 'destination');
  await page.check('input[name="destinationKind"][value="abroad"]');
  await sendQuestion(page);
  await expectRefusal(page, {
    sentence: '国外への引越しは、オンラインでは届け出できません。',
    way: '今の市区町村の窓口で転出届を出してください。',
    article: '住民基本台帳法第24条',
  });
  await pressNamed(page, '回答を変更する');
  await answerUntil(page, application, 'postcode');
  await answerQuestion(page, { ...application, municipality: ['東京都', '調布市'] });
  await expectRefusal(page, {
    sentence: '引越し先が今と同じ調布市なので、転出届はいりません。',
    way: '引っ越してから14日以内に、同じ市区町村の窓口で転居届を出してください。',
    article: '住民基本台帳法第23条',
  });
  await pressNamed(page, '回答を変更する');
  await page.goto(page.url().replace(/municipality$/, 'postcode'));
  await answerQuestion(page, { ...application, postcode: '1820026' });
  expect(await said(page)).toContain('引越し先が今と同じ調布市なので、転出届はいりません。');
  await pressNamed(page, '回答を変更する');
  await answerUntil(page, application, 'lot');
  expect(pageName(page)).toBe('lot');
});

test('引っ越す人のだれもカードを持っていない届出は断られる（住民基本台帳法第24条の2第1項・第2項）', async () => {
  const person = 'ito-tsuyoshi';
  const { page } = await newVisitor(journey.browser);
  await signIn(page, journey.server.origin, person);
  await startApplication(page);
  await answerUntil(page, { person, movers: ['颯太'] }, 'cards');
  await page.check('input[name="nobody"]');
  await sendQuestion(page);
  await expectRefusal(page, {
    sentence: '引っ越す人のうち、少なくとも1人のマイナンバーカードが必要です。',
    way: 'カードを持つ方がいない場合は、今の市区町村の窓口か郵送で転出届を出してください。',
    article: '住民基本台帳法第24条の2第1項・第2項',
  });
});
