import { and, count, desc, eq, inArray, isNotNull, isNull, max, ne } from 'drizzle-orm';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import type { Access } from '#app/vocabulary/roles.ts';
import type { TownTables } from '#db/schema/index.ts';
import { type RollDays, registrationDay } from '../core/electoral-roll.ts';
import { daysOfRegular, rollRefusal, whyNoElection, whyNotConfirmed } from '../core/roll-runs.ts';
import type { RollDoor, RollElection, RollOverview, RollRun } from '../roll-acts.ts';
import { recordAccess } from './audited.server.ts';
import { collectedOn, createElectoralRounds } from './electoral-rounds.server.ts';
import { CHANGES_PAGE, changesOf, runOf } from './electoral-run-views.server.ts';
import type { Room, TownSession } from './room.server.ts';
import { createSuspensionDesk } from './suspension-desk.server.ts';

type RunRow = TownTables['electoralRuns']['$inferSelect'];

/** Runs that the overview shows. */
const RUNS = 20;

/** 選挙人名簿 (公職選挙法第4章): its overview, the registrations, the lists and the suspensions, for the section of the 選挙管理委員会. */
export function createElectoralRoll(room: Room): {
  door: RollDoor;
  advance: () => Promise<number>;
} {
  function admit(access: Access): void {
    room.admit(access);
    const { roles, sections, id } = access.officer;
    if (!roles.includes('section') || !sections?.includes('electoralRoll'))
      throw new Error(`${id} may not see the roll`);
  }

  const note = (session: TownSession, act: string, access: Access, subjects: readonly string[] = []) =>
    recordAccess(room, session, access, { act, subjects });

  async function electoralRoll(access: Access): Promise<RollOverview> {
    admit(access);
    return room.store.read(async (session) => {
      const { db, t } = session;
      const { electoralRuns: runs, electoralEntries: entries } = t;
      const states = await db.select({ state: entries.state, n: count() }).from(entries).groupBy(entries.state);
      const of = (state: string) => Number(states.find((one) => one.state === state)?.n ?? 0);
      const rows = await db.select().from(runs).orderBy(desc(runs.startedAt)).limit(RUNS);
      const suspensions = t.electoralSuspensions;
      const [waiting] = await db.select({ n: count() }).from(suspensions).where(eq(suspensions.waits, true));
      return {
        registered: of('registered') + of('marked'),
        marked: of('marked'),
        suspensionsWaiting: Number(waiting?.n ?? 0),
        nextOn: await nextDay(session),
        runs: await Promise.all(rows.map((row) => runOf(session, row))),
      };
    });
  }

  async function nextDay({ db, t }: TownSession): Promise<string> {
    const { electoralRuns: runs } = t;
    const [last] = await db
      .select({ asOf: max(runs.asOf) })
      .from(runs)
      .where(and(eq(runs.state, 'done'), isNull(runs.election)));
    return registrationDay(room.today(), last?.asOf ?? undefined);
  }

  /** 定時登録の日程; the elections of the last runs say on which day the age counts. */
  async function regularDays(session: TownSession): Promise<RollDays> {
    const { db, t } = session;
    const { electoralRuns: runs } = t;
    const rows = await db
      .select({ election: runs.election })
      .from(runs)
      .where(and(isNotNull(runs.election), ne(runs.state, 'discarded')))
      .orderBy(desc(runs.startedAt))
      .limit(RUNS);
    return daysOfRegular(
      await nextDay(session),
      rows.map((row) => row.election as RollElection),
    );
  }

  async function startRollRun(access: Access): Promise<Outcome<RollRun>> {
    admit(access);
    return room.store.write(async (session): Promise<Outcome<RollRun>> => {
      const open = await findOpen(session);
      if (open && open.state !== 'proposed') return { accepted: true, value: await runOf(session, open) };
      return begin(session, open ?? { ...(await regularDays(session)), election: null }, access);
    });
  }

  async function startElectionRun(election: RollElection, access: Access): Promise<Outcome<RollRun>> {
    admit(access);
    return room.store.write(async (session): Promise<Outcome<RollRun>> => {
      const refusal = whyNoElection(election, room.today());
      if (refusal) return { accepted: false, refusal };
      const open = await findOpen(session);
      if (!open) return begin(session, { asOf: election.asOf, ageOn: election.pollingOn, election }, access);
      const same = (open.election as RollElection | null)?.name === election.name && open.asOf === election.asOf;
      if (!same) return { accepted: false, refusal: rollRefusal('otherOpen') };
      return { accepted: true, value: await runOf(session, open) };
    });
  }

  /** Begins the inquiry, or begins it anew for a run that waits. */
  async function begin(
    session: TownSession,
    days: Pick<RunRow, 'asOf' | 'ageOn' | 'election'> & { runId?: string },
    access: Access,
  ): Promise<Outcome<RollRun>> {
    const { db, t } = session;
    const { electoralRuns: runs, electoralChanges: changes } = t;
    const { id, name } = access.officer;
    const fresh = {
      state: 'collecting' as const,
      phase: 'residents' as const,
      cursor: '',
      looked: 0,
      expected: await expectedRows(session),
      startedBy: id,
      startedByName: name,
      startedAt: room.clock.now(),
      collectedAt: null,
    };
    const { asOf, ageOn, election } = days;
    const runId = days.runId ?? room.newId();
    if (days.runId) {
      await db.delete(changes).where(eq(changes.runId, runId));
      await db.update(runs).set(fresh).where(eq(runs.runId, runId));
    } else await db.insert(runs).values({ ...fresh, runId, asOf, ageOn, election });
    await note(session, 'startRollRun', access);
    room.advanceSoon(session);
    const started = await findRow(session, runId);
    if (!started) throw new Error('the run is gone');
    return { accepted: true, value: await runOf(session, started) };
  }

  async function confirmRollRun(runId: string, access: Access): Promise<Outcome<RollRun>> {
    admit(access);
    return step(runId, async (session, row) => {
      if (row.state === 'registering' || row.state === 'done') return undefined;
      const asked = { ...(await runOf(session, row)), ...collected(row) };
      const refusal = whyNotConfirmed(asked, access.officer.id, room.today());
      if (refusal) return refusal;
      const { id, name } = access.officer;
      const confirmed = { state: 'registering' as const, confirmedBy: id, confirmedByName: name };
      await change(session, runId, { ...confirmed, confirmedAt: room.clock.now() });
      await note(session, 'confirmRollRun', access);
      room.advanceSoon(session);
      return undefined;
    });
  }

  async function discardRollRun(runId: string, access: Access): Promise<Outcome<RollRun>> {
    admit(access);
    return step(runId, async (session, row) => {
      if (row.state === 'discarded') return undefined;
      if (row.state !== 'proposed' && row.state !== 'collecting') return rollRefusal('notProposed');
      const { db, t } = session;
      await db.delete(t.electoralChanges).where(eq(t.electoralChanges.runId, runId));
      await change(session, runId, { state: 'discarded', finishedAt: room.clock.now() });
      await note(session, 'discardRollRun', access);
      return undefined;
    });
  }

  /** One step of a run in a transaction of its own: what refuses it, or the run as it is then. */
  function step(
    runId: string,
    work: (session: TownSession, row: RunRow) => Promise<ReturnType<typeof rollRefusal> | undefined>,
  ): Promise<Outcome<RollRun>> {
    return room.store.write(async (session): Promise<Outcome<RollRun>> => {
      const row = await findRow(session, runId);
      const refusal = row ? await work(session, row) : rollRefusal('unknownRun');
      const now = refusal ? undefined : await findRow(session, runId);
      if (refusal || !now) return { accepted: false, refusal: refusal ?? rollRefusal('unknownRun') };
      return { accepted: true, value: await runOf(session, now) };
    });
  }

  return {
    advance: createElectoralRounds(room),
    door: {
      ...createSuspensionDesk(room, admit),
      electoralRoll,
      startRollRun,
      startElectionRun,
      confirmRollRun,
      discardRollRun,
      async findRollRun(runId, access) {
        admit(access);
        return room.store.read(async (session) => {
          const row = await findRow(session, runId);
          return row && runOf(session, row);
        });
      },
      async rollChanges(runId, kind, after, access) {
        admit(access);
        return room.store.write(async (session) => {
          const changes = await changesOf(room, session, runId, kind, after);
          if (changes.length > 0)
            await note(
              session,
              'rollChanges',
              access,
              changes.map((one) => one.addresseeNumber),
            );
          const last = changes.at(-1);
          return { changes, ...(last && changes.length === CHANGES_PAGE ? { next: last.position } : {}) };
        });
      },
    },
  };
}

async function findRow({ db, t }: TownSession, runId: string): Promise<RunRow | undefined> {
  const [row] = await db.select().from(t.electoralRuns).where(eq(t.electoralRuns.runId, runId)).limit(1);
  return row;
}

async function findOpen({ db, t }: TownSession): Promise<RunRow | undefined> {
  const open = inArray(t.electoralRuns.state, ['collecting', 'proposed', 'registering']);
  const [row] = await db.select().from(t.electoralRuns).where(open).limit(1);
  return row;
}

async function change({ db, t }: TownSession, runId: string, set: Partial<RunRow>): Promise<void> {
  await db.update(t.electoralRuns).set(set).where(eq(t.electoralRuns.runId, runId));
}

function collected(row: RunRow): { collectedOn?: string } {
  const on = collectedOn(row);
  return on ? { collectedOn: on } : {};
}

async function expectedRows({ db, t }: TownSession): Promise<number> {
  const [residents] = await db.select({ n: count() }).from(t.residents);
  const [entries] = await db.select({ n: count() }).from(t.electoralEntries);
  return Number(residents?.n ?? 0) + Number(entries?.n ?? 0);
}
