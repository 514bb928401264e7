import { eq } from 'drizzle-orm';
import type { CopyRegistration } from '#app/messages/contracts/identity.ts';
import type { Cipher } from '#db/cipher.ts';
import { given, prepared, preparedUpsert } from '#db/prepared.ts';
import type { AddresseeTables } from '#db/schema/index.ts';
import type { Session } from '#db/store.ts';

type AddresseeSession = Session<AddresseeTables>;

const copyOf = prepared(({ db, t: { addresseeCopies } }: AddresseeSession) =>
  db
    .select({ sealed: addresseeCopies.sealed })
    .from(addresseeCopies)
    .where(eq(addresseeCopies.addresseeNumber, given('of')))
    .limit(1),
);
const upsertCopy = preparedUpsert(
  (t: AddresseeTables) => t.addresseeCopies,
  (copies) => [copies.addresseeNumber],
);

/** 副本の控え of a person: the last one that the 中間サーバー was told of. */
export async function findCopy(
  session: AddresseeSession,
  cipher: Cipher,
  addresseeNumber: string,
): Promise<CopyRegistration | undefined> {
  const [row] = await copyOf(session, { of: addresseeNumber });
  return row && JSON.parse(cipher.decrypt(row.sealed));
}

/** Keeps the newest copy of a person. */
export async function saveCopy(
  session: AddresseeSession,
  cipher: Cipher,
  addresseeNumber: string,
  copy: CopyRegistration,
  now: string,
): Promise<void> {
  await upsertCopy(session, {
    addresseeNumber,
    version: copy.version,
    closedOn: copy.closedOn ?? null,
    sealed: cipher.encrypt(JSON.stringify(copy)),
    registeredAt: now,
  });
}
