import { describe, expect, test } from 'vitest';
import type { RegisterNationalityChange, RegisterRewriting } from '#app/juki/acts.ts';
import { evolve } from '#app/juki/core/evolve.ts';
import { EMPTY_SLICE, type RegisterSlice } from '#app/juki/core/register.ts';
import {
  CHOFU,
  codeOf,
  familyOfFour,
  member,
  movingOut,
  numberOf,
  protectedFamily,
  Register,
  TODAY,
} from './family.ts';

const HONSEKI = { address: '長野県松本市丸の内３番', municipalityCode: '202029', headOfRegister: '試験　太郎' };

function town(): Register {
  const family = familyOfFour();
  const foreigner = member(5, {
    name: { full: 'TESTER LINH', alias: '試験　凛', kanaConfirmed: false },
    kind: 'foreign',
    relationship: '同居人',
    householder: false,
    registeredDomicile: undefined,
    foreignStatus: { nationality: 'ベトナム', category: 'midToLongTerm' },
  });
  return new Register(CHOFU).migrate({ ...family, members: [...family.members, foreigner] });
}

function rewriting(register: Register, changes: Partial<RegisterRewriting> = {}): RegisterRewriting {
  return {
    kind: 'RegisterRewriting',
    manner: 'renewal',
    householdNumber: register.person(1).householdNumber,
    persons: register.numbers(1, 2),
    rewrittenOn: TODAY,
    ground: '記載が多くなったため',
    ...changes,
  };
}

function naturalising(register: Register, changes: Partial<RegisterNationalityChange> = {}): RegisterNationalityChange {
  return {
    kind: 'RegisterNationalityChange',
    change: 'naturalisation',
    householdNumber: register.person(1).householdNumber,
    persons: [
      {
        addresseeNumber: register.person(5).addresseeNumber,
        name: { full: '試験　凛', kana: 'シケン　リン', kanaConfirmed: true },
        registeredDomicile: HONSEKI,
      },
    ],
    happenedOn: '2026-11-20',
    notifiedOn: TODAY,
    ground: '帰化届',
    ...changes,
  };
}

function losing(register: Register): RegisterNationalityChange {
  return naturalising(register, {
    change: 'loss',
    persons: [
      {
        addresseeNumber: register.person(3).addresseeNumber,
        name: { full: 'SHIKEN HAJIME', kanaConfirmed: false },
        foreignStatus: { nationality: 'アメリカ', category: 'transitional' },
      },
    ],
    ground: '国籍喪失届',
  });
}

function reasonsOf(register: Register, serial: number): string[] {
  const { addresseeNumber } = register.person(serial);
  return register.rows
    .filter(({ row }) => row.addresseeNumber === addresseeNumber)
    .map(({ row }) => `${row.historyNumber} ${row.lastChange.reason} ${row.status}`);
}

function replay(register: Register): RegisterSlice {
  return register.ledger.reduce((slice, change) => evolve(slice, JSON.parse(JSON.stringify(change))), EMPTY_SLICE);
}

describe('改製・再製（住民基本台帳法施行令第16条、標準仕様書1.1.4、1.2.2）', () => {
  test.each([
    ['renewal' as const, 'renewalRemoval', 'renewalEntry'],
    ['reconstruction' as const, 'reconstructionRemoval', 'reconstructionEntry'],
  ])('消除と記載の二行が一つの異動で残り、改製番号が進み、誰にも通知しない：%s', (manner, removal, entry) => {
    const register = town();
    const before = register.person(1);
    const { messages } = register.do(rewriting(register, { manner }));
    expect(messages).toEqual([]);
    expect(reasonsOf(register, 1)).toEqual(['1 dataMigration resident', `2 ${removal} removed`, `3 ${entry} resident`]);
    const { lastChange: _, historyNumber: __, ...after } = register.person(1);
    const { lastChange: ___, historyNumber: ____, ...former } = before;
    expect(after).toEqual({ ...former, rewritingNumber: 1 });
    register.do(rewriting(register, { manner }));
    expect(register.person(1)).toMatchObject({ rewritingNumber: 2, historyNumber: 5 });
    expect(replay(register)).toEqual(register.slice);
  });

  test('転出予定はそのまま残る', () => {
    const register = town();
    register.do(movingOut(register, [1, 2]));
    register.do(rewriting(register));
    expect(register.person(1).movingOut?.plannedOn).toBe('2026-12-01');
    expect([...register.slice.movingOuts.values()][0]?.movers.map((one) => one.state)).toEqual(['planned', 'planned']);
  });

  test('取り消せないが、その前の異動の取消しを妨げない（標準仕様書4.6.0.1）', () => {
    const register = town();
    const { addresseeNumber, householdNumber } = register.person(1);
    register.do({
      kind: 'RegisterCorrection',
      basis: 'exOfficio',
      householdNumber,
      corrections: [{ addresseeNumber, items: { name: { kana: 'シケン　タロー' } } }],
      correctedOn: TODAY,
      notifiedOn: TODAY,
      ground: '職権記録書',
    });
    register.do(rewriting(register));
    const cancel = { kind: 'CancelChange' as const, addresseeNumber, reason: '誤り' };
    expect(register.try({ ...cancel, historyNumber: 4 })).toMatchObject({ refusal: { code: 'E25' } });
    register.do({ ...cancel, historyNumber: 2 });
    expect(register.person(1)).toMatchObject({ name: { kana: 'シケン　タロウ' }, rewritingNumber: 1 });
  });

  test.each([
    ['根拠がない', 'E01', { ground: '' }],
    ['誰も選ばれていない', 'E01', { persons: [] }],
    ['日が今日より後', 'E02', { rewrittenOn: '2026-12-24' }],
    ['世帯がない', 'E01', { householdNumber: '999' }],
  ])('できない改製：%s → %s', (_, code, changes) => {
    const register = town();
    expect(register.try(rewriting(register, changes))).toMatchObject({ accepted: false, refusal: { code } });
  });

  test('支援措置のある世帯では担当職員だけができる（E08）', () => {
    const register = new Register(CHOFU).migrate(protectedFamily());
    expect(register.try(rewriting(register))).toMatchObject({ refusal: { code: 'E08' } });
  });
});

describe('帰化・国籍取得・国籍喪失（住民基本台帳法施行令第8条、第12条）', () => {
  test('職権消除と職権記載が一つの異動で行われ、コードと個人番号は引き継がれる', () => {
    const register = town();
    const { messages } = register.do(naturalising(register));
    expect(reasonsOf(register, 5).slice(1)).toEqual([
      '2 setAsideByNaturalisation removed',
      '3 naturalisationEntry resident',
    ]);
    const now = register.person(5);
    expect(now).toMatchObject({
      kind: 'japanese',
      residentRecordCode: codeOf(5),
      individualNumber: numberOf(5),
      registeredDomicile: HONSEKI,
      relationship: '同居人',
    });
    expect(now.name).toEqual({ full: '試験　凛', kana: 'シケン　リン', kanaConfirmed: true });
    expect(now.foreignStatus).toBeUndefined();
    const told = messages.flatMap((one) => (one.type === 'IdentityInformationNotice' ? [one.content] : []));
    expect(told.map((one) => `${one.event} ${one.reason} ${one.effectiveOn} ${one.name.full}`)).toEqual([
      'removed exOfficioRemoval 2026-11-20 TESTER LINH',
      'entered exOfficioEntry 2026-11-20 試験　凛',
    ]);
    expect(messages.slice(2)).toMatchObject([
      { type: 'SupplementaryFamilyRegisterNotice', to: '202029' },
      { type: 'ForeignResidentNotice', content: { event: 'removed', name: { full: 'TESTER LINH' } } },
    ]);
    expect(replay(register)).toEqual(register.slice);
  });

  test('国籍喪失では外国人住民として記載し、国籍喪失の事由で残る', () => {
    const register = town();
    register.do(losing(register));
    expect(reasonsOf(register, 3).slice(1)).toEqual([
      '2 setAsideByNationalityLoss removed',
      '3 nationalityLossEntry resident',
    ]);
    expect(register.person(3)).toMatchObject({ kind: 'foreign', foreignStatus: { nationality: 'アメリカ' } });
    expect(register.person(3).registeredDomicile).toBeUndefined();
  });

  test('取り消せば、二行が一つとして元に戻る（標準仕様書4.6.0.1）', () => {
    const register = town();
    const { addresseeNumber, name } = register.person(5);
    register.do(naturalising(register));
    register.do({ kind: 'CancelChange', addresseeNumber, historyNumber: 3, reason: '誤って登録したため' });
    expect(register.person(5)).toMatchObject({ kind: 'foreign', name, historyNumber: 4 });
    expect(register.person(5).foreignStatus?.nationality).toBe('ベトナム');
  });

  test.each([
    ['日本人の帰化', 'E26', (r: Register) => naturalising(r, { persons: [person(r, 2)] })],
    ['外国人の国籍喪失', 'E26', (r: Register) => ({ ...losing(r), persons: [person(r, 5)] })],
    [
      '本籍がない',
      'E01',
      (r: Register) => naturalising(r, { persons: [person(r, 5, { registeredDomicile: undefined })] }),
    ],
    ['在留資格等がない', 'E01', (r: Register) => ({ ...losing(r), persons: [person(r, 3)] })],
    ['根拠がない', 'E01', (r: Register) => naturalising(r, { ground: ' ' })],
    ['日が今日より後', 'E02', (r: Register) => naturalising(r, { happenedOn: '2026-12-24' })],
  ])('できない記載：%s → %s', (_, code, command) => {
    const register = town();
    expect(register.try(command(register))).toMatchObject({ accepted: false, refusal: { code } });
  });
});

function person(register: Register, serial: number, changes = {}) {
  const { addresseeNumber } = register.person(serial);
  return { addresseeNumber, name: { full: '試験', kanaConfirmed: false }, registeredDomicile: HONSEKI, ...changes };
}
