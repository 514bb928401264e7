import { createHash } from 'node:crypto';
import { asc, gte } from 'drizzle-orm';
import { type VisitSeries, VisitSlotsPublished } from '#app/messages/contracts/visit-slots.ts';
import { addDays, dayOfWeek } from '#app/vocabulary/dates.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import { daysOf, timesOf, type VisitRules, type VisitTime } from '#app/vocabulary/visit-slots.ts';
import type { OfficeRoom, OfficeSession } from '../room.server.ts';

/** 時間枠の取消し as it is stored. */
export type Closure = OfficeSession['t']['visitClosures']['$inferSelect'];

const PORTAL = 'portal';
/** All that is told of the slots stays in order. */
const SUBJECT = 'visit-slots';

/** 取消し from a day on. */
export async function closuresFrom({ db, t }: OfficeSession, from: CalendarDate): Promise<Closure[]> {
  return db
    .select()
    .from(t.visitClosures)
    .where(gte(t.visitClosures.visitOn, from))
    .orderBy(asc(t.visitClosures.visitOn), asc(t.visitClosures.startsAt));
}

/** Whether a closure takes this slot back. */
export function isClosed(
  closures: readonly Pick<Closure, 'office' | 'visitOn' | 'startsAt'>[],
  slot: { office: string; on: CalendarDate; startsAt: string | undefined },
): boolean {
  return closures.some(
    ({ office, visitOn, startsAt }) =>
      office === slot.office && visitOn === slot.on && (startsAt === null || startsAt === slot.startsAt),
  );
}

/** The last day that is published: whole weeks, so that the portal hears of new days once a week. */
function publishedUntil({ daysAhead }: VisitRules, today: CalendarDate): CalendarDate {
  const last = addDays(today, daysAhead);
  return addDays(last, 6 - dayOfWeek(last));
}

/** 公開する時間枠: the town's rules from a day on, without what was taken back. */
export function publicationOf(
  rules: VisitRules,
  closures: readonly Closure[],
  from: CalendarDate,
): VisitSlotsPublished {
  const until = publishedUntil(rules, from);
  const series: VisitSeries[] = [];
  const add = (of: Omit<VisitSeries, 'days'>, days: CalendarDate[]) => {
    if (days.length > 0 && of.times.length > 0) series.push({ ...of, days });
  };
  for (const window of rules.windows) {
    const times = timesOf(window);
    const days = daysOf(window, from, until);
    const touched = days.filter((on) => closures.some((one) => one.visitOn === on && one.office === window.office));
    for (const procedure of window.procedures) {
      const { office } = window;
      add(
        { office, procedure, times },
        days.filter((on) => !touched.includes(on)),
      );
      for (const on of touched) {
        const left = times.filter(({ startsAt }) => !isClosed(closures, { office, on, startsAt }));
        add({ office, procedure, times: left }, [on]);
      }
    }
  }
  return VisitSlotsPublished.parse({ from, until, series, lengths: rules.lengths });
}

/** 時間枠の公開: tells the portal what is offered from today on, when that is not what was told last. */
export async function publishVisits(room: OfficeRoom): Promise<number> {
  return room.store.write((session) => publishIn(room, session));
}

/** The same in the caller's transaction. */
export async function publishIn(room: OfficeRoom, session: OfficeSession): Promise<number> {
  const { visits } = room.town;
  if (!visits) return 0;
  const today = room.today();
  const closures = await closuresFrom(session, today);
  // Days that pass by are no news.
  const digest = createHash('sha256')
    .update(JSON.stringify({ visits, until: publishedUntil(visits, today), closures }))
    .digest('hex');
  const { db, t } = session;
  const [last] = await db.select().from(t.visitPublications).limit(1);
  if (last?.digest === digest) return 0;
  const row = { id: 1, digest, publishedAt: room.clock.now() };
  await db.insert(t.visitPublications).values(row).onConflictDoUpdate({ target: t.visitPublications.id, set: row });
  const content = publicationOf(visits, closures, today);
  await room.mailroom.post(session, { type: 'VisitSlotsPublished', to: PORTAL, subject: SUBJECT, content });
  return 1;
}

/** 時間枠の取消しの連絡 in the caller's transaction. */
export async function postWithdrawal(
  room: OfficeRoom,
  session: OfficeSession,
  { office, visitOn, startsAt, reason }: Closure,
): Promise<void> {
  await room.mailroom.post(session, {
    type: 'VisitSlotsWithdrawn',
    to: PORTAL,
    subject: SUBJECT,
    content: { office, on: visitOn, reason, ...(startsAt ? { startsAt } : {}) },
  });
  // What was told last no longer holds: the next publication is news, whatever it says.
  await session.db.delete(session.t.visitPublications);
}

/** What the town offers on a day at each office, closed or not. */
export function plannedDay(rules: VisitRules, on: CalendarDate): { office: string; times: VisitTime[] }[] {
  const open = rules.windows.filter((window) => daysOf(window, on, on).length > 0);
  const offices = [...new Set(open.map(({ office }) => office))];
  return offices.map((office) => ({
    office,
    // Windows for different procedures may share an hour: it is shown once, with all its places.
    times: mergeTimes(open.filter((window) => window.office === office).flatMap(timesOf)),
  }));
}

function mergeTimes(times: VisitTime[]): VisitTime[] {
  const byStart = new Map<string, VisitTime>();
  for (const time of times) {
    const before = byStart.get(time.startsAt);
    byStart.set(time.startsAt, before ? { ...before, places: before.places + time.places } : time);
  }
  return [...byStart.values()].sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
}
