import { afterAll, beforeAll, expect, test } from 'vitest';
import { getPerson } from '#db/fixtures/families.ts';
import { expectAccessible } from '#tests/support/browser.ts';
import { type Clerk, follow, mainText, press } from '#tests/support/clerk.ts';
import { beginJourney, type Journey } from '#tests/support/journey.ts';
import { openResident } from '#tests/support/resident-records.ts';
import { CHOFU } from '#tests/support/sato-move.ts';

const NAME = getPerson('kobayashi-c-1').person.name.full;

let journey: Journey;
beforeAll(async () => {
  journey = await beginJourney();
});
afterAll(() => journey[Symbol.asyncDispose]());

/** 支援措置の一覧: what comes next for the person, as this officer reads it. */
async function queueRow(clerk: Clerk) {
  await clerk.page.goto(`${clerk.origin}/office/${CHOFU}/protection`);
  return clerk.page.getByRole('row', { name: NAME });
}

async function nextStep(clerk: Clerk): Promise<string> {
  return (await (await queueRow(clerk)).textContent()) ?? '';
}

/** From the queue to the form that does the next step. */
async function takeStep(clerk: Clerk, step: string) {
  await follow(clerk, step, await queueRow(clerk));
  return clerk.page.locator(new URL(clerk.page.url()).hash);
}

async function enterApplication(clerk: Clerk): Promise<void> {
  const { page } = clerk;
  await openResident(clerk, NAME);
  expect(await page.getByRole('region', { name: '支援措置' }).count()).toBe(0);
  await follow(clerk, '支援措置の申出を受け付ける');
  await page.getByLabel('加害者の氏名').fill('隠岐　加害男');
  await press(clerk, '申出を受け付ける');
  expect(await page.title()).toMatch(/^エラー：/);
  expect(await mainText(clerk)).toContain('支援措置を求める事務を選んでください');
  expect(await page.getByLabel('加害者の氏名').inputValue()).toBe('隠岐　加害男');
  await page.getByLabel(/^申出の理由/).selectOption({ label: 'ストーカー行為' });
  await page.getByLabel('住民票の写し（現住所地）').check();
  await page.getByLabel(/^相談した機関/).fill('調布警察署');
  await press(clerk, '申出を受け付ける');
  expect(await mainText(clerk)).toContain('仮支援措置');
  await expectAccessible(page);
}

async function confirmNeed(clerk: Clerk): Promise<void> {
  const form = await takeStep(clerk, '支援の必要性を確かめる');
  await form.getByLabel(/^確認した日/).fill('令和8年11月24日');
  await form.getByLabel(/^相談機関の意見/).fill('支援の必要がある');
  await press(clerk, '支援措置を始める', form);
  expect(await mainText(clerk)).toContain('令和8年11月24日から令和9年11月23日まで');
}

/** The words of the banner, which stays on the screen wherever the page is scrolled to. */
async function bannerOf({ page }: Clerk): Promise<string> {
  const banner = page.getByRole('region', { name: '支援措置' });
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
  expect(await page.evaluate(() => window.scrollY)).toBeGreaterThan(0);
  const box = await banner.boundingBox();
  expect(box?.y).toBe(0);
  expect(box?.height).toBeGreaterThan(20);
  return (await banner.textContent()) ?? '';
}

/** 住民票の写しの請求; `requester` is whoever stands at the counter. */
async function askForCopy(clerk: Clerk, requester: '本人・同じ世帯の方' | '本人等以外の方（第三者）'): Promise<void> {
  const { page } = clerk;
  await follow(clerk, '帳票を交付する');
  await follow(clerk, '住民票の写し');
  await page.getByRole('radio', { name: requester }).check();
  await page.getByLabel(/^請求した方の氏名/).fill(requester === '本人・同じ世帯の方' ? NAME : '隠岐　加害男');
  await page.getByLabel(/^本人確認の書類/).selectOption('個人番号カード');
  await page.getByLabel(/^使いみち/).fill('賃貸契約のため');
  await press(clerk, '住民票の写しを作る');
}

/** Nothing is offered at the counter, and the officer reads what to do. */
async function expectHeldBack(counter: Clerk): Promise<void> {
  await openResident(counter, NAME);
  expect(await bannerOf(counter)).toContain('本人以外に伝えないでください');
  await follow(counter, '帳票を交付する');
  const said = await mainText(counter);
  expect(said).toContain('支援措置の担当職員だけが交付できます');
  expect(said).toContain('担当職員に引き継いでください');
  expect(await counter.page.locator('main form').count()).toBe(0);
  await expectAccessible(counter.page);
}

async function requestRelease(clerk: Clerk): Promise<void> {
  await follow(clerk, NAME, await queueRow(clerk));
  const form = clerk.page.locator('#RequestRelease');
  await press(clerk, '一時解除を申請する', form);
  expect(await form.textContent()).toContain('理由を書いてください');
  await form.getByLabel(/^解除する時間/).selectOption({ label: '60分' });
  await form.getByLabel(/^理由/).fill('本人が窓口に来て写しを求めた');
  await press(clerk, '一時解除を申請する', form);
  expect(await mainText(clerk)).toContain('申請中（本人が窓口に来て写しを求めた）');
}

/** The one who asked finds no button, and his own press by hand changes nothing. */
async function expectNoOwnApproval(clerk: Clerk): Promise<void> {
  const { page } = clerk;
  expect(await page.getByRole('button', { name: '一時解除を承認する' }).count()).toBe(0);
  const version = await page.locator('input[name="version"]').first().inputValue();
  const pressed = await page.request.post(page.url(), {
    form: { act: 'ApproveRelease', version },
    headers: { origin: clerk.origin },
  });
  expect(pressed.status()).toBe(409);
  expect(await pressed.text()).toContain('申請した職員とは別の支援措置の担当者が行ってください');
}

test('支援措置を二人で始め、二人で一時解除し、その間に本人へ交付し、時間が過ぎると元に戻る（標準仕様書 3.1）', async () => {
  const first = await journey.clerk(CHOFU, 'protection');
  const second = await journey.clerk(CHOFU, 'protection2');
  const counter = await journey.clerk(CHOFU, 'counter');

  await enterApplication(first);
  expect(await nextStep(first)).toContain('支援の必要性を確かめる');
  await confirmNeed(second);
  expect(await nextStep(second)).toContain('待つ');
  await expectAccessible(second.page);

  await expectHeldBack(counter);
  await openResident(first, NAME);
  await askForCopy(first, '本人等以外の方（第三者）');
  expect(await mainText(first)).toContain('代理人と第三者には交付できません。本人に来てもらい');
  await expectAccessible(first.page);

  await requestRelease(first);
  await expectNoOwnApproval(first);
  expect(await nextStep(first)).toContain('ほかの担当者の承認を待つ');
  await openResident(counter, NAME);
  expect(await bannerOf(counter)).not.toContain('一時解除中');
  await press(second, '一時解除を承認する', await takeStep(second, '一時解除を承認する'));
  expect(await nextStep(second)).toContain('一時解除中');
  expect(await bannerAfterRelease(counter)).toMatch(/一時解除中：令和8年11月24日.*（申請 沖　百合子、承認 西岡　渉）/);

  await askForCopy(counter, '本人・同じ世帯の方');
  const link = await counter.page.getByRole('link', { name: 'PDFを開く' }).getAttribute('href');
  const file = await counter.page.request.get(`${counter.origin}${link}`);
  expect(file.headers()['content-type']).toBe('application/pdf');

  // Nobody does anything: the hour is over by the next morning.
  await journey.advanceTo('2026-11-25');
  await expectHeldBack(counter);
  const late = await counter.page.request.get(`${counter.origin}${link}`);
  expect(late.ok()).toBe(false);
  expect(await nextStep(first)).toContain('待つ');
  expect(await nextStep(first)).not.toContain('一時解除中');
});

async function bannerAfterRelease(counter: Clerk): Promise<string> {
  await openResident(counter, NAME);
  return bannerOf(counter);
}
