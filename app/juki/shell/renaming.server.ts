import { and, asc, count, desc, eq, gt } from 'drizzle-orm';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import type { Access } from '#app/vocabulary/roles.ts';
import { renamedAddress } from '../core/address-renaming.ts';
import { refusal } from '../core/checks.ts';
import { isProtectedHousehold } from '../core/register.ts';
import type {
  AddressRenaming,
  LeftOutHousehold,
  LeftOutPage,
  RenamingDoor,
  RenamingExample,
  RenamingObstacle,
  RenamingRun,
} from '../renaming-acts.ts';
import { recordAccess } from './audited.server.ts';
import { loadSlice } from './registry.server.ts';
import { writePreview } from './renaming-preview.server.ts';
import { createRenamingRounds, waitingBehindOfficers } from './renaming-rounds.server.ts';
import type { Room, TownSession } from './room.server.ts';

/** Households of one page of those who were left out. */
const CHUNK = 500;

/** Examples that a preview shows, and households among which they are looked for. */
const EXAMPLES = 5;
const LOOKED_AT = 20;

/**
 * 住所一括変更 (住居表示の実施・町名変更): preview, then household by household in the background. Each household is one transaction with its
 * mark, so that a crash loses nothing and nobody is changed twice.
 */
export function createRenaming(room: Room): { door: RenamingDoor; advance: () => Promise<number> } {
  function admit(access: Access): void {
    room.admit(access);
    if (!access.officer.roles.includes('registryManager')) throw new Error(`${access.officer.id} may not rename`);
  }

  async function note(session: TownSession, act: string, access: Access): Promise<void> {
    await recordAccess(room, session, access, { act, subjects: [] });
  }

  async function previewRenaming(renaming: AddressRenaming, access: Access): Promise<Outcome<RenamingRun>> {
    admit(access);
    if (renaming.on > room.today()) return { accepted: false, refusal: refusal('changeInFuture') };
    const runId = await writePreview(room, renaming, access);
    if (!runId) return { accepted: false, refusal: refusal('nobodyThere') };
    return { accepted: true, value: await room.store.read((session) => runOf(session, runId)) };
  }

  async function startRenaming(runId: string, access: Access): Promise<Outcome<RenamingRun>> {
    admit(access);
    return room.store.write(async (session): Promise<Outcome<RenamingRun>> => {
      const { db, t } = session;
      const [row] = await db.select().from(t.renamingRuns).where(eq(t.renamingRuns.runId, runId)).limit(1);
      if (!row) return { accepted: false, refusal: refusal('unknownRun') };
      if (row.state === 'previewed') {
        await db
          .update(t.renamingRuns)
          .set({ state: 'running', startedAt: room.clock.now() })
          .where(eq(t.renamingRuns.runId, runId));
        await note(session, 'startRenaming', access);
        room.advanceSoon(session);
      }
      return { accepted: true, value: await runOf(session, runId) };
    });
  }

  async function runOf(session: TownSession, runId: string): Promise<RenamingRun> {
    const { db, t } = session;
    const [row] = await db.select().from(t.renamingRuns).where(eq(t.renamingRuns.runId, runId)).limit(1);
    if (!row) throw new Error(`no run ${runId}`);
    const counts = await db
      .select({ state: t.renamingHouseholds.state, reason: t.renamingHouseholds.reason, n: count() })
      .from(t.renamingHouseholds)
      .where(eq(t.renamingHouseholds.runId, runId))
      .groupBy(t.renamingHouseholds.state, t.renamingHouseholds.reason);
    const leftOut: RenamingRun['leftOut'] = {};
    const held = row.state === 'running' ? await waitingBehindOfficers(session, runId, room.clock.now()) : 0;
    for (const { reason, n } of counts) if (reason) leftOut[reason as RenamingObstacle] = Number(n);
    return {
      runId,
      state: row.state as RenamingRun['state'],
      renaming: row.renaming as AddressRenaming,
      createdAt: row.createdAt,
      ...(row.startedAt ? { startedAt: row.startedAt } : {}),
      ...(row.finishedAt ? { finishedAt: row.finishedAt } : {}),
      households: counts.reduce((sum, { n }) => sum + Number(n), 0),
      residents: row.residents,
      done: counts.reduce((sum, { state, n }) => (state === 'done' ? sum + Number(n) : sum), 0),
      held,
      leftOut,
    };
  }

  /** Each example loads one household; protected ones are passed over, and nobody sees that there are any. */
  async function examplesOfRenaming(runId: string, access: Access): Promise<RenamingExample[]> {
    admit(access);
    return room.store.write(async (session) => {
      const { db, t } = session;
      const [run] = await db.select().from(t.renamingRuns).where(eq(t.renamingRuns.runId, runId)).limit(1);
      if (!run) return [];
      const renaming = run.renaming as AddressRenaming;
      const rows = await db
        .select({ householdNumber: t.renamingHouseholds.householdNumber })
        .from(t.renamingHouseholds)
        .where(and(eq(t.renamingHouseholds.runId, runId), eq(t.renamingHouseholds.state, 'waiting')))
        .orderBy(t.renamingHouseholds.householdNumber)
        .limit(LOOKED_AT);
      const numbers = rows.map((row) => row.householdNumber);
      const slice = await loadSlice(session, { households: numbers }, room.cipher);
      await note(session, 'examplesOfRenaming', access);
      const examples = numbers.flatMap((householdNumber): RenamingExample[] => {
        const before = slice.households.get(householdNumber)?.address;
        const after = before && renamedAddress(before, renaming);
        if (!before || !after || isProtectedHousehold(slice, householdNumber)) return [];
        return [{ before, after }];
      });
      return examples.slice(0, EXAMPLES);
    });
  }

  async function leftOutOfRenaming(runId: string, access: Access, after = ''): Promise<LeftOutPage> {
    admit(access);
    return room.store.write(async (session) => {
      const { db, t } = session;
      const rows = await db
        .select()
        .from(t.renamingHouseholds)
        .where(
          and(
            eq(t.renamingHouseholds.runId, runId),
            eq(t.renamingHouseholds.state, 'leftOut'),
            gt(t.renamingHouseholds.householdNumber, after),
          ),
        )
        .orderBy(asc(t.renamingHouseholds.householdNumber))
        .limit(CHUNK);
      const numbers = rows.map((row) => row.householdNumber);
      const slice = await loadSlice(session, { households: numbers }, room.cipher);
      await note(session, 'leftOutOfRenaming', access);
      const households = rows.map(({ householdNumber, reason }): LeftOutHousehold => {
        const shown = !isProtectedHousehold(slice, householdNumber);
        const address = slice.households.get(householdNumber)?.address;
        return {
          reason: reason as RenamingObstacle,
          ...(shown ? { householdNumber, ...(address ? { address } : {}) } : {}),
        };
      });
      const last = numbers.at(-1);
      return { households, ...(last !== undefined && rows.length === CHUNK ? { next: last } : {}) };
    });
  }

  return {
    door: {
      previewRenaming,
      startRenaming,
      examplesOfRenaming,
      leftOutOfRenaming,
      async findRenaming(runId, access) {
        admit(access);
        return room.store.read(async (session) => {
          const { db, t } = session;
          const [row] = await db
            .select({ runId: t.renamingRuns.runId })
            .from(t.renamingRuns)
            .where(eq(t.renamingRuns.runId, runId))
            .limit(1);
          return row && runOf(session, row.runId);
        });
      },
      async renamingRuns(access) {
        admit(access);
        return room.store.read(async (session) => {
          const { db, t } = session;
          const rows = await db
            .select({ runId: t.renamingRuns.runId })
            .from(t.renamingRuns)
            .orderBy(desc(t.renamingRuns.createdAt))
            .limit(20);
          const runs: RenamingRun[] = [];
          for (const { runId } of rows) runs.push(await runOf(session, runId));
          return runs;
        });
      },
    },
    advance: createRenamingRounds(room),
  };
}
