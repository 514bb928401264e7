import type { DraftState, DraftView, RegisterCommand } from '#app/juki/door.ts';
import type { Outcome, Refusal } from '#app/vocabulary/refusals.ts';
import type { Access, Officer } from '#app/vocabulary/roles.ts';
import type { ApplicationAct } from '../permissions.ts';
import { mayActOnApplication, roleMayEver } from '../permissions.ts';
import { NotPermittedError, type OfficeRoom, refuse } from '../room.server.ts';
import { type ApplicationScreen, actOnApplication } from './application-acts.server.ts';
import type { ApplicationStage } from './application-stages.ts';
import {
  type ApplicationCase,
  type ApplicationChange,
  findApplication,
  writeApplication,
} from './applications.server.ts';
import { heldByColleague } from './assignments.server.ts';
import { matchMover } from './comparison.ts';
import { reportApplication } from './status-reports.server.ts';

/** 仮登録 → 審査 → 決裁 → 本登録: stage of the application for each state of the engine's draft. */
const MOVING_OUT_STAGES: Record<DraftState, ApplicationStage> = {
  provisional: 'provisional',
  reviewed: 'reviewed',
  approved: 'approved',
  registered: 'completed',
  discarded: 'underReview',
};

const CANCEL_STAGES: Record<DraftState, ApplicationStage> = {
  provisional: 'cancelProvisional',
  reviewed: 'cancelReviewed',
  approved: 'cancelApproved',
  registered: 'cancelled',
  discarded: 'cancelRequested',
};

const isCancel = (stage: ApplicationStage): boolean => stage.startsWith('cancel');

/** The engine's command for the decision that was taken down. */
async function commandFor(room: OfficeRoom, found: ApplicationCase, officer: Officer): Promise<RegisterCommand> {
  const { form, work, receiptNumber } = found;
  const { identification, decision } = work;
  if (!identification || !decision) throw new Error(`application ${receiptNumber} has no decision to register`);
  if (isCancel(found.stage)) {
    if (!found.movingOutId) throw new Error(`application ${receiptNumber} has no 転出 to cancel`);
    return {
      kind: 'CancelMovingOut',
      movingOutId: found.movingOutId,
      movers: decision.movers,
      reason: '届出人の申出による取消し',
    };
  }
  const access = room.access(officer, '転出届の処理', receiptNumber);
  const household = await room.juki.findHousehold(identification.householdNumber, access);
  const members = household?.members ?? [];
  const holders = form.movers
    .filter((mover) => mover.hasCard)
    .map((mover) => matchMover(mover, members)?.addresseeNumber);
  // Whoever signed holds a card, whatever was ticked.
  const withCard = new Set([...holders, identification.addresseeNumber]);
  return {
    kind: 'RegisterMovingOut',
    householdNumber: identification.householdNumber,
    movers: decision.movers,
    notifiedOn: form.filedOn,
    plannedOn: form.movingOn,
    destination: form.newAddress,
    channel: 'online',
    special: true,
    receiptNumber,
    ...(decision.remainingHead ? { remainingHead: decision.remainingHead } : {}),
    cardHolders: decision.movers.filter((number) => withCard.has(number)),
  };
}

/** Follows the draft: writes the stage that belongs to its state, tells the resident what is new. Repeating is harmless. */
async function followDraft(
  room: OfficeRoom,
  receiptNumber: string,
  draft: Pick<DraftView, 'draftId' | 'state'>,
  by: { officer: Officer; act: string },
  registered?: { movingOutId?: string },
): Promise<void> {
  await room.store.write(async (session) => {
    const found = await findApplication(room, session, receiptNumber);
    if (!found) return;
    const stage = (isCancel(found.stage) ? CANCEL_STAGES : MOVING_OUT_STAGES)[draft.state];
    const change: ApplicationChange = {};
    if (found.stage !== stage && !(found.stage === 'completed' && draft.state !== 'registered')) change.stage = stage;
    if (draft.state === 'discarded') change.draftId = null;
    else if (found.draftId !== draft.draftId) change.draftId = draft.draftId;
    if (registered?.movingOutId && found.movingOutId !== registered.movingOutId)
      change.movingOutId = registered.movingOutId;
    if (change.stage === 'completed') change.completedAt = room.clock.now();
    if (change.stage === 'cancelled') change.withdrawalRequestedAt = null;
    if (Object.keys(change).length === 0) return;
    const { engineRefusal, ...work } = found.work;
    await writeApplication(room, session, found, { ...change, ...(engineRefusal ? { work } : {}) }, by);
    if (change.stage === 'completed') await reportApplication(room, session, { receiptNumber, status: 'completed' });
    if (change.stage === 'cancelled') await reportApplication(room, session, { receiptNumber, status: 'cancelled' });
  });
}

/** The engine's "no" is shown on the case; a draft that never came to be gives the case back to the officer. */
async function keepRefusal(
  room: OfficeRoom,
  receiptNumber: string,
  refusal: Refusal,
  officer: Officer,
  backTo?: ApplicationStage,
): Promise<void> {
  await room.store.write(async (session) => {
    const found = await findApplication(room, session, receiptNumber);
    if (!found) return;
    await writeApplication(
      room,
      session,
      found,
      { ...(backTo ? { stage: backTo, draftId: null } : {}), work: { ...found.work, engineRefusal: refusal } },
      { officer, act: '住民記録の確認', note: refusal.sentence },
    );
  });
}

type Step = 'draft' | 'review' | 'approve' | 'register';
const STEPS: readonly Step[] = ['draft', 'review', 'approve', 'register'];
const STEP_ACT: Record<Step, string> = { draft: '仮登録', review: '審査', approve: '決裁', register: '本登録' };
const STEP_BEFORE = { review: 'provisional', approve: 'reviewed' } as const satisfies Partial<Record<Step, DraftState>>;

/**
 * Takes the engine's draft from where it is to a step, each step in the engine's own transaction, the office following.
 * An interruption at any point leaves a state from which the same call goes on.
 */
export async function driveDraft(
  room: OfficeRoom,
  receiptNumber: string,
  officer: Officer,
  until: Step,
): Promise<Outcome<void>> {
  room.underWay.add(receiptNumber);
  try {
    return await drive(room, receiptNumber, officer, until);
  } finally {
    room.underWay.delete(receiptNumber);
  }
}

async function drive(room: OfficeRoom, receiptNumber: string, officer: Officer, until: Step): Promise<Outcome<void>> {
  const found = await room.store.read((session) => findApplication(room, session, receiptNumber));
  if (!found) throw new Error(`no application ${receiptNumber}`);
  const access = room.access(officer, isCancel(found.stage) ? '転出取消の処理' : '転出届の処理', receiptNumber);
  const drafted = await existingOrNewDraft(room, found, officer, access);
  if (!drafted.accepted) return drafted;
  let draft = drafted.value;
  for (const step of ['review', 'approve'] as const) {
    if (STEPS.indexOf(step) > STEPS.indexOf(until) || draft.state !== STEP_BEFORE[step]) continue;
    const moved: Outcome<DraftView> = await room.juki[step](draft.draftId, access);
    // A colleague's press may have been faster: then the draft has left the state before this step.
    const now: DraftView | undefined = moved.accepted ? moved.value : await room.juki.findDraft(draft.draftId, access);
    if (!moved.accepted && (!now || now.state === draft.state)) {
      await keepRefusal(room, receiptNumber, moved.refusal, officer);
      return moved;
    }
    if (now) draft = now;
    await followDraft(room, receiptNumber, draft, { officer, act: STEP_ACT[step] });
  }
  if (until !== 'register' || (draft.state !== 'approved' && draft.state !== 'registered')) {
    return { accepted: true, value: undefined };
  }
  const registered = await room.juki.register(draft.draftId, access);
  if (!registered.accepted) {
    await keepRefusal(room, receiptNumber, registered.refusal, officer);
    return registered;
  }
  await followDraft(
    room,
    receiptNumber,
    { draftId: draft.draftId, state: 'registered' },
    { officer, act: STEP_ACT.register },
    registered.value,
  );
  return { accepted: true, value: undefined };
}

async function existingOrNewDraft(
  room: OfficeRoom,
  found: ApplicationCase,
  officer: Officer,
  access: Access,
): Promise<Outcome<DraftView>> {
  const existing = found.draftId ? await room.juki.findDraft(found.draftId, access) : undefined;
  if (existing) return { accepted: true, value: existing };
  const drafted = await room.juki.draft(await commandFor(room, found, officer), access);
  if (drafted.accepted) {
    await followDraft(room, found.receiptNumber, drafted.value, { officer, act: STEP_ACT.draft });
  } else {
    const backTo = isCancel(found.stage) ? 'cancelRequested' : 'underReview';
    await keepRefusal(room, found.receiptNumber, drafted.refusal, officer, backTo);
  }
  return drafted;
}

/** 専決: with it one press goes to 本登録, else to 仮登録. */
export function endOfFirstPress(room: OfficeRoom): Step {
  return room.town.rules.soleDecision ? 'register' : 'draft';
}

/** After the officer's 受理: to 本登録 under 専決, else to 仮登録. A case that is no longer under way is left alone. */
export async function registerAccepted(
  room: OfficeRoom,
  found: ApplicationCase,
  officer: Officer,
): Promise<Outcome<void>> {
  const underWay: readonly ApplicationStage[] = ['provisional', 'reviewed', 'approved'];
  if (!underWay.includes(found.stage)) return { accepted: true, value: undefined };
  return driveDraft(room, found.receiptNumber, officer, endOfFirstPress(room));
}

/** 審査・決裁・本登録 of one draft by the officer whose turn it is. A repeated press finds the draft further on. */
export async function stepDraft(
  room: OfficeRoom,
  screen: ApplicationScreen,
  act: Extract<ApplicationAct, 'review' | 'approve' | 'register'>,
): Promise<Outcome<void>> {
  const { officer, receiptNumber } = screen;
  room.admit(officer, act);
  if (!roleMayEver('application', act, officer.roles, room.town.rules)) throw new NotPermittedError(officer, act);
  const found = await room.store.read((session) => findApplication(room, session, receiptNumber));
  if (!found || !mayActOnApplication(act, officer.roles, found.stage, room.town.rules)) {
    return refuse(
      'wrongStage',
      'この申請はもう次の段階に進んでいます。いまの状態を確かめてください。',
      '住民記録システム標準仕様書 4.0.8',
    );
  }
  const held = heldByColleague(room, found, officer);
  if (held) return { accepted: false, refusal: held };
  return driveDraft(room, receiptNumber, officer, act);
}

/** 仮登録をやめる: the engine drops the draft, the case goes back to the officer. */
export async function discardDraft(room: OfficeRoom, screen: ApplicationScreen): Promise<Outcome<void>> {
  const { officer, receiptNumber } = screen;
  room.admit(officer, 'discard');
  if (!roleMayEver('application', 'discard', officer.roles, room.town.rules))
    throw new NotPermittedError(officer, 'discard');
  const found = await room.store.read((session) => findApplication(room, session, receiptNumber));
  if (!found || !mayActOnApplication('discard', officer.roles, found.stage, room.town.rules)) {
    return refuse('wrongStage', 'この申請には、やめられる仮登録がありません。', '住民記録システム標準仕様書 4.0.8');
  }
  const held = heldByColleague(room, found, officer);
  if (held) return { accepted: false, refusal: held };
  return dropDraft(room, found, officer);
}

/** Drops the draft of a case, if it has one; used by officers and by a withdrawal. */
export async function dropDraft(room: OfficeRoom, found: ApplicationCase, officer: Officer): Promise<Outcome<void>> {
  const access = room.access(officer, '仮登録の取消し', found.receiptNumber);
  if (found.draftId) {
    const discarded = await room.juki.discard(found.draftId, access);
    if (!discarded.accepted) return discarded;
  }
  await followDraft(
    room,
    found.receiptNumber,
    { draftId: found.draftId ?? '', state: 'discarded' },
    { officer, act: '仮登録の取消し' },
  );
  return { accepted: true, value: undefined };
}

/** 転出取消 (標準仕様書 4.6.0.1): takes the officer's decision down, then drives the engine's draft. */
export async function cancelMovingOut(room: OfficeRoom, screen: ApplicationScreen): Promise<Outcome<void>> {
  const decided = await actOnApplication(room, screen, 'cancelMovingOut', () => ({
    change: { stage: 'cancelProvisional', draftId: null },
  }));
  if (!decided.accepted) return decided;
  return driveDraft(room, screen.receiptNumber, screen.officer, endOfFirstPress(room));
}
