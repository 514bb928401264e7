import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addOpenDays, isOpenDay } from '#app/vocabulary/business-days.ts';
import { addDays } from '#app/vocabulary/dates.ts';
import { tokyoDate, tokyoInstant, tokyoTime } from '#app/vocabulary/tokyo.ts';
import { ArrivalPlan, arrivalSteps, seededPlan } from '#mocks/other-registers/plan.ts';
import { certificateOf, HANAKO, HANAKO_CODE, SAPPORO_ADDRESS } from './nation-messages.ts';
import { CHOFU, createNationWorld, FUJISAWA, type NationWorld, type Organisation, SAPPORO } from './nation-world.ts';

let world: NationWorld;
let chofu: Organisation;
let movingOutId: string;

beforeEach(async () => {
  world = await createNationWorld();
  await world.nation.adoptPersons([HANAKO]);
  chofu = await world.organisation(CHOFU);
  movingOutId = randomUUID();
});
afterEach(() => world.close());

/** 事前通知 from 調布市 to the played town, moving on 2026-12-01. */
async function announce(plan: ArrivalPlan, revision = 1) {
  world.nation.otherRegisters.setDefaultPlan(plan);
  const content = certificateOf(movingOutId, { revision });
  await chofu.send({ type: 'MovingOutCertificate', to: SAPPORO, subject: movingOutId, content });
  await chofu.settle();
}

/** Moves the clock and lets everybody work. */
async function at(day: string, time = '17:00') {
  world.clock.set(tokyoInstant(day, time));
  await chofu.settle();
}

interface Notice {
  revision: number;
  movedInOn: string;
  notifiedOn: string;
  newAddress: { lot?: string };
  movers: unknown[];
}
const notices = () => chofu.received.map(({ content }) => content as Notice);
const registered = () => world.nation.jlis.personOf(HANAKO_CODE);

describe('他の市区町村の台帳', () => {
  test('予定どおりの日に転入を届け、転入通知・本人確認情報・継続利用を送る（住民基本台帳法第9条第1項）', async () => {
    await announce('onTime');
    expect(await world.nation.otherRegisters.arrivals()).toMatchObject([{ plan: 'onTime', state: 'expected' }]);
    await at('2026-11-30');
    expect(notices()).toEqual([]);
    await at(addOpenDays('2026-12-01', 3));
    expect(notices()).toMatchObject([{ revision: 1, movedInOn: '2026-12-01', newAddress: SAPPORO_ADDRESS }]);
    expect(await registered()).toMatchObject({ municipalityCode: SAPPORO, since: '2026-12-01' });
    const kinds = (await world.nation.traffic(10)).filter(({ from }) => from === SAPPORO).map(({ type }) => type);
    expect(kinds.sort()).toEqual(['CardContinuationReported', 'IdentityInformationNotice', 'MovingInNotice']);
    expect(world.nation.cards.changes).toMatchObject([{ event: 'entered', municipalityCode: SAPPORO }]);
  });

  test('早い転入は予定の日より前に通知される（転出地は早い方の日で消除する）', async () => {
    await announce('early');
    await at('2026-12-01');
    const [notice] = notices();
    expect(notice && notice.movedInOn < '2026-12-01').toBe(true);
  });

  test('遅い転入は、住み始めた日より後の開庁日に届く', async () => {
    await announce('late');
    await at('2026-12-03');
    expect(notices()).toEqual([]);
    await at('2026-12-16');
    const [notice] = notices();
    expect(notice && notice.movedInOn > '2026-12-01').toBe(true);
  });

  test('別の住所への転入は、通知に新しい住所がある（施行令第13条第2項）', async () => {
    await announce('otherAddress');
    await at('2026-12-08');
    expect(notices()).toHaveLength(1);
    expect(notices()[0]?.newAddress.lot).not.toBe(SAPPORO_ADDRESS.lot);
    expect((await registered())?.address.lot).toBe(notices()[0]?.newAddress.lot);
  });

  test('訂正は第2版の転入通知で、全国サーバの日付も改まる', async () => {
    await announce('corrected');
    await at('2026-12-20');
    expect(notices()).toMatchObject([
      { revision: 1, movedInOn: '2026-12-01' },
      { revision: 2, movedInOn: '2026-11-30' },
    ]);
    expect(await registered()).toMatchObject({ municipalityCode: SAPPORO, since: '2026-11-30' });
    expect(await world.nation.otherRegisters.arrivals()).toMatchObject([{ state: 'corrected' }]);
  });

  test('来ない者は、期限のあとに予定者の一覧から外れ、どこへも通知されない', async () => {
    await announce('never');
    await at('2026-12-31');
    expect(await world.nation.otherRegisters.arrivals()).toMatchObject([{ state: 'expected' }]);
    await at('2027-01-06');
    expect(await world.nation.otherRegisters.arrivals()).toMatchObject([{ state: 'lapsed' }]);
    expect(notices()).toEqual([]);
  });

  test('同じ日を、再起動して二度進めても、二度登録しない', async () => {
    await announce('onTime');
    world.nation.faults.set('jlis', { down: true });
    world.clock.set(tokyoInstant('2026-12-07', '17:00'));
    await world.nation.advance();
    await world.restart();
    world.nation.faults.clear();
    for (let times = 0; times < 3; times += 1) {
      await chofu.settle();
      await world.restart();
    }
    expect(notices()).toHaveLength(1);
    expect((await world.nation.traffic(20)).filter(({ from }) => from === SAPPORO)).toHaveLength(3);
  });

  test('取消しのあとには来ない。一部の者の取消しなら残りの者だけが来る', async () => {
    const content = certificateOf(movingOutId);
    const [hanako] = content.movers;
    if (!hanako) throw new Error('no mover');
    const child = { ...hanako, residentRecordCode: '25208017643' };
    world.nation.otherRegisters.setDefaultPlan('onTime');
    const subject = movingOutId;
    const both = { ...content, movers: [hanako, child] };
    await chofu.send({ type: 'MovingOutCertificate', to: SAPPORO, subject, content: both });
    const partly = { movingOutId, reason: 'cancelled' as const, residentRecordCodes: ['25208017643'] };
    await chofu.send({ type: 'MovingOutCertificateWithdrawn', to: SAPPORO, subject, content: partly });
    const other = randomUUID();
    const second = certificateOf(other);
    await chofu.send({ type: 'MovingOutCertificate', to: SAPPORO, subject: other, content: second });
    const whole = { movingOutId: other, reason: 'cancelled' as const, residentRecordCodes: [] };
    await chofu.send({ type: 'MovingOutCertificateWithdrawn', to: SAPPORO, subject: other, content: whole });
    await chofu.settle();
    await at('2026-12-10');
    expect(notices()).toMatchObject([{ movingOutId, movers: [{ residentRecordCode: HANAKO_CODE }] }]);
  });

  test('新しい版の事前通知が古い版に代わり、古い版は後から届いても効かない', async () => {
    world.nation.otherRegisters.setDefaultPlan('onTime');
    for (const [revision, plannedOn] of [
      [2, '2026-12-08'],
      [1, '2026-12-01'],
    ] as const) {
      const content = certificateOf(movingOutId, { revision, plannedOn });
      await chofu.send({ type: 'MovingOutCertificate', to: SAPPORO, subject: movingOutId, content });
      await chofu.settle();
    }
    await at('2026-12-15');
    expect(notices()).toMatchObject([{ movedInOn: '2026-12-08' }]);
  });

  test('封筒と違う市を名乗る内容、読めない電文は別に保管し、適用しない', async () => {
    const content = certificateOf(movingOutId, { fromMunicipality: FUJISAWA });
    await chofu.send({ type: 'MovingOutCertificate', to: SAPPORO, subject: 'x', content });
    await chofu.settle();
    expect(await world.nation.otherRegisters.arrivals()).toEqual([]);
    expect((await world.nation.otherRegisters.keptAside()).map(({ reason }) => reason)).toEqual([
      'the certificate names other towns than its envelope',
    ]);
  });

  test('転出届のない者の転出証明書情報の請求には、届出なし・該当者なしと答える（第24条の2第4項）', async () => {
    await world.nation.adoptPersons([
      {
        ...HANAKO,
        residentRecordCode: '25208017643',
        municipalityCode: SAPPORO,
        address: SAPPORO_ADDRESS,
        since: '2020-04-01',
      },
    ]);
    for (const residentRecordCode of ['25208017643', HANAKO_CODE]) {
      const content = { requestId: randomUUID(), residentRecordCode, purpose: 'fetch' };
      await chofu.send({ type: 'MovingOutCertificateRequest', to: SAPPORO, subject: randomUUID(), content });
      await chofu.settle();
    }
    expect(chofu.received.map(({ content }) => (content as { reason: string }).reason)).toEqual([
      'noNotification',
      'unknownPerson',
    ]);
  });

  test('転入通知を受けた台帳は、住民を消除し、全国サーバに通知する（施行令第13条）', async () => {
    const person = { ...HANAKO, residentRecordCode: '25208017643', municipalityCode: SAPPORO, since: '2020-04-01' };
    await world.nation.adoptPersons([person]);
    const { name, bornOn, sex } = person;
    const content = {
      revision: 1,
      toMunicipality: CHOFU,
      movedInOn: '2026-11-22',
      notifiedOn: '2026-11-24',
      newAddress: HANAKO.address,
      oldAddress: SAPPORO_ADDRESS,
      householder: name.full,
      movers: [{ residentRecordCode: '25208017643', name: name.full, bornOn, sex }],
    };
    await chofu.send({ type: 'MovingInNotice', to: SAPPORO, subject: 'y', content });
    await chofu.settle();
    await chofu.settle();
    expect(await world.nation.jlis.personOf('25208017643')).toMatchObject({ removedOn: '2026-11-22' });
  });

  test('計画は後から変えられるが、来た者の計画は変えられない', async () => {
    await announce('never');
    expect(await world.nation.otherRegisters.setPlan(movingOutId, 'onTime')).toBe(true);
    await at('2026-12-10');
    expect(notices()).toHaveLength(1);
    expect(await world.nation.otherRegisters.setPlan(movingOutId, 'never')).toBe(false);
    expect(await world.nation.otherRegisters.setPlan(randomUUID(), 'never')).toBe(false);
  });

  test('止まっている間は読みも動きもせず、あとで追いつく', async () => {
    world.nation.faults.set('other-registers', { down: true });
    await announce('onTime');
    await at('2026-12-10');
    expect(await world.nation.otherRegisters.arrivals()).toEqual([]);
    world.nation.faults.clear();
    await chofu.settle();
    await at('2026-12-20');
    expect(notices()).toMatchObject([{ movedInOn: '2026-12-01' }]);
  });
});

describe('計画', () => {
  test('同じ種からは同じ計画が出て、どの計画も起こる', () => {
    const plans = Array.from({ length: 200 }, (_, index) => seededPlan('seed', `id-${index}`));
    expect(plans).toEqual(Array.from({ length: 200 }, (_, index) => seededPlan('seed', `id-${index}`)));
    expect(new Set(plans)).toEqual(new Set(ArrivalPlan.options));
  });

  test('窓口は開庁日の執務時間に、住み始めた後、知らされた後に動く（住民基本台帳法第22条）', () => {
    for (const plan of ArrivalPlan.options) {
      for (let index = 0; index < 60; index += 1) {
        const receivedAt = tokyoInstant(addDays('2026-11-20', index % 25), '11:00');
        const announced = {
          movingOutId: `id-${index}`,
          plannedOn: '2026-12-01',
          plannedAddress: SAPPORO_ADDRESS,
          receivedAt,
        };
        for (const { actAt, movedInOn } of arrivalSteps(plan, 'seed', announced)) {
          expect(isOpenDay(tokyoDate(actAt))).toBe(true);
          expect(tokyoTime(actAt) >= '09:00' && tokyoTime(actAt) < '16:00').toBe(true);
          expect(movedInOn <= tokyoDate(actAt)).toBe(true);
          expect(actAt > receivedAt).toBe(true);
        }
      }
    }
  });
});
