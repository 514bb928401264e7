import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm';
import { tokyoDate } from '#app/vocabulary/tokyo.ts';
import { given, prepared, preparedForKeys } from '#db/prepared.ts';
import type { CardSession, JpkiDeps } from '../deps.ts';

export type CardRow = CardSession['t']['cards']['$inferSelect'];
export type CertificateRow = CardSession['t']['certificates']['$inferSelect'];

/** Why a card has lapsed (番号法施行令第14条, 住民基本台帳法施行令第30条の20), as terminals say it. */
export type LapseReason = NonNullable<CardRow['lapseReason']> | 'expired';

/** カードの失効 on a day: past its validity, or a limit has passed without the step that was due. */
export function lapseOf(card: CardRow, today: string): { reason: LapseReason; on: string } | undefined {
  if (card.lapsesOn && card.lapseReason && card.lapsesOn <= today) {
    return { reason: card.lapseReason, on: card.lapsesOn };
  }
  return card.expiresOn < today ? { reason: 'expired', on: card.expiresOn } : undefined;
}

/** カードの台帳: finds cards and what is on their chips. */
export interface CardFile {
  find(cardId: string): Promise<CardRow | undefined>;
  /** The certificate on the chip: the newest of its purpose. */
  certificateOf(cardId: string, purpose: CertificateRow['purpose']): Promise<CertificateRow | undefined>;
  findCertificate(serial: string): Promise<CertificateRow | undefined>;
  /** 利用者証明用 certificate that the person with this keyed hash of a 住民票コード holds now. */
  currentSerial(residentRecordCodeHash: string): Promise<string | undefined>;
  lapseOf(card: CardRow): { reason: LapseReason; on: string } | undefined;
  /** All cards by family, those that are offered first in front. */
  list(): Promise<CardRow[]>;
}

const serialsOf = prepared(({ db, t: { cards, certificates } }: CardSession) =>
  db
    .select({ serial: certificates.serial })
    .from(cards)
    .innerJoin(certificates, eq(certificates.cardId, cards.id))
    .where(
      and(
        eq(cards.residentRecordCodeHash, given('holder')),
        eq(certificates.purpose, 'authentication'),
        isNull(certificates.revokedAt),
      ),
    )
    .orderBy(desc(cards.issuedOn), desc(certificates.generation))
    .limit(1),
);
const cardsByHolder = preparedForKeys(({ db, t }: CardSession, hashes) =>
  db.select().from(t.cards).where(inArray(t.cards.residentRecordCodeHash, hashes)),
);

export function createCardFile({ store, clock }: Pick<JpkiDeps, 'store' | 'clock'>): CardFile {
  return {
    find: (cardId) =>
      store.read(async ({ db, t }) => {
        const [card] = await db.select().from(t.cards).where(eq(t.cards.id, cardId)).limit(1);
        return card;
      }),
    certificateOf: (cardId, purpose) =>
      store.read(async ({ db, t }) => {
        const [certificate] = await db
          .select()
          .from(t.certificates)
          .where(and(eq(t.certificates.cardId, cardId), eq(t.certificates.purpose, purpose)))
          .orderBy(desc(t.certificates.generation))
          .limit(1);
        return certificate;
      }),
    findCertificate: (serial) =>
      store.read(async ({ db, t }) => {
        const [certificate] = await db.select().from(t.certificates).where(eq(t.certificates.serial, serial)).limit(1);
        return certificate;
      }),
    currentSerial: (residentRecordCodeHash) =>
      store.read(async (session) => (await serialsOf(session, { holder: residentRecordCodeHash }))[0]?.serial),
    lapseOf: (card) => lapseOf(card, tokyoDate(clock.now())),
    list: () => store.read(({ db, t }) => db.select().from(t.cards).orderBy(asc(t.cards.family), asc(t.cards.bornOn))),
  };
}

/** Cards of a person, by the keyed hash of the 住民票コード. */
export async function cardsOfResident(session: CardSession, hashes: string[]): Promise<CardRow[]> {
  return cardsByHolder(session, hashes);
}
