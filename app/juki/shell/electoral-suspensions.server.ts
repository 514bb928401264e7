import { and, desc, eq, inArray, lt, lte } from 'drizzle-orm';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { Access } from '#app/vocabulary/roles.ts';
import type { TownTables } from '#db/schema/index.ts';
import type { Resident } from '../core/register.ts';
import { eraseSuspensionOn, isSuspendedOn } from '../core/voting-suspensions.ts';
import type { Suspension, SuspensionItems } from '../suspension-acts.ts';
import { recordAccess } from './audited.server.ts';
import { entriesOf } from './electoral-entries.server.ts';
import { recordsOfNumbers } from './removed-records.server.ts';
import type { Room, TownSession } from './room.server.ts';

type Row = TownTables['electoralSuspensions']['$inferSelect'];

/** 選挙権の停止 as it is kept: all that names the person or says why is in here, encrypted. */
export type KeptSuspension = Pick<Suspension, 'addresseeNumber' | 'items' | 'proposal' | 'confirmedBy' | 'confirmedAt'>;

/** Rows of one transaction of the night, and of a list. */
const PAGE = 200;
/** Keys of one query. */
const KEYS = 500;

export function personHash(room: Room, addresseeNumber: string): string {
  return room.cipher.lookup(`suspension:${addresseeNumber}`);
}

/** Of these persons, those who have no right to vote on the day. Asked by keyed hash, so that nobody else's row is opened. */
export async function suspendedAmong(
  room: Room,
  { db, t }: Pick<TownSession, 'db' | 't'>,
  numbers: readonly string[],
  day: CalendarDate,
): Promise<Set<string>> {
  const table = t.electoralSuspensions;
  const suspended = new Set<string>();
  for (let at = 0; at < numbers.length; at += KEYS) {
    const hashes = numbers.slice(at, at + KEYS).map((number) => personHash(room, number));
    const rows = await db
      .select({ body: table.body })
      .from(table)
      .where(and(inArray(table.personHash, hashes), inArray(table.state, ['standing', 'ended'])));
    for (const { body } of rows) {
      const { addresseeNumber, items } = room.open<KeptSuspension>(body);
      if (items && isSuspendedOn(items, day)) suspended.add(addresseeNumber);
    }
  }
  return suspended;
}

/** 停止の期間 of one person that are confirmed or wait for it. */
export async function suspensionsOfPerson(
  room: Room,
  { db, t }: TownSession,
  addresseeNumber: string,
): Promise<SuspensionItems[]> {
  const rows = await db
    .select({ body: t.electoralSuspensions.body })
    .from(t.electoralSuspensions)
    .where(eq(t.electoralSuspensions.personHash, personHash(room, addresseeNumber)));
  return rows.flatMap(({ body }) => {
    const { items, proposal } = room.open<KeptSuspension>(body);
    return [...(items ? [items] : []), ...(proposal && 'items' in proposal ? [proposal.items] : [])];
  });
}

export async function findSuspensionRow({ db, t }: TownSession, suspensionId: string): Promise<Row | undefined> {
  const table = t.electoralSuspensions;
  const [row] = await db.select().from(table).where(eq(table.suspensionId, suspensionId)).limit(1);
  return row;
}

export async function newestSuspensions({ db, t }: TownSession): Promise<Row[]> {
  return db.select().from(t.electoralSuspensions).orderBy(desc(t.electoralSuspensions.at)).limit(PAGE);
}

export async function saveSuspension(
  room: Room,
  { db, t }: TownSession,
  suspensionId: string,
  kept: KeptSuspension,
): Promise<void> {
  const { items, proposal } = kept;
  const set = {
    state: items ? ('standing' as const) : ('proposed' as const),
    waits: proposal !== undefined,
    endsOn: items?.until ?? null,
    eraseOn: null,
    body: room.seal(kept),
  };
  await db
    .insert(t.electoralSuspensions)
    .values({
      suspensionId,
      personHash: personHash(room, kept.addresseeNumber),
      at: proposal?.at ?? room.clock.now(),
      ...set,
    })
    .onConflictDoUpdate({ target: t.electoralSuspensions.suspensionId, set });
}

export async function eraseSuspension({ db, t }: TownSession, suspensionId: string): Promise<void> {
  await db.delete(t.electoralSuspensions).where(eq(t.electoralSuspensions.suspensionId, suspensionId));
}

/** 停止の一件 as the commission reads it, with the person as the 住民票 has him now. */
export async function suspensionsOf(room: Room, session: TownSession, rows: readonly Row[]): Promise<Suspension[]> {
  const all = rows.map((row) => ({ row, kept: room.open<KeptSuspension>(row.body) }));
  const numbers = all.map(({ kept }) => kept.addresseeNumber);
  const records = await recordsOfNumbers(session, numbers);
  const persons = new Map(records.map((one) => [one.addresseeNumber, one.record as Resident]));
  const entries = await entriesOf(session, numbers);
  return all.flatMap(({ row: { suspensionId, state }, kept }): Suspension[] => {
    const person = persons.get(kept.addresseeNumber);
    if (!person) return [];
    const entry = entries.get(kept.addresseeNumber);
    const onRoll = entry !== undefined && entry.state !== 'removed';
    const shown = onRoll && kept.items !== undefined && isSuspendedOn(kept.items, room.today());
    return [{ suspensionId, state, ...kept, shown, ...electorOf(person) }];
  });
}

/** 選挙人の要点: what tells one person from another, and nothing else of the 住民票. */
export function electorOf(
  person: Resident,
): Pick<Suspension, 'name' | 'bornOn' | 'address' | 'whereabouts' | 'protectedPerson'> {
  const { name, bornOn, address, status, protection } = person;
  const whereabouts = status === 'resident' ? 'here' : status === 'movedOut' ? 'left' : 'gone';
  return { name: name.full, bornOn, address, whereabouts, protectedPerson: protection !== undefined };
}

/**
 * 期間の経過による表示の消除 (公職選挙法施行令第16条), and the erasing of what ended months ago; by the index on the day, a page to a
 * transaction. That the 表示 counts no longer needs no night: it is asked of the days themselves.
 */
export async function endSuspensions(room: Room): Promise<void> {
  while ((await room.store.write((session) => endPage(room, session))) > 0);
  await room.store.write(({ db, t }) =>
    db.delete(t.electoralSuspensions).where(lte(t.electoralSuspensions.eraseOn, room.today())),
  );
}

async function endPage(room: Room, session: TownSession): Promise<number> {
  const { db, t } = session;
  const table = t.electoralSuspensions;
  const rows = await db
    .select()
    .from(table)
    .where(and(eq(table.state, 'standing'), lt(table.endsOn, room.today())))
    .limit(PAGE);
  const subjects: string[] = [];
  for (const row of rows) {
    const eraseOn = eraseSuspensionOn(row.endsOn ?? room.today());
    // A change that waits stays: confirmed, it makes the suspension stand again.
    await db.update(table).set({ state: 'ended', eraseOn }).where(eq(table.suspensionId, row.suspensionId));
    subjects.push(room.open<KeptSuspension>(row.body).addresseeNumber);
  }
  if (rows.length > 0) {
    const access: Access = { officer: room.system, reason: '期間の経過' };
    await recordAccess(room, session, access, { act: 'followElectorCases', subjects });
  }
  return rows.length;
}
