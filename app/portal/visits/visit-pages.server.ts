import { openDaysBetween } from '#app/vocabulary/business-days.ts';
import { visitRange } from '#app/vocabulary/deadlines.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { Office } from '#app/vocabulary/towns.ts';
import type { VisitProcedure, VisitSlot } from '#app/vocabulary/visit-slots.ts';
import { type Draft, movers } from '../drafts/answers.ts';
import { hasLittleTimeToPrepare } from '../drafts/eligibility.ts';
import { type QuestionId, visitOfficeOf } from '../drafts/questions.ts';
import { applicationMover } from '../filing/form.ts';
import type { Portal } from '../index.server.ts';
import type { OfficeChoice, QuestionView, VisitDay } from '../screens/question-view.ts';
import { HOLD_MINUTES } from './reservations.server.ts';
import {
  type DaySlots,
  familyMinutes,
  freePlaces,
  timesNear,
  timesOn,
  type VisitTimes,
  withoutOwn,
} from './visit-choice.ts';

/** 来庁予定日として選べる日. */
export function visitDays(filedOn: CalendarDate, movingOn: CalendarDate): VisitDay[] {
  const range = visitRange({ filedOn, plannedOn: movingOn, movingOn });
  if (!range) return [];
  return openDaysBetween(range.earliest, range.latest).map((on) => ({
    on,
    hasty: hasLittleTimeToPrepare(filedOn, on),
  }));
}

/** What a visit is chosen from: the days that the law allows, with what the town offers on them. */
export interface VisitOffer {
  days: VisitDay[];
  /** Empty = the town gives no times. */
  board: DaySlots[];
  offices: readonly Office[];
}

/** 来庁の予約の候補 between the first and the last day that the law allows. */
export async function visitOffer(
  portal: Portal,
  town: { municipality: string; procedure: VisitProcedure },
  days: VisitDay[],
  held?: VisitSlot,
): Promise<VisitOffer> {
  const first = days[0]?.on;
  const last = days.at(-1)?.on;
  const board = first && last ? await portal.visits.board(town, { first, last }) : [];
  return { days, board: withoutOwn(board, held), offices: portal.offices(town.municipality) };
}

/** Days with a free place; all of them where the town gives no times. */
export function offeredDays({ days, board }: VisitOffer): VisitDay[] {
  if (board.length === 0) return days;
  return days.map((day) => ({ ...day, free: freePlaces(board, { on: day.on }) })).filter(({ free }) => free > 0);
}

/** Counters with what is free there on a day; those that are closed then are left out. */
export function offeredOffices({ board, offices }: VisitOffer, on: CalendarDate | undefined): OfficeChoice[] {
  if (board.length === 0 || !on) return [...offices];
  return offices
    .filter(({ code }) => board.some((day) => day.on === on && day.office === code))
    .map((office) => ({ ...office, free: freePlaces(board, { on, office: office.code }) }));
}

/** The times of the chosen day and counter, and near ones. */
export function offeredTimes(
  { board, offices }: VisitOffer,
  wanted: { on: CalendarDate; office: string; startsAt?: string },
): Pick<VisitTimes, 'times' | 'nearby'> {
  const nameOf = (code: string) => offices.find((office) => office.code === code)?.name ?? code;
  const times = timesOn(board, wanted, nameOf);
  return { times, nearby: timesNear(board, wanted, nameOf) };
}

/** The part of a question's page that shows days, counters and times. */
export async function draftVisitView(
  portal: Portal,
  draft: Draft,
  question: QuestionId,
): Promise<Partial<QuestionView>> {
  const { answers } = draft;
  const { movingOn, destination, visitOn, visitTime } = answers;
  const municipality = destination?.municipalityCode;
  if (!['visit-day', 'visit-office', 'visit-time'].includes(question) || !movingOn || !municipality) return {};
  const facts = portal.drafts.facts(draft);
  const { held } = facts.visits;
  const town = { municipality, procedure: 'movingIn' } as const;
  const offer = await visitOffer(portal, town, visitDays(facts.today, movingOn), held);
  if (question === 'visit-day') {
    const days = offeredDays(offer);
    return { visitDays: days, hidesFullDays: days.length < offer.days.length };
  }
  if (question === 'visit-office') return { offices: offeredOffices(offer, visitOn) };
  const office = visitOfficeOf(answers, facts);
  if (!visitOn || !office) return {};
  const minutes = familyMinutes(await portal.visits.lengths(municipality), 'movingIn', {
    movers: movers(answers).map((person) => applicationMover(person, answers)),
    on: visitOn,
  });
  return {
    visitTimes: {
      ...offeredTimes(offer, { on: visitOn, office, ...(visitTime ? { startsAt: visitTime } : {}) }),
      ...(minutes ? { minutes } : {}),
      lost: visitTime !== undefined && held === undefined,
      holdMinutes: HOLD_MINUTES,
    },
  };
}
