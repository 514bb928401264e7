import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RollChangeKind } from '#app/juki/door.ts';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import { familyOfFour, member, NEW_ADDRESS, OLD_ADDRESS, TODAY } from '#tests/engine/juki/family.ts';
import { carryThrough, createJukiWorld, type JukiWorld, settle } from './juki-world.ts';
import { clerkOf, finishRun, inquireRoll, registerRoll } from './roll-world.ts';

let world: JukiWorld;
beforeEach(async () => {
  world = await createJukiWorld({ soleDecision: true });
});
afterEach(() => world.close());

const clerk = (id?: string) => clerkOf(world.chofu, id);
const roll = () => world.chofu.juki;
const inquire = () => inquireRoll(world.chofu);
const finish = (runId: string) => finishRun(world.chofu, runId);

/** 定時登録 of the first day of the month, by two officers. */
async function registerAll(on = '2026-12-01') {
  world.clock.today = on;
  return registerRoll(world.chofu);
}

const movingOut = (householdNumber: string, movers: readonly string[], plannedOn: string) =>
  carryThrough(world.chofu, {
    kind: 'RegisterMovingOut',
    householdNumber,
    movers: [...movers],
    notifiedOn: world.clock.today,
    plannedOn,
    destination: NEW_ADDRESS,
    channel: 'counter',
    special: false,
    cardHolders: [],
  });

async function listed(runId: string, kind: RollChangeKind) {
  return (await roll().rollChanges(runId, kind, 0, clerk())).changes;
}

const entries = () => world.chofu.store.read(({ db, t }) => db.select().from(t.electoralEntries));

describe('選挙人名簿の定時登録（公職選挙法第22条第1項）', () => {
  it('調べた結果を別の職員が確認すると登録され、もう一度では何も変わらない', async () => {
    const { head, wife, mother } = await settle(world);
    const done = await registerAll();
    expect(done).toMatchObject({ state: 'done', asOf: '2026-12-01', total: 3, counts: { register: { done: 3 } } });
    expect((await entries()).map(({ addresseeNumber, state }) => `${addresseeNumber} ${state}`).toSorted()).toEqual(
      [head, wife, mother].map((number) => `${number} registered`).toSorted(),
    );
    expect(await listed(done.runId, 'register')).toMatchObject([
      { name: '試験　太郎1', state: 'done', basisOn: '2015-04-01', address: OLD_ADDRESS },
      { name: '試験　花子' },
      { name: '試験　松' },
    ]);
    expect(await roll().confirmRollRun(done.runId, clerk('senkyo-2'))).toMatchObject({ accepted: true });
    expect(await roll().electoralRoll(clerk())).toMatchObject({ registered: 3, marked: 0, nextOn: '2027-03-01' });
    world.clock.today = '2027-03-01';
    expect((await inquire()).counts).toEqual({});
  });

  it('登録月の一日の前に調べられるが登録はできず、調べた職員が自分で確認することもできない', async () => {
    await settle(world);
    const early = await inquire();
    expect(early).toMatchObject({ state: 'proposed', asOf: '2026-12-01', counts: { register: { proposed: 3 } } });
    const refused = (sentence: string) => ({
      accepted: false,
      refusal: { code: 'E42', sentence: expect.stringContaining(sentence) },
    });
    expect(await roll().confirmRollRun(early.runId, clerk('senkyo-2'))).toMatchObject(refused('まだ登録できません'));
    world.clock.today = '2026-12-01';
    expect(await roll().confirmRollRun(early.runId, clerk('senkyo-2'))).toMatchObject(refused('もう一度調べて'));
    const again = await inquire();
    expect(again.runId).toBe(early.runId);
    expect(again.counts.register?.proposed).toBe(3);
    expect(await roll().confirmRollRun(early.runId, clerk())).toMatchObject(refused('別の職員'));
    expect(await entries()).toEqual([]);
    expect(await roll().discardRollRun(early.runId, clerk())).toMatchObject({
      accepted: true,
      value: { state: 'discarded' },
    });
    expect(await roll().confirmRollRun(early.runId, clerk('senkyo-2'))).toMatchObject(refused('開き直して'));
    expect(await roll().confirmRollRun('none', clerk('senkyo-2'))).toMatchObject(refused('見つかりません'));
  });

  it('途中で止まっても続きから進み、だれも二度調べず、二度登録しない', async () => {
    const homes = Array.from({ length: 2100 }, (_, index) => ({
      ...familyOfFour(),
      address: { ...OLD_ADDRESS, lot: `${index}番地` },
      members: [member(100 + index)],
    }));
    for (let at = 0; at < homes.length; at += 300)
      await roll().migrate(homes.slice(at, at + 300), { alreadyNumbered: true });
    world.clock.today = '2026-12-01';
    const started = await roll().startRollRun(clerk());
    const runId = started.accepted ? started.value.runId : '';
    expect(await roll().startRollRun(clerk())).toMatchObject({ accepted: true, value: { runId } });
    const work = roll().advance();
    world.chofu.restart();
    await Promise.all([work, roll().advance()]);
    const run = await finish(runId);
    expect(run).toMatchObject({ looked: 2100, counts: { register: { proposed: 2100 } } });
    await roll().confirmRollRun(runId, clerk('senkyo-2'));
    world.chofu.restart();
    await Promise.all([roll().advance(), roll().advance()]);
    expect(await finish(runId)).toMatchObject({
      total: 2100,
      counts: { register: { proposed: 0, done: 2100, dropped: 0 } },
    });
    const first = await roll().rollChanges(runId, 'register', 0, clerk());
    expect(first.changes).toHaveLength(200);
    const second = await roll().rollChanges(runId, 'register', first.next ?? 0, clerk());
    expect(second.changes[0]?.position).toBeGreaterThan(first.changes.at(-1)?.position ?? Number.POSITIVE_INFINITY);
  }, 120_000);

  it('調べた後に死亡した方は登録しない', async () => {
    const { householdNumber, mother } = await settle(world);
    world.clock.today = '2026-12-01';
    const { runId } = await inquire();
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
    await roll().confirmRollRun(runId, clerk('senkyo-2'));
    expect((await finish(runId)).counts.register).toEqual({ proposed: 0, done: 2, dropped: 1 });
  });
});

describe('表示と抹消（公職選挙法第27条、第28条）', () => {
  it('転出の消除と同時に表示し、転出取消で消し、四か月を過ぎた夜に抹消して次の回で報告する', async () => {
    const { householdNumber, head, wife } = await settle(world);
    await registerAll();
    const first = await movingOut(householdNumber, [head], '2026-12-01');
    const second = await movingOut(householdNumber, [wife], '2026-12-01');
    const states = async () => Object.fromEntries((await entries()).map((one) => [one.addresseeNumber, one.state]));
    expect(await states()).toMatchObject({ [head]: 'marked', [wife]: 'marked' });
    await carryThrough(world.chofu, {
      kind: 'CancelMovingOut',
      movingOutId: second.registered.movingOutId ?? '',
      movers: [wife],
      reason: '申出による',
    });
    expect(first.registered.movingOutId).not.toBe(second.registered.movingOutId);
    expect(await states()).toMatchObject({ [head]: 'marked', [wife]: 'registered' });
    world.clock.today = '2027-04-01';
    await roll().runDaily();
    expect((await states())[head]).toBe('marked');
    world.clock.today = '2027-04-02';
    await roll().runDaily();
    await roll().runDaily();
    expect((await states())[head]).toBe('removed');
    const run = await registerAll('2027-06-01');
    expect(run.counts).toMatchObject({ mark: { done: 2 }, unmark: { done: 1 }, remove: { done: 1 } });
    expect(await listed(run.runId, 'remove')).toMatchObject([
      { addresseeNumber: head, article: '公職選挙法第28条第2号', basisOn: '2026-12-01' },
    ]);
  });

  it('三か月住んでから転出した方は、四か月までは旧住所地で登録する（第21条第2項）', async () => {
    const { householdNumber, head } = await settle(world);
    await movingOut(householdNumber, [head], TODAY);
    await registerAll();
    expect((await entries()).find(({ addresseeNumber }) => addresseeNumber === head)).toMatchObject({
      state: 'marked',
      leftOn: TODAY,
      removeFrom: '2027-03-25',
    });
  });
});

describe('名簿を読む人（公職選挙法第28条の2）', () => {
  it('選挙管理委員会の課だけが読め、読んだことと登録したことが操作ログに残る', async () => {
    const { head } = await settle(world);
    const run = await registerAll();
    await listed(run.runId, 'register');
    await expect(roll().electoralRoll(world.chofu.as('registryManager'))).rejects.toThrow('may not see the roll');
    await expect(roll().startRollRun(world.chofu.as('section'))).rejects.toThrow('may not see the roll');
    const audited = await world.chofu.store.read(({ db, t }) => db.select().from(t.auditEntries));
    const of = (act: string) => audited.filter((one) => one.act === act);
    expect(of('registerElectors')).toMatchObject([{ officerId: 'senkyo-2' }]);
    expect(of('rollChanges').length).toBeGreaterThan(0);
    expect(JSON.stringify(of('rollChanges'))).toContain(head);
    expect(of('startRollRun')).toHaveLength(1);
    expect(of('confirmRollRun')).toHaveLength(1);
  });
});
