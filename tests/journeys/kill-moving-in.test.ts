import { expect, test } from 'vitest';
import {
  awaitAnswer,
  checkIn,
  chooseHousehold,
  confirmSaid,
  mainText,
  openArrival,
  openVisitors,
  readCard,
  rewriteCard,
  signFiling,
} from '#tests/support/clerk.ts';
import { beginInterruption, oneMore } from '#tests/support/interruption.ts';
import { prepareVisit } from '#tests/support/prepared-move.ts';
import { inWorldOf } from '#tests/support/prepared-world.ts';
import { signIn } from '#tests/support/resident.ts';
import { CHOFU, FUJISAWA } from '#tests/support/story.ts';

const OLD = `town-${CHOFU}.db`;
const NEW = `town-${FUJISAWA}.db`;

test('転入の確定と転入通知の送信の間に停電しても、転入通知は一度だけ届き、旧市区町村は一度だけ消除する（法第9条、施行令第13条）', async () => {
  let receipt = '';
  await using story = await beginInterruption(async (databases) => {
    // Two days before the planned day: the notice of the new town removes them, not the night.
    receipt = await inWorldOf(databases.dataDir, (world) => prepareVisit(world, '2026-11-26'));
    return oneMore(databases, NEW, "outbox WHERE type = 'MovingInNotice'");
  });
  const livedHere = (town: string) => story.count('national.db', 'jlis_persons WHERE municipality_code = ?', town);
  const residents = (database: string) => story.count(database, "residents WHERE status = 'resident'");
  const atFirst = { old: residents(OLD), new: residents(NEW), jlisOld: livedHere(CHOFU), jlisNew: livedHere(FUJISAWA) };

  const clerk = await story.clerk(FUJISAWA);
  await openVisitors(clerk, '2026-12-01');
  await openArrival(clerk, '佐藤　健司', '準備完了');
  const visit = clerk.page.url();
  await checkIn(clerk);
  await readCard(clerk, 'sato-kenji', '3456');
  await awaitAnswer(clerk);
  await confirmSaid(clerk);
  await chooseHousehold(clerk);
  await story.cutOff(() => signFiling(clerk));
  const notice = "outbox WHERE type = 'MovingInNotice' AND state = ?";
  expect(story.count(NEW, notice, 'pending')).toBe(1);
  expect(residents(NEW)).toBe(atFirst.new + 4);
  expect(residents(OLD)).toBe(atFirst.old);
  const before = story.reservedTime();

  await story.restart();
  expect(story.reservedTime() >= before).toBe(true);
  await expect.poll(() => residents(OLD), { timeout: 10_000 }).toBe(atFirst.old - 4);
  await expect.poll(() => livedHere(FUJISAWA), { timeout: 10_000 }).toBe(atFirst.jlisNew + 4);
  expect(livedHere(CHOFU)).toBe(atFirst.jlisOld - 4);
  expect(residents(NEW)).toBe(atFirst.new + 4);
  expect(story.count(NEW, notice, 'sent')).toBe(1);
  expect(story.count(OLD, "inbox WHERE type = 'MovingInNotice'")).toBe(1);
  const removals =
    "SELECT person_id FROM jlis_notices WHERE event = ? AND reason <> '' GROUP BY person_id, effective_on";
  expect(story.rows('national.db', `${removals} HAVING count(*) > 1`, 'removed')).toEqual([]);
  expect(story.count(OLD, "snapshots WHERE changed_on = '2026-11-26'")).toBe(4);

  // The counter goes on where it was: the cards are next, and the resident sees the end of the move.
  await clerk.page.goto(`${visit}/cards`);
  await rewriteCard(clerk, '佐藤　美咲', { key: 'sato-misaki', pin: '3456' });
  expect(await mainText(clerk)).toContain('完了');
  const page = await story.resident();
  await signIn(page, story.origin, 'sato-kenji');
  await page.goto(`${story.origin}/moving/applications/${receipt}`);
  await expect
    .poll(async () => (await page.reload()) && page.locator('main').textContent(), { timeout: 10_000 })
    .toContain('転入');
  await story.expectSound();
});
