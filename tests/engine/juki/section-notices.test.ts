import { describe, expect, test } from 'vitest';
import type { Resident } from '#app/juki/core/register.ts';
import { arrivalNotices, type SectionNotice, sectionNotices } from '#app/juki/core/section-notices.ts';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import type { Section } from '#app/vocabulary/sections.ts';
import { NEARBY, relocating } from './acts.ts';
import { abroad, arriving } from './arrivals.ts';
import {
  CHOFU,
  FUJISAWA,
  familyOfFour,
  member,
  movingOut,
  NEW_ADDRESS,
  OLD_ADDRESS,
  Register,
  TODAY,
} from './family.ts';
import { Desk } from './protection-desk.ts';

function heard(register: Register, act: () => void): SectionNotice[] {
  const before = register.slice;
  act();
  const changed = [...register.slice.residents.values()].filter(
    (one) => before.residents.get(one.addresseeNumber) !== one,
  );
  const facts = { town: register.town, today: register.today, served: new Map() };
  return sectionNotices(before, register.slice, changed, facts);
}

const of = (notices: readonly SectionNotice[], section: Section) => notices.filter((one) => one.section === section);

function settled(qualifications: Partial<Resident['qualifications']> = {}): Register {
  const none = { nationalHealthInsurance: false, lateElderlyInsurance: false, longTermCareInsurance: false };
  return new Register(CHOFU).migrate({
    ...familyOfFour(),
    members: [
      member(1, { qualifications: { ...none, childAllowance: false, ...qualifications } }),
      member(2, {
        name: { full: '試験　花子', kanaConfirmed: true },
        relationship: '妻',
        householder: false,
        qualifications: { ...none, childAllowance: false },
      }),
    ],
  });
}

describe('関係課への通知の内容', () => {
  test('転居では、氏名、続柄、世帯と新しい住所を知らせる', () => {
    const register = settled();
    const notices = of(
      heard(register, () => register.do(relocating(register, [1, 2]))),
      'sealRegistration',
    );
    const { addresseeNumber, householdNumber, name, bornOn } = register.person(2);
    expect(notices[1]).toEqual({
      section: 'sealRegistration',
      addresseeNumber,
      phase: 'confirmed',
      movement: 'relocation',
      on: '2026-11-20',
      content: {
        kind: 'japanese',
        name,
        bornOn,
        sex: '1',
        householdNumber,
        relationship: '妻',
        address: NEARBY,
        protectedPerson: false,
        notifiedOn: TODAY,
        effect: '住所の変更',
        article: '印鑑登録証明事務処理要領第3',
      },
    });
  });

  test('転入では前の住所を知らせ、三か月の記録は届出の日から数える（公職選挙法第21条第1項）', () => {
    const register = new Register(FUJISAWA);
    const [notice] = of(
      heard(register, () => register.do(arriving())),
      'electoralRoll',
    );
    expect(notice?.content).toMatchObject({ previousAddress: OLD_ADDRESS, address: NEW_ADDRESS, dueOn: '2027-02-24' });
    const other = new Register(FUJISAWA);
    const [fromAbroad] = of(
      heard(other, () => other.do(abroad(), { codes: [] })),
      'electoralRoll',
    );
    expect(fromAbroad?.content.previousAddress).toEqual({ municipality: '大韓民国' });
  });

  test('転出では、引き継ぐ仕事のある課だけに転出先を知らせる', () => {
    const register = settled({ nationalHealthInsurance: true });
    const notices = heard(register, () => register.do(movingOut(register, [1, 2])));
    expect(of(notices, 'nationalHealthInsurance')).toMatchObject([
      { content: { destination: NEW_ADDRESS } },
      // 世帯に被保険者がいる.
      { content: { destination: NEW_ADDRESS } },
    ]);
    for (const { content } of of(notices, 'sealRegistration')) expect(content).not.toHaveProperty('destination');
    expect(
      of(
        heard(settled(), () => undefined),
        'nationalHealthInsurance',
      ),
    ).toEqual([]);
  });

  test('被保険者のいない世帯の転出を、国保には知らせない', () => {
    const register = settled();
    const notices = heard(register, () => register.do(movingOut(register, [1, 2])));
    expect(of(notices, 'nationalHealthInsurance')).toEqual([]);
  });

  test('支援措置が始まる前から隠れていた転出先も、前の住所も知らせない（標準仕様書 1.1.16）', () => {
    const register = settled({ nationalHealthInsurance: true });
    register.do(movingOut(register, [1, 2]));
    const desk = new Desk(register);
    desk.enter([2]);
    register.today = '2026-12-01';
    const movingOutId = register.person(1).movingOut?.movingOutId ?? '';
    const notices = heard(register, () => register.do({ kind: 'RemoveDueMovers', movingOutId }));
    expect(notices.length).toBeGreaterThan(0);
    expect(notices.filter(({ content }) => content.destination)).toEqual([]);
    expect(notices.every(({ content }) => content.protectedPerson)).toBe(true);
    const arrived = new Register(FUJISAWA);
    arrived.do(arriving());
    const protectedThere = new Desk(arrived);
    protectedThere.enter([1]);
    const officer = { officer: protectedThere.as('p1').officer };
    const moved = heard(arrived, () =>
      arrived.do(relocating(arrived, [1], { newAddress: { ...NEW_ADDRESS, lot: '9番' }, movedOn: TODAY }), officer),
    );
    expect(moved.length).toBeGreaterThan(0);
    expect(moved.filter(({ content }) => content.previousAddress)).toEqual([]);
    const lifted = heard(arrived, () =>
      protectedThere.act({ kind: 'EndProtection', endedOn: TODAY, reason: '本人の申出' }),
    );
    expect(lifted).toEqual([]);
  });
});

describe('関係課への通知：転入予定（事前通知）', () => {
  const expected = {
    kind: 'japanese' as const,
    name: { full: '試験　太郎', kanaConfirmed: true },
    bornOn: exactDate('1951-04-12'),
    sex: '1' as const,
    qualifications: {
      nationalHealthInsurance: false,
      lateElderlyInsurance: true,
      longTermCareInsurance: false,
      childAllowance: false,
    },
    address: NEW_ADDRESS,
    previousAddress: OLD_ADDRESS,
  };
  const planned = { phase: 'planned' as const, movement: 'entry' as const, on: '2026-12-01' };

  test('番号のない方を予定として知らせる。生活保護には知らせない', () => {
    const notices = arrivalNotices([{ ...expected, elsewhere: '132080' }], planned, FUJISAWA);
    expect(notices.map(({ section }) => section)).toEqual([
      'electoralRoll',
      'lateElderlyInsurance',
      'longTermCareInsurance',
      'vaccination',
    ]);
    for (const notice of notices) {
      expect(notice).toMatchObject({ phase: 'planned', movement: 'entry', on: '2026-12-01' });
      expect(notice).not.toHaveProperty('addresseeNumber');
      expect(notice.content).toMatchObject({ address: NEW_ADDRESS, protectedPerson: false });
    }
    const again = arrivalNotices([{ ...expected, addresseeNumber: '1' }], planned, FUJISAWA);
    expect(again[0]?.addresseeNumber).toBe('1');
  });

  test('同じ都道府県からの後期高齢者は住所の変更（高確法第54条）', () => {
    const article = (elsewhere: string | undefined) =>
      of(arrivalNotices([{ ...expected, elsewhere }], planned, FUJISAWA), 'lateElderlyInsurance')[0]?.content.article;
    expect(article('141046')).toBe('高齢者の医療の確保に関する法律第54条');
    expect(article('132080')).toBe('高齢者の医療の確保に関する法律第52条');
    expect(article(undefined)).toBe('高齢者の医療の確保に関する法律第52条');
  });
});
