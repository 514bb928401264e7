import { describe, expect, it, test } from 'vitest';
import { ageNews, type ToldAge } from '#app/juki/core/age-notices.ts';
import type { Resident } from '#app/juki/core/register.ts';
import { ageNotice } from '#app/juki/core/section-notices.ts';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import { born, ruleOf, told } from './aging.ts';
import { CHOFU, protectedFamily, Register } from './family.ts';

describe('予定 → 確定 → 取消', () => {
  const DAYS = ['2026-10-04', '2026-10-05', '2026-10-06', '2026-12-05', '2026-12-06', '2027-12-06'];

  it('二月前に予定、当日に確定、ほかの日は何も言わない', () => {
    expect(
      told(
        born('1951-12-05', {
          qualifications: { ...born('1951-12-05').qualifications, nationalHealthInsurance: false },
        }),
        DAYS,
      ),
    ).toEqual([
      '2026-10-05 lateElderlyInsurance age75 planned 2026-12-05',
      '2026-12-05 lateElderlyInsurance age75 confirmed 2026-12-05',
    ]);
  });

  const TOLD: ToldAge[] = [
    { section: 'longTermCareInsurance', movement: 'age65', phase: 'planned', reachedOn: '2026-12-04' },
  ];
  const heardAfter = (
    changes: Partial<Resident>,
    phase: 'planned' | 'confirmed' = 'planned',
    bornOn = '1961-12-05',
  ) => {
    const known = TOLD.map((one) => ({ ...one, phase }));
    return ageNews([ruleOf('age65')], born(bornOn, changes), known, '2026-12-04')
      .filter(({ section }) => section === 'longTermCareInsurance')
      .map((one) => `${one.phase} ${one.reachedOn}`);
  };
  const gone = (status: Resident['status'], on: string) => ({
    status,
    removed: { reason: status === 'deceased' ? ('death' as const) : ('domesticMovingOut' as const), on },
  });

  test.each([
    ['前の日に死亡', gone('deceased', '2026-12-03'), ['withdrawn 2026-12-04']],
    ['その日に死亡：達している', gone('deceased', '2026-12-04'), ['confirmed 2026-12-04']],
    ['前の日に転出', gone('movedOut', '2026-12-03'), ['withdrawn 2026-12-04']],
    ['その日に転出：住所のある町で達する', gone('movedOut', '2026-12-04'), ['withdrawn 2026-12-04']],
    ['次の日に転出', gone('movedOut', '2026-12-05'), ['confirmed 2026-12-04']],
  ])('予定の後に%s', (_, changes, expected) => {
    expect(heardAfter(changes)).toEqual(expected);
  });

  it('確定の後に、前の日の死亡が届け出られれば取り消し、後の日の死亡では取り消さない', () => {
    expect(heardAfter(gone('deceased', '2026-12-01'), 'confirmed')).toEqual(['withdrawn 2026-12-04']);
    expect(heardAfter(gone('deceased', '2026-12-20'), 'confirmed')).toEqual([]);
  });

  it('生年月日が直されれば、前の日を取り消して、新しい日を知らせる', () => {
    expect(heardAfter({}, 'planned', '1961-12-03')).toEqual(['withdrawn 2026-12-04', 'confirmed 2026-12-02']);
    expect(heardAfter({}, 'confirmed', '1962-01-20')).toEqual(['withdrawn 2026-12-04', 'planned 2027-01-19']);
    expect(heardAfter({}, 'confirmed', '1971-12-05')).toEqual(['withdrawn 2026-12-04']);
  });

  it('予定の後に資格がなくなれば取り消し、確定の後の手続では取り消さない', () => {
    const person = born('1951-12-05');
    const without = { ...person, qualifications: { ...person.qualifications, nationalHealthInsurance: false } };
    const known = (phase: 'planned' | 'confirmed'): ToldAge[] => [
      { section: 'nationalHealthInsurance', movement: 'age75', phase, reachedOn: '2026-12-05' },
      { section: 'lateElderlyInsurance', movement: 'age75', phase, reachedOn: '2026-12-05' },
    ];
    const news = (phase: 'planned' | 'confirmed', day: string) =>
      ageNews([ruleOf('age75')], without, known(phase), day).map((one) => `${one.section} ${one.phase}`);
    expect(news('planned', '2026-11-01')).toEqual(['nationalHealthInsurance withdrawn']);
    expect(news('confirmed', '2026-12-06')).toEqual([]);
  });

  it('記載の日までに達していた年齢は、転入・記載の通知に含まれるので、重ねて知らせない', () => {
    const since = (day: string) => born('1961-12-05', { becameResidentOn: exactDate(day) });
    expect(told(since('2026-12-04'), ['2026-12-04'])).toEqual([]);
    expect(told(since('2026-12-03'), ['2026-12-04'])).toHaveLength(2);
  });

  it('一年より前の到達は、後から知らせない', () => {
    expect(told(born('1961-12-05'), ['2027-12-05'])).toEqual([]);
    expect(told(born('1961-12-05'), ['2027-12-04'])).toHaveLength(2);
  });

  it('通知には支援措置の旗が立ち、前住所も転出先もない', () => {
    const register = new Register(CHOFU).migrate(protectedFamily());
    const person = [...register.slice.residents.values()].find((one) => one.protection);
    const [news] = ageNews(
      [ruleOf('age65')],
      { ...born('1961-12-05'), protection: person?.protection },
      [],
      '2026-12-04',
    );
    if (!news) throw new Error('nothing to say');
    const { content } = ageNotice({ ...born('1961-12-05'), protection: person?.protection }, news);
    expect(content).toMatchObject({ protectedPerson: true, effect: '第1号被保険者の資格、被保険者証の交付' });
    expect(content).not.toHaveProperty('destination');
    expect(content).not.toHaveProperty('previousAddress');
  });
});

describe('生年月日の不詳：要確認として知らせ、日を決めない（標準仕様書 1.1.8）', () => {
  it('年の分かる方は、達しうる最初の日から、事務ごとに一度', () => {
    const person = born({ text: '昭和36年不詳' });
    const care = told(person, ['2025-10-30', '2025-10-31', '2025-11-01', '2026-06-01']);
    expect(care).toEqual([
      '2025-10-31 longTermCareInsurance age65 unclear 2025-12-31',
      '2025-10-31 vaccination age65 unclear 2025-12-31',
    ]);
    const [news] = ageNews([ruleOf('age65')], person, [], '2026-01-01');
    expect(news?.effect.effect).toContain('生年月日が不詳');
    expect(news?.effect).not.toHaveProperty('dueOn');
  });

  it('暦にない日も、その月のどこかとして確かめる', () => {
    expect(told(born({ text: '昭和36年2月30日' }), ['2025-11-29', '2025-11-30'])).toEqual([
      '2025-11-30 longTermCareInsurance age65 unclear 2026-01-31',
      '2025-11-30 vaccination age65 unclear 2026-01-31',
    ]);
  });

  it('年も分からない方は、年齢を用いる事務に一度ずつ', () => {
    expect(told(born({ text: '不詳' }), ['2026-11-24', '2026-11-25']).map((one) => one.split(' ')[1])).toEqual([
      'lateElderlyInsurance',
      'nationalHealthInsurance',
      'longTermCareInsurance',
      'vaccination',
      'nationalPension',
      'childAllowance',
      'schoolRegister',
    ]);
  });

  it('日が分かれば要確認を取り消し、その日で知らせる。転出すれば取り消す', () => {
    const known: ToldAge[] = [
      { section: 'longTermCareInsurance', movement: 'age65', phase: 'unclear', reachedOn: '2025-12-31' },
    ];
    const of = (person: Resident) =>
      ageNews([ruleOf('age65')], person, known, '2026-12-01').map((one) => `${one.section} ${one.phase}`);
    expect(of(born('1961-12-05'))).toEqual([
      'longTermCareInsurance withdrawn',
      'longTermCareInsurance planned',
      'vaccination planned',
    ]);
    const left = { status: 'movedOut' as const, removed: { reason: 'domesticMovingOut' as const, on: '2026-11-30' } };
    expect(of(born({ text: '昭和36年不詳' }, left))).toEqual(['longTermCareInsurance withdrawn']);
  });
});
