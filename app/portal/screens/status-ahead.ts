import type { ApplicationView } from '../applications/applications.ts';
import type { ApplicationState, VisitState } from '../applications/status.ts';
import { bothDates, momentInWords } from '../texts/dates.ts';
import { text } from '../texts/text.ts';
import { hasEnded, isUnseen } from './status-words.ts';

/** これからの一歩: what will happen, and when if that is known. */
export interface StepAhead {
  title: string;
  when?: string;
}

const BEFORE_COMPLETION: readonly ApplicationState[] = [
  'awaitingValidation',
  'sent',
  'arrived',
  'underReview',
  'correctionRequested',
];
const BEFORE_PREPARATION: readonly VisitState[] = ['planned', 'announced'];
const WITHOUT_DAY: readonly VisitState[] = ['slotWithdrawn', 'sentBack', 'cancelled', 'expired'];

function visitAhead(view: ApplicationView, params: { to: string }): StepAhead {
  if (WITHOUT_DAY.includes(view.visitState)) return { title: text('ahead.planAgain') };
  const { on, startsAt } = view.visit;
  return { title: text('ahead.visit', params), when: startsAt ? `${bothDates(on)} ${startsAt}` : bothDates(on) };
}

/** これからの流れ of a filing, in the order in which it usually happens; empty once nothing is to come. */
export function stepsAhead(view: ApplicationView, today: string): StepAhead[] {
  const { state, visitState, handledFrom } = view;
  if (hasEnded(state) || state === 'movedIn') return [];
  const params = { from: view.from.name, to: view.to.name };
  const isRegistered = visitState === 'registered';
  const steps: (StepAhead | false)[] = [
    (state === 'awaitingValidation' || state === 'sent') && { title: text('ahead.arrived', params) },
    BEFORE_COMPLETION.includes(state) && {
      title: text('ahead.completed', params),
      ...(handledFrom && isUnseen(state) ? { when: text('ahead.from', { at: momentInWords(handledFrom) }) } : {}),
    },
    !isRegistered && BEFORE_PREPARATION.includes(visitState) && { title: text('ahead.prepared', params) },
    !isRegistered && today < view.movingOn && { title: text('ahead.move'), when: bothDates(view.movingOn) },
    !isRegistered && visitState !== 'visited' && visitAhead(view, params),
    !isRegistered && { title: text('ahead.registered', params) },
    { title: text('ahead.movedIn', params) },
  ];
  return steps.filter((step) => step !== false);
}
