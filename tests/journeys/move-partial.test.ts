import { expect, test } from 'vitest';
import { accept, mainText } from '#tests/support/clerk.ts';
import { moveInAtCounter } from '#tests/support/counter.ts';
import { beginJourney } from '#tests/support/journey.ts';
import { householdOf, openResident, recorded } from '#tests/support/resident-records.ts';
import { CHOFU, FUJISAWA, readsOnStatus } from '#tests/support/sato-move.ts';

test('世帯主だけが転出し、2人が残る。残る世帯には届け出た世帯主ができる（住民基本台帳法第24条、第25条）', async () => {
  await using journey = await beginJourney();
  const { page, receiptNumber } = await journey.file({
    person: 'tanaka-hiroshi',
    movers: ['浩'],
    remainingHouseholder: '由美',
    movingOn: '2026-11-28',
    visitOn: '2026-11-30',
    postcode: '2510047',
    visitOffice: '藤沢市役所',
  });
  const chofu = await journey.clerk(CHOFU);
  await accept(chofu, receiptNumber);
  expect(await mainText(chofu)).toContain('残る世帯の世帯主（届出）田中　由美');
  await journey.advanceTo('2026-11-30');
  await moveInAtCounter(await journey.clerk(FUJISAWA), {
    on: '2026-11-30',
    name: '田中　浩',
    person: 'tanaka-hiroshi',
  });
  await readsOnStatus(page, journey.server.origin, receiptNumber, '調布市に転入の知らせが届きました');

  await openResident(chofu, '田中　浩', { removed: true });
  expect(await recorded(chofu, '消除')).toMatch(/^令和8年11月28日/);
  expect(await recorded(chofu, '転出確定')).toContain('藤沢市');
  await openResident(chofu, '田中　由美');
  expect(await householdOf(chofu)).toEqual(['田中　由美 世帯主', '田中　大翔 子']);
});

test('母が子1人を連れて転出する。父ともう1人の子は残り、カードのない子もいっしょに転入する（第24条の2第2項）', async () => {
  await using journey = await beginJourney();
  const { page, receiptNumber } = await journey.file({
    person: 'ito-mayu',
    movers: ['真由', '結衣'],
    cardHolders: ['真由'],
    householder: '真由',
    relationships: { 結衣: '子' },
    movingOn: '2026-11-28',
    visitOn: '2026-11-30',
    postcode: '2510047',
    visitOffice: '藤沢市役所',
  });
  const chofu = await journey.clerk(CHOFU);
  await accept(chofu, receiptNumber);
  await journey.advanceTo('2026-11-30');
  const fujisawa = await journey.clerk(FUJISAWA);
  await moveInAtCounter(fujisawa, { on: '2026-11-30', name: '伊藤　真由', person: 'ito-mayu' });
  await readsOnStatus(page, journey.server.origin, receiptNumber, '調布市に転入の知らせが届きました');

  await openResident(fujisawa, '伊藤　結衣');
  expect(await householdOf(fujisawa)).toEqual(['伊藤　真由 世帯主', '伊藤　結衣 子']);
  await openResident(chofu, '伊藤　颯太');
  expect(await householdOf(chofu)).toEqual(['伊藤　剛 世帯主', '伊藤　颯太 子']);
});
