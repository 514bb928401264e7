import { describe, expect, test } from 'vitest';
import type { RegisterMovingIn } from '#app/juki/acts.ts';
import { answerWard } from '#app/juki/core/ward-leaving.ts';
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
  numberOf,
  OLD_ADDRESS,
  Register,
} from './family.ts';
import { AT_NAKA, AT_NISHI, NAKA, NISHI, wardMove } from './wards.ts';

const OFFICER = { roles: ['protectionOfficer'] as ['protectionOfficer'] };
const MEASURE = { from: '2026-04-01', until: '2027-03-31' };
const DAY = '2026-12-02';

/** 藤沢市, where person 1 lived until 2026-06-01, protected or not. */
function leftFujisawa(protectiveMeasure?: typeof MEASURE): Register {
  const register = new Register(FUJISAWA, '2026-06-01').migrate({
    address: NEW_ADDRESS,
    becameResidentOn: exactDate('2020-01-01'),
    members: [member(1, protectiveMeasure ? { protectiveMeasure } : {})],
  });
  const day = '2026-06-01';
  register.do(movingOut(register, [1], { destination: OLD_ADDRESS, notifiedOn: day, plannedOn: day }), OFFICER);
  register.today = DAY;
  return register;
}

/** What 調布市 certifies of the person who comes back, with the numbers of now. */
function certified(changes: Partial<MovingOutCertificate['movers'][number]> = {}): MovingOutCertificate {
  const chofu = new Register(CHOFU).migrate(familyOfFour());
  const sent = certificateFrom(chofu.do(movingOut(chofu, [1])));
  return { ...sent, movers: sent.movers.map((mover) => ({ ...mover, ...changes })) };
}

function onPaper(changes: Partial<RegisterMovingIn['persons'][number]> = {}): RegisterMovingIn {
  const [mover] = certified().movers;
  if (!mover) throw new Error('one mover');
  const { name, bornOn, sex, registeredDomicile, residentRecordCode, individualNumber } = mover;
  const person = { name, bornOn, sex, registeredDomicile, residentRecordCode, individualNumber };
  return {
    kind: 'RegisterMovingIn',
    from: 'paperCertificate',
    persons: [{ ...person, kind: 'japanese', relationship: '世帯主', householder: true, ...changes }],
    household: { kind: 'new' },
    movedInOn: '2026-12-01',
    notifiedOn: DAY,
    newAddress: NEW_ADDRESS,
    previousAddress: OLD_ADDRESS,
    identification: { visitor: 'filer', document: '旅券', authority: '本人' },
  };
}

describe('支援措置のある除票の方の再転入（標準仕様書1.1.16、3.1）', () => {
  test.each([
    ['特例転入', () => movingIn(certified())],
    ['転出証明書による転入', () => onPaper()],
  ])('%sは、担当職員でなければ却下する（E08）。担当職員が登録すれば措置が続く', (_, command) => {
    const register = leftFujisawa(MEASURE);
    const former = register.person(1);
    expect(former.protection).toMatchObject({ kind: 'provisional' });
    expect(register.try(command())).toMatchObject({ refusal: { code: 'E08' } });
    register.do(command(), OFFICER);
    expect(register.person(1)).toMatchObject({
      addresseeNumber: former.addresseeNumber,
      status: 'resident',
      protection: former.protection,
    });
  });

  test('ほかの誤りがあっても、担当職員でなければ同じ文だけを返す', () => {
    const register = leftFujisawa(MEASURE);
    expect(register.try({ ...onPaper(), movedInOn: '2026-05-30' })).toMatchObject({ refusal: { code: 'E08' } });
    const deceased = { ...register.person(1), status: 'deceased' as const };
    register.slice = { ...register.slice, residents: new Map([[deceased.addresseeNumber, deceased]]) };
    expect(register.try(movingIn(certified()))).toMatchObject({ refusal: { code: 'E08' } });
  });

  test('番号を変えて戻った方も、氏名・生年月日・性別が同じ除票に措置があれば却下する', () => {
    const changed = { residentRecordCode: codeOf(61), individualNumber: numberOf(61) };
    for (const command of [movingIn(certified(changed)), onPaper(changed)]) {
      const register = leftFujisawa(MEASURE);
      const matches = { threeItemMatches: register.numbers(1) };
      expect(register.try(command, matches)).toMatchObject({ refusal: { code: 'E08' } });
      expect(register.try(command, { ...matches, ...OFFICER })).toMatchObject({ alerts: [{ code: 'A01' }] });
    }
  });

  test('措置のない除票なら、だれでも登録できる', () => {
    expect(leftFujisawa().try(movingIn(certified())).accepted).toBe(true);
    expect(leftFujisawa().try(onPaper()).accepted).toBe(true);
  });

  test('区間異動で戻るときも同じで、前の区の措置が引き継がれる', () => {
    const protectedThere = {
      ...familyOfFour(),
      members: [member(1, { protectiveMeasure: MEASURE })],
      address: AT_NISHI,
    };
    const nishi = new Register(NISHI).migrate(protectedThere);
    nishi.do(movingOut(nishi, [1], { destination: OLD_ADDRESS, plannedOn: '2026-11-24' }), OFFICER);
    const { addresseeNumber } = nishi.person(1);
    const naka = new Register(NAKA).migrate({
      ...familyOfFour(),
      members: [member(1, { addresseeNumber })],
      address: AT_NAKA,
    });
    const { record } = answerWard(naka.slice, addresseeNumber, NISHI.code, NAKA);
    if (!record) throw new Error('no record');
    const command = wardMove(record, [0], { newAddress: AT_NISHI });
    expect(nishi.try(command)).toMatchObject({ refusal: { code: 'E08' } });
    nishi.do(command, OFFICER);
    expect(nishi.person(1)).toMatchObject({ status: 'resident', addresseeNumber, protection: MEASURE });
  });
});

describe('住民票コードを変更して戻った方の再転入（住民基本台帳法第30条の4、標準仕様書4.1.1.2）', () => {
  const changed = { residentRecordCode: codeOf(61) };

  test.each([
    ['特例転入', () => movingIn(certified(changed))],
    ['転出証明書による転入', () => onPaper(changed)],
  ])('%sで、個人番号が同じ除票の宛名番号を使う', (_, command) => {
    const register = leftFujisawa();
    const former = register.person(1);
    const decision = register.do(command(), { threeItemMatches: [former.addresseeNumber] });
    expect(decision.used.addressee).toBe(0);
    expect(decision.alerts.map((alert) => alert.code)).not.toContain('A01');
    expect(register.person(61)).toMatchObject({
      addresseeNumber: former.addresseeNumber,
      historyNumber: former.historyNumber + 1,
      status: 'resident',
    });
    expect(register.slice.residents.size).toBe(1);
  });

  test('個人番号が同じでも、生年月日か性別が違えば番号の誤りとして却下する（E04）', () => {
    const bornOn = exactDate('1985-04-13');
    expect(leftFujisawa().try(movingIn(certified({ ...changed, bornOn })))).toMatchObject({ refusal: { code: 'E04' } });
    expect(leftFujisawa().try(onPaper({ ...changed, sex: '2' }))).toMatchObject({ refusal: { code: 'E04' } });
  });
});
