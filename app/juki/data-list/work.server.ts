import { and, count, eq, isNull } from 'drizzle-orm';
import type { WorkKind } from '../core/decision.ts';
import type { workOfTakenOver } from '../core/taken-over-work.ts';
import type { Room, TownSession } from '../shell/room.server.ts';
import { addWork } from '../shell/work-list.server.ts';

const UNUSABLE = 'codeNotUsable' satisfies WorkKind;

/** Households that are listed one by one; a former system whose codes are all without a check digit would bury everything else. */
const LISTED = 300;

const OTHERS =
  '住民票コードの検査数字が合わない世帯がほかにもあります。取込の結果の一覧（行ごとの報告）を見て、移行元の記録を確かめてください。';

/** 引継ぎの要対応事項, in the transaction of the households: what was taken over although somebody has to look at it. */
export async function addWorkOf(
  room: Room,
  session: TownSession,
  work: ReturnType<typeof workOfTakenOver>,
): Promise<void> {
  const unusable = work.filter((one) => one.work === UNUSABLE);
  const left = unusable.length > 0 ? LISTED - (await openItems(session)) : 0;
  for (const one of work.filter(({ work: kind }) => kind !== UNUSABLE)) await addWork(room, session, one);
  for (const one of unusable.slice(0, Math.max(0, left))) await addWork(room, session, one);
  if (unusable.length > left && !(await isSummed(session))) {
    await addWork(room, session, { work: UNUSABLE, sentence: OTHERS });
  }
}

async function openItems({ db, t }: TownSession): Promise<number> {
  const [row] = await db
    .select({ items: count() })
    .from(t.workItems)
    .where(and(eq(t.workItems.kind, UNUSABLE), isNull(t.workItems.doneAt)));
  return row?.items ?? 0;
}

async function isSummed({ db, t }: TownSession): Promise<boolean> {
  const rows = await db
    .select({ workId: t.workItems.workId })
    .from(t.workItems)
    .where(and(eq(t.workItems.kind, UNUSABLE), isNull(t.workItems.addresseeNumber), isNull(t.workItems.doneAt)))
    .limit(1);
  return rows.length > 0;
}
