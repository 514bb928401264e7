import { expect, test } from 'vitest';
import { accept } from '#tests/support/clerk.ts';
import { moveInAtCounter } from '#tests/support/counter.ts';
import { beginJourney } from '#tests/support/journey.ts';
import { householdOf, openResident, recorded } from '#tests/support/resident-records.ts';
import { CHOFU, FUJISAWA, readsOnStatus } from '#tests/support/sato-move.ts';

const MOVE = { movingOn: '2026-11-20', visitOn: '2026-11-26', visitOffice: '藤沢市役所' } as const;

test('娘が両親の世帯に入る。続柄はその世帯主とのもので、同じ世帯番号になる（住民基本台帳法第22条）', async () => {
  await using journey = await beginJourney();
  const { page, receiptNumber } = await journey.file({
    ...MOVE,
    person: 'sato-misaki',
    movers: ['美咲'],
    postcode: '2510024',
    lot: { lot: '1丁目4番20号' },
    newHousehold: 'join',
    householder: '青木　昭夫',
    relationships: { 美咲: '子' },
  });
  await accept(await journey.clerk(CHOFU), receiptNumber);
  await readsOnStatus(page, journey.server.origin, receiptNumber, '藤沢市の窓口の準備ができました');
  await journey.advanceTo('2026-11-26');
  const fujisawa = await journey.clerk(FUJISAWA);
  await moveInAtCounter(fujisawa, {
    on: '2026-11-26',
    name: '佐藤　美咲',
    person: 'sato-misaki',
    household: { join: '青木　昭夫', relationships: { '佐藤　美咲': '子' } },
  });
  await openResident(fujisawa, '佐藤　美咲');
  expect(await householdOf(fujisawa)).toEqual(['青木　昭夫 世帯主', '青木　久子 妻', '佐藤　美咲 子']);
});

test('以前の住民が戻ると、再転入として前の宛名番号を使う（標準仕様書 4.1.1.2）', async () => {
  await using journey = await beginJourney();
  const fujisawa = await journey.clerk(FUJISAWA);
  await openResident(fujisawa, '小野　翼', { removed: true });
  const before = await recorded(fujisawa, '宛名番号');

  const { page, receiptNumber } = await journey.file({
    ...MOVE,
    person: 'ono-tsubasa',
    postcode: '2510047',
    lot: { lot: '6番17号' },
  });
  await accept(await journey.clerk(CHOFU), receiptNumber);
  await readsOnStatus(page, journey.server.origin, receiptNumber, '藤沢市の窓口の準備ができました');
  await journey.advanceTo('2026-11-26');
  await moveInAtCounter(fujisawa, { on: '2026-11-26', name: '小野　翼', person: 'ono-tsubasa' });
  await openResident(fujisawa, '小野　翼');
  expect(await recorded(fujisawa, '宛名番号')).toBe(before);
  expect(await recorded(fujisawa, '住民となった日')).toBe('令和8年11月20日');
});
