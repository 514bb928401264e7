import type { MeasureCommand, ProtectionDue, ProtectionView } from '#app/juki/door.ts';
import { formatJapaneseDate } from '#app/vocabulary/japanese-calendar.ts';
import { officeInstant } from '../office-dates.ts';
import { PROTECTION_DUE, PROTECTION_STATES } from './protection-words.ts';

/** 急ぐ順: somebody waits at the counter, then what is late, then what has come in, then what comes. */
export const STEP_ORDER = [
  'releaseToApprove',
  'hasEnded',
  'receivedToCheck',
  'needToConfirm',
  'newsToSee',
  'toForward',
  'endsSoon',
] as const satisfies readonly ProtectionDue[];

/** The form of the record that does the step. */
const ACT_OF: Record<ProtectionDue, MeasureCommand['kind']> = {
  releaseToApprove: 'ApproveRelease',
  hasEnded: 'ExtendProtection',
  receivedToCheck: 'TakeProtection',
  needToConfirm: 'ConfirmProtection',
  newsToSee: 'NoteProtectionNews',
  toForward: 'ForwardProtection',
  endsSoon: 'ExtendProtection',
};

/** 支援措置の担当の一行: every one says what comes next, also when nothing has to be done today. */
export interface QueueRow {
  measureId: string;
  name: string;
  others: number;
  state: string;
  released: boolean;
  /** 次にすること, with the form that does it; without one it is told for information. */
  next: { label: string; act?: MeasureCommand['kind']; when: string };
  /** What else is due. */
  also: string[];
  until: string;
  steps: ProtectionDue[];
}

function whenOf(step: ProtectionDue, { receivedOn, until, release }: ProtectionView): string {
  switch (step) {
    case 'releaseToApprove':
      return release ? `${officeInstant(release.requestedAt)}に申請、${release.minutes}分間` : '';
    case 'hasEnded':
      return until ? `${formatJapaneseDate(until)}に期間が終わった` : '';
    case 'endsSoon':
      return until ? `${formatJapaneseDate(until)}まで` : '';
    case 'receivedToCheck':
    case 'needToConfirm':
      return `${formatJapaneseDate(receivedOn)}に受付`;
    case 'newsToSee':
    case 'toForward':
      return '';
  }
}

function nextOf(measure: ProtectionView, steps: readonly ProtectionDue[], officerId: string): QueueRow['next'] {
  const [step] = steps;
  if (step === 'releaseToApprove' && measure.release?.requestedBy.id === officerId) {
    return { label: 'ほかの担当者の承認を待つ', when: whenOf(step, measure) };
  }
  if (step) return { label: PROTECTION_DUE[step], act: ACT_OF[step], when: whenOf(step, measure) };
  if (measure.released && measure.release?.until) {
    return { label: '一時解除中', when: `${officeInstant(measure.release.until)}に元に戻る` };
  }
  const opens = measure.extensionOpensOn;
  return { label: '待つ', when: opens ? `${formatJapaneseDate(opens)}から延長を受け付ける` : '' };
}

/** 支援措置の担当の一覧: by how much it presses, then by the end of the term. */
export function protectionQueue(measures: readonly ProtectionView[], officerId: string): QueueRow[] {
  const rows = measures.map((measure) => {
    const steps = STEP_ORDER.filter((step) => measure.due.includes(step));
    const { measureId, persons, origin, state, formerAddress, released, until = '' } = measure;
    const row: QueueRow = {
      measureId,
      name: persons[0]?.name ?? origin?.forwarded.applicant.name ?? '',
      others: Math.max(persons.length - 1, 0),
      state: formerAddress ? '前住所地（仮支援措置）' : PROTECTION_STATES[state],
      released,
      next: nextOf(measure, steps, officerId),
      also: steps.slice(1).map((step) => PROTECTION_DUE[step]),
      until: until && formatJapaneseDate(until),
      steps,
    };
    return { row, rank: steps[0] ? STEP_ORDER.indexOf(steps[0]) : STEP_ORDER.length, until };
  });
  return rows.toSorted((a, b) => a.rank - b.rank || a.until.localeCompare(b.until)).map(({ row }) => row);
}

/** 一覧の絞り込み: how many rows have each step; steps that nobody has are left out. */
export function stepCounts(rows: readonly QueueRow[]): { step: ProtectionDue; label: string; count: number }[] {
  return STEP_ORDER.map((step) => ({
    step,
    label: PROTECTION_DUE[step],
    count: rows.filter((row) => row.steps.includes(step)).length,
  })).filter((one) => one.count > 0);
}
