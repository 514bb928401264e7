import { expect, test } from 'vitest';
import { USUAL_PINS } from '#db/fixtures/define.ts';
import { enterPin, presentCard } from '#tests/support/card-app.ts';
import {
  awaitAnswer,
  type Clerk,
  checkIn,
  chooseHousehold,
  confirmSaid,
  finish,
  follow,
  mainText,
  openArrival,
  openVisitors,
  press,
  readCard,
  signFiling,
  waitFor,
} from '#tests/support/clerk.ts';
import { beginJourney } from '#tests/support/journey.ts';
import { prepareVisit } from '#tests/support/prepared-move.ts';
import { FUJISAWA } from '#tests/support/story.ts';

const PIN = USUAL_PINS.residentRegister;

async function toCards(clerk: Clerk): Promise<void> {
  await openVisitors(clerk, '2026-12-01');
  await openArrival(clerk, '佐藤　健司', '準備完了');
  await checkIn(clerk);
  await readCard(clerk, 'sato-kenji', PIN);
  await awaitAnswer(clerk);
  await confirmSaid(clerk);
  await chooseHousehold(clerk);
  await signFiling(clerk);
}

test('国のシステムが止まっても転入届は済み、家族のカードは申出を受け付け、戻れば続きが進む（施行令第30条の20）', async () => {
  await using journey = await beginJourney();
  await journey.whileDown((world) => prepareVisit(world, '2026-12-01').then(() => undefined));
  const clerk = await journey.clerk(FUJISAWA);
  const { page } = clerk;
  const rowOf = (name: string) => page.getByRole('listitem').filter({ hasText: `${name}さんのカード` });
  const says = async (name: string, text: string) => ((await rowOf(name).textContent()) ?? '').includes(text);
  await toCards(clerk);

  // Everything down: the whole family asks, nobody is turned away.
  await journey.breakSystem('card-terminal', 'down');
  await page.getByRole('checkbox', { name: '佐藤　健司さん' }).check();
  await press(clerk, /枚をまとめて始める$/);
  const down = await mainText(clerk);
  expect(down).toContain('縮退運転中');
  expect(down).toContain('申出の受付：令和8年12月1日');
  for (const name of ['佐藤　健司', '佐藤　美咲']) expect(await says(name, '申出を受付済み（復旧待ち）')).toBe(true);
  const receipt = await page.request.get(`${page.url().replace(/\/cards.*$/, '')}/card-receipt`);
  expect(receipt.headers()['content-type']).toBe('application/pdf');
  await openVisitors(clerk);
  expect(await mainText(clerk)).toContain('縮退運転中');
  await follow(clerk, 'カードの手続の残り');
  expect(await mainText(clerk)).toContain('佐藤　美咲');

  // Back again: the card that was read ends by itself, with its certificate; the others are asked for.
  await journey.repairAll();
  await follow(clerk, '佐藤　健司');
  await waitFor(clerk, () => says('佐藤　健司', '署名用電子証明書：発行済み'), 'the card of 佐藤 健司');
  await waitFor(clerk, () => says('佐藤　美咲', 'カードを待っています'), 'the card of 佐藤 美咲');
  expect(await mainText(clerk)).not.toContain('縮退運転中');

  // The rest of the family from one press, each with its own PIN.
  await press(clerk, /枚をまとめて始める$/);
  await presentCard(page, 'sato-misaki');
  await enterPin(page, PIN);
  await presentCard(page, 'sato-hina');
  await enterPin(page, PIN);
  for (const name of ['佐藤　健司', '佐藤　美咲', '佐藤　陽菜']) {
    await waitFor(clerk, () => says(name, '完了'), `the card of ${name}`);
  }
  await finish(clerk);
  expect(await mainText(clerk)).toContain('佐藤　陽菜：完了');
});
