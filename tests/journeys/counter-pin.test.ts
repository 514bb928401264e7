import { expect, test } from 'vitest';
import { enterPin, presentCard } from '#tests/support/card-app.ts';
import { accept, awaitAnswer, checkIn, mainText, openVisitors, press, receiveVisitor } from '#tests/support/clerk.ts';
import { registerAtCounter } from '#tests/support/counter.ts';
import { beginJourney } from '#tests/support/journey.ts';
import { press as pressOn } from '#tests/support/pressing.ts';
import { CHOFU, FUJISAWA, readsOnStatus } from '#tests/support/sato-move.ts';

test('住民基本台帳用の暗証番号を忘れた人は、本人確認のうえ窓口で再設定し、そのまま転入できる（施行令第30条の14）', async () => {
  await using journey = await beginJourney();
  const { page, receiptNumber } = await journey.file({
    person: 'hashimoto-hideki',
    householder: '英樹',
    cardHolders: ['英樹', '久美', '樹'],
    movingOn: '2026-11-20',
    visitOn: '2026-11-26',
    postcode: '2510047',
    visitOffice: '藤沢市役所',
  });
  await accept(await journey.clerk(CHOFU), receiptNumber);
  await readsOnStatus(page, journey.server.origin, receiptNumber, '藤沢市の窓口の準備ができました');
  await journey.advanceTo('2026-11-26');

  const fujisawa = await journey.clerk(FUJISAWA);
  await openVisitors(fujisawa, '2026-11-26');
  await receiveVisitor(fujisawa, '橋本　英樹');
  await checkIn(fujisawa, { document: '運転免許証' });
  await press(fujisawa, '端末へ進む');
  await presentCard(fujisawa.page, 'hashimoto-hideki');
  for (const [pin, left] of [
    ['3456', '残り2回'],
    ['1234', '残り1回'],
  ] as const) {
    await enterPin(fujisawa.page, pin);
    expect(await mainText(fujisawa)).toContain(left);
  }
  await enterPin(fujisawa.page, '0000');
  expect(await mainText(fujisawa)).toContain('暗証番号がロックされています');
  await pressOn(fujisawa.page, 'form[action$="/cancel"] button');
  expect(await mainText(fujisawa)).toContain('住民基本台帳用の暗証番号がロックされています');

  await press(fujisawa, '暗証番号を再設定する');
  await fujisawa.page.fill('#pin', '5817');
  await fujisawa.page.fill('#again', '5817');
  await pressOn(fujisawa.page, 'form[action$="/new-pin"] button');
  if (await fujisawa.page.locator('form[action$="/pin"] #pin').isVisible()) await enterPin(fujisawa.page, '5817');
  await awaitAnswer(fujisawa);
  expect(await mainText(fujisawa)).toContain('転出地に最新の内容を確かめました');
  await registerAtCounter(fujisawa, { name: '橋本　英樹' });
  await readsOnStatus(page, journey.server.origin, receiptNumber, '調布市に転入の知らせが届きました');
});
