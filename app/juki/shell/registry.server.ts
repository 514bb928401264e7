import { and, eq, inArray, ne } from 'drizzle-orm';
import type { Cipher } from '#db/cipher.ts';
import { given, preparedForKeys, preparedInsert, preparedUpdate, preparedUpsert } from '#db/prepared.ts';
import type { TownTables } from '#db/schema/index.ts';
import { changedResidents } from '../core/evolve.ts';
import type { Household, MovingOut, RegisterSlice, Resident } from '../core/register.ts';
import { searchKeysOf } from '../core/search-keys.ts';
import {
  changedColumns,
  codeHash,
  movingOutRow,
  numberHash,
  residentFrom,
  residentRow,
  withoutSame,
} from './register-rows.server.ts';
import {
  householdsOfAddressees,
  householdsOfCodes,
  householdsOfNumbers,
  isStored,
  markStored,
  recordsOfCodes,
  storedKeys,
  storedOfHouseholds,
  takeFromStore,
} from './removed-records.server.ts';
import type { TownSession } from './room.server.ts';
import { type KeyChange, keepKeys, keyChangeOf, saveKeyChanges } from './search-keys.server.ts';

/** What an act has to see. */
export interface SliceKeys {
  households?: readonly string[];
  addressees?: readonly string[];
  codes?: readonly string[];
  individualNumbers?: readonly string[];
  movingOuts?: readonly string[];
}

const residentsOfHouseholds = preparedForKeys(({ db, t }: TownSession, keys) =>
  db.select().from(t.residents).where(inArray(t.residents.householdNumber, keys)),
);
const householdsByNumber = preparedForKeys(({ db, t }: TownSession, keys) =>
  db.select({ record: t.households.record }).from(t.households).where(inArray(t.households.householdNumber, keys)),
);
/** But not the one that was read already: reading a record takes longer than finding it. */
const movingOutsOfHouseholds = preparedForKeys(({ db, t }: TownSession, keys) =>
  db
    .select({ record: t.movingOuts.record })
    .from(t.movingOuts)
    .where(and(inArray(t.movingOuts.householdNumber, keys), ne(t.movingOuts.movingOutId, given('known')))),
);
const movingOutsById = preparedForKeys(({ db, t }: TownSession, keys) =>
  db.select({ record: t.movingOuts.record }).from(t.movingOuts).where(inArray(t.movingOuts.movingOutId, keys)),
);

/** Loads the named persons and households, with everybody of those households, also who is in the store, and all their 転出. */
export async function loadSlice(session: TownSession, keys: SliceKeys, cipher: Cipher): Promise<RegisterSlice> {
  const named = keys.movingOuts ? await findMovingOuts(session, keys.movingOuts) : [];
  const foremost = unique([
    ...(keys.households ?? []),
    ...(keys.codes || keys.individualNumbers ? await householdsByHash(session, keys, cipher) : []),
    ...named.map((movingOut) => movingOut.householdNumber),
  ]);
  const residents = await everybodyIn(session, foremost, cipher);
  // Most acts name their household themselves: only who is not in it is looked for.
  const involved = named.flatMap((movingOut) => movingOut.before.map((standing) => standing.addresseeNumber));
  const missing = [...(keys.addressees ?? []), ...involved].filter((number) => !residents.has(number));
  const others = missing.length > 0 ? await householdsOfAddressees(session, unique(missing)) : [];
  const further = unique(others.map((row) => row.of)).filter((number) => !foremost.includes(number));
  if (further.length > 0) {
    for (const [number, resident] of await everybodyIn(session, further, cipher)) residents.set(number, resident);
  }
  const householdNumbers = [...foremost, ...further];
  const households = (await householdsByNumber(session, householdNumbers)).map((row) => row.record as Household);
  const ofHouseholds = await movingOutsOfHouseholds(session, householdNumbers, { known: named[0]?.movingOutId ?? '' });
  const movingOuts = new Map(
    [...named, ...ofHouseholds.map((row) => row.record as MovingOut)].map((one) => [one.movingOutId, one]),
  );
  // Who joined another household later left the town from a former one.
  const elsewhere = [...residents.values()].flatMap(({ movingOut }) =>
    movingOut && !movingOuts.has(movingOut.movingOutId) ? movingOut.movingOutId : [],
  );
  const former = elsewhere.length > 0 ? await findMovingOuts(session, elsewhere) : [];
  for (const one of former) movingOuts.set(one.movingOutId, one);
  return {
    residents,
    households: new Map(households.map((household) => [household.householdNumber, household])),
    movingOuts,
  };
}

async function findMovingOuts(session: TownSession, ids: readonly string[]): Promise<MovingOut[]> {
  const rows = await movingOutsById(session, unique(ids));
  return rows.map((row) => row.record as MovingOut);
}

/** Everybody who carries the number of one of the households, also who is in the store. */
async function everybodyIn(
  session: TownSession,
  householdNumbers: readonly string[],
  cipher: Cipher,
): Promise<Map<string, Resident>> {
  const residents = new Map<string, Resident>();
  for (const row of await residentsOfHouseholds(session, householdNumbers)) {
    residents.set(row.addresseeNumber, keepKeys(residentFrom(row, cipher), row.searchKeys));
  }
  for (const row of await storedOfHouseholds(session, householdNumbers)) {
    residents.set(row.addresseeNumber, markStored(residentFrom(row, cipher)));
  }
  return residents;
}

/** Households of persons who are named by 住民票コード or 個人番号. */
async function householdsByHash(session: TownSession, keys: SliceKeys, cipher: Cipher): Promise<string[]> {
  const { codes = [], individualNumbers = [] } = keys;
  const rows = [
    ...(await householdsOfCodes(session, unique(codes.map((code) => codeHash(cipher, code))))),
    ...(await householdsOfNumbers(session, unique(individualNumbers.map((number) => numberHash(cipher, number))))),
  ];
  return rows.map((row) => row.of);
}

/** Persons of this register by 住民票コード, removed or not; nobody else of their households. */
export async function findByCodes(session: TownSession, codes: readonly string[], cipher: Cipher): Promise<Resident[]> {
  const rows = await recordsOfCodes(session, unique(codes.map((code) => codeHash(cipher, code))));
  return rows.map((row) => residentFrom(row, cipher));
}

function unique(values: readonly string[]): string[] {
  return values.length > 1 ? [...new Set(values)] : [...values];
}

const insertResident = preparedInsert((t: TownTables) => t.residents);
const updateResident = preparedUpdate(
  (t: TownTables) => t.residents,
  (residents) => eq(residents.addresseeNumber, given('of')),
);
const saveHousehold = preparedUpsert(
  (t: TownTables) => t.households,
  (households) => [households.householdNumber],
);
const insertMovingOut = preparedInsert((t: TownTables) => t.movingOuts);
const updateMovingOut = preparedUpdate(
  (t: TownTables) => t.movingOuts,
  (movingOuts) => eq(movingOuts.movingOutId, given('of')),
);

const upsertMember = preparedUpsert(
  (t: TownTables) => t.householdMembers,
  (members) => [members.householdNumber, members.addresseeNumber],
);

/** 世帯員: a person who carries the number of a household, now and for the past. */
export async function joinHousehold(
  session: TownSession,
  { householdNumber, addresseeNumber }: Pick<Resident, 'householdNumber' | 'addresseeNumber'>,
): Promise<void> {
  await upsertMember(session, { householdNumber, addresseeNumber });
}

async function bringBack(session: TownSession, resident: Resident): Promise<void> {
  const { addresseeNumber } = resident;
  await takeFromStore(session, addresseeNumber);
  await saveKeyChanges(session, [{ addresseeNumber, text: '', stale: storedKeys(searchKeysOf(resident)), added: [] }]);
}

/** Writes what differs between two states of a slice. Returns the residents who changed. */
export async function saveSlice(
  session: TownSession,
  before: RegisterSlice,
  after: RegisterSlice,
  cipher: Cipher,
): Promise<Resident[]> {
  const changed = changedResidents(before, after);
  const keyChanges: KeyChange[] = [];
  for (const resident of changed) {
    const { addresseeNumber } = resident;
    const loaded = before.residents.get(addresseeNumber);
    // A 除票 of the store is in the register again as soon as something is written on it.
    if (loaded && isStored(loaded)) await bringBack(session, loaded);
    const former = isStored(loaded) ? undefined : loaded;
    const keys = keyChangeOf(former, resident);
    if (keys) keyChanges.push(keys);
    if (!former) await insertResident(session, { ...residentRow(resident, cipher), searchKeys: keys?.text ?? '' });
    else {
      const row = changedColumns(former, resident, cipher);
      await updateResident(session, { of: addresseeNumber }, keys ? { ...row, searchKeys: keys.text } : row);
    }
  }
  await saveKeyChanges(session, keyChanges);
  for (const one of changed) {
    if (before.residents.get(one.addresseeNumber)?.householdNumber !== one.householdNumber) {
      await joinHousehold(session, one);
    }
  }
  for (const [householdNumber, record] of after.households) {
    if (before.households.get(householdNumber) === record) continue;
    await saveHousehold(session, { householdNumber, endedOn: record.endedOn ?? null, record });
  }
  for (const [movingOutId, record] of after.movingOuts) {
    const former = before.movingOuts.get(movingOutId);
    if (former === record) continue;
    const row = movingOutRow(record);
    if (!former) await insertMovingOut(session, row);
    else await updateMovingOut(session, { of: movingOutId }, withoutSame(movingOutRow(former), row));
  }
  return changed;
}
