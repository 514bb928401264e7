import { type FieldErrors, type FormValues, raw } from '../answering/form-values.ts';
import { text } from '../texts/text.ts';
import { HOUSEHOLD_QUESTIONS, PERSON_QUESTIONS, type PersonQuestion, type ToDoAnswers } from './questions.ts';
import { RULES } from './rules.ts';

/** だれもいない: the value of the answer that rules everybody out. */
export const NOBODY = 'nobody';

function personsOf(values: FormValues, question: PersonQuestion, movers: number): number[] | 'open' | 'contradiction' {
  const chosen = values[question] ?? [];
  const persons = chosen.filter((value) => /^\d{1,2}$/.test(value) && Number(value) < movers).map(Number);
  if (!chosen.includes(NOBODY)) return persons.length === 0 ? 'open' : persons;
  return persons.length === 0 ? [] : 'contradiction';
}

/** 質問のページの読み取り: what is left open stays open; "nobody" together with somebody is not understood. */
export function readAnswers(values: FormValues, movers: number): { answers: ToDoAnswers } | { errors: FieldErrors } {
  const answers: ToDoAnswers = { persons: {}, household: {}, shared: raw(values, 'shared') === 'yes' };
  const errors: Record<string, string> = {};
  for (const question of PERSON_QUESTIONS) {
    const persons = personsOf(values, question, movers);
    if (persons === 'contradiction') errors[question] = text('ask.bothNobodyAndSomebody');
    else if (persons !== 'open') answers.persons[question] = persons;
  }
  for (const question of HOUSEHOLD_QUESTIONS) {
    const said = raw(values, question);
    if (said === 'yes' || said === 'no') answers.household[question] = said === 'yes';
  }
  return Object.keys(errors).length > 0 ? { errors } : { answers };
}

/** The questions that matter to this list: of those about persons only with somebody of the age. */
export function questionsFor(keys: ReadonlySet<string>, answers: ToDoAnswers) {
  const asked = new Set(RULES.flatMap(({ key, asks }) => (asks && keys.has(key) ? [asks] : [])));
  return {
    persons: PERSON_QUESTIONS.filter((question) => asked.has(question) || answers.persons[question] !== undefined),
    household: HOUSEHOLD_QUESTIONS.filter(
      (question) => asked.has(question) || answers.household[question] !== undefined,
    ),
  };
}
