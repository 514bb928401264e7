import { and, asc, eq, inArray, isNull, notInArray } from 'drizzle-orm';
import { MESSAGE_TYPES } from '#app/messages/contracts/catalogue.ts';
import type { Message, OutgoingMessage } from '#app/messages/envelope.ts';
import type { Clock } from '#app/vocabulary/clock.ts';
import type { NationalTables } from '#db/schema/index.ts';
import type { Session } from '#db/store.ts';

/** Gives a message its id, its place in the order of sender, receiver and subject, and its time. */
export async function draftMessage(
  session: Session<NationalTables>,
  sender: string,
  outgoing: OutgoingMessage,
  deps: { clock: Clock; newId: () => string },
): Promise<Message> {
  const { db, t } = session;
  const { to, subject } = outgoing;
  const key = and(
    eq(t.doorSequences.sender, sender),
    eq(t.doorSequences.receiver, to),
    eq(t.doorSequences.subject, subject),
  );
  const [row] = await db.select().from(t.doorSequences).where(key).limit(1);
  const sequence = (row?.last ?? 0) + 1;
  if (row) await db.update(t.doorSequences).set({ last: sequence }).where(key);
  else await db.insert(t.doorSequences).values({ sender, receiver: to, subject, last: sequence });
  return draftWith(sequence, sender, outgoing, deps);
}

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
