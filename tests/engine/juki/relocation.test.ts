import { describe, expect, test } from 'vitest';
import { membersOf } from '#app/juki/core/register.ts';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import { filed, NEARBY, relocating } from './acts.ts';
import { CHOFU, familyOfFour, movingOut, NEW_ADDRESS, OLD_ADDRESS, protectedFamily, Register } from './family.ts';

function town(): Register {
  return new Register(CHOFU).migrate(familyOfFour(), { ...familyOfFour(11), address: NEARBY });
}

describe('転居（住民基本台帳法第23条）', () => {
  test('全員なら世帯番号はそのまま、住所と住所を定めた日が変わり、住民となった日は変わらない', () => {
    const register = town();
    const before = register.person(1);
    const decision = register.do(relocating(register, [1, 2, 3, 4]));
    expect(register.person(1)).toMatchObject({
      householdNumber: before.householdNumber,
      address: NEARBY,
      addressSince: exactDate('2026-11-20'),
      becameResidentOn: before.becameResidentOn,
      historyNumber: 2,
      lastChange: { reason: 'relocation', changedOn: '2026-11-20', notifiedOn: '2026-11-24' },
    });
    expect(register.slice.households.get(before.householdNumber)?.address).toEqual(NEARBY);
    expect(decision.alerts).toEqual([]);
  });

  test('J-LISに修正（転居）を、本籍地に戸籍の附票の記載事項を知らせる（法第30条の6、第19条）', () => {
    const register = town();
    const { messages } = register.do(relocating(register, [1, 2, 3, 4]));
    expect(messages.filter((one) => one.type === 'IdentityInformationNotice').map((one) => one.content)).toEqual(
      [1, 2, 3, 4].map((serial) =>
        expect.objectContaining({
          event: 'corrected',
          reason: 'relocation',
          effectiveOn: '2026-11-20',
          address: NEARBY,
          residentRecordCode: register.person(serial).residentRecordCode,
        }),
      ),
    );
    expect(messages.find((one) => one.type === 'SupplementaryFamilyRegisterNotice')).toMatchObject({
      to: '202029',
      content: { reason: 'relocation', newAddress: NEARBY, addressSince: '2026-11-20' },
    });
  });

  test('一部の方は新しい世帯を作り、世帯主が抜ければ残る方の世帯主の規則が働く（法第25条）', () => {
    const register = town();
    const decision = register.do(
      relocating(register, [1, 2], {
        household: { kind: 'new' },
        standings: filed(register, { 1: '世帯主', 2: '妻' }),
        remainingHead: register.numbers(4)[0],
      }),
    );
    expect(register.person(1).householdNumber).not.toBe(register.person(4).householdNumber);
    expect(register.person(4)).toMatchObject({ householder: true, address: OLD_ADDRESS });
    expect(register.person(3)).toMatchObject({ relationship: '子の子' });
    expect(decision.alerts.map((one) => one.code)).toEqual(['A13']);
    expect(decision.used).toMatchObject({ household: 1 });
  });

  test('同じ住所の別の世帯に入り、抜けた世帯が空になれば終わる', () => {
    const register = town();
    const [old, joined] = [register.person(1).householdNumber, register.person(11).householdNumber];
    register.do(
      relocating(register, [1, 2, 3, 4], {
        household: { kind: 'existing', householdNumber: joined },
        standings: filed(register, { 1: '同居人', 2: '同居人', 3: '同居人', 4: '同居人' }),
      }),
    );
    expect(membersOf(register.slice, joined).map((one) => one.orderInHousehold)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(register.slice.households.get(old)?.endedOn).toBe('2026-11-20');
  });

  test('同じ地番の別の建物に移るのも転居（標準仕様書4.1.2.1）', () => {
    const register = town();
    register.do(relocating(register, [1, 2, 3, 4], { newAddress: { ...OLD_ADDRESS, building: '第二棟１０１号' } }));
    expect(register.person(1).address.building).toBe('第二棟１０１号');
  });

  test('14日を過ぎた届出は確認して受け付ける（法第23条、第52条）', () => {
    const register = town();
    const late = register.do(relocating(register, [1, 2, 3, 4], { movedOn: '2026-11-02' }));
    expect(late.alerts).toContainEqual(
      expect.objectContaining({ code: 'A16', article: '住民基本台帳法第23条、第52条' }),
    );
  });

  const refusals: [string, string, (register: Register) => object, string][] = [
    ['E02', '異動日が今日より後', () => ({ movedOn: '2026-11-25' }), '住民基本台帳法第23条、第25条'],
    ['E03', '届出日が今日より後', () => ({ notifiedOn: '2026-11-25' }), '住民基本台帳法第27条'],
    ['E07', '住民となった日より前', () => ({ movedOn: '2015-03-31' }), '住民基本台帳法第7条第6号'],
    ['E12', '市外の住所', () => ({ newAddress: NEW_ADDRESS }), '住民基本台帳法第5条'],
    ['E01', '番地のない住所', () => ({ newAddress: { ...NEARBY, lot: undefined } }), '住民基本台帳法第7条'],
    ['E20', '住所が変わらない', () => ({ newAddress: OLD_ADDRESS }), '住民基本台帳法第23条'],
    ['E01', '新しい世帯の続柄がない', () => ({ household: { kind: 'new' } }), '住民基本台帳法第7条第4号'],
    [
      'E11',
      '入る世帯の住所と違う',
      (register) => ({
        household: { kind: 'existing', householdNumber: register.person(11).householdNumber },
        standings: filed(register, { 1: '同居人', 2: '同居人', 3: '同居人', 4: '同居人' }),
        newAddress: { ...NEARBY, lot: '9番地' },
      }),
      '住民基本台帳法第6条',
    ],
    ['E01', '世帯がない', () => ({ householdNumber: 'x' }), '住民基本台帳法第6条'],
    [
      'E06',
      '残らない方を世帯主にする',
      (register) => ({ remainingHead: register.numbers(1)[0] }),
      '住民基本台帳法第25条',
    ],
  ];
  test.each(refusals)('%s %sものは受け付けない', (code, _title, changes, article) => {
    const register = town();
    const before = register.slice;
    const decision = register.try(relocating(register, [1, 2, 3, 4], changes(register)));
    expect(decision).toMatchObject({ accepted: false, refusal: { code, article } });
    expect(register.slice).toBe(before);
  });

  test('一部の方の転居は世帯を選ばなければ受け付けない（E21）', () => {
    const register = town();
    expect(register.try(relocating(register, [1, 2]))).toMatchObject({ refusal: { code: 'E21' } });
  });

  test('転出予定の方は先に転出取消が要る（E13）。支援措置の世帯は担当職員だけ（E08）', () => {
    const register = town();
    register.do(movingOut(register, [3]));
    expect(register.try(relocating(register, [1, 2, 3, 4]))).toMatchObject({ refusal: { code: 'E13' } });
    const other = new Register(CHOFU).migrate(protectedFamily());
    expect(other.try(relocating(other, [1, 2, 3, 4]))).toMatchObject({ refusal: { code: 'E08' } });
    expect(other.try(relocating(other, [1, 2, 3, 4]), { roles: ['protectionOfficer'] }).accepted).toBe(true);
  });

  test('同じ転居を二度登録しようとすると、住所が変わらないので断る', () => {
    const register = town();
    const command = relocating(register, [1, 2, 3, 4]);
    register.do(command);
    expect(register.try(command)).toMatchObject({ refusal: { code: 'E20' } });
  });
});
