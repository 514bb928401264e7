import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAccessible } from '#tests/support/browser.ts';
import { follow, mainText, press, waitFor } from '#tests/support/clerk.ts';
import { beginJourney, type Journey } from '#tests/support/journey.ts';

const CHOFU = '132080';

let journey: Journey;
beforeAll(async () => {
  journey = await beginJourney();
  // Something that nobody can read lies in the box: it stays until an officer sees to it.
  await journey.whileDown(async (world) => {
    const [store] = world.towns.find(({ town }) => town.code === CHOFU)?.stores ?? [];
    await store?.write(async ({ db, t }) => {
      const receivedAt = world.clock.now();
      const row = {
        digest: 'a'.repeat(64),
        reason: 'signature',
        detail: '署名が確かめられません',
        receivedAt,
        body: 'x',
      };
      await db.insert(t.unreadable).values(row);
    });
  });
});
afterAll(() => journey[Symbol.asyncDispose]());

test('警報は枠の印に数が出て、担当が何をするかを書いて引き受けると消える。ほかの担当にはだれが持っているかが見える', async () => {
  const clerk = await journey.clerk(CHOFU, 'administrator');
  const { page, origin } = clerk;
  await page.goto(`${origin}/office/${CHOFU}/alerts`);
  await waitFor(clerk, async () => (await mainText(clerk)).includes('未対応'), 'the alert');
  expect(await page.locator('header nav').textContent()).toMatch(/警報1件/);
  expect(await mainText(clerk)).toContain('読めない電文が1通あります。');
  await expectAccessible(page);
  await press(clerk, '引き受ける');
  expect(await page.title()).toMatch(/^エラー：/);
  await page.getByLabel(/^何をするか/).fill('送信元に再送を求める');
  await press(clerk, '引き受ける');
  expect(await mainText(clerk)).toContain('引き受けを記録しました');
  expect(await page.locator('header nav').textContent()).not.toMatch(/警報\d+件/);

  const colleague = await journey.clerk(CHOFU, 'registry');
  await colleague.page.goto(`${origin}/office/${CHOFU}/alerts`);
  expect(await mainText(colleague)).toContain('担当：柏木　大地');
  expect(await mainText(colleague)).toContain('送信元に再送を求める');
  expect(await mainText(colleague)).toContain('引き受けを待つ警報はありません');
  await expectAccessible(colleague.page);
});

test('外部システムが止まると稼働状況に言葉で出て、戻ると応答ありになる', async () => {
  const clerk = await journey.clerk(CHOFU, 'administrator');
  const { page, origin } = clerk;
  await page.goto(`${origin}/office/${CHOFU}/health`);
  await journey.breakSystem('jlis', 'down');
  const silent = async () => (await mainText(clerk)).includes('応答なし');
  await waitFor(clerk, silent, 'the silence of J-LIS');
  await expectAccessible(page);
  await journey.repairAll();
  await waitFor(clerk, async () => !(await silent()), 'the answer of J-LIS');
  expect(await mainText(clerk)).toContain('住民基本台帳の夜間処理');
});

test('集計は図と表とCSVで出て、次の開庁日の見込みは計算のしかたを言う', async () => {
  const clerk = await journey.clerk(CHOFU);
  const { page, origin } = clerk;
  await page.goto(`${origin}/office/${CHOFU}/figures`);
  expect(await mainText(clerk)).toContain('次の開庁日の見込み');
  expect(await mainText(clerk)).toMatch(/予約のある来庁は?\d+組/);
  await page.getByLabel('期間').selectOption('7');
  await press(clerk, 'この期間を見る');
  expect(page.url()).toContain('days=7');
  const file = await page.request.get(`${origin}/office/${CHOFU}/figures/download?days=7`);
  expect(file.headers()['content-type']).toContain('text/csv');
  expect(await file.text()).toContain('"日","系列","内訳","件数"');
  await expectAccessible(page);
  await page.goto(`${origin}/office/${CHOFU}/messages`);
  // Mail is counted within a minute.
  const counted = async () => {
    await page.reload();
    return (await mainText(clerk)).includes('機関ごとの電文');
  };
  await expect.poll(counted, { timeout: 60_000, interval: 2_000 }).toBe(true);
  await follow(clerk, '稼働状況', page.locator('header'));
  expect(await mainText(clerk)).toContain('外部システム');
});
