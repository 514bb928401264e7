import { and, eq } from 'drizzle-orm';
import type { Cipher } from '#db/cipher.ts';
import type { CardSession, JpkiDeps } from '../deps.ts';
import { isWellFormedPin, PIN_RULES, type PinKind } from './pin-rules.ts';

/** 照合の結果. `left`: entries that remain before the PIN is locked. */
export type PinResult = { result: 'right' } | { result: 'wrong'; left: number } | { result: 'locked' };

/** 練習の結果: the last entry before the lock is never spent on a rehearsal. */
export type RehearsedPin = PinResult['result'] | 'lastTry';

/** A short PIN has no secret of its own: what protects the stored form is the key of the hash. */
export function pinHash(cipher: Cipher, cardId: string, kind: PinKind, pin: string): string {
  return cipher.lookup(`pin ${cardId} ${kind} ${pin}`);
}

/** 暗証番号の照合と再設定: counters live in the database, as on a chip they live in the chip. */
export interface Pins {
  /** The entry is counted and committed before anybody learns the result; entries for one card wait in one queue. */
  verify(cardId: string, kind: PinKind, entry: string): Promise<PinResult>;
  /** The same, unless a wrong entry would lock the PIN. */
  rehearse(cardId: string, kind: PinKind, entry: string): Promise<RehearsedPin>;
  /** Entries that remain; 0 = locked. */
  left(cardId: string, kind: PinKind): Promise<number>;
  /** Sets a new PIN and the counter back. The caller has identified the holder. */
  reset(session: CardSession, cardId: string, kind: PinKind, pin: string): Promise<void>;
}

export function createPins({ store, cipher }: Pick<JpkiDeps, 'store' | 'cipher'>): Pins {
  async function find({ db, t }: CardSession, cardId: string, kind: PinKind) {
    const [row] = await db
      .select()
      .from(t.cardPins)
      .where(and(eq(t.cardPins.cardId, cardId), eq(t.cardPins.kind, kind)))
      .limit(1);
    return row;
  }

  async function enter(session: CardSession, cardId: string, kind: PinKind, entry: string): Promise<PinResult> {
    const { db, t } = session;
    const row = await find(session, cardId, kind);
    const { tries } = PIN_RULES[kind];
    if (!row || row.failures >= tries) return { result: 'locked' };
    const right = row.hash === pinHash(cipher, cardId, kind, entry);
    const failures = right ? 0 : row.failures + 1;
    if (failures !== row.failures) {
      await db
        .update(t.cardPins)
        .set({ failures })
        .where(and(eq(t.cardPins.cardId, cardId), eq(t.cardPins.kind, kind)));
    }
    if (right) return { result: 'right' };
    return failures >= tries ? { result: 'locked' } : { result: 'wrong', left: tries - failures };
  }

  return {
    verify: (cardId, kind, entry) => store.write((session) => enter(session, cardId, kind, entry)),

    rehearse: (cardId, kind, entry) =>
      store.write(async (session): Promise<RehearsedPin> => {
        const row = await find(session, cardId, kind);
        if (row?.failures === PIN_RULES[kind].tries - 1) return 'lastTry';
        return (await enter(session, cardId, kind, entry)).result;
      }),

    left: (cardId, kind) =>
      store.read(async (session) => {
        const row = await find(session, cardId, kind);
        return row ? Math.max(0, PIN_RULES[kind].tries - row.failures) : 0;
      }),

    async reset({ db, t }, cardId, kind, pin) {
      if (!isWellFormedPin(kind, pin)) throw new Error('The new PIN does not have the required shape.');
      await db
        .update(t.cardPins)
        .set({ hash: pinHash(cipher, cardId, kind, pin), failures: 0 })
        .where(and(eq(t.cardPins.cardId, cardId), eq(t.cardPins.kind, kind)));
    },
  };
}
