import { describe, expect, test } from 'vitest';
import { type Concerned, SECTION_RULES } from '#app/juki/core/section-rules.ts';
import type { Movement } from '#app/juki/sections.ts';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import { Section } from '#app/vocabulary/sections.ts';

const MOVEMENTS: readonly Movement[] = [
  'entry',
  'birth',
  'leaving',
  'abroad',
  'death',
  'removal',
  'wardEntry',
  'wardLeaving',
  'relocation',
  'notation',
  'identity',
  'household',
];

const EVERYWHERE: readonly Movement[] = ['relocation', 'wardEntry', 'wardLeaving', 'notation', 'identity'];
const LEAVING: readonly Movement[] = ['leaving', 'abroad', 'death', 'removal'];

describe('関係課の決まり：どの異動を、いつまでの仕事として知らせるか', () => {
  test.each<[Section, Movement[]]>([
    ['electoralRoll', [...EVERYWHERE, ...LEAVING, 'entry']],
    ['nationalHealthInsurance', [...EVERYWHERE, ...LEAVING, 'entry', 'birth', 'household']],
    ['lateElderlyInsurance', [...EVERYWHERE, ...LEAVING, 'entry']],
    ['longTermCareInsurance', [...EVERYWHERE, ...LEAVING, 'entry']],
    ['nationalPension', [...EVERYWHERE, ...LEAVING, 'entry']],
    ['childAllowance', [...EVERYWHERE, ...LEAVING, 'entry', 'birth', 'household']],
    ['schoolRegister', [...EVERYWHERE, ...LEAVING, 'entry']],
    // Who moves in applies anew: the section knows nobody who comes.
    ['publicAssistance', [...EVERYWHERE, ...LEAVING, 'household']],
    ['vaccination', [...EVERYWHERE, ...LEAVING, 'entry', 'birth']],
    // A newcomer has no 印鑑登録 yet.
    ['sealRegistration', ['relocation', 'wardLeaving', 'notation', 'identity', ...LEAVING]],
  ])('%s に関わる異動', (section, expected) => {
    const told = MOVEMENTS.filter((movement) => SECTION_RULES[section].effects[movement]);
    expect(told).toEqual(MOVEMENTS.filter((movement) => expected.includes(movement)));
  });

  const days = { on: '2026-11-24', notifiedOn: '2026-11-30', samePrefecture: false };

  test.each<[Section, Movement, string, string]>([
    ['electoralRoll', 'entry', '公職選挙法第21条第1項', '2027-02-28'],
    ['electoralRoll', 'leaving', '公職選挙法第27条第1項、第28条第2号', '2027-03-24'],
    ['electoralRoll', 'wardLeaving', '公職選挙法第27条第1項、第28条第2号、第269条', '2027-03-24'],
    ['electoralRoll', 'abroad', '公職選挙法第27条第1項、第28条第2号', '2027-03-24'],
    ['nationalHealthInsurance', 'entry', '国民健康保険法第7条、第9条', '2026-12-08'],
    ['nationalHealthInsurance', 'birth', '国民健康保険法第7条、第9条', '2026-12-08'],
    ['nationalHealthInsurance', 'leaving', '国民健康保険法第8条、第9条', '2026-12-08'],
    ['nationalHealthInsurance', 'abroad', '国民健康保険法第8条、第9条', '2026-12-08'],
    ['nationalHealthInsurance', 'household', '国民健康保険法第9条', '2026-12-08'],
    ['lateElderlyInsurance', 'entry', '高齢者の医療の確保に関する法律第52条', '2026-12-08'],
    ['longTermCareInsurance', 'entry', '介護保険法第10条、第36条', '2026-12-08'],
    ['nationalPension', 'entry', '国民年金法第7条、第12条', '2026-12-08'],
    ['childAllowance', 'entry', '児童手当法第7条、第8条第3項', '2026-12-09'],
    ['childAllowance', 'birth', '児童手当法第7条、第8条第3項、第9条', '2026-12-09'],
    ['childAllowance', 'leaving', '児童手当法第4条、第8条第3項', '2026-12-09'],
  ])('%s の %s（%s）の期限は %s', (section, movement, article, dueOn) => {
    expect(SECTION_RULES[section].effects[movement]?.(days)).toMatchObject({ article, dueOn });
  });

  test('三か月の記録は届出の日から、届出がなければ異動の日から数える（公職選挙法第21条第1項）', () => {
    const { entry } = SECTION_RULES.electoralRoll.effects;
    const withoutNotice = { on: '2026-11-24', samePrefecture: false };
    expect(entry?.(withoutNotice).dueOn).toBe('2027-02-24');
  });

  test('区間異動では三か月を市の区域で通して数えるので、次の登録の日に調べる（公職選挙法第269条）', () => {
    const told = SECTION_RULES.electoralRoll.effects.wardEntry?.(days);
    expect(told).toMatchObject({ article: '公職選挙法第21条第1項、第22条、第269条' });
    expect(told?.dueOn).toBeUndefined();
  });

  test('同じ広域連合の中の転入は住所の変更で、14日のうちに届け出る（高確法第54条）', () => {
    const { entry, leaving } = SECTION_RULES.lateElderlyInsurance.effects;
    const within = { ...days, samePrefecture: true };
    expect(entry?.(within)).toEqual({
      effect: '住所の変更（同じ広域連合）',
      article: '高齢者の医療の確保に関する法律第54条',
      dueOn: '2026-12-08',
    });
    expect(entry?.(days).effect).toContain('資格の取得');
    expect(leaving?.(within)).toEqual({
      effect: '住所の変更（同じ広域連合）',
      article: '高齢者の医療の確保に関する法律第54条',
    });
    expect(leaving?.(days)).toMatchObject({ article: '高齢者の医療の確保に関する法律第53条' });
  });

  test('消除を知らせる仕事には期限がない', () => {
    for (const section of Section.options) {
      expect(SECTION_RULES[section].effects.death?.(days)).not.toHaveProperty('dueOn');
      expect(SECTION_RULES[section].effects.removal?.(days)).not.toHaveProperty('dueOn');
    }
  });

  test('転出先を知らせるのは、引き継ぐ仕事のある課だけ（標準仕様書 1.1.16）', () => {
    expect(Section.options.filter((section) => SECTION_RULES[section].destination)).toEqual(
      Section.options.filter((section) =>
        [
          'nationalHealthInsurance',
          'lateElderlyInsurance',
          'longTermCareInsurance',
          'childAllowance',
          'schoolRegister',
          'publicAssistance',
        ].includes(section),
      ),
    );
  });
});

describe('関係課の決まり：誰のことを知らせるか', () => {
  const NOBODY: Concerned = {
    kind: 'japanese',
    bornOn: exactDate('1985-04-12'),
    qualifications: {
      nationalHealthInsurance: false,
      lateElderlyInsurance: false,
      longTermCareInsurance: false,
      childAllowance: false,
    },
    insuredHousehold: false,
    served: false,
  };
  const UNKNOWN = { text: '不詳', kind: 'unknown' as const };
  const holding = (more: Partial<Concerned['qualifications']>) => ({
    qualifications: { ...NOBODY.qualifications, ...more },
  });

  test.each<[string, Section, Partial<Concerned>, boolean]>([
    ['選挙人名簿は日本人だけ（公職選挙法第9条）', 'electoralRoll', { kind: 'foreign' }, false],
    ['選挙人名簿は18歳から', 'electoralRoll', {}, true],
    ['国保は被保険者', 'nationalHealthInsurance', holding({ nationalHealthInsurance: true }), true],
    ['国保は世帯に被保険者がいる方', 'nationalHealthInsurance', { insuredHousehold: true }, true],
    ['国保は被保険者のいない世帯では関わらない', 'nationalHealthInsurance', {}, false],
    [
      '75歳からは国保ではない（国民健康保険法第6条）',
      'nationalHealthInsurance',
      { insuredHousehold: true, bornOn: exactDate('1951-11-24') },
      false,
    ],
    [
      '75歳の誕生日の前日までは国保',
      'nationalHealthInsurance',
      { insuredHousehold: true, bornOn: exactDate('1951-11-25') },
      true,
    ],
    [
      '生年月日の分からない被保険者も国保',
      'nationalHealthInsurance',
      { insuredHousehold: true, bornOn: UNKNOWN },
      true,
    ],
    [
      '障害認定の後期高齢者（高確法第50条第2号）',
      'lateElderlyInsurance',
      holding({ lateElderlyInsurance: true }),
      true,
    ],
    ['75歳より前は後期高齢者ではない', 'lateElderlyInsurance', {}, false],
    ['生年月日の分からない方は、資格があるときだけ後期高齢者', 'lateElderlyInsurance', { bornOn: UNKNOWN }, false],
    ['介護は第2号被保険者の認定を受けた方', 'longTermCareInsurance', holding({ longTermCareInsurance: true }), true],
    ['介護は65歳から', 'longTermCareInsurance', {}, false],
    ['生年月日の分からない方は、資格があるときだけ介護', 'longTermCareInsurance', { bornOn: UNKNOWN }, false],
    ['国民年金は第1号被保険者', 'nationalPension', holding({ pensionClass: '1' }), true],
    ['国民年金の第2号被保険者は職場で届け出る', 'nationalPension', holding({ pensionClass: '2' }), false],
    ['種別の分からない20歳から59歳まで', 'nationalPension', {}, true],
    ['児童手当の受給者', 'childAllowance', holding({ childAllowance: true }), true],
    ['児童手当は高校生年代まで', 'childAllowance', {}, false],
    ['児童手当の対象の子', 'childAllowance', { bornOn: exactDate('2015-06-01') }, true],
    ['生年月日の分からない方は、受給者のときだけ', 'childAllowance', { bornOn: UNKNOWN }, false],
    ['学齢簿は学齢の子', 'schoolRegister', { bornOn: exactDate('2015-06-01') }, true],
    ['学齢簿に大人は関わらない', 'schoolRegister', {}, false],
    ['学齢簿に生年月日の分からない方は関わらない', 'schoolRegister', { bornOn: UNKNOWN }, false],
    ['生活保護は業務台帳に登録のある方だけ', 'publicAssistance', { served: true }, true],
    ['業務台帳に登録のない方は、生活保護に関わらない', 'publicAssistance', {}, false],
    ['予防接種は17歳未満の子', 'vaccination', { bornOn: exactDate('2009-11-26') }, true],
    ['17歳になれば定期接種は終わる', 'vaccination', { bornOn: exactDate('2009-11-25') }, false],
    ['予防接種は65歳から', 'vaccination', { bornOn: exactDate('1961-11-25') }, true],
    ['予防接種に働く世代は関わらない', 'vaccination', {}, false],
    ['印鑑登録は15歳から', 'sealRegistration', {}, true],
    ['生年月日の分からない方は、課に確かめてもらう', 'sealRegistration', { bornOn: UNKNOWN }, true],
  ])('%s', (_, section, more, expected) => {
    expect(SECTION_RULES[section].concerns({ ...NOBODY, ...more }, '2026-11-24')).toBe(expected);
  });
});
