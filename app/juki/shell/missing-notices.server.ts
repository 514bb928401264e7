import { and, asc, eq, gte, inArray, isNull, lt } from 'drizzle-orm';
import { addDays } from '#app/vocabulary/dates.ts';
import { given, preparedUpdate } from '#db/prepared.ts';
import type { TownTables } from '#db/schema/index.ts';
import { missingNotices } from '../core/missing-notices.ts';
import type { MovingOut } from '../core/register.ts';
import { loadSlice } from './registry.server.ts';
import type { Room, TownSession } from './room.server.ts';
import { addWork } from './work-list.server.ts';

const KIND = 'missingNotice';
const SENTENCE = '特例転入の期限を過ぎても転入通知が届きません。転入予定地に照会してください（転入通知未着照会書）。';

/** The night run looks back this far, so that nights without a run are made up for. */
const LOOK_BACK_DAYS = 180;

/** 転入通知未着者一覧 (標準仕様書 4.1.3.1.4): who is missing is listed once, one transaction for each 転出. */
export async function listMissingNotices(room: Room): Promise<number> {
  const today = room.today();
  const past = await room.store.read(({ db, t }) =>
    db
      .select({ record: t.movingOuts.record })
      .from(t.movingOuts)
      .where(
        and(
          eq(t.movingOuts.waiting, false),
          lt(t.movingOuts.plannedOn, addDays(today, -30)),
          gte(t.movingOuts.plannedOn, addDays(today, -LOOK_BACK_DAYS)),
        ),
      )
      .orderBy(asc(t.movingOuts.plannedOn)),
  );
  const due = past
    .map(({ record }) => record as MovingOut)
    .filter(({ movers }) => movers.some(({ state, notice }) => state === 'removed' && !notice));
  let listed = 0;
  for (const { movingOutId } of due) {
    if ((await room.store.read((session) => newlyMissing(room, session, movingOutId))).length === 0) continue;
    listed += await room.store.write(async (session) => {
      const missing = await newlyMissing(room, session, movingOutId);
      for (const addresseeNumber of missing) {
        await addWork(room, session, { work: KIND, sentence: SENTENCE, addresseeNumber });
      }
      return missing.length;
    });
  }
  return listed;
}

/** Those who are not on the list for this 転出 yet, also not as done. */
async function newlyMissing(room: Room, session: TownSession, movingOutId: string): Promise<string[]> {
  const slice = await loadSlice(session, { movingOuts: [movingOutId] }, room.cipher);
  const movingOut = slice.movingOuts.get(movingOutId);
  const missing = movingOut ? missingNotices(movingOut, slice, room.today()) : [];
  if (!movingOut || missing.length === 0) return [];
  const { db, t } = session;
  const rows = await db
    .select({ number: t.workItems.addresseeNumber })
    .from(t.workItems)
    .where(
      and(
        eq(t.workItems.kind, KIND),
        inArray(t.workItems.addresseeNumber, missing),
        gte(t.workItems.createdAt, movingOut.plannedOn),
      ),
    );
  const listed = new Set(rows.map(({ number }) => number));
  return missing.filter((number) => !listed.has(number));
}

/** The 転入通知 came after all: these persons are no longer missing. */
export async function noticeCame(room: Room, session: TownSession, addresseeNumbers: readonly string[]) {
  for (const of of addresseeNumbers) await finishMissing(session, { of }, { doneAt: room.clock.now() });
}

const finishMissing = preparedUpdate(
  (t: TownTables) => t.workItems,
  (items) => and(eq(items.kind, KIND), eq(items.addresseeNumber, given('of')), isNull(items.doneAt)),
);
