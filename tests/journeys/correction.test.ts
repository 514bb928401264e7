import { expect, test } from 'vitest';
import { accept, askForCorrection, mainText, openApplication, refuse, startReview } from '#tests/support/clerk.ts';
import { beginJourney } from '#tests/support/journey.ts';
import { correct } from '#tests/support/resident.ts';
import { CHOFU, readsOnStatus } from '#tests/support/sato-move.ts';

const MOVE = { movingOn: '2026-11-28', postcode: '2510047', visitOn: '2026-11-30', visitOffice: '藤沢市役所' } as const;

test('要訂正になった届出を直して出し直すと、新しい受付番号で完了する（住民基本台帳法第24条）', async () => {
  await using journey = await beginJourney();
  const { origin } = journey.server;
  const application = { ...MOVE, person: 'watanabe-naoki', householder: '直樹' };
  const { page, receiptNumber } = await journey.file(application);
  const chofu = await journey.clerk(CHOFU);
  await openApplication(chofu, receiptNumber);
  await startReview(chofu);
  await askForCorrection(chofu, ['新しい住所'], '番地を「6番17号」のように書いてください。');
  expect(await mainText(chofu)).toContain('補正待ち');

  expect(await readsOnStatus(page, origin, receiptNumber, '要訂正')).toContain(
    '番地を「6番17号」のように書いてください。',
  );
  const again = await correct(page, receiptNumber, { ...application, lot: { lot: '6番17号' } });
  expect(again.receiptNumber).not.toBe(receiptNumber);
  await accept(chofu, again.receiptNumber);
  expect(await mainText(chofu)).toMatch(/補正前の申請\s*\d{19}/);
  expect(await readsOnStatus(page, origin, again.receiptNumber, '調布市で転出の手続きが完了しました')).toContain(
    '完了',
  );
  await readsOnStatus(page, origin, receiptNumber, '再申請済み');
});

test('却下された届出は理由が読め、また届け出ることができる（住民基本台帳法第24条）', async () => {
  await using journey = await beginJourney();
  const { origin } = journey.server;
  const application = { ...MOVE, person: 'takahashi-hideki', householder: '秀樹' };
  const { page, receiptNumber } = await journey.file(application);
  const chofu = await journey.clerk(CHOFU);
  await openApplication(chofu, receiptNumber);
  await startReview(chofu);
  await refuse(chofu, '却下する', '引越しの日が住民票の記録と合わないため、窓口で届け出てください。');
  const status = await readsOnStatus(page, origin, receiptNumber, '却下');
  expect(status).toContain('引越しの日が住民票の記録と合わないため、窓口で届け出てください。');
  expect(status).toContain('窓口に行く予定はありません');
  await page.goto(`${origin}/moving`);
  expect(await page.locator('form[action="/moving?index"] button').isVisible()).toBe(true);
});
