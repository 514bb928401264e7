import { and, eq, lt } from 'drizzle-orm';
import type { AuthAppReturnReason } from '#app/national/contracts/digital-auth.ts';
import type { CardFile, CardRow } from '../cards/card-file.ts';
import type { Chip } from '../cards/chip.ts';
import { isWellFormedPin, normalisePin, type PinKind } from '../cards/pin-rules.ts';
import type { Pins, RehearsedPin } from '../cards/pins.ts';
import type { CardSession, JpkiDeps } from '../deps.ts';
import type { AuthorizationRequest } from './authorization-request.ts';
import type { Grants } from './grants.ts';
import { callbackUrl, nowSeconds, scopesOf } from './protocol.ts';

export type VisitRow = CardSession['t']['authInteractions']['$inferSelect'];

/** Time for a visit, also for people who look for their PIN. */
const VISIT_LIFE = 1800;

/** The scope of a visit on which nothing is handed to anybody: the person tries the PINs. */
export const REHEARSAL = 'rehearsal';

/** What a scope asks of the person. */
export function pinKindOf(scope: string): PinKind {
  const scopes = scopesOf(scope);
  if (scopes.has('sign')) return 'signature';
  return ['name', 'address', 'birthdate', 'gender'].some((name) => scopes.has(name)) ? 'cardSurface' : 'authentication';
}

/** Where a visit stands with the card that was chosen. */
export type CardState =
  | { state: 'ready'; left: number }
  | { state: 'locked' }
  | { state: 'unusable'; because: 'lapsed' | 'noSigningCertificate' | 'certificateRevoked' | 'certificateExpired' };

/** 認証・署名の一回の利用: one visit from the authorization request to the way back. */
export function createVisits(deps: JpkiDeps, parts: { file: CardFile; pins: Pins; chip: Chip; grants: Grants }) {
  const { store, cipher, clock } = deps;
  const { file, pins, chip, grants } = parts;

  async function change(id: string, values: Partial<VisitRow>, only?: { attempt: number }): Promise<boolean> {
    return store.write(async ({ db, t }) => {
      const ofVisit = eq(t.authInteractions.id, id);
      const changed = await db
        .update(t.authInteractions)
        .set(values)
        .where(only ? and(ofVisit, eq(t.authInteractions.attempt, only.attempt)) : ofVisit)
        .returning({ id: t.authInteractions.id });
      return changed.length > 0;
    });
  }

  function findTransaction(id: string) {
    return store.read(async ({ db, t }) => {
      const [row] = await db.select().from(t.signTransactions).where(eq(t.signTransactions.id, id)).limit(1);
      return row;
    });
  }

  /** A chip signs whatever its certificate is worth; whoever verifies decides. Sign-in is verified here. */
  async function cardState(visit: VisitRow, card: CardRow): Promise<CardState> {
    const kind = pinKindOf(visit.scope);
    if (kind === 'signature') {
      const certificate = await file.certificateOf(card.id, 'signature');
      if (!certificate) return { state: 'unusable', because: 'noSigningCertificate' };
    } else if (file.lapseOf(card)) return { state: 'unusable', because: 'lapsed' };
    if (kind === 'authentication') {
      const certificate = await file.certificateOf(card.id, 'authentication');
      if (!certificate || certificate.revokedAt) return { state: 'unusable', because: 'certificateRevoked' };
      if (certificate.notAfter < clock.now()) return { state: 'unusable', because: 'certificateExpired' };
    }
    const left = await pins.left(card.id, kind);
    return left > 0 ? { state: 'ready', left } : { state: 'locked' };
  }

  async function finish(visit: VisitRow, card: CardRow): Promise<string> {
    const transaction = visit.signTransactionId ? await findTransaction(visit.signTransactionId) : undefined;
    const signed = transaction && (await chip.sign(card.id, Buffer.from(transaction.digest, 'base64')));
    const code = await store.write(async (session) => {
      const { db, t } = session;
      if (transaction && signed) {
        await db
          .update(t.signTransactions)
          .set({ ...signed, cardId: card.id })
          .where(eq(t.signTransactions.id, transaction.id));
      }
      await db.update(t.authInteractions).set({ step: 'done' }).where(eq(t.authInteractions.id, visit.id));
      return grants.giveCode(session, {
        clientId: visit.clientId,
        scope: visit.scope,
        redirectUri: visit.redirectUri,
        nonce: visit.nonce,
        codeChallenge: visit.codeChallenge,
        // The same for every card of this person at this service, and for no other service.
        subject: cipher.lookup(`subject ${visit.clientId} ${card.residentRecordCodeHash}`),
        cardId: card.id,
        signTransactionId: visit.signTransactionId,
        authenticatedAt: nowSeconds(),
      });
    });
    return callbackUrl(deps, visit.redirectUri, { code, state: visit.state });
  }

  return {
    cardState,
    findTransaction,

    async begin(request: AuthorizationRequest, browserHash: string): Promise<string> {
      const id = deps.newId();
      await store.write(async ({ db, t }) => {
        await db.delete(t.authInteractions).where(lt(t.authInteractions.expiresAt, nowSeconds() - VISIT_LIFE));
        await db.insert(t.authInteractions).values({
          id,
          clientId: request.client.clientId,
          redirectUri: request.redirectUri,
          scope: request.scope,
          state: request.state,
          nonce: request.nonce,
          codeChallenge: request.codeChallenge,
          signTransactionId: request.signTransactionId ?? null,
          browserHash,
          step: 'choose',
          attempt: 0,
          expiresAt: nowSeconds() + VISIT_LIFE,
        });
      });
      return id;
    },

    find: (id: string): Promise<VisitRow | undefined> =>
      store.read(async ({ db, t }) => {
        const [row] = await db.select().from(t.authInteractions).where(eq(t.authInteractions.id, id)).limit(1);
        return row;
      }),

    async chooseCard(visit: VisitRow, cardId: string): Promise<void> {
      const card = await file.find(cardId);
      await change(visit.id, card ? { cardId, step: 'tap', notice: null } : { step: 'choose', notice: 'noCard' });
    },
    async otherCard(visit: VisitRow): Promise<void> {
      await change(visit.id, { step: 'choose', cardId: null, notice: null });
    },
    async tap(visit: VisitRow): Promise<void> {
      await change(visit.id, visit.cardId ? { step: 'pin', notice: null } : { step: 'choose', notice: 'noCard' });
    },

    /** Where the person is sent back to after a right entry; undefined = the page of the visit tells what happened. */
    async enterPin(visit: VisitRow, attempt: string, entry: string): Promise<string | undefined> {
      const card = visit.cardId ? await file.find(visit.cardId) : undefined;
      if (!card || visit.scope === REHEARSAL || visit.step !== 'pin' || attempt !== String(visit.attempt))
        return undefined;
      // One form counts once: a double click or a reloaded page is not another entry.
      if (!(await change(visit.id, { attempt: visit.attempt + 1, notice: null }, visit))) return undefined;
      if ((await cardState(visit, card)).state !== 'ready') return undefined;
      const kind = pinKindOf(visit.scope);
      const pin = normalisePin(entry);
      if (!isWellFormedPin(kind, pin)) {
        await change(visit.id, { notice: 'malformedPin' });
        return undefined;
      }
      const { result } = await pins.verify(card.id, kind, pin);
      if (result === 'right') return finish(visit, card);
      if (result === 'wrong') await change(visit.id, { notice: 'wrongPin' });
      return undefined;
    },

    /** Entries that remain; undefined = the card has nothing that this PIN opens. */
    async triesLeft(card: CardRow, kind: PinKind): Promise<number | undefined> {
      if (kind === 'signature' && !(await file.certificateOf(card.id, 'signature'))) return undefined;
      return pins.left(card.id, kind);
    },

    /** 練習: undefined = the form counted before. */
    async rehearse(
      visit: VisitRow,
      kind: PinKind,
      attempt: string,
      entry: string,
    ): Promise<RehearsedPin | 'malformed' | undefined> {
      const card = visit.cardId ? await file.find(visit.cardId) : undefined;
      if (!card || visit.scope !== REHEARSAL || visit.step !== 'pin' || attempt !== String(visit.attempt))
        return undefined;
      if (!(await change(visit.id, { attempt: visit.attempt + 1 }, visit))) return undefined;
      const pin = normalisePin(entry);
      return isWellFormedPin(kind, pin) ? pins.rehearse(card.id, kind, pin) : 'malformed';
    },

    /** The way back without a result; the service learns whether a PIN or the card was the reason. */
    async leave(visit: VisitRow): Promise<string> {
      const card = visit.cardId && visit.step === 'pin' ? await file.find(visit.cardId) : undefined;
      const { state } = card ? await cardState(visit, card) : { state: 'ready' };
      const reasons: Record<string, AuthAppReturnReason> = { locked: 'pin_locked', unusable: 'card_unusable' };
      await change(visit.id, { step: 'done' });
      if (visit.scope === REHEARSAL) return visit.redirectUri;
      return callbackUrl(deps, visit.redirectUri, {
        error: 'access_denied',
        error_description: reasons[state] ?? 'cancelled',
        state: visit.state,
      });
    },
  };
}

export type Visits = ReturnType<typeof createVisits>;
