import { describe, expect, it, test } from 'vitest';
import { hasText } from '#app/portal/texts/text.ts';
import { HOUSEHOLD_QUESTIONS, NO_ANSWERS, PERSON_QUESTIONS, type ToDoAnswers } from '#app/portal/to-do/questions.ts';
import { RULES } from '#app/portal/to-do/rules.ts';
import { type FamilyFacts, type ToDo, type TownRules, toDosOf } from '#app/portal/to-do/to-dos.ts';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';

const HERE = '132080';
const SAME_PREFECTURE = '131016';
const OTHER_PREFECTURE = '142051';
const NOWHERE_SPECIAL: TownRules = { old: [], new: [] };

const born = (...days: string[]) => days.map((on) => ({ bornOn: exactDate(on), hasCard: true }));

/** A move on Saturday 28 November 2026; nothing is asked, everybody has a card. */
function family(bornOn: string[], changes: Partial<FamilyFacts> = {}): FamilyFacts {
  return {
    movers: born(...bornOn),
    fromMunicipality: HERE,
    toMunicipality: OTHER_PREFECTURE,
    movingOn: '2026-11-28',
    visitOn: '2026-12-01',
    remainingHousehold: 'none',
    progress: { leftOld: false, arrivedNew: false, calledOff: false },
    answers: NO_ANSWERS,
    ...changes,
  };
}

const answers = (changes: Partial<ToDoAnswers>): ToDoAnswers => ({ ...NO_ANSWERS, ...changes });
const keysOf = (list: readonly ToDo[]) => list.map(({ key }) => key);
const find = (list: readonly ToDo[], key: string) => list.find((one) => one.key === key);
const listOf = (bornOn: string[], changes: Partial<FamilyFacts> = {}) =>
  toDosOf(family(bornOn, changes), NOWHERE_SPECIAL);

describe('手続の決まりの表', () => {
  it('どの決まりにも見出しと説明があり、持ち物と質問にも文がある', () => {
    for (const { key, bring } of RULES) {
      expect(hasText(`todo.${key}.title`), key).toBe(true);
      expect(hasText(`todo.${key}.do`), key).toBe(true);
      for (const { what } of bring) expect(hasText(`bring.${what}`), what).toBe(true);
    }
    for (const question of [...PERSON_QUESTIONS, ...HOUSEHOLD_QUESTIONS]) expect(hasText(`ask.${question}`)).toBe(true);
  });

  it('どの質問も、どこかの手続を決める', () => {
    const asked = new Set(RULES.map(({ asks }) => asks));
    for (const question of [...PERSON_QUESTIONS, ...HOUSEHOLD_QUESTIONS])
      expect(asked.has(question), question).toBe(true);
  });
});

describe('年齢で決まる手続（引越しの日 2026-11-28）', () => {
  test.each<[article: string, key: string, bornOn: string, needed: boolean]>([
    // 75歳は誕生日から (高齢者の医療の確保に関する法律第52条).
    ['高確法第52条：75歳の誕生日', 'lateElderlyInsurance.otherUnion', '1951-11-28', true],
    ['高確法第52条：75歳の誕生日の前日', 'lateElderlyInsurance.otherUnion', '1951-11-29', false],
    ['国保法第6条第8号：75歳になると国保ではない', 'nationalHealthInsurance.new', '1951-11-28', false],
    ['国保法第5条：75歳の前日までは国保', 'nationalHealthInsurance.new', '1951-11-29', true],
    // ほかの年齢は誕生日の前日に達する (年齢計算ニ関する法律).
    ['介護保険法第9条第1号：65歳の誕生日の前日', 'longTermCareInsurance.new', '1961-11-29', true],
    ['介護保険法第9条第1号：65歳の誕生日の前々日', 'longTermCareInsurance.new', '1961-11-30', false],
    ['国民年金法第8条：20歳の誕生日の前日', 'nationalPension.new', '2006-11-29', true],
    ['国民年金法第8条：20歳の前', 'nationalPension.new', '2006-11-30', false],
    ['国民年金法第9条：60歳の誕生日の前日', 'nationalPension.new', '1966-11-29', false],
    ['国民年金法第9条：60歳の前', 'nationalPension.new', '1966-11-30', true],
    ['公職選挙法第9条：18歳の誕生日の前日', 'electoralRoll.new', '2008-11-29', true],
    ['公職選挙法第9条：18歳の前', 'electoralRoll.new', '2008-11-30', false],
    ['印鑑登録証明事務処理要領第2：15歳', 'sealRegistration.new', '2011-11-29', true],
    ['印鑑登録証明事務処理要領第2：15歳の前', 'sealRegistration.new', '2011-11-30', false],
    // 児童手当は18歳の誕生日の後の3月31日まで (児童手当法第3条第1項).
    ['児童手当法第3条：高校3年生', 'childAllowance.new', '2008-04-02', true],
    ['児童手当法第3条：早生まれの高校卒業生', 'childAllowance.new', '2008-04-01', false],
    // 学齢 (学校教育法第17条); 就学の前の年の10月1日から学齢簿に載る (同法施行令第2条).
    ['学校教育法施行令第2条：来年4月に入学', 'schoolRegister.new', '2021-04-01', true],
    ['学校教育法施行令第2条：再来年4月に入学', 'schoolRegister.new', '2021-04-02', false],
    ['学校教育法第17条：中学3年生', 'schoolRegister.new', '2011-04-02', true],
    ['学校教育法第17条：中学を卒業した', 'schoolRegister.new', '2011-04-01', false],
    ['学校教育法施行規則第24条：小学1年生', 'schoolRegister.old', '2020-04-01', true],
    ['学校教育法施行規則第24条：入学前はまだ在学していない', 'schoolRegister.old', '2020-04-02', false],
    ['予防接種法第5条：17歳', 'vaccination.new', '2008-11-30', true],
    ['予防接種法第5条：18歳', 'vaccination.new', '2008-11-29', false],
    ['公的個人認証法第3条：15歳未満に署名用は出ない', 'certificate.new', '2011-11-30', false],
    ['公的個人認証法第3条：15歳', 'certificate.new', '2011-11-29', true],
  ])('%s', (_article, key, bornOn, needed) => {
    expect(keysOf(listOf([bornOn])).includes(key)).toBe(needed);
  });

  it('生年月日のわからない人は、外さずに「必要かもしれない」とする', () => {
    const movers: FamilyFacts['movers'] = [{ bornOn: { text: '不詳', kind: 'unknown' }, hasCard: false }];
    expect(find(listOf([], { movers }), 'childAllowance.new')).toMatchObject({ perhaps: true });
    expect(find(listOf(['2020-01-01']), 'childAllowance.new')).toMatchObject({ perhaps: false });
  });
});

describe('期限', () => {
  const child = '2018-05-05';
  test.each<[article: string, key: string, movingOn: string, dueOn: string]>([
    // 転出予定日の翌日から15日 (児童手当法第8条第3項). 11月28日 + 15日 = 12月13日は日曜日.
    ['児童手当法第8条第3項：15日目が日曜日なら次の開庁日', 'childAllowance.new', '2026-11-28', '2026-12-14'],
    ['児童手当法第8条第3項：15日目が平日ならその日', 'childAllowance.new', '2026-11-25', '2026-12-10'],
    ['住民基本台帳法第22条：14日目が土曜日なら次の開庁日', 'movingIn.new', '2026-11-28', '2026-12-14'],
    ['住民基本台帳法第22条：年末年始は開庁日まで延びる', 'movingIn.new', '2026-12-15', '2027-01-04'],
    ['国民健康保険法第9条：14日', 'nationalHealthInsurance.new', '2026-11-24', '2026-12-08'],
    ['狂犬病予防法第4条：30日', 'dog.new', '2026-11-24', '2026-12-24'],
    ['地方税法第463条の19：15日', 'moped.new', '2026-11-24', '2026-12-09'],
  ])('%s', (_article, key, movingOn, dueOn) => {
    expect(find(listOf([child], { movingOn }), key)?.dueOn).toBe(dueOn);
  });

  it('児童手当の15日特例は転出予定日から、国民健康保険は実際の異動日から数える', () => {
    const list = listOf([child], { movingOn: '2026-11-24', movedInOn: '2026-11-20' });
    expect(find(list, 'childAllowance.new')?.dueOn).toBe('2026-12-09');
    expect(find(list, 'nationalHealthInsurance.new')?.dueOn).toBe('2026-12-04');
  });

  it('カードの継続利用は、転入届をした日から90日 (令第30条の20)', () => {
    expect(find(listOf([child]), 'card.new')?.dueOn).toBe('2027-03-01');
    expect(find(listOf([child], { filedOn: '2026-11-30' }), 'card.new')?.dueOn).toBe('2027-03-01');
    expect(find(listOf([child], { filedOn: '2026-12-02' }), 'card.new')?.dueOn).toBe('2027-03-02');
  });

  it('それぞれの所で、期限の早いものから並ぶ', () => {
    const here = listOf([child, '1950-01-01']).filter(({ place }) => place === 'newTown');
    const days = here.flatMap(({ dueOn }) => dueOn ?? []);
    expect(days).toEqual(days.toSorted());
    expect(days.length).toBeGreaterThan(3);
    expect(here.slice(days.length).every(({ dueOn }) => dueOn === undefined)).toBe(true);
  });
});

describe('都道府県', () => {
  it('同じ都道府県の中では後期高齢者医療は住所だけが変わり、証明書はいらない (高確法第54条)', () => {
    const keys = keysOf(listOf(['1940-01-01'], { toMunicipality: SAME_PREFECTURE }));
    expect(keys).toContain('lateElderlyInsurance.sameUnion');
    expect(keys).not.toContain('lateElderlyInsurance.otherUnion');
    expect(keys).not.toContain('lateElderlyInsurance.old');
  });
});

describe('質問', () => {
  const couple = ['1984-05-17', '1986-09-30'];

  it('答えがなければ「必要かもしれない」とし、答えれば確かになるか、消える', () => {
    expect(find(listOf(couple), 'dog.new')).toMatchObject({ perhaps: true });
    expect(find(listOf(couple, { answers: answers({ household: { dog: true } }) }), 'dog.new')?.perhaps).toBe(false);
    expect(find(listOf(couple, { answers: answers({ household: { dog: false } }) }), 'dog.new')).toBeUndefined();
  });

  it('人への答えは、その人だけの手続になる。だれもいなければ消える', () => {
    const one = answers({ persons: { nationalInsurance: [1] } });
    expect(find(listOf(couple, { answers: one }), 'nationalHealthInsurance.new')).toMatchObject({
      persons: [1],
      perhaps: false,
      bring: [
        { what: 'healthCard', persons: [1] },
        { what: 'identification', persons: [] },
      ],
    });
    const nobody = answers({ persons: { nationalInsurance: [] } });
    expect(keysOf(listOf(couple, { answers: nobody }))).not.toContain('nationalHealthInsurance.new');
  });

  it('国民健康保険でない大人は、勤務先に知らせる', () => {
    const one = answers({ persons: { nationalInsurance: [1] } });
    expect(find(listOf(couple, { answers: one }), 'employer.other')?.persons).toEqual([0]);
    const both = answers({ persons: { nationalInsurance: [0, 1] } });
    expect(keysOf(listOf(couple, { answers: both }))).not.toContain('employer.other');
  });

  it('在留カードの人には選挙の案内をせず、在留カードの手続を示す (入管法第19条の9、公職選挙法第9条)', () => {
    const one = answers({ persons: { residenceCard: [0] } });
    const list = listOf(couple, { answers: one });
    expect(find(list, 'residenceCard.new')?.persons).toEqual([0]);
    expect(find(list, 'electoralRoll.new')?.persons).toEqual([1]);
  });

  it('年齢の合わない人を答えで選んでも、その人の手続にはならない', () => {
    const wrong = answers({ persons: { careCertified: [0] } });
    expect(keysOf(listOf(['2010-01-01'], { answers: wrong }))).not.toContain('longTermCareInsurance.certificate');
  });
});

describe('段階 (予定 → 確定 → 取消)', () => {
  const phases = (progress: Partial<FamilyFacts['progress']>) => {
    const list = listOf(['1984-05-17'], {
      progress: { leftOld: false, arrivedNew: false, calledOff: false, ...progress },
    });
    return [find(list, 'waste.old')?.phase, find(list, 'movingIn.new')?.phase, find(list, 'lifelines.other')?.phase];
  };

  it('はじめは予定、消除で旧市区町村の分、転入で新市区町村の分が確定する', () => {
    expect(phases({})).toEqual(['planned', 'planned', 'planned']);
    expect(phases({ leftOld: true })).toEqual(['confirmed', 'planned', 'planned']);
    expect(phases({ leftOld: true, arrivedNew: true })).toEqual(['confirmed', 'confirmed', 'confirmed']);
  });

  it('届出がなくなれば、すべて取消', () => {
    expect(phases({ leftOld: true, calledOff: true })).toEqual(['cancelled', 'cancelled', 'cancelled']);
  });
});

describe('世帯と市区町村の定め', () => {
  it('世帯主が出て二人以上残れば、残る人の世帯主変更届 (住民基本台帳法第25条)', () => {
    const key = 'remainingHousehold.old';
    expect(find(listOf(['1984-05-17'], { remainingHousehold: 'several' }), key)?.perhaps).toBe(false);
    expect(find(listOf(['1984-05-17'], { remainingHousehold: 'perhaps' }), key)?.perhaps).toBe(true);
    expect(keysOf(listOf(['1984-05-17']))).not.toContain('remainingHousehold.old');
  });

  it('カードのない人には、カードの手続がない', () => {
    const movers = [{ bornOn: exactDate('1984-05-17'), hasCard: false }];
    expect(keysOf(listOf([], { movers }))).not.toContain('card.new');
  });

  it('市区町村の定めは、窓口・日数・子ども医療の年齢・有無を変え、ほかの手続は変えない', () => {
    const counter = { name: '子育て課', address: '別館', phone: '0', opensAt: '09:00', closesAt: '16:00' };
    const towns: TownRules = {
      old: [],
      new: [
        { procedure: 'childAllowance', counter },
        { procedure: 'childMedicalCare', childrenUntil: 'juniorHighSchool', days: 30 },
        { procedure: 'waste', none: true },
      ],
    };
    const student = family(['2010-06-01']);
    expect(keysOf(toDosOf(student, NOWHERE_SPECIAL))).toContain('childMedicalCare.new');
    const list = toDosOf(student, towns);
    expect(keysOf(list)).not.toContain('childMedicalCare.new');
    expect(keysOf(list)).toContain('childMedicalCare.old');
    expect(keysOf(list)).not.toContain('waste.new');
    expect(keysOf(list)).toContain('waste.old');
    expect(find(list, 'childAllowance.new')?.counter).toEqual(counter);
    expect(find(toDosOf(family(['2018-05-05']), towns), 'childMedicalCare.new')?.dueOn).toBe('2026-12-28');
  });
});
