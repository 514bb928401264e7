import { and, asc, count, desc, eq, gt, inArray, max } from 'drizzle-orm';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import type { Access } from '#app/vocabulary/roles.ts';
import type { TownTables } from '#db/schema/index.ts';
import { registrationDay, rollRefusal, whyNotConfirmed } from '../core/electoral-roll.ts';
import type { Resident } from '../core/register.ts';
import type { RollChange, RollChangeKind, RollDoor, RollOverview, RollRun } from '../roll-acts.ts';
import { recordAccess } from './audited.server.ts';
import { collectedOn, createElectoralRounds } from './electoral-rounds.server.ts';
import { recordsOfNumbers } from './removed-records.server.ts';
import type { Room, TownSession } from './room.server.ts';

type RunRow = TownTables['electoralRuns']['$inferSelect'];

/** Persons of one page of a list. */
const PAGE = 200;
/** Runs that the overview shows. */
const RUNS = 20;

/** 選挙人名簿 (公職選挙法第4章): its overview, the 定時登録 and the lists, for the section of the 選挙管理委員会. */
export function createElectoralRoll(room: Room): { door: RollDoor; advance: () => Promise<number> } {
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
      return {
        registered: of('registered') + of('marked'),
        marked: of('marked'),
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
      .where(eq(runs.state, 'done'));
    return registrationDay(room.today(), last?.asOf ?? undefined);
  }

  async function startRollRun(access: Access): Promise<Outcome<RollRun>> {
    admit(access);
    return room.store.write(async (session): Promise<Outcome<RollRun>> => {
      const { db, t } = session;
      const { electoralRuns: runs, electoralChanges: changes } = t;
      const open = await findOpen(session);
      if (open && open.state !== 'proposed') return { accepted: true, value: await runOf(session, open) };
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
      if (open) {
        await db.delete(changes).where(eq(changes.runId, open.runId));
        await db.update(runs).set(fresh).where(eq(runs.runId, open.runId));
      } else await db.insert(runs).values({ ...fresh, runId: room.newId(), asOf: await nextDay(session) });
      await note(session, 'startRollRun', access);
      room.advanceSoon(session);
      const started = await findOpen(session);
      if (!started) throw new Error('the run is gone');
      return { accepted: true, value: await runOf(session, started) };
    });
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
      electoralRoll,
      startRollRun,
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
          const changes = await changesOf(session, runId, kind, after);
          if (changes.length > 0)
            await note(
              session,
              'rollChanges',
              access,
              changes.map((one) => one.addresseeNumber),
            );
          const last = changes.at(-1);
          return { changes, ...(last && changes.length === PAGE ? { next: last.position } : {}) };
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

async function runOf({ db, t }: TownSession, row: RunRow): Promise<RollRun> {
  const { electoralChanges: changes } = t;
  const sums = await db
    .select({ kind: changes.kind, state: changes.state, n: count() })
    .from(changes)
    .where(eq(changes.runId, row.runId))
    .groupBy(changes.kind, changes.state);
  const counts: RollRun['counts'] = {};
  for (const { kind, state, n } of sums) {
    const of = counts[kind] ?? { proposed: 0, done: 0, dropped: 0 };
    counts[kind] = { ...of, [state]: Number(n) };
  }
  const { runId, asOf, state, looked, expected, startedAt } = row;
  return {
    runId,
    asOf,
    state,
    looked,
    expected,
    startedBy: { id: row.startedBy, name: row.startedByName },
    startedAt,
    counts,
    ...(row.collectedAt ? { collectedAt: row.collectedAt } : {}),
    ...(row.confirmedBy ? { confirmedBy: { id: row.confirmedBy, name: row.confirmedByName ?? '' } } : {}),
    ...(row.confirmedAt ? { confirmedAt: row.confirmedAt } : {}),
    ...(row.finishedAt ? { finishedAt: row.finishedAt } : {}),
    ...(row.total === null ? {} : { total: row.total }),
  };
}

async function changesOf(
  session: TownSession,
  runId: string,
  kind: RollChangeKind,
  after: number,
): Promise<RollChange[]> {
  const { db, t } = session;
  const { electoralChanges: changes } = t;
  const rows = await db
    .select()
    .from(changes)
    .where(and(eq(changes.runId, runId), eq(changes.kind, kind), gt(changes.position, after)))
    .orderBy(asc(changes.position))
    .limit(PAGE);
  const records = await recordsOfNumbers(
    session,
    rows.map((row) => row.addresseeNumber),
  );
  const byNumber = new Map(records.map((row) => [row.addresseeNumber, row.record as Resident]));
  return rows.flatMap((row): RollChange[] => {
    const person = byNumber.get(row.addresseeNumber);
    if (!person) return [];
    const { position, addresseeNumber, state, article, basisOn } = row;
    const { name, bornOn, sex, address, protection } = person;
    return [
      {
        position,
        addresseeNumber,
        kind,
        state,
        article,
        ...(basisOn ? { basisOn } : {}),
        name: name.full,
        ...(name.kana ? { kana: name.kana } : {}),
        bornOn,
        sex,
        address,
        protectedPerson: protection !== undefined,
      },
    ];
  });
}
