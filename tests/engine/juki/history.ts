import type { CancelChange } from '#app/juki/acts.ts';
import type { ChangedRow } from '#app/juki/core/cancel-change.ts';
import type { Resident } from '#app/juki/core/register.ts';

/** One row of the history with the change that wrote it. */
export interface HistoryRow {
  changeId: string;
  row: Resident;
}

/** The rows of the change that is to be cancelled, as the shell reads them from the history. */
export function changedRowsOf(
  rows: readonly HistoryRow[],
  { addresseeNumber, historyNumber }: CancelChange,
): ChangedRow[] {
  const own = rows.find(({ row }) => row.addresseeNumber === addresseeNumber && row.historyNumber === historyNumber);
  return rows
    .filter((one) => one.changeId === own?.changeId)
    .filter(({ row }, _, written) => row.historyNumber === Math.max(...numbersOf(row, written)))
    .map(({ row }) => {
      const written = rows.filter((one) => one.changeId === own?.changeId);
      const first = Math.min(...numbersOf(row, written));
      const history = rows.map((one) => one.row).filter((one) => one.addresseeNumber === row.addresseeNumber);
      const former = history.find((one) => one.historyNumber === first - 1);
      const later = history.filter((one) => one.historyNumber > row.historyNumber).map((one) => one.lastChange.reason);
      return { addresseeNumber: row.addresseeNumber, row, former, later };
    });
}

function numbersOf({ addresseeNumber }: Resident, written: readonly HistoryRow[]): number[] {
  return written.filter(({ row }) => row.addresseeNumber === addresseeNumber).map(({ row }) => row.historyNumber);
}
