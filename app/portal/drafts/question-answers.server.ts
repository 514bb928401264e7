import { OutageError } from '#app/national/outage.ts';
import type { Refusal } from '#app/vocabulary/refusals.ts';
import type { FieldErrors, FormValues } from '../answering/form-values.ts';
import { removePerson } from '../answering/movers.ts';
import type { Portal } from '../index.server.ts';
import type { Leave } from '../sign-in/errands.server.ts';
import { notFound } from '../sign-in/signed-in.server.ts';
import { text } from '../texts/text.ts';
import type { Draft, Resident } from './answers.ts';
import type { QuestionId } from './questions.ts';

/** What became of a posted question. */
export type QuestionResult =
  | { kind: 'kept' }
  /** Something on the page changed, the question is still open. */
  | { kind: 'stay' }
  | ({ kind: 'leave' } & Leave)
  | { kind: 'malformed'; errors: FieldErrors }
  | { kind: 'refused'; refusal: Refusal }
  | { kind: 'outage'; sentence: string };

async function readProfile(portal: Portal, resident: Resident, draft: Draft): Promise<QuestionResult> {
  try {
    return { kind: 'leave', ...(await portal.errands.readProfile(resident, draft.id)) };
  } catch (error) {
    if (error instanceof OutageError) return { kind: 'outage', sentence: text('profile.outage') };
    throw error;
  }
}

/** 質問に答える: the form questions by their table, the card and the household by their own ways. */
export async function answerQuestion(
  portal: Portal,
  resident: Resident,
  draft: Draft,
  question: QuestionId,
  values: FormValues,
): Promise<QuestionResult> {
  if (question === 'profile') return readProfile(portal, resident, draft);
  if (question === 'household') {
    const consent = values.consent?.[0];
    if (consent !== 'yes' && consent !== 'no') {
      return { kind: 'malformed', errors: { consent: text('error.consent.none') } };
    }
    const answered = await portal.answerHousehold(resident, draft, consent);
    if (!answered) throw notFound();
    return answered;
  }
  const removed = values.remove?.[0];
  if (question === 'people' && removed) {
    await portal.drafts.change(resident.subject, draft.id, ({ answers }) => ({
      kind: 'kept',
      answers: removePerson(answers, removed),
    }));
    return { kind: 'stay' };
  }
  const answered = await portal.drafts.answer(resident.subject, draft.id, question, values);
  if (!answered) throw notFound();
  return answered;
}
