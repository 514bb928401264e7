import { and, asc, eq, inArray, isNull, notInArray, sql } from 'drizzle-orm';
import { MESSAGE_TYPES } from '#app/messages/contracts/catalogue.ts';
import type { Message, OutgoingMessage } from '#app/messages/envelope.ts';
import type { Clock } from '#app/vocabulary/clock.ts';
import { given, prepared } from '#db/prepared.ts';
import type { NationalTables } from '#db/schema/index.ts';
import type { Session } from '#db/store.ts';

/** Gives a message its id, its place in the order of sender, receiver and subject, and its time. */
export async function draftMessage(
  session: Session<NationalTables>,
  sender: string,
  outgoing: OutgoingMessage,
  deps: { clock: Clock; newId: () => string },
): Promise<Message> {
  const { to, subject } = outgoing;
  const [counter] = await nextSequence(session, { sender, receiver: to, subject });
  if (!counter) throw new Error('no sequence number');
  return draftWith(counter.last, sender, outgoing, deps);
}

const nextSequence = prepared(({ db, t: { doorSequences } }: Session<NationalTables>) =>
  db
    .insert(doorSequences)
    .values({ sender: given('sender'), receiver: given('receiver'), subject: given('subject'), last: 1 })
    .onConflictDoUpdate({
      target: [doorSequences.sender, doorSequences.receiver, doorSequences.subject],
      set: { last: sql`${doorSequences.last} + 1` },
    })
    .returning({ last: doorSequences.last }),
);

/** A message with a given place in the order; answers stand outside every order and are always the first. */
export function draftWith(
  sequence: number,
  sender: string,
  { type, to, subject, content, causationId, correlationId }: OutgoingMessage,
  deps: { clock: Clock; newId: () => string },
): Message {
  return {
    envelope: {
      id: deps.newId(),
      type,
      version: MESSAGE_TYPES[type].version,
      from: sender,
      to,
      subject,
      ...(causationId ? { causationId } : {}),
      ...(correlationId ? { correlationId } : {}),
      sequence,
      sentAt: deps.clock.now(),
    },
    content: MESSAGE_TYPES[type].schema.parse(content),
  };
}

/** Mail of one receiver that was not acknowledged yet, oldest first; mail of silent senders stays in the box. */
export async function waitingMail(
  session: Session<NationalTables>,
  door: string,
  receiver: string,
  limit: number,
  silent: readonly string[] = [],
) {
  const { db, t } = session;
  return db
    .select()
    .from(t.doorMail)
    .where(
      and(
        eq(t.doorMail.door, door),
        eq(t.doorMail.receiver, receiver),
        isNull(t.doorMail.acknowledgedAt),
        ...(silent.length > 0 ? [notInArray(t.doorMail.sender, [...silent])] : []),
      ),
    )
    .orderBy(asc(t.doorMail.position))
    .limit(limit);
}

/** Marks mail as received; only its receiver can. */
export async function acknowledgeMail(
  session: Session<NationalTables>,
  door: string,
  receiver: string,
  ids: readonly string[],
  now: string,
): Promise<void> {
  if (ids.length === 0) return;
  const { db, t } = session;
  await db
    .update(t.doorMail)
    .set({ acknowledgedAt: now, draft: null, sealed: null })
    .where(
      and(
        eq(t.doorMail.door, door),
        eq(t.doorMail.receiver, receiver),
        isNull(t.doorMail.acknowledgedAt),
        inArray(t.doorMail.id, [...ids]),
      ),
    );
}
