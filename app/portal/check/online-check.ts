import { filingWindow, visitRange } from '#app/vocabulary/deadlines.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import { typedDate } from '../answering/date-input.ts';
import { type FieldErrors, type FormValues, raw } from '../answering/form-values.ts';
import { text } from '../texts/text.ts';

/**
 * オンライン届出の事前確認 (住民基本台帳法第24条, 第24条の2): what is asked before signing in, and what each answer may be. 支援措置 is
 * never asked: the answer would stand in an address that a browser keeps.
 */
export const CHECK_CHOICES = {
  to: ['otherTown', 'sameTown', 'otherWard', 'abroad', 'fromAbroad'],
  who: ['withMe', 'householdOnly', 'others'],
  residency: ['japanese', 'foreign', 'notRegistered'],
  card: ['valid', 'unsure', 'ended', 'none'],
  age: ['adult', 'child'],
  pins: ['known', 'unsure'],
} as const;

/** 事前確認の質問, in the order in which they are asked. */
export const CHECK_QUESTIONS = ['to', 'who', 'residency', 'card', 'age', 'pins', 'movingOn'] as const;

type CheckQuestion = (typeof CHECK_QUESTIONS)[number];
type ChoiceQuestion = keyof typeof CHECK_CHOICES;

/** オンラインで届け出られない理由. */
export type CheckObstacle =
  | 'sameTown'
  | 'otherWard'
  | 'abroad'
  | 'fromAbroad'
  | 'others'
  | 'notRegistered'
  | 'ended'
  | 'none'
  | 'child'
  | 'tooEarly'
  | 'tooLate'
  | 'noVisitDay';

/** What may make it harder, though it can be done. */
export type CheckHint = 'householdOnly' | 'foreign' | 'cardUnsure' | 'pinsUnsure';

/** 事前確認の結果. */
export type CheckResult =
  | { kind: 'question'; question: CheckQuestion; errors?: FieldErrors }
  | { kind: 'no'; question: CheckQuestion; obstacle: CheckObstacle; on?: CalendarDate }
  | { kind: 'yes'; movingOn?: CalendarDate; latestVisit?: CalendarDate; hints: CheckHint[] };

/** Answers that end the check at once. */
const OBSTACLES: ReadonlySet<string> = new Set([
  'sameTown',
  'otherWard',
  'abroad',
  'fromAbroad',
  'others',
  'notRegistered',
  'ended',
  'none',
  'child',
] satisfies CheckObstacle[]);

/** Answers that are told with a "yes". */
const HINTS: Readonly<Record<string, CheckHint>> = {
  'who=householdOnly': 'householdOnly',
  'residency=foreign': 'foreign',
  'card=unsure': 'cardUnsure',
  'pins=unsure': 'pinsUnsure',
};

/**
 * The next question, or the end. The answers stand in the address of the page, so that nothing is stored and every step back works. A question
 * that is named in `ask` comes again; one that was sent without an answer (`sent`) comes with what is missing.
 */
export function checkOnline(values: FormValues, today: CalendarDate): CheckResult {
  const again = CHECK_QUESTIONS.find((question) => question === raw(values, 'ask'));
  if (again) return { kind: 'question', question: again };
  for (const question of CHECK_QUESTIONS) {
    const step = question === 'movingOn' ? checkDay(values, today) : checkChoice(values, question);
    if (step) return step;
  }
  return { kind: 'yes', hints: hintsOf(values) };
}

/** Undefined = answered, and no obstacle. */
function checkChoice(values: FormValues, question: ChoiceQuestion): CheckResult | undefined {
  const answer = raw(values, question);
  const choices: readonly string[] = CHECK_CHOICES[question];
  if (!choices.includes(answer)) return unanswered(values, question, text('error.choose'));
  return isObstacle(answer) ? { kind: 'no', question, obstacle: answer } : undefined;
}

function isObstacle(answer: string): answer is CheckObstacle {
  return OBSTACLES.has(answer);
}

function unanswered(values: FormValues, question: CheckQuestion, sentence: string): CheckResult {
  const sent = raw(values, 'sent') === question;
  return { kind: 'question', question, ...(sent ? { errors: { [question]: sentence } } : {}) };
}

/** 異動日 (受付期間, 住民基本台帳法第24条の2, 施行令第24条の2): undefined = not known yet. */
function checkDay(values: FormValues, today: CalendarDate): CheckResult | undefined {
  if (raw(values, 'day') === 'undecided') return undefined;
  const moving = typedDate(values, 'movingOn', { usualEra: '令和' });
  if ('error' in moving) return unanswered(values, 'movingOn', moving.error);
  const { first, last } = filingWindow(moving.on);
  if (today < first) return { kind: 'no', question: 'movingOn', obstacle: 'tooEarly', on: first };
  if (today > last) return { kind: 'no', question: 'movingOn', obstacle: 'tooLate', on: last };
  const visit = visitRange({ filedOn: today, plannedOn: moving.on, movingOn: moving.on });
  if (!visit) return { kind: 'no', question: 'movingOn', obstacle: 'noVisitDay' };
  return { kind: 'yes', movingOn: moving.on, latestVisit: visit.latest, hints: hintsOf(values) };
}

function hintsOf(values: FormValues): CheckHint[] {
  return CHECK_QUESTIONS.flatMap((question) => HINTS[`${question}=${raw(values, question)}`] ?? []);
}

const FIELDS = [...CHECK_QUESTIONS, 'day', 'movingOn.era', 'movingOn.year', 'movingOn.month', 'movingOn.day'];

/** The answers given so far, as fields of the next form; those of `question` are left to the form itself. */
export function carriedAnswers(values: FormValues, question?: CheckQuestion): [name: string, value: string][] {
  return FIELDS.flatMap((name): [string, string][] => {
    const ofQuestion = question === 'movingOn' ? name === 'day' || name.startsWith('movingOn.') : name === question;
    const value = raw(values, name);
    return value === '' || ofQuestion ? [] : [[name, value.slice(0, 20)]];
  });
}
