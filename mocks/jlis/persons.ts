import { and, eq, isNull, or } from 'drizzle-orm';
import type { FormerCodeInquiry, IdentityInformationNotice } from '#app/messages/contracts/identity.ts';
import { formatAddress } from '#app/vocabulary/addresses.ts';
import { certificateText, sameAddressOnCertificate } from '#app/vocabulary/certificate-names.ts';
import type { DateOfRecord, FourItems, Sex } from '#app/vocabulary/persons.ts';
import { normalizeForSearch } from '#app/vocabulary/search-forms.ts';
import { toHalfWidth } from '#app/vocabulary/width.ts';
import type { Cipher } from '#db/cipher.ts';
import { given, prepared, preparedUpdate, preparedUpsert } from '#db/prepared.ts';
import type { NationalTables } from '#db/schema/index.ts';
import type { Session } from '#db/store.ts';
import { makeIndividualNumber } from './numbers.ts';

/** 本人確認情報 of a person as J-LIS holds it (住民基本台帳法第30条の6). */
export interface IdentityRecord {
  residentRecordCode: string;
  individualNumber: string;
  name: IdentityInformationNotice['name'];
  bornOn: DateOfRecord;
  sex: Sex;
  address: IdentityInformationNotice['address'];
}

type NationalSession = Session<NationalTables>;

/** What the register of persons needs besides the database. */
export interface PersonKeys {
  cipher: Cipher;
  numberKey: Uint8Array;
}

/** A row of the register with its secrets opened. */
export interface StoredPerson {
  personId: string;
  municipalityCode?: string;
  since?: string;
  removedOn?: string;
  record: IdentityRecord;
}

const findByCode = prepared(({ db, t }: NationalSession) => {
  const { personId, municipalityCode, since, removedOn, sealed } = t.jlisPersons;
  return db
    .select({ personId, municipalityCode, since, removedOn, sealed })
    .from(t.jlisCodes)
    .innerJoin(t.jlisPersons, eq(t.jlisPersons.personId, t.jlisCodes.personId))
    .where(eq(t.jlisCodes.codeHash, given('codeHash')))
    .limit(1);
});
const findByNumber = prepared(({ db, t }: NationalSession) =>
  db
    .select({ personId: t.jlisPersons.personId })
    .from(t.jlisPersons)
    .where(eq(t.jlisPersons.numberHash, given('numberHash')))
    .limit(1),
);
const findByFormerNumber = prepared(({ db, t }: NationalSession) =>
  db
    .select({ personId: t.jlisFormerNumbers.personId })
    .from(t.jlisFormerNumbers)
    .where(eq(t.jlisFormerNumbers.numberHash, given('numberHash')))
    .limit(1),
);
const upsertPerson = preparedUpsert(
  (t: NationalTables) => t.jlisPersons,
  (persons) => [persons.personId],
);
const addCode = prepared(({ db, t }: NationalSession) =>
  db
    .insert(t.jlisCodes)
    .values({
      codeHash: given('codeHash'),
      sealed: given('sealed'),
      personId: given('personId'),
      recordedAt: given('recordedAt'),
    })
    .onConflictDoNothing(),
);
const updateCode = preparedUpdate(
  (t: NationalTables) => t.jlisCodes,
  (codes) => eq(codes.codeHash, given('of')),
);
const findAllotted = prepared(({ db, t }: NationalSession) =>
  db
    .select({ personId: t.jlisCodes.personId })
    .from(t.jlisCodes)
    .where(and(eq(t.jlisCodes.codeHash, given('codeHash')), eq(t.jlisCodes.allottedTo, given('town'))))
    .limit(1),
);

/** Whose code this is or was. */
export async function findPersonByCode(
  session: NationalSession,
  { cipher }: PersonKeys,
  residentRecordCode: string,
): Promise<StoredPerson | undefined> {
  const [row] = await findByCode(session, { codeHash: cipher.lookup(residentRecordCode) });
  return row && opened(row, cipher);
}

/** The person with these four items; nobody if two fit. */
export async function findPersonByItems(
  { db, t }: NationalSession,
  { cipher }: PersonKeys,
  items: FourItems,
): Promise<StoredPerson | undefined> {
  const rows = await db
    .select()
    .from(t.jlisPersons)
    .where(eq(t.jlisPersons.itemsHash, cipher.lookup(itemsKey(items.name, items.bornOn, items.sex))))
    .limit(50);
  const fitting = rows
    .map((row) => opened(row, cipher))
    .filter(({ record }) => sameAddressOnCertificate(formatAddress(record.address), items.address));
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** How well a person fits a search by name, by 振り仮名, or by both. */
export type Fitting = StoredPerson & { matched: 'both' | 'name' | 'kana' };

const RANK = { both: 0, name: 1, kana: 2 } as const;

/**
 * Persons of this name or 振り仮名, day and sex who are in no register now: abroad, or removed otherwise. A name may have changed abroad,
 * a 振り仮名 may not have been known: either is enough. One more than asked for says that there are others.
 */
export async function findRemovedPersons(
  { db, t }: NationalSession,
  { cipher }: PersonKeys,
  { name, kana, bornOn, sex }: FormerCodeInquiry,
  most: number,
): Promise<Fitting[]> {
  const nameHash = cipher.lookup(name ? itemsKey(name, bornOn, sex) : '');
  const kanaHash = cipher.lookup(kana ? kanaKey(kana, bornOn, sex) : '');
  const rows = await db
    .select()
    .from(t.jlisPersons)
    .where(
      and(
        or(eq(t.jlisPersons.itemsHash, nameHash), eq(t.jlisPersons.kanaHash, kanaHash)),
        isNull(t.jlisPersons.municipalityCode),
      ),
    )
    .limit(most + 1);
  return rows
    .map((row): Fitting => {
      const byKana = row.kanaHash === kanaHash;
      return { ...opened(row, cipher), matched: row.itemsHash !== nameHash ? 'kana' : byKana ? 'both' : 'name' };
    })
    .sort((a, b) => RANK[a.matched] - RANK[b.matched]);
}

/**
 * 個人番号の生成 (番号法第8条): the number of a new person, unlike that of anybody else.
 * The table code ↔ number exists here and nowhere else.
 */
export async function newIndividualNumber(
  session: NationalSession,
  { cipher, numberKey }: PersonKeys,
  residentRecordCode: string,
): Promise<string> {
  for (let attempt = 0; ; attempt += 1) {
    const number = makeIndividualNumber(numberKey, residentRecordCode, attempt);
    const key = { numberHash: cipher.lookup(number) };
    const [present] = await findByNumber(session, key);
    const [former] = await findByFormerNumber(session, key);
    if (!present && !former) return number;
  }
}

/** Writes the person's row, new or changed. */
export async function savePerson(
  session: NationalSession,
  { cipher }: PersonKeys,
  person: StoredPerson,
  now: string,
): Promise<void> {
  const { record } = person;
  await upsertPerson(session, {
    personId: person.personId,
    numberHash: cipher.lookup(record.individualNumber),
    itemsHash: cipher.lookup(itemsKey(record.name.full, record.bornOn.on ?? record.bornOn.text, record.sex)),
    kanaHash: record.name.kana
      ? cipher.lookup(kanaKey(record.name.kana, record.bornOn.on ?? record.bornOn.text, record.sex))
      : null,
    municipalityCode: person.municipalityCode ?? null,
    since: person.since ?? null,
    removedOn: person.removedOn ?? null,
    sealed: cipher.encrypt(JSON.stringify(record)),
    updatedAt: now,
  });
}

/** Notes whose a code is; a code that belongs to somebody else is never given away again. */
export async function bindCode(
  session: NationalSession,
  { cipher }: PersonKeys,
  residentRecordCode: string,
  personId: string,
  now: string,
): Promise<void> {
  const codeHash = cipher.lookup(residentRecordCode);
  const bound = { personId, recordedAt: now };
  await addCode(session, { codeHash, sealed: cipher.encrypt(residentRecordCode), ...bound });
  await updateCode(session, { of: codeHash }, bound);
}

/** A code that was handed out to this town and belongs to nobody yet. */
export async function isUnusedCodeOf(
  session: NationalSession,
  { cipher }: PersonKeys,
  residentRecordCode: string,
  municipalityCode: string,
): Promise<boolean> {
  const [row] = await findAllotted(session, { codeHash: cipher.lookup(residentRecordCode), town: municipalityCode });
  return row !== undefined && row.personId === null;
}

type SealedPerson = Pick<
  NationalTables['jlisPersons']['$inferSelect'],
  'personId' | 'municipalityCode' | 'since' | 'removedOn' | 'sealed'
>;

function opened(row: SealedPerson, cipher: Cipher): StoredPerson {
  return {
    personId: row.personId,
    ...(row.municipalityCode ? { municipalityCode: row.municipalityCode } : {}),
    ...(row.since ? { since: row.since } : {}),
    ...(row.removedOn ? { removedOn: row.removedOn } : {}),
    record: JSON.parse(cipher.decrypt(row.sealed)),
  };
}

/** Names are compared as certificates have them: 代替文字, width and spaces do not tell people apart. */
function itemsKey(name: string, bornOn: string, sex: Sex): string {
  const plain = toHalfWidth(certificateText(name)).replace(/\s/g, '').toUpperCase();
  return `items/${plain}/${bornOn}/${sex}`;
}

/** 振り仮名 are compared without 清濁, small kana, long marks and spaces, as everywhere where people are searched for. */
function kanaKey(kana: string, bornOn: string, sex: Sex): string {
  return `kana/${normalizeForSearch(kana)}/${bornOn}/${sex}`;
}
