import { eq, inArray } from 'drizzle-orm';
import { type Answer, given, prepared, preparedForKeys, preparedInsert } from '#db/prepared.ts';
import type { TownTables } from '#db/schema/index.ts';
import type { Resident } from '../core/register.ts';
import type { SearchKey } from '../core/search-keys.ts';
import type { TownSession } from './room.server.ts';

type ResidentRow = TownTables['residents']['$inferSelect'];
type Records = TownTables['residents'];
type KeyColumn = 'addresseeNumber' | 'householdNumber' | 'codeHash' | 'numberHash';

/** 除票の保存庫, as a table of 除票: it has the columns of `residents`, so that one query is written for both. */
export function storeOf(t: TownTables): Records {
  return t.removedRecords as unknown as Records;
}

function rowsBy(recordsOf: (t: TownTables) => Records, column: KeyColumn) {
  return preparedForKeys(({ db, t }: TownSession, keys) => {
    const records = recordsOf(t);
    return db.select().from(records).where(inArray(records[column], keys));
  });
}

function householdsBy(recordsOf: (t: TownTables) => Records, column: KeyColumn) {
  return preparedForKeys(({ db, t }: TownSession, keys) => {
    const records = recordsOf(t);
    return db.select({ of: records.householdNumber }).from(records).where(inArray(records[column], keys));
  });
}

/** In the register, and in the store behind it. */
function both<R>(
  find: (recordsOf: (t: TownTables) => Records) => (session: TownSession, keys: readonly string[]) => Answer<R[]>,
) {
  const live = find((t) => t.residents);
  const stored = find(storeOf);
  return async (session: TownSession, keys: readonly string[]): Promise<R[]> => [
    ...(await live(session, keys)),
    ...(await stored(session, keys)),
  ];
}

/** 保存庫の除票 of households. */
export const storedOfHouseholds = rowsBy(storeOf, 'householdNumber');

/** 住民票・除票 by keyed hash of the 住民票コード, wherever they are. */
export const recordsOfCodes = both((recordsOf) => rowsBy(recordsOf, 'codeHash'));

/** 世帯番号 of persons who are named by 住民票コード or 個人番号 (keyed hashes), wherever their record is. */
export const householdsOfCodes = both((recordsOf) => householdsBy(recordsOf, 'codeHash'));
export const householdsOfNumbers = both((recordsOf) => householdsBy(recordsOf, 'numberHash'));

const residentsByNumber = rowsBy((t) => t.residents, 'addresseeNumber');
const storedByNumber = rowsBy(storeOf, 'addresseeNumber');
const householdsLive = householdsBy((t) => t.residents, 'addresseeNumber');
const householdsStored = householdsBy(storeOf, 'addresseeNumber');

/** 住民票・除票 by 宛名番号; the store is asked only for whom the register does not have. */
export async function recordsOfNumbers(session: TownSession, numbers: readonly string[]): Promise<ResidentRow[]> {
  const wanted = [...new Set(numbers)];
  const live = await residentsByNumber(session, wanted);
  return live.length === wanted.length ? live : [...live, ...(await storedByNumber(session, wanted))];
}

/** 住民票・除票 of one person. */
export async function recordOf(session: TownSession, addresseeNumber: string): Promise<ResidentRow | undefined> {
  const [row] = await recordsOfNumbers(session, [addresseeNumber]);
  return row;
}

/** 世帯番号 of persons by 宛名番号. */
export async function householdsOfAddressees(session: TownSession, numbers: readonly string[]) {
  const live = await householdsLive(session, numbers);
  return live.length === numbers.length ? live : [...live, ...(await householdsStored(session, numbers))];
}

const fromStore = new WeakSet<Resident>();

/** Remembers that a 除票 was read from the store, for the act that may write it. */
export function markStored(resident: Resident): Resident {
  fromStore.add(resident);
  return resident;
}

/** Was this 除票 read from the store? */
export function isStored(resident: Resident | undefined): boolean {
  return resident !== undefined && fromStore.has(resident);
}

/** 検索キー of a stored 除票: of a kind of its own, so that the search of residents never walks over them. */
export function storedKind(kind: string): string {
  return `removed.${kind}`;
}

/** 検索キー as they stand for a stored 除票. */
export function storedKeys(keys: readonly SearchKey[]): { kind: string; key: string }[] {
  return keys.map(({ kind, key }) => ({ kind: storedKind(kind), key }));
}

const deleteStored = prepared(({ db, t }: TownSession) =>
  db.delete(t.removedRecords).where(eq(t.removedRecords.addresseeNumber, given('of'))),
);
const deleteLive = prepared(({ db, t }: TownSession) =>
  db.delete(t.residents).where(eq(t.residents.addresseeNumber, given('of'))),
);
const insertStored = preparedInsert((t: TownTables) => t.removedRecords);

/** Takes a 除票 out of the store, because the register has it again or its years are over. */
export async function takeFromStore(session: TownSession, addresseeNumber: string): Promise<void> {
  await deleteStored(session, { of: addresseeNumber });
}

/** Puts a 除票 of the register into the store. */
export async function putIntoStore(session: TownSession, row: ResidentRow): Promise<void> {
  await insertStored(session, row);
  await deleteLive(session, { of: row.addresseeNumber });
}
