import type { BadgeTone } from '#app/ui/index.ts';
import type { LifelineState } from '../lifelines/states.ts';
import type { LifelineView } from '../lifelines/views.ts';
import { bothDates, momentInWords } from '../texts/dates.ts';
import { text } from '../texts/text.ts';

const TONES = {
  toSend: 'warning',
  received: 'info',
  accepted: 'success',
  needsAttendance: 'warning',
  refused: 'error',
  withdrawing: 'warning',
  withdrawn: 'neutral',
} as const satisfies Record<LifelineState, BadgeTone>;

export function lifelineTone(state: LifelineState): BadgeTone {
  return TONES[state];
}

/** What is so now, and what the resident has to do. */
export function lifelineNow({ state, receipt }: LifelineView): string {
  if (state === 'needsAttendance' && receipt?.state === 'needsAttendance') {
    const { attendOn, attendFrom, attendUntil } = receipt;
    return text('lifeline.now.needsAttendance', { date: bothDates(attendOn), from: attendFrom, until: attendUntil });
  }
  if (state === 'received' && receipt?.state === 'received') {
    return text('lifeline.now.received', { at: momentInWords(receipt.answerBy) });
  }
  return text(state === 'needsAttendance' || state === 'received' ? 'lifeline.now.toSend' : `lifeline.now.${state}`);
}
