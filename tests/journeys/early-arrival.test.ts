import { expect, test } from 'vitest';
import { accept, mainText } from '#tests/support/clerk.ts';
import { moveInAtCounter } from '#tests/support/counter.ts';
import { beginJourney } from '#tests/support/journey.ts';
import { openResident, recorded } from '#tests/support/resident-records.ts';
import { CHOFU, FUJISAWA, readsOnStatus } from '#tests/support/sato-move.ts';

test('予定より早く引っ越して来庁すると、実際の日で転入し、転出地は早い方の日で消除する（標準仕様書 1.1.5）', async () => {
  await using journey = await beginJourney();
  const { origin } = journey.server;
  const { page, receiptNumber } = await journey.file({
    person: 'takahashi-hideki',
    movers: ['秀樹'],
    movingOn: '2026-12-05',
    visitOn: '2026-12-07',
    postcode: '2510047',
    visitOffice: '藤沢市役所',
  });
  const chofu = await journey.clerk(CHOFU);
  await accept(chofu, receiptNumber);
  await readsOnStatus(page, origin, receiptNumber, '藤沢市の窓口の準備ができました');
  await journey.advanceTo('2026-11-27');
  const fujisawa = await journey.clerk(FUJISAWA);
  await moveInAtCounter(fujisawa, {
    on: '2026-12-07',
    name: '髙橋　秀樹',
    person: 'takahashi-hideki',
    said: { movedInOn: '令和8年11月26日' },
  });
  const status = await readsOnStatus(page, origin, receiptNumber, '調布市に転入の知らせが届きました');
  expect(status).toContain('転入の日：2026年11月26日');
  expect(status).toContain('調布市の住民票が消除されました');

  await openResident(chofu, '髙橋　秀樹', { removed: true });
  expect(await recorded(chofu, '消除')).toMatch(/^令和8年11月26日/);
  expect(await mainText(chofu)).toContain('令和8年12月5日');
  await openResident(fujisawa, '髙橋　秀樹');
  expect(await recorded(fujisawa, '住民となった日')).toBe('令和8年11月26日');
});
