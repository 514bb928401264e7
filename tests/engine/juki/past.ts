import { effectiveOn, type RowMark, rowsToRead, stateOn } from '#app/juki/core/as-of.ts';
import { evolve } from '#app/juki/core/evolve.ts';
import { EMPTY_SLICE, type RegisterSlice, type Resident } from '#app/juki/core/register.ts';
import type { Register } from './family.ts';

export interface Row extends RowMark {
  row: Resident;
  /** Place in the ledger: when it was known. */
  known: number;
}

/** History rows of everybody, as the register would write them. */
export function historiesOf(register: Register): Map<string, Row[]> {
  const histories = new Map<string, Row[]>();
  let slice: RegisterSlice = EMPTY_SLICE;
  register.ledger.forEach((change, known) => {
    const next = evolve(slice, change);
    for (const [number, row] of next.residents) {
      const previous = slice.residents.get(number);
      if (previous === row) continue;
      const history = histories.get(number) ?? [];
      history.push({ historyNumber: row.historyNumber, effectiveOn: effectiveOn(row, previous), row, known });
      histories.set(number, history);
    }
    slice = next;
  });
  return histories;
}

/** Reads only the rows that were asked for. */
export function asOf(history: readonly Row[], on: string, known = Number.POSITIVE_INFINITY): Resident | undefined {
  const marks = history.filter((one) => one.known <= known);
  const wanted = rowsToRead(marks, on);
  const rows = new Map(
    marks.filter((one) => wanted.includes(one.historyNumber)).map((one) => [one.historyNumber, one.row]),
  );
  return stateOn(marks, rows, on);
}
