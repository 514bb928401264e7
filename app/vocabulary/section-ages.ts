import { addDays, addYears, ageOn, birthdaysUpTo } from './dates.ts';
import type { CalendarDate, DateOfRecord } from './persons.ts';

/**
 * 年齢要件: an age is reached on the day before the birthday (年齢計算ニ関する法律). Of an unknown day of birth every age may be
 * reached: the section is asked rather than left out.
 */
export function isAged(bornOn: DateOfRecord, on: CalendarDate, from: number, below = 200): boolean {
  if (!bornOn.on) return true;
  const age = ageOn(bornOn.on, on);
  return from <= age && age < below;
}

/** 75歳: 後期高齢者医療 alone begins on the birthday itself (高齢者の医療の確保に関する法律第52条). */
export function isAgedOnBirthday(bornOn: DateOfRecord, on: CalendarDate, from: number): boolean {
  return !bornOn.on || from <= birthdaysUpTo(bornOn.on, on);
}

/** 誕生日 of an age: of 29 February the day after in years that have none, so that the day before it is always the 28th. */
export function birthdayAt(bornOn: CalendarDate, years: number): CalendarDate {
  const birthday = addYears(bornOn, years);
  return birthday.slice(5) < bornOn.slice(5) ? addDays(birthday, 1) : birthday;
}

/** 年齢に達する日 (年齢計算ニ関する法律, 民法第143条): the day before the birthday, at whose end the year of life is complete. */
export function ageReachedOn(bornOn: CalendarDate, years: number): CalendarDate {
  return addDays(birthdayAt(bornOn, years), -1);
}

/** 同学年: the births whose school year begins on that 1 April at that age, 2 April to 1 April (学校教育法第17条, 年齢計算ニ関する法律). */
export function classOf(april: CalendarDate, age: number): { from: CalendarDate; to: CalendarDate } {
  return { from: addDays(addYears(april, -age - 1), 1), to: addYears(april, -age) };
}

/** 翌年度の初め (学校教育法施行規則第59条): the next 1 April, not this day. */
export function nextApril(on: CalendarDate): CalendarDate {
  return `${Number(on.slice(0, 4)) + (on.slice(5) >= '04-01' ? 1 : 0)}-04-01`;
}

/** 学年の初め: first 1 April on or after the birthday of that age: who is born on 1 April belongs to the earlier year (学校教育法第17条). */
export function schoolYearAfter(bornOn: CalendarDate, age: number): CalendarDate {
  const birthday = addYears(bornOn, age);
  const april = `${birthday.slice(0, 4)}-04-01`;
  return birthday <= april ? april : addYears(april, 1);
}

/** 学齢 (学校教育法第17条, 施行令第2条): listed from the 1 October before the first year of school to the end of the ninth. */
export function isOfSchoolAge(bornOn: DateOfRecord, on: CalendarDate): boolean {
  if (!bornOn.on) return true;
  const starts = schoolYearAfter(bornOn.on, 6);
  const listedFrom = `${Number(starts.slice(0, 4)) - 1}-10-01`;
  return listedFrom <= on && on < addYears(starts, 9);
}

/** 高校生年代まで (児童手当法第3条第1項): to the 31 March after the 18th birthday. */
export function isChildOfAllowance(bornOn: DateOfRecord, on: CalendarDate): boolean {
  return !bornOn.on || on < schoolYearAfter(bornOn.on, 18);
}

/** 小・中学校に通う子 (学校教育法第17条): pupils now, from the first to the ninth year of school. */
export function isPupil(bornOn: DateOfRecord, on: CalendarDate): boolean {
  if (!bornOn.on) return true;
  const starts = schoolYearAfter(bornOn.on, 6);
  return starts <= on && on < addYears(starts, 9);
}

/** 中学校卒業まで: to the end of the ninth year of school, where a town's 子ども医療 ends there. */
export function isBeforeHighSchool(bornOn: DateOfRecord, on: CalendarDate): boolean {
  return !bornOn.on || on < schoolYearAfter(bornOn.on, 15);
}
