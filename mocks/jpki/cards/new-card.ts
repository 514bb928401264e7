import { createHash } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import type { Instant } from '#app/vocabulary/clock.ts';
import { addDays, addYears, ageOn, earlierOf } from '#app/vocabulary/dates.ts';
import { ResidentRecordCode } from '#app/vocabulary/identifiers.ts';
import type { CalendarDate, FourItems } from '#app/vocabulary/persons.ts';
import { tokyoInstant } from '#app/vocabulary/tokyo.ts';
import type { CertificateContent } from '#db/schema/cards.ts';
import type { CardSession, JpkiDeps } from '../deps.ts';
import { isWellFormedPin, PIN_KINDS, PIN_RULES, type PinKind } from './pin-rules.ts';
import { pinHash } from './pins.ts';

/** 追記欄: lines of a new card. */
export const REMARK_LINES = 6;

/** PINs of the demo's cards, unless a card says otherwise. */
export const DEMO_PINS: Record<PinKind, string> = {
  authentication: '1234',
  cardSurface: '1234',
  residentRegister: '1234',
  signature: 'HIKKOSHI1234',
};

/** 個人番号カードの交付: what is needed for a card, and what is special about this one. */
export interface NewCard {
  cardId: string;
  residentRecordCode: string;
  holder: FourItems & { kana: string };
  municipalityCode: string;
  /** Family under which the demo lists the card. */
  family: string;
  /** Place among the cards that the demo offers first. */
  featured?: number;
  /** What is special, in a few words, for the list of demo cards. */
  note?: string;
  issuedOn: CalendarDate;
  expiresOn?: CalendarDate;
  pins?: Partial<Record<PinKind, string>>;
  lockedPins?: PinKind[];
  /** 利用者証明用電子証明書 alone issued again on a later day (公的個人認証法第22条); with the card by default. */
  authentication?: { issuedOn: CalendarDate };
  /** 署名用電子証明書: none by default for a holder under 15 at issue. */
  signature?:
    | 'issued'
    | 'none'
    | { issuedOn: CalendarDate }
    | { revokedAt: Instant; reason: 'identityChanged' | 'movedOut' | 'requested' };
  remarkLinesLeft?: number;
  lapsed?: { reason: 'notMovedIn' | 'notContinued' | 'returned' | 'deceased'; on: CalendarDate };
}

/** A birth date with unknown parts counts from the first possible day. */
function knownBirthday(bornOn: string): CalendarDate {
  return bornOn.replaceAll('-00', '-01').replace(/^0000/, '1900');
}

/** 有効期間: until the birthday that is so many after the issue. */
function birthdayAfter(bornOn: string, issuedOn: CalendarDate, count: number): CalendarDate {
  const born = knownBirthday(bornOn);
  const years = Number(issuedOn.slice(0, 4)) - Number(born.slice(0, 4));
  const next = addYears(born, years) > issuedOn ? years : years + 1;
  return addYears(born, next + count - 1);
}

/** カードの有効期間 (番号法第17条の2): the 10th birthday, for holders under 18 the 5th. */
function cardExpiry(card: NewCard): CalendarDate {
  const adult = ageOn(knownBirthday(card.holder.bornOn), card.issuedOn) >= 18;
  return card.expiresOn ?? birthdayAfter(card.holder.bornOn, card.issuedOn, adult ? 10 : 5);
}

/** 発行の番号: four bytes without a pattern that anybody could guess at, positive and without a leading zero. */
function serialFor(seed: string): string {
  const bytes = createHash('sha256').update(seed).digest().subarray(0, 4);
  bytes[0] = ((bytes[0] ?? 0) & 0x6f) | 0x10;
  return bytes.toString('hex').toUpperCase();
}

/** 電子証明書の発行 (公的個人認証法第3条, 第22条): assigns serial and validity; the key is made on first use. */
export async function assignCertificate(
  { db, t }: CardSession,
  card: { id: string; expiresOn: CalendarDate },
  purpose: 'signature' | 'authentication',
  issue: { generation: number; on: CalendarDate; content: CertificateContent },
): Promise<string> {
  const lastDay = earlierOf(birthdayAfter(issue.content.bornOn, issue.on, 5), card.expiresOn);
  for (let attempt = 0; ; attempt += 1) {
    const [added] = await db
      .insert(t.certificates)
      .values({
        serial: serialFor(`${card.id}/${purpose}/${issue.generation}/${attempt}`),
        cardId: card.id,
        purpose,
        generation: issue.generation,
        notBefore: tokyoInstant(issue.on, '00:00'),
        // Until the end of the day.
        notAfter: tokyoInstant(addDays(lastDay, 1), '00:00'),
        content: issue.content,
      })
      .onConflictDoNothing({ target: t.certificates.serial })
      .returning({ serial: t.certificates.serial });
    if (added) return added.serial;
  }
}

/** Writes card, PINs and certificates in the caller's transaction; returns the serials. */
export async function addCard(
  session: CardSession,
  cipher: JpkiDeps['cipher'],
  card: NewCard,
): Promise<{ authentication: string; signature?: string }> {
  const { db, t } = session;
  const { holder } = card;
  if (!ResidentRecordCode.safeParse(card.residentRecordCode).success) {
    throw new Error(`Card ${card.cardId}: the 住民票コード is not valid.`);
  }
  const expiresOn = cardExpiry(card);
  await db.insert(t.cards).values({
    id: card.cardId,
    residentRecordCode: cipher.encrypt(card.residentRecordCode),
    residentRecordCodeHash: cipher.lookup(card.residentRecordCode),
    name: holder.name,
    kana: holder.kana,
    bornOn: holder.bornOn,
    sex: holder.sex,
    address: holder.address,
    municipalityCode: card.municipalityCode,
    family: card.family,
    featured: card.featured ?? null,
    note: card.note ?? null,
    issuedOn: card.issuedOn,
    expiresOn,
    remarkLinesLeft: card.remarkLinesLeft ?? REMARK_LINES,
    lapsesOn: card.lapsed?.on ?? null,
    lapseReason: card.lapsed?.reason ?? null,
  });
  const pins = { ...DEMO_PINS, ...card.pins };
  for (const kind of PIN_KINDS) {
    if (!isWellFormedPin(kind, pins[kind]))
      throw new Error(`Card ${card.cardId}: the ${kind} PIN has the wrong shape.`);
    await db.insert(t.cardPins).values({
      cardId: card.cardId,
      kind,
      hash: pinHash(cipher, card.cardId, kind, pins[kind]),
      failures: card.lockedPins?.includes(kind) ? PIN_RULES[kind].tries : 0,
    });
  }
  const { name, bornOn, sex, address } = holder;
  const content = { name, bornOn, sex, address, municipalityCode: card.municipalityCode };
  const own = { id: card.cardId, expiresOn };
  const issue = { generation: 1, on: card.issuedOn, content };
  const renewedOn = card.authentication?.issuedOn ?? card.issuedOn;
  const authentication = await assignCertificate(session, own, 'authentication', { ...issue, on: renewedOn });

  const wish = card.signature ?? (isUnderFifteen(bornOn, card.issuedOn) ? 'none' : 'issued');
  if (wish === 'none') return { authentication };
  const on = typeof wish === 'object' && 'issuedOn' in wish ? wish.issuedOn : card.issuedOn;
  const signature = await assignCertificate(session, own, 'signature', { ...issue, on });
  if (typeof wish === 'object' && 'revokedAt' in wish) await revoke(session, [signature], wish.revokedAt, wish.reason);
  return { authentication, signature };
}

/** 15歳未満: no 署名用 certificate as a rule (公的個人認証サービス事務処理要領). */
export function isUnderFifteen(bornOn: string, on: CalendarDate): boolean {
  return ageOn(knownBirthday(bornOn), on) < 15;
}

/** 電子証明書の再発行 on a card that exists: ends the old one, and says what the chip says now. */
export async function replaceCertificate(
  session: CardSession,
  card: CardSession['t']['cards']['$inferSelect'],
  purpose: 'signature' | 'authentication',
  when: { on: CalendarDate; at: Instant },
): Promise<void> {
  const { db, t } = session;
  const earlier = await db
    .select({ serial: t.certificates.serial, generation: t.certificates.generation })
    .from(t.certificates)
    .where(and(eq(t.certificates.cardId, card.id), eq(t.certificates.purpose, purpose)));
  const serials = earlier.map(({ serial }) => serial);
  await revoke(session, serials, when.at, 'replaced');
  const generation = Math.max(0, ...earlier.map((certificate) => certificate.generation)) + 1;
  const { name, bornOn, sex, address, municipalityCode } = card;
  const content = { name, bornOn, sex, address, municipalityCode };
  await assignCertificate(session, card, purpose, { generation, on: when.on, content });
}

/** 電子証明書の失効 (公的個人認証法第15条, 第16条): the earliest moment stays. */
export async function revoke(
  { db, t }: CardSession,
  serials: string[],
  revokedAt: Instant,
  reason: RevocationReason,
): Promise<void> {
  for (const serial of serials) {
    await db
      .update(t.certificates)
      .set({ revokedAt, revocationReason: reason })
      .where(and(eq(t.certificates.serial, serial), isNull(t.certificates.revokedAt)));
  }
}

export type RevocationReason = NonNullable<CardSession['t']['certificates']['$inferSelect']['revocationReason']>;
