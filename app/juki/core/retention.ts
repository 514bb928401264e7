import { addYears, laterOf } from '#app/vocabulary/dates.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { Resident } from './register.ts';

/** Years that a 除票 stays in the register itself (標準仕様書 1.1.5). */
const YEARS_IN_REGISTER = 5;

/** Years that a 除票 is kept (住民基本台帳法施行令第34条). */
export const YEARS_KEPT = 150;

/** 年度 begins: the yearly batch runs in its first night; our own choice. */
const YEARLY_DAY = '04-01';

/** The last day on which the yearly batch was due, today included. */
export function lastRetentionDay(today: CalendarDate): CalendarDate {
  const thisYear = `${today.slice(0, 4)}-${YEARLY_DAY}`;
  return today >= thisYear ? thisYear : addYears(thisYear, -1);
}

/** 除票 from before these days are stored apart, or erased: the years count from the day after the 消除 (民法第140条). */
export function retentionLimits(dueOn: CalendarDate): { storedBefore: CalendarDate; erasedBefore: CalendarDate } {
  return { storedBefore: addYears(dueOn, -YEARS_IN_REGISTER), erasedBefore: addYears(dueOn, -YEARS_KEPT) };
}

/**
 * 消除した日 from which a 除票 is kept: when it was written, for an event may be older than its 消除; what is written on the 除票 later
 * lets the years begin anew, so that nothing is erased too early.
 */
export function retainedFrom({
  status,
  removed,
  lastChange,
}: Pick<Resident, 'status' | 'removed' | 'lastChange'>): CalendarDate | null {
  return removed && status !== 'resident' ? laterOf(removed.on, lastChange.processedOn) : null;
}
