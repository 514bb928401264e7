import { expect, test } from 'vitest';
import { getPerson } from '#db/fixtures/families.ts';
import { expectAccessible } from '#tests/support/browser.ts';
import { accept, type Clerk, follow, mainText, press, returnToApplication, waitFor } from '#tests/support/clerk.ts';
import { moveInAtCounter } from '#tests/support/counter.ts';
import { beginJourney } from '#tests/support/journey.ts';
import { withdraw } from '#tests/support/resident.ts';
import { CHOFU, FUJISAWA, readsOnStatus } from '#tests/support/sato-move.ts';

const HEALTH = 'nationalHealthInsurance';
const MOVE = { movingOn: '2026-11-28', postcode: '2510047', visitOn: '2026-11-30', visitOffice: '藤沢市役所' } as const;
const MOVER = getPerson('yamazaki-aoi').person.name.full;
const CANCELLED = getPerson('kobayashi-c-1').person.name.full;

const listOf = (clerk: Clerk, query = '') => `${clerk.origin}/office/${clerk.town}/sections/${HEALTH}${query}`;

/** 受領待ち about one person: phase and movement, in the order of the list. */
async function noticesOf(clerk: Clerk, name: string): Promise<string[]> {
  const rows = await clerk.page
    .getByRole('table', { name: /^(受領待ち|絞り込んだ通知)/ })
    .getByRole('row', { name })
    .all();
  const texts = await Promise.all(rows.map((row) => row.textContent()));
  return texts.map((text) => `${/予定|確定|取消/.exec(text ?? '')?.[0]} ${/転入・記載|転出/.exec(text ?? '')?.[0]}`);
}

/** Waits until the list says so; it comes by itself, nobody in the section does anything. */
async function comes(clerk: Clerk, name: string, notices: string[]): Promise<void> {
  await clerk.page.goto(listOf(clerk));
  const isThere = async () => (await noticesOf(clerk, name)).join() === notices.join();
  await waitFor(clerk, isThere, `${name}: ${notices.join('、')}`);
}

/** The numbers of the notices in both files of what is on the screen, which tell the same. */
async function filesOf(clerk: Clerk): Promise<{ position: string; name: string }[]> {
  const fetched = async (label: string) => {
    const href = await clerk.page.getByRole('link', { name: label }).getAttribute('href');
    return clerk.page.request.get(`${clerk.origin}${href}`);
  };
  const csv = await fetched('CSVで受け取る');
  expect(csv.headers()['content-type']).toContain('text/csv');
  const [head = '', ...lines] = (await csv.text()).trim().split('\r\n');
  const nameAt = head.split(',').indexOf('"氏名"');
  const rows = lines.map((line) => {
    const cells = line.slice(1, -1).split('","');
    return { position: cells[0] ?? '', name: cells[nameAt] ?? '' };
  });
  const json = await fetched('JSONで受け取る');
  const { entries } = (await json.json()) as { entries: { position: number; name: { full: string } }[] };
  expect(entries.map((one) => ({ position: String(one.position), name: one.name.full }))).toEqual(rows);
  return rows;
}

test('転入は国保の一覧に予定で届き、本登録で確定になり、受領すると消える。先に受領した職員の名前が分かる', async () => {
  await using journey = await beginJourney();
  const { origin } = journey.server;
  const { page, receiptNumber } = await journey.file({ ...MOVE, person: 'yamazaki-aoi' });
  const chofu = await journey.clerk(CHOFU);
  await accept(chofu, receiptNumber);
  const officer = await journey.clerk(FUJISAWA, 'insurance');
  await comes(officer, MOVER, ['予定 転入・記載']);
  await expectAccessible(officer.page);

  await readsOnStatus(page, origin, receiptNumber, '藤沢市の窓口の準備ができました');
  await journey.advanceTo('2026-11-30');
  await moveInAtCounter(await journey.clerk(FUJISAWA), { on: '2026-11-30', name: MOVER, person: 'yamazaki-aoi' });
  await comes(officer, MOVER, ['予定 転入・記載', '確定 転入・記載']);

  // Only what is certain, in both files, and two officers before the same list.
  await officer.page.getByLabel('段階').selectOption({ label: '確定（1件）' });
  await press(officer, '絞り込む');
  expect(await noticesOf(officer, MOVER)).toEqual(['確定 転入・記載']);
  expect((await filesOf(officer)).map(({ name }) => name)).toEqual([MOVER]);
  const colleague = await journey.clerk(FUJISAWA, 'registry');
  await colleague.page.goto(officer.page.url());
  await press(officer, '表示の1件を受領する');
  expect(await mainText(officer)).toContain('1件を受領しました');
  expect(await noticesOf(officer, MOVER)).toEqual(['予定 転入・記載']);
  await press(colleague, '表示の1件を受領する');
  expect(await mainText(colleague)).toContain('この通知はすでに受領されています');
  expect(await mainText(colleague)).toMatch(/に石橋　亮が受領しました/);
  await expectAccessible(colleague.page);
  const records = colleague.page
    .getByRole('table', { name: /^受領の記録/ })
    .locator('tbody')
    .getByRole('row');
  expect(await records.count()).toBe(1);

  // The rest, with nothing left to choose: the section has done everything.
  const all = await filesOf(officer);
  expect(all.map(({ name }) => name)).toContain(MOVER);
  await press(officer, `表示の${all.length}件を受領する`);
  expect(await mainText(officer)).toContain('受領待ちの通知はありません');
  await follow(officer, '関係課への通知');
  expect(await officer.page.getByRole('row', { name: '国民健康保険' }).textContent()).toContain('0件');
});

test('転出を取り消すと、国保の一覧に取消が届く。ほかの事務の職員は開けず、何も読めない', async () => {
  await using journey = await beginJourney();
  const { origin } = journey.server;
  const filed = await journey.file({ ...MOVE, person: 'kobayashi-c-1' });
  const chofu = await journey.clerk(CHOFU);
  await accept(chofu, filed.receiptNumber);
  const officer = await journey.clerk(FUJISAWA, 'insurance');
  await comes(officer, CANCELLED, ['予定 転入・記載']);
  await readsOnStatus(filed.page, origin, filed.receiptNumber, '藤沢市の窓口の準備ができました');
  await withdraw(filed.page, filed.receiptNumber);
  await returnToApplication(chofu, filed.receiptNumber);
  await waitFor(chofu, async () => (await mainText(chofu)).includes('取消の申出'), 'the wish to cancel');
  await press(chofu, '転出を取り消す（専決）');
  await comes(officer, CANCELLED, ['予定 転入・記載', '取消 転入・記載']);
  await expectAccessible(officer.page);

  const old = await journey.clerk(CHOFU, 'insurance');
  await comes(old, CANCELLED, ['予定 転出', '取消 転出']);

  const children = await journey.clerk(FUJISAWA, 'children');
  for (const path of ['', '/download?format=csv', '/download?format=json']) {
    const refused = await children.page.request.get(listOf(children, path));
    expect([path, refused.status()]).toEqual([path, 403]);
    expect(await refused.text()).not.toContain(CANCELLED);
  }
  await children.page.goto(listOf(children));
  expect(await mainText(children)).toContain('このページは表示できません');
  await children.page.goto(`${children.origin}/office/${FUJISAWA}/sections`);
  expect(await mainText(children)).toContain('児童手当');
  expect(await mainText(children)).not.toContain('国民健康保険');
});
