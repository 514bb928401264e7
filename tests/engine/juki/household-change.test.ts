import { describe, expect, test } from 'vitest';
import { type ErrorName, refusal } from '#app/juki/core/checks.ts';
import { headOf, membersOf } from '#app/juki/core/register.ts';
import { changingHousehold, filed, NEARBY } from './acts.ts';
import { CHOFU, familyOfFour, protectedFamily, Register } from './family.ts';

/** Two households at one address, one elsewhere. */
function town(): Register {
  return new Register(CHOFU).migrate(familyOfFour(), familyOfFour(11), { ...familyOfFour(21), address: NEARBY });
}

describe('世帯分離・世帯合併・世帯変更（住民基本台帳法第25条）', () => {
  test('世帯分離は、同じ住所に新しい世帯を作る。J-LISには知らせない', () => {
    const register = town();
    const decision = register.do(changingHousehold(register, 'split', { 4: '世帯主' }));
    const { householdNumber } = register.person(4);
    expect(householdNumber).not.toBe(register.person(1).householdNumber);
    expect(register.slice.households.get(householdNumber)?.address).toEqual(register.person(4).address);
    expect(register.person(4)).toMatchObject({
      relationship: '世帯主',
      orderInHousehold: 1,
      lastChange: { reason: 'householdSplit', changedOn: '2026-11-20' },
    });
    expect(register.person(1).historyNumber).toBe(1);
    expect(decision.messages).toEqual([]);
  });

  test('世帯主が分離し二人以上が残れば、世帯主のいない世帯になる（標準仕様書4.0.5）', () => {
    const register = town();
    const decision = register.do(changingHousehold(register, 'split', { 1: '世帯主' }));
    expect(headOf(register.slice, register.person(2).householdNumber)).toBeUndefined();
    expect(decision.alerts.map((one) => one.code)).toEqual(['A03']);
    expect(decision.followUps).toContainEqual(expect.objectContaining({ work: 'headlessHousehold' }));
  });

  test('世帯合併は全員が入り、もとの世帯が終わる', () => {
    const register = town();
    const [from, into] = [register.person(1).householdNumber, register.person(11).householdNumber];
    register.do(changingHousehold(register, 'merger', { 1: '弟', 2: '弟の妻', 3: '弟の子', 4: '母' }, { into }));
    expect(membersOf(register.slice, into)).toHaveLength(8);
    expect(register.slice.households.get(from)?.endedOn).toBe('2026-11-20');
    expect(register.person(1).lastChange.reason).toBe('householdMerger');
  });

  test('世帯変更は一部の方が同じ住所の別の世帯に移る', () => {
    const register = town();
    const into = register.person(11).householdNumber;
    register.do(changingHousehold(register, 'transfer', { 4: '母' }, { into }));
    expect(register.person(4)).toMatchObject({ householdNumber: into, lastChange: { reason: 'householdTransfer' } });
  });

  const refusals: [string, string, (register: Register) => ReturnType<typeof changingHousehold>][] = [
    ['E21', '全員の世帯分離', (r) => changingHousehold(r, 'split', { 1: '世帯主', 2: '妻', 3: '子', 4: '母' })],
    [
      'E21',
      '一部の世帯合併',
      (r) => changingHousehold(r, 'merger', { 4: '母' }, { into: r.person(11).householdNumber }),
    ],
    [
      'E22',
      '住所の違う世帯への世帯変更（標準仕様書4.1.4.1）',
      (r) => changingHousehold(r, 'transfer', { 4: '母' }, { into: r.person(21).householdNumber }),
    ],
    ['E06', '世帯主のいない世帯分離', (r) => changingHousehold(r, 'split', { 4: '母' })],
    ['E06', '表にない続柄', (r) => changingHousehold(r, 'split', { 3: '世帯主', 4: '孫' })],
    [
      'E06',
      '二人目の世帯主',
      (r) => changingHousehold(r, 'transfer', { 4: '世帯主' }, { into: r.person(11).householdNumber }),
    ],
    ['E01', '相手の世帯がない', (r) => changingHousehold(r, 'transfer', { 4: '母' }, { into: 'x' })],
    ['E02', '異動日が今日より後', (r) => changingHousehold(r, 'split', { 4: '世帯主' }, { changedOn: '2026-11-25' })],
    ['E01', '続柄が足りない', (r) => changingHousehold(r, 'split', { 4: '世帯主' }, { standings: [] })],
  ];
  test.each(refusals)('%s %sは受け付けない', (code, _title, command) => {
    const register = town();
    const before = register.slice;
    expect(register.try(command(register))).toMatchObject({ accepted: false, refusal: { code } });
    expect(register.slice).toBe(before);
  });
});

describe('世帯主変更（住民基本台帳法第25条）', () => {
  test('続柄は新しい世帯主から付け直し、確認を促す（A13）', () => {
    const register = town();
    const decision = register.do(changingHousehold(register, 'head', { 2: '世帯主' }));
    const members = membersOf(register.slice, register.person(1).householdNumber);
    expect(members.map((one) => [one.relationship, one.orderInHousehold])).toEqual([
      ['世帯主', 1],
      ['夫', 2],
      ['子', 3],
      ['夫の母', 4],
    ]);
    expect(decision.alerts.map((one) => one.code)).toEqual(['A13']);
    expect(register.person(2).lastChange).toMatchObject({ reason: 'headChange', notifiedOn: '2026-11-24' });
  });

  test('届け出られた続柄は、そのまま記載する', () => {
    const register = town();
    const command = changingHousehold(register, 'head', { 2: '世帯主' });
    const [husband = '', child = '', mother = ''] = register.numbers(1, 3, 4);
    const standings = [
      { addresseeNumber: husband, relationship: '夫', householder: false },
      { addresseeNumber: child, relationship: '子', householder: false },
      { addresseeNumber: mother, relationship: '縁故者', householder: false },
    ];
    const decision = register.do({ ...command, standings });
    expect(register.person(4).relationship).toBe('縁故者');
    expect(decision.alerts).toEqual([]);
  });

  test('世帯主のいない世帯にも世帯主を立てられる', () => {
    const register = town();
    register.do(changingHousehold(register, 'split', { 1: '世帯主' }));
    register.do(changingHousehold(register, 'head', { 2: '世帯主' }));
    expect(headOf(register.slice, register.person(2).householdNumber)?.addresseeNumber).toBe(register.numbers(2)[0]);
  });

  test('すでに世帯主の方は選べない（E21）。支援措置の世帯は担当職員だけ（E08）', () => {
    const register = town();
    expect(register.try(changingHousehold(register, 'head', { 1: '世帯主' }))).toMatchObject({
      refusal: { code: 'E21' },
    });
    const other = new Register(CHOFU).migrate(protectedFamily());
    expect(other.try(changingHousehold(other, 'head', { 2: '世帯主' }))).toMatchObject({
      refusal: { code: 'E08', article: expect.stringContaining('住民基本台帳法第12条') },
    });
  });

  test('14日を過ぎた届出は確認して受け付ける（法第25条、第52条）', () => {
    const register = town();
    const decision = register.do(changingHousehold(register, 'head', { 2: '世帯主' }, { changedOn: '2026-11-01' }));
    expect(decision.alerts.map((one) => one.code)).toContain('A16');
  });
});

describe('世帯変更の届出の確認（住民基本台帳法第25条）', () => {
  test('世帯主でない方の世帯分離では、残る世帯は何も変わらない', () => {
    const register = town();
    const decision = register.do(changingHousehold(register, 'split', { 4: '世帯主' }));
    expect(decision).toMatchObject({
      followUps: [],
      alerts: [],
      used: { addressee: 0, household: 1 },
      result: { householdNumber: register.person(4).householdNumber, addresseeNumbers: register.numbers(4) },
    });
    expect(decision.events.map((event) => event.kind)).toEqual(['HouseholdFormed', 'StandingsChanged']);
  });

  test('ほかの世帯に移るとき、世帯は増えない', () => {
    const register = town();
    const into = register.person(11).householdNumber;
    const decision = register.do(changingHousehold(register, 'transfer', { 4: '母' }, { into }));
    expect(decision.used).toEqual({ addressee: 0, household: 0 });
    expect(decision.result).toEqual({ householdNumber: into, addresseeNumbers: register.numbers(4) });
    expect(decision.events.map((event) => event.kind)).toEqual(['StandingsChanged']);
    const head = register.do(changingHousehold(register, 'head', { 2: '世帯主' }));
    expect(head.result).toEqual({
      householdNumber: register.person(2).householdNumber,
      addresseeNumbers: register.numbers(2, 1, 3),
    });
  });

  test.each<[string, ErrorName, (register: Register) => ReturnType<typeof changingHousehold>]>([
    [
      '全員の世帯変更',
      'everybodyTransfers',
      (r) =>
        changingHousehold(
          r,
          'transfer',
          { 1: '弟', 2: '弟の妻', 3: '弟の子', 4: '母' },
          { into: r.person(11).householdNumber },
        ),
    ],
    [
      '今の世帯への世帯変更',
      'unknownHousehold',
      (r) => changingHousehold(r, 'transfer', { 4: '母' }, { into: r.person(1).householdNumber }),
    ],
    ['相手の世帯を言わない世帯変更', 'unknownHousehold', (r) => changingHousehold(r, 'transfer', { 4: '母' })],
    ['二人を選んだ世帯主変更', 'twoHeads', (r) => changingHousehold(r, 'head', { 2: '世帯主', 3: '子' })],
  ])('%sは受け付けない', (_, name, command) => {
    const register = town();
    expect(register.try(command(register))).toMatchObject({ refusal: refusal(name) });
  });

  test.each<[string, ErrorName, Record<number, string>]>([
    ['ほかの世帯の方の続柄のある', 'unknownMover', { 1: '夫', 11: '縁故者' }],
    ['ほかの方も世帯主の', 'twoHeads', { 2: '世帯主', 1: '世帯主' }],
    ['世帯主になる方が世帯主でない', 'twoHeads', { 2: '妻', 1: '夫' }],
    ['表にない続柄のある', 'relationshipNotInTable', { 1: '夫', 3: '孫' }],
  ])('%s世帯主変更は受け付けない', (_, name, standings) => {
    const register = town();
    const command = changingHousehold(register, 'head', { 2: '世帯主' });
    expect(register.try({ ...command, standings: filed(register, standings) })).toMatchObject({
      refusal: refusal(name),
    });
  });

  test('世帯主でない方に世帯主の続柄は付けられない', () => {
    const register = town();
    const command = changingHousehold(register, 'head', { 2: '世帯主' });
    const [husband = ''] = register.numbers(1);
    const standings = [{ addresseeNumber: husband, relationship: '世帯主', householder: false }];
    expect(register.try({ ...command, standings })).toMatchObject({ refusal: refusal('twoHeads') });
  });

  test('世帯主のいない世帯では、届け出られない続柄はそのままにして確認を促す', () => {
    const register = town();
    register.do(changingHousehold(register, 'split', { 1: '世帯主' }));
    const decision = register.do(changingHousehold(register, 'head', { 2: '世帯主' }));
    expect(decision.alerts.map((one) => one.code)).toEqual(['A13']);
    expect(register.person(2)).toMatchObject({ relationship: '世帯主', householder: true });
    expect(register.person(4)).toMatchObject({ relationship: '母', householder: false });
  });

  test('世帯主になる方の続柄を届け出ても、ほかの方の続柄の数には入らない', () => {
    const register = town();
    const command = changingHousehold(register, 'head', { 2: '世帯主' });
    const standings = filed(register, { 2: '世帯主', 1: '夫', 3: '子' });
    expect(register.do({ ...command, standings }).alerts.map((one) => one.code)).toEqual(['A13']);
  });

  test.each([
    ['2026-11-10', []],
    // The 14th day is a Friday; the days behind it until the 24th are closed.
    ['2026-11-07', []],
    ['2026-11-06', ['A16']],
  ])('%sの変更を11月24日に届け出る（14日）', (changedOn, alerts) => {
    const register = town();
    const decision = register.do(changingHousehold(register, 'split', { 4: '世帯主' }, { changedOn }));
    expect(decision.alerts.map((one) => one.code)).toEqual(alerts);
  });
});
