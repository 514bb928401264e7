import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { placeOf } from '#app/juki/data-list/columns.ts';
import { parseRecord } from '#app/juki/data-list/csv.ts';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import { NEW_ADDRESS } from '#tests/engine/juki/family.ts';
import { carryThrough, createJukiWorld, type JukiWorld, settle } from './juki-world.ts';
import { clerkOf, registerRoll } from './roll-world.ts';

let world: JukiWorld;
beforeEach(async () => {
  world = await createJukiWorld({ soleDecision: true });
});
afterEach(() => world.close());

const desk = () => world.chofu.juki;
const access = () => world.chofu.as('reception');

async function registered() {
  const family = await settle(world);
  world.clock.today = '2026-12-01';
  await registerRoll(world.chofu);
  return family;
}

/** 選挙人名簿登録有無 of the newest row of each person. */
async function flags() {
  let text = '';
  await desk().dataList.export(async (part) => {
    text += part;
  }, access());
  const rows = text
    .trim()
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const cells = parseRecord(line);
      return cells ? [cells] : [];
    });
  const newest = rows.filter((cells) => cells[placeOf('最新フラグ')] === '1');
  return Object.fromEntries(
    newest.map((cells) => [cells[placeOf('宛名番号')] ?? '', cells[placeOf('選挙人名簿登録有無')]]),
  );
}

describe('選挙人名簿に登録された旨は住民票の記載事項である（住民基本台帳法第7条第9号）', () => {
  it('登録されると住民票に出て、子には出ず、登録の前の時点と、知る前の時点には出ない', async () => {
    const { householdNumber, head, child } = await settle(world);
    expect(await desk().findResident(head, access())).not.toHaveProperty('electorSince');
    const before = world.clock.now();
    world.clock.today = '2026-12-01';
    await registerRoll(world.chofu);
    expect(await desk().findResident(head, access())).toMatchObject({ electorSince: '2026-12-01' });
    expect(await desk().findResident(child, access())).not.toHaveProperty('electorSince');
    const household = await desk().findHousehold(householdNumber, access());
    expect(household?.members.filter((member) => member.electorSince)).toHaveLength(3);
    const asOf = async (on: string, knownAt?: string) =>
      (await desk().registerAsOf({ on, knownAt }, { addresseeNumber: head }, access())).person?.electorSince;
    expect(await asOf('2026-12-01')).toBe('2026-12-01');
    expect(await asOf('2026-11-30')).toBeUndefined();
    expect(await asOf('2026-12-01', before)).toBeUndefined();
  });

  it('転出の表示では変わらず、抹消されると消え、除票には消除のときの記載が残る', async () => {
    const { householdNumber, head, mother } = await registered();
    await carryThrough(world.chofu, {
      kind: 'RegisterRemoval',
      cause: 'death',
      householdNumber,
      persons: [mother],
      happenedOn: exactDate('2026-12-01'),
      notifiedOn: '2026-12-01',
      source: 'filed',
      ground: '死亡届',
    });
    expect(await desk().findResident(mother, access())).toMatchObject({
      status: 'deceased',
      electorSince: '2026-12-01',
    });
    await carryThrough(world.chofu, {
      kind: 'RegisterMovingOut',
      householdNumber,
      movers: [head],
      notifiedOn: '2026-12-01',
      plannedOn: '2026-12-01',
      destination: NEW_ADDRESS,
      channel: 'counter',
      special: false,
      cardHolders: [],
    });
    world.clock.today = '2027-04-02';
    await desk().runDaily();
    expect(await desk().electoralRoll(clerkOf(world.chofu))).toMatchObject({ registered: 1 });
    expect(await desk().findResident(head, access())).toMatchObject({ electorSince: '2026-12-01' });
  });

  it('基本データリストの選挙人名簿登録有無に出る', async () => {
    const { head, wife, child, mother } = await settle(world);
    expect(await flags()).toEqual({ [head]: '0', [wife]: '0', [child]: '0', [mother]: '0' });
    world.clock.today = '2026-12-01';
    await registerRoll(world.chofu);
    expect(await flags()).toEqual({ [head]: '1', [wife]: '1', [child]: '0', [mother]: '1' });
  });
});
