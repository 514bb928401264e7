import { aliasedTable, and, asc, eq, inArray, lt, lte, notExists } from 'drizzle-orm';
import { OutageError } from '#app/national/outage.ts';
import { given, prepared, preparedForKeys, preparedInsert, preparedUpdate } from '#db/prepared.ts';
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
import { createSilence, type Silence } from './silence.ts';
import { sendBatch } from './transport.server.ts';

export type OutboxRow = DeliveryTables['outbox']['$inferSelect'];

export interface Outbox {
  post(session: Session<DeliveryTables>, outgoing: OutgoingMessage): Promise<string>;
  deliver(): Promise<number>;
  retry(id: string): Promise<boolean>;
  silence: Silence;
}

const findSequence = prepared(({ db, t: { sequences } }: Session<DeliveryTables>) =>
  db
    .select({ last: sequences.last })
    .from(sequences)
    .where(
      and(eq(sequences.direction, 'out'), eq(sequences.peer, given('peer')), eq(sequences.subject, given('subject'))),
    ),
);
const insertSequence = preparedInsert((t: DeliveryTables) => t.sequences);
const updateSequence = preparedUpdate(
  (t: DeliveryTables) => t.sequences,
  ({ direction, peer, subject }) => and(eq(direction, 'out'), eq(peer, given('of')), eq(subject, given('about'))),
);
const insertOutgoing = preparedInsert((t: DeliveryTables) => t.outbox);
const updateOutgoing = preparedUpdate(
  (t: DeliveryTables) => t.outbox,
  (outbox) => eq(outbox.id, given('of')),
);

/** 次の順序番号 of a conversation. One statement that inserts or counts, and returns, takes twice as long as these two. */
async function nextSequence(session: Session<DeliveryTables>, peer: string, subject: string): Promise<number> {
  const [known] = await findSequence(session, { peer, subject });
  if (known) await updateSequence(session, { of: peer, about: subject }, { last: known.last + 1 });
  else await insertSequence(session, { direction: 'out', peer, subject, last: 1 });
  return (known?.last ?? 0) + 1;
}

/** Conversations that are sent together, and the size of what goes into one request. */
const TOGETHER = 32;
const LONGEST_BATCH = 2_000_000;

/** A message on its way, and why it was not taken. */
interface OutgoingLetter {
  row: OutboxRow;
  sealed?: string;
  error?: unknown;
}

/** Messages of one request: those that could be sealed, up to a size. */
function packsOf(letters: readonly OutgoingLetter[]): OutgoingLetter[][] {
  const packs: OutgoingLetter[][] = [];
  let size = LONGEST_BATCH;
  for (const letter of letters) {
    if (!letter.sealed) continue;
    size += letter.sealed.length;
    if (size > LONGEST_BATCH) {
      packs.push([]);
      size = letter.sealed.length;
    }
    packs.at(-1)?.push(letter);
  }
  return packs;
}

async function dueReceivers<T extends DeliveryTables>(session: Session<T>): Promise<string[]> {
  const rows = await findDueReceivers(session, { now: Date.now() });
  return rows.map(({ receiver }) => receiver);
}

const findDueReceivers = prepared(({ db, t: { outbox } }: Session<DeliveryTables>) =>
  db
    .selectDistinct({ receiver: outbox.receiver })
    .from(outbox)
    .where(and(eq(outbox.state, 'pending'), lte(outbox.nextAttemptAt, given('now')))),
);

/** Messages of these receivers that are due and the first of their conversation. */
const findDueHeads = preparedForKeys(({ db, t: { outbox } }: Session<DeliveryTables>, receivers) => {
  const earlier = aliasedTable(outbox, 'earlier');
  // An earlier one that waits for its next attempt, or is a dead letter, holds the later ones back.
  const blocking = db
    .select({ id: earlier.id })
    .from(earlier)
    .where(
      and(
        eq(earlier.receiver, outbox.receiver),
        eq(earlier.subject, outbox.subject),
        lt(earlier.sequence, outbox.sequence),
        inArray(earlier.state, ['pending', 'dead']),
      ),
    );
  return db
    .select()
    .from(outbox)
    .where(
      and(
        eq(outbox.state, 'pending'),
        lte(outbox.nextAttemptAt, given('now')),
        inArray(outbox.receiver, receivers),
        notExists(blocking),
      ),
    )
    .orderBy(asc(outbox.position))
    .limit(given('limit'));
});

/** 送信箱: at least once, in order per receiver and subject. */
export function createOutbox<T extends DeliveryTables>(context: MailroomContext<T>): Outbox {
  const { self, store, clock, cipher } = context;
  const silence = createSilence(() => new Date().toISOString());
  const lanes = new Map<string, () => Promise<number>>();

  async function post(session: Session<DeliveryTables>, outgoing: OutgoingMessage): Promise<string> {
    const { schema, version } = MESSAGE_TYPES[outgoing.type];
    const content: unknown = schema.parse(outgoing.content);
    const sequence = await nextSequence(session, outgoing.to, outgoing.subject);
    const id = context.newId();
    const held = context.routeOf(outgoing.to) === 'mailbox';
    const now = clock.now();
    await insertOutgoing(session, {
      id,
      type: outgoing.type,
      version,
      receiver: outgoing.to,
      subject: outgoing.subject,
      sequence,
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
    const bases = new Set((await store.read(dueReceivers)).map(context.routeOf));
    const taken = await Promise.all([...bases].map((base) => laneOf(base)()));
    return taken.reduce((sum, count) => sum + count, 0);
  }

  function laneOf(base: string): () => Promise<number> {
    const lane = lanes.get(base) ?? createLane(() => deliverTo(base));
    lanes.set(base, lane);
    return lane;
  }

  async function deliverTo(base: string): Promise<number> {
    const due = await store.read(dueReceivers);
    const receivers = due.filter((receiver) => context.routeOf(receiver) === base);
    const failed = new Set<string>();
    for (let taken = 0; ; ) {
      const found = await store.read(async (session) =>
        findDueHeads(session, receivers, { now: Date.now(), limit: TOGETHER + failed.size }),
      );
      const heads = found.filter(({ id }) => !failed.has(id));
      if (heads.length === 0) return taken;
      const errors = await sendTogether(heads, base);
      taken += errors.filter((error) => error === undefined).length;
      // The door is silent: asking it again for every other letter would only take time.
      if (errors.some((error) => error instanceof OutageError)) return taken;
      for (const [index, { id }] of heads.entries()) if (errors[index]) failed.add(id);
    }
  }

  /** Sends letters of different conversations; says of each why it was not taken. */
  async function sendTogether(rows: readonly OutboxRow[], base: string): Promise<unknown[]> {
    const letters = await Promise.all(rows.map(sealedOnce));
    for (const pack of packsOf(letters)) {
      const refused = await sendBatch(
        context,
        { base, code: pack[0]?.row.receiver ?? '' },
        pack.map(({ sealed = '' }) => sealed),
      );
      for (const [index, letter] of pack.entries()) letter.error = refused[index];
    }
    await store.write(async (session) => {
      for (const { row, sealed, error } of letters) {
        if (error) await recordFailure(session, row, sealed, error);
        else await recordSent(session, self, row, sealed, clock.now());
      }
    });
    for (const { row, error } of letters) {
      if (!error) silence.ended(row.receiver);
      else if (error instanceof OutageError) silence.noticed(row.receiver);
    }
    return letters.map(({ error }) => error);
  }

  async function sealedOnce(row: OutboxRow): Promise<OutgoingLetter> {
    if (row.sealed) return { row, sealed: row.sealed };
    return sealRow(context, row).then(
      (sealed) => ({ row, sealed }),
      (error: unknown) => ({ row, error }),
    );
  }

  async function recordFailure(
    session: Session<DeliveryTables>,
    row: OutboxRow,
    sealed: string | undefined,
    error: unknown,
  ): Promise<void> {
    // A refusal is for good; so is a failure of our own: sending it again cannot help, an officer has to see it.
    const transient = error instanceof OutageError || error instanceof UnknownOrganisationError;
    const attempts = row.attempts + 1;
    await updateOutgoing(
      session,
      { of: row.id },
      {
        state: transient ? 'pending' : 'dead',
        attempts,
        nextAttemptAt: Math.round(Date.now() + context.backOff(attempts)),
        error: describeError(error),
        sealed: sealed ?? null,
        changedAt: clock.now(),
      },
    );
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

  return { post, deliver, retry, silence };
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
