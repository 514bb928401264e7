import { expect, test } from 'vitest';
import { accept, mainText } from '#tests/support/clerk.ts';
import { moveInAtCounter } from '#tests/support/counter.ts';
import { beginJourney } from '#tests/support/journey.ts';
import { openResident, recorded } from '#tests/support/resident-records.ts';
import { CHOFU, FUJISAWA, readsOnStatus } from '#tests/support/sato-move.ts';

test('引越しの後の届出は、受理と同時に消除され、期限までに転入できる（住民基本台帳法第24条、施行令第24条の2）', async () => {
  await using journey = await beginJourney();
  const { origin } = journey.server;
  const { page, receiptNumber } = await journey.file({
    person: 'takahashi-hideki',
    movers: ['秀樹'],
    movingOn: '2026-11-16',
    visitOn: '2026-11-26',
    postcode: '2510047',
    visitOffice: '藤沢市役所',
  });
  const chofu = await journey.clerk(CHOFU);
  await accept(chofu, receiptNumber);
  expect(await mainText(chofu)).toMatch(/消除した日\s*令和8年11月16日/);
  const moved = await readsOnStatus(page, origin, receiptNumber, '調布市の住民票が消除されました');
  expect(moved).toContain('転出済み');
  await journey.advanceTo('2026-11-26');
  const fujisawa = await journey.clerk(FUJISAWA);
  await moveInAtCounter(fujisawa, { on: '2026-11-26', name: '髙橋　秀樹', person: 'takahashi-hideki' });
  await readsOnStatus(page, origin, receiptNumber, '調布市に転入の知らせが届きました');
  await openResident(fujisawa, '髙橋　秀樹');
  expect(await recorded(fujisawa, '住民となった日')).toBe('令和8年11月16日');
  await openResident(chofu, '髙橋　秀樹', { removed: true });
  expect(await recorded(chofu, '消除')).toMatch(/^令和8年11月16日/);
});
