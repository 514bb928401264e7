import { desc, eq } from 'drizzle-orm';
import { IndividualNumber, numberWithCheckDigit } from '#app/vocabulary/identifiers.ts';
import type { Cipher } from '#db/cipher.ts';
import type { AddresseeTables } from '#db/schema/index.ts';
import type { Session } from '#db/store.ts';

type AddresseeSession = Session<AddresseeTables>;

/** What numbering needs besides the database. */
export interface NumberingDeps {
  cipher: Cipher;
  now: string;
}

/** 付番 (団体内統合宛名機能 0320002, 0320004): the number of this 個人番号, found or made; 1:1 inside the town. */
export async function findOrMakeNumber(
  { db, t }: AddresseeSession,
  { cipher, now }: NumberingDeps,
  individualNumber: string,
): Promise<string> {
  const numberHash = cipher.lookup(IndividualNumber.parse(individualNumber));
  const [known] = await db
    .select({ unifiedAddresseeNumber: t.unifiedAddressees.unifiedAddresseeNumber })
    .from(t.unifiedAddressees)
    .where(eq(t.unifiedAddressees.numberHash, numberHash))
    .limit(1);
  if (known) return known.unifiedAddresseeNumber;
  const [last] = await db
    .select({ serial: t.unifiedAddressees.serial })
    .from(t.unifiedAddressees)
    .orderBy(desc(t.unifiedAddressees.serial))
    .limit(1);
  const serial = (last?.serial ?? 0) + 1;
  const unifiedAddresseeNumber = numberWithCheckDigit(serial);
  await db
    .insert(t.unifiedAddressees)
    .values({ serial, unifiedAddresseeNumber, numberHash, sealed: cipher.encrypt(individualNumber), numberedAt: now });
  return unifiedAddresseeNumber;
}

/** 宛名番号との紐付け: several business numbers may lead to one person, never one number to two persons. */
export async function linkNumber(
  session: AddresseeSession,
  addresseeNumber: string,
  unifiedAddresseeNumber: string,
  now: string,
): Promise<void> {
  const linked = await findLink(session, addresseeNumber);
  if (linked === unifiedAddresseeNumber) return;
  if (linked) throw new Error('the 宛名番号 is linked to another person: its 個人番号 was changed without telling us');
  await session.db.insert(session.t.addresseeLinks).values({ addresseeNumber, unifiedAddresseeNumber, linkedAt: now });
}

/** The 団番 behind a 宛名番号; stays inside this module. */
export async function findLink({ db, t }: AddresseeSession, addresseeNumber: string): Promise<string | undefined> {
  const [row] = await db
    .select({ unifiedAddresseeNumber: t.addresseeLinks.unifiedAddresseeNumber })
    .from(t.addresseeLinks)
    .where(eq(t.addresseeLinks.addresseeNumber, addresseeNumber))
    .limit(1);
  return row?.unifiedAddresseeNumber;
}
