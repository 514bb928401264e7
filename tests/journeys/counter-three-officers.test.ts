import { expect, test } from 'vitest';
import { USUAL_PINS } from '#db/fixtures/define.ts';
import {
  accept,
  awaitAnswer,
  type Clerk,
  checkIn,
  chooseHousehold,
  confirmSaid,
  finish,
  mainText,
  openVisitors,
  press,
  readCard,
  receiveVisitor,
  returnToApplication,
  rewriteCard,
  shows,
  signFiling,
} from '#tests/support/clerk.ts';
import { beginJourney } from '#tests/support/journey.ts';
import { CHOFU, FUJISAWA, readsOnStatus } from '#tests/support/sato-move.ts';

const NOTHING_TO_DO = 'いまあなたの役割が行う処理はありません';

test('専決のない市では、仮登録・審査・決裁・本登録を3人の職員が順に行う（標準仕様書 4.0.8）', async () => {
  await using journey = await beginJourney({ rules: { soleDecision: false } });
  const { origin } = journey.server;
  const { page, receiptNumber } = await journey.file({
    person: 'takahashi-hideki',
    movers: ['秀樹'],
    movingOn: '2026-11-20',
    visitOn: '2026-11-26',
    postcode: '2510047',
    visitOffice: '藤沢市役所',
  });
  const at = (desk: 'reception' | 'reviewer' | 'approver') => journey.clerk(CHOFU, desk);
  const [reception, reviewer, approver] = [await at('reception'), await at('reviewer'), await at('approver')];
  await accept(reception, receiptNumber);
  expect(await mainText(reception)).toContain('審査待ち（仮登録）');
  expect(await mainText(reception)).toContain(NOTHING_TO_DO);
  await returnToApplication(approver, receiptNumber);
  expect(await approver.page.getByRole('button', { name: '決裁する' }).isVisible()).toBe(false);

  for (const [clerk, act] of [
    [reviewer, '審査する'],
    [approver, '決裁する'],
    [reception, '本登録する'],
  ] as const) {
    expect(await readsOnStatus(page, origin, receiptNumber, '審査中')).not.toContain('転出の手続きが完了しました');
    await returnToApplication(clerk, receiptNumber);
    await press(clerk, act);
  }
  expect(await mainText(reception)).toContain('転出処理済み');
  await readsOnStatus(page, origin, receiptNumber, '藤沢市の窓口の準備ができました');

  await journey.advanceTo('2026-11-26');
  const counter = await journey.clerk(FUJISAWA, 'counter');
  await openVisitors(counter, '2026-11-26');
  await receiveVisitor(counter, '髙橋　秀樹');
  const place = new URL(counter.page.url()).pathname.replace(/\/check-in$/, '');
  await checkIn(counter);
  await readCard(counter, 'takahashi-hideki', USUAL_PINS.residentRegister);
  await awaitAnswer(counter);
  await confirmSaid(counter);
  await chooseHousehold(counter);
  await signFiling(counter);
  const pressAt = async (clerk: Clerk, act: string) => {
    await clerk.page.goto(`${origin}${place}`);
    await press(clerk, act);
  };
  await pressAt(await journey.clerk(FUJISAWA, 'reviewer'), '審査する');
  await pressAt(await journey.clerk(FUJISAWA, 'approver'), '決裁する');
  await pressAt(counter, '本登録する');
  expect(await shows(counter, '転入済み')).toBe(true);
  await counter.page.goto(`${origin}${place}/cards`);
  await rewriteCard(counter, '髙橋　秀樹');
  await finish(counter);
  await readsOnStatus(page, origin, receiptNumber, '調布市に転入の知らせが届きました');
});
