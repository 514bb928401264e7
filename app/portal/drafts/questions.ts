import { isOpenDay } from '#app/vocabulary/business-days.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { Office } from '#app/vocabulary/towns.ts';
import {
  type Answers,
  cardHolders,
  headLeaves,
  isPicked,
  movers,
  newHeadOf,
  oldHouseholderOf,
  remaining,
  scopeOf,
  type VisitFacts,
} from './answers.ts';
import { refuseMovingDay, refusePlace, refuseVisitDay, refuseYoungHolder } from './eligibility.ts';

/** 質問: one page each, in this order. */
export const QUESTION_IDS = [
  'profile',
  'household',
  'movers',
  'people',
  'scope',
  'old-householder',
  'cards',
  'moving-date',
  'destination',
  'postcode',
  'town',
  'lot',
  'new-household',
  'new-householder',
  'relationships',
  'remaining-householder',
  'contact',
  'visit-day',
  'visit-office',
  'visit-time',
  'visitor',
] as const;
/** 質問. */
export type QuestionId = (typeof QUESTION_IDS)[number];

/** What a question needs to know besides the answers. */
export interface DraftFacts {
  /** The legal day, Asia/Tokyo. */
  today: CalendarDate;
  /** The day that the filing window is counted from: of a correction, the day of the first filing. */
  filingDay: CalendarDate;
  /** Counters of the destination that receive visitors. */
  offices: readonly Office[];
  /** 団体コード of all wards of the designated city one lives in; empty outside of such cities. */
  cityWards: readonly string[];
  /** 時間枠 of the destination. */
  visits: VisitFacts;
}

interface Question {
  /** Is this question put at all? */
  asked(answers: Answers, facts: DraftFacts): boolean;
  /** Is there an answer that still holds today? */
  answered(answers: Answers, facts: DraftFacts): boolean;
}

/** Whether the town takes visitors there and then; a town that publishes nothing takes them on every open day. */
function isOffered({ days }: VisitFacts, wanted: { on?: CalendarDate; office?: string }): boolean {
  return (
    days.length === 0 || days.some(({ on, office }) => on === (wanted.on ?? on) && office === (wanted.office ?? office))
  );
}

/** 来庁する窓口: chosen, or the only one. */
export function visitOfficeOf({ visitOffice }: Answers, { offices }: Pick<DraftFacts, 'offices'>): string | undefined {
  return offices.length > 1 ? visitOffice : offices[0]?.code;
}

const always = () => true;
const needsHousehold = (answers: Answers) => answers.household !== undefined;
const typed = (answers: Answers) => needsHousehold(answers) && !isPicked(answers);
const inJapan = (answers: Answers) => answers.destinationKind === 'japan';
const hasSeveralParts = (answers: Answers) => answers.newHousehold === 'join' || movers(answers).length > 1;

/** 質問の表: when each is asked and when its answer counts. Guards, navigation and the summary read the same table. */
export const QUESTIONS = {
  profile: {
    asked: always,
    answered: ({ profile }, { today }) =>
      profile?.municipalityCode !== undefined && refuseYoungHolder(profile.bornOn, today) === undefined,
  },
  household: { asked: always, answered: needsHousehold },
  movers: { asked: isPicked, answered: (answers) => movers(answers).length > 0 },
  people: {
    asked: typed,
    answered: (answers) =>
      answers.typedDone === true &&
      movers(answers).length > 0 &&
      movers(answers).every((person) => person.relationship !== ''),
  },
  scope: { asked: typed, answered: (answers) => answers.scope !== undefined },
  'old-householder': {
    asked: (answers) => typed(answers) && !headLeaves(answers),
    answered: (answers) => oldHouseholderOf(answers) !== undefined,
  },
  cards: {
    asked: (answers) => movers(answers).length > 1 || answers.cards !== undefined || cardHolders(answers).length === 0,
    answered: (answers) => cardHolders(answers).length > 0,
  },
  'moving-date': {
    asked: always,
    answered: ({ movingOn }, { filingDay }) =>
      movingOn !== undefined && refuseMovingDay(movingOn, filingDay) === undefined,
  },
  destination: { asked: always, answered: inJapan },
  postcode: {
    asked: inJapan,
    answered: (answers) => answers.postcode !== undefined || answers.destination !== undefined,
  },
  town: {
    asked: inJapan,
    answered: ({ destination, profile }, { cityWards }) =>
      destination !== undefined && refusePlace(profile?.municipalityCode ?? '', destination, cityWards) === undefined,
  },
  lot: { asked: inJapan, answered: (answers) => answers.lot !== undefined },
  'new-household': { asked: always, answered: (answers) => answers.newHousehold !== undefined },
  'new-householder': { asked: hasSeveralParts, answered: (answers) => newHeadOf(answers) !== undefined },
  relationships: {
    asked: hasSeveralParts,
    answered: (answers) =>
      movers(answers).every(
        (person) =>
          (answers.newHousehold === 'new' && person.key === answers.newHeadKey) ||
          answers.newRelationships?.[person.key] !== undefined,
      ),
  },
  'remaining-householder': {
    asked: (answers) =>
      scopeOf(answers) === 'partOfHousehold' &&
      headLeaves(answers) &&
      (!isPicked(answers) || remaining(answers).length >= 2),
    answered: (answers) => answers.remainingHead !== undefined,
  },
  contact: { asked: always, answered: (answers) => answers.contact !== undefined },
  'visit-day': {
    asked: always,
    answered: ({ visitOn, movingOn }, { today, visits }) =>
      visitOn !== undefined &&
      movingOn !== undefined &&
      isOpenDay(visitOn) &&
      refuseVisitDay(visitOn, { filedOn: today, movingOn }) === undefined &&
      isOffered(visits, { on: visitOn }),
  },
  'visit-office': {
    asked: (_, { offices }) => offices.length > 1,
    answered: ({ visitOn, visitOffice }, { offices, visits }) =>
      offices.some(({ code }) => code === visitOffice) &&
      isOffered(visits, { ...(visitOn ? { on: visitOn } : {}), ...(visitOffice ? { office: visitOffice } : {}) }),
  },
  'visit-time': {
    asked: (_, { visits }) => visits.days.length > 0,
    answered: (answers, facts) => {
      const { held } = facts.visits;
      return (
        held !== undefined &&
        held.on === answers.visitOn &&
        held.startsAt === answers.visitTime &&
        held.office === visitOfficeOf(answers, facts)
      );
    },
  },
  visitor: { asked: always, answered: (answers) => answers.visitor !== undefined },
} as const satisfies Record<QuestionId, Question>;

/** 聞かれる質問 for these answers, in order. */
export function askedQuestions(answers: Answers, facts: DraftFacts): QuestionId[] {
  return QUESTION_IDS.filter((id) => QUESTIONS[id].asked(answers, facts));
}

/** Whether the question has an answer that still holds. */
export function isAnswered(id: QuestionId, answers: Answers, facts: DraftFacts): boolean {
  return QUESTIONS[id].answered(answers, facts);
}

/** 次の質問: the first that is asked and has no answer that holds; undefined = everything is answered. */
export function nextQuestion(answers: Answers, facts: DraftFacts): QuestionId | undefined {
  return askedQuestions(answers, facts).find((id) => !isAnswered(id, answers, facts));
}

/** The question before this one, for the link back. */
export function previousQuestion(id: QuestionId, answers: Answers, facts: DraftFacts): QuestionId | undefined {
  const asked = askedQuestions(answers, facts);
  const before = QUESTION_IDS.slice(0, QUESTION_IDS.indexOf(id)).filter((other) => asked.includes(other));
  return before.at(-1);
}

/** Whether the resident may open this question now: everything before it is answered. */
export function canOpen(id: QuestionId, answers: Answers, facts: DraftFacts): boolean {
  const asked = askedQuestions(answers, facts);
  if (!asked.includes(id)) return false;
  const next = nextQuestion(answers, facts);
  return next === undefined || asked.indexOf(id) <= asked.indexOf(next);
}

/** 大きな段階 of the form, for the step navigation. */
export const STEPS = ['you', 'movers', 'move', 'newHome', 'visit', 'confirm'] as const;
/** 大きな段階. */
export type StepId = (typeof STEPS)[number];

/** Which step a question belongs to. */
export const STEP_OF = {
  profile: 'you',
  household: 'you',
  movers: 'movers',
  people: 'movers',
  scope: 'movers',
  'old-householder': 'movers',
  cards: 'movers',
  'moving-date': 'move',
  destination: 'move',
  postcode: 'move',
  town: 'move',
  lot: 'move',
  'new-household': 'newHome',
  'new-householder': 'newHome',
  relationships: 'newHome',
  'remaining-householder': 'newHome',
  contact: 'visit',
  'visit-day': 'visit',
  'visit-office': 'visit',
  'visit-time': 'visit',
  visitor: 'visit',
} as const satisfies Record<QuestionId, StepId>;
