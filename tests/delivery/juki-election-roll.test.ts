import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import { familyOfFour, member, no, OLD_ADDRESS, TODAY } from '#tests/engine/juki/family.ts';
import { AT_NISHI, NAKA, NISHI, wardMove } from '#tests/engine/juki/wards.ts';
import { carryThrough, createJukiWorld, type JukiWorld, settle } from './juki-world.ts';
import { clerkOf, finishRun, inquireRoll, registerRoll } from './roll-world.ts';

let world: JukiWorld;
afterEach(() => world.close());

const ELECTION = { name: '市長選挙', asOf: '2026-12-12', announcedOn: '2026-12-13', pollingOn: '2026-12-20' };

describe('選挙時登録（公職選挙法第22条第3項）', () => {
  beforeEach(async () => {
    world = await createJukiWorld({ soleDecision: true });
    const young = { ...familyOfFour(), address: { ...OLD_ADDRESS, lot: '9番地' } };
    await world.chofu.juki.migrate([{ ...young, members: [member(71, { bornOn: exactDate('2008-12-21') })] }], {
      alreadyNumbered: true,
    });
  });
  const clerk = (id?: string) => clerkOf(world.chofu, id);

  it('選挙期日に18歳になる方も登録し、定時登録の順はそのまま続く', async () => {
    await settle(world);
    world.clock.today = '2026-12-01';
    expect(await registerRoll(world.chofu)).toMatchObject({ total: 3, ageOn: '2026-12-01' });
    world.clock.today = '2026-12-12';
    const run = await registerRoll(world.chofu, ELECTION);
    expect(run).toMatchObject({ election: ELECTION, ageOn: '2026-12-20', total: 4, counts: { register: { done: 1 } } });
    const { changes } = await world.chofu.juki.rollChanges(run.runId, 'register', 0, clerk());
    expect(changes.map(({ bornOn }) => bornOn.on)).toEqual(['2008-12-21']);
    expect(await world.chofu.juki.electoralRoll(clerk())).toMatchObject({ nextOn: '2027-03-01', registered: 4 });
  });

  it('ほかの回が開いている間は始められず、選挙期日になったら登録できない', async () => {
    const refused = (sentence: string) => ({
      accepted: false,
      refusal: { sentence: expect.stringContaining(sentence) },
    });
    const regular = await inquireRoll(world.chofu);
    expect(await world.chofu.juki.startElectionRun(ELECTION, clerk())).toMatchObject(refused('ほかの登録の回'));
    await world.chofu.juki.discardRollRun(regular.runId, clerk());
    const early = await inquireRoll(world.chofu, ELECTION);
    expect(await world.chofu.juki.startElectionRun(ELECTION, clerk())).toMatchObject({ value: { runId: early.runId } });
    expect(await world.chofu.juki.confirmRollRun(early.runId, clerk('senkyo-2'))).toMatchObject(refused('基準日の前'));
    world.clock.today = '2026-12-20';
    await world.chofu.juki.startRollRun(clerk());
    const again = await finishRun(world.chofu, early.runId);
    expect(again).toMatchObject({ state: 'proposed', asOf: '2026-12-12', election: ELECTION });
    expect(await world.chofu.juki.confirmRollRun(early.runId, clerk('senkyo-2'))).toMatchObject(refused('選挙期日に'));
    const late = { ...ELECTION, name: '補欠選挙' };
    expect(await world.chofu.juki.startElectionRun(late, clerk())).toMatchObject(refused('今日より後'));
  });

  it('告示の後に登録月の一日が来る定時登録は、年齢を選挙期日で数える（第22条第2項）', async () => {
    const during = { name: '知事選挙', asOf: '2026-11-27', announcedOn: '2026-11-28', pollingOn: '2026-12-20' };
    world.clock.today = '2026-11-27';
    await registerRoll(world.chofu, during);
    world.clock.today = '2026-12-01';
    expect(await inquireRoll(world.chofu)).toMatchObject({ asOf: '2026-12-01', ageOn: '2026-12-20' });
  });

  it('選挙管理委員会の課の職員でなければ、選挙時登録を始められない', async () => {
    await expect(world.chofu.juki.startElectionRun(ELECTION, world.chofu.as('registryManager'))).rejects.toThrow(
      'may not see the roll',
    );
  });
});

describe('区の選挙人名簿（公職選挙法第269条）', () => {
  it('市の中で移った方は、三か月を通して数えて新しい区が登録し、前の区は表示して四か月で抹消する', async () => {
    world = await createJukiWorld({ soleDecision: true }, undefined, [NISHI, NAKA]);
    const { chofu: nishi, fujisawa: naka } = world;
    const family = familyOfFour();
    const members = family.members.map((one, index) => ({ ...one, addresseeNumber: no(50_000_001 + index) }));
    await nishi.juki.migrate([{ ...family, address: AT_NISHI, householdNumber: no(50_000_000), members }], {
      alreadyNumbered: true,
    });
    world.clock.today = '2026-09-01';
    expect((await registerRoll(nishi)).total).toBe(3);
    world.clock.today = TODAY;
    const fetched = await naka.juki.requestWardRecord(
      members[0]?.addresseeNumber ?? '',
      NISHI.code,
      naka.as('counter'),
    );
    if (fetched.result !== 'answered') throw new Error(JSON.stringify(fetched));
    expect(fetched.record.residents[0]?.cityRecordedSince).toBe('2015-04-01');
    await carryThrough(naka, wardMove(fetched.record));
    await world.carry();
    world.clock.today = '2026-12-01';
    expect(await registerRoll(naka)).toMatchObject({ total: 3, counts: { register: { done: 3 } } });
    expect(await registerRoll(nishi)).toMatchObject({ counts: { mark: { done: 3 } } });
    expect(await nishi.juki.electoralRoll(clerkOf(nishi))).toMatchObject({ registered: 3, marked: 3 });
    world.clock.today = '2027-03-25';
    await nishi.juki.runDaily();
    expect(await nishi.juki.electoralRoll(clerkOf(nishi))).toMatchObject({ registered: 0 });
  });
});
