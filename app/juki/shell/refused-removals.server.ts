import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Refusal } from '#app/vocabulary/refusals.ts';
import type { WorkKind } from '../core/decision.ts';
import { loadSlice } from './registry.server.ts';
import type { Room, TownSession } from './room.server.ts';
import { addWork } from './work-list.server.ts';

const KIND = 'removalRefused' satisfies WorkKind;

/** 消除できない転出予定者: the night run says so once, and tries again every night; who stays in the register is never silent. */
export async function noteRefused(
  room: Room,
  session: TownSession,
  movingOutId: string,
  { code, sentence }: Refusal,
): Promise<void> {
  const { db, t } = session;
  const slice = await loadSlice(session, { movingOuts: [movingOutId] }, room.cipher);
  const planned = slice.movingOuts.get(movingOutId)?.movers.filter(({ state }) => state === 'planned') ?? [];
  const [addresseeNumber] = planned.map((mover) => mover.addresseeNumber);
  if (!addresseeNumber) return;
  const [said] = await db
    .select({ workId: t.workItems.workId })
    .from(t.workItems)
    .where(
      and(eq(t.workItems.kind, KIND), eq(t.workItems.addresseeNumber, addresseeNumber), isNull(t.workItems.doneAt)),
    )
    .limit(1);
  if (said) return;
  const text = `転出予定日が来ましたが、消除できません（${code}）。${sentence}`;
  await addWork(room, session, { work: KIND, sentence: text, addresseeNumber });
}

/** Removed after all: the work is done with it. */
export async function noteRemoved(
  room: Room,
  { db, t }: TownSession,
  addresseeNumbers: readonly string[],
): Promise<void> {
  if (addresseeNumbers.length === 0) return;
  await db
    .update(t.workItems)
    .set({ doneAt: room.clock.now() })
    .where(
      and(
        eq(t.workItems.kind, KIND),
        inArray(t.workItems.addresseeNumber, [...addresseeNumbers]),
        isNull(t.workItems.doneAt),
      ),
    );
}
