import { eq } from 'drizzle-orm';
import type { Cipher } from '#db/cipher.ts';
import type { NationalTables } from '#db/schema/index.ts';
import type { Session } from '#db/store.ts';
import type { ChangedNumber } from '../jlis/number-changes.ts';

type NationalSession = Session<NationalTables>;

/** 個人番号の変更: the 符号 belongs to the person, so the 団番 of every town goes on under the new number. */
export async function followNumber(
  { db, t }: NationalSession,
  cipher: Cipher,
  { formerNumber, individualNumber }: ChangedNumber,
): Promise<void> {
  const former = cipher.lookup(formerNumber);
  const numberHash = cipher.lookup(individualNumber);
  await db.update(t.interlinkAddressees).set({ numberHash }).where(eq(t.interlinkAddressees.numberHash, former));
  await db.update(t.interlinkRegistrations).set({ numberHash }).where(eq(t.interlinkRegistrations.numberHash, former));
  await db
    .update(t.interlinkSymbolRequests)
    .set({ numberHash })
    .where(eq(t.interlinkSymbolRequests.numberHash, former));
}

/** 住民票コードの変更: the ID code of the person stays the same under the new code. */
export async function followCode(
  { db, t }: NationalSession,
  cipher: Cipher,
  formerCode: string,
  residentRecordCode: string,
): Promise<void> {
  const [known] = await db
    .select({ sealed: t.interlinkIdentities.sealed })
    .from(t.interlinkIdentities)
    .where(eq(t.interlinkIdentities.codeHash, cipher.lookup(formerCode)))
    .limit(1);
  if (!known) return;
  await db
    .insert(t.interlinkIdentities)
    .values({ codeHash: cipher.lookup(residentRecordCode), sealed: known.sealed })
    .onConflictDoNothing();
}
