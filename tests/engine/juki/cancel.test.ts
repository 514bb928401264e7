import { describe, expect, test } from 'vitest';
import { membersOf, type Resident } from '#app/juki/core/register.ts';
import { NEARBY, relocating } from './acts.ts';
import {
  CHOFU,
  cancelling,
  codeOf,
  familyOfFour,
  MOVING_OUT_ID,
  member,
  movingOut,
  noticeOf,
  OLD_ADDRESS,
  protectedFamily,
  Register,
} from './family.ts';

const REMOVE = { kind: 'RemoveDueMovers', movingOutId: MOVING_OUT_ID } as const;

/** What a 転出取消 has to restore: everything but the count of history rows and the record of the change itself. */
function state({ historyNumber: _, lastChange: __, ...resident }: Resident) {
  return resident;
}

function moving(serials: number[], changes = {}): Register {
  const register = new Register(CHOFU).migrate(familyOfFour());
  register.do(movingOut(register, serials, changes));
  return register;
}

function removed(serials: number[], changes = {}): Register {
  const register = moving(serials, changes);
  register.today = '2026-12-01';
  register.do(REMOVE);
  return register;
}

describe('転出取消（標準仕様書4.6.0.1）', () => {
  test('消除の前なら元の状態に戻り、異動の取消し（増）の履歴を加える', () => {
    const register = new Register(CHOFU).migrate(familyOfFour());
    const before = register.person(1);
    register.do(movingOut(register, [1, 2, 3, 4]));
    const decision = register.do(cancelling(register, [1, 2, 3, 4]));
    expect(state(register.person(1))).toEqual(state(before));
    expect(register.person(1)).toMatchObject({ historyNumber: 3, lastChange: { reason: 'cancellationAdding' } });
    expect(register.ledger.map((change) => change.events[0]?.kind)).toEqual([
      'HouseholdMigrated',
      'MovingOutNotified',
      'MovingOutCancelled',
    ]);
    expect(decision.messages).toEqual([
      {
        type: 'MovingOutCertificateWithdrawn',
        to: '142051',
        about: { movingOutId: MOVING_OUT_ID },
        content: { movingOutId: MOVING_OUT_ID, reason: 'cancelled', residentRecordCodes: [] },
      },
    ]);
    expect(decision.followUps).toEqual([{ kind: 'movingOutCancelled', receiptNumber: expect.any(String) }]);
  });

  test('一部の方だけの取消しは、その方だけを転入予定地に知らせ、受付は完了のまま', () => {
    const register = moving([1, 2, 3, 4]);
    const decision = register.do(cancelling(register, [4]));
    expect(decision.messages[0]?.content).toMatchObject({ residentRecordCodes: [codeOf(4)] });
    expect(decision.followUps).toEqual([]);
    expect(register.person(4).movingOut).toBeUndefined();
    expect(register.person(1).movingOut).toBeDefined();
    expect(register.slice.movingOuts.get(MOVING_OUT_ID)?.revision).toBe(2);
  });

  test('事前通知を送っていない転出の取消しは誰にも知らせない', () => {
    const register = moving([1], { special: false, channel: 'counter', cardHolders: [] });
    expect(register.do(cancelling(register, [1])).messages).toEqual([]);
  });

  test('消除の後なら、J-LISに消除日からの記載を知らせる（法第30条の6）', () => {
    const register = removed([3]);
    const decision = register.do(cancelling(register, [3]));
    expect(register.person(3)).toMatchObject({ status: 'resident', relationship: '子' });
    expect(register.person(3).removed).toBeUndefined();
    expect(decision.messages[1]).toMatchObject({
      type: 'IdentityInformationNotice',
      content: { event: 'entered', reason: 'exOfficioEntry', effectiveOn: '2026-12-01' },
    });
  });

  test('全員が抜けて終わった世帯は、新しい世帯として戻る', () => {
    const register = removed([1, 2, 3, 4]);
    const old = register.person(1).householdNumber;
    register.do(cancelling(register, [1, 2]));
    const restored = register.person(1).householdNumber;
    expect(restored).not.toBe(old);
    expect(register.slice.households.get(restored)).toMatchObject({ address: OLD_ADDRESS });
    register.do(cancelling(register, [3]));
    expect(membersOf(register.slice, restored).map((one) => one.relationship)).toEqual(['世帯主', '妻', '子']);
  });

  test('世帯主が戻れば、代わりに世帯主になった方は元の続柄に戻る', () => {
    const register = new Register(CHOFU).migrate(familyOfFour());
    const before = [1, 2, 3, 4].map((serial) => state(register.person(serial)));
    const [remainingHead] = register.numbers(2);
    register.do(movingOut(register, [1], { remainingHead }));
    register.today = '2026-12-01';
    register.do(REMOVE);
    expect(register.person(2).householder).toBe(true);
    register.do(cancelling(register, [1]));
    expect([1, 2, 3, 4].map((serial) => state(register.person(serial)))).toEqual(before);
    expect(register.person(2).lastChange.reason).toBe('cancellationCorrecting');
  });

  test('世帯主が戻らないときは、今の世帯主から見た続柄になる', () => {
    const register = new Register(CHOFU).migrate(familyOfFour());
    const [remainingHead] = register.numbers(2);
    register.do(movingOut(register, [1, 4], { remainingHead }));
    register.today = '2026-12-01';
    register.do(REMOVE);
    const decision = register.do(cancelling(register, [4]));
    expect(register.person(4)).toMatchObject({ status: 'resident', relationship: '夫の母' });
    expect(decision.alerts.map((alert) => alert.code)).toEqual(['A13']);
  });

  test('全員が抜けた後に世帯主でない一人だけが戻れば、その方が世帯主になる', () => {
    const register = removed([1, 2, 3, 4]);
    register.do(cancelling(register, [2]));
    expect(register.person(2)).toMatchObject({ relationship: '世帯主', householder: true, orderInHousehold: 1 });
  });

  test('世帯主なしで二人以上が戻れば、世帯主のいない世帯として要対応に載る', () => {
    const register = removed([1, 2, 3, 4]);
    const decision = register.do(cancelling(register, [2, 3]));
    expect(register.person(2)).toMatchObject({ relationship: '妻', householder: false });
    expect(decision.followUps).toContainEqual(expect.objectContaining({ work: 'headlessHousehold' }));
  });

  test('残った世帯が転居していれば、元の住所に新しい世帯として戻る', () => {
    const register = removed([1, 4]);
    const stayed = register.person(2).householdNumber;
    register.do(relocating(register, [2, 3], { movedOn: '2026-12-01', notifiedOn: '2026-12-01' }));
    const decision = register.do(cancelling(register, [1]));
    const restored = register.person(1);
    expect(restored).toMatchObject({ address: OLD_ADDRESS, relationship: '世帯主', householder: true });
    expect(restored.householdNumber).not.toBe(stayed);
    expect(decision.used).toEqual({ addressee: 0, household: 1 });
    register.do(cancelling(register, [4]));
    expect(register.person(4)).toMatchObject({ householdNumber: restored.householdNumber, relationship: '母' });
    expect(membersOf(register.slice, stayed).map((one) => one.address)).toEqual([NEARBY, NEARBY]);
  });

  test('消除の前の取消しは、ほかの方に何もせず、確かめることもない', () => {
    const register = moving([1, 2]);
    const decision = register.do(cancelling(register, [1]));
    expect(decision).toMatchObject({
      alerts: [],
      followUps: [],
      used: { addressee: 0, household: 0 },
      result: {
        movingOutId: MOVING_OUT_ID,
        householdNumber: register.person(1).householdNumber,
        addresseeNumbers: register.numbers(1),
      },
    });
    expect(decision.events.map((event) => event.kind)).toEqual(['MovingOutCancelled']);
  });

  test('消除された方と予定の方を一度に取り消せる。届出より前の転出の取消しは断る（E18）', () => {
    const register = moving([2, 3]);
    register.do(cancelling(register, [2, 3]));
    const second = '01990000-0000-7000-8000-000000000002';
    register.do(movingOut(register, [2, 3]), { movingOutId: second });
    expect(register.try(cancelling(register, [2]))).toMatchObject({ refusal: { code: 'E18' } });
    expect(register.do(cancelling(register, [2], second)).messages[0]?.content).toMatchObject({
      movingOutId: second,
      residentRecordCodes: [codeOf(2)],
    });
    // Who was cancelled before does not count as still moving: the whole 事前通知 is taken back.
    expect(register.do(cancelling(register, [3], second)).messages[0]?.content).toMatchObject({
      residentRecordCodes: [],
    });
  });

  test('世帯に別の方が入っていれば、縁故者で戻して確認する（A15）', () => {
    const register = removed([1]);
    const stranger = { ...register.person(2), addresseeNumber: '99', residentRecordCode: codeOf(99) };
    register.slice = { ...register.slice, residents: new Map([...register.slice.residents, ['99', stranger]]) };
    const decision = register.do(cancelling(register, [1]));
    expect(register.person(1)).toMatchObject({ relationship: '縁故者', householder: false });
    expect(decision.alerts.map((alert) => alert.code)).toEqual(['A15']);
  });

  test('支援措置は転出前のとおりに戻る（標準仕様書1.1.16）', () => {
    const register = new Register(CHOFU, '2026-12-01').migrate(protectedFamily());
    const roles = { roles: ['protectionOfficer' as const] };
    register.do(movingOut(register, [2], { cardHolders: register.numbers(2) }), roles);
    expect(register.person(2).protection?.kind).toBe('provisional');
    expect(register.try(cancelling(register, [2]))).toMatchObject({ accepted: false, refusal: { code: 'E08' } });
    register.do(cancelling(register, [2]), roles);
    expect(register.person(2).protection?.kind).toBe('full');
  });

  test.each([
    ['知らない転出', 'E18', (r: Register) => ({ ...cancelling(r, [1]), movingOutId: 'x' })],
    ['誰も選ばない', 'E01', (r: Register) => ({ ...cancelling(r, [1]), movers: [] })],
    ['転出していない方', 'E01', (r: Register) => cancelling(r, [4])],
  ])('%s は却下する', (_, code, make) => {
    const register = moving([1, 2]);
    expect(register.try(make(register))).toMatchObject({ accepted: false, refusal: { code } });
  });

  test('二度目の取消しは却下する（E18）', () => {
    const register = moving([1, 2]);
    register.do(cancelling(register, [1]));
    expect(register.try(cancelling(register, [1]))).toMatchObject({ accepted: false, refusal: { code: 'E18' } });
  });

  test('法第9条第1項 転入通知の後は、転入地の転入取消が先になる（E19）', () => {
    const register = removed([1, 2, 3, 4]);
    register.today = '2026-12-03';
    register.do(noticeOf(register, [1, 2, 3, 4]));
    expect(register.try(cancelling(register, [1]))).toMatchObject({ accepted: false, refusal: { code: 'E19' } });
  });

  test('取消しの後に、もう一度転出届を出せる', () => {
    const register = moving([1, 2, 3, 4]);
    register.do(cancelling(register, [1, 2, 3, 4]));
    const movingOutId = '01990000-0000-7000-8000-000000000002';
    register.do(movingOut(register, [1, 2, 3, 4]), { movingOutId });
    expect(register.person(1)).toMatchObject({ historyNumber: 4, movingOut: { movingOutId } });
  });
});

test('単身の世帯も、取消しで元の状態に戻る', () => {
  const register = new Register(CHOFU).migrate({ ...familyOfFour(), members: [member(1)] });
  register.do(movingOut(register, [1]));
  register.today = '2026-12-01';
  register.do(REMOVE);
  register.do(cancelling(register, [1]));
  expect(register.person(1)).toMatchObject({ householder: true, status: 'resident', relationship: '世帯主' });
});
