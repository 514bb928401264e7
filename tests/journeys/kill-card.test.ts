import { expect, test } from 'vitest';
import { cardIdOf } from '#db/fixtures/records.ts';
import { enterPin, presentCard } from '#tests/support/card-app.ts';
import {
  awaitAnswer,
  checkIn,
  chooseHousehold,
  confirmSaid,
  finish,
  mainText,
  openArrival,
  openVisitors,
  press,
  readCard,
  rewriteCard,
  signFiling,
  waitFor,
} from '#tests/support/clerk.ts';
import { beginInterruption, oneMore } from '#tests/support/interruption.ts';
import { prepareVisit } from '#tests/support/prepared-move.ts';
import { inWorldOf } from '#tests/support/prepared-world.ts';
import { FUJISAWA } from '#tests/support/story.ts';

const NEW = `town-${FUJISAWA}.db`;
const NATIONAL = 'national.db';

test('カードへの書込みと確認の間に停電しても、追記欄は一行だけ使われ、手続は自動で完了する（施行令第30条の20）', async () => {
  await using story = await beginInterruption(async (databases) => {
    await inWorldOf(databases.dataDir, (world) => prepareVisit(world, '2026-12-01'));
    return oneMore(databases, NATIONAL, 'card_operations');
  });
  const husband = cardIdOf('sato-kenji');
  const wife = cardIdOf('sato-misaki');
  const remarks = (card: string) => story.count(NATIONAL, 'card_remarks WHERE card_id = ?', card);
  const wrongEntries = (card: string) =>
    story.rows(NATIONAL, "SELECT failures FROM card_pins WHERE card_id = ? AND kind = 'residentRegister'", card);
  const atFirst = { husband: remarks(husband), wife: remarks(wife) };

  const clerk = await story.clerk(FUJISAWA);
  const { page } = clerk;
  const rowOf = (name: string) => page.getByRole('listitem').filter({ hasText: `${name}さんのカード` });
  await openVisitors(clerk, '2026-12-01');
  await openArrival(clerk, '佐藤　健司', '準備完了');
  const visit = page.url();
  await checkIn(clerk);
  await readCard(clerk, 'sato-kenji', '3456');
  await awaitAnswer(clerk);
  await confirmSaid(clerk);
  await chooseHousehold(clerk);
  await signFiling(clerk);

  // His wife types a wrong PIN first and takes her card away again.
  await press(clerk, '端末へ進む', rowOf('佐藤　美咲'));
  await presentCard(page, 'sato-misaki');
  await enterPin(page, '0000');
  expect(await mainText(clerk)).toContain('残り2回');
  await page.goto(`${visit}/cards`);
  const before = story.reservedTime();
  await story.cutOff(() => press(clerk, 'このカードを書き換える', rowOf('佐藤　健司')));
  expect(story.rows(NATIONAL, 'SELECT kind, state FROM card_operations')).toEqual([
    { kind: 'rewrite', state: 'written' },
  ]);
  expect(story.rows(NEW, 'SELECT state FROM card_tasks WHERE position = 0')).toEqual([{ state: 'rewriting' }]);
  expect(wrongEntries(wife)).toEqual([{ failures: 1 }]);

  await story.restart();
  expect(story.reservedTime() >= before).toBe(true);
  await page.goto(`${visit}/cards`);
  await waitFor(
    clerk,
    async () => (await rowOf('佐藤　健司').textContent())?.includes('完了') ?? false,
    'the end of the repair',
  );
  expect(story.rows(NATIONAL, 'SELECT kind, state FROM card_operations ORDER BY written_at, kind DESC')).toEqual([
    { kind: 'rewrite', state: 'confirmed' },
    { kind: 'continueUse', state: 'confirmed' },
  ]);
  expect(remarks(husband)).toBe(atFirst.husband + 1);
  expect(wrongEntries(wife)).toEqual([{ failures: 1 }]);

  // One more wrong entry would leave one: the counter went on. Then she remembers, and her card is written too.
  await rewriteCard(clerk, '佐藤　美咲', { key: 'sato-misaki', pin: '3456' });
  expect(remarks(wife)).toBe(atFirst.wife + 1);
  expect(wrongEntries(wife)).toEqual([{ failures: 0 }]);
  await finish(clerk);
  expect(await mainText(clerk)).toContain('佐藤　健司：完了');
  const reports = "outbox WHERE type = 'CardContinuationReported'";
  await expect.poll(() => story.count(NEW, `${reports} AND state = 'sent'`), { timeout: 10_000 }).toBe(2);
  expect(story.count(NATIONAL, "jlis_reports WHERE kind = 'CardContinuationReported'")).toBe(2);
  await story.expectSound();
});
