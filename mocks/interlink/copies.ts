import { and, desc, eq } from 'drizzle-orm';
import type { CopyRegistration, SelfInformation } from '#app/messages/contracts/identity.ts';
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

/**
 * 自己情報 (番号法第26条): the newest copy of a person at the town of residence. Whoever asks cannot tell a protected
 * person from one who is not there: the same look-ups are made and the same answer is given.
 */
export async function findHousehold(
  { db, t }: NationalSession,
  cipher: Cipher,
  person: { municipalityCode: string; individualNumber: string },
  today: string,
): Promise<SelfInformation> {
  const [addressee] = await db
    .select()
    .from(t.interlinkAddressees)
    .where(
      and(
        eq(t.interlinkAddressees.municipalityCode, person.municipalityCode),
        eq(t.interlinkAddressees.numberHash, cipher.lookup(person.individualNumber)),
      ),
    )
    .limit(1);
  const [copy] = await db
    .select()
    .from(t.interlinkCopies)
    .where(
      and(
        eq(t.interlinkCopies.municipalityCode, person.municipalityCode),
        eq(t.interlinkCopies.unifiedAddresseeNumber, addressee?.unifiedAddresseeNumber ?? ''),
      ),
    )
    .orderBy(desc(t.interlinkCopies.version))
    .limit(1);
  const household = copy && JSON.parse(cipher.decrypt(copy.sealed));
  // 「…は符号が未取得です。」
  if (addressee && addressee.state !== 'obtained') return { result: 'symbolMissing' };
  const open = copy && copy.publishedOn <= today && (copy.closedOn === null || today < copy.closedOn);
  if (!open || !copy.disclosable) return { result: 'notProvided' };
  return { result: 'provided', municipalityCode: person.municipalityCode, household };
}
