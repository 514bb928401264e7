import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { residentRecordCodeOf } from '#db/fixtures/records.ts';
import {
  CHOFU,
  certificateAtCounter,
  FUJISAWA,
  familyOf,
  fileMovingOut,
  moveIn,
  numbersOf,
  townOf,
} from '#tests/support/story.ts';
import { openWorld, type World } from '#tests/support/world.ts';

describe('二つの市のあいだの転出と特例転入（住民基本台帳法第24条の2）', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(async () => {
    await world[Symbol.asyncDispose]();
  });

  it('世帯全員の転出から転入通知の受理まで、住民票コードを引き継いで一度だけ進む', async () => {
    const chofu = townOf(world, CHOFU).juki;
    const fujisawa = townOf(world, FUJISAWA).juki;
    const access = world.access(CHOFU, '転出届の審査');
    const [kenji] = (await chofu.findResidents({ name: '佐藤', kana: undefined }, access)).residents;
    if (!kenji) throw new Error('no 佐藤');
    const household = await chofu.findHousehold(kenji.householdNumber, access);
    expect(household?.members.map((member) => member.addresseeNumber)).toEqual(numbersOf(familyOf('sato')));
    const registered = await fileMovingOut(world, familyOf('sato'), { plannedOn: '2026-11-28' });
    await world.settle();
    const arrivals = await fujisawa.expectedArrivals(world.access(FUJISAWA, '来庁の準備'));
    expect(arrivals.filter(({ movingOutId }) => movingOutId === registered.movingOutId)).toHaveLength(1);

    // 転出予定日までは住民のまま（標準仕様書 1.1.5）
    expect((await chofu.findResident(kenji.addresseeNumber, access))?.status).toBe('resident');
    await world.travelTo('2026-11-29T15:30:00.000Z');
    expect((await chofu.findResident(kenji.addresseeNumber, access))?.status).toBe('movedOut');

    const counter = world.access(FUJISAWA, '転入届の受付');
    const code = residentRecordCodeOf('sato-kenji');
    const advance = await fujisawa.openAdvanceNotice(code, counter);
    expect(advance?.movers).toHaveLength(4);
    const { certificate, confirmed } = await certificateAtCounter(world, FUJISAWA, code, CHOFU);
    expect(confirmed).toBe(true);
    await moveIn(world, FUJISAWA, certificate, { movedInOn: '2026-11-28' });
    await world.settle();
    const left = await chofu.findResident(kenji.addresseeNumber, access);
    expect(left?.movingOut?.confirmed?.movedInOn).toBe('2026-11-28');
    const [arrived] = (await fujisawa.findResidents({ name: '佐藤　健司' }, counter)).residents;
    const numbering = arrived && (await fujisawa.numberingOf(arrived.addresseeNumber, counter));
    expect(numbering?.steps.every(({ state }) => state === 'done')).toBe(true);
    expect((await world.nation?.jlis.personOf(code))?.municipalityCode).toBe(FUJISAWA);
    for (const { mailroom } of world.towns) {
      expect(await mailroom.unreadable()).toEqual([]);
      expect(await mailroom.waiting()).toEqual([]);
      expect(await mailroom.deadLetters()).toEqual([]);
    }
  });
});
