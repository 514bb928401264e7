import { describe, expect, test } from 'vitest';
import type { CorrectedItems, RegisterCorrection } from '#app/juki/acts.ts';
import { type ErrorName, refusal } from '#app/juki/core/checks.ts';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import { NEARBY } from './acts.ts';
import { correcting, townWithHousemate } from './correcting.ts';
import { codeOf, FUJISAWA, familyOfFour, member, NEW_ADDRESS, Register, TODAY } from './family.ts';

const minor = { basis: 'minor' as const, minorGround: 'commonCharacter' as const };

describe('職権修正の確認（住民基本台帳法施行令第12条、標準仕様書 4.2.3）', () => {
  test.each<[string, ErrorName, Record<number, CorrectedItems>, Partial<RegisterCorrection>]>([
    ['根拠が空白の職権修正', 'missingGround', { 3: { sex: '2' } }, { ground: '　' }],
    ['許されない項目もある軽微な修正', 'notMinor', { 3: { name: { full: '試験　壱' }, sex: '2' } }, minor],
    [
      '許されない項目もある旧氏の記載',
      'itemNotOfBasis',
      { 3: { formerSurname: '旧氏', sex: '2' } },
      { basis: 'formerSurnameEntered' },
    ],
    ['明日生まれる', 'bornInFuture', { 3: { bornOn: exactDate('2026-11-25') } }, {}],
    ['世帯主の続柄の', 'useHeadChange', { 1: { relationship: '妻' } }, {}],
    ['世帯主にする', 'useHeadChange', { 3: { relationship: '世帯主' } }, {}],
    ['市外の住所への', 'addressOutsideTown', { 3: { address: NEW_ADDRESS } }, {}],
    ['一人だけの住所の', 'addressOfAll', { 3: { address: NEARBY } }, {}],
    [
      '一人だけ違う住所への',
      'addressOfAll',
      {
        1: { address: NEARBY },
        2: { address: NEARBY },
        3: { address: NEARBY },
        4: { address: NEARBY },
        5: { address: { ...NEARBY, lot: '9番' } },
      },
      {},
    ],
    ['外国人の旧氏の記載', 'onlyJapanese', { 5: { formerSurname: '旧氏' } }, { basis: 'formerSurnameEntered' }],
    ['日本人の通称の記載', 'onlyForeigners', { 3: { alias: '通称' } }, { basis: 'aliasEntered' }],
    ['ない旧氏の削除', 'nameItemAbsent', { 3: { formerSurname: null } }, { basis: 'formerSurnameRemoved' }],
    ['ない通称の削除', 'nameItemAbsent', { 5: { alias: null } }, { basis: 'aliasRemoved' }],
  ])('%s修正は受け付けない', (_, name, items, changes) => {
    const register = townWithHousemate();
    expect(register.try(correcting(register, items, changes))).toMatchObject({ refusal: refusal(name) });
  });

  test('旧氏や通称の削除で、別の旧氏や通称を書くことはできない', () => {
    const register = townWithHousemate();
    const act = (basis: RegisterCorrection['basis'], items: Record<number, CorrectedItems>) =>
      register.try(correcting(register, items, { basis }));
    expect(act('formerSurnameEntered', { 3: { formerSurname: '旧氏' } }).accepted).toBe(true);
    expect(act('formerSurnameRemoved', { 3: { formerSurname: '別の氏' } })).toMatchObject({
      refusal: refusal('itemNotOfBasis'),
    });
    expect(act('aliasEntered', { 5: { alias: '通称' } }).accepted).toBe(true);
    expect(act('aliasRemoved', { 5: { alias: '別の通称' } })).toMatchObject({ refusal: refusal('itemNotOfBasis') });
    // What is not said stays: the correction of a kana keeps both.
    act('exOfficio', { 3: { name: { kana: 'シケン　イチ' } }, 5: { name: { kana: 'シケン　ゴ' } } });
    expect(register.person(3).name).toMatchObject({ kana: 'シケン　イチ', formerSurname: '旧氏' });
    expect(register.person(5).name).toMatchObject({ kana: 'シケン　ゴ', alias: '通称' });
  });

  test('今日生まれた日に直すことも、住民となる前からの誤りを直すこともできる', () => {
    const register = townWithHousemate();
    const command = correcting(register, { 3: { bornOn: exactDate(TODAY) } }, { correctedOn: '2015-03-31' });
    expect(register.do(command).result).toEqual({
      householdNumber: register.person(3).householdNumber,
      addresseeNumbers: register.numbers(3),
    });
    expect(register.person(3).lastChange.changedOn).toBe('2015-03-31');
  });

  test('同じ内容の修正では何も起きず、住所の変わらない修正は世帯に触れない', () => {
    const register = townWithHousemate();
    expect(register.do(correcting(register, { 3: { sex: register.person(3).sex } })).events).toEqual([]);
    const decision = register.do(correcting(register, { 3: { sex: '2' }, 4: { sex: '2' } }));
    expect(decision.events.map((event) => event.kind)).toEqual(['RecordsCorrected']);
    expect(decision.result.addresseeNumbers).toEqual(register.numbers(3));
  });
});

describe('住民票コードと個人番号の職権記載（住民基本台帳法第30条の3、番号法第7条）', () => {
  const child = { name: { full: '試験　葵', kana: 'シケン　アオイ', kanaConfirmed: true, formerSurname: '旧氏' } };
  const waiting = (): Register => {
    const register = townWithHousemate();
    register.do({
      kind: 'RegisterBirth',
      householdNumber: register.person(1).householdNumber,
      children: [
        {
          ...child,
          bornOn: exactDate('2026-11-18'),
          sex: '2',
          kind: 'japanese',
          relationship: '子',
          householder: false,
        },
      ],
      notifiedOn: TODAY,
      source: 'filed',
    });
    return register;
  };
  const newest = (register: Register) => [...register.slice.residents.keys()].at(-1) ?? '';

  test('コードが届けば記載し、氏名の項目とともに個人番号を求め、通知票を仕事にする', () => {
    const register = waiting();
    const addresseeNumber = newest(register);
    const decision = register.do({ kind: 'EnterCode', addresseeNumber }, { codes: [codeOf(501), codeOf(502)] });
    expect(decision).toMatchObject({
      used: { addressee: 0, household: 0, codes: 1 },
      result: { addresseeNumbers: [addresseeNumber] },
    });
    expect(decision.followUps).toMatchObject([{ kind: 'work', addresseeNumber }]);
    expect(decision.messages).toMatchObject([
      {
        type: 'IndividualNumberRequest',
        about: { addresseeNumber },
        content: { name: { full: '試験　葵', kana: 'シケン　アオイ', formerSurname: '旧氏' } },
      },
    ]);
    const stranger = { kind: 'EnterCode' as const, addresseeNumber: 'x' };
    expect(register.try(stranger, { codes: [codeOf(503)] })).toMatchObject({ refusal: refusal('unknownMover') });
  });

  test.each([
    ['death', 'death'],
    ['exOfficio', 'exOfficioRemoval'],
  ] as const)('番号が届く前に消除された方（%s）は、記載に続いて消除も知らせる', (cause, reason) => {
    const register = waiting();
    const addresseeNumber = newest(register);
    register.do({ kind: 'EnterCode', addresseeNumber }, { codes: [codeOf(501)] });
    register.do({
      kind: 'RegisterRemoval',
      cause,
      householdNumber: register.person(1).householdNumber,
      persons: [addresseeNumber],
      happenedOn: exactDate('2026-11-22'),
      notifiedOn: TODAY,
      source: 'filed',
      ground: '届書',
    });
    const entered = register.do({
      kind: 'EnterIndividualNumber',
      residentRecordCode: codeOf(501),
      individualNumber: '123456789018',
    });
    expect(entered.messages).toMatchObject([
      { content: { event: 'entered', effectiveOn: '2026-11-18' } },
      { content: { event: 'removed', reason, effectiveOn: '2026-11-22' } },
    ]);
    expect(entered.result.addresseeNumbers).toEqual([addresseeNumber]);
  });

  test('番号を待っていない方に届いた番号は、何も変えない', () => {
    const register = new Register(FUJISAWA).migrate({
      ...familyOfFour(),
      address: NEW_ADDRESS,
      members: [member(1, { individualNumber: undefined })],
    });
    const command = { kind: 'EnterIndividualNumber' as const, residentRecordCode: codeOf(1) };
    expect(register.do({ ...command, individualNumber: '123456789018' })).toMatchObject({ events: [], followUps: [] });
  });
});
