import type { Instant } from '#app/vocabulary/clock.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import { tokyoDate } from '#app/vocabulary/tokyo.ts';

/** 選挙人名簿の登録・抹消の一件, as it was done. */
export interface RollStep {
  kind: 'register' | 'remove';
  at: Instant;
}

/** At what moment the 住民票 is read; of a 除票 the day of its 消除 closes it. */
export interface RollMoment {
  on: CalendarDate;
  knownAt?: Instant | undefined;
  closedOn?: CalendarDate | undefined;
}

/**
 * 選挙人名簿に登録された旨 (住民基本台帳法第7条第9号): since when the 住民票 says so; nothing where it does not. A mark takes nothing away. A 除票
 * keeps what the 住民票 said: the 抹消 that follows from the same 消除 is no longer written there, nor a 登録 after it.
 */
export function rollItemOn(
  steps: readonly RollStep[],
  { on, knownAt, closedOn }: RollMoment,
): CalendarDate | undefined {
  const last = closedOn !== undefined && closedOn < on ? closedOn : on;
  let since: CalendarDate | undefined;
  for (const { kind, at } of steps.toSorted((a, b) => (a.at < b.at ? -1 : 1))) {
    const day = tokyoDate(at);
    if (day > last || (knownAt !== undefined && at > knownAt)) continue;
    if (kind === 'register') since = day;
    else if (closedOn === undefined || day < closedOn) since = undefined;
  }
  return since;
}
