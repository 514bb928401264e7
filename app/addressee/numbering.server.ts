import { desc, eq } from 'drizzle-orm';
import { IndividualNumber, numberWithCheckDigit } from '#app/vocabulary/identifiers.ts';
import type { Cipher } from '#db/cipher.ts';
import { given, prepared, preparedInsert } from '#db/prepared.ts';
import type { AddresseeTables } from '#db/schema/index.ts';
import type { Session } from '#db/store.ts';

type AddresseeSession = Session<AddresseeTables>;

const byNumber = prepared(({ db, t: { unifiedAddressees } }: AddresseeSession) =>
  db
    .select({
      unifiedAddresseeNumber: unifiedAddressees.unifiedAddresseeNumber,
      deletedAt: unifiedAddressees.deletedAt,
    })
    .from(unifiedAddressees)
    .where(eq(unifiedAddressees.numberHash, given('hash')))
    .limit(1),
);
const byFormerNumber = prepared(({ db, t: { formerIndividualNumbers } }: AddresseeSession) =>
  db
    .select({ unifiedAddresseeNumber: formerIndividualNumbers.unifiedAddresseeNumber })
    .from(formerIndividualNumbers)
    .where(eq(formerIndividualNumbers.numberHash, given('hash')))
    .limit(1),
);
const lastSerial = prepared(({ db, t: { unifiedAddressees } }: AddresseeSession) =>
  db
    .select({ serial: unifiedAddressees.serial })
    .from(unifiedAddressees)
    .orderBy(desc(unifiedAddressees.serial))
    .limit(1),
);
const linksOf = prepared(({ db, t: { addresseeLinks } }: AddresseeSession) =>
  db
    .select({ businessId: addresseeLinks.businessId, unifiedAddresseeNumber: addresseeLinks.unifiedAddresseeNumber })
    .from(addresseeLinks)
    .where(eq(addresseeLinks.addresseeNumber, given('of'))),
);
const insertNumber = preparedInsert((t: AddresseeTables) => t.unifiedAddressees);
const insertLink = preparedInsert((t: AddresseeTables) => t.addresseeLinks);

/** What numbering needs besides the database. */
export interface NumberingDeps {
  cipher: Cipher;
  now: string;
}

/** 付番 (団体内統合宛名機能 0320002, 0320004): the number of this 個人番号, found or made; 1:1 inside the town. */
export async function findOrMakeNumber(
  session: AddresseeSession,
  { cipher, now }: NumberingDeps,
  individualNumber: string,
): Promise<string> {
  const { db, t } = session;
  const numberHash = cipher.lookup(IndividualNumber.parse(individualNumber));
  const [known] = await byNumber(session, { hash: numberHash });
  if (known) {
    // Who comes back gets the own number again: it was never given to anybody else.
    if (known.deletedAt) {
      await db
        .update(t.unifiedAddressees)
        .set({ deletedAt: null })
        .where(eq(t.unifiedAddressees.unifiedAddresseeNumber, known.unifiedAddresseeNumber));
    }
    return known.unifiedAddresseeNumber;
  }
  const [former] = await byFormerNumber(session, { hash: numberHash });
  if (former) return former.unifiedAddresseeNumber;
  const [last] = await lastSerial(session, {});
  const serial = (last?.serial ?? 0) + 1;
  const unifiedAddresseeNumber = numberWithCheckDigit(serial);
  const sealed = cipher.encrypt(individualNumber);
  await insertNumber(session, { serial, unifiedAddresseeNumber, numberHash, sealed, numberedAt: now });
  return unifiedAddresseeNumber;
}

/** 宛名番号の誤り: the record cannot be converted; in a batch it goes to the error list, alone it is refused. */
export class WrongAddresseeError extends Error {
  override readonly name = 'WrongAddresseeError';
}

/** 業務ID of 住民基本台帳. */
export const RESIDENT_REGISTER = '001';

/** 宛名番号との紐付け: several business numbers may lead to one person, never one number to two persons. */
export async function linkNumber(
  session: AddresseeSession,
  { addresseeNumber, businessId = RESIDENT_REGISTER }: { addresseeNumber: string; businessId?: string | undefined },
  unifiedAddresseeNumber: string,
  now: string,
): Promise<void> {
  const links = await linksOf(session, { of: addresseeNumber });
  if (links.some((link) => link.unifiedAddresseeNumber !== unifiedAddresseeNumber)) {
    // Its 個人番号 was changed without telling us, or somebody typed another person's number.
    throw new WrongAddresseeError('この宛名番号は、ほかの人（another person）の番号として紐付いています。');
  }
  if (links.some((link) => link.businessId === businessId)) return;
  await insertLink(session, { addresseeNumber, businessId, unifiedAddresseeNumber, linkedAt: now });
}

/** The 団番 behind a 宛名番号; stays inside this module. */
export async function findLink(session: AddresseeSession, addresseeNumber: string): Promise<string | undefined> {
  const [row] = await linksOf(session, { of: addresseeNumber });
  return row?.unifiedAddresseeNumber;
}

/** 個人番号の変更 (機能ID 0320003): the 団番 stays, the former number keeps leading to it. Repeating changes nothing. */
export async function replaceNumber(
  { db, t }: AddresseeSession,
  { cipher, now }: NumberingDeps,
  unifiedAddresseeNumber: string,
  individualNumber: string,
): Promise<void> {
  const numberHash = cipher.lookup(IndividualNumber.parse(individualNumber));
  const [known] = await db
    .select({ numberHash: t.unifiedAddressees.numberHash })
    .from(t.unifiedAddressees)
    .where(eq(t.unifiedAddressees.unifiedAddresseeNumber, unifiedAddresseeNumber))
    .limit(1);
  if (!known) throw new Error('個人番号の変更 of a 団番 that does not exist');
  if (known.numberHash === numberHash) return;
  await db
    .insert(t.formerIndividualNumbers)
    .values({ numberHash: known.numberHash, unifiedAddresseeNumber, changedAt: now })
    .onConflictDoNothing();
  await db
    .update(t.unifiedAddressees)
    .set({ numberHash, sealed: cipher.encrypt(individualNumber) })
    .where(eq(t.unifiedAddressees.unifiedAddresseeNumber, unifiedAddresseeNumber));
}
