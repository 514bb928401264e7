import { describe, expect, test } from 'vitest';
import { answerRequest } from '#app/juki/core/notices.ts';
import { obstacle, POSSIBLE, stateOf } from '#app/juki/core/permissions.ts';
import {
  CHOFU,
  cancelling,
  codeOf,
  familyOfFour,
  MOVING_OUT_ID,
  movingOut,
  noticeOf,
  OLD_ADDRESS,
  Register,
} from './family.ts';

function answer(register: Register, serial: number) {
  return answerRequest(register.slice, codeOf(serial), { today: register.today, town: CHOFU });
}

function leaving(changes = {}): Register {
  const register = new Register(CHOFU).migrate(familyOfFour());
  register.do(movingOut(register, [1, 2, 3], changes));
  return register;
}

describe('転出証明書情報の請求への回答（住民基本台帳法第24条の2第4項）', () => {
  test('今の転出証明書情報を回答する。消除の後も同じ', () => {
    const register = leaving();
    const expected = {
      certificate: {
        kind: 'answer',
        movingOutId: MOVING_OUT_ID,
        revision: 1,
        movers: [{ relationship: '世帯主' }, { relationship: '妻' }, { relationship: '子' }],
      },
    };
    expect(answer(register, 2)).toMatchObject(expected);
    register.today = '2026-12-01';
    register.do({ kind: 'RemoveDueMovers', movingOutId: MOVING_OUT_ID });
    expect(answer(register, 2)).toMatchObject(expected);
  });

  test('一部の転出取消の後は、版を上げて残る方だけを回答する', () => {
    const register = leaving();
    register.do(cancelling(register, [3]));
    expect(answer(register, 1)).toMatchObject({ certificate: { revision: 2, movers: [{}, {}] } });
    expect(answer(register, 3)).toEqual({ reason: 'cancelled' });
  });

  test('知らない方、転出届のない方、紙の転出証明書の方には回答しない', () => {
    expect(answer(leaving(), 99)).toEqual({ reason: 'unknownPerson' });
    expect(answer(leaving(), 4)).toEqual({ reason: 'noNotification' });
    expect(answer(leaving({ special: false }), 1)).toEqual({ reason: 'noNotification' });
  });

  test('施行令第24条の2 転出予定日から30日を過ぎたら回答しない。末日が閉庁日なら次の開庁日まで', () => {
    const register = leaving();
    register.today = '2027-01-04';
    expect(answer(register, 1)).toHaveProperty('certificate');
    register.today = '2027-01-05';
    expect(answer(register, 1)).toEqual({ reason: 'limitPassed' });
  });

  test('施行令第24条の2第1項第1号 他で登録された方には回答しない。残る方の分は回答する', () => {
    const register = leaving();
    register.today = '2026-12-03';
    register.do(noticeOf(register, [1]));
    expect(answer(register, 1)).toEqual({ reason: 'registeredElsewhere' });
    expect(answer(register, 2)).toMatchObject({ certificate: { movers: [{ relationship: '妻' }, {}] } });
  });
});

describe('データ移行（標準仕様書1.1.13）', () => {
  const migrate = (register: Register, changes = {}) =>
    register.try({ kind: 'MigrateHousehold', household: { ...familyOfFour(), ...changes } });

  test('前の番号はそのまま保ち、ない番号は付ける', () => {
    const family = familyOfFour();
    const members = family.members.map((one, index) => (index === 1 ? { ...one, addresseeNumber: '777' } : one));
    const register = new Register(CHOFU);
    const decision = migrate(register, { members, householdNumber: '888' });
    expect(decision).toMatchObject({ accepted: true, used: { addressee: 3, household: 0 } });
    expect(register.person(2)).toMatchObject({ addresseeNumber: '777', householdNumber: '888', historyNumber: 1 });
    expect(register.person(3).lastChange.reason).toBe('dataMigration');
  });

  const [head, wife] = familyOfFour().members;
  test.each([
    ['住民票コードが二度', 'E04', { members: [head, head] }],
    ['世帯主が二人', 'E06', { members: [head, { ...wife, householder: true }] }],
    ['使えない続柄', 'E06', { members: [head, { ...wife, relationship: '長男' }] }],
    ['住所が当市の外', 'E12', { address: { ...OLD_ADDRESS, municipalityCode: '142051' } }],
  ])('%s は却下する', (_, code, changes) => {
    expect(migrate(new Register(CHOFU), changes)).toMatchObject({ accepted: false, refusal: { code } });
  });

  test('すでにある番号は却下する（E04）', () => {
    expect(migrate(new Register(CHOFU).migrate(familyOfFour()))).toMatchObject({ refusal: { code: 'E04' } });
  });
});

describe('状態×異動の表', () => {
  test('それぞれの状態の方が、表のとおりに判断される', () => {
    const register = new Register(CHOFU).migrate(familyOfFour());
    expect(stateOf(register.slice, undefined)).toBe('unknown');
    expect(stateOf(register.slice, register.person(1))).toBe('resident');
    register.do(movingOut(register, [1, 2]));
    expect(stateOf(register.slice, register.person(1))).toBe('movingOutPlanned');
    register.today = '2026-12-01';
    register.do({ kind: 'RemoveDueMovers', movingOutId: MOVING_OUT_ID });
    expect(stateOf(register.slice, register.person(1))).toBe('movedOut');
    register.do(noticeOf(register, [1]));
    expect(stateOf(register.slice, register.person(1))).toBe('movedOutConfirmed');
    expect(stateOf(register.slice, { ...register.person(1), status: 'deceased' })).toBe('removedOtherwise');
    expect(obstacle(register.slice, register.person(1), 'CancelMovingOut')).toBe(
      POSSIBLE.CancelMovingOut.movedOutConfirmed,
    );
  });
});
