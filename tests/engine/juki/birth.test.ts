import { describe, expect, test } from 'vitest';
import { type ErrorName, refusal } from '#app/juki/core/checks.ts';
import type { Resident } from '#app/juki/core/register.ts';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import { birth, changingHousehold, newborn } from './acts.ts';
import { CHOFU, codeOf, familyOfFour, numberOf, protectedFamily, Register } from './family.ts';

const CODES = { codes: [codeOf(501), codeOf(502)] };

function town(): Register {
  return new Register(CHOFU).migrate(familyOfFour());
}

function childIn(register: Register): Resident {
  const found = [...register.slice.residents.values()].find((one) => one.lastChange.reason !== 'dataMigration');
  if (!found) throw new Error('no child');
  return found;
}

describe('出生（戸籍法第49条、住民基本台帳法施行令第8条）', () => {
  test('世帯に記載し、住民票コードを選び、個人番号をJ-LISに請求する（番号法第7条）', () => {
    const register = town();
    const decision = register.do(birth(register), CODES);
    expect(childIn(register)).toMatchObject({
      relationship: '子',
      orderInHousehold: 5,
      residentRecordCode: codeOf(501),
      becameResidentOn: exactDate('2026-11-18'),
      addressSince: exactDate('2026-11-18'),
      awaitsNumber: { reason: 'birth', effectiveOn: '2026-11-18' },
      lastChange: { reason: 'birth', changedOn: '2026-11-18', notifiedOn: '2026-11-24' },
    });
    expect(childIn(register).individualNumber).toBeUndefined();
    expect(decision.messages).toEqual([
      {
        type: 'IndividualNumberRequest',
        to: 'jlis',
        about: { addresseeNumber: childIn(register).addresseeNumber },
        content: expect.objectContaining({ residentRecordCode: codeOf(501), sex: '2' }),
      },
    ]);
    expect(decision.used).toEqual({ addressee: 1, household: 0, codes: 1 });
    expect(decision.alerts).toEqual([]);
  });

  test('個人番号が届くと記載し、番号つきの本人確認情報を知らせる。二度目は何もしない', () => {
    const register = town();
    register.do(birth(register), CODES);
    const assigned = {
      kind: 'EnterIndividualNumber',
      residentRecordCode: codeOf(501),
      individualNumber: numberOf(501),
    } as const;
    const decision = register.do(assigned);
    expect(childIn(register)).toMatchObject({
      individualNumber: numberOf(501),
      lastChange: { reason: 'individualNumberEntered' },
    });
    expect(childIn(register).awaitsNumber).toBeUndefined();
    expect(decision.messages).toMatchObject([
      {
        type: 'IdentityInformationNotice',
        content: { event: 'entered', reason: 'birth', effectiveOn: '2026-11-18', individualNumber: numberOf(501) },
      },
    ]);
    expect(register.do(assigned).events).toEqual([]);
  });

  test('ほかの方の番号が届けば記載せず、要対応に載せる', () => {
    const register = town();
    register.do(birth(register), CODES);
    const decision = register.do({
      kind: 'EnterIndividualNumber',
      residentRecordCode: codeOf(501),
      individualNumber: numberOf(1),
    });
    expect(decision.events).toEqual([]);
    expect(decision.followUps).toMatchObject([{ work: 'numberNotEntered' }]);
  });

  test('未使用の住民票コードがなくても登録でき、届いたときに付く（施行規則第14条）', () => {
    const register = town();
    const decision = register.do(birth(register));
    expect(decision.alerts.map((one) => one.code)).toEqual(['A05']);
    expect(decision.messages).toEqual([]);
    const { addresseeNumber } = childIn(register);
    expect(childIn(register).residentRecordCode).toBeUndefined();
    const later = register.do({ kind: 'EnterCode', addresseeNumber }, CODES);
    expect(childIn(register)).toMatchObject({ residentRecordCode: codeOf(501), lastChange: { reason: 'codeEntered' } });
    expect(later.messages.map((one) => one.type)).toEqual(['IndividualNumberRequest']);
    expect(register.do({ kind: 'EnterCode', addresseeNumber }, CODES).events).toEqual([]);
  });

  test('双子は一度に、名前がまだない方もそのまま記載する', () => {
    const register = town();
    const nameless = newborn({ name: { full: '', kanaConfirmed: false } });
    const decision = register.do(birth(register, [nameless, { ...nameless, sex: '1' }]), CODES);
    expect(decision.result.addresseeNumbers).toHaveLength(2);
    expect(decision.alerts.map((one) => one.code)).toEqual(['A17']);
  });

  test('出生の日を1日目として14日。15日目は遅れ（戸籍法第43条、第49条）', () => {
    const alertsOn = (bornOn: string) => {
      const register = town();
      const child = newborn({ bornOn: exactDate(bornOn) });
      return register.do(birth(register, [child]), CODES).alerts.map((one) => one.code);
    };
    // 14日目の11月21日から23日までは閉庁日。
    expect(alertsOn('2026-11-08')).toEqual([]);
    expect(alertsOn('2026-11-07')).toEqual(['A16']);
  });

  test('転入届と一緒の出生届は転入になる（標準仕様書4.1.0.1）', () => {
    const register = town();
    const decision = register.do(
      birth(register, [newborn()], { movedIn: { on: '2026-11-22', from: 'domestic' } }),
      CODES,
    );
    expect(childIn(register)).toMatchObject({
      becameResidentOn: exactDate('2026-11-22'),
      lastChange: { reason: 'domesticMovingIn' },
    });
    expect(decision.messages.map((one) => one.type)).toEqual([
      'IndividualNumberRequest',
      'SupplementaryFamilyRegisterNotice',
    ]);
  });

  const refusals: [string, string, Parameters<typeof birth>[1], Parameters<typeof birth>[2]][] = [
    ['E01', '記載する方がいない', [], {}],
    ['E02', '生年月日が今日より後', [newborn({ bornOn: exactDate('2026-11-25') })], {}],
    ['E03', '届出日が今日より後', [newborn()], { notifiedOn: '2026-11-25' }],
    ['E04', '番号が入力された', [newborn({ residentRecordCode: codeOf(9) })], {}],
    ['E06', '表にない続柄', [newborn({ relationship: '孫' })], {}],
    ['E06', '世帯主である', [newborn({ relationship: '世帯主', householder: true })], {}],
    ['E07', '届出日より後に生まれた', [newborn()], { notifiedOn: '2026-11-17' }],
    ['E01', '世帯がない', [newborn()], { householdNumber: 'x' }],
  ];
  test.each(refusals)('%s %s届出は受け付けない', (code, _title, children, changes) => {
    const register = town();
    const before = register.slice;
    expect(register.try(birth(register, children, changes), CODES)).toMatchObject({ refusal: { code } });
    expect(register.slice).toBe(before);
  });

  test('同じ方を二度は記載しない（E24）。支援措置の世帯は担当職員だけ（E08）', () => {
    const register = town();
    register.do(birth(register), CODES);
    expect(register.try(birth(register), CODES)).toMatchObject({
      refusal: { code: 'E24', article: '住民基本台帳法施行令第8条' },
    });
    const other = new Register(CHOFU).migrate(protectedFamily());
    expect(other.try(birth(other), CODES)).toMatchObject({ refusal: { code: 'E08' } });
  });

  const named = (full: string, more: Partial<Parameters<typeof newborn>[0]> = {}) =>
    newborn({ name: { full, kanaConfirmed: true }, ...more });

  test.each<[string, ErrorName, Parameters<typeof birth>[1], Parameters<typeof birth>[2]]>([
    ['双子の一人が世帯主の', 'relationshipNotInTable', [newborn(), newborn({ householder: true })], {}],
    ['双子の一人に番号のある', 'newbornWithNumber', [newborn(), newborn({ individualNumber: numberOf(9) })], {}],
    ['双子の一人が明日生まれる', 'bornInFuture', [newborn(), newborn({ bornOn: exactDate('2026-11-25') })], {}],
    ['転入の日が明日の', 'dateInFuture', [newborn()], { movedIn: { on: '2026-11-25', from: 'domestic' } }],
    ['転入の日より後に生まれた', 'beforeBirth', [newborn()], { movedIn: { on: '2026-11-17', from: 'domestic' } }],
    [
      '双子の一人が届出の日より後に生まれた',
      'beforeBirth',
      [newborn({ bornOn: exactDate('2026-11-01') }), newborn()],
      { notifiedOn: '2026-11-17' },
    ],
  ])('%s出生は記載しない', (_, name, children, changes) => {
    expect(town().try(birth(town(), children, changes), CODES)).toMatchObject({ refusal: refusal(name) });
  });

  test('世帯主のいない世帯でも、生まれた子は世帯主にならない', () => {
    const register = town();
    register.do(changingHousehold(register, 'split', { 1: '世帯主' }));
    const child = newborn({ relationship: '世帯主', householder: true });
    const command = birth(register, [child], { householdNumber: register.person(2).householdNumber });
    expect(register.try(command, CODES)).toMatchObject({ refusal: refusal('relationshipNotInTable') });
  });

  test('生まれた日に届け出て、今日生まれた子も記載する。国外からの転入と一緒なら国外転入', () => {
    const register = town();
    const today = newborn({ bornOn: exactDate('2026-11-24') });
    expect(register.do(birth(register, [today]), CODES).alerts).toEqual([]);
    const other = town();
    const movedIn = { on: '2026-11-24', from: 'abroad' as const };
    other.do(birth(other, [today], { movedIn }), CODES);
    expect(childIn(other).lastChange.reason).toBe('movingInFromAbroad');
  });

  test('氏名・生年月日・性別のどれかが違えば別の子で、同じ子がいれば双子の届出も断る（E24）', () => {
    const register = town();
    register.do(birth(register, [named('試験　葵')]), CODES);
    const again = (...children: Parameters<typeof birth>[1] & object) => register.try(birth(register, children), CODES);
    expect(again(named('試験　椿'), named('試験　葵'))).toMatchObject({ refusal: refusal('alreadyEntered') });
    expect(again(named('試験　椿')).accepted).toBe(true);
    expect(again(named('試験　葵', { sex: '1' })).accepted).toBe(true);
    expect(again(named('試験　葵', { bornOn: exactDate('2026-11-19') })).accepted).toBe(true);
  });

  test('名前のない子が二人になるときは、同じ子でないかを確かめる（A17）', () => {
    const register = town();
    const nameless = named('');
    expect(register.do(birth(register, [nameless]), CODES).alerts).toHaveLength(1);
    const second = register.do(birth(register, [named('試験　葵'), nameless]), CODES);
    expect(second.alerts.map((one) => one.code)).toEqual(['A17', 'A17']);
    const third = register.do(birth(register, [named('試験　椿', { sex: '1' })]), CODES);
    expect(third.alerts).toEqual([]);
  });

  test('双子の一人だけが遅れた日でも、届出は遅れている。転入の届出では数えない', () => {
    const register = town();
    const late = newborn({ bornOn: exactDate('2026-11-07') });
    const twins = [newborn(), late];
    expect(register.do(birth(register, twins), CODES).alerts.map((one) => one.code)).toEqual(['A16']);
    const moved = town();
    const movedIn = { on: '2026-11-24', from: 'domestic' as const };
    expect(moved.do(birth(moved, [late], { movedIn }), CODES).alerts).toEqual([]);
  });

  test('未使用の住民票コードが少なくなれば、足りていても知らせる（A05）', () => {
    const register = town();
    const decision = register.do(birth(register), { ...CODES, codePoolLow: true });
    expect(decision.alerts.map((one) => one.code)).toEqual(['A05']);
  });
});
