import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { newVisitor } from '#tests/support/browser.ts';
import { beginJourney, type Journey } from '#tests/support/journey.ts';
import { answerQuestion, answerUntil, signIn, startApplication } from '#tests/support/resident.ts';
import { expectRefusal } from '#tests/support/resident-refusal.ts';

/** The whole page that somebody gets who asks for the household, without what is different for every draft. */
async function pageAfterConsent(journey: Journey, person: string): Promise<string> {
  const { page } = await newVisitor(journey.browser);
  await signIn(page, journey.server.origin, person);
  await startApplication(page);
  await answerUntil(page, { person }, 'household');
  await answerQuestion(page, { person, consent: 'yes' });
  await expectRefusal(page, {
    sentence: 'この届出はオンラインでは受け付けできません。お手数ですが、窓口にお越しください。',
    way: '今お住まいの市区町村の窓口で、本人確認書類を見せて届け出てください。',
    article: '住民基本台帳法第27条',
  });
  const html = await page.content();
  return html.replace(/\/moving\/drafts\/[0-9a-f-]+/g, '/moving/drafts/…').replace(/nonce="[^"]*"/g, 'nonce');
}

test('支援措置の世帯のだれにも、ほかの理由と一字も違わない同じページが返る（住民基本台帳法第12条・第20条、支援措置）', async () => {
  await using journey = await beginJourney();
  const pages: string[] = [];
  for (const person of ['nishimura-rika', 'kuroki-takashi', 'kuroki-tomoko']) {
    pages.push(await pageAfterConsent(journey, person));
  }
  // Another ground: the town has closed what it gave to the 中間サーバー, as after a removal.
  const nation = new Database(join(journey.server.dataDir, 'national.db'));
  nation.prepare("UPDATE interlink_copies SET closed_on = '2026-11-01' WHERE closed_on IS NULL").run();
  nation.close();
  const otherGround = await pageAfterConsent(journey, 'hayashi-nanami');
  for (const page of pages) expect(page).toBe(otherGround);
  expect(otherGround).not.toMatch(/支援措置|保護/);
});
