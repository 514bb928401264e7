import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { USUAL_PINS } from '#db/fixtures/define.ts';
import {
  accept,
  awaitAnswer,
  type Clerk,
  checkIn,
  chooseHousehold,
  confirmSaid,
  finish,
  mainText,
  openVisitors,
  readCard,
  receiveVisitor,
  rewriteCard,
  signFiling,
} from './clerk.ts';
import type { Journey } from './journey.ts';
import { fileApplication, openStatus, signIn } from './resident.ts';

export const CHOFU = '132080';
export const FUJISAWA = '142051';

const PIN = USUAL_PINS.residentRegister;

/** 佐藤家の届出: four people move on Saturday 28 November and come to the counter on Monday. */
export const SATO_APPLICATION = {
  person: 'sato-kenji',
  movingOn: '2026-11-28',
  postcode: '2510047',
  lot: { lot: '6番17号', building: 'テラス辻堂205' },
  householder: '健司',
  cardHolders: ['健司', '美咲', '陽菜'],
  visitOn: '2026-11-30',
  visitOffice: '藤沢市役所',
} as const;

/** Waits until the resident's page says it; the page is asked again as a resident without script would. */
export async function readsOnStatus(
  page: Page,
  origin: string,
  receiptNumber: string,
  sentence: string,
): Promise<string> {
  const until = Date.now() + 20_000;
  for (;;) {
    await openStatus(page, origin, receiptNumber);
    const text = (await page.locator('main').textContent()) ?? '';
    if (text.includes(sentence)) return text;
    if (Date.now() > until) throw new Error(`never read: ${sentence}\n${text}`);
    await page.waitForTimeout(300);
  }
}

/** What the whole way left behind. */
export interface SatoMove {
  receiptNumber: string;
  resident: Page;
  chofu: Clerk;
  fujisawa: Clerk;
}

/**
 * 佐藤家の引越し from the sign-in to the last hop: filing on a phone, 受理 in 調布市, the moving day, the counter of 藤沢市 with
 * three cards. `look` is called on every page where somebody stops.
 */
export async function moveTheSatoFamily(
  journey: Journey,
  look: (page: Page) => Promise<void> = async () => {},
): Promise<SatoMove> {
  const { origin } = journey.server;
  const resident = await journey.resident();
  await signIn(resident, origin, 'sato-kenji');
  const { receiptNumber } = await fileApplication(resident, SATO_APPLICATION);
  await look(resident);

  const chofu = await journey.clerk(CHOFU);
  await accept(chofu, receiptNumber, {}, look);
  expect(await mainText(chofu)).toContain('転出処理済み');
  await look(chofu.page);
  const completed = await readsOnStatus(resident, origin, receiptNumber, '藤沢市の窓口の準備ができました');
  expect(completed).toContain('完了');
  expect(completed).toContain('まだ窓口に行けません');
  await look(resident);

  await journey.advanceTo('2026-11-28');
  await readsOnStatus(resident, origin, receiptNumber, '調布市の住民票が消除されました');
  await journey.advanceTo('2026-11-30');
  expect(await readsOnStatus(resident, origin, receiptNumber, '窓口に行けます')).toContain('2026年12月14日');

  const fujisawa = await journey.clerk(FUJISAWA);
  await workAtCounter(fujisawa, look);
  return { receiptNumber, resident, chofu, fujisawa };
}

/** 窓口: from the list of the day to the handing out; nothing is typed, everything is prepared. */
async function workAtCounter(clerk: Clerk, look: (page: Page) => Promise<void>): Promise<void> {
  const at = () => look(clerk.page);
  await openVisitors(clerk, '2026-11-30');
  await at();
  await receiveVisitor(clerk, '佐藤　健司');
  await at();
  await checkIn(clerk);
  await at();
  await readCard(clerk, 'sato-kenji', PIN);
  await awaitAnswer(clerk);
  expect(await mainText(clerk)).toContain('転出地に最新の内容を確かめました');
  await at();
  await confirmSaid(clerk);
  await at();
  await chooseHousehold(clerk);
  await at();
  await signFiling(clerk);
  await at();
  await rewriteCard(clerk, '佐藤　健司');
  await rewriteCard(clerk, '佐藤　美咲', { key: 'sato-misaki', pin: PIN });
  await rewriteCard(clerk, '佐藤　陽菜', { key: 'sato-hina', pin: PIN });
  await at();
  await finish(clerk);
  expect(await mainText(clerk)).toContain('住民票ができました');
  await at();
}
