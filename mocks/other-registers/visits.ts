import { and, desc, eq, inArray, isNotNull, isNull, lt, or } from 'drizzle-orm';
import type { VisitCancelled, VisitNotice, VisitStatusReport } from '#app/messages/contracts/application.ts';
import { lastDayOfMovingInByCard } from '#app/vocabulary/deadlines.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import { tokyoDate } from '#app/vocabulary/tokyo.ts';
import type { NationalTables } from '#db/schema/index.ts';
import type { Session } from '#db/store.ts';
import { Contradiction, type TownDeps } from './residents.ts';

type NationalSession = Session<NationalTables>;
type Arrival = NationalTables['otherArrivals']['$inferSelect'];
type Visit = NationalTables['otherVisits']['$inferSelect'];

/** Visits that are still expected. */
const OPEN = ['announced', 'prepared'] as const satisfies Visit['state'][];

function isOpen({ state }: Visit): boolean {
  return (OPEN as readonly Visit['state'][]).includes(state);
}

/** Towns that ask the portal for mail: told of a 転出 that was filed there, or with an open visit. */
export async function townsWithVisits({ db, t }: NationalSession): Promise<string[]> {
  const told = await db
    .selectDistinct({ town: t.otherArrivals.municipalityCode })
    .from(t.otherArrivals)
    .leftJoin(
      t.otherVisits,
      and(
        eq(t.otherVisits.municipalityCode, t.otherArrivals.municipalityCode),
        eq(t.otherVisits.receiptNumber, t.otherArrivals.receiptNumber),
      ),
    )
    .where(
      and(
        isNotNull(t.otherArrivals.receiptNumber),
        or(eq(t.otherArrivals.state, 'expected'), isNull(t.otherVisits.receiptNumber)),
      ),
    );
  const waiting = await db
    .selectDistinct({ town: t.otherVisits.municipalityCode })
    .from(t.otherVisits)
    .where(inArray(t.otherVisits.state, [...OPEN]));
  return [...new Set([...told, ...waiting].map(({ town }) => town))].sort();
}

/** 来庁予定の連絡: prepared where the 事前通知 of the same receipt number is at hand; a later one takes its place. */
export async function takeVisitNotice(
  session: NationalSession,
  deps: TownDeps,
  town: string,
  notice: VisitNotice,
): Promise<void> {
  if (notice.toMunicipality !== town) throw new Contradiction('the visit is announced to another town');
  const { receiptNumber, fromMunicipality, movingOn } = notice;
  const arrival = await arrivalOf(session, town, notice);
  const state = stateWith(arrival);
  const values = {
    fromMunicipality,
    movingOn,
    visitOn: notice.visit.on,
    lastDay: lastDayOfMovingInByCard(arrival?.plannedOn ?? movingOn, movingOn),
    state,
    updatedAt: deps.now,
  };
  const { db, t } = session;
  await db
    .insert(t.otherVisits)
    .values({ municipalityCode: town, receiptNumber, ...values })
    .onConflictDoUpdate({ target: [t.otherVisits.municipalityCode, t.otherVisits.receiptNumber], set: values });
  await report(session, deps, town, { receiptNumber, status: 'arrived' });
  if (state === 'prepared') await report(session, deps, town, { receiptNumber, status: 'prepared' });
  if (state === 'registered') await reportRegistered(session, deps, town, receiptNumber, arrival?.movedInOn);
}

/** 来庁予定の取消し: the 事前通知, if there is one, stays: the person may still come. */
export async function takeVisitCancelled(
  session: NationalSession,
  deps: TownDeps,
  town: string,
  { receiptNumber }: VisitCancelled,
): Promise<void> {
  const visit = await findVisit(session, town, receiptNumber);
  if (!visit || visit.state === 'cancelled' || visit.state === 'registered') return;
  await setState(session, deps, visit, 'cancelled');
  await report(session, deps, town, { receiptNumber, status: 'cancelled' });
}

/** 事前通知 or its withdrawal has changed what is at hand for the visit of the same receipt number. */
export async function followArrival(session: NationalSession, deps: TownDeps, arrival: Arrival): Promise<void> {
  const visit = await visitOf(session, arrival);
  if (!visit || !isOpen(visit)) return;
  const state = stateWith(arrival);
  if (state === visit.state) return;
  await setState(session, deps, visit, state);
  if (state !== 'prepared') return;
  await report(session, deps, visit.municipalityCode, { receiptNumber: visit.receiptNumber, status: 'prepared' });
}

/** 転入した者の来庁予定: told whatever became of the visit; a correction tells the right day. */
export async function closeVisit(session: NationalSession, deps: TownDeps, arrival: Arrival): Promise<void> {
  const visit = await visitOf(session, arrival);
  if (!visit) return;
  await setState(session, deps, visit, 'registered');
  await reportRegistered(session, deps, visit.municipalityCode, visit.receiptNumber, arrival.movedInOn);
}

/** Visits whose last day has passed without anybody coming. */
export async function overdueVisits({ db, t }: NationalSession, today: CalendarDate): Promise<Visit[]> {
  return db
    .select()
    .from(t.otherVisits)
    .where(and(inArray(t.otherVisits.state, [...OPEN]), lt(t.otherVisits.lastDay, today)));
}

/** 期限の経過 (住民基本台帳法施行令第24条の2): nobody came until the last day of 特例転入. */
export async function expireVisits(session: NationalSession, deps: TownDeps): Promise<void> {
  for (const visit of await overdueVisits(session, tokyoDate(deps.now))) {
    await setState(session, deps, visit, 'expired');
    await report(session, deps, visit.municipalityCode, {
      receiptNumber: visit.receiptNumber,
      status: 'expired',
      reason: '特例転入の期限が過ぎました。転出証明書を持って、転入届をしてください。',
    });
  }
}

function stateWith(arrival: Pick<Arrival, 'state'> | undefined): Visit['state'] {
  switch (arrival?.state) {
    case 'expected':
      return 'prepared';
    case 'registered':
    case 'corrected':
      return 'registered';
    case 'withdrawn':
    case 'lapsed':
    case undefined:
      return 'announced';
  }
}

async function findVisit({ db, t }: NationalSession, town: string, receiptNumber: string): Promise<Visit | undefined> {
  const [visit] = await db
    .select()
    .from(t.otherVisits)
    .where(and(eq(t.otherVisits.municipalityCode, town), eq(t.otherVisits.receiptNumber, receiptNumber)))
    .limit(1);
  return visit;
}

/** A receipt number of another old town is not the same visit. */
async function visitOf(session: NationalSession, arrival: Arrival): Promise<Visit | undefined> {
  if (!arrival.receiptNumber) return undefined;
  const visit = await findVisit(session, arrival.municipalityCode, arrival.receiptNumber);
  return visit?.fromMunicipality === arrival.fromMunicipality ? visit : undefined;
}

async function arrivalOf(
  { db, t }: NationalSession,
  town: string,
  notice: Pick<VisitNotice, 'receiptNumber' | 'fromMunicipality'>,
): Promise<Arrival | undefined> {
  const [arrival] = await db
    .select()
    .from(t.otherArrivals)
    .where(
      and(
        eq(t.otherArrivals.municipalityCode, town),
        eq(t.otherArrivals.receiptNumber, notice.receiptNumber),
        eq(t.otherArrivals.fromMunicipality, notice.fromMunicipality),
      ),
    )
    .orderBy(desc(t.otherArrivals.receivedAt))
    .limit(1);
  return arrival;
}

async function setState(
  { db, t }: NationalSession,
  deps: TownDeps,
  visit: Visit,
  state: Visit['state'],
): Promise<void> {
  await db
    .update(t.otherVisits)
    .set({ state, updatedAt: deps.now })
    .where(
      and(
        eq(t.otherVisits.municipalityCode, visit.municipalityCode),
        eq(t.otherVisits.receiptNumber, visit.receiptNumber),
      ),
    );
}

function reportRegistered(
  session: NationalSession,
  deps: TownDeps,
  town: string,
  receiptNumber: string,
  movedInOn: string | null | undefined,
): Promise<void> {
  return report(session, deps, town, { receiptNumber, status: 'registered', ...(movedInOn ? { movedInOn } : {}) });
}

/** 来庁予定の処理状況, in the transaction of what it tells. */
async function report(
  session: NationalSession,
  deps: TownDeps,
  town: string,
  told: Omit<VisitStatusReport, 'at'>,
): Promise<void> {
  const content: VisitStatusReport = { ...told, at: deps.now };
  await deps.post(session, town, { type: 'VisitStatusReport', to: 'portal', subject: told.receiptNumber, content });
}
