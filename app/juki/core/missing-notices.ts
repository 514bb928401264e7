import type { CalendarDate } from '#app/vocabulary/persons.ts';
import { certificateLimit } from './notices.ts';
import type { MovingOut, RegisterSlice } from './register.ts';

/**
 * 転入通知未着者 (標準仕様書 4.1.3.1.4): movers who left the register and of whom no town has said until the limit of the
 * 特例転入 that they came. Nothing changes in the register: the 除票 stays, an officer asks the planned town
 * (転入通知未着照会書). Who lives here again is not missing.
 */
export function missingNotices(movingOut: MovingOut, slice: RegisterSlice, today: CalendarDate): string[] {
  if (today <= certificateLimit(movingOut.plannedOn)) return [];
  return movingOut.movers
    .filter(({ state, notice }) => state === 'removed' && !notice)
    .map(({ addresseeNumber }) => addresseeNumber)
    .filter((number) => slice.residents.get(number)?.movingOut?.movingOutId === movingOut.movingOutId);
}
