import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ProtectionApplication, ProtectionCommand } from '#app/juki/door.ts';
import { tokyoInstant } from '#app/vocabulary/tokyo.ts';
import { familyOfFour, NEW_ADDRESS, protectedFamily, TODAY } from '#tests/engine/juki/family.ts';
import { carryThrough, createJukiWorld, type JukiWorld, settle, type TestTown } from './juki-world.ts';

let world: JukiWorld;
beforeEach(async () => {
  world = await createJukiWorld();
});
afterEach(() => world.close());

const APPLICATION: ProtectionApplication = {
  ground: 'domesticViolence',
  abusers: [{ name: '隠岐　加害男', address: '東京都調布市禁町', relation: '夫' }],
  papers: ['inspection', 'currentAddress', 'formerAddress'],
  formerAddress: '神奈川県藤沢市',
  registeredDomicile: '長野県松本市',
  consulted: '調布警察署',
  opinion: '',
};

async function act(town: TestTown, command: ProtectionCommand, id = 'p1') {
  const done = await town.juki.protect(command, town.as('protectionOfficer', id));
  if (!done.accepted) throw new Error(done.refusal.sentence);
  return done.value;
}

const enter = (town: TestTown, applicant: string, coApplicants: string[] = []) =>
  act(town, {
    kind: 'EnterProtection',
    receivedOn: world.clock.today,
    applicant,
    coApplicants,
    application: APPLICATION,
  });

async function listed(town: TestTown) {
  const list = await town.juki.protections(town.as('protectionOfficer'));
  if (!list.accepted) throw new Error(list.refusal.sentence);
  return list.value;
}

describe('支援措置の処理（標準仕様書1.1.16、3.1）', () => {
  test('入力すると、対象者の副本が不開示に、世帯の全員の副本が自己情報提供不可になり、終了すると戻る。一時解除は他システムに伝わらない', async () => {
    const { chofu } = world;
    const family = await settle(world);
    await world.carry();
    const told = () =>
      chofu.heardByAddressee
        .filter((one) => one.call === 'registerHousehold')
        .map((one) => one.with as { addresseeNumber: string; undisclosed: boolean; selfInformationDenied: boolean });
    const flags = (from: number) =>
      family.all.map((number) => {
        const { undisclosed, selfInformationDenied } =
          told()
            .slice(from)
            .find((one) => one.addresseeNumber === number) ?? {};
        return [undisclosed, selfInformationDenied];
      });
    const { measureId, version } = await enter(chofu, family.wife, [family.child]);
    await world.carry();
    expect(flags(-4)).toEqual([
      [false, true],
      [true, true],
      [true, true],
      [false, true],
    ]);
    const count = told().length;
    await act(chofu, { kind: 'RequestRelease', measureId, version, minutes: 30, reason: '本人の来庁' });
    await act(chofu, { kind: 'ApproveRelease', measureId, version: version + 1 }, 'p2');
    await world.carry();
    expect(told()).toHaveLength(count);
    expect(chofu.outbox).toEqual([]);
    const end = { kind: 'EndProtection' as const, measureId, version: version + 2, endedOn: TODAY, reason: '申出' };
    await act(chofu, end);
    await world.carry();
    expect(flags(count)).toEqual(Array(4).fill([false, false]));
  });

  test('一時解除は、二人目の承認で効き、時間が来るとひとりでに戻る', async () => {
    const { chofu } = world;
    const family = await settle(world);
    const { measureId, version } = await enter(chofu, family.wife);
    const lock = async () => (await chofu.juki.lockHousehold(family.householdNumber, chofu.as('reception'))).accepted;
    await act(chofu, { kind: 'RequestRelease', measureId, version, minutes: 30, reason: '本人の来庁' });
    expect(await lock()).toBe(false);
    const approve = { kind: 'ApproveRelease' as const, measureId, version: version + 1 };
    expect(await chofu.juki.protect(approve, chofu.as('protectionOfficer', 'p1'))).toMatchObject({
      refusal: { code: 'E40' },
    });
    await act(chofu, approve, 'p2');
    expect(await lock()).toBe(true);
    const shown = await chofu.juki.findResident(family.wife, chofu.as('reception'));
    expect(shown).toMatchObject({
      protectedPerson: true,
      protectionRelease: {
        until: tokyoInstant(TODAY, '09:30'),
        requestedBy: expect.stringMatching(/./),
        approvedBy: expect.stringMatching(/./),
      },
    });
    world.clock.now = () => tokyoInstant(TODAY, '09:30');
    expect(await lock()).toBe(false);
    const back = await chofu.juki.findResident(family.wife, chofu.as('reception'));
    expect(back?.protectionRelease).toBeUndefined();
  });

  test('異動履歴に残らず、操作ログには残る。加害者の名も住所も、平文ではどこにもない', async () => {
    const { chofu } = world;
    const family = await settle(world);
    const { measureId, version } = await enter(chofu, family.wife);
    await act(chofu, { kind: 'ConfirmProtection', measureId, version, confirmedOn: TODAY, opinion: '支援が必要' });
    expect(await chofu.juki.changesOf(family.wife, chofu.as('reviewer'))).toHaveLength(1);
    const audit = await chofu.store.read(({ db, t }) => db.select().from(t.auditEntries));
    expect(audit.map((entry) => entry.act)).toEqual(expect.arrayContaining(['enterProtection', 'confirmProtection']));
    const bytes = readdirSync(world.folder).map((name) => readFileSync(join(world.folder, name)));
    for (const secret of ['隠岐', '禁町', '調布警察署']) {
      expect(bytes.some((file) => file.includes(Buffer.from(secret)))).toBe(false);
    }
  });

  test('担当職員でなければ、一覧も一件も処理も、対象者がいてもいなくても同じ答え（E08）', async () => {
    const { chofu } = world;
    const family = await settle(world);
    const { measureId } = await enter(chofu, family.wife);
    const access = chofu.as('registryManager');
    const answers = [
      await chofu.juki.protections(access),
      await chofu.juki.findProtection(measureId, access),
      await chofu.juki.findProtection('01990000-0000-7000-8000-00000000ffff', access),
      await chofu.juki.protect({ kind: 'ApproveRelease', measureId, version: 1 }, access),
    ];
    expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(answers[0]).toMatchObject({ refusal: { code: 'E08', sentence: expect.not.stringContaining('支援') } });
  });

  test('移行した支援措置も一覧に載り、終了の1か月前から、過ぎた後も、することになる（A10）', async () => {
    const { chofu } = world;
    await settle(world, protectedFamily());
    expect(await listed(chofu)).toMatchObject([
      { state: 'full', until: '2027-03-31', due: [], extensionOpensOn: '2027-03-01' },
    ]);
    world.clock.today = '2027-03-01';
    expect((await listed(chofu))[0]?.due).toEqual(['endsSoon']);
    world.clock.today = '2027-04-01';
    const [late] = await listed(chofu);
    expect(late?.due).toEqual(['hasEnded']);
    await act(chofu, {
      kind: 'ExtendProtection',
      measureId: late?.measureId ?? '',
      version: 1,
      requestedOn: '2027-04-01',
    });
    expect(await listed(chofu)).toMatchObject([{ from: '2027-04-01', until: '2028-03-31', due: [] }]);
  });

  test('全員が転出すると、前住所地の仮支援措置として残る', async () => {
    const { chofu } = world;
    const family = await settle(world, protectedFamily());
    await carryThrough(
      chofu,
      {
        kind: 'RegisterMovingOut',
        householdNumber: family.householdNumber,
        movers: [family.wife],
        notifiedOn: TODAY,
        plannedOn: TODAY,
        destination: NEW_ADDRESS,
        channel: 'counter',
        special: true,
        cardHolders: [family.wife],
      },
      'protectionOfficer',
    );
    expect(await listed(chofu)).toMatchObject([{ formerAddress: true, persons: [{ status: 'removed' }] }]);
  });
});

describe('支援措置の転送（住民基本台帳事務処理要領 第5-10）', () => {
  test('転送された町では担当者の確認を待ち、確認して初めて効く。延長と終了も知らせる', async () => {
    const { chofu, fujisawa } = world;
    const family = await settle(world);
    const there = await fujisawa.juki.migrate([{ ...familyOfFour(), address: NEW_ADDRESS }]);
    const [, wife = ''] = there.households[0]?.addresseeNumbers ?? [];
    const { measureId } = await enter(chofu, family.wife);
    await act(chofu, { kind: 'ConfirmProtection', measureId, version: 1, confirmedOn: TODAY, opinion: '支援が必要' });
    await act(chofu, { kind: 'ForwardProtection', measureId, version: 2, municipalityCode: '142051' });
    expect(chofu.outbox).toMatchObject([{ outgoing: { type: 'ProtectionForwarded', subject: measureId } }]);
    expect(JSON.stringify(chofu.outbox)).not.toContain('小島町');
    await world.carry();
    const before = await fujisawa.juki.findResident(wife, fujisawa.as('reception'));
    expect(before?.protectedPerson).toBe(false);
    const [received] = await listed(fujisawa);
    expect(received).toMatchObject({ state: 'received', due: ['receivedToCheck'], persons: [] });
    expect(received?.origin?.forwarded).toMatchObject({ said: 'full', applicant: { name: '試験　花子' } });

    await act(fujisawa, {
      kind: 'TakeProtection',
      measureId: received?.measureId ?? '',
      version: 1,
      applicant: wife,
      coApplicants: [],
    });
    expect(await listed(fujisawa)).toMatchObject([{ state: 'full', from: TODAY, until: '2027-11-23', due: [] }]);
    expect(await fujisawa.juki.findResident(wife, fujisawa.as('reception'))).toMatchObject({ protectedPerson: true });

    await act(chofu, { kind: 'EndProtection', measureId, version: 3, endedOn: TODAY, reason: '本人の申出' });
    await world.carry();
    const [news] = await listed(fujisawa);
    expect(news).toMatchObject({ state: 'full', due: ['newsToSee'], origin: { forwarded: { said: 'ended' } } });
    expect(await fujisawa.juki.findResident(wife, fujisawa.as('reception'))).toMatchObject({ protectedPerson: true });
    const { measureId: own = '', version = 0 } = news ?? {};
    await act(fujisawa, { kind: 'NoteProtectionNews', measureId: own, version });
    await act(fujisawa, {
      kind: 'EndProtection',
      measureId: own,
      version: version + 1,
      endedOn: TODAY,
      reason: '転送元の終了',
    });
    expect(await fujisawa.juki.findResident(wife, fujisawa.as('reception'))).toMatchObject({ protectedPerson: false });
  });

  test('対象者がいなければ実施しないことにし、二度届いても一件のまま', async () => {
    const { chofu, fujisawa } = world;
    const family = await settle(world);
    const { measureId } = await enter(chofu, family.wife);
    await act(chofu, { kind: 'ForwardProtection', measureId, version: 1, municipalityCode: '142051' });
    const [letter] = chofu.outbox;
    await world.carry();
    if (letter) chofu.outbox.push({ ...letter, id: '01990000-0000-7000-8000-0000000000ee' });
    await world.carry();
    const [received, ...more] = await listed(fujisawa);
    expect(more).toEqual([]);
    await act(fujisawa, {
      kind: 'DeclineProtection',
      measureId: received?.measureId ?? '',
      version: 1,
      reason: '住民票も除票もありません',
    });
    expect(await listed(fujisawa)).toEqual([]);
    const audit = await fujisawa.store.read(({ db, t }) => db.select().from(t.auditEntries));
    expect(audit.map((entry) => entry.act)).toContain('declineProtection');
  });
});
