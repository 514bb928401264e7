import { eq, inArray } from 'drizzle-orm';
import type { Alert, Outcome, Refusal } from '#app/vocabulary/refusals.ts';
import type { Access } from '#app/vocabulary/roles.ts';
import { given, prepared, preparedForKeys, preparedInsert, preparedUpdate } from '#db/prepared.ts';
import type { TownTables } from '#db/schema/index.ts';
import { refusal as error } from '../core/checks.ts';
import { decide } from '../core/decide.ts';
import { mayDo, type Step } from '../core/permissions.ts';
import type { RegisterSlice } from '../core/register.ts';
import type { DraftState, DraftView, RegisterCommand, Registered } from '../door.ts';
import type { SeenHistories } from '../locks.ts';
import { recordAccess } from './audited.server.ts';
import { householdsOf, isHidden, personsOf, subjectsOf } from './draft-subjects.ts';
import { createDraftViews, draftView } from './draft-views.server.ts';
import { hold, releaseDraft, whyLocked } from './locks.server.ts';
import { codeHash } from './registry.server.ts';
import type { Room, TownSession } from './room.server.ts';
import { type Seen, seenIn, seenOnScreen, whyStale } from './seen.server.ts';
import { situationOf } from './situation.server.ts';
import { perform } from './unit-of-work.server.ts';
import { finishWorkOf } from './work-list.server.ts';

type DraftRow = TownTables['registerDrafts']['$inferSelect'];

const OPEN: readonly string[] = ['provisional', 'reviewed', 'approved'] satisfies DraftState[];

const STEP_NAMES: Record<Step, string> = {
  draft: '仮登録',
  review: '審査',
  approve: '決裁',
  register: '本登録',
  discard: '仮登録の取消し',
};

const findDraftRow = prepared(({ db, t }: TownSession) =>
  db
    .select()
    .from(t.registerDrafts)
    .where(eq(t.registerDrafts.draftId, given('draftId')))
    .limit(1),
);
const draftsOfRequest = prepared(({ db, t }: TownSession) =>
  db
    .select()
    .from(t.registerDrafts)
    .where(eq(t.registerDrafts.requestHash, given('requestHash'))),
);
const lockedSubjects = preparedForKeys(({ db, t }: TownSession, hashes) =>
  db
    .select({ name: t.registerDrafts.createdByName, id: t.registerDrafts.createdBy })
    .from(t.draftSubjects)
    .innerJoin(t.registerDrafts, eq(t.draftSubjects.draftId, t.registerDrafts.draftId))
    .where(inArray(t.draftSubjects.codeHash, hashes))
    .limit(1),
);
const insertDraft = preparedInsert((t: TownTables) => t.registerDrafts);
const insertSubject = preparedInsert((t: TownTables) => t.draftSubjects);
const updateDraft = preparedUpdate(
  (t: TownTables) => t.registerDrafts,
  (drafts) => eq(drafts.draftId, given('id')),
);
const deleteSubjects = prepared(({ db, t }: TownSession) =>
  db.delete(t.draftSubjects).where(eq(t.draftSubjects.draftId, given('id'))),
);

/** 標準仕様書 4.0.8 is the ground of every refusal about the steps. */
function stepRefusal(code: string, sentence: string): Refusal {
  return { code, sentence, article: '住民記録システム標準仕様書 4.0.8' };
}

/**
 * 仮登録 → 審査 → 決裁 → 本登録 (標準仕様書 4.0.8): only 本登録 counts, sends and numbers; errors are checked at every step again. With
 * 専決 (a rule of the town) one officer may do all of it. The 決裁者 is written into the audit only.
 */
export function createDrafts(room: Room) {
  async function draft(command: RegisterCommand, access: Access, shown?: SeenHistories): Promise<Outcome<DraftView>> {
    room.admit(access);
    return room.store.write(async (session) => {
      const forbidden = whyNotStep('draft', access);
      if (forbidden) return refused(forbidden);
      const requestHash = room.cipher.lookup(`draft:${access.caseId ?? ''}:${JSON.stringify(command)}`);
      const known = await findSame(session, requestHash, access.caseId !== undefined);
      if (known) return accepted(draftView(known));

      const { slice, facts } = await situationOf(room, session, command, access);
      const decision = decide(command, slice, facts);
      if (!decision.accepted) return { accepted: false, refusal: decision.refusal };
      const subjects = subjectsOf(command, slice, facts.changedRows).map((key) => codeHash(room.cipher, key));
      const seen = seenIn(slice, householdsOf(command, slice), personsOf(command));
      const late =
        (await whyLocked(room, session, seen.households, access.officer)) ??
        (await whyTaken(session, subjects)) ??
        (shown && (await whyStale(room, session, slice, seenOnScreen(slice, seen, shown), '画面を開いたあと')));
      if (late) return refused(late);

      const row: DraftRow = {
        draftId: room.newId(),
        caseId: access.caseId ?? null,
        kind: command.kind,
        state: 'provisional',
        requestHash,
        createdBy: access.officer.id,
        createdByName: access.officer.name,
        reviewedBy: null,
        alerts: decision.alerts,
        createdAt: room.clock.now(),
        body: room.seal(command),
        seen,
        result: null,
      };
      await insertDraft(session, row);
      for (const hash of subjects) await insertSubject(session, { codeHash: hash, draftId: row.draftId });
      await hold(room, session, seen.households, access.officer, row.draftId);
      await note(session, access, `draft${command.kind}`, decision.result.addresseeNumbers);
      return accepted(draftView(row));
    });
  }

  /** The same request again: open, or done already for the same case. */
  async function findSame(session: TownSession, requestHash: string, alsoDone: boolean): Promise<DraftRow | undefined> {
    const rows = await draftsOfRequest(session, { requestHash });
    return rows.find(({ state }) => OPEN.includes(state) || (alsoDone && state === 'registered'));
  }

  /** An open 仮登録 of the same persons stands in the way as long as it is open; a lease does so only for its time. */
  async function whyTaken(session: TownSession, subjects: readonly string[]): Promise<Refusal | undefined> {
    const [row] = await lockedSubjects(session, subjects);
    if (!row) return undefined;
    const refusal = error('lockedByOther');
    return { ...refusal, sentence: `${refusal.sentence}（${row.name ?? row.id}さんの仮登録）` };
  }

  function whyNotStep(step: Step, access: Access): Refusal | undefined {
    if (mayDo(step, { officer: access.officer, town: room.town })) return undefined;
    return stepRefusal('stepNotPermitted', `${STEP_NAMES[step]}の権限がありません。担当の職員に引き継いでください。`);
  }

  /** 審査 or 決裁: from one state to the next, by somebody else unless the town has 専決. */
  function moveOn(
    step: 'review' | 'approve',
    from: DraftState,
    to: DraftState,
    doneBy: (row: DraftRow) => (string | null)[],
  ) {
    return async (draftId: string, access: Access): Promise<Outcome<DraftView>> => {
      room.admit(access);
      return room.store.write(async (session) => {
        const row = await getDraft(session, draftId);
        const forbidden = whyNotStep(step, access);
        if (forbidden) return refused(forbidden);
        if (row.state === to) return accepted(draftView(row));
        if (row.state !== from) return refused(wrongState(step, row));
        if (!room.town.rules.soleDecision && doneBy(row).includes(access.officer.id)) {
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
      const forbidden = whyNotStep('discard', access);
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
      const forbidden = whyNotStep('register', access);
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
    await deleteSubjects(session, { id: row.draftId });
    await releaseDraft(room, session, row.draftId);
    return next;
  }

  async function getDraft(session: TownSession, draftId: string): Promise<DraftRow> {
    const [row] = await findDraftRow(session, { draftId });
    if (!row) throw new Error(`no draft ${draftId}`);
    return row;
  }

  function subjectsOfRow(row: DraftRow): string[] {
    return personsOf(room.open<RegisterCommand>(row.body));
  }

  async function note(session: TownSession, access: Access, act: string, subjects: string[]): Promise<void> {
    await recordAccess(room, session, access, { act, subjects });
  }

  return {
    draft,
    review: moveOn('review', 'provisional', 'reviewed', (row) => [row.createdBy]),
    approve: moveOn('approve', 'reviewed', 'approved', (row) => [row.createdBy, row.reviewedBy]),
    discard,
    register,
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

function wrongState(step: Step, row: DraftRow): Refusal {
  const states: Record<DraftState, string> = {
    provisional: '審査の前',
    reviewed: '審査済み',
    approved: '決裁済み',
    registered: '本登録済み',
    discarded: '取消し済み',
  };
  const state = states[row.state as DraftState];
  return stepRefusal(
    'draftState',
    `この仮登録は${state}のため、${STEP_NAMES[step]}はできません。画面を開き直してください。`,
  );
}

function accepted<T>(value: T): { accepted: true; value: T } {
  return { accepted: true, value };
}

function refused(refusal: Refusal): { accepted: false; refusal: Refusal } {
  return { accepted: false, refusal };
}
