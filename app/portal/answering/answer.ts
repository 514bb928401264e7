import type { Answers, Destination } from '../drafts/answers.ts';
import type { DraftFacts, QuestionId } from '../drafts/questions.ts';
import type { Answered, FormValues } from './form-values.ts';
import { answerDestinationKind, answerLot, answerMovingDate, answerPostcode, answerTown } from './move.ts';
import { answerCards, answerMovers, answerOldHouseholder, answerPeople, answerScope } from './movers.ts';
import {
  answerNewHousehold,
  answerNewHouseholder,
  answerRelationships,
  answerRemainingHouseholder,
} from './new-home.ts';
import { answerContact, answerVisitDay, answerVisitOffice, answerVisitor, answerVisitTime } from './visit.ts';

/** Questions that are answered by a form alone; the other two need the card app or the 中間サーバー. */
export type FormQuestionId = Exclude<QuestionId, 'profile' | 'household'>;

/** What an answer may need besides the draft. */
export interface AnsweringFacts extends DraftFacts {
  /** Towns behind a postcode. */
  townsOf(postcode: string): readonly Destination[];
}

type Answering = (answers: Answers, values: FormValues, facts: AnsweringFacts) => Answered;

const ANSWERING = {
  movers: answerMovers,
  people: answerPeople,
  scope: answerScope,
  'old-householder': answerOldHouseholder,
  cards: answerCards,
  'moving-date': answerMovingDate,
  destination: answerDestinationKind,
  postcode: answerPostcode,
  town: answerTown,
  lot: answerLot,
  'new-household': answerNewHousehold,
  'new-householder': answerNewHouseholder,
  relationships: answerRelationships,
  'remaining-householder': answerRemainingHouseholder,
  contact: answerContact,
  'visit-day': answerVisitDay,
  'visit-office': answerVisitOffice,
  'visit-time': answerVisitTime,
  visitor: answerVisitor,
} as const satisfies Record<FormQuestionId, Answering>;

/** 質問に答える: checks a posted form and gives the answers with it, or says what is wrong. */
export function answer(
  question: FormQuestionId,
  answers: Answers,
  values: FormValues,
  facts: AnsweringFacts,
): Answered {
  const answering: Answering = ANSWERING[question];
  return answering(answers, values, facts);
}
