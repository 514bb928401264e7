import { z } from 'zod';

/** 家族に聞くこと about persons: what neither the filing nor the register tells the portal. */
export const PERSON_QUESTIONS = [
  'nationalInsurance',
  'careCertified',
  'nationalPension',
  'sealRegistration',
  'disability',
  'residenceCard',
  'drivingLicence',
] as const;
/** 人ごとの質問. */
export type PersonQuestion = (typeof PERSON_QUESTIONS)[number];

/** 家族に聞くこと about the household as a whole. */
export const HOUSEHOLD_QUESTIONS = ['publicAssistance', 'dog', 'moped', 'vehicle'] as const;
/** 世帯への質問. */
export type HouseholdQuestion = (typeof HOUSEHOLD_QUESTIONS)[number];

/** 質問. */
export type ToDoQuestion = PersonQuestion | HouseholdQuestion;

const Persons = z.array(z.number().int().min(0).max(19)).max(20);

/** 質問への答え: everything may be left open; persons are places in the list of movers, an empty list says "nobody". */
export const ToDoAnswers = z.strictObject({
  persons: z.partialRecord(z.enum(PERSON_QUESTIONS), Persons).default({}),
  household: z.partialRecord(z.enum(HOUSEHOLD_QUESTIONS), z.boolean()).default({}),
  /** 窓口の職員にも見せる: without it the new town sees the list that the family alone gives. */
  shared: z.boolean().default(false),
});
export type ToDoAnswers = z.infer<typeof ToDoAnswers>;

/** Nothing was answered yet. */
export const NO_ANSWERS: ToDoAnswers = { persons: {}, household: {}, shared: false };

/** Whether anything was answered. */
export function isAnswered({ persons, household }: ToDoAnswers): boolean {
  return Object.keys(persons).length + Object.keys(household).length > 0;
}

export function isPersonQuestion(question: ToDoQuestion): question is PersonQuestion {
  return (PERSON_QUESTIONS as readonly string[]).includes(question);
}
