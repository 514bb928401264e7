import { describe, expect, test } from 'vitest';
import type { RegisterMovingIn } from '#app/juki/acts.ts';
import { type ErrorName, refusal } from '#app/juki/core/checks.ts';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import { abroad, arriving, KOREA, person } from './arrivals.ts';
import {
  CHOFU,
  codeOf,
  FUJISAWA,
  familyOfFour,
  movingOut,
  NEW_ADDRESS,
  numberOf,
  OLD_ADDRESS,
  Register,
  TODAY,
  YOKOHAMA_NAKA,
} from './family.ts';

const coded = (serial: number, changes = {}) =>
  person({ residentRecordCode: codeOf(serial), individualNumber: numberOf(serial), ...changes });
const child = (changes = {}) =>
  person({
    name: { full: '試験　一', kanaConfirmed: true },
    relationship: '子',
    householder: false,
    bornOn: exactDate('2015-06-01'),
    ...changes,
  });

describe('転入の確認（住民基本台帳法第22条）', () => {
  test.each<[string, ErrorName, RegisterMovingIn]>([
    ['一人だけコードのない転出証明書', 'certificateWithoutCode', arriving({ persons: [coded(1), child()] })],
    ['転入前の住所のない転出証明書', 'missingOrigin', arriving({ previousAddress: undefined })],
    ['転入前の住所のない未届転入', 'missingOrigin', arriving({ from: 'unregistered', previousAddress: undefined })],
    ['国外からの未届転入', 'missingOrigin', arriving({ from: 'unregistered', previousAddress: KOREA })],
    [
      '最終登録地が当市の未届転入',
      'alreadyResident',
      arriving({ from: 'unregistered', previousAddress: YOKOHAMA_NAKA, lastRegistered: NEW_ADDRESS }),
    ],
    ['国名のない国外転入', 'missingOrigin', abroad({ previousAddress: undefined })],
    [
      '根拠が空白の職権記載',
      'missingGround',
      arriving({ from: 'exOfficio', previousAddress: undefined, ground: '　' }),
    ],
    ['根拠のない職権記載', 'missingGround', arriving({ from: 'exOfficio', previousAddress: undefined })],
    ['同じコードの二人', 'numberInUse', arriving({ persons: [coded(1), child({ residentRecordCode: codeOf(1) })] })],
    [
      '一人が転入の後に生まれた',
      'beforeBirth',
      arriving({
        persons: [coded(1), child({ residentRecordCode: codeOf(2), bornOn: exactDate('2026-11-21') })],
      }),
    ],
    ['町字のない住所', 'missingItems', arriving({ newAddress: { ...NEW_ADDRESS, town: undefined } })],
  ])('%sでは記載しない', (_, name, command) => {
    expect(new Register(FUJISAWA).try(command)).toMatchObject({ refusal: refusal(name) });
  });

  test('転入の日に生まれた子も、今日の転入も記載する', () => {
    const register = new Register(FUJISAWA);
    const born = child({ residentRecordCode: codeOf(2), individualNumber: numberOf(2), bornOn: exactDate(TODAY) });
    const decision = register.do(arriving({ movedInOn: TODAY, persons: [coded(1), born] }));
    expect(decision.result.addresseeNumbers).toHaveLength(2);
  });

  test('消除の日より前の転入は断り、消除の日の転入は記載する（E03）', () => {
    const register = new Register(CHOFU).migrate(familyOfFour());
    register.do(movingOut(register, [1], { plannedOn: '2026-11-10', remainingHead: register.numbers(2)[0] }));
    const back = (movedInOn: string) =>
      register.try(arriving({ persons: [coded(1)], newAddress: OLD_ADDRESS, previousAddress: NEW_ADDRESS, movedInOn }));
    expect(back('2026-11-09')).toMatchObject({ refusal: refusal('beforeResidence') });
    expect(back('2026-11-10').accepted).toBe(true);
  });
});

describe('転入通知（住民基本台帳法第9条第1項）', () => {
  const noticesIn = (register: Register, command: RegisterMovingIn, codes: string[] = []) =>
    register.do(command, { codes }).messages.flatMap((one) => (one.type === 'MovingInNotice' ? [one] : []));

  test('コードのある方を、世帯主の氏名と前の住所とともに知らせる', () => {
    const register = new Register(FUJISAWA);
    const son = child({ residentRecordCode: codeOf(2), individualNumber: numberOf(2) });
    const [notice, ...others] = noticesIn(register, arriving({ persons: [coded(1), son] }));
    expect(others).toEqual([]);
    expect(notice).toMatchObject({
      to: '132080',
      about: { addresseeNumber: register.numbers(1)[0] },
      content: {
        oldAddress: OLD_ADDRESS,
        householder: '試験　太郎1',
        movers: [
          { residentRecordCode: codeOf(1), name: '試験　太郎1', bornOn: exactDate('1985-04-12'), sex: '1' },
          { residentRecordCode: codeOf(2), name: '試験　一' },
        ],
      },
    });
  });

  test('未届転入で初めてコードの付いた子は、どこの登録にもないので知らせない', () => {
    const register = new Register(FUJISAWA);
    const from = { from: 'unregistered' as const, previousAddress: YOKOHAMA_NAKA, lastRegistered: OLD_ADDRESS };
    const notices = noticesIn(register, arriving({ ...from, persons: [coded(1), child()] }), [codeOf(501)]);
    expect(notices.map((one) => [one.to, one.content.oldAddress.municipality])).toEqual([
      ['141046', '横浜市中区'],
      ['132080', '調布市'],
    ]);
    for (const { content } of notices) {
      expect(content.movers.map((mover) => mover.residentRecordCode)).toEqual([codeOf(1)]);
    }
    const nobodyKnown = arriving({ ...from, persons: [person({ name: { full: '別人', kanaConfirmed: true } })] });
    expect(noticesIn(register, nobodyKnown, [codeOf(502)])).toEqual([]);
  });

  test('いまの世帯に入る方の転入通知には、その世帯の世帯主の氏名を書く', () => {
    const register = new Register(CHOFU).migrate(familyOfFour());
    const son = child({ residentRecordCode: codeOf(9), individualNumber: numberOf(9) });
    const { householdNumber } = register.person(1);
    const command = arriving({
      persons: [son],
      household: { kind: 'existing', householdNumber },
      newAddress: OLD_ADDRESS,
      previousAddress: NEW_ADDRESS,
    });
    expect(noticesIn(register, command)).toMatchObject([{ to: '142051', content: { householder: '試験　太郎1' } }]);
    const headless = new Register(CHOFU).migrate({ ...familyOfFour(), members: familyOfFour().members.slice(1) });
    const into = {
      ...command,
      household: { kind: 'existing' as const, householdNumber: headless.person(2).householdNumber },
    };
    expect(noticesIn(headless, into)).toMatchObject([{ content: { householder: '' } }]);
  });

  test('国外からの方には、以前のコードがあっても転入通知を送らない', () => {
    expect(noticesIn(new Register(FUJISAWA), abroad({ persons: [coded(1, { individualNumber: undefined })] }))).toEqual(
      [],
    );
  });
});

describe('転入の注意', () => {
  const codesOf = (command: RegisterMovingIn, changes = {}) =>
    new Register(FUJISAWA).do(command, changes).alerts.map((one) => one.code);

  test.each([
    ['2026-11-10', []],
    ['2026-11-06', ['A02']],
  ])('%sの転入を11月24日に届け出る（14日、法第22条）', (movedInOn, expected) => {
    expect(codesOf(arriving({ movedInOn }))).toEqual(expected);
  });

  test('職権記載では、届出の遅れを数えない', () => {
    const command = arriving({
      from: 'exOfficio',
      previousAddress: undefined,
      ground: '調査',
      movedInOn: '2026-01-05',
    });
    expect(codesOf(command)).toEqual([]);
  });

  test('本籍の団体コードのない方が一人でもいれば、附票の通知先を確かめる', () => {
    const domicile = { address: '東京都', headOfRegister: '試験　太郎' };
    const without = child({
      residentRecordCode: codeOf(2),
      individualNumber: numberOf(2),
      registeredDomicile: domicile,
    });
    const [known, ...others] = codesOf(arriving({ persons: [coded(1), without] }));
    expect(known).toMatch(/^A\d\d$/);
    expect(others).toEqual([]);
    const foreigner = coded(1, { registeredDomicile: undefined });
    expect(codesOf(arriving({ persons: [foreigner] }))).not.toContain(known);
  });

  test('コードを付けない転入では、コードが少なくても何も言わない', () => {
    expect(codesOf(arriving(), { codePoolLow: true })).toEqual([]);
    expect(codesOf(abroad(), { codePoolLow: true, codes: [codeOf(501)] })).toEqual(['A05']);
  });
});
