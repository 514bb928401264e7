import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAccessible, expectFits, PHONE } from '#tests/support/browser.ts';
import {
  accept,
  type Clerk,
  checkIn,
  follow,
  mainText,
  openVisitors,
  press,
  receiveVisitor,
} from '#tests/support/clerk.ts';
import { beginJourney, type Journey } from '#tests/support/journey.ts';
import { openPdf, wordsOfPdf } from '#tests/support/printed.ts';
import { CHOFU, FUJISAWA, readsOnStatus, SATO_APPLICATION } from '#tests/support/sato-move.ts';

const VISIT_ON = '2026-11-27';
const ALERT = '違うところがあります（異動者 佐藤　ハル）';
const RESULT = '電話で確かめた。母は来月まで残る。';
const CARDS = 'マイナンバーカード 3枚と、それぞれの4桁の暗証番号';
const TO_DO = '児童手当を請求する（期限 令和8年12月10日（木））';
const together = (words: string) => words.replace(/\s/g, '').normalize('NFKC');

let journey: Journey;
beforeAll(async () => {
  journey = await beginJourney();
});
afterAll(() => journey[Symbol.asyncDispose]());

/** Four have filed online and booked a day; the old town lets three of them go. */
async function fileAndMoveOut(): Promise<string> {
  const { page, receiptNumber } = await journey.file({
    ...SATO_APPLICATION,
    relationships: { 美咲: '妻', 陽菜: '子', ハル: '母' },
    movingOn: '2026-11-25',
    visitOn: VISIT_ON,
  });
  await accept(await journey.clerk(CHOFU), receiptNumber, { movers: [/健司/, /美咲/, /陽菜/] });
  await readsOnStatus(page, journey.server.origin, receiptNumber, '藤沢市の窓口の準備ができました');
  return receiptNumber;
}

/** 一枚 of one family. */
const sheetOf = ({ page }: Clerk, receiptNumber: string) =>
  page.getByRole('article').filter({ hasText: receiptNumber });

/** 転入届 as it will be signed, the household as it will be, what to bring, what to do and what is still to be asked. */
async function readSheet(clerk: Clerk, receiptNumber: string): Promise<void> {
  const sheet = sheetOf(clerk, receiptNumber);
  const words = (await sheet.textContent()) ?? '';
  for (const said of ['準備完了', '届出の期限令和8年12月9日（水）', ALERT, CARDS, TO_DO, '印鑑登録：']) {
    expect(words).toContain(said);
  }
  const household = sheet.getByRole('table', { name: '転入後の世帯（予定）' }).locator('tbody tr');
  const members = await household.allTextContents();
  expect(members).toHaveLength(3);
  expect(members[0]).toMatch(/佐藤　健司.*続柄（予定）世帯主カードあり$/);
  expect(members[1]).toMatch(/佐藤　美咲.*続柄（予定）妻カードあり$/);
  expect(members[2]).toMatch(/佐藤　陽菜.*続柄（予定）子カードあり$/);
  const filing = await sheet.getByRole('article', { name: '転入届' }).textContent();
  for (const said of [
    '届出日令和8年11月27日転入した日令和8年11月25日',
    '新しい住所神奈川県藤沢市辻堂6番17号　テラス辻堂205世帯主佐藤　健司',
    'いままでの住所東京都調布市布田2丁目33番地1',
  ]) {
    expect(filing).toContain(said);
  }
  expect(filing).not.toContain('佐藤　ハル');
}

/** ブラウザーの印刷 and 来庁のご案内: everything stands on paper, and what is only for the screen does not. */
async function readOnPaper(clerk: Clerk, receiptNumber: string): Promise<void> {
  const printed = together(await wordsOfPdf(await clerk.page.pdf()));
  for (const said of [receiptNumber, '転入届', '辻堂6番17号', '佐藤陽菜', ALERT, CARDS, TO_DO]) {
    expect(printed).toContain(together(said));
  }
  expect(printed).not.toContain('PDFで開く');
  const guide = together(await openPdf(clerk, /^来庁のご案内をPDFで開く/, sheetOf(clerk, receiptNumber)));
  for (const said of ['来庁のご案内', '佐藤　健司　様', '令和8年11月27日', '09:00', receiptNumber, CARDS, TO_DO]) {
    expect(guide).toContain(together(said));
  }
}

/** 確認事項を前の日に済ませる: an empty result is asked for beside its field. */
async function clearAlert(clerk: Clerk, receiptNumber: string): Promise<void> {
  const sheet = sheetOf(clerk, receiptNumber);
  await press(clerk, '準備で確認済みにする', sheet);
  expect(await sheet.textContent()).toContain('確認の結果を書いてください');
  await expectAccessible(clerk.page);
  await sheet.getByLabel(/^確認の結果/).fill(RESULT);
  await press(clerk, '準備で確認済みにする', sheet);
  const words = (await sheet.textContent()) ?? '';
  expect(words).toContain('準備で確認済み：');
  expect(words).toContain(`${RESULT}令和8年11月26日`);
  expect(await mainText(clerk)).toContain('事前通知を待っているもの 0件、確認事項が残っているもの 0件');
}

test('前の日に一押しで来庁の準備がそろい、印刷でき、確認事項を済ませておくと、翌朝の別の職員に準備完了と確認の結果が見える（住民基本台帳法第24条の2第3項）', async () => {
  const receiptNumber = await fileAndMoveOut();
  await journey.advanceTo('2026-11-26');
  const evening = await journey.clerk(FUJISAWA, 'desk');
  await openVisitors(evening);
  await follow(evening, 'この日の準備（印刷）');
  expect(await mainText(evening)).toContain('来庁の準備：令和8年11月27日（金）1件。');
  await readSheet(evening, receiptNumber);
  await expectAccessible(evening.page);
  await readOnPaper(evening, receiptNumber);
  await clearAlert(evening, receiptNumber);
  await evening.page.setViewportSize(PHONE);
  await expectFits(evening.page);

  await journey.advanceTo(VISIT_ON);
  const morning = await journey.clerk(FUJISAWA, 'counter');
  await openVisitors(morning, VISIT_ON);
  expect(await morning.page.getByRole('row', { name: receiptNumber }).textContent()).toContain('準備完了');
  await expectAccessible(morning.page);
  await follow(morning, '佐藤　健司');
  const prepared = await mainText(morning);
  expect(prepared).toContain('来庁の準備で確認する（江口　真理）');
  expect(prepared).toContain(RESULT);

  // Whoever has come is no longer prepared for.
  await openVisitors(morning, VISIT_ON);
  await receiveVisitor(morning, '佐藤　健司');
  await checkIn(morning);
  await openVisitors(morning, VISIT_ON);
  await follow(morning, 'この日の準備（印刷）');
  expect(await mainText(morning)).toContain('この日に準備する来庁予定はありません');
  await expectAccessible(morning.page);
});
