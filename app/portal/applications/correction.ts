import type { MovingForm } from '#app/messages/contracts/application.ts';
import type { QuestionId } from '../drafts/questions.ts';

/** 要訂正の項目 → the questions that ask for it. */
const QUESTIONS_OF_FIELD = {
  procedure: [],
  receiptNumber: [],
  corrects: [],
  filedOn: [],
  filer: ['profile', 'contact'],
  fromMunicipality: ['profile'],
  oldAddress: ['profile'],
  oldHouseholder: ['people', 'old-householder'],
  scope: ['movers', 'scope'],
  movers: ['movers', 'people', 'cards', 'relationships'],
  movingOn: ['moving-date', 'visit-day', 'visit-time'],
  toMunicipality: ['destination', 'postcode', 'town', 'lot'],
  newAddress: ['postcode', 'town', 'lot'],
  newHousehold: ['new-household', 'new-householder', 'relationships'],
  newHouseholder: ['new-householder', 'relationships'],
  remainingHouseholder: ['remaining-householder'],
  visit: ['visit-day', 'visit-office', 'visit-time', 'visitor'],
} as const satisfies Record<keyof MovingForm, readonly QuestionId[]>;

function isField(field: string): field is keyof typeof QUESTIONS_OF_FIELD {
  return Object.hasOwn(QUESTIONS_OF_FIELD, field);
}

/**
 * 要訂正 (補正の求め): the questions that are open in a correction. A field may be named with a part of it
 * (movers.0.name); a request without any known field opens everything that was asked.
 */
export function questionsToCorrect(fields: readonly string[]): QuestionId[] {
  const named = fields.map((field) => field.split('.')[0] ?? '').filter(isField);
  const known = named.length > 0 ? named : Object.keys(QUESTIONS_OF_FIELD).filter(isField);
  return [...new Set(known.flatMap((field): readonly QuestionId[] => QUESTIONS_OF_FIELD[field]))];
}
