import { expect, test } from 'vitest';
import { accept, mainText, returnToApplication } from '#tests/support/clerk.ts';
import { beginJourney, type Journey } from '#tests/support/journey.ts';
import { openResident, recorded } from '#tests/support/resident-records.ts';
import { CHOFU, readsOnStatus } from '#tests/support/sato-move.ts';

const PLAN = { movingOn: '2026-11-28', visitOn: '2026-11-30' } as const;

async function fileToYokohama(journey: Journey) {
  const filed = await journey.file({
    ...PLAN,
    person: 'takahashi-hideki',
    movers: ['秀樹'],
    municipality: ['神奈川県', '横浜市', '横浜市中区'],
    lot: { town: '本町', lot: '6番地50' },
  });
  const chofu = await journey.clerk(CHOFU);
  await accept(chofu, filed.receiptNumber);
  await readsOnStatus(filed.page, journey.server.origin, filed.receiptNumber, '横浜市中区の窓口の準備ができました');
  return { ...filed, chofu };
}

/** What the people do in the simulated ward. */
async function plan(journey: Journey, arrival: 'onTime' | 'never'): Promise<void> {
  await journey.whileDown(async ({ nation }) => {
    const [announced] = (await nation?.otherRegisters.arrivals()) ?? [];
    await nation?.otherRegisters.setPlan(announced?.movingOutId ?? '', arrival);
  });
}

test('両市のほか（横浜市中区）への転出も、区が転入を登録し、転入通知で終わる（住民基本台帳法第9条第1項）', async () => {
  await using journey = await beginJourney();
  const { page, receiptNumber, chofu } = await fileToYokohama(journey);
  await plan(journey, 'onTime');
  await journey.advanceTo('2026-12-04');
  const status = await readsOnStatus(
    page,
    journey.server.origin,
    receiptNumber,
    '横浜市中区で転入の手続きが完了しました',
  );
  expect(status).toContain('引越しの手続きは終わりました。');
  await openResident(chofu, '髙橋　秀樹', { removed: true });
  expect(await recorded(chofu, '消除')).toMatch(/^令和8年11月28日/);
  expect(await recorded(chofu, '転出確定')).toContain('神奈川県横浜市中区本町6番地50');
});

test('期限までに転入しない人には期限が過ぎたと知らせ、転出地は転入通知を待つ（施行令第24条の2）', async () => {
  await using journey = await beginJourney();
  const { page, receiptNumber, chofu } = await fileToYokohama(journey);
  await plan(journey, 'never');
  await journey.advanceTo('2027-01-06');
  const status = await readsOnStatus(page, journey.server.origin, receiptNumber, '窓口に行ける期限が過ぎました');
  expect(status).toContain('転出済み');
  await returnToApplication(chofu, receiptNumber);
  expect(await mainText(chofu)).toContain('転入通知を待っています。');
});
