import { addDays, addMonths, addYears } from '#app/vocabulary/dates.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { Section } from '#app/vocabulary/sections.ts';
import { type PossibleDays, possibleDays } from '#app/vocabulary/unclear-dates.ts';
import type { AgeMovement, NoticePhase, SectionEffect } from '../sections.ts';
import { type AgeEffect, type AgeRule, announcedFrom } from './age-rules.ts';
import type { Resident } from './register.ts';

/** 知らせた年齢の到達: what one section was told of one person last. */
export interface ToldAge {
  section: Section;
  movement: AgeMovement;
  phase: Exclude<NoticePhase, 'withdrawn'>;
  /** The day of which the section was told. */
  reachedOn: CalendarDate;
}

/** 年齢の到達の知らせ: what a section hears now. */
export interface AgeNews extends Omit<ToldAge, 'phase'> {
  phase: NoticePhase;
  effect: SectionEffect;
}

/** Days after which nobody is told any more, and what was told is forgotten. */
export function forgottenBefore(today: CalendarDate): CalendarDate {
  return addYears(today, -1);
}

/**
 * 一人に知らせること (予定 → 確定 → 取消): the difference between what the sections were told and what holds today, so that saying it twice is
 * impossible and an age that was told too early is always taken back.
 */
export function ageNews(
  rules: readonly AgeRule[],
  person: Resident,
  told: readonly ToldAge[],
  today: CalendarDate,
): AgeNews[] {
  const isUnclear = person.status === 'resident' && !person.bornOn.on;
  const news: AgeNews[] = [];
  for (const rule of rules) {
    const doubts = news.flatMap(({ effect: _, phase, ...one }) => (phase === 'unclear' ? { ...one, phase } : []));
    news.push(...(isUnclear ? unclearNews : clearNews)(rule, person, [...told, ...doubts], today));
  }
  return news;
}

function clearNews(rule: AgeRule, person: Resident, told: readonly ToldAge[], today: CalendarDate): AgeNews[] {
  const on = person.bornOn.on && rule.reachedOn(person.bornOn.on);
  return rule.effects.flatMap((one) => {
    const before = told.find(({ section, movement }) => section === one.section && movement === rule.movement);
    return newsOf(one, rule, person, { on, before, today });
  });
}

function newsOf(
  one: AgeEffect,
  rule: AgeRule,
  person: Resident,
  { on, before, today }: { on: CalendarDate | undefined; before: ToldAge | undefined; today: CalendarDate },
): AgeNews[] {
  const isReached = on !== undefined && on <= today;
  const holds = on !== undefined && reaches(person, on) && (one.concerns(person) || before?.phase === 'confirmed');
  const stands = before && before.phase !== 'unclear' && holds && before.reachedOn === on;
  const news: AgeNews[] = before && !stands ? [newsItem(one, rule, person, 'withdrawn', before.reachedOn)] : [];
  if (!holds) return news;
  if (stands) {
    return before.phase === 'planned' && isReached ? [newsItem(one, rule, person, 'confirmed', on)] : [];
  }
  const isDue = announcedFrom(rule, on) <= today && on >= forgottenBefore(today);
  // Of who came later than that the 記載 itself has told.
  const cameBefore = (person.becameResidentOn.on ?? '') < on;
  if (!isDue || !cameBefore || person.status !== 'resident') return news;
  return [...news, newsItem(one, rule, person, isReached ? 'confirmed' : 'planned', on)];
}

/** 住所を有する者が達したとき: who dies on the day has reached it; who leaves on it is another town's. */
function reaches({ status, removed }: Resident, on: CalendarDate): boolean {
  if (status === 'resident' || !removed) return true;
  return status === 'deceased' ? on <= removed.on : on < removed.on;
}

/** 生年月日の不詳: from the first day on which the age may be reached, once; where not even the year is known, one rule for each section. */
function unclearNews(rule: AgeRule, person: Resident, told: readonly ToldAge[], today: CalendarDate): AgeNews[] {
  const possible = possibleDays(person.bornOn);
  return rule.effects.flatMap((one) => {
    const before = told.find(({ section, movement }) => section === one.section && movement === rule.movement);
    if (before?.phase === 'unclear') return [];
    const news = before ? [newsItem(one, rule, person, 'withdrawn', before.reachedOn)] : [];
    const isTold = possible
      ? maybeReached(rule, possible, today)
      : !told.some(({ section, phase }) => section === one.section && phase === 'unclear');
    if (!isTold || !one.concerns(person)) return news;
    const on = possible ? rule.reachedOn(possible.from) : today;
    return [...news, newsItem(one, rule, person, 'unclear', on)];
  });
}

function maybeReached(rule: AgeRule, { from, to }: PossibleDays, today: CalendarDate): boolean {
  return announcedFrom(rule, rule.reachedOn(from)) <= today && rule.reachedOn(to) >= forgottenBefore(today);
}

function newsItem(one: AgeEffect, rule: AgeRule, person: Resident, phase: NoticePhase, on: CalendarDate): AgeNews {
  const effect = phase === 'planned' ? one.planned(person, on) : one.confirmed(person, on);
  const { section } = one;
  const base = { section, movement: rule.movement, phase, reachedOn: on };
  if (phase !== 'unclear') return { ...base, effect };
  const { article } = effect;
  return { ...base, effect: { effect: `${effect.effect}に当たるかを確かめる（生年月日が不詳）`, article } };
}

/** 年齢の到達に近い方: may anything have been told of this person, or have to be told now? Nearly everybody is not. */
export function isNearAge(
  rules: readonly AgeRule[],
  { bornOn }: Pick<Resident, 'bornOn'>,
  today: CalendarDate,
): boolean {
  if (!bornOn.on) return true;
  const born = bornOn.on;
  return rules.some((rule) => {
    const on = rule.reachedOn(born);
    return announcedFrom(rule, on) <= today && forgottenBefore(today) <= on;
  });
}

/** その夜に見る生年月日: births for whom a day came, or a notice ahead of it, since the last night; at first all who are ahead. */
export function birthsOfNight(
  rule: AgeRule,
  today: CalendarDate,
  last: CalendarDate | undefined,
): { from: CalendarDate; to: CalendarDate }[] {
  const ahead = addDays(addMonths(today, rule.lead), rule.lead > 0 ? LAST_DAYS : 0);
  if (last === undefined) return present(rule.bornFor(today, ahead));
  const reached = rule.bornFor(addDays(last, 1), today);
  if (rule.lead === 0) return present(reached);
  return present(reached, rule.bornFor(addDays(addMonths(last, rule.lead), -LAST_DAYS), ahead));
}

/** Of those births, is this one really of that night? Only then the person is looked at. */
export function isOfNight(
  rule: AgeRule,
  bornOn: CalendarDate,
  today: CalendarDate,
  last: CalendarDate | undefined,
): boolean {
  const on = rule.reachedOn(bornOn);
  const from = announcedFrom(rule, on);
  if (last === undefined) return from <= today && today <= on;
  return (last < on && on <= today) || (last < from && from <= today);
}

/** 応当日 of 31 in shorter months: days that fall together (民法第143条第2項). */
const LAST_DAYS = 3;

function present<T>(...items: (T | undefined)[]): T[] {
  return items.filter((item) => item !== undefined);
}
