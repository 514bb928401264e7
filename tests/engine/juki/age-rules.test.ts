import { describe, expect, test } from 'vitest';
import { ageNews } from '#app/juki/core/age-notices.ts';
import { ageRulesOf, announcedFrom } from '#app/juki/core/age-rules.ts';
import type { AgeMovement } from '#app/juki/sections.ts';
import { addDays } from '#app/vocabulary/dates.ts';
import type { Section } from '#app/vocabulary/sections.ts';
import { born, RULES, ruleOf, told } from './aging.ts';

describe('年齢の到達：いつ、どの事務に、どの条文で知らせるか', () => {
  test.each<[AgeMovement, Section, string, string, string, string]>([
    // 75 on the birthday itself, the others on the day before it.
    [
      'age75',
      'lateElderlyInsurance',
      '1951-12-05',
      '2026-10-05',
      '2026-12-05',
      '高齢者の医療の確保に関する法律第50条、第52条',
    ],
    ['age75', 'nationalHealthInsurance', '1951-12-05', '2026-10-05', '2026-12-05', '国民健康保険法第6条第8号、第8条'],
    [
      'age75',
      'lateElderlyInsurance',
      '1952-02-29',
      '2027-01-01',
      '2027-03-01',
      '高齢者の医療の確保に関する法律第50条、第52条',
    ],
    [
      'age65',
      'longTermCareInsurance',
      '1961-12-05',
      '2026-10-04',
      '2026-12-04',
      '介護保険法第9条第1号、第10条、施行規則第26条',
    ],
    [
      'age65',
      'longTermCareInsurance',
      '1964-02-29',
      '2028-12-28',
      '2029-02-28',
      '介護保険法第9条第1号、第10条、施行規則第26条',
    ],
    ['age65', 'vaccination', '1961-12-05', '2026-10-04', '2026-12-04', '予防接種法第5条、施行令第3条'],
    ['age60', 'nationalPension', '1966-12-05', '2026-11-04', '2026-12-04', '国民年金法第9条第3号、附則第5条'],
    ['age20', 'nationalPension', '2006-12-05', '2026-11-04', '2026-12-04', '国民年金法第7条、第8条第1号、第12条'],
    [
      'childAllowanceEnd',
      'childAllowance',
      '2008-04-02',
      '2027-01-31',
      '2027-03-31',
      '児童手当法第3条第1項、第4条、第9条',
    ],
    [
      'childAllowanceEnd',
      'childAllowance',
      '2009-04-01',
      '2027-01-31',
      '2027-03-31',
      '児童手当法第3条第1項、第4条、第9条',
    ],
    ['childMedicalEnd', 'childAllowance', '2009-04-01', '2027-01-31', '2027-03-31', '市区町村の条例'],
    [
      'schoolListing',
      'schoolRegister',
      '2020-04-02',
      '2026-10-01',
      '2026-10-01',
      '学校教育法施行令第2条、施行規則第31条',
    ],
    [
      'schoolListing',
      'schoolRegister',
      '2021-04-01',
      '2026-10-01',
      '2026-10-01',
      '学校教育法施行令第2条、施行規則第31条',
    ],
    ['elementaryEntry', 'schoolRegister', '2021-04-01', '2026-11-01', '2027-04-01', '学校教育法施行令第5条第1項'],
    ['juniorHighEntry', 'schoolRegister', '2014-04-02', '2026-11-01', '2027-04-01', '学校教育法施行令第5条第1項'],
    ['schoolEnd', 'schoolRegister', '2012-04-01', '2027-03-31', '2027-03-31', '学校教育法第17条第2項'],
  ])('%s は %s に：%s 生まれの方は %s から予定、%s に到達（%s）', (movement, section, bornOn, from, on, article) => {
    const rule = ruleOf(movement);
    expect(rule.reachedOn(bornOn)).toBe(on);
    const first = (day: string) => ageNews([rule], born(bornOn), [], day).find((one) => one.section === section);
    expect(announcedFrom(rule, on)).toBe(from);
    expect(first(addDays(from, -1))).toBeUndefined();
    expect(first(from)?.effect.article).toBe(article);
    expect(first(from)?.phase).toBe(rule.lead === 0 ? 'confirmed' : 'planned');
    expect(first(on)).toMatchObject({ phase: 'confirmed', reachedOn: on });
  });

  test('期限：学齢簿は10月31日まで（施行令第2条）、入学期日の通知は1月31日まで（施行令第5条）、年金は14日（国年法第12条）', () => {
    const due = (movement: AgeMovement, bornOn: string, day: string) =>
      ageNews([ruleOf(movement)], born(bornOn), [], day).map(({ effect }) => effect.dueOn);
    expect(due('schoolListing', '2020-12-01', '2026-10-01')).toEqual(['2026-10-31']);
    expect(due('elementaryEntry', '2020-12-01', '2026-11-01')).toEqual(['2027-01-31']);
    expect(due('juniorHighEntry', '2014-12-01', '2026-11-01')).toEqual(['2027-01-31']);
    expect(due('elementaryEntry', '2020-12-01', '2027-04-01')).toEqual([undefined]);
    expect(due('age20', '2006-12-05', '2026-12-04')).toEqual(['2026-12-18']);
  });

  test('介護の40歳、印鑑の15歳、選挙の18歳は知らせない：通知を要する事務がない', () => {
    for (const bornOn of ['1986-12-05', '2011-12-05', '2008-12-05'])
      expect(told(born(bornOn), ['2026-12-04', '2026-12-05'])).toEqual([]);
  });

  test('子ども医療は町の定めによる：中学卒業まで、高校生年代まで、制度なし', () => {
    const town = (own: object) => ({ procedures: [{ procedure: 'childMedicalCare' as const, ...own }] });
    const untilJuniorHigh = ageRulesOf(town({ childrenUntil: 'juniorHighSchool' }));
    expect(ruleOf('childMedicalEnd', untilJuniorHigh).reachedOn('2012-04-01')).toBe('2027-03-31');
    expect(ruleOf('childMedicalEnd').reachedOn('2012-04-01')).toBe('2030-03-31');
    expect(ageRulesOf(town({ none: true })).map(({ movement }) => movement)).not.toContain('childMedicalEnd');
  });

  test.each([
    ['国保に入っていない方の国保', '1951-12-05', { nationalHealthInsurance: false }, ['lateElderlyInsurance']],
    ['厚生年金の方の60歳', '1966-12-05', { pensionClass: '2' as const }, []],
    ['第1号の方の60歳', '1966-12-05', { pensionClass: '1' as const }, ['nationalPension']],
    ['扶養されている方の20歳', '2006-12-05', { pensionClass: '3' as const }, []],
  ])('関わりのない事務には知らせない：%s', (_, bornOn, changes, sections) => {
    const person = born(bornOn);
    const other = { ...person, qualifications: { ...person.qualifications, ...changes } };
    expect(ageNews(RULES, other, [], '2026-12-05').map(({ section }) => section)).toEqual(sections);
  });

  test('障害の認定で入っていた方の75歳は、資格の事由の変更と知らせる（高確法第50条）', () => {
    const person = born('1951-12-05');
    const disabled = { ...person, qualifications: { ...person.qualifications, lateElderlyInsurance: true } };
    const effects = ageNews([ruleOf('age75')], disabled, [], '2026-12-05').map(({ effect }) => effect.effect);
    expect(effects[0]).toBe('資格の事由の変更（障害の認定から年齢へ）');
  });

  test('外国籍の子には就学の義務がないので、案内として知らせる（学校教育法第17条）', () => {
    const [news] = ageNews([ruleOf('schoolListing')], born('2020-12-01', { kind: 'foreign' }), [], '2026-10-01');
    expect(news?.effect).toMatchObject({
      effect: '就学の案内（学齢簿に準じる一覧への記載）',
      article: '外国人の子供の就学の促進及び就学状況の把握等に関する指針',
    });
  });
});
