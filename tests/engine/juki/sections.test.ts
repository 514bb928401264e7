import { describe, expect, it, test } from 'vitest';
import { type SectionNotice, sectionNotices } from '#app/juki/core/section-notices.ts';
import { SECTION_RULES } from '#app/juki/core/section-rules.ts';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import { isChildOfAllowance, isOfSchoolAge } from '#app/vocabulary/section-ages.ts';
import { Section } from '#app/vocabulary/sections.ts';
import { CHOFU, cancelling, familyOfFour, movingOut, protectedFamily, Register, TODAY } from './family.ts';

/** What the sections hear of one act. */
function heard(register: Register, act: () => void, served: [string, Section[]][] = []): SectionNotice[] {
  const before = register.slice;
  act();
  const changed = [...register.slice.residents.values()].filter(
    (one) => before.residents.get(one.addresseeNumber) !== one,
  );
  const facts = { town: CHOFU, today: register.today, served: new Map(served) };
  return sectionNotices(before, register.slice, changed, facts);
}

const of = (notices: readonly SectionNotice[], section: Section) =>
  notices.filter((notice) => notice.section === section);
const settled = () => new Register(CHOFU).migrate(familyOfFour());
/** 1 head (41), 2 wife (41), 3 child (11), 4 mother (71), all insured by the town. */
const ALL = [1, 2, 3, 4];
const DAY = '2026-12-01';

function removed(register: Register): SectionNotice[] {
  register.do(movingOut(register, ALL));
  register.today = DAY;
  return heard(register, () =>
    register.do({ kind: 'RemoveDueMovers', movingOutId: '01990000-0000-7000-8000-000000000001' }),
  );
}

describe('関係課への通知：転出（予定 → 確定 → 取消）', () => {
  it('転出届では予定だけを知らせ、効果の日は転出予定日', () => {
    const register = settled();
    const notices = heard(register, () => register.do(movingOut(register, ALL)));
    expect(new Set(notices.map(({ phase }) => phase))).toEqual(new Set(['planned']));
    expect(new Set(notices.map(({ on }) => on))).toEqual(new Set([DAY]));
  });

  test.each<[Section, number, string, string | undefined]>([
    ['electoralRoll', 3, '公職選挙法第27条第1項、第28条第2号', '2027-04-01'],
    ['nationalHealthInsurance', 4, '国民健康保険法第8条、第9条', '2026-12-15'],
    ['longTermCareInsurance', 1, '介護保険法第11条、第13条、第36条', undefined],
    ['nationalPension', 2, '国民年金法第12条', undefined],
    ['childAllowance', 1, '児童手当法第4条、第8条第3項', '2026-12-16'],
    ['schoolRegister', 1, '学校教育法施行令第3条、施行規則第30条', undefined],
    ['vaccination', 2, '予防接種法第5条', undefined],
    ['sealRegistration', 3, '印鑑登録証明事務処理要領第5', undefined],
    ['lateElderlyInsurance', 0, '', undefined],
    ['publicAssistance', 0, '', undefined],
  ])('消除の日に確定する：%s は%d人（%s）', (section, persons, article, dueOn) => {
    const notices = of(removed(settled()), section);
    expect(notices).toHaveLength(persons);
    for (const notice of notices) {
      expect(notice).toMatchObject({ phase: 'confirmed', movement: 'leaving', on: DAY });
      expect(notice.content).toMatchObject({ article, ...(dueOn ? { dueOn } : {}) });
    }
  });

  it('消除の前の転出取消は予定を、後の転出取消は確定を取り消す', () => {
    for (const wait of [false, true]) {
      const register = settled();
      if (wait) removed(register);
      else register.do(movingOut(register, ALL));
      const notices = heard(register, () => register.do(cancelling(register, ALL)));
      expect(of(notices, 'sealRegistration')).toHaveLength(3);
      expect(
        notices.every(({ phase, movement, on }) => phase === 'withdrawn' && movement === 'leaving' && on === DAY),
      ).toBe(true);
    }
  });

  it('同じ届出をもう一度処理しても、何も知らせない', () => {
    const register = settled();
    removed(register);
    expect(
      heard(register, () =>
        register.do({ kind: 'RemoveDueMovers', movingOutId: '01990000-0000-7000-8000-000000000001' }),
      ),
    ).toEqual([]);
  });

  it('転出先は、要る事務だけに知らせる。支援措置の世帯では、どの事務にも知らせない（標準仕様書 1.1.16）', () => {
    const withDestination = (notices: readonly SectionNotice[]) =>
      new Set(notices.filter(({ content }) => content.destination).map(({ section }) => section));
    const open = settled();
    const needing = Section.options.filter((section) => SECTION_RULES[section].destination);
    for (const section of withDestination(heard(open, () => open.do(movingOut(open, ALL))))) {
      expect(needing).toContain(section);
    }
    const hidden = new Register(CHOFU).migrate(protectedFamily());
    const notices = heard(hidden, () => hidden.do(movingOut(hidden, ALL), { roles: ['protectionOfficer'] }));
    expect(notices.length).toBeGreaterThan(8);
    expect(withDestination(notices)).toEqual(new Set());
    expect(JSON.stringify(notices)).not.toContain('109番地の1');
    expect(notices.every(({ content }) => content.protectedPerson)).toBe(true);
  });

  it('後期高齢者は、同じ広域連合（都道府県）の中では住所の変更、外へは資格の喪失（高確法第53条、第54条）', () => {
    const effect = (to: string) => {
      const family = familyOfFour();
      const [head] = family.members;
      if (!head) throw new Error('no head');
      const aged = { ...head, bornOn: exactDate('1951-11-24') };
      const register = new Register(CHOFU).migrate({ ...family, members: [aged] });
      const destination = { municipality: 'x', municipalityCode: to };
      const notices = heard(register, () => register.do(movingOut(register, [1], { destination })));
      return of(notices, 'lateElderlyInsurance')[0]?.content.article;
    };
    expect(effect('131016')).toBe('高齢者の医療の確保に関する法律第54条');
    expect(effect('142051')).toBe('高齢者の医療の確保に関する法律第53条');
  });

  it('生活保護は、業務台帳に登録のある方だけ（生活保護法第19条）', () => {
    const register = settled();
    const [head = ''] = register.numbers(1);
    const notices = heard(register, () => register.do(movingOut(register, ALL)), [[head, ['publicAssistance']]]);
    expect(of(notices, 'publicAssistance').map(({ addresseeNumber }) => addresseeNumber)).toEqual([head]);
  });
});

describe('関係課への通知：市区町村の中の異動', () => {
  it('転居は住所の変更として確定し、学齢簿には学校の確認を知らせる（学校教育法施行令第6条）', () => {
    const register = settled();
    const { householdNumber, address } = register.person(1);
    const notices = heard(register, () =>
      register.do({
        kind: 'RegisterRelocation',
        householdNumber,
        movers: register.numbers(...ALL),
        movedOn: TODAY,
        notifiedOn: TODAY,
        newAddress: { ...address, lot: '99番地' },
        household: { kind: 'same' },
        standings: [],
      }),
    );
    expect(new Set(notices.map(({ movement }) => movement))).toEqual(new Set(['relocation']));
    expect(of(notices, 'schoolRegister')[0]?.content.article).toContain('学校教育法施行令');
    expect(of(notices, 'electoralRoll')).toHaveLength(3);
  });

  it('死亡は直ちに抹消し（公職選挙法第28条第1号）、転出の予定があれば取り消す', () => {
    const register = settled();
    register.do(movingOut(register, ALL));
    const { householdNumber } = register.person(4);
    const notices = heard(register, () =>
      register.do({
        kind: 'RegisterRemoval',
        cause: 'death',
        householdNumber,
        persons: register.numbers(4),
        happenedOn: exactDate(TODAY),
        notifiedOn: TODAY,
        source: 'filed',
        ground: '死亡届',
      }),
    );
    expect(of(notices, 'electoralRoll')).toMatchObject([
      { phase: 'withdrawn', movement: 'leaving' },
      { phase: 'confirmed', movement: 'death', content: { article: '公職選挙法第28条第1号' } },
    ]);
  });

  it('データ移行では何も知らせない', () => {
    const register = new Register(CHOFU);
    expect(heard(register, () => register.migrate(familyOfFour()))).toEqual([]);
  });
});

describe('年齢の決まり（年齢計算ニ関する法律）', () => {
  const concerns = (section: Section, bornOn: string, on: string) =>
    SECTION_RULES[section].concerns(
      {
        kind: 'japanese',
        bornOn: exactDate(bornOn),
        qualifications: {
          nationalHealthInsurance: false,
          lateElderlyInsurance: false,
          longTermCareInsurance: false,
          childAllowance: false,
        },
        insuredHousehold: false,
        served: false,
      },
      on,
    );

  test.each<[Section, string, string, boolean]>([
    ['electoralRoll', '2008-11-25', '2026-11-24', true],
    ['electoralRoll', '2008-11-26', '2026-11-24', false],
    ['longTermCareInsurance', '1961-11-25', '2026-11-24', true],
    ['longTermCareInsurance', '1961-11-26', '2026-11-24', false],
    // 75歳だけは誕生日から (高確法第52条).
    ['lateElderlyInsurance', '1951-11-25', '2026-11-24', false],
    ['lateElderlyInsurance', '1951-11-24', '2026-11-24', true],
    ['nationalPension', '2006-11-25', '2026-11-24', true],
    ['nationalPension', '1966-11-25', '2026-11-24', false],
    ['sealRegistration', '2011-11-25', '2026-11-24', true],
    ['sealRegistration', '2011-11-26', '2026-11-24', false],
  ])('%s：%s生まれは%sに対象か', (section, bornOn, on, expected) => {
    expect(concerns(section, bornOn, on)).toBe(expected);
  });

  test.each([
    // 4月1日生まれは前の学年 (学校教育法第17条).
    ['2020-04-01', '2026-03-31', true],
    ['2020-04-02', '2026-09-30', false],
    ['2020-04-02', '2026-10-01', true],
    ['2011-04-01', '2026-03-31', true],
    ['2011-04-01', '2026-04-01', false],
    ['2011-04-02', '2026-04-01', true],
  ])('学齢簿：%s生まれは%sに学齢か', (bornOn, on, expected) => {
    expect(isOfSchoolAge(exactDate(bornOn), on)).toBe(expected);
  });

  test.each([
    ['2009-04-01', '2027-03-31', true],
    ['2009-04-01', '2027-04-01', false],
    ['2009-04-02', '2027-04-01', true],
  ])('児童手当（同法第3条）：%s生まれは%sに高校生年代までか', (bornOn, on, expected) => {
    expect(isChildOfAllowance(exactDate(bornOn), on)).toBe(expected);
  });
});
