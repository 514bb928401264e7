import { describe, expect, test } from 'vitest';
import type { Accepted } from '#app/juki/core/decision.ts';
import { birth, filed, NEARBY, newborn, relocating } from './acts.ts';
import { CHOFU, codeOf, familyOfFour, numberOf, protectedFamily, Register, TODAY } from './family.ts';

/** 漢字 of Extension G: no form of it is in 住基ネット統一文字. */
const WITHOUT_CODE = '\u{3134A}';

const register = () => new Register(CHOFU).migrate(familyOfFour());
const named = (full: string) => newborn({ name: { full, kana: 'シケン', kanaConfirmed: true } });
const errors = ({ followUps }: Accepted) =>
  followUps.filter((one) => one.kind === 'work' && one.work === 'characterNotConvertible');
const sent = ({ messages }: Accepted) =>
  messages.flatMap((one) => (one.type === 'IdentityInformationNotice' ? [one.content.name.full] : []));

/** 職権修正 of the name of the head. */
function renamed(town: Register, full: string): Accepted {
  const { addresseeNumber, householdNumber } = town.person(1);
  return town.do({
    kind: 'RegisterCorrection',
    basis: 'exOfficio',
    householdNumber,
    corrections: [{ addresseeNumber, items: { name: { full } } }],
    correctedOn: TODAY,
    notifiedOn: TODAY,
    ground: '戸籍の届出',
  });
}

describe('文字エラー（標準仕様書7.1.1.1）', () => {
  test.each(['髙橋　一', '渡邉　一', '𠮷田　一', '葛\u{E0102}城　一', '辻\u{E0102}　一', 'NGUYEN VAN ANH'])(
    '「%s」は、入れたままの字形でJ-LISに知らされる',
    (full) => {
      const done = renamed(register(), full);
      expect(sent(done)).toEqual([full]);
      expect(errors(done)).toEqual([]);
    },
  );

  test('符号のない文字は文字エラーになり、異動は進み、台帳は入れたままを保つ', () => {
    const town = register();
    const full = `試験　${WITHOUT_CODE}`;
    const done = renamed(town, full);
    expect(errors(done)).toMatchObject([
      { addresseeNumber: town.person(1).addresseeNumber, sentence: expect.stringContaining(`「${WITHOUT_CODE}」`) },
    ]);
    expect(town.person(1).name.full).toBe(full);
    expect(sent(done)).toEqual([full]);
    // Told once: what follows with the same name is quiet.
    const { householdNumber, addresseeNumber } = town.person(1);
    const moved = town.do({
      kind: 'RegisterRemoval',
      cause: 'exOfficio',
      householdNumber,
      persons: [addresseeNumber],
      happenedOn: { text: '令和8年11月22日', on: '2026-11-22', kind: 'exact' },
      notifiedOn: TODAY,
      source: 'exOfficio',
      ground: '実態調査',
    });
    expect(errors(moved)).toEqual([]);
  });

  test('出生の方は、個人番号が付いてJ-LISに初めて知らせるときに一度だけ', () => {
    const town = register();
    const born = town.do(birth(town, [named(`試験　${WITHOUT_CODE}`)]), { codes: [codeOf(50)] });
    expect(errors(born)).toEqual([]);
    const [request] = born.messages.flatMap((one) => (one.type === 'IndividualNumberRequest' ? [one.content] : []));
    expect(request?.characters?.full).toEqual(['J8A66', 'J9A13', null]);
    expect(request?.characters?.address.length).toBeGreaterThan(5);
    const numbered = town.do({
      kind: 'EnterIndividualNumber',
      residentRecordCode: codeOf(50),
      individualNumber: numberOf(50),
    });
    expect(sent(numbered)).toEqual([`試験　${WITHOUT_CODE}`]);
    expect(errors(numbered)).toHaveLength(1);
  });

  test('同じ文字が氏名と旧氏にあっても一つの事項', () => {
    const town = register();
    const { addresseeNumber, householdNumber } = town.person(1);
    const done = town.do({
      kind: 'RegisterCorrection',
      basis: 'exOfficio',
      householdNumber,
      corrections: [{ addresseeNumber, items: { name: { full: `${WITHOUT_CODE}　${WITHOUT_CODE}` } } }],
      correctedOn: TODAY,
      notifiedOn: TODAY,
      ground: '戸籍の届出',
    });
    expect(errors(done)).toHaveLength(1);
    expect(errors(done)).toMatchObject([{ sentence: expect.not.stringContaining('」「') }]);
  });
});

describe('住所の文字エラー（標準仕様書7.1.1.1）', () => {
  const odd = { ...NEARBY, building: `${WITHOUT_CODE}荘 🏠` };

  test('転居で世帯の全員が同じ住所になっても、一つの事項。住所はそのまま登録されJ-LISに知らされる', () => {
    const town = register();
    const done = town.do(relocating(town, [1, 2, 3, 4], { newAddress: odd }));
    expect(errors(done)).toMatchObject([
      {
        addresseeNumber: town.person(1).addresseeNumber,
        sentence: expect.stringMatching(
          new RegExp(`住所の「${WITHOUT_CODE}」「🏠」に.*地番・建物名の表記を確かめて軽微な修正`, 'u'),
        ),
      },
    ]);
    expect(town.person(4).address).toEqual(odd);
    // Told once: the same address does not come back to the list.
    expect(errors(renamed(town, '試験　次郎'))).toEqual([]);
  });

  test('支援措置のある方の住所は、一文字も一覧に出さない', () => {
    const town = new Register(CHOFU).migrate(protectedFamily());
    const command = relocating(town, [2], {
      newAddress: odd,
      household: { kind: 'new' },
      standings: filed(town, { 2: '世帯主' }),
    });
    const done = town.do(command, { roles: ['protectionOfficer'] });
    expect(errors(done)).toMatchObject([{ sentence: expect.stringContaining('符号がない文字') }]);
    expect(JSON.stringify(errors(done))).not.toContain(WITHOUT_CODE);
  });

  test('通知には住基ネット統一文字コードが付き、符号のない文字は空', () => {
    const town = register();
    const done = town.do(relocating(town, [1, 2, 3, 4], { newAddress: { ...NEARBY, lot: `${WITHOUT_CODE}２` } }));
    const [codes] = done.messages.flatMap((one) =>
      one.type === 'IdentityInformationNotice' ? (one.content.characters ?? []) : [],
    );
    expect(codes?.full).toEqual(['J8A66', 'J9A13', 'J592A', 'J90CE', 'J0031']);
    expect(codes?.address.slice(-2)).toEqual([null, 'JFF12']);
  });

  test('消除の通知は、文字を改めて知らせない', () => {
    const town = register();
    const done = town.do({
      kind: 'RegisterRemoval',
      cause: 'exOfficio',
      householdNumber: town.person(1).householdNumber,
      persons: town.numbers(4),
      happenedOn: { text: '令和8年11月22日', on: '2026-11-22', kind: 'exact' },
      notifiedOn: TODAY,
      source: 'exOfficio',
      ground: '実態調査',
    });
    expect(done.messages[0]?.content).not.toHaveProperty('characters');
  });
});
