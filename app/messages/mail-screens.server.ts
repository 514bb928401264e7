import { and, count, desc, eq, inArray, min } from 'drizzle-orm';
import type { DeliveryTables } from '#db/schema/index.ts';
import { MESSAGE_TYPES, type MessageType } from './contracts/catalogue.ts';
import type { MailTotal } from './mail-comparison.ts';
import type { Mailroom, MailroomContext } from './mailroom.server.ts';

/** One message as a screen may show it: everything but its content. */
export interface MailRow {
  id: string;
  direction: 'out' | 'in';
  type: MessageType;
  /** Japanese name of the type. */
  title: string;
  from: string;
  to: string;
  subject: string;
  sequence: number;
  sentAt: string;
  state: 'pending' | 'held' | 'sent' | 'dead' | 'waiting' | 'failed' | 'applied';
  /** Legal time of the last change of state. */
  at: string;
  attempts: number;
  error?: string;
}

/** An unreadable message: what it claims, and why it could not be read. `id` serves `retry`. */
export interface UnreadableRow {
  id: string;
  reason: string;
  detail: string;
  claimedType?: string;
  claimedSender?: string;
  receivedAt: string;
}

/** 滞留: messages of one direction and state with one other organisation, and since when the first has waited. */
export interface MailQueue {
  peer: string;
  direction: 'out' | 'in';
  state: 'pending' | 'held' | 'dead' | 'waiting' | 'failed';
  count: number;
  since: string;
}

/** 絞り込み of the record: messages with one organisation, and in one state. */
export interface MailFilter {
  peer?: string;
  state?: MailRow['state'];
}

const OUT_STATES = ['pending', 'held', 'sent', 'dead'] as const;
const IN_STATES = ['waiting', 'failed', 'applied'] as const;

/** Rows of one list that is shown whole. */
const LIST = 500;

type Row = DeliveryTables['outbox']['$inferSelect'] | DeliveryTables['inbox']['$inferSelect'];

/** 自団体の記録の数 from the counts of each state. */
function totalsOf(
  rows: readonly (Pick<MailTotal, 'direction' | 'peer' | 'type'> & { state: MailRow['state']; n: number })[],
): MailTotal[] {
  const totals = new Map<string, MailTotal>();
  for (const { direction, peer, type, state, n } of rows) {
    const key = `${direction} ${peer} ${type}`;
    const one = totals.get(key) ?? { direction, peer, type, passed: 0, applied: 0, open: 0 };
    if (direction === 'in' || state === 'sent') one.passed += Number(n);
    else one.open += Number(n);
    if (state === 'applied') one.applied += Number(n);
    totals.set(key, one);
  }
  return [...totals.values()];
}

/** What officers and the demo page see of the mail. */
export function createMailScreens<T extends DeliveryTables>(
  context: MailroomContext<T>,
): Pick<Mailroom, 'log' | 'totals' | 'deadLetters' | 'waiting' | 'unreadable' | 'queues'> {
  const { self, store } = context;

  function toRow(row: Row): MailRow {
    const out = 'receiver' in row;
    const type = row.type as MessageType;
    return {
      id: row.id,
      direction: out ? 'out' : 'in',
      type,
      title: MESSAGE_TYPES[type]?.title ?? row.type,
      from: out ? self : row.sender,
      to: out ? row.receiver : self,
      subject: row.subject,
      sequence: row.sequence,
      sentAt: row.sentAt,
      state: row.state,
      at: row.changedAt,
      attempts: row.attempts,
      ...(row.error ? { error: row.error } : {}),
    };
  }

  return {
    log: (limit, { peer, state } = {}) =>
      store.read(async ({ db, t: { outbox, inbox } }) => {
        const out = state && OUT_STATES.find((one) => one === state);
        const into = state && IN_STATES.find((one) => one === state);
        const toPeer = and(peer ? eq(outbox.receiver, peer) : undefined, out ? eq(outbox.state, out) : undefined);
        const fromPeer = and(peer ? eq(inbox.sender, peer) : undefined, into ? eq(inbox.state, into) : undefined);
        const newest = <R>(wanted: boolean, ask: () => Promise<R[]>) => (wanted ? ask() : Promise.resolve([]));
        const sent: Row[] = await newest(!state || out !== undefined, () =>
          db.select().from(outbox).where(toPeer).orderBy(desc(outbox.position)).limit(limit),
        );
        const received: Row[] = await newest(!state || into !== undefined, () =>
          db.select().from(inbox).where(fromPeer).orderBy(desc(inbox.position)).limit(limit),
        );
        const rows = [...sent, ...received].map(toRow);
        return rows.sort((a, b) => b.at.localeCompare(a.at) || b.sentAt.localeCompare(a.sentAt)).slice(0, limit);
      }),
    totals: () =>
      store.read(async ({ db, t: { outbox, inbox } }) => {
        const out = await db
          .select({ peer: outbox.receiver, type: outbox.type, state: outbox.state, n: count() })
          .from(outbox)
          .groupBy(outbox.receiver, outbox.type, outbox.state);
        const into = await db
          .select({ peer: inbox.sender, type: inbox.type, state: inbox.state, n: count() })
          .from(inbox)
          .groupBy(inbox.sender, inbox.type, inbox.state);
        return totalsOf([
          ...out.map((row) => ({ ...row, direction: 'out' as const })),
          ...into.map((row) => ({ ...row, direction: 'in' as const })),
        ]);
      }),
    // By the index on the state: what was sent and applied is never read.
    queues: () =>
      store.read(async ({ db, t: { outbox, inbox } }) => {
        const out = await db
          .select({ peer: outbox.receiver, state: outbox.state, count: count(), since: min(outbox.sentAt) })
          .from(outbox)
          .where(inArray(outbox.state, ['pending', 'held', 'dead']))
          .groupBy(outbox.receiver, outbox.state);
        const into = await db
          .select({ peer: inbox.sender, state: inbox.state, count: count(), since: min(inbox.receivedAt) })
          .from(inbox)
          .where(inArray(inbox.state, ['waiting', 'failed']))
          .groupBy(inbox.sender, inbox.state);
        return [
          ...out.map((row) => ({ ...row, direction: 'out' as const })),
          ...into.map((row) => ({ ...row, direction: 'in' as const })),
        ].flatMap(({ state, since, count, ...row }) =>
          state === 'sent' || state === 'applied' ? [] : [{ ...row, state, count: Number(count), since: since ?? '' }],
        );
      }),
    deadLetters: () =>
      store.read(async ({ db, t }) => {
        const rows: Row[] = await db
          .select()
          .from(t.outbox)
          .where(eq(t.outbox.state, 'dead'))
          .orderBy(desc(t.outbox.position))
          .limit(LIST);
        return rows.map(toRow);
      }),
    waiting: () =>
      store.read(async ({ db, t }) => {
        const rows: Row[] = await db
          .select()
          .from(t.inbox)
          .where(inArray(t.inbox.state, ['waiting', 'failed']))
          .orderBy(desc(t.inbox.position))
          .limit(LIST);
        return rows.map(toRow);
      }),
    unreadable: () =>
      store.read(async ({ db, t }) => {
        const rows = await db.select().from(t.unreadable).orderBy(desc(t.unreadable.position)).limit(LIST);
        return rows.map((row) => ({
          id: row.digest,
          reason: row.reason,
          detail: row.detail,
          ...(row.claimedType ? { claimedType: row.claimedType } : {}),
          ...(row.claimedSender ? { claimedSender: row.claimedSender } : {}),
          receivedAt: row.receivedAt,
        }));
      }),
  };
}
