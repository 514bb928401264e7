import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { MovingInNotice } from '#app/messages/contracts/moving.ts';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import { codeOf, familyOfFour, NEW_ADDRESS, OLD_ADDRESS, protectedFamily, TODAY } from '#tests/engine/juki/family.ts';
import { carryThrough, createJukiWorld, type JukiWorld, settle } from './juki-world.ts';

let world: JukiWorld;
beforeEach(async () => {
  world = await createJukiWorld();
});
afterEach(() => world.close());

function notice(changes: Partial<MovingInNotice> = {}): MovingInNotice {
  return {
    revision: 1,
    toMunicipality: '142051',
    movedInOn: TODAY,
    notifiedOn: TODAY,
    newAddress: NEW_ADDRESS,
    oldAddress: OLD_ADDRESS,
    householder: '試験　太郎1',
    movers: [{ residentRecordCode: codeOf(1), name: '試験　太郎1', bornOn: exactDate('1985-04-12'), sex: '1' }],
    ...changes,
  };
}

let received = 0;
async function receive(content: MovingInNotice): Promise<void> {
  received += 1;
  const id = `01990000-0000-7000-8000-aaaa${String(received).padStart(8, '0')}`;
  const envelope = { id, type: 'MovingInNotice' as const, version: 1, from: '142051', to: '132080', subject: 's' };
  const message = { envelope: { ...envelope, sequence: received, sentAt: '' }, content };
  const { chofu } = world;
  await chofu.store.write((session) => chofu.juki.receive(message, session));
}

async function moveOut() {
  const family = await settle(world);
  await carryThrough(world.chofu, {
    kind: 'RegisterMovingOut',
    householdNumber: family.householdNumber,
    movers: family.all,
    notifiedOn: TODAY,
    plannedOn: '2026-12-01',
    destination: NEW_ADDRESS,
    channel: 'counter',
    special: false,
    cardHolders: [],
  });
  return family;
}

describe('転入通知取込エラーの訂正（標準仕様書4.1.3.1.2）', () => {
  test('文字化けした通知は、職員が訂正して受理でき、受け取った内容は元のまま残る', async () => {
    const { chofu } = world;
    const family = await moveOut();
    await receive(notice({ householder: '〓〓' }));
    const [error] = await chofu.juki.noticeErrors(chofu.as('reviewer'));
    const workId = error?.workId ?? '';
    const content = await chofu.juki.openNoticeError(workId, chofu.as('reviewer'));
    expect(content).toMatchObject({ fromMunicipality: '142051', done: false, notice: { householder: '〓〓' } });
    expect(JSON.stringify(content)).not.toContain(codeOf(1));

    const access = chofu.as('reviewer');
    const still = await chofu.juki.applyCorrectedNotice(workId, { householder: '試�' }, access);
    expect(still).toMatchObject({ accepted: false, refusal: { code: 'E01' } });
    const malformed = await chofu.juki.applyCorrectedNotice(workId, { movedInOn: '2026-13-40' }, access);
    expect(malformed).toMatchObject({ accepted: false, refusal: { article: '標準仕様書4.1.3.1.2' } });
    const done = await chofu.juki.applyCorrectedNotice(workId, { householder: '試験　太郎1' }, access);
    expect(done).toEqual({ accepted: true, value: { addresseeNumbers: [family.head] } });
    expect(await chofu.juki.findResident(family.head, access)).toMatchObject({
      status: 'movedOut',
      removed: { on: TODAY },
    });
    expect(await chofu.juki.noticeErrors(access)).toEqual([]);
    expect(await chofu.juki.openNoticeError(workId, access)).toMatchObject({
      done: true,
      notice: { householder: '〓〓' },
    });
    expect(await chofu.juki.applyCorrectedNotice(workId, {}, access)).toMatchObject({ accepted: false });
  });

  test('知らない住民票コードは、正しいコードに直して受理できる', async () => {
    const { chofu } = world;
    const family = await moveOut();
    const [mover] = notice().movers;
    if (!mover) throw new Error('no mover');
    await receive(notice({ movers: [{ ...mover, residentRecordCode: codeOf(77) }] }));
    const access = chofu.as('reviewer');
    const [work] = await chofu.juki.workItems(access);
    expect(work?.kind).toBe('unknownPerson');
    const movers = [{ place: 0, residentRecordCode: codeOf(1) }];
    const done = await chofu.juki.applyCorrectedNotice(work?.workId ?? '', { movers }, access);
    expect(done).toMatchObject({ accepted: true, value: { addresseeNumbers: [family.head] } });
  });

  test('転出届より先に届いた通知は、届が登録された後の夜間処理でひとりでに受理される', async () => {
    const { chofu } = world;
    const family = await settle(world);
    await receive(notice());
    const access = chofu.as('reviewer');
    expect((await chofu.juki.workItems(access)).map((one) => one.kind)).toEqual(['noMovingOutNotification']);
    await chofu.juki.runDaily();
    expect((await chofu.juki.workItems(access)).map((one) => one.kind)).toEqual(['noMovingOutNotification']);
    await carryThrough(chofu, {
      kind: 'RegisterMovingOut',
      householdNumber: family.householdNumber,
      movers: [family.head],
      notifiedOn: TODAY,
      plannedOn: '2026-12-01',
      destination: NEW_ADDRESS,
      channel: 'counter',
      special: false,
      remainingHead: family.wife,
      cardHolders: [],
    });
    await chofu.juki.runDaily();
    expect(await chofu.juki.workItems(access)).toEqual([]);
    expect((await chofu.juki.findResident(family.head, access))?.movingOut?.confirmed?.movedInOn).toBe(TODAY);
    await chofu.juki.runDaily();
    expect(await chofu.juki.changesOf(family.head, access)).toHaveLength(3);
  });
});

describe('支援措置対象者の転入通知', () => {
  test('取込エラーになっても、どこに誰と住むかは画面に渡らない。生年月日しか合わなくても同じ', async () => {
    const { chofu } = world;
    await settle(world, protectedFamily());
    const mover = { name: '〓〓', bornOn: exactDate('1985-04-12'), sex: '2' as const };
    await receive(notice({ householder: '隠岐〓', movers: [{ ...mover, residentRecordCode: codeOf(2) }] }));
    await receive(notice({ householder: '隠岐〓', movers: [{ ...mover, residentRecordCode: codeOf(88) }] }));
    const access = chofu.as('reviewer');
    const items = await chofu.juki.noticeErrors(access);
    expect(items).toHaveLength(2);
    for (const { workId } of items) {
      const content = await chofu.juki.openNoticeError(workId, access);
      expect(content).toMatchObject({ hidden: true, fromMunicipality: '', notice: { toMunicipality: '' } });
      const text = JSON.stringify(content);
      for (const secret of ['142051', NEW_ADDRESS.municipality, NEW_ADDRESS.town ?? '', '隠岐']) {
        expect(text).not.toContain(secret);
      }
    }
  });
});

describe('9条2項通知（住民基本台帳法第9条第2項）', () => {
  test('他の市で受理した出生届と死亡届が届き、職員が住所地の異動にする', async () => {
    const { chofu, fujisawa } = world;
    const family = await settle(world, familyOfFour());
    const child = { name: { full: '試験　葵', kana: 'シケン　アオイ', kanaConfirmed: true }, sex: '2' as const };
    await carryThrough(fujisawa, {
      kind: 'ForwardFamilyFiling',
      filing: 'birth',
      person: { ...child, bornOn: exactDate('2026-11-18') },
      address: OLD_ADDRESS,
      relationship: '子',
      happenedOn: exactDate('2026-11-18'),
      notifiedOn: TODAY,
    });
    await carryThrough(fujisawa, {
      kind: 'ForwardFamilyFiling',
      filing: 'death',
      person: {
        name: { full: '試験　松', kanaConfirmed: false },
        bornOn: exactDate('1955-02-03'),
        sex: '2',
      },
      address: OLD_ADDRESS,
      happenedOn: exactDate('2026-11-20'),
      notifiedOn: TODAY,
    });
    await world.carry();
    const access = chofu.as('reviewer', 'a');
    const work = await chofu.juki.workItems(access);
    expect(work.map((one) => [one.kind, one.addresseeNumber, one.fromMunicipality])).toEqual([
      ['residentFiling', undefined, '142051'],
      ['residentFiling', family.mother, '142051'],
    ]);
    const [birth, death] = work.map((one) => one.workId);
    expect(await chofu.juki.draftFromWork(birth ?? '', {}, access)).toMatchObject({ accepted: false });
    for (const [workId = '', choice] of [
      [birth, { householdNumber: family.householdNumber }],
      [death, {}],
    ] as const) {
      const draft = await chofu.juki.draftFromWork(workId, choice, access);
      if (!draft.accepted) throw new Error(draft.refusal.sentence);
      const { draftId } = draft.value;
      await chofu.juki.review(draftId, chofu.as('reviewer', 'b'));
      await chofu.juki.approve(draftId, chofu.as('approver', 'c'));
      expect(await chofu.juki.register(draftId, access)).toMatchObject({ accepted: true });
    }
    expect(await chofu.juki.findResident(family.mother, access)).toMatchObject({
      status: 'deceased',
      removed: { on: '2026-11-20' },
    });
    const household = await chofu.juki.findHousehold(family.householdNumber, access);
    expect(household?.members.map((one) => one.name.full)).toContain('試験　葵');
    expect((await chofu.juki.workItems(access)).filter((one) => one.kind === 'residentFiling')).toEqual([]);
  });
});

describe('排他（標準仕様書10.3、E09）', () => {
  test('異動の取消しは、その異動が触れた全員について他の仮登録を止める', async () => {
    const { chofu } = world;
    const { householdNumber, head, child, all } = await settle(world);
    const address = { ...OLD_ADDRESS, town: '布田一丁目', lot: '2番地3' };
    const common = { notifiedOn: TODAY, standings: [] };
    await carryThrough(chofu, {
      kind: 'RegisterRelocation',
      householdNumber,
      movers: all,
      movedOn: TODAY,
      newAddress: address,
      household: { kind: 'same' },
      ...common,
    });
    const cancel = { kind: 'CancelChange' as const, addresseeNumber: head, historyNumber: 2, reason: '誤り' };
    expect(await chofu.juki.draft(cancel, chofu.as('reception', 'a'))).toMatchObject({ accepted: true });
    const correction = {
      kind: 'RegisterCorrection' as const,
      basis: 'exOfficio' as const,
      householdNumber,
      corrections: [{ addresseeNumber: child, items: { name: { full: '試験　壱' } } }],
      correctedOn: TODAY,
      notifiedOn: TODAY,
      ground: '職権記録書',
    };
    expect(await chofu.juki.draft(correction, chofu.as('reception', 'z'))).toMatchObject({
      accepted: false,
      refusal: { code: 'E09' },
    });
  });
});
