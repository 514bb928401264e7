import { aliasedTable, and, asc, eq, inArray, lt, lte, notExists, notInArray, sql } from 'drizzle-orm';
import { OutageError } from '#app/national/outage.ts';
import { given, prepared, preparedInsert, preparedUpdate } from '#db/prepared.ts';
import type { DeliveryTables } from '#db/schema/index.ts';
import type { Session } from '#db/store.ts';
import { MESSAGE_TYPES, type MessageType } from './contracts/catalogue.ts';
import { UnknownOrganisationError } from './directory.server.ts';
import type { Envelope, OutgoingMessage } from './envelope.ts';
import { describeError } from './error-text.ts';
import { createLane } from './lane.ts';
import type { MailroomContext, MailroomDeps } from './mailroom.server.ts';
import { logMessage } from './message-log.server.ts';
import { seal } from './seal.server.ts';
import { createSilence, type SilentSystem } from './silence.ts';
import { sendSealed } from './transport.server.ts';

export type OutboxRow = DeliveryTables['outbox']['$inferSelect'];

export interface Outbox {
  post(session: Session<DeliveryTables>, outgoing: OutgoingMessage): Promise<string>;
  deliver(): Promise<number>;
  retry(id: string): Promise<boolean>;
  silent(): SilentSystem[];
}

const nextSequence = prepared(({ db, t }: Session<DeliveryTables>) =>
  db
    .insert(t.sequences)
    .values({ direction: 'out', peer: given('peer'), subject: given('subject'), last: 1 })
    .onConflictDoUpdate({
      target: [t.sequences.direction, t.sequences.peer, t.sequences.subject],
      set: { last: sql`${t.sequences.last} + 1` },
    })
    .returning({ last: t.sequences.last }),
);
const insertOutgoing = preparedInsert((t: DeliveryTables) => t.outbox);
const updateOutgoing = preparedUpdate(
  (t: DeliveryTables) => t.outbox,
  (outbox) => eq(outbox.id, given('of')),
);

/** Conversations that are sent side by side. */
const IN_FLIGHT = 16;

/** 送信箱: at least once, in order per receiver and subject. */
export function createOutbox<T extends DeliveryTables>(context: MailroomContext<T>): Outbox {
  const { self, store, clock, cipher } = context;
  const silence = createSilence(() => new Date().toISOString());
  const lanes = new Map<string, () => Promise<number>>();

  async function post(session: Session<DeliveryTables>, outgoing: OutgoingMessage): Promise<string> {
    const { schema, version } = MESSAGE_TYPES[outgoing.type];
    const content: unknown = schema.parse(outgoing.content);
    const [counter] = await nextSequence(session, { peer: outgoing.to, subject: outgoing.subject });
    if (!counter) throw new Error('no sequence number');
    const id = context.newId();
    const held = context.routeOf(outgoing.to) === 'mailbox';
    const now = clock.now();
    await insertOutgoing(session, {
      id,
      type: outgoing.type,
      version,
      receiver: outgoing.to,
      subject: outgoing.subject,
      sequence: counter.last,
      causationId: outgoing.causationId,
      correlationId: outgoing.correlationId,
      sentAt: now,
      body: cipher.encrypt(JSON.stringify(content)),
      state: held ? 'held' : 'pending',
      changedAt: now,
    });
    session.afterCommit(held ? () => context.hooks.onHeld?.(outgoing.to) : context.hooks.wake);
    return id;
  }

  /** Each door is a lane of its own: one that hangs does not keep the mail for the others waiting. */
  async function deliver(): Promise<number> {
    const receivers = await store.read(dueReceivers);
    const bases = new Set(receivers.map(context.routeOf));
    const taken = await Promise.all([...bases].map((base) => laneOf(base)()));
    return taken.reduce((sum, count) => sum + count, 0);
  }

  function laneOf(base: string): () => Promise<number> {
    const lane = lanes.get(base) ?? createLane(() => deliverTo(base));
    lanes.set(base, lane);
    return lane;
  }

  async function deliverTo(base: string): Promise<number> {
    let taken = 0;
    const failed: string[] = [];
    for (;;) {
      const heads = await store.read((session) => dueHeads(session, base, failed));
      if (heads.length === 0) return taken;
      const results = await Promise.all(heads.map((row) => send(row, base)));
      taken += results.filter((result) => result === 'taken').length;
      // The door is silent: asking it again for every other letter would only take time.
      if (results.includes('silent')) return taken;
      failed.push(...heads.filter((_, index) => results[index] === 'failed').map(({ id }) => id));
    }
  }

  async function dueReceivers({ db, t }: Session<T>): Promise<string[]> {
    const due = and(eq(t.outbox.state, 'pending'), lte(t.outbox.nextAttemptAt, Date.now()));
    const rows = await db.selectDistinct({ receiver: t.outbox.receiver }).from(t.outbox).where(due);
    return rows.map(({ receiver }) => receiver);
  }

  /** Messages of one door that are due and the first of their conversation. */
  async function dueHeads(session: Session<T>, base: string, failed: string[]): Promise<OutboxRow[]> {
    const receivers = (await dueReceivers(session)).filter((receiver) => context.routeOf(receiver) === base);
    if (receivers.length === 0) return [];
    const { db, t } = session;
    const earlier = aliasedTable(t.outbox, 'earlier');
    return db
      .select()
      .from(t.outbox)
      .where(
        and(
          eq(t.outbox.state, 'pending'),
          lte(t.outbox.nextAttemptAt, Date.now()),
          inArray(t.outbox.receiver, receivers),
          failed.length > 0 ? notInArray(t.outbox.id, failed) : undefined,
          // An earlier one that waits for its next attempt, or is a dead letter, holds the later ones back.
          notExists(
            db
              .select({ id: earlier.id })
              .from(earlier)
              .where(
                and(
                  eq(earlier.receiver, t.outbox.receiver),
                  eq(earlier.subject, t.outbox.subject),
                  lt(earlier.sequence, t.outbox.sequence),
                  inArray(earlier.state, ['pending', 'dead']),
                ),
              ),
          ),
        ),
      )
      .orderBy(asc(t.outbox.position))
      .limit(IN_FLIGHT);
  }

  async function send(row: OutboxRow, base: string): Promise<'taken' | 'failed' | 'silent'> {
    let sealed = row.sealed ?? undefined;
    try {
      sealed ??= await sealRow(context, row);
      await sendSealed(context, { base, code: row.receiver }, sealed);
    } catch (error) {
      await recordFailure(row, sealed, error);
      if (!(error instanceof OutageError)) return 'failed';
      silence.noticed(row.receiver);
      return 'silent';
    }
    silence.ended(row.receiver);
    await store.write((session) => recordSent(session, self, row, sealed, clock.now()));
    return 'taken';
  }

  async function recordFailure(row: OutboxRow, sealed: string | undefined, error: unknown): Promise<void> {
    // A refusal is for good; so is a failure of our own: sending it again cannot help, an officer has to see it.
    const transient = error instanceof OutageError || error instanceof UnknownOrganisationError;
    const attempts = row.attempts + 1;
    await store.write(async ({ db, t }) => {
      await db
        .update(t.outbox)
        .set({
          state: transient ? 'pending' : 'dead',
          attempts,
          nextAttemptAt: Math.round(Date.now() + context.backOff(attempts)),
          error: describeError(error),
          sealed: sealed ?? null,
          changedAt: clock.now(),
        })
        .where(eq(t.outbox.id, row.id));
    });
  }

  /** A dead letter is sealed anew: the reason may have been an old certificate. */
  async function retry(id: string): Promise<boolean> {
    return store.write(async ({ db, t }) => {
      const changed = await db
        .update(t.outbox)
        .set({ state: 'pending', nextAttemptAt: 0, sealed: null, changedAt: clock.now() })
        .where(and(eq(t.outbox.id, id), inArray(t.outbox.state, ['pending', 'dead'])))
        .returning({ id: t.outbox.id });
      return changed.length > 0;
    });
  }

  return { post, deliver, retry, silent: silence.list };
}

/** The sealed form of a stored message. */
export async function sealRow(
  context: Pick<MailroomDeps, 'self' | 'cipher' | 'keys' | 'directory'>,
  row: OutboxRow,
): Promise<string> {
  const receiver = await context.directory.get(row.receiver);
  const envelope: Envelope = {
    id: row.id,
    type: row.type as MessageType,
    version: row.version,
    from: context.self,
    to: row.receiver,
    subject: row.subject,
    ...(row.causationId ? { causationId: row.causationId } : {}),
    ...(row.correlationId ? { correlationId: row.correlationId } : {}),
    sequence: row.sequence,
    sentAt: row.sentAt,
  };
  return seal({ envelope, content: JSON.parse(context.cipher.decrypt(row.body)) }, context.keys, receiver);
}

/** The receiver has it: the sealed copy is no longer needed, its digest stays in the log. */
export async function recordSent(
  session: Session<DeliveryTables>,
  self: string,
  row: OutboxRow,
  sealed: string | undefined,
  at: string,
): Promise<void> {
  const sent = { state: 'sent' as const, attempts: row.attempts + 1, error: null, sealed: null, changedAt: at };
  await updateOutgoing(session, { of: row.id }, sent);
  await logMessage(session, {
    direction: 'out',
    messageId: row.id,
    type: row.type,
    sender: self,
    receiver: row.receiver,
    at,
    sealed: sealed ?? '',
  });
}
