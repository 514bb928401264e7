import { and, eq, lt } from 'drizzle-orm';
import type { CardFile } from '../cards/card-file.ts';
import { isWellFormedPin, normalisePin, type PinKind } from '../cards/pin-rules.ts';
import type { Pins } from '../cards/pins.ts';
import type { CardSession, JpkiDeps } from '../deps.ts';

export type TerminalRow = CardSession['t']['terminalSessions']['$inferSelect'];

/** At the counter: a pad waits, a card that was read stays read for the time of a visit. Seconds. */
const PAD_LIFE = 1800;
const READ_LIFE = 4 * 3600;

export function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}

/** カードの提示: sessions of the card terminal, from the pad to the card that was read. */
export function createTerminalSessions(deps: JpkiDeps, parts: { file: CardFile; pins: Pins }) {
  const { store } = deps;
  const { file, pins } = parts;

  async function change(id: string, values: Partial<TerminalRow>, only?: { attempt: number }): Promise<boolean> {
    return store.write(async ({ db, t }) => {
      const ofSession = eq(t.terminalSessions.id, id);
      const changed = await db
        .update(t.terminalSessions)
        .set(values)
        .where(only ? and(ofSession, eq(t.terminalSessions.attempt, only.attempt)) : ofSession)
        .returning({ id: t.terminalSessions.id });
      return changed.length > 0;
    });
  }

  /** Counts the form once and hands over its PIN, if it has the right shape. */
  async function takeForm(
    row: TerminalRow,
    attempt: string,
    kind: PinKind,
    entry: string,
  ): Promise<string | undefined> {
    if (attempt !== String(row.attempt)) return undefined;
    if (!(await change(row.id, { attempt: row.attempt + 1, notice: null }, row))) return undefined;
    const pin = normalisePin(entry);
    if (isWellFormedPin(kind, pin)) return pin;
    await change(row.id, { notice: 'malformedPin' });
    return undefined;
  }

  return {
    async open(town: string, returnUrl: string): Promise<string> {
      const id = deps.newId();
      await store.write(async ({ db, t }) => {
        await db.delete(t.terminalSessions).where(lt(t.terminalSessions.expiresAt, nowSeconds() - READ_LIFE));
        await db.insert(t.terminalSessions).values({
          id,
          town,
          returnUrl,
          state: 'choose',
          verified: false,
          attempt: 0,
          expiresAt: nowSeconds() + PAD_LIFE,
        });
      });
      return id;
    },

    find: (id: string): Promise<TerminalRow | undefined> =>
      store.read(async ({ db, t }) => {
        const [row] = await db.select().from(t.terminalSessions).where(eq(t.terminalSessions.id, id)).limit(1);
        return row;
      }),

    /** The first browser that opens the pad keeps it. */
    async bind(row: TerminalRow, browserHash: string): Promise<void> {
      if (row.browserHash === null) await change(row.id, { browserHash });
    },

    async presentCard(row: TerminalRow, cardId: string): Promise<void> {
      const card = await file.find(cardId);
      const chosen = { cardId, state: 'tap', verified: false, notice: null } as const;
      await change(row.id, card ? chosen : { state: 'choose', notice: 'noCard' });
    },
    async takeBack(row: TerminalRow): Promise<void> {
      await change(row.id, { state: 'choose', cardId: null, verified: false, notice: null });
    },
    async tap(row: TerminalRow): Promise<void> {
      await change(row.id, row.cardId ? { state: 'pin', notice: null } : { state: 'choose', notice: 'noCard' });
    },

    /** true = the card is read and the way leads back to the town. */
    async enterPin(row: TerminalRow, attempt: string, entry: string): Promise<boolean> {
      if (!row.cardId || row.state !== 'pin') return false;
      const pin = await takeForm(row, attempt, 'residentRegister', entry);
      if (pin === undefined) return false;
      const { result } = await pins.verify(row.cardId, 'residentRegister', pin);
      if (result === 'right') {
        return change(row.id, { state: 'read', verified: true, expiresAt: nowSeconds() + READ_LIFE });
      }
      if (result === 'wrong') await change(row.id, { notice: 'wrongPin' });
      return false;
    },

    /** The holder's new PIN, typed twice; true = set, and nothing more is asked at the pad. */
    async setPin(row: TerminalRow, attempt: string, entry: string, again: string): Promise<boolean> {
      const { cardId, resetting: kind } = row;
      if (!cardId || !kind || row.state !== 'newPin') return false;
      const pin = await takeForm(row, attempt, kind, entry);
      if (pin === undefined) return false;
      if (normalisePin(again) !== pin) {
        await change(row.id, { notice: 'unequalPins' });
        return false;
      }
      return store.write(async (session) => {
        const { db, t } = session;
        await pins.reset(session, cardId, kind, pin);
        await db
          .update(t.terminalSessions)
          .set({ state: row.verified ? 'read' : 'pin', resetting: null, notice: row.verified ? null : 'pinSet' })
          .where(eq(t.terminalSessions.id, row.id));
        return row.verified;
      });
    },

    /** 暗証番号の再設定: by a town that identified the holder (法第27条); kept with the proof that was shown. */
    async allowReset(row: TerminalRow, kind: PinKind, identifiedBy: string): Promise<void> {
      const { cardId } = row;
      if (!cardId) throw new Error('A PIN is reset only for a card that was presented.');
      await store.write(async ({ db, t }) => {
        await db.insert(t.pinResets).values({ town: row.town, cardId, pin: kind, identifiedBy, at: deps.clock.now() });
        await db
          .update(t.terminalSessions)
          .set({ state: 'newPin', resetting: kind, notice: null, expiresAt: nowSeconds() + READ_LIFE })
          .where(eq(t.terminalSessions.id, row.id));
      });
    },

    isLocked: async (row: TerminalRow): Promise<boolean> =>
      row.state === 'pin' && row.cardId !== null && (await pins.left(row.cardId, 'residentRegister')) === 0,

    /** Back to the officer without the card's data. A locked PIN stays on record: the officer sees it and can help. */
    async leave(row: TerminalRow, locked: boolean): Promise<void> {
      if (row.state === 'newPin') await change(row.id, { state: row.verified ? 'read' : 'pin', resetting: null });
      else if (row.state !== 'read' && !locked) await change(row.id, { state: 'cancelled' });
    },
  };
}

export type TerminalSessions = ReturnType<typeof createTerminalSessions>;
