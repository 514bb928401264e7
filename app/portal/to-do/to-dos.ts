import { nextOpenDay } from '#app/vocabulary/business-days.ts';
import { addDays } from '#app/vocabulary/dates.ts';
import type { CalendarDate, DateOfRecord } from '#app/vocabulary/persons.ts';
import type { Procedure, ProcedureCounter, TownProcedure } from '#app/vocabulary/procedures.ts';
import {
  isAged,
  isBeforeHighSchool,
  isChildOfAllowance,
  isOfSchoolAge,
  isPupil,
} from '#app/vocabulary/section-ages.ts';
import { isPersonQuestion, type ToDoAnswers } from './questions.ts';
import { type BringKey, type DueRule, type PersonCondition, type Place, RULES, type Rule } from './rules.ts';

/** 家族の事情: what the list is computed from. */
export interface FamilyFacts {
  movers: readonly { bornOn: DateOfRecord; hasCard: boolean }[];
  fromMunicipality: string;
  toMunicipality: string;
  /** 転出予定日, as filed. */
  movingOn: CalendarDate;
  /** 異動日 as the new town registered it. */
  movedInOn?: CalendarDate;
  /** 来庁予定日, and the day on which the 転入届 was made. */
  visitOn: CalendarDate;
  filedOn?: CalendarDate;
  /** The head leaves and several stay; perhaps: it is not known how many do. */
  remainingHousehold: 'several' | 'perhaps' | 'none';
  /** How far the move is: what the old and the new town have registered, or that it is called off. */
  progress: { leftOld: boolean; arrivedNew: boolean; calledOff: boolean };
  answers: ToDoAnswers;
}

/** 手続の段階 (予定 → 確定 → 取消): before the registers say so, afterwards, and when the move is called off. */
export type ToDoPhase = 'planned' | 'confirmed' | 'cancelled';

/** やること: one procedure of one place, with everything that a person has to know to do it. */
export interface ToDo {
  /** The rule's key: stays the same however often the list is computed. */
  key: string;
  procedure: Procedure;
  place: Place;
  phase: ToDoPhase;
  timing: Rule['timing'];
  /** A fact is still open: the answers or a day of birth would tell. */
  perhaps: boolean;
  /** Places in the list of movers; empty = the household. */
  persons: number[];
  dueOn?: CalendarDate;
  bring: { what: BringKey; persons: number[] }[];
  counter?: ProcedureCounter;
  remark?: string;
  article: string;
}

/** 市区町村ごとの定め of both ends. */
export interface TownRules {
  old: readonly TownProcedure[];
  new: readonly TownProcedure[];
}

/** 都道府県: the first two digits of a 団体コード. */
const prefectureOf = (municipality: string) => municipality.slice(0, 2);

function fulfils(
  { bornOn, hasCard }: FamilyFacts['movers'][number],
  who: PersonCondition,
  on: CalendarDate,
  town: TownProcedure | undefined,
): boolean {
  const { aged, stage } = who;
  if (who.hasCard && !hasCard) return false;
  if (aged && !isAged(bornOn, aged.onBirthday ? addDays(on, -1) : on, aged.from, aged.below)) return false;
  switch (stage) {
    case undefined:
      return true;
    case 'pupil':
      return isPupil(bornOn, on);
    case 'schoolAge':
      return isOfSchoolAge(bornOn, on);
    case 'childOfAllowance':
      return isChildOfAllowance(bornOn, on);
    case 'medicalCareForChildren':
      return town?.childrenUntil === 'juniorHighSchool'
        ? isBeforeHighSchool(bornOn, on)
        : isChildOfAllowance(bornOn, on);
  }
}

/** Who is concerned, and whether that is certain; undefined = nobody, the rule has nothing to say. */
function concerned(
  rule: Rule,
  facts: FamilyFacts,
  on: CalendarDate,
  town: TownProcedure | undefined,
): { persons: number[]; perhaps: boolean } | undefined {
  const { who, asks } = rule;
  const fitting = facts.movers.flatMap((mover, place) => (!who || fulfils(mover, who, on, town) ? [place] : []));
  if (who && fitting.length === 0) return undefined;
  const ofUnknownAge =
    (who?.aged !== undefined || who?.stage !== undefined) &&
    fitting.every((place) => facts.movers[place]?.bornOn.on === undefined);
  if (!asks) return { persons: fitting, perhaps: ofUnknownAge };
  if (!isPersonQuestion(asks)) {
    const answer = facts.answers.household[asks];
    return answer === false ? undefined : { persons: fitting, perhaps: answer === undefined };
  }
  const named = facts.answers.persons[asks];
  if (!named) return { persons: fitting, perhaps: true };
  const persons = fitting.filter((place) => named.includes(place) !== (rule.otherwise ?? false));
  return persons.length === 0 ? undefined : { persons, perhaps: ofUnknownAge };
}

function dueDay({ from, days, nextOpenDay: closes }: DueRule, facts: FamilyFacts, own?: number): CalendarDate {
  const base = {
    moving: facts.movedInOn ?? facts.movingOn,
    planned: facts.movingOn,
    filing: facts.filedOn ?? facts.visitOn,
  }[from];
  const last = addDays(base, own ?? days);
  return closes ? nextOpenDay(last) : last;
}

function phaseOf(place: Place, { calledOff, leftOld, arrivedNew }: FamilyFacts['progress']): ToDoPhase {
  if (calledOff) return 'cancelled';
  return (place === 'oldTown' ? leftOld || arrivedNew : arrivedNew) ? 'confirmed' : 'planned';
}

const PLACES: readonly Place[] = ['oldTown', 'newTown', 'other'];

/** What is due first comes first; what has no day keeps the order of the table. */
function inOrder(one: ToDo, other: ToDo): number {
  const byPlace = PLACES.indexOf(one.place) - PLACES.indexOf(other.place);
  if (byPlace !== 0) return byPlace;
  return (one.dueOn ?? '9999-12-31').localeCompare(other.dueOn ?? '9999-12-31');
}

/** やることの一覧: everything that this family has to do because of this move, as far as it is known. */
export function toDosOf(facts: FamilyFacts, towns: TownRules, rules: readonly Rule[] = RULES): ToDo[] {
  const on = facts.movedInOn ?? facts.movingOn;
  const samePrefecture = prefectureOf(facts.fromMunicipality) === prefectureOf(facts.toMunicipality);
  return rules
    .flatMap((rule): ToDo[] => {
      const { place, procedure } = rule;
      const ofTown = place === 'other' ? [] : towns[place === 'oldTown' ? 'old' : 'new'];
      const town = ofTown.find((one) => one.procedure === procedure);
      if (town?.none) return [];
      if (rule.prefecture && (rule.prefecture === 'same') !== samePrefecture) return [];
      if (rule.remaining && facts.remainingHousehold === 'none') return [];
      const found = concerned(rule, facts, on, town);
      if (!found) return [];
      const persons = rule.concerns === 'persons' ? found.persons : [];
      return [
        {
          key: rule.key,
          procedure,
          place,
          phase: phaseOf(place, facts.progress),
          timing: rule.timing,
          perhaps: found.perhaps || (rule.remaining === true && facts.remainingHousehold === 'perhaps'),
          persons,
          ...(rule.due ? { dueOn: dueDay(rule.due, facts, town?.days) } : {}),
          bring: rule.bring.map(({ what, each }) => ({ what, persons: each ? persons : [] })),
          ...(town?.counter ? { counter: town.counter } : {}),
          ...(town?.remark ? { remark: town.remark } : {}),
          article: rule.article,
        },
      ];
    })
    .sort(inOrder);
}
