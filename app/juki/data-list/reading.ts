import { type Cells, cellOf } from './columns.ts';

/** 取込結果の一行: what was not understood in a row. Values are never repeated: one of them may be a secret number. */
export interface ListNote {
  /** note = taken as it is, and flagged; error = the household is not taken. */
  level: 'note' | 'error';
  column: string;
  sentence: string;
}

/** Reads cells and collects what was not understood. */
export interface Reader {
  readonly notes: ListNote[];
  cell(column: string): string;
  /** The cell, or undefined for an empty one. */
  given(column: string): string | undefined;
  note(column: string, sentence: string): void;
  error(column: string, sentence: string): void;
}

export function readerOf(cells: Cells): Reader {
  const notes: ListNote[] = [];
  return {
    notes,
    cell: (column) => cellOf(cells, column),
    given: (column) => cellOf(cells, column) || undefined,
    note: (column, sentence) => notes.push({ level: 'note', column, sentence }),
    error: (column, sentence) => notes.push({ level: 'error', column, sentence }),
  };
}
