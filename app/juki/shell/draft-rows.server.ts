import { eq, inArray } from 'drizzle-orm';
import type { Alert, Outcome, Refusal } from '#app/vocabulary/refusals.ts';
import type { Access } from '#app/vocabulary/roles.ts';
import { given, prepared, preparedForKeys, preparedInsert, preparedUpdate } from '#db/prepared.ts';
import type { TownTables } from '#db/schema/index.ts';
import { refusal as error } from '../core/checks.ts';
import { decide } from '../core/decide.ts';
import type { Accepted } from '../core/decision.ts';
import { mayDo, type Step } from '../core/permissions.ts';
import type { DraftState, DraftView, RegisterCommand } from '../door.ts';
import type { SeenHistories } from '../locks.ts';
import { householdsOf, personsOf, subjectsOf } from './draft-subjects.ts';
import { whyLocked } from './locks.server.ts';
import { codeHash } from './register-rows.server.ts';
import type { Room, TownSession } from './room.server.ts';
import { type Seen, seenIn, seenOnScreen, whyStale } from './seen.server.ts';
import { situationOf } from './situation.server.ts';

/** 仮登録 as it is stored. */
export type DraftRow = TownTables['registerDrafts']['$inferSelect'];

/** 処理中の仮登録. */
export const OPEN: readonly string[] = ['provisional', 'reviewed', 'approved'] satisfies DraftState[];

/** 段階の名 (標準仕様書 4.0.8), and the correction of a 仮登録, which belongs to whoever may draft. */
export const STEP_NAMES: Record<Step | 'revise', string> = {
  draft: '仮登録',
  revise: '仮登録の訂正',
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
    .select({
      draftId: t.registerDrafts.draftId,
      name: t.registerDrafts.createdByName,
      id: t.registerDrafts.createdBy,
    })
    .from(t.draftSubjects)
    .innerJoin(t.registerDrafts, eq(t.draftSubjects.draftId, t.registerDrafts.draftId))
    .where(inArray(t.draftSubjects.codeHash, hashes)),
);
const insertDraft = preparedInsert((t: TownTables) => t.registerDrafts);
const insertSubject = preparedInsert((t: TownTables) => t.draftSubjects);
const deleteSubjects = prepared(({ db, t }: TownSession) =>
  db.delete(t.draftSubjects).where(eq(t.draftSubjects.draftId, given('id'))),
);

/** Changes a row of 仮登録. */
export const updateDraft = preparedUpdate(
  (t: TownTables) => t.registerDrafts,
  (drafts) => eq(drafts.draftId, given('id')),
);

/** 仮登録 as the register keeps it, without its body. */
export function draftView(row: DraftRow): DraftView {
  return {
    draftId: row.draftId,
    ...(row.caseId ? { caseId: row.caseId } : {}),
    kind: row.kind as DraftView['kind'],
    state: row.state as DraftState,
    alerts: row.alerts as Alert[],
    createdAt: row.createdAt,
    revision: row.revision,
  };
}

/** A 仮登録 that has to exist. */
export async function getDraft(session: TownSession, draftId: string): Promise<DraftRow> {
  const [row] = await findDraftRow(session, { draftId });
  if (!row) throw new Error(`no draft ${draftId}`);
  return row;
}

/** Adds a 仮登録. */
export async function addDraft(session: TownSession, row: DraftRow): Promise<void> {
  await insertDraft(session, row);
}

/** 排他の対象: whom an open 仮登録 keeps from other acts. */
export async function keepSubjects(session: TownSession, draftId: string, hashes: readonly string[]): Promise<void> {
  for (const hash of hashes) await insertSubject(session, { codeHash: hash, draftId });
}

/** 排他の終わり: the persons are free for other acts. */
export async function freeSubjects(session: TownSession, draftId: string): Promise<void> {
  await deleteSubjects(session, { id: draftId });
}

/** The key by which the same request of the same case is known again. */
export function requestHashOf(room: Room, caseId: string | null | undefined, command: RegisterCommand): string {
  return room.cipher.lookup(`draft:${caseId ?? ''}:${JSON.stringify(command)}`);
}

/** The same request again: open, or done already for the same case. */
export async function findSame(
  session: TownSession,
  requestHash: string,
  alsoDone: boolean,
): Promise<DraftRow | undefined> {
  const rows = await draftsOfRequest(session, { requestHash });
  return rows.find(({ state }) => OPEN.includes(state) || (alsoDone && state === 'registered'));
}

/** A command that may become a 仮登録: what was decided, whom it keeps from others, and what it was made from. */
export interface Examined {
  decision: Accepted;
  subjects: string[];
  seen: Seen;
}

/** 却下の確認 (標準仕様書 4.0.4): the decision on the register as it is, then colleagues, then whether the screen is stale. */
export async function examine(
  room: Room,
  session: TownSession,
  command: RegisterCommand,
  access: Access,
  { shown, draftId }: { shown?: SeenHistories | undefined; draftId?: string } = {},
): Promise<Outcome<Examined>> {
  const { slice, facts } = await situationOf(room, session, command, access);
  const decision = decide(command, slice, facts);
  if (!decision.accepted) return { accepted: false, refusal: decision.refusal };
  const subjects = subjectsOf(command, slice, facts.changedRows).map((key) => codeHash(room.cipher, key));
  const touched = facts.changedRows.map((one) => one.addresseeNumber);
  const households = householdsOf(command, slice, facts.changedRows);
  const seen = seenIn(slice, households, [...personsOf(command), ...touched]);
  const late =
    (await whyLocked(room, session, seen.households, access.officer, draftId)) ??
    (await whyTaken(session, subjects, draftId)) ??
    (shown && (await whyStale(room, session, slice, seenOnScreen(slice, seen, shown), '画面を開いたあと')));
  if (late) return { accepted: false, refusal: late };
  return { accepted: true, value: { decision, subjects, seen } };
}

/** An open 仮登録 of the same persons stands in the way as long as it is open; a lease does so only for its time. */
async function whyTaken(
  session: TownSession,
  subjects: readonly string[],
  own: string | undefined,
): Promise<Refusal | undefined> {
  const row = (await lockedSubjects(session, subjects)).find((one) => one.draftId !== own);
  if (!row) return undefined;
  const refusal = error('lockedByOther');
  return { ...refusal, sentence: `${refusal.sentence}（${row.name ?? row.id}さんの仮登録）` };
}

/** 標準仕様書 4.0.8 is the ground of every refusal about the steps. */
export function stepRefusal(code: string, sentence: string): Refusal {
  return { code, sentence, article: '住民記録システム標準仕様書 4.0.8' };
}

/** 段階の権限. */
export function whyNotStep(room: Room, step: Step, access: Access): Refusal | undefined {
  if (mayDo(step, { officer: access.officer, town: room.town })) return undefined;
  return stepRefusal('stepNotPermitted', `${STEP_NAMES[step]}の権限がありません。担当の職員に引き継いでください。`);
}

/** A 仮登録 that is at another step than the officer's screen. */
export function wrongState(step: Step | 'revise', row: DraftRow): Refusal {
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
