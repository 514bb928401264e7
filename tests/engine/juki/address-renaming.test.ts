import { describe, expect, it, test } from 'vitest';
import { renamedAddress } from '#app/juki/core/address-renaming.ts';
import type { AddressRenaming } from '#app/juki/renaming-acts.ts';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import { relocating } from './acts.ts';
import {
  CHOFU,
  cancelling,
  familyOfFour,
  MOVING_OUT_ID,
  movingOut,
  OLD_ADDRESS,
  protectedFamily,
  Register,
  TODAY,
} from './family.ts';

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

const undoing = (register: Register, serial: number) => {
  const { addresseeNumber, historyNumber } = register.person(serial);
  return { kind: 'CancelChange' as const, addresseeNumber, historyNumber, reason: '誤って登録したため' };
};
const correctingName = (register: Register, serial: number) => {
  const { addresseeNumber, householdNumber, name } = register.person(serial);
  return {
    kind: 'RegisterCorrection' as const,
    basis: 'minor' as const,
    minorGround: 'commonCharacter' as const,
    householdNumber,
    corrections: [{ addresseeNumber, items: { name: { full: `${name.full}子` } } }],
    correctedOn: register.today,
    notifiedOn: register.today,
    ground: '常用漢字への修正の申出',
  };
};

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

  const gone = (serials: number[], between: (register: Register) => void) => {
    const register = new Register(CHOFU).migrate(familyOfFour());
    register.do(movingOut(register, serials));
    between(register);
    register.today = '2026-12-01';
    register.do({ kind: 'RemoveDueMovers', movingOutId: MOVING_OUT_ID });
    return register;
  };
  const RENAMED = { ...OLD_ADDRESS, town: '小島町', lot: '2丁目35番1号' };

  it('転出された方も、取消せば元の世帯に新しい表記で戻り、J-LISにもその表記で知らせる', () => {
    const register = gone([3], () => {});
    const household = register.person(1).householdNumber;
    register.do(rename(register));
    expect(register.person(3).address).toEqual(OLD_ADDRESS);
    const decision = register.do(cancelling(register, [3]));
    expect(register.person(3)).toMatchObject({ householdNumber: household, status: 'resident', address: RENAMED });
    expect(decision.events.map(({ kind }) => kind)).not.toContain('HouseholdFormed');
    const told = decision.messages.find(({ type }) => type === 'IdentityInformationNotice');
    expect(told?.content).toMatchObject({ event: 'entered', address: RENAMED });
  });

  it('転出予定のあいだに変わり全員が転出した後の取消しでは、新しい世帯も新しい表記になる', () => {
    const register = gone([1, 2, 3, 4], (one) => one.do(rename(one)));
    register.do(cancelling(register, [1, 2, 3, 4]));
    const { householdNumber, address } = register.person(1);
    expect(address).toEqual(RENAMED);
    expect(register.slice.households.get(householdNumber)).toMatchObject({ address: RENAMED });
  });

  it('全員が転出した後に表記が変わっていれば、取消しでできる新しい世帯は新しい表記になり、J-LISにもその表記で知らせる', () => {
    const register = gone([1, 2, 3, 4], () => {});
    const decision = register.do(cancelling(register, [1, 2, 3, 4]), { renamings: [RENAMING] });
    const { householdNumber, address } = register.person(1);
    expect(address).toEqual(RENAMED);
    expect(register.slice.households.get(householdNumber)).toMatchObject({ address: RENAMED });
    const told = decision.messages.filter(({ type }) => type === 'IdentityInformationNotice');
    expect(told.map(({ content }) => content)).toEqual(told.map(() => expect.objectContaining({ address: RENAMED })));
    expect(told).toHaveLength(4);
  });

  it('番地の入替えを転出の前に済ませた世帯には、同じ入替えを二度当てない', () => {
    const pairs = [
      { from: '35番地1', to: '36番地' },
      { from: '36番地', to: '35番地1' },
    ];
    const exchange = { ...RENAMING, toTown: RENAMING.fromTown, lots: { kind: 'listed' as const, pairs } };
    const register = gone([1, 2, 3, 4], (one) => one.do(rename(one, exchange)));
    register.do(cancelling(register, [1, 2, 3, 4]), { renamings: [exchange] });
    expect(register.person(1).address).toEqual({ ...OLD_ADDRESS, lot: '36番地' });
  });

  it('表記の変わった後に世帯が転居していれば、元の場所に新しい世帯として戻る', () => {
    const register = gone([3], () => {});
    register.do(rename(register));
    const household = register.person(1).householdNumber;
    register.do(relocating(register, [1, 2, 4], { movedOn: '2026-12-01', notifiedOn: '2026-12-01' }));
    register.do(cancelling(register, [3]));
    expect(register.person(3).householdNumber).not.toBe(household);
    expect(register.slice.households.get(household)?.formerWritings).toBeUndefined();
  });

  it('ほかの異動を取り消しても、従前の表記は残る', () => {
    const register = gone([3], () => {});
    const household = register.person(1).householdNumber;
    register.do(rename(register));
    register.do(correctingName(register, 2));
    register.do(undoing(register, 2));
    register.do(cancelling(register, [3]));
    expect(register.person(3)).toMatchObject({ householdNumber: household, address: RENAMED });
  });

  it('表記の変更そのものを取り消せば、元の表記で元の世帯に戻る', () => {
    const register = gone([3], () => {});
    const household = register.person(1).householdNumber;
    register.do(rename(register));
    register.do(undoing(register, 2));
    expect(register.person(1).address).toEqual(OLD_ADDRESS);
    register.do(cancelling(register, [3]));
    expect(register.person(3)).toMatchObject({ householdNumber: household, address: OLD_ADDRESS });
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
