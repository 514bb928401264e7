import { describe, expect, test } from 'vitest';
import type { RegisterMovingIn } from '#app/juki/acts.ts';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import { abroad, arriving, KOREA, person } from './arrivals.ts';
import {
  CHOFU,
  codeOf,
  FUJISAWA,
  familyOfFour,
  MOVING_OUT_ID,
  movingOut,
  NEW_ADDRESS,
  numberOf,
  OLD_ADDRESS,
  protectedFamily,
  Register,
  YOKOHAMA_NAKA,
} from './family.ts';

describe('転出証明書による転入（住民基本台帳法第22条）', () => {
  test('番号を引き継いで記載し、転入通知・本人確認情報・附票の通知を送る（法第9条第1項、第30条の6、第19条）', () => {
    const register = new Register(FUJISAWA);
    const { messages, result } = register.do(arriving());
    expect(register.person(1)).toMatchObject({
      individualNumber: numberOf(1),
      address: NEW_ADDRESS,
      previousAddress: OLD_ADDRESS,
      becameResidentOn: exactDate('2026-11-20'),
      lastChange: { reason: 'domesticMovingIn' },
    });
    expect(messages.map((one) => `${one.type} ${one.to}`)).toEqual([
      'MovingInNotice 132080',
      'IdentityInformationNotice jlis',
      'SupplementaryFamilyRegisterNotice 202029',
    ]);
    expect(result.addresseeNumbers).toHaveLength(1);
    expect(register.try(arriving())).toMatchObject({ refusal: { code: 'E05' } });
  });

  test('未届転入は、届出のなかった地と最終登録地の両方に転入通知を送る', () => {
    const register = new Register(FUJISAWA);
    const { messages } = register.do(
      arriving({ from: 'unregistered', previousAddress: YOKOHAMA_NAKA, lastRegistered: OLD_ADDRESS }),
    );
    const notices = messages.filter((one) => one.type === 'MovingInNotice');
    expect(notices.map((one) => one.to)).toEqual(['141046', '132080']);
    expect(notices[1]?.content).toMatchObject({ oldAddress: OLD_ADDRESS });
  });

  test('再転入は宛名番号と氏名の字形を保つ（標準仕様書4.1.1.2）', () => {
    const register = new Register(CHOFU).migrate(familyOfFour());
    register.do(movingOut(register, [1], { plannedOn: '2026-11-10', remainingHead: register.numbers(2)[0] }));
    const before = register.person(1);
    const back = person({ residentRecordCode: codeOf(1), name: { full: '試驗　太郎', kanaConfirmed: true } });
    const { used } = register.do(arriving({ persons: [back], newAddress: OLD_ADDRESS, previousAddress: NEW_ADDRESS }));
    expect(register.person(1)).toMatchObject({
      addresseeNumber: before.addresseeNumber,
      name: { full: before.name.full },
      individualNumber: before.individualNumber,
      historyNumber: before.historyNumber + 1,
    });
    expect(used.addressee).toBe(0);
  });
});

describe('国外転入と職権記載（住民基本台帳法第22条、第30条の46、施行令第12条）', () => {
  test('以前のコードがあれば引き継ぎ、個人番号はJ-LISに求める。転入通知は送らない', () => {
    const register = new Register(FUJISAWA);
    const { messages, used } = register.do(abroad({ persons: [person({ residentRecordCode: codeOf(1) })] }), {
      codes: [codeOf(501)],
    });
    expect(messages.map((one) => one.type)).toEqual(['IndividualNumberRequest', 'SupplementaryFamilyRegisterNotice']);
    expect(used.codes).toBe(0);
    register.do({ kind: 'EnterIndividualNumber', residentRecordCode: codeOf(1), individualNumber: numberOf(1) });
    expect(register.person(1)).toMatchObject({ individualNumber: numberOf(1) });
  });

  test('コードのなかった方には未使用のコードを付ける（法第30条の3）', () => {
    const register = new Register(FUJISAWA);
    expect(register.do(abroad(), { codes: [codeOf(501)] }).used.codes).toBe(1);
    expect(register.person(501).lastChange.reason).toBe('movingInFromAbroad');
  });

  test('職権記載は根拠が要り、職権記載等として知らせる', () => {
    const register = new Register(FUJISAWA);
    const command = arriving({ from: 'exOfficio', previousAddress: undefined, ground: '帰化の通知' });
    expect(register.try({ ...command, ground: '' })).toMatchObject({ refusal: { code: 'E01' } });
    const { messages } = register.do(command);
    expect(messages[0]).toMatchObject({ content: { event: 'entered', reason: 'exOfficioEntry' } });
  });

  const refusals: [string, string, RegisterMovingIn][] = [
    ['E01', '誰もいない', arriving({ persons: [] })],
    ['E01', 'コードのない転出証明書の', arriving({ persons: [person()] })],
    ['E01', '転入前の市区町村がない', arriving({ previousAddress: KOREA })],
    ['E01', '国名でない国外転入の', abroad({ previousAddress: OLD_ADDRESS })],
    ['E01', '番地のない', arriving({ newAddress: { ...NEW_ADDRESS, lot: undefined } })],
    ['E02', '転入日が今日より後の', arriving({ movedInOn: '2026-11-25' })],
    ['E03', '届出日が今日より後の', arriving({ notifiedOn: '2026-11-25' })],
    ['E05', '当市からの未届の', arriving({ from: 'unregistered', previousAddress: NEW_ADDRESS })],
    [
      'E06',
      '世帯主のいない',
      arriving({ persons: [person({ residentRecordCode: codeOf(1), relationship: '妻', householder: false })] }),
    ],
    ['E07', '生まれる前の', arriving({ movedInOn: '1980-01-01' })],
    ['E10', '当市の転出証明書の', arriving({ previousAddress: NEW_ADDRESS })],
    ['E12', '市外の住所への', arriving({ newAddress: OLD_ADDRESS })],
  ];
  test.each(refusals)('%s %s転入は受け付けない', (code, _title, command) => {
    const register = new Register(FUJISAWA);
    const before = register.slice;
    expect(register.try(command)).toMatchObject({ refusal: { code, article: expect.stringMatching(/第\d+条/) } });
    expect(register.slice).toBe(before);
  });

  test('除票の方の個人番号が別の方に使われていれば受け付けない（E04）。支援措置の除票は担当職員だけ（E08）', () => {
    const register = new Register(CHOFU).migrate(protectedFamily());
    const here = { newAddress: OLD_ADDRESS, previousAddress: NEW_ADDRESS };
    const other = person({ residentRecordCode: codeOf(90), individualNumber: numberOf(1) });
    expect(register.try(arriving({ ...here, persons: [other] }))).toMatchObject({ refusal: { code: 'E04' } });
    register.do(movingOut(register, [2], { plannedOn: '2026-11-10' }), { roles: ['protectionOfficer'] });
    const back = arriving({ ...here, persons: [person({ residentRecordCode: codeOf(2) })] });
    expect(register.try(back)).toMatchObject({ refusal: { code: 'E08' } });
    expect(register.try(back, { roles: ['protectionOfficer'] }).accepted).toBe(true);
  });

  test('14日を過ぎた届出は確認して受け付ける（A02、法第22条、第52条）', () => {
    const { alerts } = new Register(FUJISAWA).do(arriving({ movedInOn: '2026-11-02' }));
    expect(alerts.map((one) => one.code)).toContain('A02');
  });
});

describe('国外転出（住民基本台帳法第24条、第19条）', () => {
  test('予定日に国外転出として消除し、J-LISと本籍地に知らせる', () => {
    const register = new Register(CHOFU).migrate(familyOfFour());
    const leaving = { destination: KOREA, special: false, channel: 'counter' as const, cardHolders: [] };
    expect(register.do(movingOut(register, [3], leaving)).messages).toEqual([]);
    expect(register.person(3)).toMatchObject({ status: 'resident', lastChange: { reason: 'movingAbroad' } });
    register.today = '2026-12-01';
    const { messages } = register.do({ kind: 'RemoveDueMovers', movingOutId: MOVING_OUT_ID });
    expect(register.person(3)).toMatchObject({ status: 'movedOut', removed: { reason: 'movingAbroad' } });
    expect(messages).toMatchObject([
      { type: 'IdentityInformationNotice', content: { event: 'removed', reason: 'movingOut' } },
      { type: 'SupplementaryFamilyRegisterNotice', to: '202029', content: { reason: 'movingAbroad' } },
    ]);
  });
});
