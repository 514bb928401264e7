import { and, eq } from 'drizzle-orm';
import { given, prepared, preparedInsert } from '#db/prepared.ts';
import type { TownTables } from '#db/schema/index.ts';
import type { Resident } from '../core/register.ts';
import {
  changedSearchKeys,
  readSearchKeys,
  type SearchKey,
  searchKeysOf,
  writeSearchKeys,
} from '../core/search-keys.ts';
import type { TownSession } from './room.server.ts';

/** One key as it is stored: of a resident, or of a 除票 in the store. */
type StoredKey = { kind: string; key: string };

/** What has to be written so that a person is found as the register now has him. */
export interface KeyChange {
  addresseeNumber: string;
  /** For the person's own row. */
  text: string;
  stale: StoredKey[];
  added: StoredKey[];
}

/** 検索キー as they are stored with a person who was read for an act. */
const stored = new WeakMap<Resident, string>();

/** Remembers the keys that a person was read with. */
export function keepKeys(resident: Resident, searchKeys: string): Resident {
  stored.set(resident, searchKeys);
  return resident;
}

/** 検索キーの差分; undefined for an act that changes neither name nor address, as most do. */
export function keyChangeOf(former: Resident | undefined, resident: Resident): KeyChange | undefined {
  if (former && former.name === resident.name && former.address === resident.address) return undefined;
  const text = former && stored.get(former);
  const has = former ? (text === undefined ? searchKeysOf(former) : readSearchKeys(text)) : [];
  const wants = former ? changedSearchKeys(former, resident, has) : searchKeysOf(resident);
  const { addresseeNumber } = resident;
  return {
    addresseeNumber,
    text: writeSearchKeys(wants),
    stale: without(has, wants),
    added: without(wants, has),
  };
}

/** Writes the rows of `residentKeys` of one act. */
export async function saveKeyChanges(session: TownSession, changes: readonly KeyChange[]): Promise<void> {
  for (const { addresseeNumber, stale, added } of changes) {
    for (const { kind, key } of stale) await deleteKey(session, { kind, key, of: addresseeNumber });
    for (const { kind, key } of added) await insertKey(session, { kind, key, addresseeNumber });
  }
}

const insertKey = preparedInsert((t: TownTables) => t.residentKeys);
const deleteKey = prepared(({ db, t: { residentKeys } }: TownSession) =>
  db
    .delete(residentKeys)
    .where(
      and(
        eq(residentKeys.kind, given('kind')),
        eq(residentKeys.key, given('key')),
        eq(residentKeys.addresseeNumber, given('of')),
      ),
    ),
);

function without(keys: readonly SearchKey[], others: readonly SearchKey[]): SearchKey[] {
  return keys.filter(({ kind, key }) => !others.some((other) => other.kind === kind && other.key === key));
}
