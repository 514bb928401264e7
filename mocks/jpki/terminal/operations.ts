import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { ProblemError } from '#app/messages/problems.ts';
import {
  CARD_REFUSALS,
  type CardContinuation,
  type CardOperation,
  type CardOperationState,
  type CardRefusalCode,
} from '#app/national/contracts/card-terminal.ts';
import { tokyoDate } from '#app/vocabulary/tokyo.ts';
import { type CardRow, lapseOf } from '../cards/card-file.ts';
import { isUnderFifteen, REMARK_LINES, replaceCertificate } from '../cards/new-card.ts';
import type { CardSession, JpkiDeps } from '../deps.ts';
import { nowSeconds, type TerminalRow } from './sessions.ts';

type OperationRow = CardSession['t']['cardOperations']['$inferSelect'];

export function refuseOperation(code: CardRefusalCode): ProblemError {
  return new ProblemError({ status: 409, code, detail: CARD_REFUSALS[code] });
}

function stateOf(row: OperationRow): CardOperationState {
  return {
    operationId: row.id,
    state: row.state,
    kind: row.kind,
    cardId: row.cardId,
    remarkLinesLeft: row.remarkLinesLeft,
  };
}

/** 券面・チップの書換えと継続利用: each with a number of the town, done once, confirmed by the town afterwards. */
export function createCardOperations({ store, clock }: Pick<JpkiDeps, 'store' | 'clock'>) {
  async function find({ db, t }: CardSession, id: string): Promise<OperationRow | undefined> {
    const [row] = await db.select().from(t.cardOperations).where(eq(t.cardOperations.id, id)).limit(1);
    return row;
  }

  /** The rewriting that a town had done and has not confirmed. */
  async function findUnconfirmed({ db, t }: CardSession, town: string, cardId: string): Promise<string | undefined> {
    const [row] = await db
      .select({ id: t.cardOperations.id })
      .from(t.cardOperations)
      .where(
        and(
          eq(t.cardOperations.cardId, cardId),
          eq(t.cardOperations.town, town),
          eq(t.cardOperations.state, 'written'),
        ),
      )
      .limit(1);
    return row?.id;
  }

  async function write(
    session: CardSession,
    town: string,
    card: CardRow,
    operation: CardOperation,
  ): Promise<Pick<OperationRow, 'state' | 'remarkLinesLeft'>> {
    const { db, t } = session;
    const ofCard = eq(t.cards.id, card.id);
    switch (operation.kind) {
      case 'rewrite': {
        if (card.remarkLinesLeft <= 0) throw refuseOperation('remarkLinesFull');
        const remarkLinesLeft = card.remarkLinesLeft - 1;
        const { address, municipalityCode, on } = operation;
        const line = REMARK_LINES - remarkLinesLeft;
        await db.insert(t.cardRemarks).values({ cardId: card.id, line, address, municipalityCode, on });
        await db.update(t.cards).set({ address, municipalityCode, remarkLinesLeft }).where(ofCard);
        return { state: 'written', remarkLinesLeft };
      }
      case 'issueSigningCertificate': {
        if (card.municipalityCode !== town) throw refuseOperation('otherMunicipality');
        if (isUnderFifteen(card.bornOn, operation.on)) throw refuseOperation('underFifteen');
        await replaceCertificate(session, card, 'signature', { on: operation.on, at: clock.now() });
        return { state: 'confirmed', remarkLinesLeft: card.remarkLinesLeft };
      }
    }
  }

  async function livingCard({ db, t }: CardSession, cardId: string): Promise<CardRow> {
    const [card] = await db.select().from(t.cards).where(eq(t.cards.id, cardId)).limit(1);
    if (!card || lapseOf(card, tokyoDate(clock.now()))) throw refuseOperation('cardLapsed');
    return card;
  }

  /** One operation number, one piece of work: repeated with the same content it gives the same answer. */
  function once(
    town: string,
    kind: OperationRow['kind'],
    request: { operationId: string },
    work: (session: CardSession) => Promise<Pick<OperationRow, 'cardId' | 'state' | 'remarkLinesLeft'>>,
  ): Promise<CardOperationState> {
    const digest = createHash('sha256').update(JSON.stringify(request)).digest('base64url');
    return store.write(async (session) => {
      const known = await find(session, request.operationId);
      if (known) {
        if (known.digest !== digest || known.town !== town) throw refuseOperation('otherOperation');
        return stateOf(known);
      }
      const done = await work(session);
      const row: OperationRow = { id: request.operationId, town, kind, digest, writtenAt: clock.now(), ...done };
      await session.db.insert(session.t.cardOperations).values(row);
      return stateOf(row);
    });
  }

  return {
    findUnconfirmed: (town: string, cardId: string) => store.read((session) => findUnconfirmed(session, town, cardId)),

    /** Does it once: the same number again gives the same answer, also after the session has ended. */
    perform: (terminal: TerminalRow, operation: CardOperation): Promise<CardOperationState> =>
      once(terminal.town, operation.kind, operation, async (session) => {
        const { cardId, state, town } = terminal;
        if (!cardId || state !== 'read' || terminal.expiresAt < nowSeconds()) throw refuseOperation('pinNotEntered');
        const card = await livingCard(session, cardId);
        if (await findUnconfirmed(session, town, cardId)) throw refuseOperation('unconfirmedOperation');
        return { cardId, ...(await write(session, town, card, operation)) };
      }),

    /** 継続利用 of the card that this town rewrote: its PIN was entered then. */
    continueUse: (town: string, rewriting: string, continuation: CardContinuation): Promise<CardOperationState> =>
      once(town, 'continueUse', continuation, async (session) => {
        const { db, t } = session;
        const rewritten = await find(session, rewriting);
        if (rewritten?.town !== town || rewritten.kind !== 'rewrite') throw refuseOperation('otherMunicipality');
        if (rewritten.state !== 'confirmed') throw refuseOperation('unconfirmedOperation');
        const { id, municipalityCode, remarkLinesLeft } = await livingCard(session, rewritten.cardId);
        if (municipalityCode !== town) throw refuseOperation('otherMunicipality');
        const continued = { continuedOn: continuation.on, continuedIn: town };
        await db
          .update(t.cards)
          .set({ continueUseBy: null, lapsesOn: null, lapseReason: null, ...continued })
          .where(eq(t.cards.id, id));
        // Nothing on the face depends on it: there is nothing to confirm.
        return { cardId: id, state: 'confirmed', remarkLinesLeft };
      }),

    state: async (town: string, operationId: string): Promise<CardOperationState> => {
      const row = await store.read((session) => find(session, operationId));
      return row?.town === town ? stateOf(row) : { operationId, state: 'notReceived' };
    },

    confirm: (town: string, operationId: string): Promise<CardOperationState> =>
      store.write(async (session) => {
        const { db, t } = session;
        const row = await find(session, operationId);
        if (row?.town !== town) return { operationId, state: 'notReceived' };
        await db.update(t.cardOperations).set({ state: 'confirmed' }).where(eq(t.cardOperations.id, operationId));
        return stateOf({ ...row, state: 'confirmed' });
      }),
  };
}

export type CardOperations = ReturnType<typeof createCardOperations>;
