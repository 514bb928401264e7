import { and, asc, count, eq, gt } from 'drizzle-orm';
import type { TownTables } from '#db/schema/index.ts';
import type { Resident } from '../core/register.ts';
import type { RollChange, RollChangeKind, RollElection, RollRun } from '../roll-acts.ts';
import { suspendedAmong } from './electoral-suspensions.server.ts';
import { recordsOfNumbers } from './removed-records.server.ts';
import type { Room, TownSession } from './room.server.ts';

/** Persons of one page of a list. */
export const CHANGES_PAGE = 200;

/** 登録の回 with what it proposes and did. */
export async function runOf(
  { db, t }: TownSession,
  row: TownTables['electoralRuns']['$inferSelect'],
): Promise<RollRun> {
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
  const { runId, asOf, ageOn, state, looked, expected, startedAt } = row;
  const election = row.election as RollElection | null;
  return {
    runId,
    asOf,
    ageOn,
    ...(election ? { election } : {}),
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

/** 名簿の異動の一頁, with the persons as the 住民票 has them now and who of them is suspended today. */
export async function changesOf(
  room: Room,
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
    .limit(CHANGES_PAGE);
  const numbers = rows.map((row) => row.addresseeNumber);
  const records = await recordsOfNumbers(session, numbers);
  const suspended = await suspendedAmong(room, session, numbers, room.today());
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
        suspended: suspended.has(addresseeNumber),
      },
    ];
  });
}
