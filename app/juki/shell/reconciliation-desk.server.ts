import { asc, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import type { Access } from '#app/vocabulary/roles.ts';
import type { TownTables } from '#db/schema/index.ts';
import { REMEDIES, remedyNotices } from '../core/reconciliation.ts';
import type { DifferenceKind, ReconciliationView } from '../door.ts';
import { recordAccess } from './audited.server.ts';
import { nextProcessingNumber } from './numbering.server.ts';
import type { createReconciliation } from './reconciliation.server.ts';
import { loadSlice } from './registry.server.ts';
import { personSubject, type Room, type TownSession } from './room.server.ts';

type Difference = TownTables['differences']['$inferSelect'];

const ARTICLE = '住民基本台帳法第30条の6';

function no(code: string, sentence: string): Outcome<never> {
  return { accepted: false, refusal: { code, sentence, article: ARTICLE } };
}

/** 整合性確認の窓口: who may start a run, see what differs, and mend it. */
export function createReconciliationDesk(
  room: Room,
  { begin }: Pick<ReturnType<typeof createReconciliation>, 'begin'>,
) {
  const NOT_PERMITTED = no('notPermitted', '整合性確認は、住民記録の管理の職員が行います。');
  const GONE = no('gone', 'この差異は、もう処理されています。一覧を確かめてください。');
  const may = ({ officer }: Access) => officer.roles.includes('registryManager');

  async function record(session: TownSession, access: Access, act: string, subjects: string[]): Promise<void> {
    await recordAccess(room, session, access, { act, subjects });
  }

  async function reconciliation(access: Access): Promise<ReconciliationView> {
    room.admit(access);
    return room.store.write(async (session) => {
      const { db, t } = session;
      const runs = t.reconciliationRuns;
      const [run] = await db.select().from(runs).orderBy(desc(runs.startedAt), desc(runs.runId)).limit(1);
      const rows = await db
        .select()
        .from(t.differences)
        .where(inArray(t.differences.state, ['open', 'mending']))
        .orderBy(asc(t.differences.foundAt), asc(t.differences.differenceId))
        .limit(200);
      await record(session, access, 'reconciliation', [...new Set(rows.flatMap((row) => row.addresseeNumber ?? []))]);
      return { ...(run ? { run: runView(run) } : {}), differences: rows.map(differenceView) };
    });
  }

  async function startReconciliation(access: Access): Promise<Outcome<'started'>> {
    room.admit(access);
    if (!may(access)) return NOT_PERMITTED;
    await room.store.write(async (session) => {
      await begin(session, access.officer.name);
      await record(session, access, 'startReconciliation', []);
    });
    return { accepted: true, value: 'started' };
  }

  async function mendDifference(differenceId: string, access: Access): Promise<Outcome<'mending'>> {
    room.admit(access);
    if (!may(access)) return NOT_PERMITTED;
    const difference = await room.store.read((session) => findOpen(session, differenceId));
    if (!difference) return GONE;
    const kind = difference.kind as DifferenceKind;
    const { addresseeNumber } = difference;
    if (REMEDIES[kind] === 'officer' || !addresseeNumber) {
      return no(
        'officerOnly',
        'この差異は自動では直せません。相手の機関に確かめてから、必要な異動の処理をしてください。',
      );
    }
    // At the other system and repeatable; only then is it noted here.
    if (REMEDIES[kind] === 'closeAgain') await room.addressee.repeatCopy(addresseeNumber);
    return room.store.write(async (session) => {
      const now = await findOpen(session, differenceId);
      if (!now) return GONE;
      if (now.state === 'mending') return { accepted: true, value: 'mending' };
      await remedy(session, now, addresseeNumber);
      await session.db
        .update(session.t.differences)
        .set({ state: 'mending' })
        .where(eq(session.t.differences.differenceId, differenceId));
      await record(session, access, 'mendDifference', [addresseeNumber]);
      return { accepted: true, value: 'mending' };
    });
  }

  async function remedy(session: TownSession, difference: Difference, addresseeNumber: string): Promise<void> {
    const kind = difference.kind as DifferenceKind;
    switch (REMEDIES[kind]) {
      case 'notice': {
        const slice = await loadSlice(session, { addressees: [addresseeNumber] }, room.cipher);
        const resident = slice.residents.get(addresseeNumber);
        if (!resident) return;
        const facts = { today: room.today(), town: room.town, detail: difference.detail ?? undefined };
        for (const { type, to, content } of remedyNotices(kind, resident, facts)) {
          const subject = personSubject(room.cipher, addresseeNumber);
          await room.mailroom.post(session, { type, to, subject, content });
        }
        return;
      }
      case 'numberAgain': {
        const processingNumber = await nextProcessingNumber(session, room.town.code, room.today());
        return wake(session, addresseeNumber, { processingNumber, numberState: 'waiting', symbolState: 'waiting' });
      }
      case 'changeNumber':
        return wake(session, addresseeNumber, { numberState: 'changing' });
      case 'copyAgain':
        return wake(session, addresseeNumber, { copyWanted: sql`${session.t.numberingSagas.copyWanted} + 1` });
      case 'closeAgain':
      case 'officer':
        return;
    }
  }

  async function wake(session: TownSession, addresseeNumber: string, values: Record<string, unknown>): Promise<void> {
    const { db, t } = session;
    await db
      .update(t.numberingSagas)
      .set({ ...values, pending: true, nextAttemptAt: 0 })
      .where(eq(t.numberingSagas.addresseeNumber, addresseeNumber));
    room.advanceSoon(session);
  }

  async function closeDifference(differenceId: string, access: Access): Promise<Outcome<'closed'>> {
    room.admit(access);
    if (!may(access)) return NOT_PERMITTED;
    return room.store.write(async (session): Promise<Outcome<'closed'>> => {
      const { db, t } = session;
      const difference = await findOpen(session, differenceId);
      if (!difference) return GONE;
      await db
        .update(t.differences)
        .set({ state: 'closed', doneAt: room.clock.now() })
        .where(eq(t.differences.differenceId, differenceId));
      const { addresseeNumber } = difference;
      await record(session, access, 'closeDifference', addresseeNumber ? [addresseeNumber] : []);
      return { accepted: true, value: 'closed' };
    });
  }

  return { reconciliation, startReconciliation, mendDifference, closeDifference };
}

async function findOpen({ db, t }: TownSession, differenceId: string): Promise<Difference | undefined> {
  const [row] = await db.select().from(t.differences).where(eq(t.differences.differenceId, differenceId)).limit(1);
  return row && (row.state === 'open' || row.state === 'mending') ? row : undefined;
}

function runView(run: TownTables['reconciliationRuns']['$inferSelect']): NonNullable<ReconciliationView['run']> {
  const { startedAt, startedBy, compared, found, finishedAt } = run;
  return { startedAt, startedBy, compared, found, ...(finishedAt ? { finishedAt } : {}) };
}

function differenceView(row: Difference): ReconciliationView['differences'][number] {
  const kind = row.kind as DifferenceKind;
  return {
    differenceId: row.differenceId,
    kind,
    ...(row.addresseeNumber ? { addresseeNumber: row.addresseeNumber } : {}),
    ...(row.detail ? { detail: row.detail } : {}),
    state: row.state === 'mending' ? 'mending' : 'open',
    mendable: REMEDIES[kind] !== 'officer',
    foundAt: row.foundAt,
  };
}
