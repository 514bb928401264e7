import { z } from 'zod';
import { CalendarDate } from '#app/vocabulary/persons.ts';

/**
 * カード継続利用の段階 (住民基本台帳法施行令第30条の20): waiting for the card → rewriting (asked, answer not yet known) → written
 * (on chip and face) → continued → confirmed (register, card and J-LIS agree). queued = asked for while the terminal was
 * silent; inRepair = an answer was lost and is asked for; leftOut = not done today, with the reason.
 */
export const CARD_TASK_STATES = {
  waiting: { label: 'カードを待っています', open: true },
  queued: { label: '申出を受付済み（復旧待ち）', open: true },
  rewriting: { label: '書込み中', open: true },
  written: { label: '書込み済み（確認待ち）', open: true },
  continued: { label: '継続利用済み（通知待ち）', open: true },
  inRepair: { label: '修復中', open: true },
  confirmed: { label: '完了', open: false },
  leftOut: { label: '本日は行わない', open: false },
} as const satisfies Record<string, { label: string; open: boolean }>;

/** カード継続利用の段階. */
export type CardTaskState = keyof typeof CARD_TASK_STATES;

/** カード継続利用の次の段階: from where one may come where; a repetition of the same state is always allowed. */
export const CARD_MOVES: Readonly<Record<CardTaskState, readonly CardTaskState[]>> = {
  waiting: ['queued', 'rewriting', 'leftOut'],
  queued: ['waiting', 'rewriting', 'leftOut'],
  rewriting: ['written', 'inRepair', 'waiting', 'leftOut'],
  inRepair: ['written', 'waiting', 'leftOut'],
  written: ['continued', 'leftOut'],
  continued: ['confirmed'],
  confirmed: [],
  leftOut: ['waiting'],
};

/** Stages that the machine carries on by itself, because nobody's hand is needed for the next step. */
export const UNANSWERED_CARD_STATES = ['queued', 'rewriting', 'written', 'continued', 'inRepair'] as const;

/** Whether a card may go from one stage to another. */
export function mayMoveCard(from: CardTaskState, to: CardTaskState): boolean {
  return from === to || CARD_MOVES[from].includes(to);
}

/** 端末の応答がないとき: what is known stays known; an unanswered write needs repair, an unread card is queued. */
export function afterSilence(state: CardTaskState): CardTaskState {
  if (state === 'waiting') return 'queued';
  return state === 'rewriting' ? 'inRepair' : state;
}

/** Refusals of the terminal after which the card is asked for again; after the others it is left as it is. */
const ASK_AGAIN: readonly string[] = ['pinNotEntered', 'unconfirmedOperation'];

/** 端末が断ったとき: the card is asked for again, or left out with the reason of the refusal. */
export function afterRefusal(state: CardTaskState, code: string): CardTaskState {
  if (!ASK_AGAIN.includes(code)) return 'leftOut';
  return state === 'written' ? 'written' : 'waiting';
}

/** Whether a text read from the database names a state. */
export function isCardTaskState(text: string): text is CardTaskState {
  return text in CARD_TASK_STATES;
}

/** Whose card it is; sealed, because it carries the 住民票コード. */
export const CardOfMover = z.object({
  holder: z.string(),
  residentRecordCode: z.string(),
  /** As the 転出証明書情報 names it; unknown for a card that only the terminal has seen. */
  cardId: z.string().optional(),
  /** Unknown where the date of birth is not exact. */
  bornOn: CalendarDate.optional(),
});
export type CardOfMover = z.infer<typeof CardOfMover>;

/** 署名用電子証明書の発行: asked for, done, or refused by the terminal. */
export type SigningState = 'wished' | 'issued' | 'notIssued';

/** What the screen says of 署名用電子証明書. */
export const SIGNING_WORDS: Readonly<Record<SigningState, string>> = {
  wished: '署名用電子証明書：発行待ち',
  issued: '署名用電子証明書：発行済み',
  notIssued: '署名用電子証明書：発行できません',
};

/** What the screen says of a card whose PIN is locked; the holder may set a new one after identification. */
export const LOCKED_CARD = '住民基本台帳用の暗証番号がロックされています。';

/** What the screen says of a card that was not read before the terminal fell silent, once it answers again. */
export const CARD_LINE_BACK = '国のシステムが戻りました。カードをお持ちいただければ、続けられます。';

/** 本日は行わない理由. */
export const LEAVE_OUT_REASONS = {
  notBrought: 'カードを持っていない',
  holderAbsent: '本人が来ていない',
  wishesLater: '後日を希望',
} as const;
