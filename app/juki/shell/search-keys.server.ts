import { and, eq, or } from 'drizzle-orm';
import type { Resident } from '../core/register.ts';
import { type SearchKey, searchKeysOf, writeSearchKeys } from '../core/search-keys.ts';
import type { TownSession } from './room.server.ts';

/** What has to be written so that a person is found as the register now has him. */
export interface KeyChange {
  addresseeNumber: string;
  /** For the person's own row. */
  text: string;
  stale: SearchKey[];
  added: SearchKey[];
}

/** 検索キーの差分; undefined for an act that changes neither name nor address, as most do. */
export function keyChangeOf(former: Resident | undefined, resident: Resident): KeyChange | undefined {
  if (former && former.name === resident.name && former.address === resident.address) return undefined;
  const has = former ? searchKeysOf(former) : [];
  const wants = searchKeysOf(resident);
  const { addresseeNumber } = resident;
  return {
    addresseeNumber,
    text: writeSearchKeys(wants),
    stale: without(has, wants),
    added: without(wants, has),
  };
}

/** Writes the rows of `residentKeys` of one act. */
export async function saveKeyChanges({ db, t }: TownSession, changes: readonly KeyChange[]): Promise<void> {
  const { residentKeys } = t;
  for (const { addresseeNumber, stale } of changes) {
    if (stale.length === 0) continue;
    const any = stale.map(({ kind, key }) => and(eq(residentKeys.kind, kind), eq(residentKeys.key, key)));
    await db.delete(residentKeys).where(and(or(...any), eq(residentKeys.addresseeNumber, addresseeNumber)));
  }
  const rows = changes.flatMap(({ addresseeNumber, added }) => added.map((one) => ({ ...one, addresseeNumber })));
  if (rows.length > 0) await db.insert(residentKeys).values(rows);
}

function without(keys: readonly SearchKey[], others: readonly SearchKey[]): SearchKey[] {
  return keys.filter(({ kind, key }) => !others.some((other) => other.kind === kind && other.key === key));
}
