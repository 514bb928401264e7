import { OutageError } from '#app/national/outage.ts';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import type { Officer } from '#app/vocabulary/roles.ts';
import { NotFoundHereError, NotPermittedError, type OfficeRoom } from '../room.server.ts';
import { startReview } from './application-acts.server.ts';
import { assignToMe } from './assignments.server.ts';
import { examineAgain } from './examination.server.ts';

/** まとめて行える処理: nothing that decides; accepting and refusing are done one by one. */
export const BULK_ACTS = { assign: '担当する', start: '審査を始める', check: 'もう一度確かめる' } as const;

/** まとめて行える処理. */
export type BulkAct = keyof typeof BULK_ACTS;

/** 一件ごとの結果: one that is refused does not stop the others. */
export interface BulkResult {
  receiptNumber: string;
  done: boolean;
  sentence: string;
}

/** Each case by itself, as the screen showed it; gives what became of each. */
export async function actOnMany(
  room: OfficeRoom,
  officer: Officer,
  act: BulkAct,
  items: readonly { receiptNumber: string; version: number }[],
): Promise<BulkResult[]> {
  room.permit(officer, 'seeApplications');
  const results: BulkResult[] = [];
  for (const item of items) {
    results.push({ receiptNumber: item.receiptNumber, ...(await settled(() => actOn(room, officer, act, item))) });
  }
  return results;
}

function actOn(
  room: OfficeRoom,
  officer: Officer,
  act: BulkAct,
  item: { receiptNumber: string; version: number },
): Promise<Outcome<unknown>> {
  const screen = { ...item, officer };
  switch (act) {
    case 'assign':
      return assignToMe(room, officer, item.receiptNumber);
    case 'start':
      return startReview(room, screen);
    case 'check':
      return examineAgain(room, screen);
  }
}

async function settled(work: () => Promise<Outcome<unknown>>): Promise<Omit<BulkResult, 'receiptNumber'>> {
  try {
    const outcome = await work();
    return outcome.accepted
      ? { done: true, sentence: '行いました。' }
      : { done: false, sentence: outcome.refusal.sentence };
  } catch (error) {
    if (error instanceof OutageError) {
      return { done: false, sentence: `${error.system}の応答がありません。しばらくしてから、もう一度行ってください。` };
    }
    if (error instanceof NotPermittedError) return { done: false, sentence: 'あなたの役割では行えません。' };
    if (error instanceof NotFoundHereError) return { done: false, sentence: 'この受付番号の申請はありません。' };
    throw error;
  }
}
