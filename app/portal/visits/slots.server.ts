import { and, asc, count, eq, gte, lte } from 'drizzle-orm';
import { z } from 'zod';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import {
  type SlotState,
  VisitLength,
  type VisitProcedure,
  type VisitSlot,
  VisitTime,
} from '#app/vocabulary/visit-slots.ts';
import type { PortalSession } from '../context.server.ts';

/** 時間枠の範囲: of which town and procedure one asks. */
export interface SlotScope {
  municipality: string;
  procedure: VisitProcedure;
}

/** 公開された日: one office on one day. */
export interface PublishedDay {
  office: string;
  on: CalendarDate;
}

/** 空き状況 of one office on one day. */
export interface DayBoard extends PublishedDay {
  slots: SlotState[];
}

const Times = z.array(VisitTime);

/** Days that a town has published from a day on; empty = it gives no times, a day alone is enough. */
export async function publishedDays(
  { db, t }: PortalSession,
  { municipality, procedure }: SlotScope,
  from: CalendarDate,
): Promise<PublishedDay[]> {
  const table = t.portalVisitDays;
  return db
    .select({ office: table.office, on: table.visitOn })
    .from(table)
    .where(and(eq(table.municipality, municipality), eq(table.procedure, procedure), gte(table.visitOn, from)))
    .orderBy(asc(table.visitOn));
}

/** Times that are published for one slot's office and day. */
export async function publishedTimes(
  { db, t }: PortalSession,
  { municipality, procedure }: SlotScope,
  { office, on }: PublishedDay,
): Promise<VisitTime[]> {
  const table = t.portalVisitDays;
  const [row] = await db
    .select({ times: table.times })
    .from(table)
    .where(
      and(
        eq(table.municipality, municipality),
        eq(table.procedure, procedure),
        eq(table.visitOn, on),
        eq(table.office, office),
      ),
    )
    .limit(1);
  return row ? Times.parse(row.times) : [];
}

/** 空き状況 of all offices between two days. A place whose hold has run out counts as free. */
export async function slotBoard(
  { db, t }: PortalSession,
  { municipality, procedure }: SlotScope,
  range: { first: CalendarDate; last: CalendarDate },
  now: number,
): Promise<DayBoard[]> {
  const days = t.portalVisitDays;
  const rows = await db
    .select()
    .from(days)
    .where(
      and(
        eq(days.municipality, municipality),
        eq(days.procedure, procedure),
        gte(days.visitOn, range.first),
        lte(days.visitOn, range.last),
      ),
    )
    .orderBy(asc(days.visitOn), asc(days.office));
  const places = t.portalVisitPlaces;
  const inRange = and(
    eq(places.municipality, municipality),
    eq(places.procedure, procedure),
    gte(places.visitOn, range.first),
    lte(places.visitOn, range.last),
  );
  const key = { on: places.visitOn, office: places.office, startsAt: places.startsAt };
  const all = await db
    .select({ ...key, taken: count() })
    .from(places)
    .where(inRange)
    .groupBy(key.on, key.office, key.startsAt);
  const lapsed = await db
    .select({ ...key, taken: count() })
    .from(places)
    .where(and(inRange, lte(places.heldUntil, now)))
    .groupBy(key.on, key.office, key.startsAt);
  const taken = new Map(all.map((row) => [textOf(row), Number(row.taken)]));
  for (const row of lapsed) taken.set(textOf(row), (taken.get(textOf(row)) ?? 0) - Number(row.taken));
  return rows.map(({ office, visitOn: on, times }) => ({
    office,
    on,
    slots: Times.parse(times).map((time) => ({
      ...time,
      taken: Math.min(time.places, taken.get(textOf({ on, office, startsAt: time.startsAt })) ?? 0),
    })),
  }));
}

function textOf({ on, office, startsAt }: VisitSlot): string {
  return `${on} ${office} ${startsAt}`;
}

/** 手続の所要時間 that a town told. */
export async function visitLengths({ db, t }: PortalSession, municipality: string): Promise<VisitLength[]> {
  const table = t.portalVisitLengths;
  const [row] = await db.select().from(table).where(eq(table.municipality, municipality)).limit(1);
  return row ? z.array(VisitLength).parse(row.lengths) : [];
}
