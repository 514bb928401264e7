import type { LifelineReceipt } from '#app/national/contracts/lifelines.ts';

/**
 * 申込みの状態: toSend 返事待ち (consented, no answer yet), received 受付 (the company answers later), accepted, needsAttendance 立会い,
 * refused, withdrawing 取消し中 (no answer yet), withdrawn.
 */
export const LIFELINE_STATES = [
  'toSend',
  'received',
  'accepted',
  'needsAttendance',
  'refused',
  'withdrawing',
  'withdrawn',
] as const;
export type LifelineState = (typeof LIFELINE_STATES)[number];

interface Row {
  /** What the resident may do, and what follows. `neverSent`: nothing can have reached the company. */
  withdraw?: { sent: LifelineState; neverSent: LifelineState };
  /** Another request may be made instead. */
  again: boolean;
  company: Partial<Record<LifelineReceipt['state'], LifelineState>>;
  /** An answer is waited for: the portal asks by itself. */
  waits: boolean;
}

const ANSWERS = {
  received: 'received',
  accepted: 'accepted',
  needsAttendance: 'needsAttendance',
  refused: 'refused',
  withdrawn: 'withdrawn',
} as const satisfies Row['company'];

const TAKE_BACK = { sent: 'withdrawing', neverSent: 'withdrawn' } as const;

/** 申込みの状態 × 利用者・事業者: guards and buttons both read it. */
export const LIFELINE_RULES = {
  toSend: { withdraw: TAKE_BACK, again: false, company: ANSWERS, waits: true },
  received: { withdraw: TAKE_BACK, again: false, company: ANSWERS, waits: true },
  accepted: { withdraw: TAKE_BACK, again: false, company: { withdrawn: 'withdrawn' }, waits: false },
  needsAttendance: { withdraw: TAKE_BACK, again: false, company: { withdrawn: 'withdrawn' }, waits: false },
  refused: { again: true, company: {}, waits: false },
  // The answer to the request may come after its withdrawal was asked for: only the answer to the withdrawal counts.
  withdrawing: { again: false, company: { withdrawn: 'withdrawn' }, waits: true },
  withdrawn: { again: true, company: {}, waits: false },
} as const satisfies Record<LifelineState, Row>;

function row(state: LifelineState): Row {
  return LIFELINE_RULES[state];
}

/** What follows when the resident takes the request back; undefined = not possible now. */
export function afterWithdrawal(state: LifelineState, everSent: boolean): LifelineState | undefined {
  return row(state).withdraw?.[everSent ? 'sent' : 'neverSent'];
}

/** What follows from a company's receipt; undefined = it comes out of turn and changes nothing. */
export function afterReceipt(state: LifelineState, receipt: LifelineReceipt['state']): LifelineState | undefined {
  return row(state).company[receipt];
}

/** 取消しの断り: the request stands as the company has it; without its receipt it is asked for. */
export function afterRefusedWithdrawal(receipt: LifelineReceipt | undefined): LifelineState {
  return receipt?.state ?? 'toSend';
}

/** Whether the portal asks by itself. */
export function waitsForCompany(state: LifelineState): boolean {
  return row(state).waits;
}

/** Whether another request to the same company may be made. */
export function mayAskAgain(state: LifelineState): boolean {
  return row(state).again;
}
