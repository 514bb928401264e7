import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { Refusal } from '#app/vocabulary/refusals.ts';
import type { Office } from '#app/vocabulary/towns.ts';
import type { FieldErrors, FormValues } from '../answering/form-values.ts';
import type { Answers, Destination } from '../drafts/answers.ts';
import type { QuestionId, StepId } from '../drafts/questions.ts';
import type { VisitTimes } from '../visits/visit-choice.ts';

/** A day that can be chosen for the visit. */
export interface VisitDay {
  on: CalendarDate;
  hasty: boolean;
  /** Free places at all counters, where the town gives times. */
  free?: number;
}

/** A counter that can be chosen for the visit. */
export interface OfficeChoice extends Office {
  /** Free places on the chosen day, where the town gives times. */
  free?: number;
}

/** 質問の画面: what a page shows for a question. */
export interface QuestionView {
  draftId: string;
  question: QuestionId;
  answers: Answers;
  back: string;
  /** The steps up to this one have been reached. */
  step: StepId;
  offices: readonly OfficeChoice[];
  /** Towns behind the postcode that was looked up. */
  towns: readonly Destination[];
  movingDays: { first: CalendarDate; last: CalendarDate };
  visitDays: readonly VisitDay[];
  /** Days without a free place were left out. */
  hidesFullDays?: boolean;
  /** Of the question about the time. */
  visitTimes?: VisitTimes;
  latestVisitDay?: CalendarDate;
  /** A sentence about what happened before this page, e.g. why the card was not read. */
  notice?: string;
}

/** What the action said about the posted form, or nothing yet. */
export interface Reply {
  values?: FormValues;
  errors?: FieldErrors;
  refusal?: Refusal;
}

/** Props of the part of a page that is different for each question. */
export interface QuestionProps {
  view: QuestionView;
  reply: Reply;
}

/** What was typed last, else the stored answer. */
export function typed(reply: Reply, name: string, stored: string | undefined): string | undefined {
  return reply.values ? (reply.values[name]?.[0] ?? '') : stored;
}

/** The same for answers with several values. */
export function typedList(reply: Reply, name: string, stored: readonly string[] | undefined): readonly string[] {
  return reply.values ? (reply.values[name] ?? []) : (stored ?? []);
}

/** What was typed into the parts of a date, else the stored day in the western calendar. */
export function typedDateParts(reply: Reply, name: string, stored: CalendarDate | undefined) {
  if (reply.values) {
    const part = (key: string) => reply.values?.[`${name}.${key}`]?.[0] ?? '';
    return { era: part('era'), year: part('year'), month: part('month'), day: part('day') };
  }
  const [year, month, day] = stored?.split('-') ?? [];
  return stored ? { era: 'western', year, month: String(Number(month)), day: String(Number(day)) } : undefined;
}
