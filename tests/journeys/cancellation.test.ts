import { expect, test } from 'vitest';
import { accept, mainText, openVisitors, press, returnToApplication, waitFor } from '#tests/support/clerk.ts';
import { beginJourney } from '#tests/support/journey.ts';
import { withdraw } from '#tests/support/resident.ts';
import { isResident, openResident } from '#tests/support/resident-records.ts';
import { CHOFU, FUJISAWA, readsOnStatus } from '#tests/support/sato-move.ts';

const MOVE = { movingOn: '2026-11-28', postcode: '2510047', visitOn: '2026-11-30', visitOffice: '藤沢市役所' } as const;

test('処理の前に取り下げると、転出は起きず、来庁の予定も消える（住民基本台帳法第24条）', async () => {
  await using journey = await beginJourney();
  const { page, receiptNumber } = await journey.file({ ...MOVE, person: 'tanaka-hiroshi', householder: '浩' });
  const chofu = await journey.clerk(CHOFU);
  const fujisawa = await journey.clerk(FUJISAWA);
  await openVisitors(fujisawa, MOVE.visitOn);
  await waitFor(fujisawa, async () => (await mainText(fujisawa)).includes('田中　浩'), 'the announced visit');
  await withdraw(page, receiptNumber);
  const status = await readsOnStatus(page, journey.server.origin, receiptNumber, '届出が取り下げられました');
  expect(status).toContain('この届出は取り下げられました。');

  await returnToApplication(chofu, receiptNumber);
  await waitFor(chofu, async () => (await mainText(chofu)).includes('取下げ'), 'the withdrawal');
  expect(await mainText(chofu)).toContain('いまあなたの役割が行う処理はありません');
  await openVisitors(fujisawa, MOVE.visitOn);
  await waitFor(fujisawa, async () => !(await mainText(fujisawa)).includes('田中　浩'), 'the cancelled visit');
  await journey.advanceTo('2026-11-30');
  await openResident(chofu, '田中　浩');
  expect(await isResident(chofu)).toBe(true);
});

test('転出の処理の後で取り消すと、転出地が転出を取り消し、転出証明書情報も取り消される（標準仕様書 4.6.0.1）', async () => {
  await using journey = await beginJourney();
  const { page, receiptNumber } = await journey.file({ ...MOVE, person: 'tanaka-hiroshi', householder: '浩' });
  const chofu = await journey.clerk(CHOFU);
  await accept(chofu, receiptNumber);
  await readsOnStatus(page, journey.server.origin, receiptNumber, '藤沢市の窓口の準備ができました');
  await withdraw(page, receiptNumber);
  await returnToApplication(chofu, receiptNumber);
  await waitFor(chofu, async () => (await mainText(chofu)).includes('取消の申出'), 'the wish to cancel');
  await press(chofu, '転出を取り消す（専決）');
  expect(await mainText(chofu)).toContain('転出取消済み');
  const status = await readsOnStatus(page, journey.server.origin, receiptNumber, '転出が取り消されました');
  expect(status).toContain('転出は取り消されました。');

  const fujisawa = await journey.clerk(FUJISAWA);
  await openVisitors(fujisawa, MOVE.visitOn);
  await waitFor(fujisawa, async () => !(await mainText(fujisawa)).includes('準備完了'), 'the cancelled 事前通知');
  await journey.advanceTo('2026-11-30');
  await openResident(chofu, '田中　浩');
  expect(await isResident(chofu)).toBe(true);
});
