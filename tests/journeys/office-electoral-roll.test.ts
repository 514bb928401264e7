import { afterAll, beforeAll, expect, test } from 'vitest';
import { getPerson } from '#db/fixtures/families.ts';
import { expectAccessible } from '#tests/support/browser.ts';
import { type Clerk, follow, mainText, press, shows, waitFor } from '#tests/support/clerk.ts';
import { beginJourney, type Journey } from '#tests/support/journey.ts';

const CHOFU = '132080';
const SUSPENDED = getPerson('ito-tsuyoshi').person.name.full;
const DECEASED = getPerson('sato-haru').person.name.full;

let journey: Journey;
beforeAll(async () => {
  journey = await beginJourney();
});
afterAll(() => journey[Symbol.asyncDispose]());

const openRoll = (clerk: Clerk) => clerk.page.goto(`${clerk.origin}/office/${CHOFU}/electoral-roll`);
const again = async (clerk: Clerk, words: string) => waitFor(clerk, () => shows(clerk, words), words);

/** 登録者数 as the overview says it. */
async function registered(clerk: Clerk): Promise<number> {
  await openRoll(clerk);
  return Number(/登録者数([\d,]+)人/.exec(await mainText(clerk))?.[1]?.replace(',', ''));
}

async function suspend(first: Clerk, second: Clerk): Promise<void> {
  const { page } = first;
  await openRoll(first);
  await follow(first, '選挙権の停止');
  await follow(first, '停止を入れる');
  await page.getByLabel(/^氏名/).fill(SUSPENDED);
  await page.getByLabel(/^生年月日/).fill('昭和55年11月3日');
  await press(first, '探す');
  await expectAccessible(page);
  await page.getByRole('radio', { name: SUSPENDED }).check();
  await page.getByLabel(/^停止の始まりの日/).fill('令和8年10月1日');
  await press(first, '入力して、別の職員の確認を待つ');
  // What is missing is said beside its field; whom it is about stays chosen.
  expect(await mainText(first)).toContain('根拠を選んでください');
  expect(await page.getByRole('radio', { name: SUSPENDED }).isChecked()).toBe(true);
  await page.getByLabel(/^根拠/).selectOption({ index: 1 });
  await press(first, '入力して、別の職員の確認を待つ');
  expect(await mainText(first)).toContain('別の職員が確認します');
  await openRoll(second);
  await follow(second, '選挙権の停止（確認待ち1件）');
  await follow(second, SUSPENDED);
  await press(second, '確認する');
  expect(await mainText(second)).toContain('停止中');
  await expectAccessible(second.page);
}

/** 死亡届 of a person, at the desk of the register. */
async function registerDeath(clerk: Clerk, name: string): Promise<void> {
  const { page } = clerk;
  await page.goto(`${clerk.origin}/office/${CHOFU}/residents`);
  await page.getByLabel('探す言葉').fill(name);
  await page.getByLabel(/^照会の理由/).selectOption('窓口の届出のため');
  await press(clerk, '探す');
  await follow(clerk, name);
  expect(await mainText(clerk)).toContain('選挙人名簿登録（令和8年12月1日）');
  await page.getByText('この方の異動を始める').click();
  await follow(clerk, '死亡');
  await page.getByLabel(/^死亡の日/).fill('令和8年12月1日');
  await page.getByLabel(/^根拠/).fill('死亡届 第120号');
  await press(clerk, '仮登録する');
  await press(clerk, '専決で本登録する');
  expect(await mainText(clerk)).toContain('本登録済み');
}

test('定時登録を一人が調べ、停止中の方を除いて、もう一人が登録日に登録する。死亡した方は抹消され、次の選挙時登録で報告される', async () => {
  const first = await journey.clerk(CHOFU, 'election');
  const second = await journey.clerk(CHOFU, 'election2');
  await suspend(first, second);

  await openRoll(first);
  await press(first, '令和8年12月1日現在で調べる');
  await again(first, 'まだ登録していません');
  const run = first.page.url();
  await expectAccessible(first.page);
  expect(await mainText(first)).toContain('登録できるのは令和8年12月1日から');

  await journey.advanceTo('2026-12-01');
  await first.page.goto(run);
  await press(first, 'もう一度調べる');
  await again(first, '別の職員が登録します');
  await second.page.goto(run);
  await press(second, '名簿に登録する');
  await again(second, '登録が終わりました');
  expect(await mainText(second)).toContain('登録を確認した職員平田　久美');
  const total = await registered(second);
  expect(total).toBeGreaterThan(10);

  const file = await second.page.request.get(`${run}/download?format=csv`);
  expect(file.headers()['content-type']).toContain('text/csv');
  const lines = (await file.text()).trim().split('\r\n');
  expect(lines.filter((line) => line.startsWith('"登録","済み"'))).toHaveLength(total);
  expect(lines.some((line) => line.includes(DECEASED))).toBe(true);
  expect(lines.some((line) => line.includes(SUSPENDED))).toBe(false);

  await registerDeath(await journey.clerk(CHOFU), DECEASED);
  expect(await registered(first)).toBe(total - 1);

  await follow(first, '選挙時登録を始める');
  await first.page.getByLabel(/^選挙の名称/).fill('調布市長選挙');
  await first.page.getByLabel(/^基準日/).fill('令和8年12月1日');
  await first.page.getByLabel(/^公示・告示の日/).fill('令和8年12月2日');
  await first.page.getByLabel(/^選挙期日/).fill('令和8年12月13日');
  await expectAccessible(first.page);
  await press(first, 'この日程で調べる');
  await again(first, '別の職員が登録します');
  await second.page.goto(first.page.url());
  await press(second, '名簿に登録する');
  await again(second, '登録が終わりました');
  expect(await mainText(second)).toContain('選挙時登録（調布市長選挙、令和8年12月1日現在）');
  await follow(second, '抹消');
  const row = second.page.getByRole('row', { name: DECEASED });
  expect(await row.textContent()).toContain('公職選挙法第28条第1号');
  await expectAccessible(second.page);
});

test('区の選挙管理委員会の職員も、自分の区の名簿を調べられる', async () => {
  const clerk = await journey.clerk('141097', 'election');
  await clerk.page.goto(`${clerk.origin}/office/141097/electoral-roll`);
  expect(await mainText(clerk)).toContain('名簿への登録はまだ行っていません');
  await press(clerk, /現在で調べる$/);
  await again(clerk, '調べた職員');
});
