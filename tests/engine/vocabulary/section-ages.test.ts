import { describe, expect, test } from 'vitest';
import { ageOn, birthdaysUpTo } from '#app/vocabulary/dates.ts';
import { recordDate } from '#app/vocabulary/japanese-calendar.ts';
import { ageReachedOn, birthdayAt, classOf, schoolYearAfter } from '#app/vocabulary/section-ages.ts';
import { possibleDays } from '#app/vocabulary/unclear-dates.ts';

describe('年齢に達する日（年齢計算ニ関する法律、民法第143条）', () => {
  test.each([
    ['1961-11-25', 65, '2026-11-24', '2026-11-25'],
    ['1962-01-01', 65, '2026-12-31', '2027-01-01'],
    // 29 February: the year of life ends with the 28th, the birthday is 1 March where there is no 29th.
    ['1952-02-29', 75, '2027-02-28', '2027-03-01'],
    ['1952-02-29', 76, '2028-02-28', '2028-02-29'],
    ['2008-03-01', 20, '2028-02-29', '2028-03-01'],
  ])('%s 生まれの方は、%d歳に %s に達し、誕生日は %s', (bornOn, years, reached, birthday) => {
    expect(ageReachedOn(bornOn, years)).toBe(reached);
    expect(birthdayAt(bornOn, years)).toBe(birthday);
    expect(ageOn(bornOn, reached)).toBe(years);
    expect(birthdaysUpTo(bornOn, birthday)).toBe(years);
    expect(birthdaysUpTo(bornOn, reached)).toBe(years - 1);
  });

  test('学年は4月2日から翌年4月1日までに生まれた方で、四月一日生まれは前の学年（学校教育法第17条）', () => {
    expect(classOf('2027-04-01', 6)).toEqual({ from: '2020-04-02', to: '2021-04-01' });
    expect(classOf('2027-04-01', 12)).toEqual({ from: '2014-04-02', to: '2015-04-01' });
    for (const bornOn of ['2020-04-02', '2021-02-28', '2021-04-01'])
      expect(schoolYearAfter(bornOn, 6)).toBe('2027-04-01');
    expect(schoolYearAfter('2020-04-01', 6)).toBe('2026-04-01');
    expect(schoolYearAfter('2020-02-29', 6)).toBe('2026-04-01');
  });
});

describe('不詳日のありうる範囲（標準仕様書 1.1.8）', () => {
  test.each([
    ['昭和26年不詳', '1951-01-01', '1951-12-31'],
    ['昭和26年2月不詳日', '1951-02-01', '1951-02-28'],
    ['平成30年2月29日', '2018-02-01', '2018-02-28'],
    ['昭和元年12月不詳日', '1926-12-01', '1926-12-31'],
    ['1961年12月', '1961-12-01', '1961-12-31'],
    ['昭和26年頃', '1950-01-01', '1952-12-31'],
    ['推定昭和26年5月', '1950-01-01', '1952-12-31'],
    ['昭和20年4月1日頃から5月1日までの間', '1944-01-01', '1946-12-31'],
  ])('%s は %s から %s までのいつか', (text, from, to) => {
    const date = recordDate(text);
    if (!date) throw new Error(`${text} is no date of a register`);
    expect(date.on).toBeUndefined();
    expect(possibleDays(date)).toEqual({ from, to });
  });

  test.each(['不詳', '昭和不詳年', '5月不詳日'])('%s は、年も分からないので範囲がない', (text) => {
    expect(possibleDays({ text, kind: 'unknown' })).toBeUndefined();
  });

  test('日の分かる方は、その日だけ', () => {
    expect(possibleDays({ text: '昭和26年5月1日', on: '1951-05-01', kind: 'exact' })).toEqual({
      from: '1951-05-01',
      to: '1951-05-01',
    });
  });
});
