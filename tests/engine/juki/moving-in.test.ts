import { describe, expect, test } from 'vitest';
import { membersOf } from '#app/juki/core/register.ts';
import type { RegisterMovingInByCard } from '#app/juki/door.ts';
import type { MovingOutCertificate } from '#app/messages/contracts/moving.ts';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import {
  CHOFU,
  certificateFrom,
  codeOf,
  FUJISAWA,
  familyOfFour,
  member,
  movingIn,
  movingOut,
  NEW_ADDRESS,
  no,
  numberOf,
  OLD_ADDRESS,
  protectedFamily,
  Register,
} from './family.ts';

const DAY = '2026-12-02';

function certificate(movers = [1, 2, 3, 4]): MovingOutCertificate {
  const chofu = new Register(CHOFU).migrate(familyOfFour());
  return certificateFrom(chofu.do(movingOut(chofu, movers)));
}

function fujisawa(today = DAY): Register {
  return new Register(FUJISAWA, today);
}

function alerts(register: Register, command: RegisterMovingInByCard, facts = {}): string[] {
  return register.do(command, facts).alerts.map((alert) => alert.code);
}

describe('特例転入（住民基本台帳法第22条、第24条の2第1項）', () => {
  test('法第30条の3 住民票コードと個人番号は引き継ぎ、宛名番号と世帯番号は新しくなる', () => {
    const register = fujisawa();
    const decision = register.do(movingIn(certificate()));
    expect(decision.used).toEqual({ addressee: 4, household: 1 });
    expect(register.person(1)).toMatchObject({
      addresseeNumber: no(1),
      residentRecordCode: codeOf(1),
      individualNumber: numberOf(1),
      historyNumber: 1,
      status: 'resident',
      householder: true,
      address: NEW_ADDRESS,
      previousAddress: OLD_ADDRESS,
      becameResidentOn: exactDate('2026-12-01'),
      addressSince: exactDate('2026-12-01'),
      lastChange: { reason: 'domesticMovingIn', changedOn: '2026-12-01', notifiedOn: DAY },
    });
    expect(membersOf(register.slice, register.person(1).householdNumber).map((one) => one.relationship)).toEqual([
      '世帯主',
      '妻',
      '子',
      '母',
    ]);
  });

  test('転入通知、本人確認情報、戸籍の附票の通知を送る（法第9条第1項、第30条の6、第19条第1項）', () => {
    const decision = fujisawa().do(movingIn(certificate([1, 3])));
    expect(decision.messages.map(({ type, to }) => `${type} → ${to}`)).toEqual([
      'MovingInNotice → 132080',
      'IdentityInformationNotice → jlis',
      'IdentityInformationNotice → jlis',
      'SupplementaryFamilyRegisterNotice → 202029',
      'SupplementaryFamilyRegisterNotice → 202029',
    ]);
    expect(decision.messages[0]?.content).toMatchObject({
      revision: 1,
      toMunicipality: '142051',
      movedInOn: '2026-12-01',
      newAddress: NEW_ADDRESS,
      oldAddress: OLD_ADDRESS,
      householder: '試験　太郎1',
      movers: [{ residentRecordCode: codeOf(1) }, { residentRecordCode: codeOf(3) }],
    });
    expect(decision.messages[1]?.content).toMatchObject({
      event: 'entered',
      reason: 'movingIn',
      effectiveOn: '2026-12-01',
      municipalityCode: '142051',
    });
  });

  test('本籍が当市なら附票の電文は送らず、本籍地のコードがなければ知らせる（A12）', () => {
    const sent = certificate([1, 3]);
    const [first, second] = sent.movers;
    if (!first || !second) throw new Error('two movers');
    const domicile = { address: '', headOfRegister: '' };
    const movers = [
      { ...first, registeredDomicile: { ...domicile, municipalityCode: '142051' } },
      { ...second, registeredDomicile: domicile },
    ];
    const decision = fujisawa().do(movingIn({ ...sent, movers }));
    expect(decision.messages.some((message) => message.type === 'SupplementaryFamilyRegisterNotice')).toBe(false);
    expect(decision.alerts.map((alert) => alert.code)).toEqual(['A12']);
  });

  test('来た方だけを記載し、転入通知にも来た方だけを載せる（A06）', () => {
    const register = fujisawa();
    const full = movingIn(certificate());
    const decision = register.do({ ...full, movers: full.movers.slice(0, 2) });
    expect(decision.alerts.map((alert) => alert.code)).toEqual(['A06']);
    expect(register.slice.residents.size).toBe(2);
    expect(decision.messages[0]?.content).toMatchObject({
      movers: [{ residentRecordCode: codeOf(1) }, { residentRecordCode: codeOf(2) }],
    });
  });

  test.each<[string, string, Partial<RegisterMovingInByCard>, Partial<MovingOutCertificate>]>([
    ['転入日が予定と違う', 'A06', { movedInOn: '2026-12-02' }, {}],
    ['住所が予定と違う', 'A06', { newAddress: { ...NEW_ADDRESS, lot: '1番地' } }, {}],
    ['転入予定地が他の市', 'A06', {}, { toMunicipality: '141046' }],
    ['転出地に確認できていない', 'A11', { freshnessConfirmed: false }, {}],
  ])('%s はアラート%sで、登録は進む', (_, code, command, sent) => {
    expect(alerts(fujisawa(), movingIn({ ...certificate(), ...sent }, command))).toEqual([code]);
  });

  test('A08 転入日が転出予定日より前でも、登録は進む', () => {
    expect(alerts(fujisawa(), movingIn(certificate(), { movedInOn: '2026-11-28' }))).toEqual(['A06', 'A08']);
  });

  test('A01 氏名・生年月日・性別が同じ除票がある', () => {
    expect(alerts(fujisawa(), movingIn(certificate()), { threeItemMatches: ['x'] })).toEqual(['A01']);
  });

  test('A02 14日を過ぎても、末日が閉庁日なら次の開庁日まで特例を使える（法第22条、施行令第24条の2）', () => {
    // 2026-12-06 + 14 = 日曜日; the next open day is Monday, 21 December.
    const late = { movedInOn: '2026-12-06', notifiedOn: '2026-12-21' };
    const sent = { ...certificate(), plannedOn: '2026-12-06' };
    expect(alerts(fujisawa('2026-12-21'), movingIn(sent, late))).toEqual(['A02']);
    expect(fujisawa('2026-12-22').try(movingIn(sent, { ...late, notifiedOn: '2026-12-22' }))).toMatchObject({
      accepted: false,
      refusal: { code: 'E10' },
    });
  });

  test('施行令第24条の2 転出予定日から30日を過ぎれば、着いたばかりでも特例は使えない', () => {
    const sent = { ...certificate(), plannedOn: '2026-11-20' };
    const command = movingIn(sent, { movedInOn: '2026-12-25', notifiedOn: '2026-12-25' });
    expect(fujisawa('2026-12-25').try(command)).toMatchObject({ accepted: false, refusal: { code: 'E10' } });
  });

  const head = { residentRecordCode: codeOf(1), relationship: '世帯主', householder: true };
  const wife = { residentRecordCode: codeOf(2), relationship: '妻', householder: false };
  test.each<[string, string, Partial<RegisterMovingInByCard>]>([
    ['カードの提示がない（施行令第24条の2第1項第3号）', 'E10', { cardPresented: false }],
    ['誰もいない', 'E01', { movers: [] }],
    ['番地がない（法第7条第7号）', 'E01', { newAddress: { ...NEW_ADDRESS, lot: undefined } }],
    ['住所が当市の外（法第5条）', 'E12', { newAddress: OLD_ADDRESS }],
    ['転出証明書情報にない方（法第24条の2第4項）', 'E10', { movers: [{ ...head, residentRecordCode: codeOf(9) }] }],
    ['同じ方が二度', 'E04', { movers: [head, { ...wife, residentRecordCode: codeOf(1) }] }],
    ['転入日が今日より後（法第22条）', 'E02', { movedInOn: '2026-12-03' }],
    ['届出日が今日より後（法第27条）', 'E03', { notifiedOn: '2026-12-03' }],
    ['転入日が生年月日より前', 'E07', { movedInOn: '2015-05-31' }],
    ['世帯主がいない（法第7条第4号）', 'E06', { movers: [wife] }],
    ['世帯主が二人（法第7条第4号）', 'E06', { movers: [head, { ...head, residentRecordCode: codeOf(2) }] }],
    ['使えない続柄「孫」（標準仕様書1.1.11）', 'E06', { movers: [head, { ...wife, relationship: '孫' }] }],
    ['世帯主の印と続柄が合わない', 'E06', { movers: [{ ...head, householder: false }] }],
    ['知らない世帯', 'E01', { household: { kind: 'existing', householdNumber: '99' }, movers: [wife] }],
  ])('%s は却下する', (_, code, changes) => {
    const register = fujisawa();
    expect(register.try(movingIn(certificate(), changes))).toMatchObject({ accepted: false, refusal: { code } });
    expect(register.ledger).toEqual([]);
  });

  test('自市の転出証明書情報では転入できない（E10）', () => {
    expect(fujisawa().try(movingIn({ ...certificate(), fromMunicipality: '142051' }))).toMatchObject({
      refusal: { code: 'E10' },
    });
  });

  test('法第22条 すでに住民の方は却下する（E05）', () => {
    const register = fujisawa();
    register.do(movingIn(certificate()));
    expect(register.try(movingIn(certificate()))).toMatchObject({ accepted: false, refusal: { code: 'E05' } });
  });

  test('個人番号が別の方と同じなら却下する（E04）', () => {
    const local = { ...NEW_ADDRESS };
    const register = fujisawa().migrate({
      address: local,
      becameResidentOn: exactDate('2020-01-01'),
      members: [member(50, { individualNumber: numberOf(1) })],
    });
    expect(register.try(movingIn(certificate()))).toMatchObject({ accepted: false, refusal: { code: 'E04' } });
  });

  describe('既存の世帯に入る', () => {
    const family = { ...familyOfFour(50), address: NEW_ADDRESS };
    const join = (register: Register, changes: Partial<RegisterMovingInByCard> = {}) =>
      movingIn(certificate([2, 3]), {
        household: { kind: 'existing', householdNumber: register.person(50).householdNumber },
        movers: [
          { residentRecordCode: codeOf(2), relationship: '妹', householder: false },
          { residentRecordCode: codeOf(3), relationship: '妹の子', householder: false },
        ],
        ...changes,
      });

    test('世帯番号はそのまま、記載順位は後ろになり、前からいる方の記録は変わらない', () => {
      const register = fujisawa().migrate(family);
      const decision = register.do(join(register));
      expect(decision.used.household).toBe(0);
      expect(register.person(2)).toMatchObject({
        householdNumber: register.person(50).householdNumber,
        orderInHousehold: 5,
      });
      expect(register.person(50).historyNumber).toBe(1);
      expect(decision.messages[0]?.content).toMatchObject({ householder: '試験　太郎50' });
    });

    test('世帯主のいる世帯に世帯主としては入れない（E06）', () => {
      const register = fujisawa().migrate(family);
      const movers = [{ residentRecordCode: codeOf(2), relationship: '世帯主', householder: true }];
      expect(register.try(join(register, { movers }))).toMatchObject({ refusal: { code: 'E06' } });
    });

    test('住所の違う世帯には入れない（E11）', () => {
      const register = fujisawa().migrate(family);
      const newAddress = { ...NEW_ADDRESS, building: '別館' };
      expect(register.try(join(register, { newAddress }))).toMatchObject({ refusal: { code: 'E11' } });
    });

    test('支援措置のある世帯は、担当職員でなければ却下する（E08）', () => {
      const register = fujisawa().migrate({ ...protectedFamily(50), address: NEW_ADDRESS });
      expect(register.try(join(register))).toMatchObject({ refusal: { code: 'E08' } });
      expect(register.try(join(register), { roles: ['protectionOfficer'] }).accepted).toBe(true);
    });
  });

  describe('再転入（標準仕様書4.1.1.2）', () => {
    /** Lived here, moved out in 2026-06, comes back with another spelling. */
    function returning(): { register: Register; sent: MovingOutCertificate } {
      const register = fujisawa('2026-06-01').migrate({
        address: NEW_ADDRESS,
        becameResidentOn: exactDate('2020-01-01'),
        members: [
          member(1, { name: { full: '髙橋　一', kana: 'タカハシ　ハジメ', kanaConfirmed: false, kanji: undefined } }),
        ],
      });
      register.do(
        movingOut(register, [1], {
          destination: OLD_ADDRESS,
          notifiedOn: '2026-06-01',
          plannedOn: '2026-06-01',
        }),
      );
      register.today = DAY;
      const sent = certificate([1]);
      const [mover] = sent.movers;
      if (!mover) throw new Error('one mover');
      const name = { full: '高橋　一', kana: 'タカハシ　イチ', kanaConfirmed: true, formerSurname: '田中' };
      return { register, sent: { ...sent, movers: [{ ...mover, name }] } };
    }

    test('宛名番号と当市の氏名の字形を保ち、振り仮名と旧氏は受け取ったものに従う', () => {
      const { register, sent } = returning();
      const before = register.person(1);
      const decision = register.do(movingIn(sent));
      expect(decision.used.addressee).toBe(0);
      expect(register.person(1)).toMatchObject({
        addresseeNumber: before.addresseeNumber,
        historyNumber: before.historyNumber + 1,
        status: 'resident',
        name: { full: '髙橋　一', kana: 'タカハシ　イチ', kanaConfirmed: true, formerSurname: '田中' },
        becameResidentOn: exactDate('2026-12-01'),
      });
      expect(register.person(1).removed).toBeUndefined();
      expect(register.person(1).movingOut).toBeUndefined();
      expect(decision.alerts.map((alert) => alert.code)).toEqual(['A14']);
    });

    test('死亡などで消除された除票と同じ番号なら却下する（E05）', () => {
      const { register, sent } = returning();
      const deceased = { ...register.person(1), status: 'deceased' as const };
      register.slice = { ...register.slice, residents: new Map([[deceased.addresseeNumber, deceased]]) };
      expect(register.try(movingIn(sent))).toMatchObject({ refusal: { code: 'E05' } });
    });

    test('前の消除日より前の転入日は却下する（E07）', () => {
      const { register, sent } = returning();
      expect(register.try(movingIn(sent, { movedInOn: '2026-05-31', notifiedOn: '2026-06-01' }))).toMatchObject({
        refusal: { code: 'E07' },
      });
    });
  });
});
