import { asc, eq, gt, inArray } from 'drizzle-orm';
import type { MessageContent, MessageType } from '#app/messages/contracts/catalogue.ts';
import type { Message } from '#app/messages/envelope.ts';
import type { Handler } from '#app/messages/mailroom.server.ts';
import { given, prepared, preparedForKeys } from '#db/prepared.ts';
import type { TownTables } from '#db/schema/index.ts';
import { codeHash } from './register-rows.server.ts';
import { householdsOfCodes } from './removed-records.server.ts';
import type { Room, TownSession } from './room.server.ts';

/** Handlers of the town's mailroom. */
type Handlers = Partial<Record<MessageType, Handler<TownTables>>>;

const AT_ONCE = 50;

const liveLeases = prepared(({ db, t }: TownSession) =>
  db
    .select({ householdNumber: t.householdLocks.householdNumber })
    .from(t.householdLocks)
    .where(gt(t.householdLocks.until, given('now'))),
);
const firstWaiting = prepared(({ db, t }: TownSession) =>
  db.select().from(t.waitingMessages).orderBy(asc(t.waitingMessages.position)).limit(AT_ONCE),
);
const locksOf = preparedForKeys(({ db, t }: TownSession, households) =>
  db
    .select({ until: t.householdLocks.until })
    .from(t.householdLocks)
    .where(inArray(t.householdLocks.householdNumber, households)),
);
const waitingHouseholds = prepared(({ db, t }: TownSession) =>
  db.select({ households: t.waitingMessages.households }).from(t.waitingMessages),
);
const whoeverWaits = prepared(({ db, t }: TownSession) =>
  db
    .select({ id: t.waitingMessages.messageId })
    .from(t.waitingMessages)
    .unionAll(db.select({ id: t.renamingRuns.runId }).from(t.renamingRuns).where(eq(t.renamingRuns.state, 'running'))),
);

/**
 * 処理待ちの電文 (標準仕様書 10.3): a message that would change what an officer is at work on waits for the end of the lease, and
 * behind it every later one about the same household. Returns whether it waits.
 */
async function waitsForOfficer(
  room: Room,
  session: TownSession,
  message: Message,
  codes: readonly string[],
): Promise<boolean> {
  const { db, t } = session;
  const rows = await householdsOfCodes(
    session,
    codes.map((code) => codeHash(room.cipher, code)),
  );
  const households = [...new Set(rows.map((row) => row.of))];
  const now = room.clock.now();
  const leases = await locksOf(session, households);
  const waiting = await waitingHouseholds(session, {});
  const isBusy =
    leases.some((row) => row.until > now) ||
    waiting.some((row) => (row.households as string[]).some((number) => households.includes(number)));
  if (!isBusy) return false;
  await db.insert(t.waitingMessages).values({
    messageId: message.envelope.id,
    households,
    receivedAt: room.clock.now(),
    body: room.seal(message),
  });
  return true;
}

/** Looks for messages and households of a 住所一括変更 that may go on, soon after the commit. */
export async function wakeWaiting(room: Room, session: TownSession): Promise<void> {
  const waiting = await whoeverWaits(session, {});
  if (waiting.length > 0) room.advanceSoon(session);
}

/**
 * 電文の受理 during an officer's work: 転入通知, its 取消し and the 区間異動の通知 wait, for they change the record under the officer's hands. All others
 * are applied at once: 事前通知, requests, answers and 符号 touch no 住民票, and a number that is added makes nothing stale.
 */
export function behindOfficers(room: Room, handlers: Handlers): Handlers {
  function waiting<T extends MessageType>(type: T, codesOf: (content: MessageContent<T>, from: string) => string[]) {
    const apply = handlers[type];
    const handler: Handler<TownTables> = async (message, session) => {
      const codes = codesOf(message.content as MessageContent<T>, message.envelope.from);
      if (!(await waitsForOfficer(room, session, message, codes))) await apply?.(message, session);
    };
    return { [type]: handler };
  }
  return {
    ...handlers,
    ...waiting('MovingInNotice', ({ movers }) => movers.map((mover) => mover.residentRecordCode)),
    ...waiting('WardMoveNotice', ({ movers }) => movers.map((mover) => mover.residentRecordCode)),
    // Whoever speaks for another town is refused at once.
    ...waiting('MovingInNoticeWithdrawn', ({ toMunicipality, residentRecordCodes }, from) =>
      toMunicipality === from ? residentRecordCodes : [],
    ),
  };
}

/** Applies what waited and need wait no longer, in the order of arrival, each in a transaction of its own. */
export function createWaitingMessages(room: Room, handlers: Handlers) {
  return async function applyWaiting(): Promise<number> {
    const [rows, leases] = await room.store.read(async (session) => {
      const waiting = await firstWaiting(session, {});
      return [waiting, waiting.length > 0 ? await liveLeases(session, { now: room.clock.now() }) : []] as const;
    });
    const busy = new Set(leases.map((row) => row.householdNumber));
    let applied = 0;
    for (const row of rows) {
      const households = row.households as string[];
      if (households.some((number) => busy.has(number))) {
        // What came later about the same households stays behind it.
        for (const number of households) busy.add(number);
        continue;
      }
      try {
        applied += await goOn(row.position, room.open<Message>(row.body));
      } catch (error) {
        room.onError?.(error);
        for (const number of households) busy.add(number);
      }
    }
    return applied;
  };

  function goOn(position: number, message: Message): Promise<number> {
    return room.store.write(async (session) => {
      const { db, t } = session;
      const gone = await db
        .delete(t.waitingMessages)
        .where(eq(t.waitingMessages.position, position))
        .returning({ position: t.waitingMessages.position });
      // Somebody else was faster.
      if (gone.length > 0) await handlers[message.envelope.type]?.(message, session);
      return gone.length;
    });
  }
}
