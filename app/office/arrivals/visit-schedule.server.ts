import { and, eq, isNotNull, notInArray } from 'drizzle-orm';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import type { Officer } from '#app/vocabulary/roles.ts';
import type { TimeOfDay } from '#app/vocabulary/visit-slots.ts';
import { mayDoFor } from '../permissions.ts';
import { NotPermittedError, type OfficeRoom, type OfficeSession, refuse } from '../room.server.ts';
import { type ArrivalStage, AWAITED_STAGES } from './arrival-stages.ts';
import { arrivalOfRow, writeArrival } from './arrivals.server.ts';
import {
  type Closure,
  closuresFrom,
  isClosed,
  plannedDay,
  postWithdrawal,
  publishIn,
} from './visit-publication.server.ts';

/** 時間枠の一行: how many may come, how many have reserved, and whether it was taken back. */
export interface ScheduleSlot {
  startsAt: TimeOfDay;
  endsAt: TimeOfDay;
  places: number;
  taken: number;
  closed?: { id: string; reason: string };
}

/** 来庁の時間枠 of a day at one office. */
export interface ScheduleOffice {
  office: string;
  name: string;
  slots: ScheduleSlot[];
  /** A 支所 takes back only its own times. */
  mayClose: boolean;
  closedDay?: { id: string; reason: string };
}

/** 来庁の時間枠の画面. */
export interface SchedulePage {
  on: CalendarDate;
  /** The town has rules for appointments. */
  publishes: boolean;
  offices: ScheduleOffice[];
}

/** Visits that nobody waits for any more. */
const GONE: readonly ArrivalStage[] = ['cancelled', 'expired'];
/** Visits whose time can still be taken back. */
const TO_COME: readonly ArrivalStage[] = [...AWAITED_STAGES, 'relocation'];

async function takenOn({ db, t }: OfficeSession, on: CalendarDate): Promise<Map<string, number>> {
  const cases = t.arrivalCases;
  const rows = await db
    .select({ office: cases.visitOffice, startsAt: cases.visitTime })
    .from(cases)
    .where(and(eq(cases.visitOn, on), isNotNull(cases.visitTime), notInArray(cases.stage, [...GONE])));
  const taken = new Map<string, number>();
  for (const { office, startsAt } of rows) {
    const key = `${office} ${startsAt}`;
    taken.set(key, (taken.get(key) ?? 0) + 1);
  }
  return taken;
}

const closedBy = (closure: Closure | undefined) => (closure ? { id: closure.id, reason: closure.reason } : undefined);

/** 来庁の時間枠 of a day: what is published, how many places are taken, what was taken back. No person is shown. */
export async function schedulePage(room: OfficeRoom, officer: Officer, on: CalendarDate): Promise<SchedulePage> {
  room.permit(officer, 'seeArrivals');
  const { visits, offices } = room.town;
  return room.store.read(async (session) => {
    const taken = await takenOn(session, on);
    const closures = (await closuresFrom(session, on)).filter(({ visitOn }) => visitOn === on);
    return {
      on,
      publishes: visits !== undefined,
      offices: (visits ? plannedDay(visits, on) : []).map(({ office, times }) => {
        const own = closures.filter((closure) => closure.office === office);
        const day = closedBy(own.find(({ startsAt }) => startsAt === null));
        return {
          office,
          mayClose: on >= room.today() && mayDoFor('closeVisits', officer, room.town, office),
          name: offices.find(({ code }) => code === office)?.name ?? office,
          ...(day ? { closedDay: day } : {}),
          slots: times.map(({ startsAt, endsAt, places }) => {
            const closed = closedBy(own.find((closure) => closure.startsAt === startsAt));
            return {
              startsAt,
              endsAt,
              places,
              taken: taken.get(`${office} ${startsAt}`) ?? 0,
              ...(closed ? { closed } : {}),
            };
          }),
        };
      }),
    };
  });
}

/** What is taken back: one slot, or a day at an office. */
export interface ClosingOrder {
  office: string;
  on: CalendarDate;
  startsAt?: TimeOfDay;
  /** The resident reads it. */
  reason: string;
}

/**
 * 時間枠の取消し: no longer offered; who had reserved is asked by the portal to choose again. Closing twice closes once.
 */
export async function closeVisits(
  room: OfficeRoom,
  officer: Officer,
  order: ClosingOrder,
): Promise<Outcome<undefined>> {
  room.permit(officer, 'closeVisits');
  const { office, on, startsAt, reason } = order;
  if (!mayDoFor('closeVisits', officer, room.town, office)) throw new NotPermittedError(officer, 'closeVisits');
  const planned = room.town.visits && plannedDay(room.town.visits, on).find((one) => one.office === office);
  if (on < room.today() || !planned || (startsAt && !planned.times.some((time) => time.startsAt === startsAt))) {
    return refuse('noSuchSlot', 'この時間枠はありません。日と窓口を確かめてください。', '地方自治法第4条の2');
  }
  return room.store.write(async (session) => {
    const closures = await closuresFrom(session, on);
    if (isClosed(closures, { office, on, startsAt })) return { accepted: true, value: undefined };
    const closure: Closure = {
      id: room.newId(),
      office,
      visitOn: on,
      startsAt: startsAt ?? null,
      reason,
      closedBy: officer.id,
      closedAt: room.clock.now(),
    };
    await session.db.insert(session.t.visitClosures).values(closure);
    await postWithdrawal(room, session, closure);
    await loseTimes(room, session, officer, closure);
    await recordAct(room, session, officer, 'closeVisits', reason);
    return { accepted: true, value: undefined };
  });
}

/** 取消しを戻す: the slot is offered again; who was sent away keeps what was chosen since. */
export async function reopenVisits(room: OfficeRoom, officer: Officer, id: string): Promise<Outcome<undefined>> {
  room.permit(officer, 'closeVisits');
  return room.store.write(async (session) => {
    const { visitClosures } = session.t;
    const [kept] = await session.db.select().from(visitClosures).where(eq(visitClosures.id, id)).limit(1);
    if (kept && !mayDoFor('closeVisits', officer, room.town, kept.office)) {
      throw new NotPermittedError(officer, 'closeVisits');
    }
    const gone = await session.db.delete(visitClosures).where(eq(visitClosures.id, id)).returning();
    const [closure] = gone;
    if (closure) {
      await publishIn(room, session);
      await recordAct(room, session, officer, 'reopenVisits', closure.reason);
    }
    return { accepted: true, value: undefined };
  });
}

/** The cases lose their time and wait for another one. */
async function loseTimes(room: OfficeRoom, session: OfficeSession, officer: Officer, closure: Closure): Promise<void> {
  const cases = session.t.arrivalCases;
  const rows = await session.db
    .select()
    .from(cases)
    .where(
      and(
        eq(cases.visitOn, closure.visitOn),
        eq(cases.visitOffice, closure.office),
        closure.startsAt ? eq(cases.visitTime, closure.startsAt) : isNotNull(cases.visitTime),
      ),
    );
  for (const row of rows) {
    const found = arrivalOfRow(room, row);
    if (!TO_COME.includes(found.stage)) continue;
    await writeArrival(
      room,
      session,
      found,
      { visitOn: null, visitOffice: null, visitTime: null },
      { officer, act: '来庁の時間枠の取消し', note: closure.reason },
    );
  }
}

async function recordAct(
  room: OfficeRoom,
  session: OfficeSession,
  officer: Officer,
  act: 'closeVisits' | 'reopenVisits',
  reason: string,
): Promise<void> {
  await room.recordAct(session, officer, {
    act,
    subjects: [],
    reason,
  });
}
