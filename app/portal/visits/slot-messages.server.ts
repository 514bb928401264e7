import { and, eq, gte, lt, lte } from 'drizzle-orm';
import { VisitSlotsPublished, VisitSlotsWithdrawn } from '#app/messages/contracts/visit-slots.ts';
import type { Handler } from '#app/messages/mailroom.server.ts';
import type { VisitTime } from '#app/vocabulary/visit-slots.ts';
import type { PortalTables } from '#db/schema/index.ts';
import { addHop, findRecord, saveRecord } from '../applications/records.server.ts';
import { visitAfterPortal } from '../applications/status.ts';
import type { PortalContext, PortalSession } from '../context.server.ts';
import { text } from '../texts/text.ts';
import { loseRelocationSlot } from './relocations.server.ts';
import { reservationOf } from './reservations.server.ts';

type DayRow = PortalSession['t']['portalVisitDays']['$inferSelect'];
type Day = Pick<DayRow, 'municipality' | 'procedure' | 'office' | 'visitOn'>;

const CHUNK = 100;

const keyOf = ({ procedure, office, visitOn }: Omit<Day, 'municipality'>) => `${procedure} ${visitOn} ${office}`;

function sameTimes(one: readonly VisitTime[], other: readonly VisitTime[]): boolean {
  return (
    one.length === other.length &&
    one.every((time, index) => {
      const its = other[index];
      return (
        its?.startsAt === time.startsAt &&
        its.endsAt === time.endsAt &&
        its.places === time.places &&
        its.wait === time.wait
      );
    })
  );
}

/** 選び直し: takes the places of a day that are no longer offered away from who has them, and tells a filer why. */
async function displace(
  context: PortalContext,
  session: PortalSession,
  day: Day,
  times: readonly VisitTime[],
  reason: string,
): Promise<void> {
  const { db, t } = session;
  const table = t.portalVisitPlaces;
  const rows = await db
    .select()
    .from(table)
    .where(
      and(
        eq(table.municipality, day.municipality),
        eq(table.procedure, day.procedure),
        eq(table.visitOn, day.visitOn),
        eq(table.office, day.office),
      ),
    );
  for (const row of rows) {
    const time = times.find(({ startsAt }) => startsAt === row.startsAt);
    if (time && row.place <= time.places) continue;
    await db.delete(table).where(eq(table.id, row.id));
    const { receiptNumber, on } = reservationOf(row);
    if (!receiptNumber || (await loseRelocationSlot(context, session, { receiptNumber, on, reason }))) continue;
    await loseSlot(context, session, { receiptNumber, on, reason, town: day.municipality });
  }
}

async function loseSlot(
  context: PortalContext,
  session: PortalSession,
  lost: { receiptNumber: string; on: string; reason: string; town: string },
): Promise<void> {
  const { receiptNumber, on, reason, town } = lost;
  const record = await findRecord(context, session, { receiptNumber });
  const visitState = record && visitAfterPortal(record.visitState, 'loseSlot');
  if (!record || !visitState) return;
  await addHop(context, session, receiptNumber, {
    object: 'visit',
    step: 'slotWithdrawn',
    reportedBy: town,
    at: context.clock.now(),
    details: { reason, date: on },
  });
  await saveRecord(context, session, { ...record, visitState });
}

/** 来庁の時間枠の公開: a town's days and times as they hold from now on. */
export function slotsPublishedHandler(context: PortalContext): Handler<PortalTables> {
  return async ({ envelope, content }, session) => {
    const { from, until, series, lengths } = VisitSlotsPublished.parse(content);
    const municipality = envelope.from;
    const { db, t } = session;
    const days = t.portalVisitDays;
    const places = t.portalVisitPlaces;
    await db.delete(days).where(and(eq(days.municipality, municipality), lt(days.visitOn, from)));
    await db.delete(places).where(and(eq(places.municipality, municipality), lt(places.visitOn, from)));
    const known: DayRow[] = await db
      .select()
      .from(days)
      .where(and(eq(days.municipality, municipality), gte(days.visitOn, from), lte(days.visitOn, until)));
    const left = new Map(known.map((row) => [keyOf(row), row]));
    const fresh: DayRow[] = [];
    for (const { office, procedure, days: itsDays, times } of series) {
      for (const visitOn of itsDays) {
        const row = { id: context.newId(), municipality, procedure, office, visitOn, times };
        const before = left.get(keyOf(row));
        left.delete(keyOf(row));
        if (before && sameTimes(before.times, times)) continue;
        if (before) {
          await db.update(days).set({ times }).where(eq(days.id, before.id));
          await displace(context, session, row, times, text('slots.changed', {}, 'ja'));
        } else {
          fresh.push(row);
        }
      }
    }
    for (let first = 0; first < fresh.length; first += CHUNK) {
      await db.insert(days).values(fresh.slice(first, first + CHUNK));
    }
    for (const row of left.values()) {
      await db.delete(days).where(eq(days.id, row.id));
      await displace(context, session, row, [], text('slots.changed', {}, 'ja'));
    }
    await db
      .insert(t.portalVisitLengths)
      .values({ municipality, lengths })
      .onConflictDoUpdate({ target: t.portalVisitLengths.municipality, set: { lengths } });
  };
}

/** 来庁の時間枠の取消し: who has reserved chooses again. */
export function slotsWithdrawnHandler(context: PortalContext): Handler<PortalTables> {
  return async ({ envelope, content }, session) => {
    const { office, on, startsAt, reason } = VisitSlotsWithdrawn.parse(content);
    const { db, t } = session;
    const days = t.portalVisitDays;
    const rows: DayRow[] = await db
      .select()
      .from(days)
      .where(and(eq(days.municipality, envelope.from), eq(days.visitOn, on), eq(days.office, office)));
    for (const row of rows) {
      const times = startsAt ? row.times.filter((time) => time.startsAt !== startsAt) : [];
      if (times.length === 0) await db.delete(days).where(eq(days.id, row.id));
      else await db.update(days).set({ times }).where(eq(days.id, row.id));
      await displace(context, session, row, times, reason);
    }
  };
}
