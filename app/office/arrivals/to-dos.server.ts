import { eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { laterTick, nextTick, ToDoItem, type ToDoList, ToDoTick } from '#app/messages/contracts/to-do.ts';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import type { Officer } from '#app/vocabulary/roles.ts';
import { mayDo } from '../permissions.ts';
import { type OfficeRoom, type OfficeSession, refuse } from '../room.server.ts';
import { getArrival } from './arrivals.server.ts';

const Kept = z.object({ items: z.array(ToDoItem), ticks: z.record(z.string(), ToDoTick) });
type Kept = z.infer<typeof Kept>;

/** 引越しの手続の一覧 as the officer sees it. */
export interface ArrivalToDos {
  /** undefined = the portal has sent none. */
  items?: ToDoItem[];
  mayTick: boolean;
}

async function findKept(
  room: OfficeRoom,
  { db, t }: OfficeSession,
  receiptNumber: string | undefined,
): Promise<Kept | undefined> {
  if (receiptNumber === undefined) return undefined;
  const [row] = await db.select().from(t.arrivalToDos).where(eq(t.arrivalToDos.receiptNumber, receiptNumber)).limit(1);
  return row && room.open(Kept, row.sealed);
}

async function keep(room: OfficeRoom, { db, t }: OfficeSession, receiptNumber: string, kept: Kept): Promise<void> {
  const values = { sealed: room.seal(kept), updatedAt: room.clock.now() };
  await db
    .insert(t.arrivalToDos)
    .values({ receiptNumber, ...values })
    .onConflictDoUpdate({ target: t.arrivalToDos.receiptNumber, set: values });
}

/** 引越しの手続の一覧の受信: the newest list holds; of each tick the later one, whoever set it. */
export async function receiveToDoList(
  room: OfficeRoom,
  { receiptNumber, items }: ToDoList,
  session: OfficeSession,
): Promise<void> {
  const before = await findKept(room, session, receiptNumber);
  const ticks = { ...before?.ticks };
  for (const { key, tick } of items) {
    const holds = laterTick(ticks[key], tick);
    if (holds) ticks[key] = holds;
  }
  await keep(room, session, receiptNumber, { items: items.map(({ tick: _, ...item }) => item), ticks });
}

function withTicks({ items, ticks }: Kept): ToDoItem[] {
  return items.map((item) => ({ ...item, ...(ticks[item.key] ? { tick: ticks[item.key] } : {}) }));
}

/** 引越しの手続の一覧 of several arrivals, by the receipt number. Who reads them records it. */
export async function listToDos(
  room: OfficeRoom,
  { db, t }: OfficeSession,
  receiptNumbers: readonly string[],
): Promise<Map<string, ToDoItem[]>> {
  const rows = await db
    .select()
    .from(t.arrivalToDos)
    .where(inArray(t.arrivalToDos.receiptNumber, [...receiptNumbers]));
  return new Map(rows.map(({ receiptNumber, sealed }) => [receiptNumber, withTicks(room.open(Kept, sealed))]));
}

/** 引越しの手続の一覧 of one arrival; every reading is recorded. */
export async function toDosOfArrival(room: OfficeRoom, officer: Officer, caseId: string): Promise<ArrivalToDos> {
  room.permit(officer, 'seeArrivals');
  return room.store.write(async (session) => {
    const { receiptNumber, counter } = await getArrival(room, session, caseId);
    const kept = await findKept(room, session, receiptNumber);
    if (kept) {
      await room.recordAct(session, officer, {
        act: 'readArrival',
        subjects: counter.registered ?? [],
        reason: '引越しの手続の案内',
        caseId,
      });
    }
    return { ...(kept ? { items: withTicks(kept) } : {}), mayTick: mayDo('tickToDo', officer, room.town) };
  });
}

/**
 * 手続の済みの印 by an officer: kept, written into 処理経過, and told to the resident, in one transaction. The same press twice changes
 * nothing.
 */
export async function tickToDo(
  room: OfficeRoom,
  screen: { caseId: string; officer: Officer },
  press: { key: string; done: boolean },
): Promise<Outcome<undefined>> {
  const { caseId, officer } = screen;
  room.permit(officer, 'tickToDo');
  return room.store.write(async (session): Promise<Outcome<undefined>> => {
    const { receiptNumber } = await getArrival(room, session, caseId);
    const kept = await findKept(room, session, receiptNumber);
    const item = kept?.items.find(({ key }) => key === press.key);
    if (!receiptNumber || !kept || !item || item.automatic) {
      return refuse(
        'toDoUnknown',
        'この手続は、いまの一覧にありません。一覧を開き直してください。',
        '住民記録システム標準仕様書 10.3（排他制御）',
      );
    }
    const tick = nextTick(kept.ticks[press.key], { done: press.done, at: room.clock.now(), by: 'town' });
    if (!tick) return { accepted: true, value: undefined };
    await keep(room, session, receiptNumber, { ...kept, ticks: { ...kept.ticks, [press.key]: tick } });
    await room.recordEvent(session, {
      caseId,
      officer,
      act: press.done ? '手続を済みにした' : '手続をまだに戻した',
      note: item.title,
    });
    await room.mailroom.post(session, {
      type: 'ToDoTickReport',
      to: 'portal',
      subject: receiptNumber,
      content: { receiptNumber, key: press.key, tick: { ...tick, by: 'town' } },
    });
    return { accepted: true, value: undefined };
  });
}
