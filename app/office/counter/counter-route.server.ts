import { data, redirect } from '@remix-run/node';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import type { ArrivalPage } from '../arrivals/arrival-screens.server.ts';
import { type Answer, atDesk, type Desk, orSilent, type RouteArgs } from '../desk.server.ts';
import { COUNTER_STEP_ORDER, type CounterStep } from './counter-record.ts';

/** The officer's desk at one step of one arrival. */
export interface CounterDesk extends Desk {
  caseId: string;
  base: string;
}

/** Work at one arrival's counter; the case is the one of the path. */
export function atCounter<T>(args: RouteArgs, work: (desk: CounterDesk) => Promise<T>): Promise<T> {
  const caseId = args.params.case ?? '';
  return atDesk(args, (desk) => work({ ...desk, caseId, base: `/office/${desk.town.code}/arrivals/${caseId}` }));
}

function isOpen(step: CounterStep, page: ArrivalPage): boolean {
  const position = COUNTER_STEP_ORDER.indexOf(step);
  if (page.registered) return position >= COUNTER_STEP_ORDER.indexOf('cards');
  if (step === 'filing') return page.household !== undefined;
  return page.stage === 'counter' && position <= COUNTER_STEP_ORDER.indexOf(page.next);
}

/** One screen of the counter: the page's data, or back to the case when its turn has not come or is over. */
export function counterScreen(args: RouteArgs, step: CounterStep) {
  return atCounter(args, async ({ office, officer, caseId, base, frame, town }) => {
    const page = await office.arrivals.page(officer, caseId);
    if (!isOpen(step, page)) throw redirect(base);
    return { frame: frame('visitors'), base, page, soleDecision: town.rules.soleDecision };
  });
}

/** Does one act: on success to `to`, else the "no" on the same screen. */
export async function answerOf<T>(act: () => Promise<Outcome<T>>, to: string | ((value: T) => string)) {
  const outcome = await orSilent(act);
  if ('silent' in outcome) return data<Answer>({ silent: outcome.silent }, 503);
  if (!outcome.accepted) return data<Answer>({ refusal: outcome.refusal }, 409);
  return redirect(typeof to === 'string' ? to : to(outcome.value));
}
