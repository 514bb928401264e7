import { expect, test } from 'vitest';
import { beginInterruption } from '#tests/support/interruption.ts';
import {
  answerUntil,
  enterPin,
  goToSignature,
  presentCard,
  press,
  receiptNumberOn,
  sign,
  signIn,
  startApplication,
} from '#tests/support/resident.ts';

const CHOFU = 'town-132080.db';
const FUJISAWA = 'town-142051.db';
const RESIDENT = {
  person: 'sato-kenji',
  householder: '健司',
  postcode: '251-0047',
  cardHolders: ['健司', '美咲', '陽菜'],
};

test('届出が確定した直後に停電しても、届出は一件だけ残り、受付番号が示され、旧市区町村に一度だけ届く（法第24条）', async () => {
  await using story = await beginInterruption(async () => ({
    database: 'portal.db',
    condition: 'SELECT 1 FROM portal_applications',
  }));
  const wife = await story.resident();
  await wife.goto(`${story.origin}/sign-in`);
  await press(wife, 'form[action="/sign-in?index"] button');
  await presentCard(wife, 'sato-misaki');
  await enterPin(wife, '9999');
  expect(await wife.locator('main').textContent()).toContain('残り2回');

  const page = await story.resident();
  await signIn(page, story.origin, RESIDENT.person);
  await startApplication(page);
  await answerUntil(page, RESIDENT);
  const check = page.url();
  await goToSignature(page);
  const signature = page.url();
  const before = story.reservedTime();
  await story.cutOff(() => sign(page, RESIDENT.person));

  const [filed, ...others] = story.rows('portal.db', 'SELECT receipt_number AS receipt FROM portal_applications');
  expect(others).toEqual([]);
  const receipt = String(filed?.receipt);
  await story.restart();

  // The browser asks again for the page that it did not get: the way back from the card app, used before.
  await page.reload();
  expect(receiptNumberOn(page)).toBe(receipt);
  for (const place of [signature, check]) {
    await page.goto(place);
    expect(page.url()).toContain(`/moving/applications/${receipt}`);
  }
  await page.goto(`${story.origin}/moving`);
  expect(await page.locator('main a[href^="/moving/applications/"]').count()).toBe(1);
  expect(await page.locator('main a[href^="/moving/drafts/"]').count()).toBe(0);
  expect(await page.locator('form[action="/moving?index"]').count()).toBe(0);

  await expect.poll(() => story.count(CHOFU, 'applications'), { timeout: 10_000 }).toBe(1);
  await expect.poll(() => story.count(FUJISAWA, 'arrival_cases WHERE has_notice'), { timeout: 10_000 }).toBe(1);
  expect(story.rows(CHOFU, 'SELECT receipt_number AS receipt FROM applications')).toEqual([{ receipt }]);
  expect(story.count(CHOFU, "inbox WHERE type = 'MovingOutApplication'")).toBe(1);
  expect(story.count('portal.db', "outbox WHERE type IN ('MovingOutApplication', 'VisitNotice')")).toBe(2);
  expect(story.count('portal.db', 'portal_applications')).toBe(1);

  // The wrong entry before the cut is still counted, and nobody is told an earlier time than before.
  expect(story.reservedTime() >= before).toBe(true);
  await wife.goto(`${story.origin}/sign-in`);
  await press(wife, 'form[action="/sign-in?index"] button');
  await presentCard(wife, 'sato-misaki');
  expect(await wife.locator('main').textContent()).toContain('残り2回');

  await page.goto(`${story.origin}/moving/applications/${receipt}`);
  await expect
    .poll(
      async () => {
        await page.reload();
        return page.locator('main').textContent();
      },
      { timeout: 10_000 },
    )
    .toContain('届きました');
  await story.expectSound();
});
