import { and, asc, count, eq, gte, inArray, isNotNull, or } from 'drizzle-orm';
import type { CertificateMover } from '#app/messages/contracts/moving.ts';
import { cardContinuationDeadline } from '#app/vocabulary/deadlines.ts';
import { announcedMover } from '../arrivals/arrival-comparison.ts';
import type { ArrivalCase } from '../arrivals/arrivals.server.ts';
import { filingDay } from '../counter/counter-record.ts';
import type { OfficeRoom, OfficeSession } from '../room.server.ts';
import {
  CardOfMover,
  type CardTaskState,
  isCardTaskState,
  type SigningState,
  UNANSWERED_CARD_STATES,
} from './card-task.ts';

/** カード継続利用の一件: one card of one mover, opened. */
export interface CardTask {
  id: string;
  caseId: string;
  position: number;
  addresseeNumber: string;
  state: CardTaskState;
  version: number;
  rewriteId: string;
  continueId: string;
  sessionId?: string;
  card: CardOfMover;
  note?: string;
  /** 継続利用の期限: its last day. */
  dueOn?: string;
  /** 申出を受け付けた時刻, while the terminal was silent. */
  queuedAt?: string;
  signing?: SigningState;
  signingId?: string;
  updatedAt: string;
}

/** 届出日: the same day in every repetition, because an operation may be repeated only with the same content. */
export function filedOn(room: OfficeRoom, found: ArrivalCase): string {
  return filingDay(found.counter) ?? room.today();
}

function taskOfRow(room: OfficeRoom, row: OfficeSession['t']['cardTasks']['$inferSelect']): CardTask {
  if (!isCardTaskState(row.state)) throw new Error(`unknown state ${row.state}`);
  return {
    id: row.id,
    caseId: row.caseId,
    position: row.position,
    addresseeNumber: row.addresseeNumber,
    state: row.state,
    version: row.version,
    rewriteId: row.rewriteId,
    continueId: row.continueId,
    ...(row.sessionId ? { sessionId: row.sessionId } : {}),
    card: room.open(CardOfMover, row.sealed),
    ...(row.note ? { note: row.note } : {}),
    ...(row.dueOn ? { dueOn: row.dueOn } : {}),
    ...(row.queuedAt ? { queuedAt: row.queuedAt } : {}),
    ...(row.signing ? { signing: row.signing } : {}),
    ...(row.signingId ? { signingId: row.signingId } : {}),
    updatedAt: row.updatedAt,
  };
}

/** Whether a mover holds a card: told by the certificate, the terminal or the announcement; else nobody said. */
export function holdsCard(found: ArrivalCase, mover: CertificateMover): 'yes' | 'no' | 'unknown' {
  if (mover.card || mover.residentRecordCode === found.counter.card?.residentRecordCode) return 'yes';
  const announced = announcedMover(mover, found.notice);
  return announced ? (announced.hasCard ? 'yes' : 'no') : 'unknown';
}

/**
 * カードの手続の準備: one task for each registered mover who may hold a card. The card that was presented was read already,
 * so its task goes on in the same session without another PIN.
 */
export async function planCardTasks(
  room: OfficeRoom,
  session: OfficeSession,
  found: ArrivalCase,
  addresseeNumbers: readonly string[],
): Promise<void> {
  const { certificate, household, card } = found.counter;
  if (!certificate || !household) return;
  const movers = household.members.map(({ mover }) => certificate.certificate.movers[mover]);
  const holders = movers.flatMap((mover, index) => {
    const addresseeNumber = addresseeNumbers[index];
    const holds = mover ? holdsCard(found, mover) : 'no';
    if (!mover || !addresseeNumber || holds === 'no') return [];
    const presented = mover.residentRecordCode === card?.residentRecordCode;
    return [{ mover, addresseeNumber, presented, holds }];
  });
  // The card that lies in the terminal comes first.
  holders.sort((a, b) => Number(b.presented) - Number(a.presented));
  for (const [index, { mover, addresseeNumber, presented, holds }] of holders.entries()) {
    const cardId = presented ? card?.cardId : mover.card?.cardId;
    const task: CardOfMover = {
      holder: mover.name.full,
      residentRecordCode: mover.residentRecordCode,
      ...(cardId ? { cardId } : {}),
      ...(mover.bornOn.on ? { bornOn: mover.bornOn.on } : {}),
    };
    await session.db
      .insert(session.t.cardTasks)
      .values({
        id: room.newId(),
        caseId: found.caseId,
        position: index,
        addresseeNumber,
        state: holds === 'yes' ? 'waiting' : 'leftOut',
        version: 1,
        rewriteId: room.newId(),
        continueId: room.newId(),
        sessionId: presented ? (card?.sessionId ?? null) : null,
        sealed: room.seal(task),
        dueOn: cardContinuationDeadline(filedOn(room, found)),
        note: holds === 'yes' ? null : 'カードの有無は届いていません。お持ちなら「やはり行う」を押してください。',
        updatedAt: room.clock.now(),
      })
      .onConflictDoNothing();
  }
}

/** Cards of one case in the order of the screen. */
export async function cardTasksOf(room: OfficeRoom, session: OfficeSession, caseId: string): Promise<CardTask[]> {
  const t = session.t.cardTasks;
  const rows = await session.db.select().from(t).where(eq(t.caseId, caseId)).orderBy(asc(t.position));
  return rows.map((row) => taskOfRow(room, row));
}

/** One task, or undefined. */
export async function findCardTask(
  room: OfficeRoom,
  session: OfficeSession,
  id: string,
): Promise<CardTask | undefined> {
  const t = session.t.cardTasks;
  const [row] = await session.db.select().from(t).where(eq(t.id, id)).limit(1);
  return row ? taskOfRow(room, row) : undefined;
}

/** Tasks that nobody's hand is needed for: an answer is missing, or the terminal was silent. */
export async function unansweredCardTasks(room: OfficeRoom, session: OfficeSession): Promise<CardTask[]> {
  const t = session.t.cardTasks;
  const rows = await session.db
    .select()
    .from(t)
    .where(
      or(
        inArray(t.state, [...UNANSWERED_CARD_STATES]),
        // A certificate that is wished for is made while its card lies in the reader.
        and(eq(t.signing, 'wished'), eq(t.state, 'confirmed'), isNotNull(t.sessionId)),
      ),
    )
    .orderBy(asc(t.updatedAt))
    .limit(100);
  return rows.map((row) => taskOfRow(room, row));
}

/** 復旧を待つカード: how many holders asked while the terminal was silent, or wait for an answer of it. */
export async function countQueuedCards({ db, t: { cardTasks } }: OfficeSession): Promise<number> {
  const [row] = await db
    .select({ count: count() })
    .from(cardTasks)
    .where(inArray(cardTasks.state, [...UNANSWERED_CARD_STATES]));
  return row?.count ?? 0;
}

/** カードの手続の残り: cards of registered movers whose 継続利用 is not done and may still be done. */
export async function unfinishedCardTasks(
  room: OfficeRoom,
  session: OfficeSession,
  today: string,
  limit: number,
): Promise<CardTask[]> {
  const t = session.t.cardTasks;
  const rows = await session.db
    .select()
    .from(t)
    .where(and(gte(t.dueOn, today), inArray(t.state, ['waiting', 'leftOut', ...UNANSWERED_CARD_STATES])))
    .orderBy(asc(t.dueOn), asc(t.caseId), asc(t.position))
    .limit(limit);
  return rows.map((row) => taskOfRow(room, row));
}

/** What may change of a task. */
export interface CardTaskChange {
  state?: CardTaskState;
  note?: string | null;
  sessionId?: string | null;
  queuedAt?: string;
  signing?: SigningState | null;
  signingId?: string;
}

/** Writes the next state in the caller's transaction. */
export async function writeCardTask(
  room: OfficeRoom,
  session: OfficeSession,
  task: CardTask,
  change: CardTaskChange,
): Promise<void> {
  await session.db
    .update(session.t.cardTasks)
    .set({ ...change, version: task.version + 1, updatedAt: room.clock.now() })
    .where(eq(session.t.cardTasks.id, task.id));
}
