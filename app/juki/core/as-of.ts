import { earlierOf } from '#app/vocabulary/dates.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import { isSame } from '#app/vocabulary/sameness.ts';
import type { Resident } from './register.ts';

/** 履歴の行 (標準仕様書 1.2.1) without its content: enough to know which rows count on a day. */
export interface RowMark {
  historyNumber: number;
  effectiveOn: CalendarDate;
}

/**
 * 効力の生じた日 of a history row: from when what it changed is so, as far as the register knows. Never after the day of
 * processing, so that the newest row always holds today. A row that takes a removal or an entry back, or moves its day, reaches
 * back to that day.
 */
export function effectiveOn(row: Resident, previous: Resident | undefined): CalendarDate {
  const { lastChange } = row;
  const days = [lastChange.processedOn, statedDay(row, previous)];
  if (previous?.removed && row.removed) days.push(previous.removed.on, row.removed.on);
  if (previous?.status === 'resident' && row.status === 'resident') {
    const [was, is] = [previous.becameResidentOn.on, row.becameResidentOn.on];
    if (was !== is) days.push(was, is);
  }
  return days.filter((day) => day !== undefined).reduce(earlierOf);
}

function statedDay({ lastChange }: Resident, previous: Resident | undefined): CalendarDate | undefined {
  switch (lastChange.reason) {
    case 'cancellationAdding':
      return previous?.removed?.on;
    case 'cancellationReducing':
      return previous?.becameResidentOn.on;
    case 'cancellationCorrecting':
      return lastChange.changedOn ?? previous?.lastChange.changedOn;
    default:
      return lastChange.changedOn;
  }
}

/** How many rows from the first on count on a day without one between them that does not. */
function beginning(marks: readonly RowMark[], on: CalendarDate): number {
  const first = marks.findIndex((mark) => mark.effectiveOn > on);
  return first < 0 ? marks.length : first;
}

/**
 * Which rows have to be read for a day: one, unless something was recorded late. Then each such row is read with the one before
 * it, for only what it changed reaches back.
 */
export function rowsToRead(marks: readonly RowMark[], on: CalendarDate): number[] {
  const count = beginning(marks, on);
  const late = marks.flatMap((mark, at) => (at > count && mark.effectiveOn <= on ? marks.slice(at - 1, at + 1) : []));
  const wanted = [...marks.slice(0, count).slice(-1), ...late].map((mark) => mark.historyNumber);
  return [...new Set(wanted)];
}

/** Items that change together: a removal with its day, an address with its day, a place in a household. */
const UNITS: readonly (keyof Resident)[][] = [
  ['status', 'removed', 'movingOut'],
  ['householdNumber', 'relationship', 'householder', 'orderInHousehold'],
  ['address', 'addressSince', 'previousAddress'],
];

function unitsOf(rows: readonly Resident[]): readonly (keyof Resident)[][] {
  const together = UNITS.flat();
  const all = new Set(rows.flatMap((row) => Object.keys(row) as (keyof Resident)[]));
  return [...UNITS, ...[...all].filter((key) => !together.includes(key)).map((key) => [key])];
}

/** What a late row changed, laid over the state of a day. */
function laidOver(state: Resident, before: Resident, row: Resident): Resident {
  const result: Record<string, unknown> = { ...state };
  for (const unit of unitsOf([before, row])) {
    if (unit.every((key) => isSame(before[key], row[key]))) continue;
    for (const key of unit) {
      if (row[key] === undefined) delete result[key];
      else result[key] = row[key];
    }
  }
  return result as unknown as Resident;
}

/**
 * 住民票の過去の状態 (標準仕様書 1.2.1): the 住民票 or 除票 of a person on a day, from the rows that were known; undefined = the
 * person was not in the register yet. Of two rows that speak of the same item the one recorded later counts, from its own day on.
 */
export function stateOn(
  marks: readonly RowMark[],
  rows: ReadonlyMap<number, Resident>,
  on: CalendarDate,
): Resident | undefined {
  const count = beginning(marks, on);
  const rowOf = (mark: RowMark | undefined) => (mark ? rows.get(mark.historyNumber) : undefined);
  let state = rowOf(marks[count - 1]);
  marks.slice(count).forEach((mark, index) => {
    const row = rowOf(mark);
    const before = rowOf(marks[count + index - 1]);
    if (mark.effectiveOn > on || !row) return;
    state = state && before ? laidOver(state, before, row) : row;
  });
  return state && asOnThatDay(state, on);
}

function asOnThatDay(state: Resident, on: CalendarDate): Resident | undefined {
  const { removed, ...rest } = state;
  if (removed && removed.on <= on) return state;
  if ((state.becameResidentOn.on ?? '') > on) return undefined;
  return removed ? { ...rest, status: 'resident' } : state;
}
