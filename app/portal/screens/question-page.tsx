import type { ComponentType } from 'react';
import {
  Button,
  ButtonGroup,
  ButtonLink,
  ErrorSummary,
  Heading,
  NotificationBanner,
  StepNavigation,
} from '#app/ui/index.ts';
import { type QuestionId, STEPS, type StepId } from '../drafts/questions.ts';
import { hasText, text } from '../texts/text.ts';
import type { QuestionProps, QuestionView, Reply } from './question-view.ts';
import {
  DestinationQuestion,
  LotQuestion,
  MovingDateQuestion,
  PostcodeQuestion,
  TownQuestion,
  VisitDayQuestion,
} from './questions-move.tsx';
import {
  CardsQuestion,
  HouseholdQuestion,
  MoversQuestion,
  OldHouseholderQuestion,
  PeopleQuestion,
  ProfileQuestion,
  ScopeQuestion,
} from './questions-movers.tsx';
import {
  ContactQuestion,
  NewHouseholderQuestion,
  NewHouseholdQuestion,
  RelationshipsQuestion,
  RemainingHouseholderQuestion,
  VisitOfficeQuestion,
  VisitorQuestion,
  VisitTimeQuestion,
} from './questions-new-home.tsx';
import { RefusalNotice } from './refusal-notice.tsx';
import { ResidentFrame } from './resident-frame.tsx';

const SCREENS = {
  profile: ProfileQuestion,
  household: HouseholdQuestion,
  movers: MoversQuestion,
  people: PeopleQuestion,
  scope: ScopeQuestion,
  'old-householder': OldHouseholderQuestion,
  cards: CardsQuestion,
  'moving-date': MovingDateQuestion,
  destination: DestinationQuestion,
  postcode: PostcodeQuestion,
  town: TownQuestion,
  lot: LotQuestion,
  'new-household': NewHouseholdQuestion,
  'new-householder': NewHouseholderQuestion,
  relationships: RelationshipsQuestion,
  'remaining-householder': RemainingHouseholderQuestion,
  contact: ContactQuestion,
  'visit-day': VisitDayQuestion,
  'visit-office': VisitOfficeQuestion,
  'visit-time': VisitTimeQuestion,
  visitor: VisitorQuestion,
} as const satisfies Record<QuestionId, ComponentType<QuestionProps>>;

/** 大きな段階 with the one at hand. */
export function Steps({ current }: { current: StepId }) {
  const position = STEPS.indexOf(current);
  return (
    <StepNavigation
      label={text('step.label')}
      steps={STEPS.map((step, index) => ({
        label: text(`step.${step}`),
        state: index < position ? 'done' : index === position ? 'current' : 'waiting',
      }))}
    />
  );
}

/** Heading of a question, for the title of its page. */
export function questionTitle(question: string): string {
  const key = `question.${question}.title`;
  return hasText(key) ? text(key) : text('home.start');
}

function submitText({ question, answers }: QuestionView): string {
  if (question === 'profile') {
    return text(answers.profile ? 'question.profile.again' : 'question.profile.button');
  }
  return question === 'people' ? text('question.people.done') : text('site.continue');
}

/** The draft and, where it was just answered, the postcode, from which the form for a 転居 is filled. */
function relocationQuery(draft: string, { values }: Reply): URLSearchParams {
  const postcode = values?.postcode?.[0];
  return new URLSearchParams({ draft, ...(postcode ? { postcode } : {}) });
}

/** 質問のページ: one question, its errors on top and beside the field, or the reason why it ends here. */
export function QuestionPage({ view, reply }: { view: QuestionView; reply: Reply }) {
  const Screen: ComponentType<QuestionProps> = SCREENS[view.question];
  const here = `/moving/drafts/${view.draftId}/${view.question}`;
  const errors = Object.entries(reply.errors ?? {}).map(([fieldId, sentence]) => ({ fieldId, sentence }));
  const isRead = view.question === 'profile' && view.answers.profile !== undefined;
  const nothingToSend =
    (view.question === 'town' && view.towns.length === 0) ||
    (view.question === 'visit-day' && view.visitDays.length === 0) ||
    (view.question === 'visit-time' &&
      (view.visitTimes?.times.length ?? 0) + (view.visitTimes?.nearby.length ?? 0) === 0);
  // A time that somebody else has taken is chosen again on the same page.
  const endsHere = reply.refusal !== undefined && reply.refusal.code !== 'slotTaken';
  return (
    <ResidentFrame back={{ href: view.back }}>
      <Steps current={view.step} />
      <ErrorSummary errors={errors} />
      {view.notice ? <NotificationBanner kind="warning" title={view.notice} live /> : null}
      {endsHere && reply.refusal ? (
        <>
          <Heading>{questionTitle(view.question)}</Heading>
          <RefusalNotice
            refusal={reply.refusal}
            change={{ href: here }}
            relocation={`/moving/relocations/new?${relocationQuery(view.draftId, reply)}`}
          />
        </>
      ) : (
        <form method="post" action={here} noValidate className="text-std-16N-170">
          <Screen view={view} reply={reply} />
          <ButtonGroup>
            {isRead ? <ButtonLink href={`/moving/drafts/${view.draftId}`}>{text('site.continue')}</ButtonLink> : null}
            {nothingToSend ? null : (
              <Button type="submit" variant={isRead ? 'outline' : 'solid'}>
                {submitText(view)}
              </Button>
            )}
          </ButtonGroup>
        </form>
      )}
      {endsHere ? null : (
        <p className="mt-6">
          <a href="/moving">{text('site.kept')}</a>
        </p>
      )}
    </ResidentFrame>
  );
}
