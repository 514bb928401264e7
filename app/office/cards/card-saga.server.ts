import { OutageError } from '#app/national/outage.ts';
import { formatAddress } from '#app/vocabulary/addresses.ts';
import type { Outcome, Refusal } from '#app/vocabulary/refusals.ts';
import type { Officer } from '#app/vocabulary/roles.ts';
import { type ArrivalCase, getArrival } from '../arrivals/arrivals.server.ts';
import { NotFoundHereError, type OfficeRoom, type OfficeSession, refuse } from '../room.server.ts';
import {
  afterRefusal,
  afterSilence,
  CARD_LINE_BACK,
  type CardTaskState,
  LOCKED_CARD,
  mayMoveCard,
  UNANSWERED_CARD_STATES,
} from './card-task.ts';
import {
  type CardTask,
  type CardTaskChange,
  filedOn,
  findCardTask,
  unansweredCardTasks,
  writeCardTask,
} from './card-tasks.server.ts';

const ARTICLE = '住民基本台帳法施行令第30条の20';

/** What a press or a round of the machine came to, and whether the terminal was silent meanwhile. */
export interface Carried {
  outcome: Outcome<CardTask>;
  silent: boolean;
}

/** Everything that one round at one card needs. */
interface Round {
  room: OfficeRoom;
  found: ArrivalCase;
  officer: Officer;
}

/** Writes a step if nobody else did meanwhile; gives the task as it is now. */
export async function stepCard(
  room: OfficeRoom,
  task: CardTask,
  state: CardTaskState,
  extra: Omit<CardTaskChange, 'state'> = {},
  officer: Officer = room.system,
): Promise<CardTask> {
  if (!mayMoveCard(task.state, state)) throw new Error(`a card cannot go from ${task.state} to ${state}`);
  return room.store.write(async (session) => {
    const now = await findCardTask(room, session, task.id);
    if (!now) throw new NotFoundHereError(`no card task ${task.id}`);
    if (now.version !== task.version) return now;
    await writeCardTask(room, session, now, { state, ...extra });
    if (state === 'confirmed' && now.state !== 'confirmed') await report(room, session, now, officer);
    return (await findCardTask(room, session, task.id)) ?? now;
  });
}

/** 継続利用の通知: in the transaction that ends the card, so that it is told once. */
async function report(room: OfficeRoom, session: OfficeSession, task: CardTask, officer: Officer): Promise<void> {
  const { caseId, addresseeNumber, card } = task;
  await room.recordEvent(session, { caseId, officer, act: 'カードの継続利用', note: card.holder });
  await room.mailroom.post(session, {
    type: 'CardContinuationReported',
    to: 'jlis',
    subject: addresseeNumber,
    content: {
      residentRecordCode: card.residentRecordCode,
      cardId: card.cardId ?? '',
      continuedOn: room.today(),
    },
  });
}

/**
 * カードの手続の続き: asks first what the terminal knows of an operation, then goes on from there. The intention is stored before
 * the card is touched, so that a crash at any point leaves a question, never a second write. A silent terminal delays:
 * an unread card is queued, an unanswered write is in repair.
 */
export async function carryOnCard(
  room: OfficeRoom,
  task: CardTask,
  found: ArrivalCase,
  officer: Officer,
): Promise<Carried> {
  const round: Round = { room, found, officer };
  try {
    const outcome = await next(round, task);
    if (!outcome.accepted || outcome.value.state !== 'confirmed') return { outcome, silent: false };
    return { outcome: await issueSigning(round, outcome.value), silent: false };
  } catch (error) {
    if (!(error instanceof OutageError)) throw error;
    return { outcome: { accepted: true, value: await keepForLater(room, task) }, silent: true };
  }
}

/** 復旧待ち: what is known stays known; who asked for the 継続利用 asked at this moment. */
export async function keepForLater(room: OfficeRoom, task: CardTask): Promise<CardTask> {
  const now = (await room.store.read((session) => findCardTask(room, session, task.id))) ?? task;
  const state = afterSilence(now.state);
  const note =
    state === 'queued'
      ? '端末の応答がないため、申出を受け付けました。戻りしだい続けます。'
      : '端末の応答がありません。戻りしだい、自動で続けます。';
  // The same sentence again says nothing new: a long outage does not rewrite the task at every beat.
  if (now.state === state && now.note === note) return now;
  const queuedAt = state === 'queued' && !now.queuedAt ? { queuedAt: room.clock.now() } : {};
  return stepCard(room, now, state, { note, ...queuedAt });
}

async function next(round: Round, task: CardTask): Promise<Outcome<CardTask>> {
  const { room } = round;
  switch (task.state) {
    case 'waiting':
      if (!task.sessionId) {
        return refuse('pinNotEntered', '先に、このカードを端末に置いて暗証番号を入力していただきます。', ARTICLE);
      }
      return write(round, task);
    case 'queued':
      return resume(round, task);
    case 'rewriting':
    case 'inRepair':
      return repair(round, task);
    case 'written':
      return continueUse(round, task);
    case 'continued':
      return { accepted: true, value: await stepCard(room, task, 'confirmed', { note: null }, round.officer) };
    case 'confirmed':
    case 'leftOut':
      return { accepted: true, value: task };
  }
}

/** 復旧のあと: a card that was read goes on by itself; one that was not is asked for. */
async function resume(round: Round, task: CardTask): Promise<Outcome<CardTask>> {
  if (task.sessionId) return write(round, task);
  await round.room.cardTerminal.operation(task.rewriteId);
  return { accepted: true, value: await stepCard(round.room, task, 'waiting', { note: CARD_LINE_BACK }) };
}

/** Whether the card of this person lies in the reader with its PIN entered; else what to say. */
async function cardInReader(room: OfficeRoom, task: CardTask): Promise<{ note: string; keep?: true } | undefined> {
  const reading = task.sessionId ? await room.cardTerminal.read(task.sessionId) : { state: 'expired' as const };
  if (reading.state === 'locked') return { note: LOCKED_CARD, keep: true };
  if (reading.state !== 'read') {
    return { note: task.state === 'queued' ? CARD_LINE_BACK : 'カードがまだ読み取られていません。' };
  }
  if (reading.card.residentRecordCode === task.card.residentRecordCode) return undefined;
  return { note: '別の方のカードです。名前を確かめて、もう一度読み取ってください。' };
}

async function write(round: Round, task: CardTask): Promise<Outcome<CardTask>> {
  const { room } = round;
  const trouble = await cardInReader(room, task);
  if (trouble) {
    const { note, keep } = trouble;
    return {
      accepted: true,
      value: await stepCard(room, task, 'waiting', { note, ...(keep ? {} : { sessionId: null }) }),
    };
  }
  const asked = await stepCard(room, task, 'rewriting', { note: null });
  return asked.state === 'rewriting' ? send(round, asked) : overtaken(asked);
}

async function send(round: Round, task: CardTask): Promise<Outcome<CardTask>> {
  const { room, found } = round;
  const address = found.counter.said?.newAddress;
  if (!address || !task.sessionId) return { accepted: true, value: await stepCard(room, task, 'waiting') };
  const written = await room.cardTerminal.rewrite(task.sessionId, {
    operationId: task.rewriteId,
    address: formatAddress(address),
    municipalityCode: room.town.code,
    on: filedOn(room, found),
  });
  if (!written.accepted) return refused(room, task, written.refusal);
  const known = await stepCard(room, task, 'written');
  return known.state === 'written' ? continueUse(round, known) : overtaken(known);
}

/** Somebody else carried the card on meanwhile: it stands where that one left it. */
function overtaken(value: CardTask): Outcome<CardTask> {
  return { accepted: true, value };
}

/** An answer was lost: the terminal tells what became of the write. */
async function repair(round: Round, task: CardTask): Promise<Outcome<CardTask>> {
  const { room } = round;
  const { state } = await room.cardTerminal.operation(task.rewriteId);
  switch (state) {
    case 'notReceived':
      if (task.sessionId) return send(round, task);
      return { accepted: true, value: await stepCard(room, task, 'waiting', { note: CARD_LINE_BACK }) };
    case 'written':
    case 'confirmed': {
      const known = await stepCard(room, task, 'written', { note: null });
      return known.state === 'written' ? continueUse(round, known) : overtaken(known);
    }
  }
}

async function continueUse(round: Round, task: CardTask): Promise<Outcome<CardTask>> {
  const { room, found, officer } = round;
  await room.cardTerminal.confirmRewrite(task.rewriteId);
  const continued = await room.cardTerminal.continueUse(task.rewriteId, {
    operationId: task.continueId,
    on: filedOn(room, found),
  });
  if (!continued.accepted) return refused(room, task, continued.refusal);
  const known = await stepCard(room, task, 'continued', { note: null });
  return known.state === 'continued'
    ? overtaken(await stepCard(room, known, 'confirmed', {}, officer))
    : overtaken(known);
}

async function refused(room: OfficeRoom, task: CardTask, refusal: Refusal): Promise<Outcome<CardTask>> {
  const state = afterRefusal(task.state, refusal.code);
  await stepCard(room, task, state, { note: refusal.sentence, ...(state === 'waiting' ? { sessionId: null } : {}) });
  return { accepted: false, refusal };
}

/** 署名用電子証明書の発行 (公的個人認証法第3条): it lapsed with the move; made once, on the chip that says the new address. */
async function issueSigning({ room, officer }: Round, task: CardTask): Promise<Outcome<CardTask>> {
  const { signing, signingId, sessionId } = task;
  if (signing !== 'wished' || !signingId) return { accepted: true, value: task };
  const keep = (extra: Omit<CardTaskChange, 'state'>) => stepCard(room, task, 'confirmed', extra);
  const asked = await room.cardTerminal.operation(signingId);
  if (asked.state === 'notReceived') {
    if (!sessionId) return { accepted: true, value: task };
    const trouble = await cardInReader(room, task);
    if (trouble) {
      return { accepted: true, value: await keep({ note: trouble.note, sessionId: trouble.keep ? sessionId : null }) };
    }
    const issued = await room.cardTerminal.issueSigningCertificate(sessionId, {
      operationId: signingId,
      on: room.today(),
    });
    if (!issued.accepted) {
      const { sentence: note, code } = issued.refusal;
      const again = afterRefusal('waiting', code) === 'waiting';
      await keep(again ? { note, sessionId: null } : { note, signing: 'notIssued' });
      return issued;
    }
  }
  const value = await keep({ signing: 'issued', note: null });
  await room.store.write((session) =>
    room.recordEvent(session, {
      caseId: task.caseId,
      officer,
      act: '署名用電子証明書の発行',
      note: task.card.holder,
    }),
  );
  return { accepted: true, value };
}

/**
 * カードの修復と復旧後の続き: after a crash or an outage the machine asks the terminal and ends what was begun. A silent terminal ends
 * the round: the other cards would only wait for the same answer.
 */
export async function advanceCards(room: OfficeRoom): Promise<number> {
  if (room.cardLine.isResting()) return 0;
  const open = await room.store.read((session) => unansweredCardTasks(room, session));
  if (open.length === 0) return listen(room);
  let moved = 0;
  for (const task of open) {
    if (room.underWay.has(task.id)) continue;
    const found = await room.store.read((session) => getArrival(room, session, task.caseId));
    const { outcome, silent } = await carryOnCard(room, task, found, room.system);
    if (silent) return moved;
    if (outcome.accepted && !isUnanswered(outcome.value)) moved += 1;
  }
  return moved;
}

/** A line that fell silent is listened to until it answers, so that the banner of the counter goes by itself. */
async function listen(room: OfficeRoom): Promise<number> {
  if (!room.cardLine.isSilent()) return 0;
  try {
    await room.cardTerminal.operation(room.newId());
  } catch (error) {
    if (!(error instanceof OutageError)) throw error;
  }
  return 0;
}

function isUnanswered({ state, signing, sessionId }: CardTask): boolean {
  if (state === 'confirmed') return signing === 'wished' && sessionId !== undefined;
  return UNANSWERED_CARD_STATES.some((one) => one === state);
}
