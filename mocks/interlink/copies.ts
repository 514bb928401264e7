import { and, desc, eq } from 'drizzle-orm';
import type { CopyRegistration } from '#app/messages/contracts/identity.ts';
import type { Cipher } from '#db/cipher.ts';
import type { NationalTables } from '#db/schema/index.ts';
import type { Session } from '#db/store.ts';
import { refused } from '../door/refusal.ts';
import { recordExists } from './symbols.ts';

type NationalSession = Session<NationalTables>;

/** 副本登録: a version is registered once; later only its 公開終了日 may be set. */
export async function registerCopy(
  { db, t }: NationalSession,
  { cipher, now }: { cipher: Cipher; now: string },
  municipalityCode: string,
  sequence: number,
  copy: CopyRegistration,
): Promise<void> {
  const { unifiedAddresseeNumber, version, disclosable, publishedOn, closedOn, household } = copy;
  const [addressee] = await db
    .select({ state: t.interlinkAddressees.state })
    .from(t.interlinkAddressees)
    .where(
      and(
        eq(t.interlinkAddressees.municipalityCode, municipalityCode),
        eq(t.interlinkAddressees.unifiedAddresseeNumber, unifiedAddresseeNumber),
      ),
    )
    .limit(1);
  if (!addressee) throw refused(422, 'unknownAddressee', '団体内統合宛名番号が登録されていません。');
  const key = and(
    eq(t.interlinkCopies.municipalityCode, municipalityCode),
    eq(t.interlinkCopies.unifiedAddresseeNumber, unifiedAddresseeNumber),
    eq(t.interlinkCopies.version, version),
  );
  const [known] = await db.select().from(t.interlinkCopies).where(key).limit(1);
  const values = {
    sequence,
    disclosable,
    publishedOn,
    closedOn: closedOn ?? null,
    sealed: cipher.encrypt(JSON.stringify(household)),
    registeredAt: now,
  };
  if (!known) {
    await db.insert(t.interlinkCopies).values({ municipalityCode, unifiedAddresseeNumber, version, ...values });
  } else if (known.sequence < sequence) {
    if (!closedOn) throw recordExists();
    await db.update(t.interlinkCopies).set(values).where(key);
  }
  // An earlier message of the same version that arrives after the one that closed it says nothing new.
}

/** What the provider's 中間サーバー finds by its own 符号. */
export type Provided = { state: 'provided'; household: CopyRegistration['household'] } | { state: 'notProvided' };

/**
 * 情報提供 (番号法第19条第8号): the newest copy of the person of this 符号. Whoever asks cannot tell a protected person from one
 * without a copy: the same look-ups are made and the same answer is given.
 */
export async function provideHousehold(
  { db, t }: NationalSession,
  cipher: Cipher,
  provider: { municipalityCode: string; symbol: string },
  today: string,
): Promise<Provided> {
  const [addressee] = await db
    .select({ unifiedAddresseeNumber: t.interlinkAddressees.unifiedAddresseeNumber })
    .from(t.interlinkAddressees)
    .where(
      and(
        eq(t.interlinkAddressees.municipalityCode, provider.municipalityCode),
        eq(t.interlinkAddressees.symbolHash, cipher.lookup(provider.symbol)),
      ),
    )
    .limit(1);
  const [copy] = await db
    .select()
    .from(t.interlinkCopies)
    .where(
      and(
        eq(t.interlinkCopies.municipalityCode, provider.municipalityCode),
        eq(t.interlinkCopies.unifiedAddresseeNumber, addressee?.unifiedAddresseeNumber ?? ''),
      ),
    )
    .orderBy(desc(t.interlinkCopies.version))
    .limit(1);
  const household = copy && JSON.parse(cipher.decrypt(copy.sealed));
  const open = copy && copy.publishedOn <= today && (copy.closedOn === null || today < copy.closedOn);
  return open && copy.disclosable ? { state: 'provided', household } : { state: 'notProvided' };
}
