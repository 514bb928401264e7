import { and, desc, eq } from 'drizzle-orm';
import type { CopyRegistration } from '#app/messages/contracts/identity.ts';
import type { Cipher } from '#db/cipher.ts';
import { given, prepared, preparedInsert, preparedUpdate } from '#db/prepared.ts';
import type { NationalTables } from '#db/schema/index.ts';
import type { Session } from '#db/store.ts';
import { refused } from '../door/refusal.ts';
import { recordExists } from './symbols.ts';

type NationalSession = Session<NationalTables>;

const findAddressee = prepared(({ db, t: { interlinkAddressees } }: NationalSession) =>
  db
    .select({ state: interlinkAddressees.state })
    .from(interlinkAddressees)
    .where(
      and(
        eq(interlinkAddressees.municipalityCode, given('municipalityCode')),
        eq(interlinkAddressees.unifiedAddresseeNumber, given('unifiedAddresseeNumber')),
      ),
    )
    .limit(1),
);
const findVersion = prepared(({ db, t: { interlinkCopies } }: NationalSession) =>
  db
    .select({ sequence: interlinkCopies.sequence })
    .from(interlinkCopies)
    .where(
      and(
        eq(interlinkCopies.municipalityCode, given('municipalityCode')),
        eq(interlinkCopies.unifiedAddresseeNumber, given('unifiedAddresseeNumber')),
        eq(interlinkCopies.version, given('version')),
      ),
    )
    .limit(1),
);
const insertCopy = preparedInsert((t: NationalTables) => t.interlinkCopies);
const updateCopy = preparedUpdate(
  (t: NationalTables) => t.interlinkCopies,
  (copies) =>
    and(
      eq(copies.municipalityCode, given('town')),
      eq(copies.unifiedAddresseeNumber, given('number')),
      eq(copies.version, given('of')),
    ),
);

/** 副本登録: a version is registered once; later only its 公開終了日 may be set. */
export async function registerCopy(
  session: NationalSession,
  { cipher, now }: { cipher: Cipher; now: string },
  municipalityCode: string,
  sequence: number,
  copy: CopyRegistration,
): Promise<void> {
  const { unifiedAddresseeNumber, version, undisclosed, selfInformationDenied, publishedOn, closedOn, household } =
    copy;
  const key = { municipalityCode, unifiedAddresseeNumber, version };
  const [addressee] = await findAddressee(session, key);
  if (!addressee) throw refused(422, 'unknownAddressee', '団体内統合宛名番号が登録されていません。');
  const [known] = await findVersion(session, key);
  const values = {
    sequence,
    undisclosed,
    selfInformationDenied,
    publishedOn,
    closedOn: closedOn ?? null,
    sealed: cipher.encrypt(JSON.stringify(household)),
    registeredAt: now,
  };
  if (!known) {
    await insertCopy(session, { ...key, ...values });
  } else if (known.sequence < sequence) {
    if (!closedOn) throw recordExists();
    await updateCopy(session, { town: municipalityCode, number: unifiedAddresseeNumber, of: version }, values);
  }
  // An earlier message of the same version that arrives after the one that closed it says nothing new.
}

/** 照会者: the person through マイナポータル, or another institution. */
export type Asker = 'self' | 'institution';

/** What the provider's 中間サーバー finds by its own 符号. */
export type Provided = { state: 'provided'; household: CopyRegistration['household'] } | { state: 'notProvided' };

/**
 * 情報提供 (番号法第19条第8号): the newest copy of the person of this 符号. Whoever asks cannot tell a protected person from one
 * without a copy: the same look-ups are made and the same answer is given. 自己情報提供不可 stops the person's own inquiry, and either flag
 * the automatic answer to another institution, which asks the town itself then.
 */
export async function provideHousehold(
  { db, t }: NationalSession,
  cipher: Cipher,
  provider: { municipalityCode: string; symbol: string },
  { today, asker }: { today: string; asker: Asker },
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
  const denied = copy?.selfInformationDenied || (asker === 'institution' && copy?.undisclosed);
  return open && !denied ? { state: 'provided', household } : { state: 'notProvided' };
}

/**
 * 不開示: the 情報提供等記録 of this person are shown to nobody through マイナポータル. The town where the person lives says so: its open 副本
 * counts, and of towns that were left the last one.
 */
export async function isUndisclosed({ db, t }: NationalSession, codeHash: string): Promise<boolean> {
  const rows = await db
    .select({
      undisclosed: t.interlinkCopies.undisclosed,
      closedOn: t.interlinkCopies.closedOn,
      registeredAt: t.interlinkCopies.registeredAt,
      version: t.interlinkCopies.version,
      municipalityCode: t.interlinkCopies.municipalityCode,
    })
    .from(t.interlinkSymbols)
    .innerJoin(t.interlinkAddressees, eq(t.interlinkAddressees.symbolHash, t.interlinkSymbols.symbolHash))
    .innerJoin(
      t.interlinkCopies,
      and(
        eq(t.interlinkCopies.municipalityCode, t.interlinkAddressees.municipalityCode),
        eq(t.interlinkCopies.unifiedAddresseeNumber, t.interlinkAddressees.unifiedAddresseeNumber),
      ),
    )
    .where(eq(t.interlinkSymbols.codeHash, codeHash))
    .orderBy(desc(t.interlinkCopies.version));
  const newest = rows.filter(
    (row) => row === rows.find(({ municipalityCode }) => municipalityCode === row.municipalityCode),
  );
  const [last] = newest.sort(
    (a, b) => Number(a.closedOn !== null) - Number(b.closedOn !== null) || b.registeredAt.localeCompare(a.registeredAt),
  );
  return last?.undisclosed === true;
}
