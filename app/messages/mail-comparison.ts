import type { MailCounts } from './contracts/mail-counts.ts';

/** 自団体の記録の数 by direction, other organisation and kind. */
export interface MailTotal {
  direction: 'out' | 'in';
  peer: string;
  type: string;
  /** out: handed to the line; in: received. */
  passed: number;
  /** in: applied. */
  applied: number;
  /** out: not handed over yet, or refused for good. */
  open: number;
}

/** 突合の結果: how the numbers of one pair and kind agree, or what is missing where. */
export type MailVerdict =
  | 'even'
  /** Something moved while the numbers were read. */
  | 'moving'
  | 'notSent'
  | 'lostOnLine'
  | 'unknownHere'
  | 'notFetched'
  | 'notReceived'
  | 'notAcknowledged'
  | 'notApplied';

/** 突合の一行: one pair of organisations and one kind of message. */
export interface MailComparison extends Omit<MailTotal, 'passed'> {
  passed: number;
  taken: number;
  delivered: number;
  verdict: MailVerdict;
}

const keyOf = ({ direction, peer, type }: { direction: string; peer: string; type: string }) =>
  `${direction} ${peer} ${type}`;

/**
 * 電文の突合 (送信 = 受付 = 受領 = 処理): own records, read before and after the question, against what the line says of them. What
 * moved meanwhile is no difference.
 */
export function compareMail(
  before: readonly MailTotal[],
  after: readonly MailTotal[],
  carried: MailCounts['counts'],
): MailComparison[] {
  const former = new Map(before.map((one) => [keyOf(one), one]));
  const own = new Map(after.map((one) => [keyOf(one), one]));
  const line = new Map(carried.map((one) => [keyOf(one), one]));
  const rows = [...new Set([...own.keys(), ...line.keys()])].flatMap((key): MailComparison[] => {
    const said = line.get(key);
    const known = own.get(key) ?? (said && { ...said, passed: 0, applied: 0, open: 0 });
    if (!known) return [];
    const { direction, peer, type, passed, applied, open } = known;
    const row = {
      direction,
      peer,
      type,
      passed,
      applied,
      open,
      taken: said?.taken ?? 0,
      delivered: said?.delivered ?? 0,
    };
    const was = former.get(key);
    const moved = (was?.passed ?? 0) !== passed || (was?.applied ?? 0) !== applied || (was?.open ?? 0) !== open;
    return [{ ...row, verdict: moved ? 'moving' : verdictOn(row) }];
  });
  return rows.sort(
    (a, b) => Number(a.verdict === 'even') - Number(b.verdict === 'even') || (keyOf(a) < keyOf(b) ? -1 : 1),
  );
}

function verdictOn(row: Omit<MailComparison, 'verdict'>): MailVerdict {
  const { direction, passed, applied, open, taken, delivered } = row;
  if (direction === 'out') {
    if (passed > taken) return 'lostOnLine';
    // Taken by the line, and its answer lost: it is sent once more under the same number.
    if (taken > passed + open) return 'unknownHere';
    if (open > 0) return 'notSent';
    return taken > delivered ? 'notFetched' : 'even';
  }
  if (passed > taken) return 'lostOnLine';
  if (delivered > passed) return 'unknownHere';
  if (taken > passed) return 'notReceived';
  if (passed > delivered) return 'notAcknowledged';
  return passed > applied ? 'notApplied' : 'even';
}
