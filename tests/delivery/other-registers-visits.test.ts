import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addOpenDays } from '#app/vocabulary/business-days.ts';
import { addDays } from '#app/vocabulary/dates.ts';
import { lastDayOfMovingInByCard } from '#app/vocabulary/deadlines.ts';
import { tokyoInstant } from '#app/vocabulary/tokyo.ts';
import type { ArrivalPlan } from '#mocks/other-registers/plan.ts';
import { certificateOf, HANAKO } from './nation-messages.ts';
import { CHOFU, createNationWorld, FUJISAWA, type NationWorld, type Organisation, SAPPORO } from './nation-world.ts';
import { type PortalMailbox, portalLine, visitNoticeOf } from './portal-mailbox.ts';

const RECEIPT = '1320802026112400018';
const NAKA = '141046';

let world: NationWorld;
let chofu: Organisation;
let portal: PortalMailbox;
let movingOutId: string;

beforeEach(async () => {
  const line = portalLine();
  world = await createNationWorld({ portalApi: line.api });
  await world.nation.adoptPersons([HANAKO]);
  chofu = await world.organisation(CHOFU);
  portal = await line.open(world);
  movingOutId = randomUUID();
});
afterEach(async () => {
  await portal.close();
  await world.close();
});

const statuses = () => portal.reports.map(({ status }) => status);

/** 事前通知 of the 転出 that was filed at the portal. */
async function announce(plan: ArrivalPlan, more: Parameters<typeof certificateOf>[1] = {}) {
  world.nation.otherRegisters.setDefaultPlan(plan);
  const content = certificateOf(movingOutId, { receiptNumber: RECEIPT, ...more });
  await chofu.send({ type: 'MovingOutCertificate', to: SAPPORO, subject: movingOutId, content });
  await chofu.settle();
}

function planVisit(more: Parameters<typeof visitNoticeOf>[1] = {}, to = SAPPORO, receiptNumber = RECEIPT) {
  return portal.post({ type: 'VisitNotice', to, subject: 'case', content: visitNoticeOf(receiptNumber, more) });
}

function cancelVisit() {
  return portal.post({ type: 'VisitCancelled', to: SAPPORO, subject: 'case', content: { receiptNumber: RECEIPT } });
}

async function at(day: string, time = '17:00') {
  world.clock.set(tokyoInstant(day, time));
  await chofu.settle();
}

describe('模擬の市区町村と引越しポータル', () => {
  test('事前通知を受けた市区町村だけがポータルに取りに行く', async () => {
    await planVisit();
    await chofu.settle();
    expect(portal.calls).toEqual([]);
    await announce('onTime', { receiptNumber: undefined });
    expect(portal.calls).toEqual([]);
    expect(await portal.held()).toBe(1);
  });

  test('来庁予定の連絡には、事前通知がそろっていれば、受信と準備完了を続けて知らせる', async () => {
    await planVisit();
    await announce('onTime');
    expect(portal.reports).toMatchObject([
      { receiptNumber: RECEIPT, status: 'arrived', from: SAPPORO, at: world.clock.now() },
      { receiptNumber: RECEIPT, status: 'prepared', from: SAPPORO },
    ]);
    expect(await portal.held()).toBe(0);
    expect(await world.nation.otherRegisters.visits()).toEqual([
      {
        municipalityCode: SAPPORO,
        receiptNumber: RECEIPT,
        fromMunicipality: CHOFU,
        movingOn: '2026-12-01',
        visitOn: '2026-12-03',
        lastDay: lastDayOfMovingInByCard('2026-12-01', '2026-12-01'),
        state: 'prepared',
      },
    ]);
  });

  test('連絡が事前通知より先なら、受信だけを知らせ、事前通知が来てから準備完了を知らせる', async () => {
    // 別の人の転出で、この市区町村はもう取りに行っている。
    const other = randomUUID();
    await chofu.send({
      type: 'MovingOutCertificate',
      to: SAPPORO,
      subject: other,
      content: certificateOf(other, { receiptNumber: '1320802026112400026' }),
    });
    await planVisit();
    await chofu.settle();
    expect(statuses()).toEqual(['arrived']);
    await announce('onTime');
    expect(statuses()).toEqual(['arrived', 'prepared']);
  });

  test.each(['early', 'onTime', 'late', 'otherAddress'] as const)(
    '%s: 転入の日が来ると、転入通知と同じ転入日で登録を知らせ、もう取りに行かない',
    async (plan) => {
      await planVisit();
      await announce(plan);
      await at('2026-12-16');
      const [arrival] = await world.nation.otherRegisters.arrivals();
      expect(arrival?.movedInOn).toBeDefined();
      expect(portal.reports.slice(2)).toEqual([
        {
          receiptNumber: RECEIPT,
          status: 'registered',
          at: world.clock.now(),
          movedInOn: arrival?.movedInOn,
          from: SAPPORO,
        },
      ]);
      const asked = portal.calls.length;
      await at('2026-12-17');
      expect(portal.calls).toHaveLength(asked);
    },
  );

  test('corrected: 訂正された転入日をもう一度知らせる', async () => {
    await planVisit();
    await announce('corrected');
    await at('2026-12-20');
    expect(portal.reports.slice(2).map(({ status, movedInOn }) => [status, movedInOn])).toEqual([
      ['registered', '2026-12-01'],
      ['registered', '2026-11-30'],
    ]);
  });

  test('never: 特例転入の最後の日が過ぎると期限切れを知らせる（住民基本台帳法施行令第24条の2）', async () => {
    const last = lastDayOfMovingInByCard('2026-12-01', '2026-12-01');
    await planVisit();
    await announce('never');
    await at(last, '23:50');
    expect(statuses()).toEqual(['arrived', 'prepared']);
    await at(addDays(last, 1), '00:10');
    expect(statuses()).toEqual(['arrived', 'prepared', 'expired']);
    expect(portal.reports[2]?.reason).toContain('特例転入の期限');
    await at(addDays(last, 40));
    expect(statuses()).toHaveLength(3);
  });

  test('期限のあとに登録された人は、期限切れのあとでも登録と知らされる', async () => {
    await planVisit({ movingOn: '2026-11-10' });
    await announce('onTime', { plannedOn: '2026-12-01' });
    await at('2026-11-26', '00:10');
    expect(statuses()).toEqual(['arrived', 'prepared', 'expired']);
    await at(addOpenDays('2026-12-01', 3));
    expect(portal.reports.at(-1)).toMatchObject({ status: 'registered', movedInOn: '2026-12-01' });
  });

  test('取り消された来庁予定は取消しを知らせ、また予定されればもう一度準備する。来た人は登録になる', async () => {
    await planVisit();
    await announce('onTime');
    await cancelVisit();
    await chofu.settle();
    expect(statuses()).toEqual(['arrived', 'prepared', 'cancelled']);
    await planVisit({ visit: { on: '2026-12-04', office: '札幌市中央区', visitor: 'filer' } });
    await chofu.settle();
    expect(statuses().slice(3)).toEqual(['arrived', 'prepared']);
    await cancelVisit();
    await chofu.settle();
    await at('2026-12-10');
    expect(statuses().slice(5)).toEqual(['cancelled', 'registered']);
  });

  test('転出が取り消されると準備は解け、来庁予定の取消しで終わる', async () => {
    await planVisit();
    await announce('onTime');
    const content = { movingOutId, reason: 'cancelled' as const, residentRecordCodes: [] };
    await chofu.send({ type: 'MovingOutCertificateWithdrawn', to: SAPPORO, subject: movingOutId, content });
    await chofu.settle();
    expect(await world.nation.otherRegisters.visits()).toMatchObject([{ state: 'announced' }]);
    await cancelVisit();
    await chofu.settle();
    expect(statuses()).toEqual(['arrived', 'prepared', 'cancelled']);
    const asked = portal.calls.length;
    await at('2026-12-10');
    expect(portal.calls).toHaveLength(asked);
  });
});

describe('届くこと、一度だけ効くこと', () => {
  test('ポータルが止まっている間も住基ネットの電文は進み、戻れば追いつく', async () => {
    await planVisit();
    portal.reachable(false);
    await announce('onTime');
    await at('2026-12-10');
    expect(chofu.received.map(({ envelope }) => envelope.type)).toEqual(['MovingInNotice']);
    expect(portal.reports).toEqual([]);
    portal.reachable(true);
    await chofu.settle();
    expect(portal.reports.map(({ status, movedInOn }) => [status, movedInOn])).toEqual([
      ['arrived', undefined],
      ['registered', '2026-12-01'],
    ]);
  });

  test('受領の確認が届かなければ同じ連絡がまた来るが、一度しか効かない。再起動をはさんでも同じ', async () => {
    await planVisit();
    portal.loseAcknowledgements(true);
    await announce('onTime');
    await world.restart();
    await world.nation.advance();
    expect(await portal.held()).toBe(1);
    portal.loseAcknowledgements(false);
    await world.nation.advance();
    await world.restart();
    await world.nation.advance();
    expect(await portal.held()).toBe(0);
    expect(statuses()).toEqual(['arrived', 'prepared']);
    await at('2026-12-10');
    await world.restart();
    await at('2026-12-11');
    expect(statuses()).toEqual(['arrived', 'prepared', 'registered']);
  });

  test('報告を書いたあとで止まっても、次の起動で送られる', async () => {
    await planVisit();
    await announce('onTime');
    portal.reachable(false);
    await at('2026-12-10');
    await world.restart();
    portal.reachable(true);
    await world.nation.advance();
    expect(statuses()).toEqual(['arrived', 'prepared', 'registered']);
  });

  test('別の市区町村の来庁予定を告げる連絡は、効かずに別に保管される', async () => {
    await planVisit({ toMunicipality: FUJISAWA });
    await announce('onTime');
    expect(portal.reports).toEqual([]);
    expect(await portal.held()).toBe(0);
    expect(await world.nation.otherRegisters.keptAside()).toMatchObject([
      { municipalityCode: SAPPORO, type: 'VisitNotice', reason: 'the visit is announced to another town' },
    ]);
  });

  test('署名の合わない電文は、効かずに別に保管され、ほかの電文は進む', async () => {
    await planVisit();
    portal.tamper((sealed) => `${sealed.slice(0, -8)}${sealed.endsWith('AAAAAAAA') ? 'BBBBBBBB' : 'AAAAAAAA'}`);
    await announce('onTime');
    portal.tamper(undefined);
    expect(await world.nation.otherRegisters.keptAside()).toMatchObject([
      { type: 'VisitNotice', reason: 'badSignature' },
    ]);
    await planVisit();
    await chofu.settle();
    expect(statuses()).toEqual(['arrived', 'prepared']);
  });

  test('受付番号が同じでも、転出した市区町村が違えば別の話として扱う', async () => {
    await planVisit({ fromMunicipality: FUJISAWA });
    await announce('onTime');
    expect(statuses()).toEqual(['arrived']);
    await at('2026-12-10');
    expect(statuses()).toEqual(['arrived']);
  });

  test('市区町村ごとに自分の鍵で取り、ほかの市区町村あての連絡は見えない', async () => {
    await planVisit({ toMunicipality: NAKA }, NAKA, '1320802026112400034');
    await planVisit();
    await announce('onTime');
    expect(portal.reports.map(({ from }) => from)).toEqual([SAPPORO, SAPPORO]);
    expect(await portal.held()).toBe(1);
  });
});
