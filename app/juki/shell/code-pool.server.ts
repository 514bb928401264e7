import { asc, count, eq, gte, inArray, isNull, sql } from 'drizzle-orm';
import type { CodeBlock } from '#app/messages/contracts/identity.ts';
import { addDays } from '#app/vocabulary/dates.ts';
import { given, prepared, preparedForKeys } from '#db/prepared.ts';
import type { CodePoolGauge } from '../door.ts';
import { codeHash } from './register-rows.server.ts';
import { recordsOfCodes } from './removed-records.server.ts';
import type { Room, TownSession } from './room.server.ts';

/** Days over which the use is averaged. */
const AVERAGED_DAYS = 30;

/** A block that has not come after this time is asked for again. */
const PATIENCE_MS = 24 * 60 * 60 * 1000;

/** Size of the town's pool: below `lowMark` a block of `blockSize` is asked for. */
export interface CodePoolRules {
  lowMark: number;
  blockSize: number;
}

/** For a town without rules of its own. */
export const USUAL_POOL: CodePoolRules = { lowMark: 100, blockSize: 500 };

/**
 * 住民票コードの選択 (施行規則第14条): random unused codes, offered to an act and not taken yet. Keyed hashes are spread evenly, so
 * the next hash behind a random one is a random code, found without counting.
 */
export async function offerCodes(room: Room, session: TownSession, wanted: number): Promise<string[]> {
  if (wanted === 0) return [];
  const offered = new Map<string, string>();
  for (let tries = 0; offered.size < wanted && tries < wanted * 4; tries += 1) {
    const start = randomPlace(room.random());
    const [behind] = await codeBehind(session, { start });
    const [row] = behind ? [behind] : await codeBehind(session, { start: '' });
    if (!row) return [];
    offered.set(row.codeHash, room.cipher.decrypt(row.sealed));
  }
  if (offered.size < wanted) await fillUp(room, session, offered, wanted);
  return [...offered.values()];
}

/** A random beginning of a keyed hash (base64url), from a random number between 0 and 1. */
function randomPlace(random: number): string {
  const bytes = Buffer.alloc(6);
  bytes.writeUIntBE(Math.floor(random * 2 ** 48), 0, 6);
  return bytes.toString('base64url');
}

const codeBehind = prepared(({ db, t }: TownSession) =>
  db
    .select()
    .from(t.codePool)
    .where(gte(t.codePool.codeHash, given('start')))
    .orderBy(asc(t.codePool.codeHash))
    .limit(1),
);
const codeAt = prepared(({ db, t }: TownSession) =>
  db.select({ codeHash: t.codePool.codeHash }).from(t.codePool).limit(1).offset(given('position')),
);
const removeCodes = preparedForKeys(({ db, t }: TownSession, hashes) =>
  db.delete(t.codePool).where(inArray(t.codePool.codeHash, hashes)).returning({ codeHash: t.codePool.codeHash }),
);
const countUse = prepared(({ db, t }: TownSession) =>
  db
    .insert(t.codeUse)
    .values({ usedOn: given('usedOn'), count: given('used') })
    .onConflictDoUpdate({ target: t.codeUse.usedOn, set: { count: sql`${t.codeUse.count} + ${given('used')}` } }),
);

/** A pool that is almost empty gives the same code again and again: then whatever is left. */
async function fillUp(room: Room, { db, t }: TownSession, offered: Map<string, string>, wanted: number): Promise<void> {
  const rows = await db.select().from(t.codePool).orderBy(asc(t.codePool.codeHash)).limit(wanted);
  for (const row of rows) {
    if (offered.size < wanted) offered.set(row.codeHash, room.cipher.decrypt(row.sealed));
  }
}

/** Is the pool below its low mark? Counts no further than the mark. */
export async function isPoolLow(room: Room, session: TownSession): Promise<boolean> {
  const { lowMark } = rulesOf(room);
  const rows = await codeAt(session, { position: lowMark - 1 });
  return rows.length === 0;
}

function rulesOf(room: Room): CodePoolRules {
  return room.codePool ?? USUAL_POOL;
}

/** Takes the codes that an accepted act used; they are never offered again. */
export async function takeCodes(room: Room, session: TownSession, used: readonly string[]): Promise<void> {
  if (used.length === 0) return;
  const hashes = used.map((code) => codeHash(room.cipher, code));
  const gone = await removeCodes(session, hashes);
  if (gone.length !== used.length) throw new Error('a code was taken that is not in the pool');
  await countUse(session, { usedOn: room.today(), used: used.length });
}

/** 払出しの受領: codes that somebody has already are left out; the same block twice changes nothing. */
export async function receiveBlock(
  room: Room,
  session: TownSession,
  { codes }: CodeBlock,
  requestId?: string,
): Promise<void> {
  const { db, t } = session;
  const receivedAt = room.clock.now();
  const rows = codes.map((code) => ({
    codeHash: codeHash(room.cipher, code),
    sealed: room.cipher.encrypt(code),
    receivedAt,
  }));
  for (let at = 0; at < rows.length; at += 200) {
    const part = rows.slice(at, at + 200);
    const hashes = part.map((row) => row.codeHash);
    const taken = await recordsOfCodes(session, hashes);
    const unused = part.filter((row) => !taken.some((one) => one.codeHash === row.codeHash));
    if (unused.length > 0) await db.insert(t.codePool).values(unused).onConflictDoNothing();
  }
  if (requestId) {
    await db
      .update(t.codeBlockRequests)
      .set({ answeredAt: receivedAt })
      .where(eq(t.codeBlockRequests.messageId, requestId));
  }
}

/**
 * 払出しの依頼 (施行規則第14条第2項), in a transaction of its own and never inside an act. One request at a time; one that stays
 * without an answer for a day is repeated.
 */
export async function refillPool(room: Room): Promise<boolean> {
  const asked = await room.store.write(async (session) => {
    const { db, t } = session;
    if (!(await isPoolLow(room, session))) return false;
    const now = room.clock.now();
    const open = await db.select().from(t.codeBlockRequests).where(isNull(t.codeBlockRequests.answeredAt));
    if (open.some((one) => Date.parse(now) - Date.parse(one.requestedAt) < PATIENCE_MS)) return false;
    const { blockSize } = rulesOf(room);
    const messageId = await room.mailroom.post(session, {
      type: 'CodeBlockRequest',
      to: 'jlis',
      subject: 'code-pool',
      content: { count: blockSize },
    });
    await db.insert(t.codeBlockRequests).values({ messageId, count: blockSize, requestedAt: now });
    return true;
  });
  return asked;
}

/** 残数の表示: how many codes are left and for how long. */
export async function gaugeOf(room: Room, { db, t }: TownSession): Promise<CodePoolGauge> {
  const [pool] = await db.select({ left: count() }).from(t.codePool);
  const since = addDays(room.today(), -AVERAGED_DAYS);
  const used = await db.select().from(t.codeUse).where(gte(t.codeUse.usedOn, since));
  const [open] = await db.select().from(t.codeBlockRequests).where(isNull(t.codeBlockRequests.answeredAt)).limit(1);
  const [waiting] = await db
    .select({ persons: count() })
    .from(t.numberingSagas)
    .where(eq(t.numberingSagas.codeState, 'waiting'));
  const left = pool?.left ?? 0;
  const averageUse = used.reduce((sum, day) => sum + day.count, 0) / AVERAGED_DAYS;
  return {
    left,
    lowMark: rulesOf(room).lowMark,
    averageUse,
    ...(averageUse > 0 ? { daysLeft: Math.floor(left / averageUse) } : {}),
    ...(open ? { requestedAt: open.requestedAt } : {}),
    waiting: waiting?.persons ?? 0,
  };
}
