import { eq, inArray, or } from 'drizzle-orm';
import type { Cipher } from '#db/cipher.ts';
import type { TownTables } from '#db/schema/index.ts';
import { changedResidents } from '../core/evolve.ts';
import type { Household, MovingOut, RegisterSlice, Resident } from '../core/register.ts';
import type { TownSession } from './room.server.ts';
import { type KeyChange, keyChangeOf, saveKeyChanges } from './search-keys.server.ts';

type ResidentRow = TownTables['residents']['$inferSelect'];

/** The numbers that are never stored in the clear. */
interface Secrets {
  residentRecordCode?: string;
  individualNumber?: string;
  basicPensionNumber?: string;
  cardNumber?: string;
}

/** Everything of a resident but the secret numbers. */
type OpenRecord = Omit<Resident, 'residentRecordCode' | 'individualNumber'>;

/** 住民票コードの検索用ハッシュ. */
export function codeHash(cipher: Cipher, residentRecordCode: string): string {
  return cipher.lookup(`code:${residentRecordCode}`);
}

/** 個人番号の検索用ハッシュ. */
export function numberHash(cipher: Cipher, individualNumber: string): string {
  return cipher.lookup(`number:${individualNumber}`);
}

/** 住民票 → row; the search keys are written only when they differ. */
export function residentRow(resident: Resident, cipher: Cipher): Omit<ResidentRow, 'searchKeys'> {
  const { residentRecordCode, individualNumber, ...rest } = resident;
  const { basicPensionNumber, ...qualifications } = rest.qualifications;
  const { cardNumber, ...foreignStatus } = rest.foreignStatus ?? {};
  const secrets: Secrets = { residentRecordCode, individualNumber, basicPensionNumber, cardNumber };
  return {
    addresseeNumber: resident.addresseeNumber,
    householdNumber: resident.householdNumber,
    historyNumber: resident.historyNumber,
    status: resident.status,
    bornOn: resident.bornOn.on ?? resident.bornOn.text,
    sex: resident.sex,
    movingOutId: resident.movingOut?.movingOutId ?? null,
    codeHash: residentRecordCode ? codeHash(cipher, residentRecordCode) : null,
    numberHash: individualNumber ? numberHash(cipher, individualNumber) : null,
    record: { ...rest, qualifications, foreignStatus: rest.foreignStatus && foreignStatus },
    secrets: cipher.encrypt(JSON.stringify(secrets)),
  };
}

/** Row → 住民票. */
export function residentFrom(row: ResidentRow, cipher: Cipher): Resident {
  const record = row.record as OpenRecord;
  const secrets = JSON.parse(cipher.decrypt(row.secrets)) as Secrets;
  const { residentRecordCode, individualNumber, basicPensionNumber, cardNumber } = secrets;
  return {
    ...record,
    ...(individualNumber ? { individualNumber } : {}),
    ...(residentRecordCode ? { residentRecordCode } : {}),
    qualifications: { ...record.qualifications, ...(basicPensionNumber ? { basicPensionNumber } : {}) },
    ...(record.foreignStatus
      ? { foreignStatus: { ...record.foreignStatus, ...(cardNumber ? { cardNumber } : {}) } }
      : {}),
  };
}

/** What an act has to see. */
export interface SliceKeys {
  households?: readonly string[];
  addressees?: readonly string[];
  codes?: readonly string[];
  individualNumbers?: readonly string[];
  movingOuts?: readonly string[];
}

/** Loads the named persons and households, with everybody of those households and all their 転出. */
export async function loadSlice(session: TownSession, keys: SliceKeys, cipher: Cipher): Promise<RegisterSlice> {
  const { db, t } = session;
  const named = await findMovingOuts(session, keys.movingOuts ?? []);
  const involved = named.flatMap((movingOut) => movingOut.before.map((standing) => standing.addresseeNumber));
  const addressees = [...(keys.addressees ?? []), ...involved];
  const persons = await findPersons(session, { ...keys, addressees }, cipher);
  const householdNumbers = unique([
    ...(keys.households ?? []),
    ...persons.map((row) => row.householdNumber),
    ...named.map((movingOut) => movingOut.householdNumber),
  ]);
  const rows = await db.select().from(t.residents).where(inArray(t.residents.householdNumber, householdNumbers));
  const residents = rows.map((row) => residentFrom(row, cipher));
  const households = await db
    .select()
    .from(t.households)
    .where(inArray(t.households.householdNumber, householdNumbers));
  const movingOuts = await db
    .select()
    .from(t.movingOuts)
    .where(
      or(
        inArray(t.movingOuts.householdNumber, householdNumbers),
        inArray(t.movingOuts.movingOutId, unique(rows.flatMap((row) => row.movingOutId ?? []))),
      ),
    );
  return {
    residents: new Map(residents.map((resident) => [resident.addresseeNumber, resident])),
    households: new Map(households.map((row) => [row.householdNumber, row.record as Household])),
    movingOuts: new Map(
      [...named, ...movingOuts.map((row) => row.record as MovingOut)].map((one) => [one.movingOutId, one]),
    ),
  };
}

async function findMovingOuts({ db, t }: TownSession, ids: readonly string[]): Promise<MovingOut[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .select()
    .from(t.movingOuts)
    .where(inArray(t.movingOuts.movingOutId, unique(ids)));
  return rows.map((row) => row.record as MovingOut);
}

async function findPersons({ db, t }: TownSession, keys: SliceKeys, cipher: Cipher): Promise<ResidentRow[]> {
  const { addressees = [], codes = [], individualNumbers = [] } = keys;
  if (addressees.length + codes.length + individualNumbers.length === 0) return [];
  return db
    .select()
    .from(t.residents)
    .where(
      or(
        inArray(t.residents.addresseeNumber, unique(addressees)),
        inArray(t.residents.codeHash, unique(codes.map((code) => codeHash(cipher, code)))),
        inArray(t.residents.numberHash, unique(individualNumbers.map((number) => numberHash(cipher, number)))),
      ),
    );
}

/** Persons of this register by 住民票コード, removed or not; nobody else of their households. */
export async function findByCodes(session: TownSession, codes: readonly string[], cipher: Cipher): Promise<Resident[]> {
  return (await findPersons(session, { codes }, cipher)).map((row) => residentFrom(row, cipher));
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}

/** Writes what differs between two states of a slice. Returns the residents who changed. */
export async function saveSlice(
  session: TownSession,
  before: RegisterSlice,
  after: RegisterSlice,
  cipher: Cipher,
): Promise<Resident[]> {
  const { db, t } = session;
  const changed = changedResidents(before, after);
  const keyChanges: KeyChange[] = [];
  for (const resident of changed) {
    const former = before.residents.get(resident.addresseeNumber);
    const row = residentRow(resident, cipher);
    const keys = keyChangeOf(former, resident);
    if (keys) keyChanges.push(keys);
    if (!former) await db.insert(t.residents).values({ ...row, searchKeys: keys?.text ?? '' });
    else {
      await db
        .update(t.residents)
        .set(keys ? { ...row, searchKeys: keys.text } : row)
        .where(eq(t.residents.addresseeNumber, resident.addresseeNumber));
    }
  }
  await saveKeyChanges(session, keyChanges);
  for (const [householdNumber, record] of after.households) {
    if (before.households.get(householdNumber) === record) continue;
    const row = { householdNumber, endedOn: record.endedOn ?? null, record };
    await db.insert(t.households).values(row).onConflictDoUpdate({ target: t.households.householdNumber, set: row });
  }
  for (const [movingOutId, record] of after.movingOuts) {
    if (before.movingOuts.get(movingOutId) === record) continue;
    const { householdNumber, plannedOn } = record;
    const waiting = record.movers.some((mover) => mover.state === 'planned');
    const row = { movingOutId, householdNumber, plannedOn, waiting, record };
    await db.insert(t.movingOuts).values(row).onConflictDoUpdate({ target: t.movingOuts.movingOutId, set: row });
  }
  return changed;
}
