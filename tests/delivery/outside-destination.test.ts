import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nextOpenDay } from '#app/vocabulary/business-days.ts';
import { addDays } from '#app/vocabulary/dates.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { FamilyFixture } from '#db/fixtures/types.ts';
import type { ArrivalPlan } from '#mocks/other-registers/plan.ts';
import {
  CHOFU,
  codesOf,
  DESTINATIONS,
  fileMovingOut,
  NAKA,
  numbersOf,
  PLAIN_FAMILIES,
  settleFully,
  today,
  townOf,
  travelDays,
} from '#tests/support/story.ts';
import { openWorld, type World } from '#tests/support/world.ts';

/** One family per plan; all file on the same day for the same day. */
const PLANS = ['early', 'onTime', 'late', 'otherAddress', 'corrected', 'never'] as const satisfies ArrivalPlan[];

describe('模擬の市区町村（横浜市中区）への転出と転入通知（住民基本台帳法第9条第1項、標準仕様書4.1.3.1）', () => {
  let world: World;
  let plannedOn: CalendarDate;
  const families = new Map<ArrivalPlan, FamilyFixture>();
  const movingOuts = new Map<ArrivalPlan, string>();
  const seen = new Map<ArrivalPlan, { day: CalendarDate; status: string; confirmed: boolean }[]>();

  beforeAll(async () => {
    world = await openWorld();
    plannedOn = addDays(today(world), 6);
    for (const [index, plan] of PLANS.entries()) {
      const family = PLAIN_FAMILIES[index];
      if (!family) throw new Error('no family is left');
      families.set(plan, family);
      const { movingOutId = '' } = await fileMovingOut(world, family, { plannedOn, destination: DESTINATIONS[NAKA] });
      movingOuts.set(plan, movingOutId);
    }
    await world.settle();
    for (const plan of PLANS) {
      expect(await world.nation?.otherRegisters.setPlan(movingOuts.get(plan) ?? '', plan)).toBe(true);
    }
    // Day by day over the planned day and the days after it, in the evening.
    for (let day = 0; day < 24; day += 1) {
      await travelDays(world, 1, '18:00');
      await settleFully(world);
      for (const plan of PLANS) {
        const person = await headOf(plan);
        const log = seen.get(plan) ?? [];
        const confirmed = person?.movingOut?.confirmed !== undefined;
        seen.set(plan, [...log, { day: today(world), status: person?.status ?? '', confirmed }]);
      }
    }
  }, 300_000);
  afterAll(() => world[Symbol.asyncDispose]());

  function familyFor(plan: ArrivalPlan): FamilyFixture {
    const family = families.get(plan);
    if (!family) throw new Error(plan);
    return family;
  }

  function headOf(plan: ArrivalPlan) {
    const [number = ''] = numbersOf(familyFor(plan));
    return townOf(world, CHOFU).juki.findResident(number, world.access(CHOFU, '転出の確認'));
  }

  async function everybody(plan: ArrivalPlan) {
    const access = world.access(CHOFU, '転出の確認');
    const { juki } = townOf(world, CHOFU);
    return Promise.all(numbersOf(familyFor(plan)).map((number) => juki.findResident(number, access)));
  }

  /** First day on which the head was seen like this. */
  function firstDay(plan: ArrivalPlan, what: 'movedOut' | 'confirmed'): CalendarDate | undefined {
    const log = seen.get(plan) ?? [];
    return log.find(({ status, confirmed }) => (what === 'confirmed' ? confirmed : status === 'movedOut'))?.day;
  }

  async function arrivalOf(plan: ArrivalPlan) {
    const arrivals = await world.nation?.otherRegisters.arrivals();
    return arrivals?.find(({ movingOutId }) => movingOutId === movingOuts.get(plan));
  }

  it.each(PLANS.filter((plan) => plan !== 'never'))(
    '%s: 転入日と住所が予定のわきに確定し、除票は早い方の日になる',
    async (plan) => {
      const arrival = await arrivalOf(plan);
      expect(arrival?.state).toBe(plan === 'corrected' ? 'corrected' : 'registered');
      const movedInOn = arrival?.movedInOn ?? '';
      const on = movedInOn < plannedOn ? movedInOn : plannedOn;
      for (const person of await everybody(plan)) {
        expect(person).toMatchObject({ status: 'movedOut', removed: { on }, movingOut: { plannedOn } });
        expect(person?.movingOut?.plannedAddress).toMatchObject(DESTINATIONS[NAKA]);
        expect(person?.movingOut?.confirmed).toMatchObject({ movedInOn });
      }
    },
  );

  it.each(PLANS.filter((plan) => plan !== 'never'))(
    '%s: J-LISは新しい市区町村と転入日で一致する（法第30条の6）',
    async (plan) => {
      const [person] = await everybody(plan);
      for (const code of codesOf(familyFor(plan))) {
        expect(await world.nation?.jlis.personOf(code)).toMatchObject({
          municipalityCode: NAKA,
          since: person?.movingOut?.confirmed?.movedInOn,
          address: person?.movingOut?.confirmed?.address,
        });
      }
    },
  );

  it('early: 予定日の前に転入通知が届けば、その日に除票になる（標準仕様書1.1.5）', async () => {
    const arrival = await arrivalOf('early');
    expect((arrival?.movedInOn ?? '') < plannedOn).toBe(true);
    expect(firstDay('early', 'movedOut')).toBe(firstDay('early', 'confirmed'));
    expect((await headOf('early'))?.removed).toMatchObject({ on: arrival?.movedInOn });
    const changes = await townOf(world, CHOFU).juki.changesOf(
      numbersOf(familyFor('early'))[0] ?? '',
      world.access(CHOFU, '転出の確認'),
    );
    expect(changes.map(({ reason }) => reason)).toContain('国内転出（転入通知の受理）');
  });

  it('onTime, late, otherAddress: 予定日の夜に除票になり、通知は後から確定の値を加える', async () => {
    for (const plan of ['onTime', 'late', 'otherAddress'] as const) {
      expect(firstDay(plan, 'movedOut')).toBe(plannedOn);
      expect((firstDay(plan, 'confirmed') ?? '') >= plannedOn).toBe(true);
    }
    expect((firstDay('late', 'confirmed') ?? '') > plannedOn).toBe(true);
    expect((await headOf('late'))?.movingOut?.confirmed?.movedInOn).toBe((await arrivalOf('late'))?.movedInOn);
  });

  it('otherAddress: 転出先は届け出られた住所に直る（施行令第13条第2項）', async () => {
    const person = await headOf('otherAddress');
    expect(person?.movingOut?.confirmed?.address.lot).not.toBe(DESTINATIONS[NAKA].lot);
    expect(person?.movingOut?.confirmed?.address.municipalityCode).toBe(NAKA);
  });

  it('corrected: 訂正の転入通知が先のものに代わり、除票の日とJ-LISの日も改まる（標準仕様書4.1.3.1.2）', async () => {
    const person = await headOf('corrected');
    expect(person?.movingOut?.confirmed?.movedInOn).toBe(addDays(plannedOn, -1));
    expect(person?.removed?.on).toBe(addDays(plannedOn, -1));
    const changes = await townOf(world, CHOFU).juki.changesOf(
      person?.addresseeNumber ?? '',
      world.access(CHOFU, '転出の確認'),
    );
    expect(changes.filter(({ reason }) => reason === '国内転出（転入通知の受理）')).toHaveLength(2);
  });

  it('never: 除票のまま、通知は来ず、J-LISではどこの住民でもない', async () => {
    for (const person of await everybody('never')) {
      expect(person).toMatchObject({ status: 'movedOut', removed: { on: plannedOn } });
      expect(person?.movingOut?.confirmed).toBeUndefined();
    }
    for (const code of codesOf(familyFor('never'))) {
      const person = await world.nation?.jlis.personOf(code);
      expect(person).toMatchObject({ removedOn: plannedOn });
      expect(person?.municipalityCode).toBeUndefined();
    }
  });

  it('never: 特例転入の期限を過ぎると転入通知未着者の一覧に一度だけ載り、転入予定地の予定は消える（標準仕様書4.1.3.1.4）', async () => {
    const access = world.access(CHOFU, '転入通知未着者の確認');
    const { juki } = townOf(world, CHOFU);
    while (today(world) < nextOpenDay(addDays(plannedOn, 30))) await travelDays(world, 1);
    expect(await juki.workItems(access)).toEqual([]);
    await travelDays(world, 1);
    await travelDays(world, 1);
    const items = await juki.workItems(access);
    expect(items.map(({ kind }) => kind)).toEqual(numbersOf(familyFor('never')).map(() => 'missingNotice'));
    expect(items.map(({ addresseeNumber }) => addresseeNumber).sort()).toEqual(numbersOf(familyFor('never')).sort());
    expect((await headOf('never'))?.status).toBe('movedOut');
    expect((await arrivalOf('never'))?.state).toBe('lapsed');
  });

  it('どの市も、読めない電文も止まった電文も持たない', async () => {
    expect(await world.nation?.otherRegisters.keptAside()).toEqual([]);
    for (const { mailroom } of world.towns) {
      expect(await mailroom.unreadable()).toEqual([]);
      expect(await mailroom.waiting()).toEqual([]);
      expect(await mailroom.deadLetters()).toEqual([]);
    }
  });
});
