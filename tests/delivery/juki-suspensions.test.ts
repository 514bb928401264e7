import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Suspension, SuspensionItems } from '#app/juki/door.ts';
import { NEW_ADDRESS } from '#tests/engine/juki/family.ts';
import { carryThrough, createJukiWorld, type JukiWorld, settle } from './juki-world.ts';
import { clerkOf, inquireRoll, registerRoll } from './roll-world.ts';

let world: JukiWorld;
beforeEach(async () => {
  world = await createJukiWorld({ soleDecision: true });
});
afterEach(() => world.close());

const clerk = (id?: string) => clerkOf(world.chofu, id);
const desk = () => world.chofu.juki;
const ID = '01990000-0000-7000-8000-0000000000aa';
const ITEMS: SuspensionItems = { ground: 'serving', from: '2026-10-01', until: '2027-01-31', note: '令和八年第十二号' };

function accepted(done: { accepted: boolean; value?: unknown; refusal?: { sentence: string } }): Suspension {
  if (!done.accepted) throw new Error(done.refusal?.sentence);
  return done.value as Suspension;
}

async function suspend(addresseeNumber: string, items = ITEMS, suspensionId = ID) {
  accepted(await desk().proposeSuspension({ suspensionId, addresseeNumber, items }, clerk()));
  return accepted(await desk().confirmSuspension(suspensionId, clerk('senkyo-2')));
}

const rows = () => world.chofu.store.read(({ db, t }) => db.select().from(t.electoralSuspensions));
const listed = async (runId: string) =>
  (await desk().rollChanges(runId, 'register', 0, clerk())).changes.map(({ addresseeNumber, suspended }) => [
    addresseeNumber,
    suspended,
  ]);

describe('選挙権の停止（公職選挙法第11条、第27条第1項）', () => {
  it('氏名と生年月日で探し、一人が入れて別の職員が確認すると表示になり、期間が過ぎた夜に終わる', async () => {
    const { head } = await settle(world);
    world.clock.today = '2026-12-01';
    const run = await registerRoll(world.chofu);
    const found = await desk().findElectors({ name: '試験　太郎1', bornOn: '1985-04-12' }, clerk());
    expect(found).toMatchObject([{ addresseeNumber: head, registered: true, whereabouts: 'here' }]);
    expect(await desk().findElectors({ name: '試験　太郎1', bornOn: '1985-04-13' }, clerk())).toEqual([]);

    const entry = { suspensionId: ID, addresseeNumber: head, items: ITEMS };
    expect(accepted(await desk().proposeSuspension(entry, clerk()))).toMatchObject({ state: 'proposed', shown: false });
    expect(accepted(await desk().proposeSuspension(entry, clerk()))).toMatchObject({ suspensionId: ID });
    expect(await rows()).toHaveLength(1);
    expect(await desk().electoralRoll(clerk())).toMatchObject({ suspensionsWaiting: 1 });
    expect(await listed(run.runId)).toContainEqual([head, false]);
    expect(await desk().confirmSuspension(ID, clerk())).toMatchObject({
      refusal: { code: 'E44', sentence: expect.stringContaining('別の職員') },
    });
    const standing = accepted(await desk().confirmSuspension(ID, clerk('senkyo-2')));
    expect(standing).toMatchObject({ state: 'standing', shown: true, items: ITEMS, confirmedBy: { id: 'senkyo-2' } });
    expect(await listed(run.runId)).toContainEqual([head, true]);
    expect(await desk().electoralRoll(clerk())).toMatchObject({ suspensionsWaiting: 0 });
    expect(await desk().confirmSuspension(ID, clerk('senkyo-2'))).toMatchObject({ accepted: false });

    world.clock.today = '2027-01-31';
    await desk().runDaily();
    expect(await desk().findSuspension(ID, clerk())).toMatchObject({ state: 'standing', shown: true });
    world.clock.today = '2027-02-01';
    expect(await desk().findSuspension(ID, clerk())).toMatchObject({ shown: false });
    await desk().runDaily();
    await desk().runDaily();
    expect(await desk().findSuspension(ID, clerk())).toMatchObject({ state: 'ended', shown: false });
    expect(await listed(run.runId)).toContainEqual([head, false]);
    world.clock.today = '2027-05-31';
    await desk().runDaily();
    expect(await rows()).toHaveLength(1);
    world.clock.today = '2027-06-01';
    await desk().runDaily();
    expect(await rows()).toEqual([]);
  });

  it('基準日に停止中の方は登録せず、終われば次の回で登録する（第21条第1項）', async () => {
    const { head, wife } = await settle(world);
    world.clock.today = '2026-12-01';
    await suspend(head);
    const proposed = await inquireRoll(world.chofu);
    expect(proposed.counts.register).toMatchObject({ proposed: 2 });
    await suspend(wife, { ...ITEMS, ground: 'electionLaw' }, ID.replace(/aa$/, 'bb'));
    await desk().confirmRollRun(proposed.runId, clerk('senkyo-2'));
    await desk().advance();
    expect(await desk().findRollRun(proposed.runId, clerk())).toMatchObject({
      total: 1,
      counts: { register: { done: 1, dropped: 1 } },
    });
    world.clock.today = '2027-03-01';
    await desk().runDaily();
    expect(await registerRoll(world.chofu)).toMatchObject({ total: 3, counts: { register: { done: 2 } } });
  });

  it('終わりの知らせは変更として入れ、誤りは取り消すと跡を残さない。どちらも別の職員が確認する', async () => {
    const { head } = await settle(world);
    const { until: _, ...open } = ITEMS;
    await suspend(head, open);
    const change = { kind: 'change' as const, items: { ...open, until: '2026-11-20' } };
    accepted(await desk().proposeSuspensionChange(ID, change, clerk()));
    expect(await desk().proposeSuspensionChange(ID, change, clerk())).toMatchObject({
      refusal: { sentence: expect.stringContaining('確認を待っています') },
    });
    expect(accepted(await desk().discardSuspension(ID, clerk()))).toMatchObject({ items: open });
    accepted(await desk().proposeSuspensionChange(ID, change, clerk()));
    expect(accepted(await desk().confirmSuspension(ID, clerk('senkyo-2'))).items).toEqual(change.items);
    await desk().proposeSuspensionChange(ID, { kind: 'withdraw', why: '別の方だった' }, clerk());
    expect(await desk().confirmSuspension(ID, clerk())).toMatchObject({ accepted: false });
    expect(await desk().confirmSuspension(ID, clerk('senkyo-2'))).toEqual({ accepted: true, value: 'withdrawn' });
    expect(await rows()).toEqual([]);
    expect(await desk().discardSuspension(ID, clerk())).toMatchObject({ accepted: false });
  });

  it('転出した方は、転出先の選挙管理委員会に知らせるように示す', async () => {
    const { householdNumber, head } = await settle(world);
    await suspend(head);
    await carryThrough(world.chofu, {
      kind: 'RegisterMovingOut',
      householdNumber,
      movers: [head],
      notifiedOn: world.clock.today,
      plannedOn: world.clock.today,
      destination: NEW_ADDRESS,
      channel: 'counter',
      special: false,
      cardHolders: [],
    });
    expect(await desk().suspensions(clerk())).toMatchObject([{ addresseeNumber: head, whereabouts: 'left' }]);
  });
});

describe('選挙権の停止を知る人', () => {
  it('選挙管理委員会の課だけが読め、保存された所にも電文にも平文がない', async () => {
    const { head } = await settle(world);
    await suspend(head);
    for (const access of [world.chofu.as('registryManager'), world.chofu.as('section'), world.chofu.as('auditor')]) {
      const calls = [
        () => desk().suspensions(access),
        () => desk().findSuspension(ID, access),
        () => desk().findElectors({ name: '試験　太郎1', bornOn: '1985-04-12' }, access),
        () => desk().proposeSuspension({ suspensionId: ID, addresseeNumber: head, items: ITEMS }, access),
        () => desk().proposeSuspensionChange(ID, { kind: 'withdraw', why: '' }, access),
        () => desk().confirmSuspension(ID, access),
        () => desk().discardSuspension(ID, access),
      ];
      for (const call of calls) await expect((async () => call())()).rejects.toThrow('may not see the roll');
    }
    const [row] = await rows();
    for (const plain of [head, 'serving', '第十二号']) expect(JSON.stringify(row)).not.toContain(plain);
    expect(world.arrived).toEqual([]);
    const seen = await desk().findResident(head, world.chofu.as('counter'));
    expect(JSON.stringify(seen)).not.toContain('suspen');
  });

  it('読むたび、書くたびに操作ログに残り、言葉は停止であることを言わない', async () => {
    const { head } = await settle(world);
    await suspend(head);
    await desk().suspensions(clerk());
    await desk().findSuspension(ID, clerk());
    await desk().findElectors({ name: '試験　太郎1', bornOn: '1985-04-12' }, clerk());
    world.clock.today = '2027-02-01';
    await desk().runDaily();
    const audited = await world.chofu.store.read(({ db, t }) => db.select().from(t.auditEntries));
    const of = (act: string) => audited.filter((one) => one.act === act);
    expect(of('writeElectorCase')).toHaveLength(2);
    expect(of('readElectorCase')).toHaveLength(3);
    expect(of('followElectorCases')).toHaveLength(1);
    for (const entry of [...of('writeElectorCase'), ...of('readElectorCase'), ...of('followElectorCases')]) {
      expect(JSON.stringify(entry)).toContain(head);
      expect(JSON.stringify(entry)).not.toContain('停止');
    }
  });
});
