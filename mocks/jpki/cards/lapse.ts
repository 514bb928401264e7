import { and, eq, isNull } from 'drizzle-orm';
import type { IdentityInformationNotice } from '#app/messages/contracts/identity.ts';
import { formatAddress } from '#app/vocabulary/addresses.ts';
import { nextOpenDay } from '#app/vocabulary/business-days.ts';
import { sameAddressOnCertificate, sameNameOnCertificate } from '#app/vocabulary/certificate-names.ts';
import { addDays } from '#app/vocabulary/dates.ts';
import { cardContinuationDeadline } from '#app/vocabulary/deadlines.ts';
import { tokyoDate } from '#app/vocabulary/tokyo.ts';
import type { CertificateContent } from '#db/schema/cards.ts';
import type { CardSession, JpkiDeps } from '../deps.ts';
import { type CardRow, cardsOfResident } from './card-file.ts';
import { type RevocationReason, revoke } from './new-card.ts';

/** What J-LIS learns of a person, as far as cards and certificates depend on it. */
export type IdentityChange = Pick<
  IdentityInformationNotice,
  | 'event'
  | 'reason'
  | 'effectiveOn'
  | 'municipalityCode'
  | 'residentRecordCode'
  | 'formerResidentRecordCode'
  | 'name'
  | 'bornOn'
  | 'sex'
  | 'address'
>;

/** Days between the planned 転出 and the end of the card without a 転入届 (施行令第30条の20). */
const WITHOUT_MOVING_IN = 30;

function isDifferent(content: CertificateContent, change: IdentityChange): boolean {
  return (
    !sameNameOnCertificate(content.name, change.name.full) ||
    !sameAddressOnCertificate(content.address, formatAddress(change.address)) ||
    content.sex !== change.sex ||
    (change.bornOn.on !== undefined && content.bornOn !== change.bornOn.on)
  );
}

async function revokeOf(
  session: CardSession,
  card: CardRow,
  purpose: 'signature' | 'authentication',
  when: { at: string; reason: RevocationReason },
  only: (content: CertificateContent) => boolean = () => true,
): Promise<void> {
  const { db, t } = session;
  const rows = await db
    .select()
    .from(t.certificates)
    .where(
      and(eq(t.certificates.cardId, card.id), eq(t.certificates.purpose, purpose), isNull(t.certificates.revokedAt)),
    );
  const serials = rows.filter(({ content }) => only(content)).map(({ serial }) => serial);
  await revoke(session, serials, when.at, when.reason);
}

async function afterRemoval(session: CardSession, card: CardRow, change: IdentityChange, at: string): Promise<void> {
  const { db, t } = session;
  const ofCard = eq(t.cards.id, card.id);
  switch (change.reason) {
    case 'death':
      await revokeOf(session, card, 'signature', { at, reason: 'deceased' });
      await revokeOf(session, card, 'authentication', { at, reason: 'deceased' });
      await db
        .update(t.cards)
        .set({ lapsesOn: tokyoDate(at), lapseReason: 'deceased' })
        .where(ofCard);
      return;
    case 'movingOut': {
      await revokeOf(session, card, 'signature', { at, reason: 'movedOut' });
      if (isOvertaken(card, change.effectiveOn)) return;
      // A closed last day gives the next open day; the card ends on the day after.
      const lastDay = nextOpenDay(addDays(change.effectiveOn, WITHOUT_MOVING_IN));
      await db
        .update(t.cards)
        .set({ lapsesOn: addDays(lastDay, 1), lapseReason: 'notMovedIn' })
        .where(ofCard);
      return;
    }
    default:
      await revokeOf(session, card, 'signature', { at, reason: 'identityChanged' });
  }
}

/** A 転出 that is older than what followed it: its notice came late, or it was corrected to the day of the 転入. */
function isOvertaken(card: CardRow, effectiveOn: string): boolean {
  return [card.movedInOn, card.continuedOn].some((on) => on !== null && effectiveOn <= on);
}

async function afterEntry(session: CardSession, card: CardRow, change: IdentityChange, at: string): Promise<void> {
  const { db, t } = session;
  await revokeOf(session, card, 'signature', { at, reason: 'identityChanged' }, (content) =>
    isDifferent(content, change),
  );
  const known = card.movedInOn !== null && change.effectiveOn <= card.movedInOn;
  const today = tokyoDate(at);
  // Too late for this card: a lapsed card does not come back.
  const dead = card.lapsesOn !== null && card.lapsesOn <= today;
  if (change.reason !== 'movingIn' || known || dead) return;
  const ofCard = eq(t.cards.id, card.id);
  const continued =
    card.continuedIn === change.municipalityCode && card.continuedOn !== null && change.effectiveOn <= card.continuedOn;
  const neverLeft = card.lapsesOn === null && card.municipalityCode === change.municipalityCode;
  if (continued || neverLeft) {
    // The counter was faster than the notice, or the card was issued there: nothing is due.
    await db.update(t.cards).set({ movedInOn: change.effectiveOn }).where(ofCard);
    return;
  }
  const continueUseBy = cardContinuationDeadline(today);
  await db
    .update(t.cards)
    .set({
      movedInOn: change.effectiveOn,
      continueUseBy,
      lapsesOn: addDays(continueUseBy, 1),
      lapseReason: 'notContinued',
    })
    .where(ofCard);
}

/** カードの失効 (住民基本台帳法施行令第30条の20, 番号法施行令第14条) with both certificates; a lapsed card stays as it is. */
async function endCard(
  session: CardSession,
  card: CardRow,
  at: string,
  lapseReason: 'codeChanged' | 'numberChanged',
): Promise<void> {
  const { db, t } = session;
  await revokeOf(session, card, 'signature', { at, reason: 'cardLapsed' });
  await revokeOf(session, card, 'authentication', { at, reason: 'cardLapsed' });
  if (card.lapsesOn !== null && card.lapsesOn <= tokyoDate(at)) return;
  await db
    .update(t.cards)
    .set({ lapsesOn: tokyoDate(at), lapseReason })
    .where(eq(t.cards.id, card.id));
}

/** 個人番号の変更 (番号法第7条第2項): the card shows the former number and lapses. Told twice, it changes nothing. */
export function createNumberWatch({ store, cipher, clock }: Pick<JpkiDeps, 'store' | 'cipher' | 'clock'>) {
  return ({ residentRecordCode, changedAt }: { residentRecordCode: string; changedAt: string }): Promise<void> =>
    store.write(async (session) => {
      for (const card of await cardsOfResident(session, [cipher.lookup(residentRecordCode)])) {
        // A card that was issued after the change shows the new number.
        if (card.issuedOn <= tokyoDate(changedAt)) await endCard(session, card, clock.now(), 'numberChanged');
      }
    });
}

/**
 * 電子証明書の失効 (公的個人認証法第15条) and the limits of the card (住民基本台帳法施行令第30条の20), driven by the
 * 本人確認情報. A revocation counts from the moment at which J-LIS records it, never backwards: a signature that was
 * good when it was made stays good. Repeating a notice changes nothing.
 */
export function createIdentityWatch({ store, cipher, clock }: Pick<JpkiDeps, 'store' | 'cipher' | 'clock'>) {
  return (change: IdentityChange): Promise<void> =>
    store.write(async (session) => {
      const at = clock.now();
      const { db, t } = session;
      const code = cipher.lookup(change.residentRecordCode);
      const former = change.formerResidentRecordCode && cipher.lookup(change.formerResidentRecordCode);
      for (const card of await cardsOfResident(session, former ? [code, former] : [code])) {
        if (card.residentRecordCodeHash !== code) {
          await endCard(session, card, at, 'codeChanged');
          await db
            .update(t.cards)
            .set({ residentRecordCode: cipher.encrypt(change.residentRecordCode), residentRecordCodeHash: code })
            .where(eq(t.cards.id, card.id));
        }
        switch (change.event) {
          case 'removed':
            await afterRemoval(session, card, change, at);
            break;
          case 'entered':
            await afterEntry(session, card, change, at);
            break;
          case 'corrected':
            await revokeOf(session, card, 'signature', { at, reason: 'identityChanged' }, (content) =>
              isDifferent(content, change),
            );
            break;
        }
      }
    });
}
