import { desc, eq } from 'drizzle-orm';
import { MESSAGE_TYPES, type MessageType } from '#app/messages/contracts/catalogue.ts';
import type { NationalTables } from '#db/schema/index.ts';
import type { Store } from '#db/store.ts';

/** 電文 that crossed the line, as the carrier sees it: never its content. */
export interface TrafficEntry {
  id: string;
  at: string;
  door: string;
  type: string;
  title: string;
  from: string;
  to: string;
  /** waiting = in the receiver's mailbox; delivered = acknowledged; handled, answered = by the system itself. */
  state: 'waiting' | 'delivered' | 'handled' | 'answered' | 'refused';
  deliveredAt?: string;
  /** Why it was refused. */
  code?: string;
}

/** The newest messages at the doors of J-LIS and the 中間サーバー, newest first. */
export async function trafficOf(store: Store<NationalTables>, limit: number): Promise<TrafficEntry[]> {
  const { received, mail } = await store.read(async ({ db, t }) => ({
    received: await db
      .select()
      .from(t.doorMessages)
      .leftJoin(t.doorMail, eq(t.doorMail.id, t.doorMessages.key))
      .orderBy(desc(t.doorMessages.position))
      .limit(limit),
    mail: await db
      .select()
      .from(t.doorMail)
      .where(eq(t.doorMail.sender, t.doorMail.door))
      .orderBy(desc(t.doorMail.position))
      .limit(limit),
  }));
  const entries = [
    ...received.map(
      ({ door_messages: message, door_mail: box }): TrafficEntry => ({
        id: message.messageId || message.key,
        at: message.receivedAt,
        door: message.door,
        type: message.type,
        title: titleOf(message.type),
        from: message.sender,
        to: message.receiver,
        state: message.outcome === 'carried' ? (box?.acknowledgedAt ? 'delivered' : 'waiting') : message.outcome,
        ...(box?.acknowledgedAt ? { deliveredAt: box.acknowledgedAt } : {}),
        ...(message.code ? { code: message.code } : {}),
      }),
    ),
    ...mail.map(
      (own): TrafficEntry => ({
        id: own.id,
        at: own.storedAt,
        door: own.door,
        type: own.type,
        title: titleOf(own.type),
        from: own.sender,
        to: own.receiver,
        state: own.acknowledgedAt ? 'delivered' : 'waiting',
        ...(own.acknowledgedAt ? { deliveredAt: own.acknowledgedAt } : {}),
      }),
    ),
  ];
  return entries.sort((a, b) => (a.at === b.at ? compare(b.id, a.id) : compare(b.at, a.at))).slice(0, limit);
}

function titleOf(type: string): string {
  return Object.hasOwn(MESSAGE_TYPES, type) ? MESSAGE_TYPES[type as MessageType].title : '不明な電文';
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
