import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getPerson } from '#db/fixtures/families.ts';
import { expectAccessible, newVisitor } from '#tests/support/browser.ts';
import { type Clerk, follow, mainText, press, signInOfficer, waitFor } from '#tests/support/clerk.ts';
import { beginJourney, type Journey } from '#tests/support/journey.ts';

let journey: Journey;

beforeAll(async () => {
  journey = await beginJourney();
});

afterAll(() => journey[Symbol.asyncDispose]());

const CHOFU = '132080';

/** 住民の照会 by name, with a reason, to the page of the person. */
async function openPerson(clerk: Clerk, name: string): Promise<void> {
  const { page } = clerk;
  await page.goto(`${clerk.origin}/office/${CHOFU}/residents`);
  await page.getByLabel('探す言葉').fill(name);
  await page.getByLabel(/^照会の理由/).selectOption('窓口の届出のため');
  await press(clerk, '探す');
  await follow(clerk, name);
}

/** Starts an act from the menu of the person on the screen. */
async function startAct(clerk: Clerk, title: string): Promise<void> {
  await clerk.page.getByText('この方の異動を始める').click();
  await follow(clerk, title);
}

async function fillChild(page: Page, child: { name: string; kana: string; bornOn: string }): Promise<void> {
  const block = page.getByRole('group', { name: '生まれた子 1' });
  await block.getByLabel('氏名', { exact: true }).fill(child.name);
  await block.getByLabel('振り仮名', { exact: true }).fill(child.kana);
  await block.getByLabel(/^生年月日/).fill(child.bornOn);
}

/** From the search to the numbered child, and back again by the 取消し. */
async function bear(
  clerk: Clerk,
  parent: string,
  child: { name: string; kana: string },
  look: (page: Page) => Promise<void> = async () => {},
): Promise<void> {
  const { page } = clerk;
  await openPerson(clerk, getPerson(parent).person.name.full);
  await startAct(clerk, '出生');
  await look(page);

  // What is missing is said beside its field, and everything that was typed stays.
  await fillChild(page, { ...child, bornOn: '令和8年11月20日' });
  await press(clerk, '仮登録する');
  expect(await page.title()).toMatch(/^エラー：/);
  expect(await mainText(clerk)).toContain('性別を選んでください');
  expect(await page.getByLabel('氏名', { exact: true }).inputValue()).toBe(child.name);
  await look(page);
  await page.getByRole('radio', { name: '女' }).check();
  await press(clerk, '仮登録する');

  const draft = await mainText(clerk);
  expect(draft).toContain('審査待ち');
  expect(draft).toContain(child.name);
  expect(draft).toContain('氏名の振り仮名が確認されていません');
  await look(page);
  await press(clerk, '専決で本登録する');
  expect(await mainText(clerk)).toContain('本登録済み');
  expect(await mainText(clerk)).toContain('送った電文');

  // The numbers come by themselves: J-LIS, 団番, 符号.
  await follow(clerk, child.name);
  await page.getByLabel(/^照会の理由/).fill('出生の番号の確認');
  await press(clerk, '理由を記録して開く');
  const numbered = async () => /個人番号[^。]{0,40}末尾|\*{4}-\*{4}-\d{4}/.test(await mainText(clerk));
  await waitFor(clerk, numbered, `the numbers of ${child.name}`);

  await startAct(clerk, '異動の取消し');
  const history = page.getByLabel(/^取り消す異動/);
  const birth = await history.getByRole('option', { name: /出生/ }).textContent();
  await history.selectOption({ label: birth ?? '' });
  await page.getByLabel(/^取消しの理由/).fill('届出の誤りが分かったため');
  await press(clerk, '仮登録する');
  await press(clerk, '専決で本登録する');
  await follow(clerk, child.name);
  await page.getByLabel(/^照会の理由/).fill('取消しの確認');
  await press(clerk, '理由を記録して開く');
  const record = await mainText(clerk);
  expect(record).toContain('消除');
  expect(record).toContain('異動の取消し（減）');
}

test('出生を照会から書式で仮登録し、本登録すると番号が付き、取り消すと前の状態に戻る', async () => {
  const { page } = await newVisitor(journey.browser);
  const clerk = await signInOfficer(page, journey.server.origin, CHOFU);
  await bear(clerk, 'yamamoto-2', { name: '山本　春', kana: 'ヤマモト　ハル' }, expectAccessible);
});

test('同じことが、スクリプトのない画面でもできる', async () => {
  const { page } = await newVisitor(journey.browser, { javaScript: false });
  const clerk = await signInOfficer(page, journey.server.origin, CHOFU);
  await bear(clerk, 'hashimoto-2', { name: '橋本　夏', kana: 'ハシモト　ナツ' });
});
