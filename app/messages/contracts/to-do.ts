import { z } from 'zod';
import { ReceiptNumber } from '#app/vocabulary/identifiers.ts';
import { CalendarDate } from '#app/vocabulary/persons.ts';
import { textItem } from '#app/vocabulary/text-items.ts';

/** 手続の済みの印: who set or took away the tick of one item, and when. */
export const ToDoTick = z.object({
  done: z.boolean(),
  at: z.iso.datetime(),
  by: z.enum(['resident', 'town']),
  /** Counts up with every press on either side: the higher one holds, whatever the clocks say. */
  turn: z.number().int().positive(),
});
export type ToDoTick = z.infer<typeof ToDoTick>;

/** 手続の一件, as the officer reads it: in the words of the resident's page. */
export const ToDoItem = z.object({
  key: z.string().regex(/^[a-zA-Z.]{1,60}$/),
  title: textItem(60),
  place: z.enum(['oldTown', 'newTown']),
  /** 予定 → 確定 → 取消. */
  phase: z.enum(['planned', 'confirmed', 'cancelled']),
  /** The resident has not said whether it is needed. */
  perhaps: z.boolean(),
  /** Nobody has to do anything. */
  automatic: z.boolean(),
  persons: z.array(textItem(100)).max(20),
  dueOn: CalendarDate.optional(),
  bring: z.array(z.object({ what: textItem(60), persons: z.array(textItem(100)).max(20) })).max(8),
  article: z.string().max(80),
  tick: ToDoTick.optional(),
});
export type ToDoItem = z.infer<typeof ToDoItem>;

/** 引越しの手続の一覧: portal → new town, whole every time; the latest one for a receipt number holds. */
export const ToDoList = z.object({ receiptNumber: ReceiptNumber, items: z.array(ToDoItem).max(60) });
export type ToDoList = z.infer<typeof ToDoList>;

/** 手続の済みの知らせ: new town → portal, one item. */
export const ToDoTickReport = z.object({
  receiptNumber: ReceiptNumber,
  key: ToDoItem.shape.key,
  tick: ToDoTick.extend({ by: z.literal('town') }),
});
export type ToDoTickReport = z.infer<typeof ToDoTickReport>;

/**
 * Which of two ticks of one item holds: both sides come to the same answer in whatever order they hear of them. Pressed at the same
 * turn on both sides, the town's holds: its officer has seen the papers.
 */
export function laterTick(one: ToDoTick | undefined, other: ToDoTick | undefined): ToDoTick | undefined {
  if (!one || !other) return one ?? other;
  if (one.turn !== other.turn) return one.turn > other.turn ? one : other;
  return other.by === 'town' ? other : one;
}

/** The next tick of an item after what is known of it; undefined = it is so already. */
export function nextTick(
  known: ToDoTick | undefined,
  press: Pick<ToDoTick, 'done' | 'at' | 'by'>,
): ToDoTick | undefined {
  if ((known?.done ?? false) === press.done) return undefined;
  return { ...press, turn: (known?.turn ?? 0) + 1 };
}
