import { and, desc, eq, gt, lt, or } from 'drizzle-orm';
import { addYears } from '#app/vocabulary/dates.ts';
import { CHANGE_REASONS } from '../core/change-reasons.ts';
import { retainedFrom, YEARS_KEPT } from '../core/retention.ts';
import type { RetentionDoor, StoredRecord } from '../inquiry.ts';
import { recordAccess } from './audited.server.ts';
import { residentFrom } from './register-rows.server.ts';
import { storeOf } from './removed-records.server.ts';
import type { Room } from './room.server.ts';
import { isProtected } from './views.server.ts';

/** More than a page shows at once. */
const MOST = 100;

/** 除票の保存庫の一覧: along the index of the day of 消除, so that a page costs the same however many there are. */
export function createStoredRecords(room: Room): RetentionDoor {
  return {
    async retentionRuns(access) {
      room.admit(access);
      const rows = await room.store.read(({ db, t }) =>
        db.select().from(t.retentionRuns).orderBy(desc(t.retentionRuns.dueOn)).limit(MOST),
      );
      return rows.map(({ dueOn, moved, erased, finishedAt }) => ({
        dueOn,
        moved,
        erased,
        ...(finishedAt ? { finishedAt } : {}),
      }));
    },

    async storedRecords({ after, limit }, access) {
      room.admit(access);
      const size = Math.min(limit, MOST);
      return room.store.write(async (session) => {
        const store = storeOf(session.t);
        const [on = '', number = ''] = after?.split('/') ?? [];
        const rows = await session.db
          .select()
          .from(store)
          .where(
            after
              ? or(lt(store.removedOn, on), and(eq(store.removedOn, on), gt(store.addresseeNumber, number)))
              : undefined,
          )
          .orderBy(desc(store.removedOn), store.addresseeNumber)
          .limit(size + 1);
        const shown = rows.slice(0, size);
        const records = shown.flatMap((row): StoredRecord[] => {
          const resident = residentFrom(row, room.cipher);
          const { addresseeNumber, name, removed } = resident;
          const from = retainedFrom(resident);
          if (!removed || !from) return [];
          return [
            {
              addresseeNumber,
              name: name.full,
              removed: { reason: CHANGE_REASONS[removed.reason].title, on: removed.on },
              keptUntil: addYears(from, YEARS_KEPT),
              protectedPerson: isProtected(resident),
            },
          ];
        });
        await recordAccess(room, session, access, {
          act: 'storedRecords',
          subjects: records.map((one) => one.addresseeNumber),
        });
        const last = shown.at(-1);
        const more = rows.length > size && last ? { next: `${last.removedOn}/${last.addresseeNumber}` } : {};
        return { records, ...more };
      });
    },
  };
}
