import type { BadgeTone } from '#app/ui/index.ts';
import { addDays } from '#app/vocabulary/dates.ts';
import type { ApplicationView } from '../applications/applications.ts';
import type { ApplicationState, VisitState } from '../applications/status.ts';
import { bothDates, momentInWords } from '../texts/dates.ts';
import { hasText, text } from '../texts/text.ts';

const APPLICATION_TONES = {
  awaitingValidation: 'warning',
  sent: 'info',
  arrived: 'info',
  underReview: 'info',
  correctionRequested: 'warning',
  resubmitted: 'neutral',
  refused: 'error',
  completed: 'success',
  withdrawn: 'neutral',
  cancelled: 'neutral',
  movedOut: 'success',
  movedIn: 'success',
} as const satisfies Record<ApplicationState, BadgeTone>;

const VISIT_TONES = {
  planned: 'warning',
  announced: 'info',
  prepared: 'success',
  slotWithdrawn: 'error',
  visited: 'info',
  sentBack: 'error',
  registered: 'success',
  cancelled: 'neutral',
  expired: 'error',
} as const satisfies Record<VisitState, BadgeTone>;

export function applicationTone(state: ApplicationState): BadgeTone {
  return APPLICATION_TONES[state];
}

export function visitTone(state: VisitState): BadgeTone {
  return VISIT_TONES[state];
}

/** Whether a visit is still to come or has been, so that its day means something. */
export function hasVisitDay({ visitState, state }: ApplicationView): boolean {
  return visitState !== 'cancelled' && visitState !== 'slotWithdrawn' && !hasEnded(state);
}

/** Ended without a move: neither a visit nor its last day means anything any more. */
export function hasEnded(state: ApplicationState): boolean {
  return ['refused', 'withdrawn', 'cancelled', 'resubmitted'].includes(state);
}

/** Whether officers of the old town may not have seen the filing yet. */
export function isUnseen(state: ApplicationState): boolean {
  return state === 'awaitingValidation' || state === 'sent' || state === 'arrived';
}

/** Whether nothing more happens: the last hop is behind one, too. */
export function isOver(state: ApplicationState): boolean {
  return state === 'movedIn' || hasEnded(state);
}

/** 窓口に行けるか: go now, not yet (and why), finished, or nothing planned. */
export interface GoLight {
  kind: 'success' | 'warning' | 'info';
  title: string;
  sentence?: string;
}

/** 窓口に行けるかの表示, from both states and the day. */
export function goLight(view: ApplicationView, today: string): GoLight {
  const { state, visitState, movingOn, latestVisitDay } = view;
  if (visitState === 'registered' || state === 'movedIn') return { kind: 'success', title: text('go.done') };
  if (hasEnded(state)) return { kind: 'info', title: text('go.none') };
  if (visitState === 'cancelled') return { kind: 'warning', title: text('go.none'), sentence: text('go.planAgain') };
  if (visitState === 'slotWithdrawn') {
    return { kind: 'warning', title: text('go.slotWithdrawn'), sentence: text('go.slotWithdrawnLead') };
  }
  if (state !== 'completed' && state !== 'movedOut') {
    return { kind: 'warning', title: text('go.wait'), sentence: text('go.waitCompletion') };
  }
  if (today < movingOn) {
    return { kind: 'warning', title: text('go.wait'), sentence: text('go.waitMove', { date: bothDates(movingOn) }) };
  }
  if (today > latestVisitDay) {
    return { kind: 'warning', title: text('go.late'), sentence: text('way.visitAfterLimit') };
  }
  const byLatest = text('go.byLatest', { date: bothDates(latestVisitDay) });
  const closed = view.counterOpensAt ? text('go.counterClosed', { at: momentInWords(view.counterOpensAt) }) : '';
  return { kind: 'success', title: text('go.now'), sentence: `${closed}${byLatest}` };
}

/** 来庁の前日・当日の知らせ. */
export function visitReminder(view: ApplicationView, today: string): { title: string; sentence: string } | undefined {
  if (!hasVisitDay(view) || !EXPECTED.some((state) => state === view.visitState)) return undefined;
  const params = { time: view.visit.startsAt ?? '', office: view.office?.name ?? view.to.name };
  if (view.visit.on === today) {
    const isReady = view.state === 'completed' || view.state === 'movedOut';
    return { title: text('go.today'), sentence: text(isReady ? 'go.todayAt' : 'go.todayNotYet', params) };
  }
  if (view.visit.on === addDays(today, 1))
    return { title: text('go.tomorrow'), sentence: text('go.tomorrowAt', params) };
  return undefined;
}

const EXPECTED = ['announced', 'prepared'] as const satisfies readonly VisitState[];

/** 理由: what towns wrote stays as it is; the portal's own sentence was kept in Japanese. */
export function reasonInWords(reason: string): string {
  return reason === text('slots.changed', {}, 'ja') ? text('slots.changed') : reason;
}

/** 経過の一行: what happened, in words. */
export function hopTitle(hop: ApplicationView['hops'][number], view: ApplicationView): string {
  const params = {
    from: view.from.name,
    to: view.to.name,
    date: hop.details.date ? bothDates(hop.details.date) : '',
  };
  const key = hop.object === 'portal' ? `hop.${hop.step}` : `hop.${hop.object}.${hop.step}`;
  return hasText(key) ? text(key, params) : hop.step;
}

/** 次に起きること. */
export function nowText(view: ApplicationView): string {
  return text(`now.${view.state}`, {
    from: view.from.name,
    to: view.to.name,
  });
}
