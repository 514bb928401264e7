import { addDays, addMonths, addYears } from '#app/vocabulary/dates.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import { ageReachedOn, birthdayAt, classOf, schoolYearAfter } from '#app/vocabulary/section-ages.ts';
import type { Section } from '#app/vocabulary/sections.ts';
import type { Town } from '#app/vocabulary/towns.ts';
import type { AgeMovement, SectionEffect } from '../sections.ts';
import type { Resident } from './register.ts';

/** 年齢の対象者: what a rule may look at besides the day of birth. */
export type Aging = Pick<Resident, 'kind' | 'qualifications'>;

/** 年齢の到達が一つの関係課にとって意味すること. */
export interface AgeEffect {
  section: Section;
  concerns(person: Aging): boolean;
  /** 予定: what can be done before the day; the limit of the work counts from the day itself. */
  planned(person: Aging, on: CalendarDate): SectionEffect;
  confirmed(person: Aging, on: CalendarDate): SectionEffect;
}

/** 年齢の到達の決まり: when, for whom, and how long before the sections hear of it. */
export interface AgeRule extends AgeTime {
  movement: AgeMovement;
  /** 予定 so many months before; 0 = none. */
  lead: number;
  effects: readonly AgeEffect[];
}

interface AgeTime {
  reachedOn(bornOn: CalendarDate): CalendarDate;
  /** Births whose day lies between the two: at least these, a day more on either side at most; nothing where there are none. */
  bornFor(from: CalendarDate, to: CalendarDate): { from: CalendarDate; to: CalendarDate } | undefined;
}

/** 年齢に達する日 (年齢計算ニ関する法律): the day before the birthday; or the birthday itself where the law is practised so. */
function atAge(years: number, reachedOn: (bornOn: CalendarDate, years: number) => CalendarDate): AgeTime {
  return {
    reachedOn: (bornOn) => reachedOn(bornOn, years),
    bornFor: (from, to) => ({ from: addDays(addYears(from, -years), -1), to: addDays(addYears(to, -years), 2) }),
  };
}

/** 学年 (学校教育法第17条): a day that a whole class has in common, told by the 1 April on which the school year begins. */
function inSchoolYear(age: number, dayOf: (april: CalendarDate) => CalendarDate): AgeTime {
  return {
    reachedOn: (bornOn) => dayOf(schoolYearAfter(bornOn, age)),
    bornFor: (from, to) => {
      const classes: { from: CalendarDate; to: CalendarDate }[] = [];
      for (let year = Number(from.slice(0, 4)) - 1; year <= Number(to.slice(0, 4)) + 1; year += 1) {
        const april = `${year}-04-01`;
        const day = dayOf(april);
        if (from <= day && day <= to) classes.push(classOf(april, age));
      }
      const [first, last] = [classes[0], classes.at(-1)];
      return first && last && { from: first.from, to: last.to };
    },
  };
}

const everybody = () => true;
const insured = ({ qualifications }: Aging) => qualifications.nationalHealthInsurance;
/** 第2号 and 第3号 are the business of the employer's pension office (国民年金法第12条第5項). */
const ownPension = ({ qualifications: { pensionClass } }: Aging) => !pensionClass || pensionClass === '1';

type Say = (person: Aging, on: CalendarDate) => SectionEffect;
const say =
  (effect: string, article: string, due?: (on: CalendarDate) => CalendarDate): Say =>
  (_, on) => ({ effect, article, ...(due ? { dueOn: due(on) } : {}) });

/** One section that hears the same before and on the day, or something else before it. */
function tell(section: Section, concerns: AgeEffect['concerns'], confirmed: Say, planned: Say = confirmed): AgeEffect {
  return { section, concerns, planned, confirmed };
}

/** 入学期日の通知 (学校教育法施行令第5条第1項): two months before the school year begins, on 31 January at the latest. */
const noticeBy = (on: CalendarDate) => addDays(addMonths(on, -2), -1);
const lastDayBefore = (april: CalendarDate) => addDays(april, -1);

/** 学校: a child without Japanese nationality is invited, for his parents are under no duty to send him. */
function school(japanese: Say, invited: string): Say {
  const foreign = '外国人の子供の就学の促進及び就学状況の把握等に関する指針';
  return (person, on) =>
    person.kind === 'japanese' ? japanese(person, on) : { ...japanese(person, on), effect: invited, article: foreign };
}

const entry = (level: string): AgeEffect =>
  tell(
    'schoolRegister',
    everybody,
    school(say(`${level}の入学`, '学校教育法第17条'), `${level}の就学年齢`),
    school(say(`${level}の入学期日の通知`, '学校教育法施行令第5条第1項', noticeBy), `${level}の就学の案内`),
  );

const RULES: readonly AgeRule[] = [
  {
    movement: 'age75',
    ...atAge(75, birthdayAt),
    lead: 2,
    effects: [
      tell('lateElderlyInsurance', everybody, ({ qualifications }) => ({
        effect: qualifications.lateElderlyInsurance ? '資格の事由の変更（障害の認定から年齢へ）' : '資格の取得',
        article: '高齢者の医療の確保に関する法律第50条、第52条',
      })),
      tell(
        'nationalHealthInsurance',
        insured,
        say('資格の喪失（後期高齢者医療へ）', '国民健康保険法第6条第8号、第8条'),
      ),
    ],
  },
  {
    movement: 'age65',
    ...atAge(65, ageReachedOn),
    lead: 2,
    effects: [
      tell(
        'longTermCareInsurance',
        everybody,
        say('第1号被保険者の資格、被保険者証の交付', '介護保険法第9条第1号、第10条、施行規則第26条'),
      ),
      tell('vaccination', everybody, say('高齢者の定期接種の対象', '予防接種法第5条、施行令第3条')),
    ],
  },
  {
    movement: 'age60',
    ...atAge(60, ageReachedOn),
    lead: 1,
    effects: [
      tell('nationalPension', ownPension, say('資格の喪失（任意加入の案内）', '国民年金法第9条第3号、附則第5条')),
    ],
  },
  {
    movement: 'age20',
    ...atAge(20, ageReachedOn),
    lead: 1,
    effects: [
      tell(
        'nationalPension',
        ownPension,
        say('資格の取得、種別の確認', '国民年金法第7条、第8条第1号、第12条', (on) => addDays(on, 14)),
      ),
    ],
  },
  {
    movement: 'childAllowanceEnd',
    ...inSchoolYear(18, lastDayBefore),
    lead: 2,
    effects: [
      tell(
        'childAllowance',
        everybody,
        say('支給対象の終了（額の改定または受給事由の消滅）', '児童手当法第3条第1項、第4条、第9条'),
      ),
    ],
  },
  {
    movement: 'schoolListing',
    // 10月1日現在, to be made by 31 October (五月前まで).
    ...inSchoolYear(6, (april) => addMonths(april, -6)),
    lead: 0,
    effects: [
      tell(
        'schoolRegister',
        everybody,
        school(
          say('学齢簿の編製（十月一日現在）', '学校教育法施行令第2条、施行規則第31条', (on) => addDays(on, 30)),
          '就学の案内（学齢簿に準じる一覧への記載）',
        ),
      ),
    ],
  },
  { movement: 'elementaryEntry', ...inSchoolYear(6, (april) => april), lead: 5, effects: [entry('小学校')] },
  { movement: 'juniorHighEntry', ...inSchoolYear(12, (april) => april), lead: 5, effects: [entry('中学校')] },
  {
    movement: 'schoolEnd',
    ...inSchoolYear(15, lastDayBefore),
    lead: 0,
    effects: [tell('schoolRegister', everybody, say('学齢の終了', '学校教育法第17条第2項'))],
  },
];

/**
 * 子ども医療: ends as the town has it (福祉医療の条例), and is the business of those who pay the 児童手当; the ten uses of the register have none
 * of its own.
 */
function childMedical(town: Pick<Town, 'procedures'>): AgeRule[] {
  const own = town.procedures?.find(({ procedure }) => procedure === 'childMedicalCare');
  if (own?.none) return [];
  const end = say('子ども医療費助成の終了', '市区町村の条例');
  const age = own?.childrenUntil === 'juniorHighSchool' ? 15 : 18;
  return [
    {
      movement: 'childMedicalEnd',
      ...inSchoolYear(age, lastDayBefore),
      lead: 2,
      effects: [tell('childAllowance', everybody, end)],
    },
  ];
}

/** 年齢の到達の決まり of a town. */
export function ageRulesOf(town: Pick<Town, 'procedures'>): readonly AgeRule[] {
  return [...RULES, ...childMedical(town)];
}

/** The day from which the sections hear of it. */
export function announcedFrom({ lead }: Pick<AgeRule, 'lead'>, on: CalendarDate): CalendarDate {
  return addMonths(on, -lead);
}
