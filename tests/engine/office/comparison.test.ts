import { describe, expect, it } from 'vitest';
import type { VisitNotice } from '#app/messages/contracts/application.ts';
import type { CertificateMover, MovingOutCertificate } from '#app/messages/contracts/moving.ts';
import { compareName, compareText, matchMover, sameBirth } from '#app/office/applications/comparison.ts';
import { urgencyOf, whyUrgent } from '#app/office/applications/queue-order.ts';
import { arrivalAlerts, compareArrival, lastDayOfCase } from '#app/office/arrivals/arrival-comparison.ts';
import { suggestHousehold } from '#app/office/counter/household-suggestion.ts';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import type { Sex } from '#app/vocabulary/persons.ts';

const person = (full: string, on: string, sex: Sex, relationship = '世帯主') => ({
  addresseeNumber: full,
  name: { full, kanaConfirmed: true },
  bornOn: exactDate(on),
  sex,
  relationship,
  status: 'resident',
});

const mover = (full: string, on: string, sex: Sex, relationship: string): CertificateMover => ({
  residentRecordCode: '00000000000',
  name: { full, kanaConfirmed: true },
  bornOn: exactDate(on),
  sex,
  relationship,
  qualifications: {
    nationalHealthInsurance: false,
    lateElderlyInsurance: false,
    longTermCareInsurance: false,
    childAllowance: false,
  },
});

const ADDRESS = {
  municipalityCode: '142051',
  prefecture: '神奈川県',
  municipality: '藤沢市',
  town: '朝日町',
  lot: '1番地',
};

const certificate = (movers: CertificateMover[]): MovingOutCertificate => ({
  kind: 'advance',
  movingOutId: '0198aa00-0000-7000-8000-000000000001',
  revision: 1,
  fromMunicipality: '132080',
  toMunicipality: '142051',
  notifiedOn: '2026-11-24',
  plannedOn: '2026-11-28',
  oldAddress: { municipality: '調布市' },
  oldHouseholder: '佐藤　健司',
  plannedAddress: ADDRESS,
  movers,
});

const FAMILY = [
  mover('佐藤　健司', '1984-05-17', '1', '世帯主'),
  mover('佐藤　美咲', '1986-09-30', '2', '妻'),
  mover('佐藤　陽菜', '2016-10-03', '2', '子'),
  mover('佐藤　ハル', '1952-02-11', '2', '母'),
];

const notice = (movers: VisitNotice['movers'], changes: Partial<VisitNotice> = {}): VisitNotice => ({
  receiptNumber: '2026112409000000001',
  fromMunicipality: '132080',
  toMunicipality: '142051',
  filerName: '佐藤　健司',
  phone: '042-000-0000',
  movingOn: '2026-11-28',
  newAddress: ADDRESS,
  newHousehold: 'new',
  newHouseholder: '佐藤　健司',
  movers,
  visit: { on: '2026-11-30', office: 'honcho', visitor: 'filer' },
  ...changes,
});

const announced = (one: CertificateMover, newRelationship?: string): VisitNotice['movers'][number] => ({
  name: one.name.full,
  bornOn: one.bornOn,
  sex: one.sex,
  hasCard: true,
  ...(newRelationship ? { newRelationship } : {}),
});

describe('届出と住民票の照合', () => {
  it.each([
    ['髙橋　秀樹', '髙橋　秀樹', 'same'],
    ['高橋　秀樹', '髙橋　秀樹', 'substituted'],
    ['𠮷田　愛', '吉田　愛', 'substituted'],
    ['高橋 秀樹', '髙橋　秀樹', 'substituted'],
    ['高橋　英樹', '髙橋　秀樹', 'different'],
  ] as const)('%s と %s は %s', (stated, registered, verdict) => {
    expect(compareText(stated, registered)).toBe(verdict);
  });

  it('外国人住民は、氏名・通称・漢字氏名のどれかが合えばよい', () => {
    const name = { full: 'KIM MINJI', alias: '金田　美智', kanaConfirmed: true };
    expect(compareName('金田　美智', name)).toBe('same');
    expect(compareName('KIM MINJI', name)).toBe('same');
    expect(compareName('金田　美知', name)).toBe('different');
  });

  it('大正15年12月25日と昭和元年12月25日は同じ日', () => {
    expect(
      sameBirth(
        { text: '大正15年12月25日', on: '1926-12-25', kind: 'twin' },
        { text: '昭和元年12月25日', on: '1926-12-25', kind: 'twin' },
      ),
    ).toBe(true);
  });

  it('氏名・生年月日・性別がすべて合う一人だけを異動者とし、二人いれば選ばない', () => {
    const members = [person('渡辺　湊', '2024-01-15', '1'), person('渡辺　凪', '2024-01-15', '2')];
    const stated = { name: '渡辺　凪', bornOn: exactDate('2024-01-15'), sex: '2' as const };
    expect(matchMover(stated, members)?.addresseeNumber).toBe('渡辺　凪');
    expect(matchMover(stated, [...members, ...members])).toBeUndefined();
    expect(matchMover({ ...stated, sex: '1' }, members)).toBeUndefined();
  });
});

describe('予定・転出証明書情報・届出の照合（A06）', () => {
  it('すべて同じなら、違いはない', () => {
    const said = { movers: [0, 1, 2, 3], movedInOn: '2026-11-28', newAddress: ADDRESS };
    const sources = { notice: notice(FAMILY.map((one) => announced(one))), certificate: certificate(FAMILY), said };
    expect(compareArrival(sources).filter(({ verdict }) => verdict === 'different')).toEqual([]);
    expect(arrivalAlerts({ ...sources, today: '2026-11-30' })).toEqual([]);
  });

  it('来ない人・日・住所の違いは確認事項になり、手続は止まらない', () => {
    const said = { movers: [0, 1], movedInOn: '2026-11-29', newAddress: { ...ADDRESS, lot: '2番地' } };
    const sources = { certificate: certificate(FAMILY), said };
    const different = compareArrival(sources).filter(({ verdict }) => verdict === 'different');
    expect(different.map(({ item }) => item)).toEqual([
      '異動者 佐藤　陽菜',
      '異動者 佐藤　ハル',
      '異動日',
      '新しい住所',
    ]);
    expect(arrivalAlerts({ ...sources, today: '2026-11-30' }).map(({ code }) => code)).toEqual(['A06']);
  });

  it('予定にだけいる人も示す', () => {
    const sources = {
      notice: notice(FAMILY.map((one) => announced(one))),
      certificate: certificate(FAMILY.slice(0, 3)),
    };
    expect(compareArrival(sources).find(({ item }) => item.includes('ハル'))).toMatchObject({
      announced: 'あり',
      received: 'なし',
      verdict: 'different',
    });
  });

  it('14日を過ぎた届出（A02）と、予定日より早い転入（A08）', () => {
    const said = { movers: [0, 1, 2, 3], movedInOn: '2026-11-20', newAddress: ADDRESS };
    const codes = arrivalAlerts({ certificate: certificate(FAMILY), said, today: '2026-12-20' }).map(
      ({ code }) => code,
    );
    expect(codes).toEqual(['A06', 'A02', 'A08']);
  });

  it('特例転入の期限は、予定日から30日と異動日から14日の早いほう（施行令第24条の2）', () => {
    expect(lastDayOfCase({ plannedOn: '2026-04-01', movingOn: '2026-04-03' })).toBe('2026-04-17');
    expect(lastDayOfCase({ movingOn: '2026-03-31' })).toBe('2026-04-14');
    expect(lastDayOfCase({})).toBeUndefined();
  });
});

describe('世帯主と続柄の提案（標準仕様書 1.1.11）', () => {
  const words = (chosen: number[], told?: VisitNotice, kind: 'new' | 'existing' = 'new') =>
    suggestHousehold(chosen, FAMILY, told, kind).map(({ relationship }) => relationship);

  it('世帯主も来るなら、転出地の続柄のまま', () => {
    expect(words([0, 1, 2, 3])).toEqual(['世帯主', '妻', '子', '母']);
  });

  it('妻が世帯主になるなら、子は子、母は夫の母', () => {
    const told = notice(
      FAMILY.map((one) => announced(one)),
      { newHouseholder: '佐藤　美咲' },
    );
    expect(words([1, 2, 3], told)).toEqual(['世帯主', '子', '夫の母']);
  });

  it('予定に続柄があれば、それを先に示す', () => {
    const told = notice(FAMILY.map((one, index) => announced(one, ['世帯主', '妻', '縁故者', '母'][index])));
    expect(words([0, 1, 2, 3], told)).toEqual(['世帯主', '妻', '縁故者', '母']);
  });

  it('母と子だけなら、世帯主の母から見て子は子の子', () => {
    const told = notice(
      FAMILY.map((one) => announced(one)),
      { newHouseholder: '佐藤　ハル' },
    );
    expect(words([2, 3], told)).toEqual(['子の子', '世帯主']);
  });

  it('今ある世帯に入るなら、届け出られた続柄だけを示し、あとは尋ねる', () => {
    expect(words([1, 2], undefined, 'existing')).toEqual(['', '']);
  });
});

describe('処理順', () => {
  it('来庁の近さと期日で並ぶ', () => {
    const item = (visitOn: string, movingOn = '2026-12-20', arrivedAt = '2026-11-24T00:00:00Z') => ({
      visitOn,
      movingOn,
      arrivedAt,
    });
    expect(urgencyOf(item('2026-11-23'), '2026-11-24')).toBe('overdue');
    expect(urgencyOf(item('2026-11-25'), '2026-11-24')).toBe('urgent');
    expect(urgencyOf(item('2026-11-28'), '2026-11-24')).toBe('soon');
    expect(urgencyOf(item('2026-12-28'), '2026-11-24')).toBe('normal');
    expect(urgencyOf(item('2026-12-28', '2026-11-24'), '2026-11-24')).toBe('soon');
    const why = (visitOn: string, movingOn?: string) => whyUrgent(item(visitOn, movingOn), '2026-11-24');
    expect([
      why('2026-11-23'),
      why('2026-11-24'),
      why('2026-11-25'),
      why('2026-11-28'),
      why('2026-12-28', '2026-11-24'),
      why('2026-12-28'),
    ]).toEqual(['来庁予定日を過ぎています', 'きょう来庁', 'あす来庁', '来庁まで4日', '異動日が来ています', '通常']);
  });
});
