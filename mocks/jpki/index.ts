import type { CalendarDate } from '#app/vocabulary/persons.ts';
import { tokyoDate } from '#app/vocabulary/tokyo.ts';
import { withFaults } from '../faults.ts';
import { createAuthApp } from './auth-app/index.ts';
import { createAuthorities } from './authority/authorities.ts';
import { createCardFile } from './cards/card-file.ts';
import { createChip } from './cards/chip.ts';
import { createIdentityWatch, createNumberWatch, type IdentityChange } from './cards/lapse.ts';
import { addCard, type NewCard, replaceCertificate } from './cards/new-card.ts';
import { createPins } from './cards/pins.ts';
import type { JpkiDeps } from './deps.ts';
import { createOcspResponder } from './ocsp.ts';
import { createTerminal } from './terminal/index.ts';

export type { IdentityChange } from './cards/lapse.ts';
export { DEMO_PINS, type NewCard, REMARK_LINES } from './cards/new-card.ts';
export { PIN_RULES, type PinKind } from './cards/pin-rules.ts';
export type { AuthClient, JpkiDeps } from './deps.ts';

/** Serials of the certificates of a card. */
export interface IssuedCard {
  cardId: string;
  /** 発行の番号 of the 利用者証明用 certificate. */
  authenticationSerial: string;
  issuedOn: CalendarDate;
  expiresOn: CalendarDate;
  signatureSerial?: string;
}

/** 公的個人認証サービスと個人番号カード, simulated: cards, certificates, OCSP, デジタル認証アプリ, card terminal. */
export interface Jpki {
  /** Answers `/auth-app/…`, `/card-terminal/…` and `/ocsp`. */
  handler(request: Request): Promise<Response>;
  /** Root certificates (DER, base64): the trust that verifiers configure. Made on first use. */
  roots(): Promise<string[]>;
  /** 住民票コード of the holder of a 利用者証明用 certificate; of a lapsed or revoked one too. */
  holderOf(serial: string): Promise<string | undefined>;
  /** 発行の番号 of the 利用者証明用 certificate that a person holds now; nothing if it was revoked. */
  serialOf(residentRecordCode: string): Promise<string | undefined>;
  /** What J-LIS learned of a person: revokes certificates and sets the limits of the card. Repeating is harmless. */
  onIdentityChanged(change: IdentityChange): Promise<void>;
  /** 個人番号の変更: the person's cards lapse. Repeating is harmless. */
  onNumberChanged(change: { residentRecordCode: string; changedAt: string }): Promise<void>;
  /** Issues cards in one transaction, for seeding; a card that exists stays as it is. */
  issueCards(cards: NewCard[]): Promise<IssuedCard[]>;
  issueCard(card: NewCard): Promise<IssuedCard>;
  /** 利用者証明用電子証明書の更新 (公的個人認証法第22条): the chip has another serial, and the former one ends. */
  renewAuthentication(cardId: string): Promise<IssuedCard>;
  /** Hears of everybody who holds another certificate, or none, than before. */
  watchSerials(hear: (residentRecordCode: string) => Promise<void>): void;
}

/** Builds the simulators of cards and certificates on one national database. */
export function createJpki(deps: JpkiDeps): Jpki {
  const authorities = createAuthorities(deps);
  const file = createCardFile(deps);
  const pins = createPins(deps);
  const chip = createChip(deps, file, authorities);
  const { faults } = deps;

  const authApp = withFaults('auth-app', faults, createAuthApp(deps, { file, pins, chip }));
  const terminal = withFaults('card-terminal', faults, createTerminal(deps, { file, pins }));
  const ocsp = withFaults('ocsp', faults, createOcspResponder(deps, file, authorities));

  async function issueCards(cards: NewCard[]): Promise<IssuedCard[]> {
    await deps.store.write(async (session) => {
      const known = new Set(
        (await session.db.select({ id: session.t.cards.id }).from(session.t.cards)).map(({ id }) => id),
      );
      for (const card of cards) if (!known.has(card.cardId)) await addCard(session, deps.cipher, card);
    });
    return Promise.all(cards.map(({ cardId }) => describe(cardId)));
  }

  let hearSerials: (residentRecordCode: string) => Promise<void> = async () => undefined;
  const serialOf = (residentRecordCode: string) => file.currentSerial(deps.cipher.lookup(residentRecordCode));

  /** A change of the person may end the certificate: who listens is told once it did. */
  async function watched<C extends { residentRecordCode: string; formerResidentRecordCode?: string | undefined }>(
    change: C,
    follow: (change: C) => Promise<void>,
  ): Promise<void> {
    const before = await serialOf(change.formerResidentRecordCode ?? change.residentRecordCode);
    await follow(change);
    const after = await serialOf(change.residentRecordCode);
    if (before !== after) await hearSerials(change.residentRecordCode);
  }

  async function describe(cardId: string): Promise<IssuedCard> {
    const card = await file.find(cardId);
    const authentication = await file.certificateOf(cardId, 'authentication');
    const signature = await file.certificateOf(cardId, 'signature');
    if (!card || !authentication) throw new Error(`The card ${cardId} has no certificate.`);
    return {
      cardId,
      authenticationSerial: authentication.serial,
      issuedOn: card.issuedOn,
      expiresOn: card.expiresOn,
      ...(signature ? { signatureSerial: signature.serial } : {}),
    };
  }

  return {
    async handler(request) {
      const { pathname } = new URL(request.url);
      if (pathname.startsWith('/auth-app/')) return authApp(request);
      if (pathname.startsWith('/card-terminal/')) return terminal(request);
      return pathname === '/ocsp' ? ocsp(request) : new Response('Not Found', { status: 404 });
    },
    roots: async () => [(await authorities()).root.der],
    async holderOf(serial) {
      const certificate = await file.findCertificate(serial);
      const card = certificate?.purpose === 'authentication' ? await file.find(certificate.cardId) : undefined;
      return card && deps.cipher.decrypt(card.residentRecordCode);
    },
    serialOf,
    onIdentityChanged: (change) => watched(change, createIdentityWatch(deps)),
    onNumberChanged: (change) => watched(change, createNumberWatch(deps)),
    async renewAuthentication(cardId) {
      const card = await file.find(cardId);
      if (!card) throw new Error(`There is no card ${cardId}.`);
      const at = deps.clock.now();
      await deps.store.write((session) =>
        replaceCertificate(session, card, 'authentication', { on: tokyoDate(at), at }),
      );
      await hearSerials(deps.cipher.decrypt(card.residentRecordCode));
      return describe(cardId);
    },
    watchSerials: (hear) => {
      hearSerials = hear;
    },
    issueCards,
    async issueCard(card) {
      const [issued] = await issueCards([card]);
      if (!issued) throw new Error('No card was issued.');
      return issued;
    },
  };
}
