import { describe, expect, test } from 'vitest';
import { membersOf } from '#app/juki/core/register.ts';
import { relationshipUnder } from '#app/juki/core/relationships.ts';
import { CHOFU, familyOfFour, MOVING_OUT_ID, movingOut, Register } from './family.ts';

const REMOVE = { kind: 'RemoveDueMovers', movingOutId: MOVING_OUT_ID } as const;

function movingFamily(movers: number[], named?: number): Register {
  const register = new Register(CHOFU).migrate(familyOfFour());
  const [remainingHead] = named ? register.numbers(named) : [];
  register.do(movingOut(register, movers, { remainingHead }));
  return register;
}

describe('転出予定日の到来による消除（住民基本台帳法施行令第13条）', () => {
  test('標準仕様書1.1.5 前日の夜は何もせず、当日に転出予定日で消除する', () => {
    const register = movingFamily([1, 2, 3, 4]);
    register.today = '2026-11-30';
    expect(register.do(REMOVE).events).toEqual([]);
    register.today = '2026-12-01';
    const decision = register.do(REMOVE);
    expect(register.person(1)).toMatchObject({ status: 'movedOut', removed: { on: '2026-12-01' }, historyNumber: 3 });
    expect(decision.messages.map((message) => message.to)).toEqual(['jlis', 'jlis', 'jlis', 'jlis']);
    expect(decision.followUps).toEqual([{ kind: 'movedOut', receiptNumber: expect.any(String), on: '2026-12-01' }]);
  });

  test('施行令第30条の5 幾晩か遅れても、消除日は転出予定日', () => {
    const register = movingFamily([1, 2, 3, 4]);
    register.today = '2026-12-05';
    const decision = register.do(REMOVE);
    expect(register.person(1).removed?.on).toBe('2026-12-01');
    expect(decision.messages[0]?.content).toMatchObject({ event: 'removed', effectiveOn: '2026-12-01' });
  });

  test('同じ夜を二度行っても何も起きない', () => {
    const register = movingFamily([1, 2, 3, 4]);
    register.today = '2026-12-01';
    register.do(REMOVE);
    const before = register.slice;
    expect(register.do(REMOVE)).toMatchObject({ events: [], messages: [], followUps: [] });
    expect(register.slice).toBe(before);
  });

  test('知らない転出は却下する', () => {
    expect(new Register(CHOFU).try(REMOVE)).toMatchObject({ accepted: false, refusal: { code: 'E18' } });
  });
});

describe('世帯主が抜けるとき（住民基本台帳法第25条、標準仕様書4.0.4・4.0.5）', () => {
  function afterRemoval(movers: number[], named?: number): Register {
    const register = movingFamily(movers, named);
    register.today = '2026-12-01';
    register.do(REMOVE);
    return register;
  }

  test('施行令第25条 一人残るときは職権で世帯主になる', () => {
    const register = afterRemoval([1, 2, 3]);
    expect(register.person(4)).toMatchObject({
      relationship: '世帯主',
      householder: true,
      orderInHousehold: 1,
      historyNumber: 2,
      lastChange: { reason: 'headChange' },
    });
  });

  test('届け出られた方が世帯主になり、続柄を付け直す', () => {
    const register = afterRemoval([1], 2);
    const household = membersOf(register.slice, register.person(2).householdNumber);
    expect(household.map(({ relationship, householder }) => ({ relationship, householder }))).toEqual([
      { relationship: '世帯主', householder: true },
      { relationship: '子', householder: false },
      { relationship: '夫の母', householder: false },
    ]);
  });

  test('届出がなく二人以上残れば世帯主のいない世帯になり、要対応に載る', () => {
    const register = movingFamily([1]);
    register.today = '2026-12-01';
    const decision = register.do(REMOVE);
    expect(decision.followUps).toContainEqual(expect.objectContaining({ kind: 'work', work: 'headlessHousehold' }));
    const household = membersOf(register.slice, register.person(2).householdNumber);
    expect(household.map((one) => one.householder)).toEqual([false, false, false]);
    expect(register.person(2)).toMatchObject({ relationship: '妻', historyNumber: 1 });
  });

  test('世帯主でない方が抜けても世帯は変わらない', () => {
    const register = afterRemoval([3]);
    expect(register.person(1)).toMatchObject({ householder: true, historyNumber: 1 });
  });

  test('全員が抜ければ世帯は終わる', () => {
    const register = afterRemoval([1, 2, 3, 4]);
    expect([...register.slice.households.values()][0]?.endedOn).toBe('2026-12-01');
  });
});

describe('続柄の付け直し（住民基本台帳法第7条第4号、標準仕様書1.1.11）', () => {
  const register = new Register(CHOFU).migrate(familyOfFour());
  const head = register.person(1);
  const one = (relationship: string, changes = {}) => ({ ...register.person(3), relationship, ...changes });
  const younger = { bornOn: { text: '', on: '2018-01-01', kind: 'exact' as const } };

  test.each([
    ['妻', '子', '子', {}],
    ['妻', '母', '夫の母', {}],
    ['妻', '子の子', '子の子', {}],
    ['妻', '弟', '夫の弟', {}],
    ['妻（未届）', '子', '夫（未届）の子', {}],
    ['子', '妻', '母', {}],
    ['子', '子', '弟', younger],
    ['子', '子', '妹', { ...younger, sex: '2' }],
    ['子', '母', '父の母', {}],
    ['子', '子の子', '縁故者', {}],
    ['子', '子の妻', '縁故者', {}],
    ['母', '妻', '子の妻', {}],
    ['母', '子', '子の子', {}],
    ['母', '父', '夫', {}],
    ['弟', '母', '母', {}],
    ['弟', '妻', '兄の妻', {}],
    ['縁故者', '子', '縁故者', {}],
    ['妻', '縁故者', '縁故者', {}],
    ['妻', '同居人', '同居人', {}],
    ['妻', '父の父の弟の子', '縁故者', {}],
    ['子の子', '子', '縁故者', {}],
  ])('新しい世帯主が「%s」なら、「%s」は「%s」になる', (newHead, relationship, expected, changes) => {
    expect(relationshipUnder(one(newHead), head, one(relationship, changes))).toBe(expected);
  });
});
