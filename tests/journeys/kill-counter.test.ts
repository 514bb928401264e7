import { expect, test } from 'vitest';
import { tokyoInstant } from '#app/vocabulary/tokyo.ts';
import {
  awaitAnswer,
  checkIn,
  chooseHousehold,
  confirmSaid,
  mainText,
  openArrival,
  openVisitors,
  press,
  readCard,
  shows,
  signFiling,
  waitFor,
} from '#tests/support/clerk.ts';
import { beginInterruption, oneMore } from '#tests/support/interruption.ts';
import { prepareVisit } from '#tests/support/prepared-move.ts';
import { inWorldOf } from '#tests/support/prepared-world.ts';
import { CHOFU, FUJISAWA } from '#tests/support/story.ts';

const NEW = `town-${FUJISAWA}.db`;
const OLD = `town-${CHOFU}.db`;

test('転出証明書情報を受け取った直後にも、署名の直後にも停電した窓口は、同じところから続き、だれも二重に登録されず、届出日は署名の日のまま（法第22条、第24条の2）', async () => {
  await using story = await beginInterruption(async (databases) => {
    await inWorldOf(databases.dataDir, (world) => prepareVisit(world, '2026-12-01'));
    return oneMore(databases, NEW, "inbox WHERE type = 'MovingOutCertificateAnswer'");
  });
  const residents = story.count(NEW, 'residents');
  const changes = story.count(NEW, 'ledger');

  const clerk = await story.clerk(FUJISAWA);
  await openVisitors(clerk, '2026-12-01');
  await openArrival(clerk, '佐藤　健司', '準備完了');
  const visit = clerk.page.url();
  await checkIn(clerk);
  const before = story.reservedTime();
  await story.cutOff(() => readCard(clerk, 'sato-kenji', '3456'));
  expect(story.rows(NEW, 'SELECT stage FROM arrival_cases')).toEqual([{ stage: 'counter' }]);

  // Identification and card are recorded already: only the question to the old town is asked again.
  await story.restart(oneMore(story, NEW, 'moving_in_filings'));
  expect(story.reservedTime() >= before).toBe(true);
  await clerk.page.goto(`${visit}/card-return`);
  expect(new URL(clerk.page.url()).pathname).toMatch(/\/certificate$/);
  await press(clerk, /問い合わせる$/);
  await awaitAnswer(clerk);
  expect(await mainText(clerk)).toContain('転出地に最新の内容を確かめました');
  await confirmSaid(clerk);
  await chooseHousehold(clerk);
  await story.cutOff(() => signFiling(clerk));
  expect(story.count(NEW, 'residents')).toBe(residents);
  expect(story.count(NEW, 'moving_in_filings')).toBe(1);

  // What the visitor signed is carried to the end without another press, as a filing of the day of the signature.
  story.sleepUntil(tokyoInstant('2026-12-02', '08:00'));
  await story.restart();
  await clerk.page.goto(visit);
  await waitFor(clerk, () => shows(clerk, '転入済み'), 'the registration');
  expect(story.count(NEW, 'residents')).toBe(residents + 4);
  expect(story.count(NEW, '(SELECT 1 FROM residents GROUP BY code_hash HAVING count(*) > 1)')).toBe(0);
  expect(story.count(NEW, 'ledger')).toBe(changes + 1);
  const filedOn = "residents WHERE json_extract(record, '$.lastChange.notifiedOn') = ?";
  expect(story.count(NEW, filedOn, '2026-12-01')).toBe(4);
  expect(story.count(NEW, "register_drafts WHERE kind = 'RegisterMovingInByCard'")).toBe(1);
  await expect.poll(() => story.count(NEW, 'card_tasks'), { timeout: 10_000 }).toBe(3);
  expect(story.count(NEW, "outbox WHERE type = 'MovingInNotice'")).toBe(1);
  await clerk.page.goto(`${visit}/cards`);
  expect(await mainText(clerk)).toContain('佐藤　健司さんのカード');

  await expect.poll(() => story.count(OLD, "inbox WHERE type = 'MovingInNotice'"), { timeout: 10_000 }).toBe(1);
  await story.expectSound();
});
