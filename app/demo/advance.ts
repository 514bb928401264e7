import { addOpenDays, isOpenDay } from '#app/vocabulary/business-days.ts';
import type { Instant } from '#app/vocabulary/clock.ts';
import { addDays, daysBetween } from '#app/vocabulary/dates.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import { tokyoDate, tokyoInstant, tokyoTime } from '#app/vocabulary/tokyo.ts';

/** Where a visitor of the demo wants to go in time. */
export type AdvanceTarget = { to: 'nextMorning' } | { to: 'nextOpenDay' } | { to: 'date'; on: CalendarDate };

/** The offices have been open for half an hour. */
const MORNING = '09:00';
/** Shortly after midnight the towns do what falls due on the day. */
const NIGHT_RUN = '00:05';
/** Every day on the way is lived through; more than that takes too long for one form. */
export const MOST_DAYS = 120;

/** The instant of a target, or why it cannot be reached. */
export function targetInstant(target: AdvanceTarget, now: Instant): Outcome<Instant> {
  const today = tokyoDate(now);
  switch (target.to) {
    case 'nextMorning':
      return { accepted: true, value: tokyoInstant(tokyoTime(now) < MORNING ? today : addDays(today, 1), MORNING) };
    case 'nextOpenDay':
      return {
        accepted: true,
        value: tokyoInstant(tokyoTime(now) < MORNING && isOpenDay(today) ? today : addOpenDays(today, 1), MORNING),
      };
    case 'date': {
      const days = daysBetween(today, target.on);
      if (days > MOST_DAYS) {
        const sentence = `一度に進められるのは${MOST_DAYS}日先までです。もっと近い日を選んでください。`;
        return { accepted: false, refusal: { code: 'tooFar', sentence, article: 'デモの決まり' } };
      }
      return { accepted: true, value: tokyoInstant(target.on, MORNING) };
    }
  }
}

/** Stops on the way: every night is lived through, so that limits pass one after the other, as in real life. */
export function stopsOnTheWay(now: Instant, target: Instant): Instant[] {
  const stops: Instant[] = [];
  for (let day = tokyoDate(now); day <= tokyoDate(target); day = addDays(day, 1)) {
    const night = tokyoInstant(day, NIGHT_RUN);
    if (night > now && night < target) stops.push(night);
  }
  return [...stops, target];
}
