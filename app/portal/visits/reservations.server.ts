import { and, asc, eq } from 'drizzle-orm';
import type { VisitSlot } from '#app/vocabulary/visit-slots.ts';
import type { PortalContext, PortalSession } from '../context.server.ts';
import { publishedTimes, type SlotScope } from './slots.server.ts';

/** 仮押さえ: so long a chosen time is kept while somebody goes on with the form; protocol time. */
export const HOLD_MINUTES = 30;

type PlaceRow = PortalSession['t']['portalVisitPlaces']['$inferSelect'];

/** 予約の持ち主: one account while a form is written, one receipt number once it is filed. */
export type Holder = { subject: string; draftId: string } | { receiptNumber: string };

/** A reservation as it is stored. */
export interface Reservation extends SlotScope, VisitSlot {
  place: number;
  holder: string;
  receiptNumber?: string;
  draftId?: string;
}

function holderText(holder: Holder): string {
  return 'subject' in holder ? `account:${holder.subject}` : `receipt:${holder.receiptNumber}`;
}

export function reservationOf(row: PlaceRow): Reservation {
  const { municipality, procedure, office, visitOn, startsAt, place, holder, receiptNumber, draftId } = row;
  return {
    municipality,
    procedure,
    office,
    on: visitOn,
    startsAt,
    place,
    holder,
    ...(receiptNumber ? { receiptNumber } : {}),
    ...(draftId ? { draftId } : {}),
  };
}

async function rowOf({ db, t }: PortalSession, holder: Holder): Promise<PlaceRow | undefined> {
  const table = t.portalVisitPlaces;
  const [row] = await db
    .select()
    .from(table)
    .where(eq(table.holder, holderText(holder)))
    .limit(1);
  return row;
}

/** The place of a draft or of a filing. */
export async function findReservation(session: PortalSession, holder: Holder): Promise<Reservation | undefined> {
  const row = await rowOf(session, holder);
  if (!row || ('draftId' in holder && row.draftId !== holder.draftId)) return undefined;
  return reservationOf(row);
}

function isSameSlot(row: PlaceRow, scope: SlotScope, slot: VisitSlot): boolean {
  return (
    row.municipality === scope.municipality &&
    row.procedure === scope.procedure &&
    row.office === slot.office &&
    row.visitOn === slot.on &&
    row.startsAt === slot.startsAt
  );
}

/** The number of a free place; that of a hold that has run out is taken over. undefined = full, or not offered. */
async function freePlace(session: PortalSession, scope: SlotScope, slot: VisitSlot, now: number) {
  const times = await publishedTimes(session, scope, slot);
  const time = times.find(({ startsAt }) => startsAt === slot.startsAt);
  if (!time) return undefined;
  const { db, t } = session;
  const table = t.portalVisitPlaces;
  const rows = await db
    .select({ id: table.id, place: table.place, heldUntil: table.heldUntil })
    .from(table)
    .where(
      and(
        eq(table.municipality, scope.municipality),
        eq(table.procedure, scope.procedure),
        eq(table.visitOn, slot.on),
        eq(table.office, slot.office),
        eq(table.startsAt, slot.startsAt),
      ),
    )
    .orderBy(asc(table.place));
  const used = new Set(rows.map(({ place }) => place));
  for (let place = 1; place <= time.places; place += 1) if (!used.has(place)) return place;
  const lapsed = rows.find(({ place, heldUntil }) => heldUntil !== null && heldUntil <= now && place <= time.places);
  if (!lapsed) return undefined;
  await db.delete(table).where(eq(table.id, lapsed.id));
  return lapsed.place;
}

/**
 * 予約・仮押さえ of a place in the caller's transaction: the own one is kept, another one of the same holder is given back.
 * false = nothing is free; then nothing changes.
 */
export async function takePlace(
  context: PortalContext,
  session: PortalSession,
  holder: Holder,
  scope: SlotScope,
  slot: VisitSlot,
): Promise<boolean> {
  const { db, t } = session;
  const table = t.portalVisitPlaces;
  const now = Date.now();
  const before = await rowOf(session, holder);
  const owner =
    'draftId' in holder
      ? { draftId: holder.draftId, receiptNumber: null, heldUntil: now + HOLD_MINUTES * 60_000 }
      : { draftId: null, receiptNumber: holder.receiptNumber, heldUntil: null };
  if (before && isSameSlot(before, scope, slot)) {
    await db.update(table).set(owner).where(eq(table.id, before.id));
    return true;
  }
  const place = await freePlace(session, scope, slot, now);
  if (place === undefined) return false;
  if (before) await db.delete(table).where(eq(table.id, before.id));
  await db.insert(table).values({
    id: context.newId(),
    ...scope,
    office: slot.office,
    visitOn: slot.on,
    startsAt: slot.startsAt,
    place,
    holder: holderText(holder),
    ...owner,
  });
  return true;
}

/** 予約を手放す: idempotent. */
export async function releasePlace({ db, t }: PortalSession, holder: Holder): Promise<void> {
  const table = t.portalVisitPlaces;
  const own = eq(table.holder, holderText(holder));
  await db.delete(table).where('draftId' in holder ? and(own, eq(table.draftId, holder.draftId)) : own);
}

/**
 * 届出と同時の予約: what the draft holds becomes the filing's, else a free place of the same slot does; a correction takes
 * over the place of the filing that it replaces. false = somebody else was faster.
 */
export async function bookForFiling(
  context: PortalContext,
  session: PortalSession,
  filing: { subject: string; draftId: string; receiptNumber: string; corrects?: string },
  scope: SlotScope,
  slot: VisitSlot,
): Promise<boolean> {
  const { receiptNumber, corrects } = filing;
  const table = session.t.portalVisitPlaces;
  const held = await rowOf(session, { subject: filing.subject, draftId: filing.draftId });
  const replaced = corrects ? await rowOf(session, { receiptNumber: corrects }) : undefined;
  const own = [held, replaced].find((row) => row && isSameSlot(row, scope, slot));
  if (!own && (await freePlace(session, scope, slot, Date.now())) === undefined) return false;
  if (own) {
    await session.db
      .update(table)
      .set({ holder: holderText({ receiptNumber }), receiptNumber, draftId: null, heldUntil: null })
      .where(eq(table.id, own.id));
  } else {
    await takePlace(context, session, { receiptNumber }, scope, slot);
  }
  await releasePlace(session, filing);
  if (corrects) await releasePlace(session, { receiptNumber: corrects });
  return true;
}
