import { describe, expect, test } from 'vitest';
import { type ErrorName, refusal } from '#app/juki/core/checks.ts';
import type { MigratedHousehold } from '#app/juki/migration.ts';
import { CHOFU, codeOf, familyOfFour, member, NEW_ADDRESS, no, numberOf, Register } from './family.ts';

const alone = (changes: Parameters<typeof member>[1] = {}, serial = 11): MigratedHousehold => ({
  ...familyOfFour(),
  members: [member(serial, changes)],
});

describe('データ移行の確認（標準仕様書 1.1.13）', () => {
  test.each<[string, ErrorName, (register: Register) => MigratedHousehold]>([
    ['登録にある住民票コード', 'numberInUse', () => alone({ residentRecordCode: codeOf(3) })],
    ['登録にある個人番号', 'numberInUse', () => alone({ individualNumber: numberOf(3) })],
    ['登録にある宛名番号', 'numberInUse', (r) => alone({ addresseeNumber: r.person(3).addresseeNumber })],
    ['登録にある世帯番号', 'numberInUse', (r) => ({ ...alone(), householdNumber: r.person(3).householdNumber })],
    [
      '世帯の中で同じ個人番号',
      'numberInUse',
      () => ({
        ...familyOfFour(11),
        members: [member(11), member(12, { householder: false, relationship: '妻', individualNumber: numberOf(11) })],
      }),
    ],
    ['二人の世帯主', 'twoHeads', () => ({ ...familyOfFour(11), members: [member(11), member(12)] })],
    [
      '一人だけ表にない続柄',
      'relationshipNotInTable',
      () => ({ ...familyOfFour(), members: [member(11), member(12, { householder: false, relationship: '孫' })] }),
    ],
    ['市外の住所', 'addressOutsideTown', () => ({ ...alone(), address: NEW_ADDRESS })],
  ])('%sの世帯は移さない', (_, name, household) => {
    const register = new Register(CHOFU).migrate(familyOfFour());
    const command = { kind: 'MigrateHousehold' as const, household: household(register) };
    expect(register.try(command)).toMatchObject({ refusal: refusal(name) });
  });

  test('個人番号のない方が何人いても、同じ番号とはみなさない', () => {
    const register = new Register(CHOFU);
    register.migrate(alone({ individualNumber: undefined }));
    register.migrate(alone({ individualNumber: undefined }, 12));
    expect(register.slice.residents.size).toBe(2);
  });

  test('元の番号はそのまま、ない方には次の番号を、使われている番号は飛ばして付ける', () => {
    const register = new Register(CHOFU);
    const household = {
      ...familyOfFour(),
      householdNumber: '777',
      members: [
        member(11, { addresseeNumber: no(2) }),
        member(12, { householder: false, relationship: '妻' }),
        member(13, { householder: false, relationship: '子' }),
      ],
    };
    const decision = register.do({ kind: 'MigrateHousehold', household });
    expect(register.numbers(11, 12, 13)).toEqual([no(2), no(1), no(3)]);
    expect(decision.result).toEqual({ householdNumber: '777', addresseeNumbers: [no(2), no(1), no(3)] });
    expect(decision.used).toEqual({ addressee: 3, household: 0 });
    expect(decision.messages).toEqual([]);
  });
});
