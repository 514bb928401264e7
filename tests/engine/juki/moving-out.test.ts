import { describe, expect, test } from 'vitest';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import {
  CHOFU,
  certificateFrom,
  codeOf,
  familyOfFour,
  member,
  movingOut,
  NEW_ADDRESS,
  OLD_ADDRESS,
  protectedFamily,
  Register,
  TODAY,
  YOKOHAMA_NAKA,
} from './family.ts';

function chofu(): Register {
  return new Register(CHOFU).migrate(familyOfFour());
}

function codes(alerts: readonly { code: string }[]): string[] {
  return alerts.map((alert) => alert.code);
}

describe('転出（住民基本台帳法第24条、第24条の2）', () => {
  test('標準仕様書1.1.5 転出予定日までは住民のまま', () => {
    const register = chofu();
    register.do(movingOut(register, [1, 2, 3, 4]));
    expect(register.person(1)).toMatchObject({
      status: 'resident',
      householder: true,
      historyNumber: 2,
      movingOut: { plannedOn: '2026-12-01', plannedAddress: NEW_ADDRESS, special: true },
      lastChange: { reason: 'domesticMovingOut', notifiedOn: TODAY },
    });
    expect(register.person(1).removed).toBeUndefined();
  });

  test('法第24条の2第3項 特例なら転出証明書情報を転入予定地に事前通知する', () => {
    const register = chofu();
    const decision = register.do(movingOut(register, [1, 3]));
    expect(decision.messages.map(({ type, to }) => ({ type, to }))).toEqual([
      { type: 'MovingOutCertificate', to: '142051' },
    ]);
    expect(certificateFrom(decision)).toMatchObject({
      kind: 'advance',
      revision: 1,
      fromMunicipality: '132080',
      toMunicipality: '142051',
      plannedOn: '2026-12-01',
      oldAddress: OLD_ADDRESS,
      oldHouseholder: '試験　太郎1',
      movers: [
        { residentRecordCode: codeOf(1), relationship: '世帯主' },
        { residentRecordCode: codeOf(3), relationship: '子' },
      ],
    });
  });

  test('標準仕様書4.1.3.0.4 特例でない転出は電文を送らない', () => {
    const register = chofu();
    const decision = register.do(
      movingOut(register, [1, 2, 3, 4], { special: false, channel: 'counter', cardHolders: [] }),
    );
    expect(decision.messages).toEqual([]);
  });

  test.each([
    ['今日', TODAY],
    ['過去', '2026-11-20'],
  ])('施行令第13条 異動日が%sなら本登録と同時に消除する', (_, plannedOn) => {
    const register = chofu();
    const decision = register.do(movingOut(register, [1, 2, 3, 4], { plannedOn }));
    expect(register.person(2)).toMatchObject({
      status: 'movedOut',
      removed: { on: plannedOn },
      historyNumber: 2,
    });
    expect(register.slice.households.get(register.person(2).householdNumber)?.endedOn).toBe(plannedOn);
    expect(decision.messages.map((message) => message.type)).toEqual([
      'MovingOutCertificate',
      ...Array.from({ length: 4 }, () => 'IdentityInformationNotice'),
    ]);
    expect(decision.messages[1]?.content).toMatchObject({
      event: 'removed',
      reason: 'movingOut',
      effectiveOn: plannedOn,
      address: OLD_ADDRESS,
    });
    expect(decision.followUps).toContainEqual(expect.objectContaining({ kind: 'movedOut', on: plannedOn }));
  });

  test('法第25条 世帯主が抜けて二人以上残るときはアラートA03', () => {
    const register = chofu();
    expect(codes(register.do(movingOut(register, [1])).alerts)).toEqual(['A03']);
  });

  test('法第25条 次の世帯主の届出があれば、付け直した続柄を確認するアラートA13になる', () => {
    const register = chofu();
    const [remainingHead] = register.numbers(2);
    expect(codes(register.do(movingOut(register, [1], { remainingHead })).alerts)).toEqual(['A13']);
  });

  test('法第24条 14日を過ぎた届出はアラートA04', () => {
    const register = chofu();
    expect(codes(register.do(movingOut(register, [1, 2, 3, 4], { plannedOn: '2026-11-10' })).alerts)).toEqual([]);
    const other = chofu();
    expect(codes(other.do(movingOut(other, [1, 2, 3, 4], { plannedOn: '2026-11-09' })).alerts)).toEqual(['A04']);
  });

  test('振り仮名の未確認（A07）、在留期間の満了（A09）をアラートにする', () => {
    const register = new Register(CHOFU).migrate({
      address: OLD_ADDRESS,
      becameResidentOn: exactDate('2020-01-10'),
      members: [
        member(1, {
          kind: 'foreign',
          registeredDomicile: undefined,
          name: { full: 'LEE MINHO', kana: 'イ　ミンホ', kanaConfirmed: false },
          foreignStatus: { nationality: '韓国', category: 'midToLongTerm', expiresOn: '2026-11-23' },
        }),
      ],
    });
    expect(codes(register.do(movingOut(register, [1])).alerts)).toEqual(['A07', 'A09']);
  });

  const refusals: [string, string, (register: Register) => Parameters<typeof movingOut>][] = [
    ['E01 世帯がない', 'E01', (r) => [r, [1], { householdNumber: '999' }]],
    ['E01 異動する方がいない', 'E01', (r) => [r, [1], { movers: [] }]],
    ['E01 世帯にいない方', 'E01', (r) => [r, [1], { movers: ['999'] }]],
    ['E01 同じ方が二度', 'E01', (r) => [r, [1], { movers: r.numbers(1, 1) }]],
    ['E03 届出日が今日より後（法第27条）', 'E03', (r) => [r, [1], { notifiedOn: '2026-11-25' }]],
    ['E07 住民となった日より前（法第7条第6号）', 'E07', (r) => [r, [1], { plannedOn: '2015-03-31' }]],
    ['E15 国外への転出（法第24条の2）', 'E15', (r) => [r, [1], { destination: { municipality: '大韓民国' } }]],
    ['E16 転出先が同じ市（法第23条）', 'E16', (r) => [r, [1], { destination: OLD_ADDRESS }]],
    ['E17 カードを持つ方がいない（法第24条の2第1項）', 'E17', (r) => [r, [1], { cardHolders: [] }]],
    ['E17 カードを持つ方が異動しない（法第24条の2第1項）', 'E17', (r) => [r, [2], { cardHolders: r.numbers(1) }]],
    ['E06 次の世帯主が残らない（法第25条）', 'E06', (r) => [r, [1, 2], { remainingHead: r.numbers(2)[0] }]],
  ];
  test.each(refusals)('%s は却下する', (_, code, make) => {
    const register = chofu();
    const decision = register.try(movingOut(...make(register)));
    expect(decision).toMatchObject({ accepted: false, refusal: { code } });
    expect(register.ledger).toHaveLength(1);
  });

  test('E13 転出届が受理されている方の二度目の転出届は却下する（法第24条）', () => {
    const register = chofu();
    register.do(movingOut(register, [1, 2]));
    expect(register.try(movingOut(register, [2, 3], { cardHolders: register.numbers(2) }))).toMatchObject({
      accepted: false,
      refusal: { code: 'E13' },
    });
  });

  test('E14 消除された方の転出届は却下する（法第24条）', () => {
    const register = chofu();
    register.do(movingOut(register, [1, 2, 3, 4], { plannedOn: TODAY }));
    expect(register.try(movingOut(register, [2]))).toMatchObject({ accepted: false, refusal: { code: 'E14' } });
  });

  test('法第24条の2第2項 カードのない方は、町の規則により世帯主のカードと一緒でなければならない', () => {
    const strict = { ...CHOFU, rules: { ...CHOFU.rules, cardlessMoversWithAnyCard: false } };
    const register = new Register(strict).migrate(familyOfFour());
    const withWife = movingOut(register, [2, 3]);
    expect(register.try(withWife)).toMatchObject({ accepted: false, refusal: { code: 'E17' } });
    expect(register.try(movingOut(register, [2, 3], { cardHolders: register.numbers(2, 3) })).accepted).toBe(true);
    expect(chofu().try(withWife).accepted).toBe(true);
    expect(new Register(strict).migrate(familyOfFour()).try(movingOut(register, [1, 2, 3])).accepted).toBe(true);
  });

  describe('支援措置（標準仕様書1.1.16、3.1）', () => {
    test('E08 世帯の誰の転出届も、担当職員でなければ却下する', () => {
      const register = new Register(CHOFU).migrate(protectedFamily());
      for (const serial of [1, 2, 3, 4]) {
        const command = movingOut(register, [serial], { cardHolders: register.numbers(serial) });
        expect(register.try(command)).toMatchObject({ accepted: false, refusal: { code: 'E08' } });
      }
    });

    test('担当職員は受理でき、転出先は見せず、消除で仮支援措置になる', () => {
      const register = new Register(CHOFU).migrate(protectedFamily());
      register.do(movingOut(register, [2, 3], { plannedOn: TODAY, cardHolders: register.numbers(2) }), {
        roles: ['protectionOfficer'],
      });
      expect(register.person(2).protection).toEqual({ kind: 'provisional', from: '2026-04-01', until: '2027-03-31' });
      expect(register.person(3).protection).toBeUndefined();
      expect(register.person(3).movingOut?.destinationHidden).toBe(true);
    });

    test('A10 期間があと1か月以内なら知らせる', () => {
      const register = new Register(CHOFU, '2027-03-01').migrate(protectedFamily());
      const command = movingOut(register, [2], { plannedOn: '2027-03-20', cardHolders: register.numbers(2) });
      expect(codes(register.do(command, { roles: ['protectionOfficer'] }).alerts)).toEqual(['A10']);
    });
  });

  test('政令指定都市は区が宛先になる（法第38条）', () => {
    const register = chofu();
    const decision = register.do(movingOut(register, [1, 2, 3, 4], { destination: YOKOHAMA_NAKA }));
    expect(decision.messages[0]?.to).toBe('141046');
  });
});
