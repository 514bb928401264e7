import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { familyOfFour, member, no, TODAY } from '#tests/engine/juki/family.ts';
import { AT_NISHI, NAKA, NISHI, wardMove } from '#tests/engine/juki/wards.ts';
import { carryThrough, createJukiWorld, type JukiWorld } from './juki-world.ts';

let world: JukiWorld;
beforeEach(async () => {
  world = await createJukiWorld({ soleDecision: true }, undefined, [NISHI, NAKA]);
});
afterEach(() => world.close());

/** The family at 西区, handed over by a former system that knew no ranges. */
async function settleAtNishi() {
  const family = familyOfFour();
  const members = family.members.map((one, index) => ({ ...one, addresseeNumber: no(50_000_001 + index) }));
  await world.chofu.juki.migrate([{ ...family, address: AT_NISHI, householdNumber: no(50_000_000), members }], {
    alreadyNumbered: true,
  });
  return members.map((one) => one.addresseeNumber);
}

async function fetchRecord(number: string) {
  const fetched = await world.fujisawa.juki.requestWardRecord(number, NISHI.code, world.fujisawa.as('counter'));
  if (fetched.result !== 'answered') throw new Error(JSON.stringify(fetched));
  return fetched.record;
}

describe('区間異動：二つの区のあいだ（住民基本台帳法第38条）', () => {
  it('照会、本登録、通知で、新しい区の住民となり、元の区に除票が残る', async () => {
    const { chofu: nishi, fujisawa: naka } = world;
    const numbers = await settleAtNishi();
    const { registered } = await carryThrough(naka, wardMove(await fetchRecord(numbers[0] ?? '')));
    expect(registered.addresseeNumbers).toEqual(numbers);
    expect(registered.householdNumber).toMatch(/^14104\d{10}$/);
    await world.carry();
    for (const number of numbers) {
      expect(await naka.juki.findResident(number, naka.as('counter'))).toMatchObject({ status: 'resident' });
      expect(await nishi.juki.findResident(number, nishi.as('counter'))).toMatchObject({
        status: 'movedOut',
        removed: { reason: '国内転出', on: TODAY },
      });
    }
    const changes = await nishi.juki.changesOf(numbers[0] ?? '', nishi.as('counter'));
    expect(changes.map(({ reason }) => reason)).toContain('国内転出（区間異動）');
    const told = world.arrived.filter(({ type }) => type === 'IdentityInformationNotice');
    expect(told.filter(({ from }) => from === NAKA.code)).toHaveLength(4);
    expect(told.filter(({ from }) => from === NISHI.code)).toHaveLength(4);
  });

  it('同じ通知が二度届いても、元の区は一度だけ消除する', async () => {
    const { chofu: nishi, fujisawa: naka } = world;
    const numbers = await settleAtNishi();
    await carryThrough(naka, wardMove(await fetchRecord(numbers[0] ?? '')));
    const notice = naka.outbox.find(({ outgoing }) => outgoing.type === 'WardMoveNotice');
    if (!notice) throw new Error('no notice');
    naka.outbox.push(notice);
    await world.carry();
    expect(await nishi.juki.changesOf(numbers[0] ?? '', nishi.as('counter'))).toHaveLength(2);
    expect(await nishi.juki.workItems(nishi.as('reviewer'))).toEqual([]);
  });

  it('新しく付く宛名番号は区ごとの範囲にあり、二つの区で重ならない', async () => {
    const numberOf = async (town: typeof world.chofu, serial: number) => {
      const { address, becameResidentOn } = familyOfFour();
      const home = { ...address, municipalityCode: town.town.code };
      const done = await town.juki.migrate([{ address: home, becameResidentOn, members: [member(serial)] }], {
        alreadyNumbered: true,
      });
      return done.households[0]?.addresseeNumbers[0];
    };
    expect(await numberOf(world.chofu, 31)).toBe(no(14_103_000_000_001));
    expect(await numberOf(world.chofu, 32)).toBe(no(14_103_000_000_002));
    expect(await numberOf(world.fujisawa, 33)).toBe(no(14_104_000_000_001));
  });

  it('元の区が黙っていれば、期限で「応答なし」になる。ほかの市には聞かない', async () => {
    const [number = ''] = await settleAtNishi();
    const counter = world.fujisawa.as('counter');
    world.line.down = true;
    expect(await world.fujisawa.juki.requestWardRecord(number, NISHI.code, counter)).toEqual({ result: 'silent' });
    expect(await world.fujisawa.juki.requestWardRecord(number, '132080', counter)).toMatchObject({
      result: 'unavailable',
    });
  });

  it('関係課には、元の区で引継ぎ、新しい区で受入れとして知らされる（国保の資格は失わない）', async () => {
    const { chofu: nishi, fujisawa: naka } = world;
    const [number = ''] = await settleAtNishi();
    await carryThrough(naka, wardMove(await fetchRecord(number)));
    await world.carry();
    for (const [town, movement] of [
      [nishi, 'wardLeaving'],
      [naka, 'wardEntry'],
    ] as const) {
      const { entries } = await town.juki.sectionFeed('nationalHealthInsurance', 0, town.as('registryManager'));
      expect(entries).toHaveLength(4);
      for (const entry of entries) expect(entry).toMatchObject({ phase: 'confirmed', movement, on: TODAY });
      expect(JSON.stringify(entries)).not.toContain('喪失');
    }
  });
});
