import { redirect } from '@remix-run/node';
import type { Instant } from '#app/vocabulary/clock.ts';
import { lastDayOfMovingInByCard, movingDaysFor } from '#app/vocabulary/deadlines.ts';
import { nextOpening } from '#app/vocabulary/office-hours.ts';
import { digestOf } from '../filing/digest.server.ts';
import type { FrozenForm } from '../filing/filing.server.ts';
import { movingForm } from '../filing/form.ts';
import type { Portal } from '../index.server.ts';
import { municipalityName, townsOf } from '../places.server.ts';
import type { QuestionView } from '../screens/question-view.ts';
import { notFound } from '../sign-in/signed-in.server.ts';
import { hasText, text } from '../texts/text.ts';
import { draftVisitView } from '../visits/visit-pages.server.ts';
import type { Draft, Resident } from './answers.ts';
import {
  askedQuestions,
  canOpen,
  isAnswered,
  nextQuestion,
  previousQuestion,
  QUESTION_IDS,
  type QuestionId,
  STEP_OF,
} from './questions.ts';

/** The draft of this account; a filed one leads to its application, another account's does not exist. */
export async function getDraft(portal: Portal, resident: Resident, id: string | undefined): Promise<Draft> {
  const draft = id === undefined ? undefined : await portal.drafts.find(resident.subject, id);
  if (!draft) throw notFound();
  if (draft.receiptNumber) throw redirect(`/moving/applications/${draft.receiptNumber}`);
  return draft;
}

/** Where the answers end: the next question, or the page that shows them all. */
export function nextPath(portal: Portal, draft: Draft): string {
  const question = nextQuestion(draft.answers, portal.drafts.facts(draft));
  return `/moving/drafts/${draft.id}/${question ?? 'check-answers'}`;
}

/** Questions of a draft that may be changed: all, or in a correction the faulty ones and what no longer holds. */
export function openQuestions(portal: Portal, draft: Draft): QuestionId[] {
  const facts = portal.drafts.facts(draft);
  const asked = askedQuestions(draft.answers, facts);
  const { corrects } = draft;
  if (!corrects) return asked;
  return asked.filter((id) => corrects.questions.includes(id) || !isAnswered(id, draft.answers, facts));
}

/** The question named in the address, if it may be opened now; else on to where the answers end. */
export function openQuestion(portal: Portal, draft: Draft, name: string | undefined): QuestionId {
  const question = QUESTION_IDS.find((id) => id === name);
  if (!question) throw notFound();
  const facts = portal.drafts.facts(draft);
  if (!canOpen(question, draft.answers, facts) || !openQuestions(portal, draft).includes(question)) {
    throw redirect(nextPath(portal, draft));
  }
  return question;
}

/** Everything that the page of a question shows. */
export async function questionView(
  portal: Portal,
  draft: Draft,
  question: QuestionId,
  failed?: string,
): Promise<QuestionView> {
  const { answers } = draft;
  const facts = portal.drafts.facts(draft);
  const before = previousQuestion(question, answers, facts);
  const isComplete = nextQuestion(answers, facts) === undefined;
  const notice = `profile.${failed ?? ''}`;
  const back = isComplete ? `/moving/drafts/${draft.id}/check-answers` : undefined;
  return {
    draftId: draft.id,
    question,
    answers,
    back: back ?? (before ? `/moving/drafts/${draft.id}/${before}` : '/moving'),
    step: STEP_OF[question],
    offices: facts.offices,
    towns: question === 'town' && answers.postcode ? townsOf(answers.postcode) : [],
    movingDays: movingDaysFor(facts.filingDay),
    visitDays: [],
    ...(answers.movingOn ? { latestVisitDay: lastDayOfMovingInByCard(answers.movingOn, answers.movingOn) } : {}),
    ...(question === 'profile' && hasText(notice) ? { notice: text(notice) } : {}),
    ...(await draftVisitView(portal, draft, question)),
  };
}

function officeName(portal: Portal, municipalityCode: string, office: string): string | undefined {
  return portal.offices(municipalityCode).find(({ code }) => code === office)?.name;
}

/** 入力内容の確認: the form as it would be, without a receipt number yet. */
export function checkAnswersView(portal: Portal, draft: Draft) {
  const facts = portal.drafts.facts(draft);
  const next = nextQuestion(draft.answers, facts);
  const form = movingForm(draft.answers, {
    receiptNumber: '0'.repeat(19),
    filedOn: facts.today,
    office: draft.answers.visitOffice ?? facts.offices[0]?.code ?? 'main',
    ...(facts.visits.held ? { startsAt: facts.visits.held.startsAt } : {}),
  });
  if (next !== undefined || !form) throw redirect(`/moving/drafts/${draft.id}/${next ?? 'profile'}`);
  const open = openQuestions(portal, draft);
  return {
    draftId: draft.id,
    form,
    latestVisitDay: lastDayOfMovingInByCard(form.movingOn, form.movingOn),
    officeName: officeName(portal, form.toMunicipality, form.visit.office),
    open,
    back: draft.corrects
      ? `/moving/applications/${draft.corrects.receiptNumber}/correction`
      : `/moving/drafts/${draft.id}/${askedQuestions(draft.answers, facts).at(-1) ?? ''}`,
    isCorrection: draft.corrects !== undefined,
  };
}

/** 署名のページ: exactly the frozen bytes. */
export function signatureView(portal: Portal, draft: Draft, frozen: FrozenForm, now: Instant, failed?: string) {
  const { form, bytes } = frozen;
  const notice = `sign.${failed ?? ''}`;
  const isFailure = ['cancelled', 'locked', 'unusable', 'other', 'outage'].includes(failed ?? '');
  return {
    draftId: draft.id,
    form,
    latestVisitDay: lastDayOfMovingInByCard(form.movingOn, form.movingOn),
    officeName: officeName(portal, form.toMunicipality, form.visit.office),
    bytes: new TextDecoder().decode(bytes),
    digest: digestOf(bytes),
    from: municipalityName(form.fromMunicipality),
    handledFrom: nextOpening(now, portal.offices(form.fromMunicipality)[0]),
    to: municipalityName(form.toMunicipality),
    notice:
      failed === 'forgotten'
        ? text('refusal.serviceForgotten')
        : isFailure && hasText(notice)
          ? text(notice)
          : undefined,
  };
}
