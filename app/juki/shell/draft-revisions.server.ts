import { asc, desc, eq } from 'drizzle-orm';
import { formatJapaneseDate } from '#app/vocabulary/japanese-calendar.ts';
import type { Outcome, Refusal } from '#app/vocabulary/refusals.ts';
import type { Access } from '#app/vocabulary/roles.ts';
import { tokyoDate, tokyoTime } from '#app/vocabulary/tokyo.ts';
import type { DraftRevision, DraftView, RegisterCommand } from '../door.ts';
import { recordAccess } from './audited.server.ts';
import {
  type DraftRow,
  draftView,
  examine,
  freeSubjects,
  getDraft,
  keepSubjects,
  OPEN,
  requestHashOf,
  stepRefusal,
  updateDraft,
  whyNotStep,
  wrongState,
} from './draft-rows.server.ts';
import { personsOf } from './draft-subjects.ts';
import { hold, releaseDraft } from './locks.server.ts';
import type { Room, TownSession } from './room.server.ts';

/** Everybody who made a revision of the 仮登録: none of them reviews or decides it. */
export async function makersOf({ db, t }: TownSession, row: DraftRow): Promise<string[]> {
  if (row.revision === 1) return [row.createdBy];
  const former = await db
    .select({ madeBy: t.draftRevisions.madeBy })
    .from(t.draftRevisions)
    .where(eq(t.draftRevisions.draftId, row.draftId));
  return [
    ...new Set([row.createdBy, ...former.map(({ madeBy }) => madeBy), ...(row.revisedBy ? [row.revisedBy] : [])]),
  ];
}

/** 仮登録の版: who made which and when, the first one first. */
export async function revisionsOf({ db, t }: TownSession, row: DraftRow): Promise<DraftRevision[]> {
  const former = await db
    .select({
      revision: t.draftRevisions.revision,
      madeBy: t.draftRevisions.madeBy,
      madeAt: t.draftRevisions.madeAt,
    })
    .from(t.draftRevisions)
    .where(eq(t.draftRevisions.draftId, row.draftId))
    .orderBy(asc(t.draftRevisions.revision));
  return [...former, { revision: row.revision, ...makerOf(row) }].map(({ revision, madeBy, madeAt }) => ({
    revision,
    madeBy,
    madeAt,
  }));
}

/** The command of the revision before the present one. */
export async function formerCommand(
  room: Room,
  { db, t }: TownSession,
  row: DraftRow,
): Promise<RegisterCommand | undefined> {
  if (row.revision === 1) return undefined;
  const [former] = await db
    .select({ body: t.draftRevisions.body })
    .from(t.draftRevisions)
    .where(eq(t.draftRevisions.draftId, row.draftId))
    .orderBy(desc(t.draftRevisions.revision))
    .limit(1);
  return former && room.open<RegisterCommand>(former.body);
}

function makerOf(row: DraftRow) {
  return {
    madeBy: row.revisedBy ?? row.createdBy,
    madeByName: row.revisedBy ? row.revisedByName : row.createdByName,
    madeAt: row.revisedAt ?? row.createdAt,
  };
}

/** A colleague was faster: the screen shows an older revision. */
function staleRevision(row: DraftRow): Refusal {
  const { madeBy, madeByName, madeAt } = makerOf(row);
  const when = `${formatJapaneseDate(tokyoDate(madeAt))} ${tokyoTime(madeAt)}`;
  return {
    code: 'E41',
    sentence: `画面を開いたあとで、${madeByName ?? madeBy}さんがこの仮登録を訂正しました（第${row.revision}版、${when}）。仮登録の画面を開き直し、いまの内容を確かめてください。`,
    article: '住民記録システム標準仕様書 10.3（排他制御）',
  };
}

/**
 * 仮登録の訂正 (標準仕様書 4.0.8): another revision of the same 仮登録, of the same act; 審査 and 決裁 begin again, and whoever made any of
 * the revisions does neither. The former revision is kept, encrypted.
 */
export function createDraftRevisions(room: Room) {
  return async function reviseDraft(
    { draftId, revision }: { draftId: string; revision: number },
    command: RegisterCommand,
    access: Access,
    shown?: Readonly<Record<string, number>>,
  ): Promise<Outcome<DraftView>> {
    room.admit(access);
    return room.store.write(async (session): Promise<Outcome<DraftView>> => {
      const row = await getDraft(session, draftId);
      const refused = (refusal: Refusal) => ({ accepted: false as const, refusal });
      const forbidden = whyNotStep(room, 'draft', access);
      if (forbidden) return refused(forbidden);
      if (!OPEN.includes(row.state)) return refused(wrongState('revise', row));
      const requestHash = requestHashOf(room, row.caseId, command);
      // The same press again, or nothing was changed: the 仮登録 stays at its step.
      if (requestHash === row.requestHash) return { accepted: true, value: draftView(row) };
      if (row.kind !== command.kind) {
        return refused(
          stepRefusal('otherAct', '別の異動には直せません。この仮登録を取り消して、入力し直してください。'),
        );
      }
      if (row.revision !== revision) return refused(staleRevision(row));
      const examined = await examine(room, session, command, access, { shown, draftId });
      if (!examined.accepted) return examined;
      const { decision, subjects, seen } = examined.value;
      await session.db
        .insert(session.t.draftRevisions)
        .values({ draftId, revision: row.revision, ...makerOf(row), body: row.body });
      const changed = {
        state: 'provisional',
        requestHash,
        reviewedBy: null,
        revision: row.revision + 1,
        revisedBy: access.officer.id,
        revisedByName: access.officer.name,
        revisedAt: room.clock.now(),
        alerts: decision.alerts,
        body: room.seal(command),
        seen,
      };
      await updateDraft(session, { id: draftId }, changed);
      await freeSubjects(session, draftId);
      await keepSubjects(session, draftId, subjects);
      await releaseDraft(room, session, draftId);
      await hold(room, session, seen.households, access.officer, draftId);
      const persons = [
        ...new Set([...personsOf(room.open<RegisterCommand>(row.body)), ...decision.result.addresseeNumbers]),
      ];
      await recordAccess(room, session, access, { act: `revise${command.kind}`, subjects: persons });
      return { accepted: true, value: draftView({ ...row, ...changed }) };
    });
  };
}
