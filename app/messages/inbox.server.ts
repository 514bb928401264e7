import { and, asc, eq, lte, ne } from 'drizzle-orm';
import { given, prepared, preparedInsert, preparedUpsert } from '#db/prepared.ts';
import type { DeliveryTables } from '#db/schema/index.ts';
import type { Session } from '#db/store.ts';
import type { MessageType } from './contracts/catalogue.ts';
import type { Envelope, Message } from './envelope.ts';
import { describeError } from './error-text.ts';
import { createKeptAside } from './kept-aside.server.ts';
import type { MailroomContext } from './mailroom.server.ts';
import { logMessage } from './message-log.server.ts';
import { open } from './seal.server.ts';
import { UnreadableError } from './unreadable.ts';

type InboxRow = DeliveryTables['inbox']['$inferSelect'];

/** A message after its checks: readable or not. */
export type Letter = { sealed: string; message: Message } | { sealed: string; unreadable: UnreadableError };

/** What became of a letter; `applied` counts effects, also of those that had waited for it. */
export interface Taken {
  result: 'applied' | 'waiting' | 'failed' | 'duplicate' | 'unreadable';
  applied: number;
}

export interface Inbox {
  /** Throws OutageError when the directory is silent. */
  open(sealed: string): Promise<Letter>;
  /** Stores a letter and applies it exactly once. When it returns, the letter is safe. */
  take(letter: Letter): Promise<Taken>;
  retryFailed(): Promise<number>;
  retry(id: string): Promise<boolean>;
}

/** 受信箱: exactly once, in order per sender and subject. */
export function createInbox<T extends DeliveryTables>(context: MailroomContext<T>): Inbox {
  const { self, store, clock, cipher, handlers } = context;
  const aside = createKeptAside(context);

  async function openLetter(sealed: string): Promise<Letter> {
    try {
      return { sealed, message: await open(sealed, context.keys, context.directory) };
    } catch (error) {
      if (error instanceof UnreadableError) return { sealed, unreadable: error };
      throw error;
    }
  }

  async function take(letter: Letter): Promise<Taken> {
    if ('unreadable' in letter) return setAside(letter.sealed, letter.unreadable);
    const { message, sealed } = letter;
    const { envelope } = message;
    let result: Taken['result'] | 'appliedBeforeOthers' | UnreadableError;
    try {
      result = await store.write((session) => takeInOrder(session, message, sealed));
    } catch (error) {
      result = await store.write((session) => keepFailed(session, message, sealed, error));
    }
    if (result instanceof UnreadableError) return setAside(sealed, result);
    if (result === 'applied') return { result, applied: 1 };
    if (result !== 'appliedBeforeOthers') return { result, applied: 0 };
    return { result: 'applied', applied: 1 + (await applyFollowing(envelope.from, envelope.subject)) };
  }

  async function setAside(sealed: string, error: UnreadableError): Promise<Taken> {
    await aside.keep(sealed, error);
    return { result: 'unreadable', applied: 0 };
  }

  async function takeInOrder(
    session: Session<T>,
    message: Message,
    sealed: string,
  ): Promise<'applied' | 'appliedBeforeOthers' | 'waiting' | 'duplicate' | UnreadableError> {
    const { envelope } = message;
    if (await isKnown(session, envelope)) return 'duplicate';
    const expected = (await lastApplied(session, envelope.from, envelope.subject)) + 1;
    if (envelope.sequence < expected || (await isNumberTaken(session, envelope))) {
      return new UnreadableError('malformed', `the number ${envelope.sequence} was used before`, envelope);
    }
    if (envelope.sequence > expected) {
      await insert(session, message, sealed, 'waiting');
      return 'waiting';
    }
    await insert(session, message, sealed, 'applied');
    await apply(session, message);
    // Looked for here, where nobody can come in between: a transaction of its own for nothing would cost a commit a message.
    const isNextHere = await isNumberTaken(session, { ...envelope, sequence: envelope.sequence + 1 });
    return isNextHere ? 'appliedBeforeOthers' : 'applied';
  }

  /** Runs the effect and moves the counter; both stand or fall with the transaction. */
  async function apply(session: Session<T>, message: Message): Promise<void> {
    const { envelope } = message;
    const handler = handlers[envelope.type];
    if (!handler) throw new Error(`no handler for ${envelope.type}`);
    await handler(message, session);
    const { from: peer, subject, sequence: last } = envelope;
    await moveSequence(session, { direction: 'in', peer, subject, last });
    session.afterCommit(() => context.hooks.onApplied?.(envelope));
  }

  async function keepFailed(
    session: Session<T>,
    message: Message,
    sealed: string,
    error: unknown,
  ): Promise<'failed' | 'duplicate'> {
    if (await isKnown(session, message.envelope)) return 'duplicate';
    await insert(session, message, sealed, 'failed', describeError(error));
    return 'failed';
  }

  async function insert(
    session: Session<T>,
    { envelope, content }: Message,
    sealed: string,
    state: InboxRow['state'],
    error?: string,
  ): Promise<void> {
    const now = clock.now();
    const failed = state === 'failed';
    await insertReceived(session, {
      id: envelope.id,
      type: envelope.type,
      version: envelope.version,
      sender: envelope.from,
      subject: envelope.subject,
      sequence: envelope.sequence,
      causationId: envelope.causationId,
      correlationId: envelope.correlationId,
      sentAt: envelope.sentAt,
      receivedAt: now,
      body: cipher.encrypt(JSON.stringify(content)),
      state,
      attempts: state === 'waiting' ? 0 : 1,
      nextAttemptAt: failed ? Math.round(Date.now() + context.backOff(1)) : 0,
      error,
      changedAt: now,
    });
    const { id: messageId, type, from: sender } = envelope;
    await logMessage(session, { direction: 'in', messageId, type, sender, receiver: self, at: now, sealed });
  }

  /** Applies what had waited for its predecessor, one transaction each. */
  async function applyFollowing(sender: string, subject: string): Promise<number> {
    for (let applied = 0; ; applied += 1) {
      let current: InboxRow | undefined;
      try {
        const done = await store.write(async (session) => {
          current = await nextInOrder(session, sender, subject);
          if (!current) return false;
          await apply(session, messageOf(current));
          const { db, t } = session;
          await db
            .update(t.inbox)
            .set({ state: 'applied', attempts: current.attempts + 1, error: null, changedAt: clock.now() })
            .where(eq(t.inbox.id, current.id));
          return true;
        });
        if (!done) return applied;
      } catch (error) {
        if (!current) throw error;
        await recordFailure(current, error);
        return applied;
      }
    }
  }

  async function nextInOrder(session: Session<T>, sender: string, subject: string): Promise<InboxRow | undefined> {
    const { db, t } = session;
    const expected = (await lastApplied(session, sender, subject)) + 1;
    const own = and(eq(t.inbox.sender, sender), eq(t.inbox.subject, subject), eq(t.inbox.sequence, expected));
    const [row]: InboxRow[] = await db
      .select()
      .from(t.inbox)
      .where(and(own, ne(t.inbox.state, 'applied')))
      .limit(1);
    return row;
  }

  async function recordFailure(row: InboxRow, error: unknown): Promise<void> {
    const attempts = row.attempts + 1;
    await store.write(async ({ db, t }) => {
      await db
        .update(t.inbox)
        .set({
          state: 'failed',
          attempts,
          nextAttemptAt: Math.round(Date.now() + context.backOff(attempts)),
          error: describeError(error),
          changedAt: clock.now(),
        })
        .where(eq(t.inbox.id, row.id));
    });
  }

  function messageOf(row: InboxRow): Message {
    const envelope: Envelope = {
      id: row.id,
      type: row.type as MessageType,
      version: row.version,
      from: row.sender,
      to: self,
      subject: row.subject,
      ...(row.causationId ? { causationId: row.causationId } : {}),
      ...(row.correlationId ? { correlationId: row.correlationId } : {}),
      sequence: row.sequence,
      sentAt: row.sentAt,
    };
    return { envelope, content: JSON.parse(cipher.decrypt(row.body)) };
  }

  async function retryFailed(): Promise<number> {
    const due = await store.read(({ db, t }) =>
      db
        .select({ sender: t.inbox.sender, subject: t.inbox.subject })
        .from(t.inbox)
        .where(and(eq(t.inbox.state, 'failed'), lte(t.inbox.nextAttemptAt, Date.now())))
        .orderBy(asc(t.inbox.position))
        .limit(100),
    );
    let applied = 0;
    for (const { sender, subject } of due) applied += await applyFollowing(sender, subject);
    return applied;
  }

  async function retry(id: string): Promise<boolean> {
    const [stored] = await store.read(({ db, t }) =>
      db
        .select({ sender: t.inbox.sender, subject: t.inbox.subject })
        .from(t.inbox)
        .where(and(eq(t.inbox.id, id), ne(t.inbox.state, 'applied')))
        .limit(1),
    );
    if (stored) {
      await applyFollowing(stored.sender, stored.subject);
      return true;
    }
    return aside.retry(id, async (sealed) => {
      const { result } = await take(await openLetter(sealed));
      return result !== 'unreadable';
    });
  }

  return { open: openLetter, take, retryFailed, retry };
}

const insertReceived = preparedInsert((t: DeliveryTables) => t.inbox);
const moveSequence = preparedUpsert(
  (t: DeliveryTables) => t.sequences,
  (sequences) => [sequences.direction, sequences.peer, sequences.subject],
);
const findById = prepared(({ db, t }: Session<DeliveryTables>) =>
  db
    .select({ id: t.inbox.id })
    .from(t.inbox)
    .where(eq(t.inbox.id, given('id')))
    .limit(1),
);
const findByNumber = prepared(({ db, t: { inbox } }: Session<DeliveryTables>) =>
  db
    .select({ id: inbox.id })
    .from(inbox)
    .where(
      and(
        eq(inbox.sender, given('sender')),
        eq(inbox.subject, given('subject')),
        eq(inbox.sequence, given('sequence')),
      ),
    )
    .limit(1),
);
const findSequence = prepared(({ db, t: { sequences } }: Session<DeliveryTables>) =>
  db
    .select({ last: sequences.last })
    .from(sequences)
    .where(
      and(eq(sequences.direction, 'in'), eq(sequences.peer, given('peer')), eq(sequences.subject, given('subject'))),
    )
    .limit(1),
);

async function isKnown(session: Session<DeliveryTables>, { id }: Envelope): Promise<boolean> {
  const rows = await findById(session, { id });
  return rows.length > 0;
}

async function isNumberTaken(session: Session<DeliveryTables>, envelope: Envelope): Promise<boolean> {
  const { from: sender, subject, sequence } = envelope;
  const rows = await findByNumber(session, { sender, subject, sequence });
  return rows.length > 0;
}

async function lastApplied(session: Session<DeliveryTables>, peer: string, subject: string): Promise<number> {
  const [row] = await findSequence(session, { peer, subject });
  return row?.last ?? 0;
}
