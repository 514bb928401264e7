import type { Page } from 'playwright-core';
import { USUAL_PINS } from '#db/fixtures/define.ts';
import { enterPin, presentCard } from './card-app.ts';
import { pageName, press } from './pressing.ts';
import { type Application, answerQuestion, chooseTime, sendQuestion } from './resident-answers.ts';

export { enterPin, leaveCardApp, presentCard } from './card-app.ts';
export { headingOf, pageName, press, pressNamed } from './pressing.ts';
export {
  type Application,
  answerQuestion,
  fillDate,
  sendQuestion,
  type TypedPerson,
  typePerson,
} from './resident-answers.ts';

/** ログイン; ends at マイページ. */
export async function signIn(
  page: Page,
  origin: string,
  personKey: string,
  pin: string = USUAL_PINS.authentication,
): Promise<void> {
  await page.goto(`${origin}/sign-in`);
  if (pageName(page) !== 'sign-in') return;
  await press(page, 'form[action="/sign-in?index"] button');
  await presentCard(page, personKey);
  await enterPin(page, pin);
}

/** ログアウト. */
export async function signOut(page: Page): Promise<void> {
  await press(page, 'form[action="/sign-out"] button');
}

/** 引越しの届出を始める, from マイページ. */
export async function startApplication(page: Page): Promise<void> {
  await press(page, 'form[action="/moving?index"] button');
}

/** Answers until the page with this name is there, or until a page asks again: it refuses, or finds something wrong. */
export async function answerUntil(
  page: Page,
  application: Application,
  end = 'check-answers',
  passing: (page: Page) => Promise<void> = async () => {},
): Promise<void> {
  while (pageName(page) !== end) {
    await passing(page);
    const before = page.url();
    await answerQuestion(page, application);
    if (page.url() === before || pageName(page) === 'callback') return;
  }
}

/** 入力内容の確認から署名のページへ. */
export async function goToSignature(page: Page): Promise<void> {
  await sendQuestion(page);
}

/** 署名する, from the page of the signature; ends at the receipt, or where it is refused. */
export async function sign(page: Page, personKey: string, password: string = USUAL_PINS.signature): Promise<void> {
  await sendQuestion(page);
  await presentCard(page, personKey);
  await enterPin(page, password);
}

/** 受付番号 on the receipt. */
export function receiptNumberOn(page: Page): string {
  const [, receiptNumber] = /\/moving\/applications\/([^/]+)\/receipt$/.exec(new URL(page.url()).pathname) ?? [];
  if (!receiptNumber) throw new Error(`no receipt: ${page.url()}`);
  return receiptNumber;
}

/** 届け出る: from マイページ (signed in) to the receipt. */
export async function fileApplication(page: Page, application: Application): Promise<{ receiptNumber: string }> {
  await startApplication(page);
  await answerUntil(page, application);
  return signAnswers(page, application);
}

/** 確認・署名・受付: from the check of the answers to the receipt. */
export async function signAnswers(page: Page, application: Application): Promise<{ receiptNumber: string }> {
  await goToSignature(page);
  await sign(page, application.signer ?? application.person, application.password);
  return { receiptNumber: receiptNumberOn(page) };
}

/** 届出の状況. */
export async function openStatus(page: Page, origin: string, receiptNumber: string): Promise<void> {
  await page.goto(`${origin}/moving/applications/${receiptNumber}`);
}

async function follow(page: Page, receiptNumber: string, act: string): Promise<void> {
  await openStatus(page, new URL(page.url()).origin, receiptNumber);
  await press(page, `main a[href$="/${receiptNumber}/${act}"]`);
}

/** 補正・再申請: answers what is open again, signs and files; gives the new receipt number. */
export async function correct(
  page: Page,
  receiptNumber: string,
  application: Application,
): Promise<{ receiptNumber: string }> {
  await follow(page, receiptNumber, 'correction');
  await press(page, 'main form[action$="/correction"] button');
  await answerUntil(page, application);
  return signAnswers(page, application);
}

/** 内容を変更する, from the check of the answers: one question again, and back to the check. */
export async function changeAnswer(page: Page, question: string, application: Application): Promise<void> {
  await press(page, `main a[href$="/${question}"] >> nth=0`);
  await answerQuestion(page, application);
  await answerUntil(page, application);
}

/** 届出の取下げ, or 転出の取消しの申出 when the 転出 was processed. */
export async function withdraw(page: Page, receiptNumber: string): Promise<void> {
  await follow(page, receiptNumber, 'withdrawal');
  await page.check('input[name="confirm"]');
  await press(page, 'main form[action$="/withdrawal"] button');
}

/** 窓口に行く日を変える, or to plan it again. */
export async function changeVisit(page: Page, receiptNumber: string, visitOn: string): Promise<void> {
  await follow(page, receiptNumber, 'visit');
  const change = 'main button[name="intent"][value="change"]';
  await page.check(`input[name="visitOn"][value="${visitOn}"]`);
  await press(page, change);
  // Where the town gives times, counter and time are asked one after the other.
  if ((await page.locator('input[name="visitOffice"]').count()) > 0) {
    const chosen = page.locator('input[name="visitOffice"]:checked');
    if ((await chosen.count()) === 0) await page.locator('input[name="visitOffice"]').first().check();
    await press(page, change);
  }
  if ((await page.locator('input[name="visitSlot"]').count()) > 0) {
    await chooseTime(page);
    await press(page, change);
  }
}

/** 来庁の予定を取り消す. */
export async function cancelVisit(page: Page, receiptNumber: string): Promise<void> {
  await follow(page, receiptNumber, 'visit');
  await press(page, 'main button[name="intent"][value="cancel"]');
}
