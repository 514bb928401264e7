import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Access } from '#app/vocabulary/roles.ts';
import type { TownTables } from '#db/schema/index.ts';
import type { WorkKind } from '../core/decision.ts';
import { mayActOnProtected } from '../core/permissions.ts';
import type { WorkItem } from '../door.ts';
import { recordAccess } from './audited.server.ts';
import type { Room, TownSession } from './room.server.ts';

/** 要対応事項 as it is stored. */
export type WorkRow = TownTables['workItems']['$inferSelect'];

/** 要対応事項 without the message that made it. */
export function workItem({ workId, kind, sentence, addresseeNumber, fromMunicipality, createdAt }: WorkRow): WorkItem {
  return {
    workId,
    kind: kind as WorkKind,
    sentence,
    createdAt,
    ...(addresseeNumber ? { addresseeNumber } : {}),
    ...(fromMunicipality ? { fromMunicipality } : {}),
  };
}

/** Adds to the 要対応 list; the message that made the work is kept with it, encrypted. */
export async function addWork(
  room: Room,
  { db, t }: TownSession,
  work: { work: WorkKind; sentence: string; addresseeNumber?: string },
  evidence?: { from: string; content: unknown },
): Promise<void> {
  await db.insert(t.workItems).values({
    workId: room.newId(),
    kind: work.work,
    sentence: work.sentence,
    addresseeNumber: work.addresseeNumber,
    fromMunicipality: evidence?.from,
    createdAt: room.clock.now(),
    body: evidence && room.seal(evidence.content),
  });
}

/** The case under which an act is drafted from an item of the list. */
export function caseOfWork(workId: string): string {
  return `work:${workId}`;
}

/** 本登録 of an act that was drafted from an item: the item is done with it. */
export async function finishWorkOf(room: Room, { db, t }: TownSession, caseId: string | null): Promise<void> {
  const workId = caseId?.startsWith('work:') ? caseId.slice('work:'.length) : undefined;
  if (!workId) return;
  await db
    .update(t.workItems)
    .set({ doneAt: room.clock.now() })
    .where(and(eq(t.workItems.workId, workId), isNull(t.workItems.doneAt)));
}

/** A10 (支援措置の期間): nobody else may learn from the list that there is a measure. */
export const PROTECTION_DUE = 'protectionDue' satisfies WorkKind;

function maySee(kind: string, access: Access): boolean {
  return kind !== PROTECTION_DUE || mayActOnProtected(access);
}

/** 要対応の一覧, and 転入通知情報取込エラー一覧 (標準仕様書 4.1.3.1.2) as its part. */
export function createWorkList(room: Room) {
  async function open(access: Access, kinds: 'all' | 'noticeErrors'): Promise<WorkItem[]> {
    room.admit(access);
    return room.store.write(async (session) => {
      const { db, t } = session;
      const rows = await db
        .select()
        .from(t.workItems)
        .where(isNull(t.workItems.doneAt))
        .orderBy(asc(t.workItems.createdAt));
      const items = rows
        .filter((row) => kinds === 'all' || row.kind === 'garbledNotice')
        .filter((row) => maySee(row.kind, access));
      await note(session, access, kinds === 'all' ? 'workItems' : 'noticeErrors', items);
      return items.map(workItem);
    });
  }

  async function note(
    session: TownSession,
    access: Access,
    act: string,
    items: readonly { addresseeNumber: string | null }[],
  ): Promise<void> {
    await recordAccess(room, session, access, {
      act,
      subjects: [...new Set(items.flatMap((item) => item.addresseeNumber ?? []))],
    });
  }

  return {
    workItems: (access: Access) => open(access, 'all'),
    noticeErrors: (access: Access) => open(access, 'noticeErrors'),
    /** 対応済み; repeating it changes nothing. */
    async finishWork(workId: string, access: Access): Promise<void> {
      room.admit(access);
      await room.store.write(async (session) => {
        const { db, t } = session;
        const [item] = await db.select().from(t.workItems).where(eq(t.workItems.workId, workId)).limit(1);
        if (!item || !maySee(item.kind, access)) return;
        const rows = await db
          .update(t.workItems)
          .set({ doneAt: room.clock.now() })
          .where(and(eq(t.workItems.workId, workId), isNull(t.workItems.doneAt)))
          .returning({ addresseeNumber: t.workItems.addresseeNumber });
        if (rows.length > 0) await note(session, access, 'finishWork', rows);
      });
    },
  };
}
