import { z } from 'zod';

/**
 * カード継続利用の段階 (住民基本台帳法施行令第30条の20): waiting for the card → rewriting (asked, answer not yet known) → written
 * (on chip and face) → continued → confirmed (register, card and J-LIS agree). inRepair = an answer was lost and is asked
 * for; leftOut = not done today, with the reason.
 */
export const CARD_TASK_STATES = {
  waiting: { label: 'カードを待っています', open: true },
  rewriting: { label: '書込み中', open: true },
  written: { label: '書込み済み（確認待ち）', open: true },
  continued: { label: '継続利用済み（通知待ち）', open: true },
  inRepair: { label: '修復中', open: true },
  confirmed: { label: '完了', open: false },
  leftOut: { label: '本日は行わない', open: false },
} as const satisfies Record<string, { label: string; open: boolean }>;

/** カード継続利用の段階. */
export type CardTaskState = keyof typeof CARD_TASK_STATES;

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
});
export type CardOfMover = z.infer<typeof CardOfMover>;

/** What the screen says of a card whose PIN is locked; the holder may set a new one after identification. */
export const LOCKED_CARD = '住民基本台帳用の暗証番号がロックされています。';
