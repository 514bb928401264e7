import { eq } from 'drizzle-orm';
import type { Alert, Outcome, Refusal } from '#app/vocabulary/refusals.ts';
import type { Access } from '#app/vocabulary/roles.ts';
import type { RegisterSlice } from '../core/register.ts';
import type { DraftState, DraftView, RegisterCommand, Registered } from '../door.ts';
import type { SeenHistories } from '../locks.ts';
import { recordAccess } from './audited.server.ts';
import { createDraftRevisions, makersOf } from './draft-revisions.server.ts';
import {
  addDraft,
  type DraftRow,
  draftView,
  examine,
  findSame,
  freeSubjects,
  getDraft,
  keepSubjects,
  OPEN,
  requestHashOf,
  STEP_NAMES,
  stepRefusal,
  updateDraft,
  whyNotStep,
  wrongState,
} from './draft-rows.server.ts';
import { isHidden, personsOf } from './draft-subjects.ts';
import { createDraftViews } from './draft-views.server.ts';
import { hold, releaseDraft, whyLocked } from './locks.server.ts';
import type { Room, TownSession } from './room.server.ts';
import { type Seen, whyStale } from './seen.server.ts';
import { perform } from './unit-of-work.server.ts';
import { finishWorkOf } from './work-list.server.ts';

/**
 * 仮登録 → 審査 → 決裁 → 本登録 (標準仕様書 4.0.8): only 本登録 counts, sends and numbers; errors are checked at every step again. With
 * 専決 (a rule of the town) one officer may do all of it. The 決裁者 is written into the audit only.
 */
export function createDrafts(room: Room) {
  async function draft(command: RegisterCommand, access: Access, shown?: SeenHistories): Promise<Outcome<DraftView>> {
    room.admit(access);
    return room.store.write(async (session) => {
      const forbidden = whyNotStep(room, 'draft', access);
      if (forbidden) return refused(forbidden);
      const requestHash = requestHashOf(room, access.caseId, command);
      const known = await findSame(session, requestHash, access.caseId !== undefined);
      if (known) return accepted(draftView(known));

      const examined = await examine(room, session, command, access, { shown });
      if (!examined.accepted) return examined;
      const { decision, subjects, seen } = examined.value;
      const row: DraftRow = {
        draftId: room.newId(),
        caseId: access.caseId ?? null,
        kind: command.kind,
        state: 'provisional',
        requestHash,
        createdBy: access.officer.id,
        createdByName: access.officer.name,
        reviewedBy: null,
        revision: 1,
        revisedBy: null,
        revisedByName: null,
        revisedAt: null,
        alerts: decision.alerts,
        createdAt: room.clock.now(),
        body: room.seal(command),
        seen,
        result: null,
      };
      await addDraft(session, row);
      await keepSubjects(session, row.draftId, subjects);
      await hold(room, session, seen.households, access.officer, row.draftId);
      await note(session, access, `draft${command.kind}`, decision.result.addresseeNumbers);
      return accepted(draftView(row));
    });
  }

  /** 審査 or 決裁: from one state to the next, by somebody else unless the town has 専決. */
  function moveOn(
    step: 'review' | 'approve',
    from: DraftState,
    to: DraftState,
    before: (row: DraftRow) => (string | null)[],
  ) {
    return async (draftId: string, access: Access): Promise<Outcome<DraftView>> => {
      room.admit(access);
      return room.store.write(async (session) => {
        const row = await getDraft(session, draftId);
        const forbidden = whyNotStep(room, step, access);
        if (forbidden) return refused(forbidden);
        if (row.state === to) return accepted(draftView(row));
        if (row.state !== from) return refused(wrongState(step, row));
        const makers = await makersOf(session, row);
        if (!room.town.rules.soleDecision && [...makers, ...before(row)].includes(access.officer.id)) {
          return refused(stepRefusal('sameOfficer', `${STEP_NAMES[step]}は、前の段階と別の職員が行ってください。`));
        }
        const seen = row.seen as Seen | null;
        const late = await whyLocked(room, session, seen?.households ?? [], access.officer, draftId);
        if (late) return refused(late);
        await hold(room, session, seen?.households ?? [], access.officer, draftId);
        const end = { state: to, reviewedBy: step === 'review' ? access.officer.id : row.reviewedBy };
        const next = { ...row, ...end };
        await updateDraft(session, { id: draftId }, end);
        await note(session, access, `${step}Draft`, subjectsOfRow(row));
        return accepted(draftView(next));
      });
    };
  }

  async function discard(draftId: string, access: Access): Promise<Outcome<DraftView>> {
    room.admit(access);
    return room.store.write(async (session) => {
      const row = await getDraft(session, draftId);
      const forbidden = whyNotStep(room, 'discard', access);
      if (forbidden) return refused(forbidden);
      if (row.state === 'discarded') return accepted(draftView(row));
      if (!OPEN.includes(row.state)) return refused(wrongState('discard', row));
      const next = await close(session, row, { state: 'discarded', result: null });
      await note(session, access, 'discardDraft', subjectsOfRow(row));
      return accepted(draftView(next));
    });
  }

  async function register(draftId: string, access: Access): Promise<Outcome<Registered>> {
    room.admit(access);
    return room.store.write(async (session) => {
      const row = await getDraft(session, draftId);
      if (row.state === 'registered') return accepted(row.result as Registered);
      const forbidden = whyNotStep(room, 'register', access);
      if (forbidden) return refused(forbidden);
      if (row.state !== 'approved') return refused(wrongState('register', row));
      const command = room.open<RegisterCommand>(row.body);
      const seen = row.seen as Seen | null;
      const late = await whyLocked(room, session, seen?.households ?? [], access.officer, draftId);
      if (late) return refused(late);
      let hidden = false;
      const occasion = {
        access: { ...access, caseId: access.caseId ?? row.caseId ?? undefined },
        act: `register${command.kind}`,
        guard: async (slice: RegisterSlice) => {
          hidden = isHidden(command, slice);
          return seen ? whyStale(room, session, slice, seen, '仮登録のあと') : undefined;
        },
      };
      const decision = await perform(room, session, command, occasion);
      if (!decision.accepted) return { accepted: false, refusal: decision.refusal };
      const sent = hidden ? [] : decision.messages.map(({ type, to }) => ({ type, to }));
      const result: Registered = { draftId, ...decision.result, sent };
      await close(session, row, { state: 'registered', result, alerts: decision.alerts });
      await finishWorkOf(room, session, row.caseId);
      return accepted(result);
    });
  }

  async function close(
    session: TownSession,
    row: DraftRow,
    end: { state: DraftState; result: Registered | null; alerts?: Alert[] },
  ): Promise<DraftRow> {
    const next = { ...row, ...end };
    await updateDraft(session, { id: row.draftId }, end);
    await freeSubjects(session, row.draftId);
    await releaseDraft(room, session, row.draftId);
    return next;
  }

  function subjectsOfRow(row: DraftRow): string[] {
    return personsOf(room.open<RegisterCommand>(row.body));
  }

  async function note(session: TownSession, access: Access, act: string, subjects: string[]): Promise<void> {
    await recordAccess(room, session, access, { act, subjects });
  }

  return {
    draft,
    review: moveOn('review', 'provisional', 'reviewed', () => []),
    approve: moveOn('approve', 'reviewed', 'approved', (row) => [row.reviewedBy]),
    discard,
    register,
    reviseDraft: createDraftRevisions(room),
    ...createDraftViews(room),
    async findDraft(draftId: string, access: Access): Promise<DraftView | undefined> {
      room.admit(access);
      const [row] = await room.store.read(({ db, t }) =>
        db.select().from(t.registerDrafts).where(eq(t.registerDrafts.draftId, draftId)).limit(1),
      );
      return row && draftView(row);
    },
  };
}

function accepted<T>(value: T): { accepted: true; value: T } {
  return { accepted: true, value };
}

function refused(refusal: Refusal): { accepted: false; refusal: Refusal } {
  return { accepted: false, refusal };
}
