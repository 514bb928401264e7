import { and, asc, eq, gt, gte, lt, or } from 'drizzle-orm';
import type { Access } from '#app/vocabulary/roles.ts';
import { normalizeAddressForSearch } from '#app/vocabulary/search-forms.ts';
import { given, prepared, preparedInsert } from '#db/prepared.ts';
import type { TownTables } from '#db/schema/index.ts';
import { renamedAddress } from '../core/address-renaming.ts';
import type { Household } from '../core/register.ts';
import type { AddressRenaming } from '../renaming-acts.ts';
import { recordAccess } from './audited.server.ts';
import type { Room, TownSession } from './room.server.ts';

/** Rows of one read, and of one transaction: acts at the counters have their turn in between. */
const PAGE = 500;

/** A household of the 町字: how many live there, and whether its 番地 has a new one. */
interface Concerned {
  residents: number;
  listed: boolean;
}

/** By the search key of the address, which begins with the 町字. */
const residentsAtKeys = prepared(({ db, t: { residentKeys, residents, households } }: TownSession) =>
  db
    .select({
      key: residentKeys.key,
      addresseeNumber: residentKeys.addresseeNumber,
      householdNumber: residents.householdNumber,
      status: residents.status,
      record: households.record,
    })
    .from(residentKeys)
    .innerJoin(residents, eq(residents.addresseeNumber, residentKeys.addresseeNumber))
    .innerJoin(households, eq(households.householdNumber, residents.householdNumber))
    .where(
      and(
        eq(residentKeys.kind, 'address'),
        gte(residentKeys.key, given('from')),
        lt(residentKeys.key, given('end')),
        or(gt(residentKeys.key, given('key')), gt(residentKeys.addresseeNumber, given('after'))),
      ),
    )
    .orderBy(asc(residentKeys.key), asc(residentKeys.addresseeNumber))
    .limit(PAGE),
);
const insertHousehold = preparedInsert((t: TownTables) => t.renamingHouseholds);

/** 対象の世帯: read page by page; the record has the last word about the 町字. */
async function concernedBy(room: Room, renaming: AddressRenaming): Promise<Map<string, Concerned>> {
  const found = new Map<string, Concerned>();
  const prefix = normalizeAddressForSearch(renaming.fromTown);
  // The key of a 町字 alone belongs to it as well: the first page begins before everybody who has it.
  let last = { key: prefix, addresseeNumber: '' };
  for (;;) {
    const values = { from: last.key, key: last.key, after: last.addresseeNumber, end: `${prefix}\u{10FFFF}` };
    const rows = await room.store.read(async (session) => residentsAtKeys(session, values));
    for (const { householdNumber, status, record } of rows) {
      const { address, endedOn } = record as Household;
      if (status !== 'resident' || endedOn || address.town !== renaming.fromTown) continue;
      const known = found.get(householdNumber);
      if (known) known.residents += 1;
      else found.set(householdNumber, { residents: 1, listed: renamedAddress(address, renaming) !== undefined });
    }
    const end = rows.at(-1);
    if (rows.length < PAGE || !end) return found;
    last = end;
  }
}

/**
 * 住所一括変更の事前確認: no transaction is longer than a page. The run itself is written last: without it, what a crash left behind
 * belongs to nothing. Returns its id, undefined = nobody lives there.
 */
export async function writePreview(room: Room, renaming: AddressRenaming, access: Access): Promise<string | undefined> {
  const found = await concernedBy(room, renaming);
  if (found.size === 0) return undefined;
  const runId = room.newId();
  const households = [...found];
  for (let at = 0; at < households.length; at += PAGE) {
    await room.store.write(async (session) => {
      for (const [householdNumber, { listed }] of households.slice(at, at + PAGE)) {
        const standing = listed ? { state: 'waiting', reason: null } : { state: 'leftOut', reason: 'notListed' };
        await insertHousehold(session, { runId, householdNumber, ...standing });
      }
    });
  }
  await room.store.write(async (session) => {
    await session.db.insert(session.t.renamingRuns).values({
      runId,
      state: 'previewed',
      renaming,
      residents: households.reduce((sum, [, { residents }]) => sum + residents, 0),
      createdBy: access.officer.id,
      createdAt: room.clock.now(),
    });
    await recordAccess(room, session, access, { act: 'previewRenaming', subjects: [] });
  });
  return runId;
}
