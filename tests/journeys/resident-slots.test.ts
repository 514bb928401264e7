import { expect, test } from 'vitest';
import { expectAccessible } from '#tests/support/browser.ts';
import { mainText, press as pressAtDesk, waitFor } from '#tests/support/clerk.ts';
import { beginJourney } from '#tests/support/journey.ts';
import {
  answerUntil,
  goToSignature,
  openStatus,
  pageName,
  press,
  pressNamed,
  sendQuestion,
  sign,
  signAnswers,
  signIn,
  startApplication,
} from '#tests/support/resident.ts';
import { applicationsIn, expectRefusal, said } from '#tests/support/resident-refusal.ts';
import { FUJISAWA, readsOnStatus } from '#tests/support/sato-move.ts';

/** A counter with two places at each time. */
const PLAN = {
  movingOn: '2026-11-28',
  postcode: '2510047',
  visitOn: '2026-11-30',
  visitOffice: '辻堂市民センター',
  visitTime: '09:00',
} as const;

test('迷っている間に選んだ時間をほかの人に取られても、ほかの答えは残り、近い時間を選び直して届け出られる', async () => {
  await using journey = await beginJourney();
  const hiroshi = { ...PLAN, person: 'tanaka-hiroshi', householder: '浩' };
  const slow = await journey.resident();
  await signIn(slow, journey.server.origin, hiroshi.person);
  await startApplication(slow);
  await answerUntil(slow, hiroshi);
  expect(await said(slow)).toContain('09:00');
  await goToSignature(slow);

  // Half an hour goes by; two others want the same time, and only two can have it.
  await journey.whileDown(async (world) => {
    await world.portal.store.write(async ({ db, t }) => {
      await db.update(t.portalVisitPlaces).set({ heldUntil: 1 });
    });
  });
  await journey.file({ ...PLAN, person: 'mori-yuto' });
  await journey.file({ ...PLAN, person: 'takahashi-hideki', householder: '秀樹' });

  await sign(slow, hiroshi.person);
  await expectRefusal(slow, {
    sentence: '選んだ時間は、ほかの人が先に予約したか、窓口の都合でなくなりました。',
    way: '入力した内容は残っています。空いている時間を選び直してください。',
    article: '住民基本台帳法第24条の2第3項',
  });
  expect(applicationsIn(journey.server)).toBe(2);
  await pressNamed(slow, '時間を選び直す');
  expect(pageName(slow)).toBe('visit-time');
  expect(await said(slow)).toContain('前に選んだ時間の予約がなくなりました');
  await expectAccessible(slow);
  // A page that is older than the last free place: the same kind answer, and the choice again.
  await slow
    .locator('input[name="visitSlot"]')
    .first()
    .evaluate((radio) => {
      if (radio instanceof HTMLInputElement) radio.value = '2026-11-30/tsujido/09:00';
    });
  await slow.locator('input[name="visitSlot"]').first().check();
  await sendQuestion(slow);
  expect(await said(slow)).toContain('ほかの人が先に予約しました');
  await expectAccessible(slow);
  await slow.locator('input[name="visitSlot"][value$="/09:30"]').first().check();
  await sendQuestion(slow);
  expect(pageName(slow)).toBe('check-answers');
  expect(await said(slow)).toContain('09:30');
  expect(await said(slow)).toContain('090-1234-5678');
  const { receiptNumber } = await signAnswers(slow, hiroshi);
  expect(receiptNumber).toMatch(/^\d{19}$/);
  expect(applicationsIn(journey.server)).toBe(3);
});

test('窓口が一日の時間枠を取り消すと住民は理由を読んで選び直し、受付のQRコードとカレンダーが出る（スクリプトなし）', async () => {
  await using journey = await beginJourney({ javaScript: false });
  const { origin } = journey.server;
  const hiroshi = { ...PLAN, person: 'tanaka-hiroshi', householder: '浩' };
  const { page, receiptNumber } = await journey.file(hiroshi);
  const clerk = await journey.clerk(FUJISAWA);
  const slots = `${origin}/office/${FUJISAWA}/visits?on=${PLAN.visitOn}`;
  await clerk.page.goto(slots);
  await waitFor(clerk, async () => (await mainText(clerk)).includes('09:00〜09:30枠3組予約1組'), 'the visit');
  await clerk.page.selectOption('select[name="office"]', 'tsujido');
  await clerk.page.selectOption('select[name="startsAt"]', 'all');
  await clerk.page.fill('input[name="reason"]', '停電の工事のため、この日は受付を休みます。');
  await pressAtDesk(clerk, '取り消す');
  expect(await mainText(clerk)).toContain('この日は取消し');

  const status = await readsOnStatus(page, origin, receiptNumber, '窓口に行く時間を選び直してください');
  expect(status).toContain('停電の工事のため、この日は受付を休みます。');
  await press(page, `main a[href$="/${receiptNumber}/visit"]`);
  expect(await page.locator('input[name="visitOn"]').count()).toBeGreaterThan(3);
  await page.check('input[name="visitOn"][value="2026-11-30"]');
  const change = 'main button[name="intent"][value="change"]';
  await press(page, change);
  expect(await said(page)).not.toContain('辻堂市民センター');
  await page.check('input[name="visitOffice"][value="honcho"]');
  await press(page, change);
  await page.check('input[name="visitSlot"][value$="/honcho/10:00"]');
  await press(page, change);
  expect(await said(page)).toContain('10:00');

  await openStatus(page, origin, receiptNumber);
  await press(page, `main a[href$="/${receiptNumber}/visit-card"]`);
  expect(await page.locator('main svg[role="img"]').getAttribute('aria-label')).toBe('受付のQRコード');
  const calendar = await page.request.get(`${origin}/moving/applications/${receiptNumber}/visit.ics`);
  expect(await calendar.text()).toContain('DTSTART;TZID=Asia/Tokyo:20261130T100000');

  await clerk.page.goto(`${origin}/office/${FUJISAWA}/visitors?on=${PLAN.visitOn}`);
  await waitFor(clerk, async () => (await mainText(clerk)).includes('10:00　藤沢市役所'), 'the new time');
});
