import { and, count, desc, eq, isNotNull, isNull } from 'drizzle-orm';
import type { RegisterHealth } from '../numbers.ts';
import { gaugeOf } from './code-pool.server.ts';
import type { Room, TownSession } from './room.server.ts';

/** 台帳の見張り: by the indices of what is open, whatever the register has grown to. */
export async function registerHealth(room: Room, session: TownSession): Promise<RegisterHealth> {
  const { db, t } = session;
  const [missing] = await db
    .select({ count: count() })
    .from(t.workItems)
    .where(and(isNull(t.workItems.doneAt), eq(t.workItems.kind, 'missingNotice')));
  const [differing] = await db.select({ count: count() }).from(t.differences).where(eq(t.differences.state, 'open'));
  const [last] = await db
    .select({ startedAt: t.reconciliationRuns.startedAt })
    .from(t.reconciliationRuns)
    .where(isNotNull(t.reconciliationRuns.finishedAt))
    .orderBy(desc(t.reconciliationRuns.startedAt))
    .limit(1);
  return {
    pool: await gaugeOf(room, session),
    missingNotices: Number(missing?.count ?? 0),
    differences: Number(differing?.count ?? 0),
    ...(last ? { comparedAt: last.startedAt } : {}),
  };
}
