import { and, eq, inArray, ne } from 'drizzle-orm';
import type { Cipher } from '#db/cipher.ts';
import { given, preparedForKeys, preparedInsert, preparedUpdate, preparedUpsert } from '#db/prepared.ts';
import type { TownTables } from '#db/schema/index.ts';
import { changedResidents } from '../core/evolve.ts';
import type { Household, MovingOut, RegisterSlice, Resident } from '../core/register.ts';
import { retainedFrom } from '../core/retention.ts';
import { searchKeysOf } from '../core/search-keys.ts';
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

type ResidentRow = TownTables['residents']['$inferSelect'];

/** The numbers that are never stored in the clear. */
interface Secrets {
  residentRecordCode?: string;
  individualNumber?: string;
  basicPensionNumber?: string;
  cardNumber?: string;
}

/** 住民票コードの検索用ハッシュ. */
export function codeHash(cipher: Cipher, residentRecordCode: string): string {
  return cipher.lookup(`code:${residentRecordCode}`);
}

/** 個人番号の検索用ハッシュ. */
export function numberHash(cipher: Cipher, individualNumber: string): string {
  return cipher.lookup(`number:${individualNumber}`);
}

/** Columns that an index or a query reads. */
type OpenColumns = Omit<ResidentRow, 'searchKeys' | 'codeHash' | 'numberHash' | 'secrets' | 'record'>;

/** 住民票 → row; the search keys are written only when they differ. */
export function residentRow(resident: Resident, cipher: Cipher): Omit<ResidentRow, 'searchKeys'> {
  return { ...openColumns(resident), record: openRecord(resident), ...secretColumns(resident, cipher) };
}

/** Everything but the secret numbers: what is undefined is not stored. */
function openRecord(resident: Resident): Resident {
  const { qualifications, foreignStatus } = resident;
  return {
    ...resident,
    residentRecordCode: undefined,
    individualNumber: undefined,
    qualifications: { ...qualifications, basicPensionNumber: undefined },
    foreignStatus: foreignStatus && { ...foreignStatus, cardNumber: undefined },
  };
}

function openColumns(resident: Resident): OpenColumns {
  return {
    addresseeNumber: resident.addresseeNumber,
    householdNumber: resident.householdNumber,
    historyNumber: resident.historyNumber,
    status: resident.status,
    bornOn: resident.bornOn.on ?? resident.bornOn.text,
    sex: resident.sex,
    movingOutId: resident.movingOut?.movingOutId ?? null,
    removedOn: retainedFrom(resident),
  };
}

function secretsOf({ residentRecordCode, individualNumber, qualifications, foreignStatus }: Resident): Secrets {
  const { basicPensionNumber } = qualifications;
  return { residentRecordCode, individualNumber, basicPensionNumber, cardNumber: foreignStatus?.cardNumber };
}

function sameSecrets(a: Secrets, b: Secrets): boolean {
  return (
    a.residentRecordCode === b.residentRecordCode &&
    a.individualNumber === b.individualNumber &&
    a.basicPensionNumber === b.basicPensionNumber &&
    a.cardNumber === b.cardNumber
  );
}

function secretColumns(resident: Resident, cipher: Cipher): Pick<ResidentRow, 'codeHash' | 'numberHash' | 'secrets'> {
  const { residentRecordCode, individualNumber } = resident;
  return {
    codeHash: residentRecordCode ? codeHash(cipher, residentRecordCode) : null,
    numberHash: individualNumber ? numberHash(cipher, individualNumber) : null,
    secrets: cipher.encrypt(JSON.stringify(secretsOf(resident))),
  };
}

/** An index is only touched for what changed, and numbers that stayed are not encrypted again. */
function changedColumns(former: Resident, resident: Resident, cipher: Cipher): Partial<ResidentRow> {
  const columns: Partial<ResidentRow> = withoutSame(openColumns(former), openColumns(resident));
  columns.record = openRecord(resident);
  return sameSecrets(secretsOf(former), secretsOf(resident))
    ? columns
    : { ...columns, ...secretColumns(resident, cipher) };
}

/** What differs between two states of a row. */
function withoutSame<R extends object>(was: R, row: R): Partial<R> {
  const columns: Partial<R> = { ...row };
  for (const column of Object.keys(was) as (keyof R)[]) {
    if (columns[column] === was[column]) columns[column] = undefined;
  }
  return columns;
}

/** Row → 住民票. */
export function residentFrom(row: ResidentRow, cipher: Cipher): Resident {
  // Nobody else has this record yet, so it is completed instead of copied.
  const record = row.record as Resident;
  const secrets = JSON.parse(cipher.decrypt(row.secrets)) as Secrets;
  const { residentRecordCode, individualNumber, basicPensionNumber, cardNumber } = secrets;
  if (individualNumber) record.individualNumber = individualNumber;
  if (residentRecordCode) record.residentRecordCode = residentRecordCode;
  if (basicPensionNumber) record.qualifications.basicPensionNumber = basicPensionNumber;
  if (record.foreignStatus && cardNumber) record.foreignStatus.cardNumber = cardNumber;
  return record;
}

/** 転出 → row. */
export function movingOutRow(record: MovingOut): TownTables['movingOuts']['$inferInsert'] {
  const { movingOutId, householdNumber, plannedOn } = record;
  const waiting = record.movers.some((mover) => mover.state === 'planned');
  return { movingOutId, householdNumber, plannedOn, waiting, record };
}

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
  const named = await findMovingOuts(session, keys.movingOuts ?? []);
  const foremost = unique([
    ...(keys.households ?? []),
    ...(await householdsByHash(session, keys, cipher)),
    ...named.map((movingOut) => movingOut.householdNumber),
  ]);
  const residents = await everybodyIn(session, foremost, cipher);
  // Most acts name their household themselves: only who is not in it is looked for.
  const involved = named.flatMap((movingOut) => movingOut.before.map((standing) => standing.addresseeNumber));
  const missing = [...(keys.addressees ?? []), ...involved].filter((number) => !residents.has(number));
  const others = (await householdsOfAddressees(session, unique(missing))).map((row) => row.of);
  const further = unique(others).filter((number) => !foremost.includes(number));
  for (const [number, resident] of await everybodyIn(session, further, cipher)) residents.set(number, resident);
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
  for (const one of await findMovingOuts(session, elsewhere)) movingOuts.set(one.movingOutId, one);
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
