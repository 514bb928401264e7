import type { ChangeReason } from '../core/change-reasons.ts';
import type { Resident } from '../core/register.ts';
import { parseRecord } from './csv.ts';
import { keysOf, type ListTown, type RowKeys, readRow } from './read-row.ts';

/** A staged row with its text. */
export interface StagedText {
  line: number;
  text: string;
  unreadable: boolean;
  /** The text as it is stored, encrypted. */
  sealed: string;
}

/** One row of a person that can be taken over. */
export interface HistoryRow {
  line: number;
  resident: Resident;
  reason?: ChangeReason;
  text: string;
  sealed: string;
}

/** 一人分の履歴, the oldest row first; or why the person cannot be taken, with the line to look at. */
export type PersonHistory =
  | { readable: true; rows: HistoryRow[]; renumbered: boolean }
  | { readable: false; line: number; sentence: string };

interface Keyed extends StagedText {
  keys: RowKeys;
}

/**
 * 履歴 (標準仕様書 1.2.1): rows of one person in the order of 個人履歴番号 and 枝番号, the newest of them flagged. The register numbers
 * them from 1 without a gap.
 */
export function readHistory(staged: readonly StagedText[], town: ListTown): PersonHistory {
  const keyed: Keyed[] = [];
  for (const row of staged) {
    const cells = row.unreadable ? undefined : parseRecord(row.text);
    const keys = cells && keysOf(cells);
    if (!keys) return { readable: false, line: row.line, sentence: '読めない行があります。' };
    keyed.push({ ...row, keys });
  }
  keyed.sort((a, b) => a.keys.historyNumber - b.keys.historyNumber || a.keys.branch - b.keys.branch || a.line - b.line);
  const ordered = keyed.filter((row, index) => row.text !== keyed[index - 1]?.text);
  for (const [index, row] of ordered.entries()) {
    const reason = whyNot(row, ordered[index + 1]);
    if (reason) return { readable: false, line: row.line, sentence: reason };
  }
  const rows: HistoryRow[] = [];
  for (const { line, text, sealed, keys } of ordered) {
    const { resident, reason } = readRow(parseRecord(text) ?? [], keys, town);
    if (!resident) return { readable: false, line, sentence: '読めない行があります。' };
    rows.push({ line, resident, text, sealed, ...(reason ? { reason } : {}) });
  }
  return { readable: true, rows, renumbered: ordered.some(({ keys }, index) => keys.historyNumber !== index + 1) };
}

function whyNot({ keys }: Keyed, next: Keyed | undefined): string | undefined {
  if (!next) return keys.latest ? undefined : '最後の履歴に最新フラグがありません。';
  if (keys.latest) return '最新フラグの行より後の履歴があります。';
  const same = keys.historyNumber === next.keys.historyNumber && keys.branch === next.keys.branch;
  return same ? '同じ個人履歴番号の行が二つあり、内容が違います。' : undefined;
}
