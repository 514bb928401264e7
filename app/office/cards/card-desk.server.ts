import { OutageError } from '#app/national/outage.ts';
import { ageOn } from '#app/vocabulary/dates.ts';
import { formatJapaneseDate } from '#app/vocabulary/japanese-calendar.ts';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import type { Officer } from '#app/vocabulary/roles.ts';
import { admitToArrival } from '../arrivals/arrival-acts.server.ts';
import { type ArrivalCase, getArrival } from '../arrivals/arrivals.server.ts';
import { NotFoundHereError, type OfficeRoom, refuse } from '../room.server.ts';
import { carryOnCard, keepForLater, stepCard } from './card-saga.server.ts';
import { type CardTask, cardTasksOf, findCardTask } from './card-tasks.server.ts';

const ARTICLE = '住民基本台帳法施行令第30条の20';

/** Which card of which case, by whom. */
export interface CardPlace {
  caseId: string;
  taskId: string;
  officer: Officer;
}

/** Where the pad leads back to, for the card of a task. */
type ReturnTo = (taskId: string) => string;

async function load(room: OfficeRoom, { caseId, taskId }: CardPlace): Promise<{ task: CardTask; found: ArrivalCase }> {
  return room.store.read(async (session) => {
    const task = await findCardTask(room, session, taskId);
    if (!task || task.caseId !== caseId) throw new NotFoundHereError(`no card task ${taskId}`);
    return { task, found: await getArrival(room, session, caseId) };
  });
}

/** 15歳以上: who may have a 署名用電子証明書; an unknown date of birth is left to the terminal. */
export function maySign(room: Pick<OfficeRoom, 'today'>, { card }: Pick<CardTask, 'card'>): boolean {
  return card.bornOn === undefined || ageOn(card.bornOn, room.today()) >= 15;
}

function isOverdue(room: OfficeRoom, { dueOn }: CardTask): boolean {
  return dueOn !== undefined && dueOn < room.today();
}

/**
 * 暗証番号の入力: each card has its own PIN; the browser goes to the pad and comes back. While the terminal is silent the wish is
 * received instead, with its time, and no address is given.
 */
export async function presentCard(
  room: OfficeRoom,
  place: CardPlace & { returnUrl: string },
): Promise<Outcome<{ url?: string }>> {
  admitToArrival(room, place.officer, 'cards');
  const { task } = await load(room, place);
  const signs = task.state === 'confirmed' && task.signing === 'wished';
  if (task.state !== 'waiting' && task.state !== 'inRepair' && task.state !== 'queued' && !signs) {
    return refuse('cardNotWaiting', 'このカードの手続は、もう進んでいます。', ARTICLE);
  }
  if (isOverdue(room, task) && !signs) {
    const until = formatJapaneseDate(task.dueOn ?? room.today());
    return refuse(
      'continuationOverdue',
      `継続利用の期限（${until}）を過ぎ、このカードは失効しました。新しいカードの交付を案内してください。`,
      ARTICLE,
    );
  }
  try {
    const { sessionId, url } = await room.cardTerminal.openSession({ returnUrl: place.returnUrl });
    await stepCard(room, task, task.state === 'queued' ? 'waiting' : task.state, { sessionId, note: null });
    return { accepted: true, value: { url } };
  } catch (error) {
    if (!(error instanceof OutageError)) throw error;
    await keepForLater(room, task);
    return { accepted: true, value: {} };
  }
}

/** 暗証番号の再設定 of a family member's card: the holder stands here, was identified, and types a new PIN at the pad. */
export async function resetCardPin(
  room: OfficeRoom,
  place: CardPlace & { identifiedBy: string },
): Promise<Outcome<{ url: string }>> {
  admitToArrival(room, place.officer, 'cards');
  const { task } = await load(room, place);
  if (task.state !== 'waiting' || !task.sessionId) {
    return refuse('noCard', '先に、このカードを端末に置いて読取りを始めてください。', ARTICLE);
  }
  const reset = await room.cardTerminal.resetPin(task.sessionId, {
    pin: 'residentRegister',
    identifiedBy: place.identifiedBy,
  });
  if (!reset.accepted) return reset;
  await stepCard(room, task, 'waiting', { sessionId: reset.value.sessionId, note: null });
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
export async function leaveCardOut(room: OfficeRoom, place: CardPlace & { reason: string }): Promise<void> {
  admitToArrival(room, place.officer, 'cards');
  const { task } = await load(room, place);
  if (task.state === 'waiting' || task.state === 'queued') {
    await stepCard(room, task, 'leftOut', { note: place.reason });
  }
}

/** 改めて行う: a card that was left out comes after all. */
export async function takeUpCard(room: OfficeRoom, place: CardPlace): Promise<void> {
  admitToArrival(room, place.officer, 'cards');
  const { task } = await load(room, place);
  if (task.state === 'leftOut') await stepCard(room, task, 'waiting', { note: null });
}

/** カードの書換えと継続利用: from wherever the card stands. */
export async function rewriteCard(room: OfficeRoom, place: CardPlace): Promise<Outcome<CardTask>> {
  admitToArrival(room, place.officer, 'cards');
  const { task, found } = await load(room, place);
  room.underWay.add(task.id);
  try {
    return (await carryOnCard(room, task, found, place.officer)).outcome;
  } finally {
    room.underWay.delete(task.id);
  }
}

/** 署名用電子証明書の申出: for a card whose holder may have one; made with the rewriting, or at once where that is done. */
async function wishSigning(room: OfficeRoom, task: CardTask): Promise<CardTask> {
  if (task.signing === 'issued' || task.signing === 'wished' || !maySign(room, task)) return task;
  return stepCard(room, task, task.state, { signing: 'wished', signingId: task.signingId ?? room.newId() });
}

/** 署名用電子証明書の発行 per card: in the reading that is still open, else the browser goes to the pad once more. */
export async function issueSigningCertificate(
  room: OfficeRoom,
  place: CardPlace & { returnUrl: string },
): Promise<Outcome<{ url?: string }>> {
  admitToArrival(room, place.officer, 'cards');
  const { task } = await load(room, place);
  if (task.state !== 'confirmed') {
    return refuse('cardNotRewritten', '先に、このカードを書き換えてください。', '公的個人認証法第3条');
  }
  if (!maySign(room, task)) {
    return refuse(
      'underFifteen',
      '15歳未満の方には、原則として署名用電子証明書を発行できません。',
      '公的個人認証法第3条',
    );
  }
  const wished = await wishSigning(room, task);
  const done = await rewriteCard(room, place);
  if (!done.accepted) return done;
  if (done.value.signing === 'issued') return { accepted: true, value: {} };
  // Without an open reading the card has to be put down again; what a silent terminal left is carried on by itself.
  return done.value.sessionId ? { accepted: true, value: {} } : presentCard(room, { ...place, taskId: wished.id });
}

/**
 * 家族のカードをまとめて: cards that were read are written at once, then the browser is led to the pad for the next one, each
 * with its own PIN. The address of the pad, or nothing when no card is left to be put down or one needs the officer.
 */
export async function nextCardOfFamily(
  room: OfficeRoom,
  place: Omit<CardPlace, 'taskId'> & { returnTo: ReturnTo },
): Promise<Outcome<{ url?: string }>> {
  admitToArrival(room, place.officer, 'cards');
  const tasks = await room.store.read((session) => cardTasksOf(room, session, place.caseId));
  let silent = false;
  for (const task of tasks.filter(({ state }) => state === 'waiting')) {
    const here = { ...place, taskId: task.id };
    if (silent) {
      await keepForLater(room, task);
      continue;
    }
    if (!task.sessionId) {
      const pad = await presentCard(room, { ...here, returnUrl: place.returnTo(task.id) });
      if (!pad.accepted || pad.value.url) return pad;
      silent = true;
      continue;
    }
    const done = await rewriteCard(room, here);
    if (!done.accepted) return done;
    silent = done.value.state === 'queued';
    if (done.value.state === 'waiting') return { accepted: true, value: {} };
  }
  return { accepted: true, value: {} };
}

/** 家族のカードの手続を始める: notes for whom a 署名用電子証明書 is wished, then goes to the first card. */
export async function beginFamilyCards(
  room: OfficeRoom,
  place: Omit<CardPlace, 'taskId'> & { returnTo: ReturnTo; signing: readonly string[] },
): Promise<Outcome<{ url?: string }>> {
  admitToArrival(room, place.officer, 'cards');
  const tasks = await room.store.read((session) => cardTasksOf(room, session, place.caseId));
  for (const task of tasks) {
    if (task.state === 'waiting' && place.signing.includes(task.id)) await wishSigning(room, task);
  }
  return nextCardOfFamily(room, place);
}
