import { describe, expect, test } from 'vitest';
import type { CorrectedItems, RegisterCorrection } from '#app/juki/acts.ts';
import { correcting, townWithHousemate } from './correcting.ts';
import { CHOFU, OLD_ADDRESS, protectedFamily, Register } from './family.ts';

describe('職権修正・軽微な修正・誤記修正（住民基本台帳法施行令第12条）', () => {
  test('氏名の追完は本人確認情報の修正として知らせ、前の行は履歴に残る', () => {
    const register = townWithHousemate();
    const { messages } = register.do(correcting(register, { 3: { name: { full: '試験　壱' } } }));
    expect(register.person(3)).toMatchObject({
      name: { full: '試験　壱', kana: 'シケン　ハジメ' },
      historyNumber: 2,
      lastChange: { reason: 'exOfficioCorrection' },
    });
    expect(messages).toMatchObject([{ content: { event: 'corrected', reason: 'exOfficioCorrection' } }]);
  });

  test('外字の修正は、軽微な修正という別の事由でJ-LISに知らせる（施行規則第11条、標準仕様書4.2.3.2）', () => {
    const register = townWithHousemate();
    const command = correcting(
      register,
      { 1: { name: { full: '試驗　太郎' } } },
      { basis: 'minor', minorGround: 'characterIdentification' },
    );
    const { messages } = register.do(command);
    expect(messages).toMatchObject([{ content: { reason: 'minorCorrection', name: { full: '試驗　太郎' } } }]);
    expect(register.do(command)).toMatchObject({ events: [], messages: [] });
  });

  test('本籍や続柄の修正は本人確認情報ではないので知らせない', () => {
    const register = townWithHousemate();
    const { messages } = register.do(correcting(register, { 4: { relationship: '縁故者' } }));
    expect(register.person(4).relationship).toBe('縁故者');
    expect(messages).toEqual([]);
  });

  test('町名の変更は世帯の全員をそろえて修正し、住所を定めた日は変わらない', () => {
    const register = townWithHousemate();
    const address = { ...OLD_ADDRESS, town: '小島町三丁目' };
    const minor = { basis: 'minor' as const, minorGround: 'townName' as const };
    expect(register.try(correcting(register, { 1: { address } }, minor))).toMatchObject({ refusal: { code: 'E11' } });
    const since = register.person(1).addressSince;
    const { messages } = register.do(
      correcting(register, { 1: { address }, 2: { address }, 3: { address }, 4: { address }, 5: { address } }, minor),
    );
    expect(messages.filter((one) => one.type === 'IdentityInformationNotice')).toHaveLength(5);
    expect(messages.at(-1)).toMatchObject({ type: 'ForeignResidentNotice', content: { event: 'corrected', address } });
    expect(messages).toHaveLength(6);
    expect(register.person(4)).toMatchObject({ address, addressSince: since });
    expect(register.slice.households.get(register.person(1).householdNumber)?.address).toEqual(address);
  });

  test('旧氏は記載・変更・削除の順（施行令第30条の14）', () => {
    const register = townWithHousemate();
    const act = (basis: RegisterCorrection['basis'], formerSurname: string | null) =>
      register.try(correcting(register, { 2: { formerSurname } }, { basis, ground: '請求' }));
    expect(act('formerSurnameChanged', '旧山')).toMatchObject({ refusal: { code: 'E28' } });
    expect(act('formerSurnameEntered', '旧山')).toMatchObject({ accepted: true });
    expect(act('formerSurnameEntered', '旧川')).toMatchObject({ refusal: { code: 'E28' } });
    expect(act('formerSurnameChanged', '旧川')).toMatchObject({ accepted: true });
    expect(register.person(2).name.formerSurname).toBe('旧川');
    expect(act('formerSurnameRemoved', null)).toMatchObject({ accepted: true });
    expect(register.person(2).name.formerSurname).toBeUndefined();
    expect(register.person(2).lastChange.reason).toBe('formerSurnameRemoved');
  });

  test('通称は外国人住民だけ（施行令第30条の16）', () => {
    const register = townWithHousemate();
    const entering = (serial: number) =>
      register.try(
        correcting(register, { [serial]: { alias: '調布　花' } }, { basis: 'aliasEntered', ground: '申出' }),
      );
    expect(entering(2)).toMatchObject({ refusal: { code: 'E26' } });
    expect(entering(5)).toMatchObject({
      accepted: true,
      messages: [{ content: { name: { alias: '調布　花' } } }, { to: 'immigration' }],
    });
    const removing = correcting(register, { 5: { alias: null } }, { basis: 'aliasRemoved', ground: '申出' });
    expect(register.try(removing).accepted).toBe(true);
    expect(register.try(removing)).toMatchObject({ refusal: { code: 'E28' } });
  });

  const refusals: [string, string, CorrectedItems, Partial<RegisterCorrection>][] = [
    ['E01', '根拠のない', { sex: '2' }, { ground: '' }],
    ['E01', '項目のない', {}, {}],
    [
      'E02',
      '生年月日が今日より後の',
      { bornOn: { text: '令和８年１１月２５日', on: '2026-11-25', kind: 'exact' } },
      {},
    ],
    ['E06', '表にない続柄の', { relationship: '孫' }, {}],
    ['E12', '市外の住所の', { address: { ...OLD_ADDRESS, municipalityCode: '142051' } }, {}],
    ['E27', '一覧にない軽微な', { sex: '2' }, { basis: 'minor', minorGround: 'townName' }],
    ['E27', '種類のない軽微な', { name: { full: '試験　次' } }, { basis: 'minor' }],
    ['E27', '事由に合わない', { sex: '2' }, { basis: 'aliasEntered' }],
    ['E27', '世帯主にする', { relationship: '世帯主' }, {}],
  ];
  test.each(refusals)('%s %s修正は受け付けない', (code, _title, items, changes) => {
    const register = townWithHousemate();
    const before = register.slice;
    expect(register.try(correcting(register, { 3: items }, changes))).toMatchObject({ refusal: { code } });
    expect(register.slice).toBe(before);
  });

  test('支援措置の世帯は担当職員だけ（E08）', () => {
    const register = new Register(CHOFU).migrate(protectedFamily());
    const command = correcting(register, { 3: { name: { full: '試験　壱' } } });
    expect(register.try(command)).toMatchObject({ refusal: { code: 'E08' } });
    expect(register.try(command, { roles: ['protectionOfficer'] }).accepted).toBe(true);
  });
});
