import { and, asc, desc, eq, inArray, lte } from 'drizzle-orm';
import { rowsToRead, stateOn } from '../core/as-of.ts';
import { isProtectedHousehold, type RegisterSlice, type Resident } from '../core/register.ts';
import type { HouseholdView, RegisterAsOf, RegisterMoment, RegisterSubject } from '../door.ts';
import { withRollItems } from './electoral-items.server.ts';
import { loadSlice } from './registry.server.ts';
import type { Room, TownSession } from './room.server.ts';
import { isProtected, pastView } from './views.server.ts';

/**
 * 過去の時点の住民票: from the history rows of the person and of those who ever were in the household; nobody else's history is
 * touched, and of each person only the rows that count on the day are opened.
 */
export async function readAsOf(
  room: Room,
  session: TownSession,
  moment: RegisterMoment,
  subject: RegisterSubject,
): Promise<{ value: RegisterAsOf; subjects: string[] }> {
  if ('householdNumber' in subject) {
    const household = await householdAsOf(room, session, moment, subject.householdNumber);
    return {
      value: { moment, household },
      subjects: (household?.members ?? []).map((member) => member.addresseeNumber),
    };
  }
  const { addresseeNumber } = subject;
  const state = await personAsOf(room, session, moment, addresseeNumber);
  if (!state) return { value: { moment }, subjects: [addresseeNumber] };
  const here = state.status === 'resident';
  const household = here ? await householdAsOf(room, session, moment, state.householdNumber) : undefined;
  const hidden = household?.protectedHousehold || (await isHiddenNow(room, session, [state]));
  const members = (household?.members ?? []).map((member) => member.addresseeNumber);
  const [person] = await withRollItems(session, [pastView(state, hidden)], moment);
  return {
    value: {
      moment,
      person,
      recordedAt: await recordedAt(session, moment, addresseeNumber),
      household,
    },
    subjects: [...new Set([addresseeNumber, ...members])],
  };
}

/** The 住民票 or 除票 of one person on the day; undefined before the entry. */
async function personAsOf(
  room: Room,
  { db, t }: TownSession,
  { on, knownAt }: RegisterMoment,
  addresseeNumber: string,
): Promise<Resident | undefined> {
  const { snapshots } = t;
  const marks = await db
    .select({ historyNumber: snapshots.historyNumber, effectiveOn: snapshots.effectiveOn })
    .from(snapshots)
    .where(
      and(
        eq(snapshots.addresseeNumber, addresseeNumber),
        knownAt === undefined ? undefined : lte(snapshots.processedAt, knownAt),
      ),
    )
    .orderBy(asc(snapshots.historyNumber));
  const wanted = rowsToRead(marks, on);
  if (wanted.length === 0) return undefined;
  const rows = await db
    .select({ historyNumber: snapshots.historyNumber, body: snapshots.body })
    .from(snapshots)
    .where(and(eq(snapshots.addresseeNumber, addresseeNumber), inArray(snapshots.historyNumber, wanted)));
  return stateOn(marks, new Map(rows.map((row) => [row.historyNumber, room.open<Resident>(row.body)])), on);
}

async function recordedAt(
  { db, t }: TownSession,
  { knownAt }: RegisterMoment,
  addresseeNumber: string,
): Promise<string | undefined> {
  const [row] = await db
    .select({ processedAt: t.snapshots.processedAt })
    .from(t.snapshots)
    .where(
      and(
        eq(t.snapshots.addresseeNumber, addresseeNumber),
        knownAt === undefined ? undefined : lte(t.snapshots.processedAt, knownAt),
      ),
    )
    .orderBy(desc(t.snapshots.historyNumber))
    .limit(1);
  return row?.processedAt;
}

async function householdAsOf(
  room: Room,
  session: TownSession,
  moment: RegisterMoment,
  householdNumber: string,
): Promise<HouseholdView | undefined> {
  const { db, t } = session;
  const ever = await db
    .select({ addresseeNumber: t.householdMembers.addresseeNumber })
    .from(t.householdMembers)
    .where(eq(t.householdMembers.householdNumber, householdNumber));
  const members: Resident[] = [];
  for (const { addresseeNumber } of ever) {
    const state = await personAsOf(room, session, moment, addresseeNumber);
    if (state?.status === 'resident' && state.householdNumber === householdNumber) members.push(state);
  }
  members.sort((a, b) => a.orderInHousehold - b.orderInHousehold || (a.addresseeNumber < b.addresseeNumber ? -1 : 1));
  const [first] = members;
  if (!first) return undefined;
  const head = members.find((member) => member.householder);
  const hidden = await isHiddenNow(room, session, members);
  return {
    householdNumber,
    address: (head ?? first).address,
    headAddresseeNumber: head?.addresseeNumber,
    headName: head?.name.full,
    protectedHousehold: hidden,
    members: await withRollItems(
      session,
      members.map((member) => pastView(member, hidden)),
      moment,
    ),
  };
}

/** 支援措置 of today covers the rows of the past, of the person and of everybody in the household then and now. */
async function isHiddenNow(room: Room, session: TownSession, states: readonly Resident[]): Promise<boolean> {
  if (states.some(isProtected)) return true;
  const addressees = states.map((state) => state.addresseeNumber);
  const slice: RegisterSlice = await loadSlice(session, { addressees }, room.cipher);
  return addressees.some((number) => {
    const now = slice.residents.get(number);
    return now !== undefined && (isProtected(now) || isProtectedHousehold(slice, now.householdNumber));
  });
}
