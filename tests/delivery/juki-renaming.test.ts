import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AddressRenaming } from '#app/juki/renaming-acts.ts';
import { familyOfFour, member, NEW_ADDRESS, OLD_ADDRESS, protectedFamily, TODAY } from '#tests/engine/juki/family.ts';
import { carryThrough, createJukiWorld, type JukiWorld } from './juki-world.ts';

let world: JukiWorld;
beforeEach(async () => {
  world = await createJukiWorld({ soleDecision: true });
});
afterEach(() => world.close());

const RENAMING: AddressRenaming = {
  ground: 'residenceIndication',
  on: TODAY,
  notice: '調布市告示第百号',
  fromTown: '小島町二丁目',
  toTown: '小島町',
  lots: { kind: 'listed', pairs: [{ from: '35番地1', to: '2丁目35番1号' }] },
};
const manager = () => world.chofu.as('registryManager');

async function preview(renaming = RENAMING) {
  const outcome = await world.chofu.juki.previewRenaming(renaming, manager());
  if (!outcome.accepted) throw new Error(outcome.refusal.sentence);
  return outcome.value;
}

async function runOf(runId: string) {
  const run = (await world.chofu.juki.renamingRuns(manager())).find((one) => one.runId === runId);
  if (!run) throw new Error('no run');
  return run;
}

async function finish(runId: string) {
  for (let turn = 0; turn < 20 && (await runOf(runId)).state !== 'finished'; turn += 1)
    await world.chofu.juki.advance();
  return runOf(runId);
}

const single = (serial: number, lot: string, town = OLD_ADDRESS.town) => ({
  ...familyOfFour(),
  address: { ...OLD_ADDRESS, lot, town },
  members: [member(serial)],
});

describe('住所一括変更（住居表示に関する法律第3条）', () => {
  it('事前確認は何も変えず、実施は世帯ごとに変え、残った世帯を理由とともに示す', async () => {
    const { juki } = world.chofu;
    const { households } = await juki.migrate(
      [familyOfFour(), single(11, '99番地'), single(12, '35番地1', '布田'), single(13, '35番地1'), protectedFamily(21)],
      { alreadyNumbered: true },
    );
    const held = households[3];
    const drafted = await juki.draft(
      {
        kind: 'RegisterMovingOut',
        householdNumber: held?.householdNumber ?? '',
        movers: held?.addresseeNumbers ?? [],
        notifiedOn: TODAY,
        plannedOn: TODAY,
        destination: NEW_ADDRESS,
        channel: 'counter',
        special: false,
        cardHolders: [],
      },
      world.chofu.as('reception'),
    );
    expect(drafted.accepted).toBe(true);
    const run = await preview();
    expect(run).toMatchObject({ state: 'previewed', households: 4, residents: 10, done: 0, leftOut: { notListed: 1 } });
    const [head = ''] = households[0]?.addresseeNumbers ?? [];
    expect((await juki.findResident(head, manager()))?.address).toEqual(OLD_ADDRESS);

    await juki.startRenaming(run.runId, manager());
    await juki.startRenaming(run.runId, manager());
    expect(await finish(run.runId)).toMatchObject({ done: 2, leftOut: { notListed: 1, openDraft: 1 } });
    expect((await juki.findResident(head, manager()))?.address).toMatchObject({ town: '小島町', lot: '2丁目35番1号' });
    expect((await juki.changesOf(head, manager())).map(({ reason }) => reason)).toContain('軽微な修正');
    const [protectedHead = ''] = households[4]?.addresseeNumbers ?? [];
    expect((await juki.findResident(protectedHead, manager()))?.address.town).toBe('小島町');
    const { households: left, next } = await juki.leftOutOfRenaming(run.runId, manager());
    expect(next).toBeUndefined();
    expect(left.map(({ reason, address }) => `${reason} ${address?.lot}`).toSorted()).toEqual([
      'notListed 99番地',
      'openDraft 35番地1',
    ]);
    expect(world.chofu.outbox.filter(({ outgoing }) => outgoing.type === 'IdentityInformationNotice')).toHaveLength(8);
  });

  it('途中で止まっても、残りから続き、だれも二度変わらない', async () => {
    const { chofu } = world;
    const homes = Array.from({ length: 420 }, (_, index) => single(100 + index, '35番地1'));
    await chofu.juki.migrate(homes, { alreadyNumbered: true });
    const { runId } = await preview();
    await chofu.store.write(({ db, t }) => db.update(t.renamingRuns).set({ state: 'running' }));
    expect(await chofu.juki.advance()).toBe(400);
    expect(await runOf(runId)).toMatchObject({ state: 'running', done: 400 });
    chofu.restart();
    expect(await finish(runId)).toMatchObject({ state: 'finished', done: 420 });
    const rows = await chofu.store.read(({ db, t }) => db.select({ n: t.snapshots.historyNumber }).from(t.snapshots));
    expect(rows.filter(({ n }) => n === 2)).toHaveLength(420);
    expect(rows.filter(({ n }) => n > 2)).toEqual([]);
  });

  it('職員が処理している世帯は待たせ、手放すか時間が過ぎたら続ける（標準仕様書 10.3）', async () => {
    const { juki } = world.chofu;
    const { households } = await juki.migrate([familyOfFour(), single(31, '35番地1'), single(32, '35番地1')], {
      alreadyNumbered: true,
    });
    const [given, left] = households.slice(1).map((one) => one.householdNumber);
    const officer = world.chofu.as('reception');
    for (const number of [given, left]) {
      expect((await juki.lockHousehold(number ?? '', officer)).accepted).toBe(true);
    }
    const { runId } = await preview();
    await juki.startRenaming(runId, manager());
    for (let turn = 0; turn < 3; turn += 1) await juki.advance();
    expect(await runOf(runId)).toMatchObject({ state: 'running', done: 1, held: 2, leftOut: {} });
    const townOf = async (index: number) =>
      (await juki.findResident(households[index]?.addresseeNumbers[0] ?? '', manager()))?.address.town;
    expect(await townOf(1)).toBe('小島町二丁目');

    await juki.unlockHousehold(given ?? '', officer);
    await juki.advance();
    expect(await runOf(runId)).toMatchObject({ state: 'running', done: 2, held: 1 });
    expect([await townOf(1), await townOf(2)]).toEqual(['小島町', '小島町二丁目']);

    const later = new Date(Date.parse(world.clock.now()) + 21 * 60_000).toISOString();
    world.clock.now = () => later;
    expect(await finish(runId)).toMatchObject({ state: 'finished', done: 3, held: 0, leftOut: {} });
    expect(await townOf(2)).toBe('小島町');
  });

  it('処理中の世帯が残る変更は、次の変更を待たせない', async () => {
    const { juki } = world.chofu;
    const { households } = await juki.migrate([single(41, '35番地1'), single(42, '35番地1', '布田')], {
      alreadyNumbered: true,
    });
    await juki.lockHousehold(households[0]?.householdNumber ?? '', world.chofu.as('reception'));
    const first = await preview();
    await juki.startRenaming(first.runId, manager());
    const second = await preview({ ...RENAMING, fromTown: '布田' });
    await juki.startRenaming(second.runId, manager());
    expect(await finish(second.runId)).toMatchObject({ state: 'finished', done: 1 });
    expect(await runOf(first.runId)).toMatchObject({ state: 'running', done: 0, held: 1 });
  });

  it('事前確認の例に、支援措置の世帯の住所は出ない', async () => {
    const hidden = { ...OLD_ADDRESS, building: '隠れ荘' };
    await world.chofu.juki.migrate([{ ...protectedFamily(51), address: hidden }, single(61, '35番地1')], {
      alreadyNumbered: true,
    });
    const { runId } = await preview();
    expect(await world.chofu.juki.examplesOfRenaming(runId, manager())).toEqual([
      {
        before: OLD_ADDRESS,
        after: expect.objectContaining({ town: '小島町', lot: '2丁目35番1号' }),
      },
    ]);
    expect(await world.chofu.juki.findRenaming('none', manager())).toBeUndefined();
  });

  it('支援措置の世帯が残るときは、あることだけを示す', async () => {
    const hidden = protectedFamily();
    await world.chofu.juki.migrate([{ ...hidden, address: { ...OLD_ADDRESS, lot: '7番地' } }], {
      alreadyNumbered: true,
    });
    const { runId } = await preview();
    expect(await world.chofu.juki.leftOutOfRenaming(runId, manager())).toEqual({
      households: [{ reason: 'notListed' }],
    });
  });

  it('全員が転出した世帯の場所が後から変わっても、転出取消では新しい表記の世帯に戻る（標準仕様書 4.6.0.1）', async () => {
    const { chofu } = world;
    const { households } = await chofu.juki.migrate([single(41, '35番地1'), single(42, '35番地1')], {
      alreadyNumbered: true,
    });
    const [gone] = households;
    const [mover = ''] = gone?.addresseeNumbers ?? [];
    const { registered } = await carryThrough(chofu, {
      kind: 'RegisterMovingOut',
      householdNumber: gone?.householdNumber ?? '',
      movers: [mover],
      notifiedOn: TODAY,
      plannedOn: TODAY,
      destination: NEW_ADDRESS,
      channel: 'counter',
      special: false,
      cardHolders: [],
    });
    const { runId } = await preview();
    await chofu.juki.startRenaming(runId, manager());
    expect(await finish(runId)).toMatchObject({ done: 1 });
    expect((await chofu.juki.findResident(mover, manager()))?.address).toEqual(OLD_ADDRESS);
    await carryThrough(chofu, {
      kind: 'CancelMovingOut',
      movingOutId: registered.movingOutId ?? '',
      movers: [mover],
      reason: '届出人の申出',
    });
    const back = await chofu.juki.findResident(mover, manager());
    expect(back).toMatchObject({ status: 'resident', address: { town: '小島町', lot: '2丁目35番1号' } });
  });

  it('大きな町字も頁に分けて数え、残る世帯は500世帯ずつすべて取り出せる', async () => {
    const homes = Array.from({ length: 620 }, (_, index) => single(100 + index, index < 510 ? '99番地' : '35番地1'));
    const { households } = await world.chofu.juki.migrate(homes, { alreadyNumbered: true });
    const run = await preview();
    expect(run).toMatchObject({ households: 620, residents: 620, leftOut: { notListed: 510 } });
    const first = await world.chofu.juki.leftOutOfRenaming(run.runId, manager());
    const second = await world.chofu.juki.leftOutOfRenaming(run.runId, manager(), first.next);
    expect([first.households.length, second.households.length, second.next]).toEqual([500, 10, undefined]);
    expect([...first.households, ...second.households].map((one) => one.householdNumber)).toEqual(
      households.slice(0, 510).map((one) => one.householdNumber),
    );
  });

  it('住民記録の管理だけが行え、だれもいない町字や先の施行日は受け付けない', async () => {
    await expect(world.chofu.juki.previewRenaming(RENAMING, world.chofu.as('reviewer'))).rejects.toThrow('may not');
    expect(await world.chofu.juki.previewRenaming(RENAMING, manager())).toMatchObject({ accepted: false });
    const later = { ...RENAMING, on: '2026-12-01' };
    expect(await world.chofu.juki.previewRenaming(later, manager())).toMatchObject({ refusal: { code: 'E02' } });
    expect(await world.chofu.juki.startRenaming('none', manager())).toMatchObject({ accepted: false });
  });
});
