import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AddressRenaming } from '#app/juki/renaming-acts.ts';
import { familyOfFour, member, NEW_ADDRESS, OLD_ADDRESS, protectedFamily, TODAY } from '#tests/engine/juki/family.ts';
import { createJukiWorld, type JukiWorld } from './juki-world.ts';

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
    const left = await juki.leftOutOfRenaming(run.runId, manager());
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

  it('支援措置の世帯が残るときは、あることだけを示す', async () => {
    const hidden = protectedFamily();
    await world.chofu.juki.migrate([{ ...hidden, address: { ...OLD_ADDRESS, lot: '7番地' } }], {
      alreadyNumbered: true,
    });
    const { runId } = await preview();
    expect(await world.chofu.juki.leftOutOfRenaming(runId, manager())).toEqual([{ reason: 'notListed' }]);
  });

  it('住民記録の管理だけが行え、だれもいない町字や先の施行日は受け付けない', async () => {
    await expect(world.chofu.juki.previewRenaming(RENAMING, world.chofu.as('reviewer'))).rejects.toThrow('may not');
    expect(await world.chofu.juki.previewRenaming(RENAMING, manager())).toMatchObject({ accepted: false });
    const later = { ...RENAMING, on: '2026-12-01' };
    expect(await world.chofu.juki.previewRenaming(later, manager())).toMatchObject({ refusal: { code: 'E02' } });
    expect(await world.chofu.juki.startRenaming('none', manager())).toMatchObject({ accepted: false });
  });
});
