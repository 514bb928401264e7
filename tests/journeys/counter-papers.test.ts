import { expect, test } from 'vitest';
import { USUAL_PINS } from '#db/fixtures/define.ts';
import {
  accept,
  awaitAnswer,
  checkIn,
  mainText,
  openVisitors,
  press,
  readCard,
  receiveVisitor,
  receiveWithoutAppointment,
} from '#tests/support/clerk.ts';
import { registerAtCounter } from '#tests/support/counter.ts';
import { beginJourney } from '#tests/support/journey.ts';
import { openResident, recorded } from '#tests/support/resident-records.ts';
import { CHOFU, FUJISAWA, readsOnStatus } from '#tests/support/sato-move.ts';

const PIN = USUAL_PINS.residentRegister;

test('別の市区町村への転出届なら、転出地に請求して受け取り、来た市で転入できる（住民基本台帳法第24条の2第4項）', async () => {
  await using journey = await beginJourney();
  const { page, receiptNumber } = await journey.file({
    person: 'takahashi-hideki',
    movers: ['秀樹'],
    movingOn: '2026-11-16',
    visitOn: '2026-11-27',
    municipality: ['神奈川県', '横浜市', '横浜市中区'],
    lot: { town: '本町', lot: '6番地50' },
  });
  const chofu = await journey.clerk(CHOFU);
  await accept(chofu, receiptNumber);
  await readsOnStatus(page, journey.server.origin, receiptNumber, '調布市の住民票が消除されました');

  const fujisawa = await journey.clerk(FUJISAWA);
  await openVisitors(fujisawa);
  await receiveWithoutAppointment(fujisawa, '髙橋　秀樹');
  await readCard(fujisawa, 'takahashi-hideki', PIN);
  await awaitAnswer(fujisawa);
  const found = await mainText(fujisawa);
  expect(found).toContain('転出地に最新の内容を確かめました');
  expect(found).toContain('神奈川県横浜市中区本町6番地50');
  await registerAtCounter(fujisawa, {
    name: '髙橋　秀樹',
    said: { townBlock: '辻堂', lot: '6番17号' },
  });
  await readsOnStatus(page, journey.server.origin, receiptNumber, '調布市に転入の知らせが届きました');
  await openResident(chofu, '髙橋　秀樹', { removed: true });
  expect(await recorded(chofu, '転出確定')).toContain('神奈川県藤沢市辻堂6番17号');
  expect(await recorded(chofu, '消除')).toMatch(/^令和8年11月16日/);
});

test('事前通知も転出届もない人には、転出届のしかたを案内して、何も登録しない（住民基本台帳法第24条）', async () => {
  await using journey = await beginJourney();
  const fujisawa = await journey.clerk(FUJISAWA);
  await openVisitors(fujisawa);
  await receiveWithoutAppointment(fujisawa, '田中　浩');
  await readCard(fujisawa, 'tanaka-hiroshi', PIN);
  await awaitAnswer(fujisawa);
  const answer = await mainText(fujisawa);
  expect(answer).toContain('転出証明書情報がないため、きょうは転入できません');
  expect(answer).toContain('マイナポータルからオンラインで（引越しの30日前から10日後まで）');
  await press(fujisawa, '転出届を案内して終える');
  expect(await mainText(fujisawa)).toContain('転出届がなく案内済み');
  await openResident(await journey.clerk(CHOFU), '田中　浩');
});

test('転出地が答えないときは、事前通知で続け、未確認と記録する（住民基本台帳法第24条の2）', async () => {
  await using journey = await beginJourney();
  const { page, receiptNumber } = await journey.file({
    person: 'takahashi-hideki',
    movers: ['秀樹'],
    movingOn: '2026-11-20',
    visitOn: '2026-11-26',
    postcode: '2510047',
    visitOffice: '藤沢市役所',
  });
  await accept(await journey.clerk(CHOFU), receiptNumber);
  await readsOnStatus(page, journey.server.origin, receiptNumber, '藤沢市の窓口の準備ができました');
  await journey.advanceTo('2026-11-26');
  await journey.breakSystem('jlis', `silent:${CHOFU}`);

  const fujisawa = await journey.clerk(FUJISAWA);
  await openVisitors(fujisawa, '2026-11-26');
  await receiveVisitor(fujisawa, '髙橋　秀樹');
  await checkIn(fujisawa);
  const asked = Date.now();
  await readCard(fujisawa, 'takahashi-hideki', PIN);
  // カード、暗証番号、2秒の待ち時間.
  expect(Date.now() - asked).toBeLessThan(15_000);
  expect(await mainText(fujisawa)).toContain('転出地の応答がありません');
  await press(fujisawa, '事前通知で続ける');
  expect(await mainText(fujisawa)).toContain('事前通知の内容で続けています');
  await registerAtCounter(fujisawa, { name: '髙橋　秀樹' });
  await journey.repairAll();
  await readsOnStatus(page, journey.server.origin, receiptNumber, '調布市に転入の知らせが届きました');
});
