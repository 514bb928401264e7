import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RegisterMovingOut } from '#app/juki/door.ts';
import type { Message } from '#app/messages/envelope.ts';
import { familyOfFour, NEW_ADDRESS, OLD_ADDRESS, protectedFamily, RECEIPT, TODAY } from '#tests/engine/juki/family.ts';
import { carryThrough, createJukiWorld, type JukiWorld, settle } from './juki-world.ts';

let world: JukiWorld;
beforeEach(async () => {
  world = await createJukiWorld();
});
afterEach(() => world.close());

type Family = Awaited<ReturnType<typeof settle>>;

function movingOutOf(family: Family, changes: Partial<RegisterMovingOut> = {}): RegisterMovingOut {
  return {
    kind: 'RegisterMovingOut',
    householdNumber: family.householdNumber,
    movers: family.all,
    notifiedOn: TODAY,
    plannedOn: '2026-12-01',
    destination: NEW_ADDRESS,
    channel: 'online',
    special: true,
    receiptNumber: RECEIPT,
    cardHolders: [family.head],
    ...changes,
  };
}

async function drafted(family: Family, caseId?: string) {
  const { chofu } = world;
  const draft = await chofu.juki.draft(movingOutOf(family), { ...chofu.as('reception', 'a'), caseId });
  if (!draft.accepted) throw new Error(draft.refusal.sentence);
  return draft.value;
}

/** 藤沢市 registered all four on 26 November. */
function noticeMessage(movingOutId: string): Message {
  const id = '01990000-0000-7000-8000-0000000000cc';
  const movers = familyOfFour().members.map(({ residentRecordCode, name, bornOn, sex }) => ({
    residentRecordCode,
    name: name.full,
    bornOn,
    sex,
  }));
  const envelope = { id, type: 'MovingInNotice' as const, from: '142051', to: '132080', subject: 's' };
  return {
    envelope: { ...envelope, version: 1, sequence: 1, sentAt: '' },
    content: {
      movingOutId,
      revision: 1,
      toMunicipality: '142051',
      movedInOn: '2026-11-26',
      notifiedOn: '2026-11-27',
      newAddress: NEW_ADDRESS,
      oldAddress: OLD_ADDRESS,
      householder: '試験　太郎1',
      movers,
    },
  };
}

describe('仮登録 → 審査 → 決裁 → 本登録（標準仕様書4.0.8）', () => {
  test('本登録までは何も変わらず、何も送らない', async () => {
    const { chofu } = world;
    const family = await settle(world);
    const { draftId, state } = await drafted(family);
    expect(state).toBe('provisional');
    await chofu.juki.review(draftId, chofu.as('reviewer', 'b'));
    await chofu.juki.approve(draftId, chofu.as('approver', 'c'));
    expect(await chofu.juki.findResident(family.head, chofu.as('reviewer'))).toMatchObject({ historyNumber: 1 });
    expect(chofu.outbox).toEqual([]);
    const done = await chofu.juki.register(draftId, chofu.as('reception', 'a'));
    expect(done).toMatchObject({ accepted: true, value: { draftId, addresseeNumbers: family.all } });
    expect(chofu.outbox.map((one) => one.outgoing.type)).toEqual(['MovingOutCertificate']);
    expect(await chofu.juki.findDraft(draftId, chofu.as('reviewer'))).toMatchObject({ state: 'registered' });
  });

  test('本登録を二度押しても一度だけ行われる', async () => {
    const { chofu } = world;
    const { draft, registered } = await carryThrough(chofu, movingOutOf(await settle(world)));
    const again = await Promise.all([1, 2].map(() => chofu.juki.register(draft.draftId, chofu.as('reception', 'a'))));
    expect(again).toEqual([1, 2].map(() => ({ accepted: true, value: registered })));
    expect(chofu.outbox).toHaveLength(1);
  });

  test('同じ案件の同じ仮登録を二度送っても一件だけ', async () => {
    const family = await settle(world);
    const first = await drafted(family, 'case-1');
    expect((await drafted(family, 'case-1')).draftId).toBe(first.draftId);
  });

  test('専決でない町では、審査と決裁は前の段階と別の職員が行う', async () => {
    const { chofu } = world;
    const { draftId } = await drafted(await settle(world));
    const self = { ...chofu.as('reviewer', 'a') };
    expect(await chofu.juki.review(draftId, self)).toMatchObject({ refusal: { code: 'sameOfficer' } });
    expect(await chofu.juki.review(draftId, chofu.as('reviewer', 'b'))).toMatchObject({ accepted: true });
    expect(await chofu.juki.approve(draftId, chofu.as('approver', 'b'))).toMatchObject({
      refusal: { code: 'sameOfficer' },
    });
    expect(await chofu.juki.approve(draftId, chofu.as('approver', 'c'))).toMatchObject({ accepted: true });
  });

  test('権限のない職員はどの段階もできない', async () => {
    const { chofu } = world;
    const family = await settle(world);
    const auditor = chofu.as('auditor');
    expect(await chofu.juki.draft(movingOutOf(family), auditor)).toMatchObject({
      refusal: { code: 'stepNotPermitted' },
    });
    const { draftId } = await drafted(family);
    for (const step of ['review', 'approve', 'register', 'discard'] as const) {
      expect(await chofu.juki[step](draftId, auditor)).toMatchObject({ refusal: { code: 'stepNotPermitted' } });
    }
    expect(await chofu.juki.approve(draftId, chofu.as('counter'))).toMatchObject({
      refusal: { code: 'stepNotPermitted' },
    });
  });

  test('段階を飛ばせない', async () => {
    const { chofu } = world;
    const { draftId } = await drafted(await settle(world));
    expect(await chofu.juki.approve(draftId, chofu.as('approver', 'c'))).toMatchObject({
      refusal: { code: 'draftState' },
    });
    expect(await chofu.juki.register(draftId, chofu.as('reception', 'a'))).toMatchObject({
      refusal: { code: 'draftState' },
    });
  });

  test('E09 仮登録のある方の別の仮登録は却下し、取り消せば進める（施行令第11条）', async () => {
    const { chofu } = world;
    const family = await settle(world);
    const { draftId } = await drafted(family);
    const other = movingOutOf(family, { movers: [family.wife], cardHolders: [family.wife] });
    expect(await chofu.juki.draft(other, chofu.as('reception', 'x'))).toMatchObject({ refusal: { code: 'E09' } });
    expect(await chofu.juki.discard(draftId, chofu.as('reception', 'a'))).toMatchObject({
      value: { state: 'discarded' },
    });
    expect(await chofu.juki.discard(draftId, chofu.as('reception', 'a'))).toMatchObject({
      value: { state: 'discarded' },
    });
    expect(await chofu.juki.register(draftId, chofu.as('reception', 'a'))).toMatchObject({
      refusal: { code: 'draftState' },
    });
    expect(await chofu.juki.draft(other, chofu.as('reception', 'x'))).toMatchObject({ accepted: true });
  });

  test('エラーは本登録の時の登録でもう一度確かめる（法第9条第1項 行き違いの転入通知）', async () => {
    const { chofu } = world;
    const family = await settle(world);
    const { registered } = await carryThrough(chofu, movingOutOf(family));
    const movingOutId = registered.movingOutId ?? '';
    const cancel = { kind: 'CancelMovingOut' as const, movingOutId, movers: family.all, reason: '申出' };
    const draft = await chofu.juki.draft(cancel, chofu.as('reception', 'a'));
    if (!draft.accepted) throw new Error(draft.refusal.sentence);
    const { draftId } = draft.value;
    await chofu.juki.review(draftId, chofu.as('reviewer', 'b'));
    await chofu.juki.approve(draftId, chofu.as('approver', 'c'));
    world.clock.today = '2026-11-27';
    await chofu.store.write((session) => chofu.juki.receive(noticeMessage(movingOutId), session));
    const before = chofu.outbox.length;
    expect(await chofu.juki.register(draftId, chofu.as('reception', 'a'))).toMatchObject({ refusal: { code: 'E19' } });
    expect(chofu.outbox).toHaveLength(before);
    expect(await chofu.juki.findDraft(draftId, chofu.as('reviewer'))).toMatchObject({ state: 'approved' });
  });

  test('途中でプロセスが落ちても、仮登録は残り、続きから進む', async () => {
    const { chofu } = world;
    const { draftId } = await drafted(await settle(world));
    await chofu.juki.review(draftId, chofu.as('reviewer', 'b'));
    chofu.restart();
    expect(await chofu.juki.findDraft(draftId, chofu.as('approver'))).toMatchObject({ state: 'reviewed' });
    expect(await chofu.juki.approve(draftId, chofu.as('approver', 'c'))).toMatchObject({ accepted: true });
  });

  test('他の町の職員は入れない', async () => {
    const { chofu, fujisawa } = world;
    const family = await settle(world);
    await expect(chofu.juki.draft(movingOutOf(family), fujisawa.as('reception'))).rejects.toThrow('does not belong');
    await expect(chofu.juki.findResident(family.head, fujisawa.as('reception'))).rejects.toThrow('does not belong');
  });
});

test('専決の町では、一人の職員が審査から本登録まで行える', async () => {
  await world.close();
  world = await createJukiWorld({ soleDecision: true });
  const { chofu } = world;
  const family = await settle(world, familyOfFour());
  const officer = chofu.as('reception', 'a');
  const draft = await chofu.juki.draft(movingOutOf(family), officer);
  if (!draft.accepted) throw new Error(draft.refusal.sentence);
  await chofu.juki.review(draft.value.draftId, officer);
  await chofu.juki.approve(draft.value.draftId, officer);
  expect(await chofu.juki.register(draft.value.draftId, officer)).toMatchObject({ accepted: true });
});

describe('支援措置（標準仕様書1.1.16、3.1、10.2）', () => {
  test('転出先は、旧住所地のどの画面にも、どの操作ログにも現れない', async () => {
    const { chofu } = world;
    const family = await settle(world, protectedFamily());
    const destination = { ...NEW_ADDRESS, town: '隠町', lot: '四百四番地' };
    const refused = await chofu.juki.draft(movingOutOf(family, { destination }), chofu.as('reception', 'a'));
    expect(refused).toMatchObject({ refusal: { code: 'E08' } });
    const movers = [family.wife, family.child];
    const command = movingOutOf(family, { destination, movers, plannedOn: TODAY, cardHolders: [family.wife] });
    const { registered } = await carryThrough(chofu, command, 'protectionOfficer');
    const views = [];
    for (const role of ['reception', 'reviewer', 'registryManager', 'protectionOfficer', 'auditor'] as const) {
      const access = chofu.as(role);
      views.push(
        await chofu.juki.findResidents({ address: '調布', includeRemoved: true }, access),
        await chofu.juki.findResident(family.wife, access),
        await chofu.juki.findResident(family.child, access),
        await chofu.juki.findHousehold(family.householdNumber, access),
        await chofu.juki.changesOf(family.wife, access),
        await chofu.juki.workItems(access),
        await chofu.juki.findDraft(registered.draftId, access),
      );
    }
    const audit = await chofu.store.read(({ db, t }) => db.select().from(t.auditEntries));
    const shown = JSON.stringify([views, audit, refused]);
    expect(shown).toContain('protectedPerson":true');
    for (const canary of ['隠町', '四百四番地', '藤沢', '142051']) expect(shown).not.toContain(canary);
    const wife = await chofu.juki.findResident(family.wife, chofu.as('protectionOfficer'));
    expect(wife?.movingOut?.plannedAddress).toEqual({ municipality: '（表示しません）' });
  });
});
