import { afterAll, beforeAll, expect, test } from 'vitest';
import { getPerson } from '#db/fixtures/families.ts';
import { expectAccessible } from '#tests/support/browser.ts';
import { type Clerk, follow, mainText, press } from '#tests/support/clerk.ts';
import { beginJourney, type Journey } from '#tests/support/journey.ts';
import { openPdf } from '#tests/support/printed.ts';
import { householdOf, isResident, openResident, recorded } from '#tests/support/resident-records.ts';
import { CHOFU } from '#tests/support/sato-move.ts';

const [HEAD, WIFE, CHILD] = ['tanaka-hiroshi', 'tanaka-yumi', 'tanaka-hiroto'].map(
  (key) => getPerson(key).person.name.full,
) as [string, string, string];
const BEFORE = [`${HEAD} 世帯主`, `${WIFE} 妻`, `${CHILD} 子`];
const DESTINATION = '神奈川県藤沢市辻堂6番17号';
const PLANNED_ON = '令和8年11月27日';
const together = (words: string) => words.replace(/\s/g, '');

let journey: Journey;
beforeAll(async () => {
  journey = await beginJourney({ rules: { soleDecision: false } });
});
afterAll(() => journey[Symbol.asyncDispose]());

interface Desks {
  reception: Clerk;
  reviewer: Clerk;
  approver: Clerk;
}

/** 転出届 on paper: only the head leaves, and nobody says who is head of those who stay. */
async function enterMovingOut(clerk: Clerk): Promise<void> {
  const { page } = clerk;
  await openResident(clerk, HEAD);
  expect(await householdOf(clerk)).toEqual(BEFORE);
  await page.getByText('この方の異動を始める').click();
  await follow(clerk, '転出');
  await expectAccessible(page);
  for (const staying of [WIFE, CHILD]) await page.getByRole('checkbox', { name: staying }).first().uncheck();
  await page.getByLabel(/^転出予定日/).fill(PLANNED_ON);
  expect(await page.getByRole('radio', { name: '紙の転出証明書を交付する' }).isChecked()).toBe(true);
  await page.getByLabel(/^町名/).fill('辻堂');
  await page.getByLabel(/^番地/).fill('6番17号');
  await press(clerk, '仮登録する');
  // What is missing is said beside its field, and what was typed stays.
  expect(await mainText(clerk)).toContain('都道府県と市区町村を入れてください');
  expect(await page.getByLabel(/^転出予定日/).inputValue()).toBe(PLANNED_ON);
  await expectAccessible(page);
  await page.getByLabel(/^都道府県と市区町村/).fill('神奈川県藤沢市');
  await press(clerk, '仮登録する');
  const draft = await mainText(clerk);
  expect(draft).toContain('審査待ち');
  expect(draft).toContain('紙で交付');
  expect(draft).toContain('世帯主変更届を案内してください');
  await expectAccessible(page);
}

/** 審査・決裁・本登録 by three officers: this town has no 専決. Ends on the page of the registered act. */
async function carryThrough({ reception, reviewer, approver }: Desks): Promise<string> {
  const draft = reception.page.url();
  expect(await mainText(reception)).toContain('次の段階は、別の職員が行います');
  for (const [clerk, act] of [
    [reviewer, '審査する'],
    [approver, '決裁する'],
    [reception, '本登録する'],
  ] as const) {
    await clerk.page.goto(draft);
    await press(clerk, act);
  }
  expect(await mainText(reception)).toContain('本登録済み');
  return draft;
}

/** 届出に伴う帳票, from the page of the act to the text of the PDF, on which stands the number that the screen says. */
async function issue(clerk: Clerk, title: string, name: string, reason: string): Promise<string> {
  const { page } = clerk;
  await press(clerk, `${title}（${name}）`);
  if (title === '転出証明書') {
    await page.getByLabel(/^請求した方の氏名/).fill(WIFE);
    await page.getByLabel(/^本人確認の書類/).selectOption('個人番号カード');
  }
  await press(clerk, `${title}を作る`);
  expect(await mainText(clerk)).toContain('を書いてください');
  await page.getByLabel(title === '転出証明書' ? /^使いみち/ : /^作る理由/).fill(reason);
  await press(clerk, `${title}を作る`);
  await expectAccessible(page);
  const number = await recorded(clerk, '発行番号');
  const paper = await openPdf(clerk, 'PDFを開く');
  expect(number).not.toBe('');
  expect(paper).toContain(together(number));
  expect(paper).toContain(title);
  return paper;
}

/** 転入通知の未着 in the work of the day, by the 宛名番号 of the mover. */
function outstanding(clerk: Clerk, number: string) {
  return clerk.page.getByRole('row').filter({ hasText: '転入通知の未着' }).filter({ hasText: number });
}

const openWork = (clerk: Clerk) => clerk.page.goto(`${clerk.origin}/office/${CHOFU}`);

async function seeOutstanding(clerk: Clerk, number: string): Promise<void> {
  await journey.advanceTo('2026-12-28');
  await openWork(clerk);
  expect(await outstanding(clerk, number).count()).toBe(0);
  await journey.advanceTo('2026-12-29');
  await openWork(clerk);
  expect(await outstanding(clerk, number).textContent()).toContain('転入予定地に照会してください');
  await expectAccessible(clerk.page);
}

/** 転出取消 from the list of what is outstanding. */
async function cancelMovingOut(desks: Desks, number: string): Promise<void> {
  const { reception } = desks;
  await follow(reception, '転出取消', outstanding(reception, number));
  await reception.page.getByLabel(/^取消しの理由/).fill('転入予定地に照会し、引っ越していないことが分かったため');
  await expectAccessible(reception.page);
  await press(reception, '仮登録する');
  await carryThrough(desks);
}

test('紙の転出届を窓口で受け、世帯主だけが転出する。証明書と通知を交付し、転入通知が来なければ一覧に載り、取り消すと元の世帯に戻る（住民基本台帳法第24条、標準仕様書 4.1.3.1.4・4.6.0.1）', async () => {
  const desks = {
    reception: await journey.clerk(CHOFU, 'reception'),
    reviewer: await journey.clerk(CHOFU, 'reviewer'),
    approver: await journey.clerk(CHOFU, 'approver'),
  };
  const { reception } = desks;
  await enterMovingOut(reception);
  const draft = await carryThrough(desks);
  await expectAccessible(reception.page);
  expect(await mainText(reception)).not.toContain('世帯主変更依頼通知書');

  // On a 転出証明書 stand the numbers: an officer of the counter issues it, whose work lets her see them.
  const counter = await journey.clerk(CHOFU, 'counter');
  await counter.page.goto(draft);
  const certificate = await issue(counter, '転出証明書', HEAD, '転入届のため');
  for (const said of [HEAD, `転出先${DESTINATION}`, `転出予定日${PLANNED_ON}`, '転出の届出があったことを証明する'])
    expect(certificate).toContain(together(said));
  for (const staying of [WIFE, CHILD]) expect(certificate).not.toContain(together(staying));

  // The wife filed for him: he is told at the old address, and not where somebody said that he goes.
  const notice = await issue(reception, '住民異動届受理通知', HEAD, '本人でない方が届け出たため');
  expect(notice).toContain(together(`異動した方${HEAD}`));
  expect(notice).toContain('小島町');
  for (const hidden of ['藤沢市', together(WIFE)]) expect(notice).not.toContain(hidden);

  await openResident(reception, HEAD);
  expect(await isResident(reception)).toBe(true);
  expect(await recorded(reception, '転出予定')).toContain(`${PLANNED_ON}／${DESTINATION}（窓口の届出`);
  const number = await recorded(reception, '宛名番号');

  await journey.advanceTo('2026-11-28');
  await reception.page.goto(draft);
  const request = await issue(reception, '世帯主変更依頼通知書', WIFE, '世帯主の届出がないため');
  expect(request).toContain(together(`世帯の方${WIFE}、${CHILD}`));
  expect(request).toMatch(/届出の期限令和8年12月\d+日/);
  for (const hidden of ['藤沢市', together(HEAD)]) expect(request).not.toContain(hidden);
  await openResident(reception, WIFE);
  expect(await householdOf(reception)).not.toContain(BEFORE[0]);

  await seeOutstanding(reception, number);
  await cancelMovingOut(desks, number);
  await openWork(reception);
  expect(await outstanding(reception, number).count()).toBe(0);
  await openResident(reception, HEAD);
  expect(await isResident(reception)).toBe(true);
  expect(await householdOf(reception)).toEqual(BEFORE);
  expect(await mainText(reception)).toContain('異動の取消し（増）');
  expect(await recorded(reception, '宛名番号')).toBe(number);
});
