import { createHash } from 'node:crypto';
import { type ChainState, sealingOf, verifyChain } from '#db/hash-chain.ts';
import { preparedInsert } from '#db/prepared.ts';
import type { DeliveryTables } from '#db/schema/index.ts';
import type { Session, Store } from '#db/store.ts';

/** A message as it crossed the line. */
export interface LoggedMessage {
  direction: 'out' | 'in';
  messageId: string;
  type: string;
  sender: string;
  receiver: string;
  at: string;
  sealed: string;
}

/** SHA-256 of what crossed the line: sender and receiver can compare their records. */
export function digestOf(sealed: string): string {
  return createHash('sha256').update(sealed).digest('base64url');
}

/** 電文記録: one entry, in the transaction of what it records. */
export async function logMessage(session: Session<DeliveryTables>, entry: LoggedMessage): Promise<void> {
  const { sealed, ...rest } = entry;
  await insertLogged(session, { ...rest, digest: digestOf(sealed) });
}

const insertLogged = preparedInsert((t: DeliveryTables) => t.messageLog);

const sealEntries = sealingOf((t: DeliveryTables) => ({ entries: t.messageLog, seals: t.messageLogSeals }));

/** Chains the entries that are not chained yet. Returns how many. */
export function sealMessageLog(store: Store<DeliveryTables>): Promise<number> {
  return sealEntries(store);
}

/** 改ざんの検査: recomputes the chain over the stored bytes. */
export function verifyMessageLog(store: Store<DeliveryTables>): Promise<ChainState> {
  return verifyChain(store, (t) => ({ entries: t.messageLog, seals: t.messageLogSeals }));
}
