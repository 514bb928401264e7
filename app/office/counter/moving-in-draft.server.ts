import type { DraftState, DraftView, Registered, RegisterMovingInByCard } from '#app/juki/door.ts';
import type { Outcome, Refusal } from '#app/vocabulary/refusals.ts';
import type { Access, Officer } from '#app/vocabulary/roles.ts';
import { reportVisit } from '../applications/status-reports.server.ts';
import { type ArrivalScreen, admitToArrival } from '../arrivals/arrival-acts.server.ts';
import type { ArrivalStage } from '../arrivals/arrival-stages.ts';
import {
  type ArrivalCase,
  type ArrivalChange,
  getArrival,
  listArrivals,
  writeArrival,
} from '../arrivals/arrivals.server.ts';
import { planCardTasks } from '../cards/card-tasks.server.ts';
import { findOfficer } from '../officers/roll.server.ts';
import { type ArrivalAct, mayActOnArrival } from '../permissions.ts';
import { type OfficeRoom, refuse } from '../room.server.ts';
import { filingDay } from './counter-record.ts';

const STAGES: Record<DraftState, ArrivalStage> = {
  provisional: 'provisional',
  reviewed: 'reviewed',
  approved: 'approved',
  registered: 'registered',
  discarded: 'counter',
};

/** 専決: with it one press goes to 本登録, else to 仮登録. */
function endOfFirstPress(room: OfficeRoom): Step {
  return room.town.rules.soleDecision ? 'register' : 'draft';
}

type Step = 'draft' | 'review' | 'approve' | 'register';
const STEPS: readonly Step[] = ['draft', 'review', 'approve', 'register'];
const BEFORE = { review: 'provisional', approve: 'reviewed' } as const;
const ACTS: Record<Step, string> = { draft: '仮登録', review: '審査', approve: '決裁', register: '本登録' };

/** 特例転入 (住民基本台帳法第24条の2第1項): the engine's command from what the counter recorded. */
function commandOf(room: OfficeRoom, found: ArrivalCase): RegisterMovingInByCard {
  const { visitor, card, certificate, said, household } = found.counter;
  if (!visitor || !card || !certificate || !said || !household) {
    throw new Error(`arrival ${found.caseId} is not ready for the register`);
  }
  return {
    kind: 'RegisterMovingInByCard',
    certificate: certificate.certificate,
    freshnessConfirmed: certificate.freshness === 'confirmed',
    movers: household.members.flatMap(({ mover, ...standing }) => {
      const data = certificate.certificate.movers[mover];
      return data ? [{ residentRecordCode: data.residentRecordCode, ...standing }] : [];
    }),
    household:
      household.kind === 'existing' && household.householdNumber
        ? { kind: 'existing', householdNumber: household.householdNumber }
        : { kind: 'new' },
    movedInOn: said.movedInOn,
    // The day of the signed paper, also when the work goes on after midnight.
    notifiedOn: filingDay(found.counter) ?? room.today(),
    newAddress: said.newAddress,
    cardPresented: card.residentRecordCode !== undefined,
    identification: { visitor: visitor.kind, document: visitor.document, authority: visitor.authority },
  };
}

/** Follows the draft; at 本登録 it also plans the cards' rewriting and wipes what the register has now. */
async function follow(
  room: OfficeRoom,
  caseId: string,
  draft: Pick<DraftView, 'draftId' | 'state'>,
  by: { officer: Officer; act: string },
  registered?: Registered,
): Promise<void> {
  await room.store.write(async (session) => {
    const found = await getArrival(room, session, caseId);
    const stage = STAGES[draft.state];
    const change: ArrivalChange = {};
    if (found.stage !== stage && found.stage !== 'registered') change.stage = stage;
    if (draft.state === 'discarded') change.draftId = null;
    else if (found.draftId !== draft.draftId) change.draftId = draft.draftId;
    if (registered && !found.counter.registered) {
      await planCardTasks(room, session, found, registered.addresseeNumbers);
      const { addresseeNumbers, householdNumber } = registered;
      // The paper has done its work: nothing of this case is left to follow.
      change.hasCertificate = false;
      change.counter = {
        ...found.counter,
        registered: addresseeNumbers,
        ...(householdNumber ? { registeredHousehold: householdNumber } : {}),
      };
    }
    if (Object.keys(change).length === 0) return;
    await writeArrival(room, session, found, change, by);
    if (change.stage !== 'registered') return;
    const movedInOn = found.counter.said?.movedInOn;
    await reportVisit(room, session, {
      receiptNumber: found.receiptNumber,
      status: 'registered',
      ...(movedInOn ? { movedInOn } : {}),
    });
  });
}

async function keepRefusal(room: OfficeRoom, caseId: string, refusal: Refusal, officer: Officer, back: boolean) {
  await room.store.write(async (session) => {
    const found = await getArrival(room, session, caseId);
    await writeArrival(
      room,
      session,
      found,
      {
        ...(back ? { stage: 'counter', draftId: null } : {}),
        counter: { ...found.counter, engineRefusal: refusal },
      },
      { officer, act: '住民記録の確認', note: refusal.sentence },
    );
  });
}

/** Takes the draft of a 特例転入 from where it is to a step; an interruption leaves a state from which it goes on. */
export async function driveArrival(
  room: OfficeRoom,
  caseId: string,
  officer: Officer,
  until: Step = endOfFirstPress(room),
): Promise<Outcome<void>> {
  room.underWay.add(caseId);
  try {
    return await drive(room, caseId, officer, until);
  } finally {
    room.underWay.delete(caseId);
  }
}

async function drive(room: OfficeRoom, caseId: string, officer: Officer, until: Step): Promise<Outcome<void>> {
  const found = await room.store.read((session) => getArrival(room, session, caseId));
  const access = room.access(officer, '特例転入の処理', caseId);
  const started = await existingOrNewDraft(room, found, officer, access);
  if (!started.accepted) return started;
  let draft = started.value;
  for (const step of ['review', 'approve'] as const) {
    if (STEPS.indexOf(step) > STEPS.indexOf(until) || draft.state !== BEFORE[step]) continue;
    const moved: Outcome<DraftView> = await room.juki[step](draft.draftId, access);
    // A colleague's press may have been faster: then the draft has left the state before this step.
    const now: DraftView | undefined = moved.accepted ? moved.value : await room.juki.findDraft(draft.draftId, access);
    if (!moved.accepted && (!now || now.state === draft.state)) {
      await keepRefusal(room, caseId, moved.refusal, officer, false);
      return moved;
    }
    if (now) draft = now;
    await follow(room, caseId, draft, { officer, act: ACTS[step] });
  }
  if (until !== 'register' || (draft.state !== 'approved' && draft.state !== 'registered')) {
    return { accepted: true, value: undefined };
  }
  const registered = await room.juki.register(draft.draftId, access);
  if (!registered.accepted) {
    // Under 専決 the visitor stands there: back to the counter's steps, where it can be mended.
    const back = room.town.rules.soleDecision;
    if (back) await room.juki.discard(draft.draftId, access);
    await keepRefusal(room, caseId, registered.refusal, officer, back);
    return registered;
  }
  const done = { draftId: draft.draftId, state: 'registered' as const };
  await follow(room, caseId, done, { officer, act: ACTS.register }, registered.value);
  return { accepted: true, value: undefined };
}

async function existingOrNewDraft(
  room: OfficeRoom,
  found: ArrivalCase,
  officer: Officer,
  access: Access,
): Promise<Outcome<DraftView>> {
  const existing = found.draftId ? await room.juki.findDraft(found.draftId, access) : undefined;
  if (existing && existing.state !== 'discarded') return { accepted: true, value: existing };
  const drafted = await room.juki.draft(commandOf(room, found), access);
  if (drafted.accepted) await follow(room, found.caseId, drafted.value, { officer, act: ACTS.draft });
  else await keepRefusal(room, found.caseId, drafted.refusal, officer, true);
  return drafted;
}

/** 審査・決裁・本登録 by the officer whose turn it is, or 仮登録をやめる. */
export async function stepArrival(
  room: OfficeRoom,
  screen: ArrivalScreen,
  act: Extract<ArrivalAct, 'review' | 'approve' | 'register' | 'discard'>,
): Promise<Outcome<void>> {
  const { officer, caseId } = screen;
  admitToArrival(room, officer, act);
  const found = await room.store.read((session) => getArrival(room, session, caseId));
  if (!mayActOnArrival(act, officer.roles, found.stage, room.town.rules)) {
    return refuse(
      'wrongStage',
      'この転入予定はもう次の段階に進んでいます。いまの状態を確かめてください。',
      '住民記録システム標準仕様書 4.0.8',
    );
  }
  if (act !== 'discard') return driveArrival(room, caseId, officer, act);
  const draftId = found.draftId;
  if (draftId) {
    const dropped = await room.juki.discard(draftId, room.access(officer, '仮登録の取消し', caseId));
    if (!dropped.accepted) return dropped;
  }
  await follow(room, caseId, { draftId: draftId ?? '', state: 'discarded' }, { officer, act: '仮登録の取消し' });
  return { accepted: true, value: undefined };
}

/** Goes on with drafts that were left between two steps: 本登録 that was done is followed, a decision under 専決 is ended. */
export async function advanceArrivalDrafts(room: OfficeRoom): Promise<number> {
  const [unfollowed, drafts] = await room.store.read(async (session) => [
    await listArrivals(room, session, { stages: ['registered'], hasCertificate: true }),
    await listArrivals(room, session, { stages: ['provisional', 'reviewed', 'approved'] }),
  ]);
  const interrupted = drafts.filter(
    (found) => !found.counter.engineRefusal && (room.town.rules.soleDecision || !found.draftId),
  );
  let steps = 0;
  for (const found of [...unfollowed.filter((one) => one.draftId), ...interrupted]) {
    if (room.underWay.has(found.caseId)) continue;
    const events = await room.store.read((session) => room.eventsOf(session, found.caseId));
    const signer = events.find((event) => event.act === '転入届の署名');
    const officer = (await findOfficer(room, signer?.officerId)) ?? room.system;
    await driveArrival(room, found.caseId, officer, found.stage === 'registered' ? 'register' : endOfFirstPress(room));
    steps += 1;
  }
  return steps;
}
