import { describe, expect, test } from 'vitest';
import type { NewPerson, RegisterMovingIn } from '#app/juki/acts.ts';
import type { Accepted } from '#app/juki/core/decision.ts';
import type { ForeignResidentNotice } from '#app/messages/contracts/immigration.ts';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import { relocating } from './acts.ts';
import {
  CHOFU,
  codeOf,
  familyOfFour,
  MOVING_OUT_ID,
  member,
  movingOut,
  NEW_ADDRESS,
  OLD_ADDRESS,
  Register,
  TODAY,
} from './family.ts';

const STATUS = { nationality: 'ベトナム', category: 'midToLongTerm' as const, cardNumber: 'UH12345678EA' };

function town(category: typeof STATUS.category | 'transitional' = 'midToLongTerm'): Register {
  const family = familyOfFour();
  const foreigner = member(5, {
    name: { full: 'TESTER LINH', kanaConfirmed: false },
    kind: 'foreign',
    relationship: '同居人',
    householder: false,
    registeredDomicile: undefined,
    foreignStatus: { ...STATUS, category },
  });
  return new Register(CHOFU).migrate({ ...family, members: [...family.members, foreigner] });
}

function told({ messages }: Accepted): ForeignResidentNotice[] {
  return messages.flatMap((one) => (one.type === 'ForeignResidentNotice' ? [one.content] : []));
}

function arriving(changes: Partial<NewPerson> = {}): RegisterMovingIn {
  return {
    kind: 'RegisterMovingIn',
    from: 'abroad',
    persons: [
      {
        name: { full: 'NEW COMER', kanaConfirmed: false },
        bornOn: exactDate('1995-05-05'),
        sex: '2',
        kind: 'foreign',
        relationship: '世帯主',
        householder: true,
        foreignStatus: STATUS,
        ...changes,
      },
    ],
    household: { kind: 'new' },
    movedInOn: '2026-11-20',
    notifiedOn: TODAY,
    newAddress: OLD_ADDRESS,
    previousAddress: { municipality: 'ベトナム' },
    identification: { visitor: 'filer', document: '在留カード', authority: '本人' },
  };
}

describe('市町村通知（入管法第61条の8の2）', () => {
  test('国外から来た外国人住民の記載を当日に知らせ、裏書があれば住居地届出も済む（住民基本台帳法第30条の46）', () => {
    const register = new Register(CHOFU);
    const decision = register.do(arriving({ residenceCard: 'endorsed' }), { codes: [codeOf(90)] });
    expect(told(decision)).toMatchObject([
      {
        event: 'entered',
        reason: '国外転入等',
        effectiveOn: '2026-11-20',
        cardNumber: 'UH12345678EA',
        residenceNotification: 'made',
      },
    ]);
    expect(decision.alerts.map((one) => one.code)).not.toContain('A20');
    expect(register.person(90)).toMatchObject({ residenceCardEndorsedOn: TODAY, historyNumber: 1 });
  });

  test('カードの提示がなければ転入届は成り立ち、住居地届出は要対応になる。後で裏書すれば知らせる', () => {
    const register = new Register(CHOFU);
    const decision = register.do(arriving(), { codes: [codeOf(90)] });
    expect(told(decision)).toMatchObject([{ event: 'entered', residenceNotification: 'notMade' }]);
    expect(decision.alerts.map((one) => one.code)).toContain('A20');
    const [addresseeNumber = ''] = decision.result.addresseeNumbers;
    expect(decision.followUps).toMatchObject([{ work: 'residenceNotificationDue', addresseeNumber }]);

    const later = { kind: 'RegisterResidenceCard' as const, addresseeNumber, presentedOn: TODAY };
    expect(told(register.do(later))).toMatchObject([{ event: 'corrected', residenceNotification: 'made' }]);
    expect(register.person(90).lastChange.reason).toBe('residenceCardEndorsed');
    expect(register.try(later)).toMatchObject({ accepted: false, refusal: { code: 'E24' } });
  });

  test('転居では新しい住所の裏書が要り、前の裏書は残らない（入管法第19条の9）', () => {
    const register = town();
    const { addresseeNumber } = register.person(5);
    register.do({ kind: 'RegisterResidenceCard', addresseeNumber, presentedOn: TODAY });
    const everybody = [1, 2, 3, 4, 5];
    const decision = register.do(relocating(register, everybody));
    expect(told(decision)).toMatchObject([{ event: 'corrected', reason: '転居', residenceNotification: 'notMade' }]);
    expect(register.person(5).residenceCardEndorsedOn).toBeUndefined();

    const again = town();
    const cards = [{ addresseeNumber: again.person(5).addresseeNumber, residenceCard: 'endorsed' as const }];
    const shown = again.do(relocating(again, everybody, { residenceCards: cards }));
    expect(told(shown)).toMatchObject([{ residenceNotification: 'made' }]);
    expect(shown.followUps).toEqual([]);
  });

  test('経過滞在者にはカードがなく、提示を求めない', () => {
    const register = town('transitional');
    const decision = register.do(relocating(register, [1, 2, 3, 4, 5]));
    expect(told(decision)).toMatchObject([{ residenceNotification: 'notDue' }]);
    expect(decision.alerts.map((one) => one.code)).not.toContain('A20');
    const { addresseeNumber } = register.person(5);
    const command = { kind: 'RegisterResidenceCard' as const, addresseeNumber, presentedOn: TODAY };
    expect(register.try(command)).toMatchObject({ refusal: { code: 'E26' } });
  });

  test('転出は届出の時ではなく、消除の日に知らせる（転出予定日）', () => {
    const register = town();
    const filed = register.do(movingOut(register, [5], { special: false, plannedOn: '2026-12-01', cardHolders: [] }));
    expect(told(filed)).toEqual([]);
    register.today = '2026-12-01';
    const removed = register.do({ kind: 'RemoveDueMovers', movingOutId: MOVING_OUT_ID });
    expect(told(removed)).toMatchObject([{ event: 'removed', reason: '国内転出', effectiveOn: '2026-12-01' }]);
  });

  test('取消しで住民に戻れば、もう一度記載を知らせる', () => {
    const register = town();
    register.do(movingOut(register, [5], { special: false, plannedOn: TODAY, cardHolders: [] }));
    const { addresseeNumber } = register.person(5);
    const cancelled = register.do({
      kind: 'CancelMovingOut',
      movingOutId: MOVING_OUT_ID,
      movers: [addresseeNumber],
      reason: '申出',
    });
    expect(told(cancelled)).toMatchObject([{ event: 'entered' }]);
  });

  test('日本人だけの異動は知らせず、移行も知らせない', () => {
    const register = town();
    expect(register.ledger).toHaveLength(1);
    const only = new Register(CHOFU).migrate(familyOfFour());
    expect(told(only.do(relocating(only, [1, 2, 3, 4])))).toEqual([]);
  });
});

describe('9条2項通知（住民基本台帳法第9条第2項）', () => {
  const filing = {
    kind: 'ForwardFamilyFiling' as const,
    filing: 'birth' as const,
    person: { name: { full: '試験　葵', kanaConfirmed: true }, bornOn: exactDate('2026-11-18'), sex: '2' as const },
    address: NEW_ADDRESS,
    householder: '試験　太郎',
    relationship: '子',
    happenedOn: exactDate('2026-11-18'),
    notifiedOn: TODAY,
  };

  test('他市区町村の住民の届出は、台帳を変えずに住所地へ通知する', () => {
    const register = town();
    const before = register.slice;
    const { messages } = register.do(filing);
    expect(messages).toMatchObject([{ type: 'ResidentFilingNotice', to: '142051', content: { filing: 'birth' } }]);
    expect(register.slice).toBe(before);
  });

  test.each([
    ['当市区町村の住民', 'E16', { address: OLD_ADDRESS }],
    ['住所地が分からない', 'E01', { address: { municipality: '藤沢市' } }],
    ['届出日が今日より後', 'E03', { notifiedOn: '2026-12-24' }],
    ['事由の日が今日より後', 'E02', { happenedOn: exactDate('2026-12-24') }],
    [
      '死亡した方の氏名がない',
      'E01',
      { filing: 'death' as const, person: { ...filing.person, name: { full: '', kanaConfirmed: false } } },
    ],
    ['死亡が生まれる前', 'E07', { filing: 'death' as const, happenedOn: exactDate('2020-01-01') }],
  ])('できない通知：%s → %s', (_, code, changes) => {
    expect(town().try({ ...filing, ...changes })).toMatchObject({ accepted: false, refusal: { code } });
  });
});
