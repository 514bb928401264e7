import { describe, expect, test } from 'vitest';
import type { RegisterCodeChange, RegisterIndividualNumberChange } from '#app/juki/acts.ts';
import type { Facts } from '#app/juki/core/decision.ts';
import type { EnterNewIndividualNumber } from '#app/juki/core/number-changes.ts';
import { birth } from './acts.ts';
import { CHOFU, codeOf, familyOfFour, numberOf, protectedFamily, Register, TODAY } from './family.ts';

function changingNumber(
  register: Register,
  changes: Partial<RegisterIndividualNumberChange> = {},
): RegisterIndividualNumberChange {
  return {
    kind: 'RegisterIndividualNumberChange',
    addresseeNumber: register.person(1).addresseeNumber,
    basis: 'request',
    requestedOn: TODAY,
    ground: '個人番号を記載した書類を盗まれた',
    ...changes,
  };
}

function answer(changes: Partial<EnterNewIndividualNumber> = {}): EnterNewIndividualNumber {
  return {
    kind: 'EnterNewIndividualNumber',
    residentRecordCode: codeOf(1),
    individualNumber: numberOf(90),
    basis: 'request',
    requestedOn: TODAY,
    ...changes,
  };
}

function changingCode(register: Register, changes: Partial<RegisterCodeChange> = {}): RegisterCodeChange {
  const { addresseeNumber } = register.person(1);
  return { kind: 'RegisterCodeChange', addresseeNumber, basis: 'request', requestedOn: TODAY, ...changes };
}

const POOL = { codes: [codeOf(90)] };

describe('個人番号の変更請求・職権修正（番号法第7条第2項、施行令第3条、第4条）', () => {
  test('J-LISに変更を求め、届くまで前の番号のまま待ち、届けば書き換えて本人確認情報を送る', () => {
    const register = new Register(CHOFU).migrate(familyOfFour());
    const { messages, alerts } = register.do(changingNumber(register));
    expect(messages).toMatchObject([
      {
        type: 'IndividualNumberChangeRequest',
        to: 'jlis',
        content: { residentRecordCode: codeOf(1), formerIndividualNumber: numberOf(1), basis: 'request' },
      },
    ]);
    expect(alerts.map((one) => one.code)).toEqual(['A19']);
    expect(register.person(1)).toMatchObject({ individualNumber: numberOf(1), awaitsNewNumber: { basis: 'request' } });

    const entered = register.do(answer());
    expect(entered.messages).toMatchObject([
      { content: { event: 'corrected', reason: 'exOfficioCorrection', individualNumber: numberOf(90) } },
    ]);
    expect(register.person(1)).toMatchObject({
      individualNumber: numberOf(90),
      historyNumber: 3,
      lastChange: { reason: 'individualNumberChanged' },
    });
    expect(register.person(1).awaitsNewNumber).toBeUndefined();
  });

  test('職権修正は別の事由で履歴に残る（施行令第4条）', () => {
    const register = new Register(CHOFU).migrate(familyOfFour());
    register.do(changingNumber(register, { basis: 'exOfficio' }));
    register.do(answer({ basis: 'exOfficio' }));
    expect(register.rows.map(({ row }) => row.lastChange.reason).slice(-2)).toEqual([
      'individualNumberChangeOrdered',
      'individualNumberCorrected',
    ]);
  });

  test('変更により、台帳にあるカードの情報は消える（住民基本台帳法施行令第30条の20）', () => {
    const family = familyOfFour();
    const card = { cardId: 'C1', issuedOn: '2024-01-01', expiresOn: '2033-12-31' };
    const [head, ...others] = family.members;
    if (!head) throw new Error('no head');
    const register = new Register(CHOFU).migrate({ ...family, members: [{ ...head, card }, ...others] });
    register.do(changingNumber(register));
    expect(register.person(1).card).toEqual(card);
    register.do(answer());
    expect(register.person(1).card).toBeUndefined();
  });

  test('同じ答えが二度届いても何も変わらない', () => {
    const register = new Register(CHOFU).migrate(familyOfFour());
    register.do(changingNumber(register));
    register.do(answer());
    expect(register.do(answer())).toMatchObject({ events: [], messages: [], followUps: [] });
  });

  test.each([
    ['待っていない方の番号', () => answer({ residentRecordCode: codeOf(2) })],
    ['ほかの方の番号', () => answer({ individualNumber: numberOf(3) })],
    ['知らないコード', () => answer({ residentRecordCode: codeOf(77) })],
  ])('記載できない番号は要対応になる：%s', (_, command) => {
    const register = new Register(CHOFU).migrate(familyOfFour());
    register.do(changingNumber(register));
    const before = register.slice;
    expect(register.do(command()).followUps).toMatchObject([{ kind: 'work', work: 'numberNotEntered' }]);
    expect(register.slice).toBe(before);
  });

  test('消除の後に届いた番号は除票に書き、J-LISには通知せず、今の住所地への連絡を求める', () => {
    const register = new Register(CHOFU).migrate(familyOfFour());
    register.do(changingNumber(register));
    register.do({
      kind: 'RegisterRemoval',
      cause: 'exOfficio',
      householdNumber: register.person(1).householdNumber,
      persons: register.numbers(1),
      happenedOn: { text: TODAY, on: TODAY, kind: 'exact' },
      notifiedOn: TODAY,
      source: 'exOfficio',
      ground: '職権記録書',
    });
    const { messages, followUps } = register.do(answer());
    expect(messages).toEqual([]);
    expect(followUps).toMatchObject([{ work: 'numberNotEntered' }]);
    expect(register.person(1)).toMatchObject({ status: 'removed', individualNumber: numberOf(90) });
  });

  test.each([
    ['根拠がない', 'E01', {}, { ground: ' ' }],
    ['いない方', 'E01', {}, { addresseeNumber: '000000000000099' }],
    ['請求日が今日より後', 'E02', {}, { requestedOn: '2026-12-24' }],
    ['住民となる前', 'E07', {}, { requestedOn: '2001-01-01' }],
  ])('できない変更：%s → %s', (_, code, facts: Partial<Facts>, changes) => {
    const register = new Register(CHOFU).migrate(familyOfFour());
    expect(register.try(changingNumber(register, changes), facts)).toMatchObject({
      accepted: false,
      refusal: { code },
    });
  });

  test('変更の答えを待つ間は、番号の変更を重ねられない（E29）', () => {
    const register = new Register(CHOFU).migrate(familyOfFour());
    register.do(changingNumber(register));
    expect(register.try(changingNumber(register))).toMatchObject({ refusal: { code: 'E29' } });
    expect(register.try(changingCode(register), POOL)).toMatchObject({ refusal: { code: 'E29' } });
  });

  test('個人番号をまだ待つ新生児の番号は変更できない（E29）', () => {
    const register = new Register(CHOFU).migrate(familyOfFour());
    const { result } = register.do(birth(register), POOL);
    const [addresseeNumber = ''] = result.addresseeNumbers;
    expect(register.try(changingNumber(register, { addresseeNumber }))).toMatchObject({ refusal: { code: 'E29' } });
  });

  test('支援措置のある世帯では担当職員だけができる（E08）', () => {
    const register = new Register(CHOFU).migrate(protectedFamily());
    expect(register.try(changingNumber(register))).toMatchObject({ refusal: { code: 'E08' } });
    register.do(changingNumber(register), { roles: ['protectionOfficer'] });
  });
});

describe('住民票コードの変更請求（住民基本台帳法第30条の4）と職権記載', () => {
  test('未使用のコードを付け、前のコードを添えて本人確認情報を送り、通知票を求める（施行令第30条の5）', () => {
    const register = new Register(CHOFU).migrate(familyOfFour());
    const decision = register.do(changingCode(register), POOL);
    expect(decision.used.codes).toBe(1);
    expect(decision.messages).toMatchObject([
      {
        type: 'IdentityInformationNotice',
        content: {
          event: 'corrected',
          reason: 'codeChangeOnRequest',
          residentRecordCode: codeOf(90),
          formerResidentRecordCode: codeOf(1),
        },
      },
    ]);
    expect(decision.followUps).toMatchObject([{ work: 'codeNoticeDue' }]);
    expect(decision.alerts.map((one) => one.code)).toEqual(['A19']);
    expect(register.person(90)).toMatchObject({ historyNumber: 2, lastChange: { reason: 'codeChanged' } });
  });

  test('職権記載は根拠が要り、別の事由で知らせる', () => {
    const register = new Register(CHOFU).migrate(familyOfFour());
    const command = changingCode(register, { basis: 'exOfficio' });
    expect(register.try(command, POOL)).toMatchObject({ refusal: { code: 'E01' } });
    const { messages } = register.do({ ...command, ground: '職権記録書' }, POOL);
    expect(messages).toMatchObject([{ content: { reason: 'exOfficioCodeEntry' } }]);
    expect(register.person(90).lastChange.reason).toBe('codeEntered');
  });

  test('未使用のコードがなければ待つ（E29）。今のコードはそのまま使える', () => {
    const register = new Register(CHOFU).migrate(familyOfFour());
    expect(register.try(changingCode(register))).toMatchObject({ accepted: false, refusal: { code: 'E29' } });
  });

  test('コードと番号の変更は取り消せず、その前の異動の取消しを妨げない（標準仕様書4.6.0.1）', () => {
    const register = new Register(CHOFU).migrate(familyOfFour());
    const { addresseeNumber, householdNumber } = register.person(3);
    register.do({
      kind: 'RegisterCorrection',
      basis: 'exOfficio',
      householdNumber,
      corrections: [{ addresseeNumber, items: { name: { full: '試験　壱' } } }],
      correctedOn: TODAY,
      notifiedOn: TODAY,
      ground: '職権記録書',
    });
    register.do(changingCode(register, { addresseeNumber }), POOL);
    const cancel = { kind: 'CancelChange' as const, addresseeNumber, reason: '誤って登録したため' };
    expect(register.try({ ...cancel, historyNumber: 3 })).toMatchObject({ refusal: { code: 'E25' } });
    register.do({ ...cancel, historyNumber: 2 });
    expect(register.person(90)).toMatchObject({ name: { full: '試験　一' }, historyNumber: 4 });
  });
});
