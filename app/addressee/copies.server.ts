import { eq } from 'drizzle-orm';
import type { CopyRegistration } from '#app/messages/contracts/identity.ts';
import type { Cipher } from '#db/cipher.ts';
import type { AddresseeTables } from '#db/schema/index.ts';
import type { Session } from '#db/store.ts';

type AddresseeSession = Session<AddresseeTables>;

/** 副本の控え of a person: the last one that the 中間サーバー was told of. */
export async function findCopy(
  { db, t }: AddresseeSession,
  cipher: Cipher,
  addresseeNumber: string,
): Promise<CopyRegistration | undefined> {
  const [row] = await db
    .select({ sealed: t.addresseeCopies.sealed })
    .from(t.addresseeCopies)
    .where(eq(t.addresseeCopies.addresseeNumber, addresseeNumber))
    .limit(1);
  return row && JSON.parse(cipher.decrypt(row.sealed));
}

/** Keeps the newest copy of a person. */
export async function saveCopy(
  { db, t }: AddresseeSession,
  cipher: Cipher,
  addresseeNumber: string,
  copy: CopyRegistration,
  now: string,
): Promise<void> {
  const values = {
    version: copy.version,
    closedOn: copy.closedOn ?? null,
    sealed: cipher.encrypt(JSON.stringify(copy)),
    registeredAt: now,
  };
  await db
    .insert(t.addresseeCopies)
    .values({ addresseeNumber, ...values })
    .onConflictDoUpdate({ target: t.addresseeCopies.addresseeNumber, set: values });
}
