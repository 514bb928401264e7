import { OutageError } from '#app/national/outage.ts';
import { formatAddress } from '#app/vocabulary/addresses.ts';
import type { Outcome, Refusal } from '#app/vocabulary/refusals.ts';
import type { Officer } from '#app/vocabulary/roles.ts';
import { tokyoDate } from '#app/vocabulary/tokyo.ts';
import { admitToArrival } from './arrival-acts.server.ts';
import { type ArrivalCase, getArrival } from './arrivals.server.ts';
import { type CardTaskState, LOCKED_CARD } from './card-task.ts';
import { type CardTask, findCardTask, unansweredCardTasks, writeCardTask } from './card-tasks.server.ts';
import { NotFoundHereError, type OfficeRoom, refuse } from './room.server.ts';

const ARTICLE = '住民基本台帳法施行令第30条の20';

/** Refusals of the terminal after which the card is asked for again; after the others it is left as it is. */
const ASK_AGAIN: readonly string[] = ['pinNotEntered', 'unconfirmedOperation'];

async function load(room: OfficeRoom, caseId: string, taskId: string): Promise<{ task: CardTask; found: ArrivalCase }> {
  return room.store.read(async (session) => {
    const task = await findCardTask(room, session, taskId);
    if (!task || task.caseId !== caseId) throw new NotFoundHereError(`no card task ${taskId}`);
    return { task, found: await getArrival(room, session, caseId) };
  });
}

/** Writes a step if nobody else did meanwhile; gives the task as it is now. */
async function step(
  room: OfficeRoom,
  task: CardTask,
  state: CardTaskState,
  extra: { note?: string | null; sessionId?: string | null } = {},
  officer?: Officer,
): Promise<CardTask> {
  return room.store.write(async (session) => {
    const now = await findCardTask(room, session, task.id);
    if (!now) throw new NotFoundHereError(`no card task ${task.id}`);
    if (now.version !== task.version) return now;
    await writeCardTask(room, session, now, { state, ...extra });
    if (state === 'confirmed') {
      await room.recordEvent(session, {
        caseId: now.caseId,
        officer: officer ?? room.system,
        act: 'カードの継続利用',
        note: now.card.holder,
      });
      await room.mailroom.post(session, {
        type: 'CardContinuationReported',
        to: 'jlis',
        subject: now.addresseeNumber,
        content: {
          residentRecordCode: now.card.residentRecordCode,
          cardId: now.card.cardId ?? '',
          continuedOn: room.today(),
        },
      });
    }
    return (await findCardTask(room, session, task.id)) ?? now;
  });
}

/** 暗証番号の入力: each card has its own PIN; the browser goes to the pad and comes back. */
export async function presentCard(
  room: OfficeRoom,
  place: { caseId: string; taskId: string; officer: Officer; returnUrl: string },
): Promise<Outcome<{ url: string }>> {
  admitToArrival(room, place.officer, 'cards');
  const { task } = await load(room, place.caseId, place.taskId);
  if (task.state !== 'waiting' && task.state !== 'inRepair') {
    return refuse('cardNotWaiting', 'このカードの手続は、もう進んでいます。', ARTICLE);
  }
  const { sessionId, url } = await room.cardTerminal.openSession({ returnUrl: place.returnUrl });
  await step(room, task, task.state, { sessionId, note: null });
  return { accepted: true, value: { url } };
}

/** 暗証番号の再設定 of a family member's card: the holder stands here, was identified, and types a new PIN at the pad. */
export async function resetCardPin(
  room: OfficeRoom,
  place: { caseId: string; taskId: string; officer: Officer; identifiedBy: string },
): Promise<Outcome<{ url: string }>> {
  admitToArrival(room, place.officer, 'cards');
  const { task } = await load(room, place.caseId, place.taskId);
  if (task.state !== 'waiting' || !task.sessionId) {
    return refuse('noCard', '先に、このカードを端末に置いて読取りを始めてください。', ARTICLE);
  }
  const reset = await room.cardTerminal.resetPin(task.sessionId, {
    pin: 'residentRegister',
    identifiedBy: place.identifiedBy,
  });
  if (!reset.accepted) return reset;
  await step(room, task, 'waiting', { sessionId: reset.value.sessionId, note: null });
  await room.store.write((session) =>
    room.recordEvent(session, {
      caseId: place.caseId,
      officer: place.officer,
      act: '暗証番号の再設定',
      note: `${task.card.holder}（${place.identifiedBy}）`,
    }),
  );
  return { accepted: true, value: { url: reset.value.url } };
}

/** 今日は行わない: the card was not brought, or its holder is not here; until the limit it can be done later. */
export async function leaveCardOut(
  room: OfficeRoom,
  place: { caseId: string; taskId: string; officer: Officer; reason: string },
): Promise<void> {
  admitToArrival(room, place.officer, 'cards');
  const { task } = await load(room, place.caseId, place.taskId);
  if (task.state === 'waiting') await step(room, task, 'leftOut', { note: place.reason });
}

/** 改めて行う: a card that was left out comes after all. */
export async function takeUpCard(
  room: OfficeRoom,
  place: { caseId: string; taskId: string; officer: Officer },
): Promise<void> {
  admitToArrival(room, place.officer, 'cards');
  const { task } = await load(room, place.caseId, place.taskId);
  if (task.state === 'leftOut') await step(room, task, 'waiting', { note: null });
}

/**
 * カードの書換えと継続利用: asks first what the terminal knows of the operation, then goes on from there. The intention is
 * stored before the card is touched, so that a crash at any point leaves a question, never a second write.
 */
export async function rewriteCard(
  room: OfficeRoom,
  place: { caseId: string; taskId: string; officer: Officer },
): Promise<Outcome<CardTask>> {
  admitToArrival(room, place.officer, 'cards');
  const { task, found } = await load(room, place.caseId, place.taskId);
  room.underWay.add(task.id);
  try {
    return await carryOn(room, task, found, place.officer);
  } finally {
    room.underWay.delete(task.id);
  }
}

async function carryOn(
  room: OfficeRoom,
  task: CardTask,
  found: ArrivalCase,
  officer: Officer,
): Promise<Outcome<CardTask>> {
  try {
    switch (task.state) {
      case 'waiting':
        return await write(room, task, found, officer);
      case 'rewriting':
      case 'inRepair':
        return await repair(room, task, found, officer);
      case 'written':
        await room.cardTerminal.confirmRewrite(task.rewriteId);
        return await continueUse(room, task, found, officer);
      case 'continued':
        return { accepted: true, value: await step(room, task, 'confirmed', {}, officer) };
      case 'confirmed':
      case 'leftOut':
        return { accepted: true, value: task };
    }
  } catch (error) {
    if (!(error instanceof OutageError)) throw error;
    const now = await room.store.read((session) => findCardTask(room, session, task.id));
    const note = '端末の応答がありません。カードの状態を確かめ直します。';
    // What is known stays known; only an unanswered write needs repair.
    const silent = now ?? task;
    const state = silent.state === 'rewriting' ? 'inRepair' : silent.state;
    return { accepted: true, value: await step(room, silent, state, { note }) };
  }
}

async function write(
  room: OfficeRoom,
  task: CardTask,
  found: ArrivalCase,
  officer: Officer,
): Promise<Outcome<CardTask>> {
  if (!task.sessionId) {
    return refuse('pinNotEntered', '先に、このカードを端末に置いて暗証番号を入力していただきます。', ARTICLE);
  }
  const reading = await room.cardTerminal.read(task.sessionId);
  if (reading.state === 'locked')
    return { accepted: true, value: await step(room, task, 'waiting', { note: LOCKED_CARD }) };
  if (reading.state !== 'read') {
    const note = 'カードがまだ読み取られていません。';
    return { accepted: true, value: await step(room, task, 'waiting', { note, sessionId: null }) };
  }
  if (reading.card.residentRecordCode !== task.card.residentRecordCode) {
    const note = '別の方のカードです。名前を確かめて、もう一度読み取ってください。';
    return { accepted: true, value: await step(room, task, 'waiting', { note, sessionId: null }) };
  }
  const asked = await step(room, task, 'rewriting', { note: null });
  return send(room, asked, found, officer);
}

async function send(
  room: OfficeRoom,
  task: CardTask,
  found: ArrivalCase,
  officer: Officer,
): Promise<Outcome<CardTask>> {
  const address = found.counter.said?.newAddress;
  if (!address || !task.sessionId) return { accepted: true, value: await step(room, task, 'waiting') };
  const written = await room.cardTerminal.rewrite(task.sessionId, {
    operationId: task.rewriteId,
    address: formatAddress(address),
    municipalityCode: room.town.code,
    on: filedOn(room, found),
  });
  if (!written.accepted) return afterRefusal(room, task, written.refusal);
  const known = await step(room, task, 'written');
  await room.cardTerminal.confirmRewrite(known.rewriteId);
  return continueUse(room, known, found, officer);
}

/** An answer was lost: the terminal tells what became of the write. */
async function repair(
  room: OfficeRoom,
  task: CardTask,
  found: ArrivalCase,
  officer: Officer,
): Promise<Outcome<CardTask>> {
  const { state } = await room.cardTerminal.operation(task.rewriteId);
  switch (state) {
    case 'notReceived':
      return task.sessionId
        ? send(room, task, found, officer)
        : {
            accepted: true,
            value: await step(room, task, 'waiting', { note: 'もう一度、カードを読み取ってください。' }),
          };
    case 'written':
    case 'confirmed': {
      const known = await step(room, task, 'written', { note: null });
      await room.cardTerminal.confirmRewrite(known.rewriteId);
      return continueUse(room, known, found, officer);
    }
  }
}

async function continueUse(
  room: OfficeRoom,
  task: CardTask,
  found: ArrivalCase,
  officer: Officer,
): Promise<Outcome<CardTask>> {
  const asked = await room.cardTerminal.operation(task.continueId);
  if (asked.state === 'notReceived') {
    if (!task.sessionId) return { accepted: true, value: await step(room, task, 'waiting') };
    const continued = await room.cardTerminal.continueUse(task.sessionId, {
      operationId: task.continueId,
      on: filedOn(room, found),
    });
    if (!continued.accepted) return afterRefusal(room, task, continued.refusal);
  }
  const known = await step(room, task, 'continued', { note: null });
  return { accepted: true, value: await step(room, known, 'confirmed', {}, officer) };
}

/** 届出日: the same day in every repetition, because an operation may be repeated only with the same content. */
function filedOn(room: OfficeRoom, found: ArrivalCase): string {
  return found.counter.filedAt ? tokyoDate(found.counter.filedAt) : room.today();
}

async function afterRefusal(room: OfficeRoom, task: CardTask, refusal: Refusal): Promise<Outcome<CardTask>> {
  const again = ASK_AGAIN.includes(refusal.code);
  const state = task.state === 'written' ? 'written' : again ? 'waiting' : 'leftOut';
  await step(room, task, state, { note: refusal.sentence, ...(again ? { sessionId: null } : {}) });
  return { accepted: false, refusal };
}

/** カードの修復: after a crash between write and confirmation the machine asks the terminal and ends what was begun. */
export async function advanceCards(room: OfficeRoom): Promise<number> {
  const open = await room.store.read((session) => unansweredCardTasks(room, session));
  let ended = 0;
  for (const task of open) {
    if (room.underWay.has(task.id)) continue;
    const found = await room.store.read((session) => getArrival(room, session, task.caseId));
    const outcome = await carryOn(room, task, found, room.system);
    if (outcome.accepted && outcome.value.state === 'confirmed') ended += 1;
  }
  return ended;
}
