import { describe, expect, it, test } from 'vitest';
import { renamedAddress } from '#app/juki/core/address-renaming.ts';
import type { AddressRenaming } from '#app/juki/renaming-acts.ts';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import { CHOFU, familyOfFour, movingOut, OLD_ADDRESS, protectedFamily, Register, TODAY } from './family.ts';

const RENAMING: AddressRenaming = {
  ground: 'residenceIndication',
  on: TODAY,
  notice: '調布市告示第百号',
  fromTown: '小島町二丁目',
  toTown: '小島町',
  lots: { kind: 'listed', pairs: [{ from: '35番地1', to: '2丁目35番1号' }] },
};
const rename = (register: Register, renaming = RENAMING) => ({
  kind: 'RenameAddress' as const,
  householdNumber: register.person(1).householdNumber,
  renaming,
});

describe('住所一括変更（住居表示に関する法律第3条、標準仕様書 4.2.3.2）', () => {
  it('世帯の全員が軽微な修正となり、住所を定めた日は変わらず、J-LISと本籍地に知らせる', () => {
    const register = new Register(CHOFU).migrate(familyOfFour());
    const decision = register.do(rename(register));
    for (const serial of [1, 2, 3, 4]) {
      expect(register.person(serial)).toMatchObject({
        address: { ...OLD_ADDRESS, town: '小島町', lot: '2丁目35番1号' },
        addressSince: exactDate('2015-04-01'),
        historyNumber: 2,
        lastChange: { reason: 'minorCorrection', changedOn: TODAY },
      });
    }
    expect(decision.messages.map(({ type, to }) => `${type} ${to}`).slice(0, 2)).toEqual([
      'IdentityInformationNotice jlis',
      'SupplementaryFamilyRegisterNotice 202029',
    ]);
    expect(decision.messages[0]?.content).toMatchObject({ event: 'corrected', reason: 'minorCorrection' });
    expect(decision.messages[1]?.content).toMatchObject({ reason: 'notation', addressSince: '2015-04-01' });
  });

  it('もう一度行っても、何も変わらない', () => {
    const register = new Register(CHOFU).migrate(familyOfFour());
    register.do(rename(register));
    expect(register.do(rename(register))).toMatchObject({ events: [], messages: [] });
    const kept = { ...RENAMING, toTown: RENAMING.fromTown, lots: { kind: 'keep' as const } };
    const other = new Register(CHOFU).migrate(familyOfFour());
    expect(other.do(rename(other, kept))).toMatchObject({ events: [], messages: [] });
  });

  it('転出予定の方も支援措置の世帯も、ともに変わる', () => {
    for (const family of [familyOfFour(), protectedFamily()]) {
      const register = new Register(CHOFU).migrate(family);
      register.do(movingOut(register, [1, 2, 3, 4]), { roles: ['protectionOfficer'] });
      register.do(rename(register));
      expect(register.person(2).address.town).toBe('小島町');
      expect(register.person(2).movingOut).toBeDefined();
    }
  });

  it('施行日の前には行えない', () => {
    const register = new Register(CHOFU).migrate(familyOfFour());
    const early = rename(register, { ...RENAMING, on: '2026-12-01' });
    expect(register.try(early)).toMatchObject({ accepted: false, refusal: { code: 'E02' } });
    expect(new Register(CHOFU).try({ ...early, householdNumber: 'x' })).toMatchObject({ accepted: false });
  });

  test.each([
    ['町字だけ', { lots: { kind: 'keep' as const } }, OLD_ADDRESS, { town: '小島町', lot: OLD_ADDRESS.lot }],
    ['別の町字', {}, { ...OLD_ADDRESS, town: '布田' }, undefined],
    ['表にない番地', {}, { ...OLD_ADDRESS, lot: '1番地' }, undefined],
    ['郵便番号も', { postcode: '1820099' }, OLD_ADDRESS, { postcode: '1820099', lot: '2丁目35番1号' }],
  ])('新しい表記：%s', (_name, changes, address, expected) => {
    const renamed = renamedAddress(address, { ...RENAMING, ...changes });
    if (expected) expect(renamed).toMatchObject(expected);
    else expect(renamed).toBeUndefined();
  });
});
