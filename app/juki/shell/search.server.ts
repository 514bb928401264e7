import { and, asc, eq, gte, inArray, lt, or, type SQL } from 'drizzle-orm';
import type { TownTables } from '#db/schema/index.ts';
import type { Resident } from '../core/register.ts';
import {
  type Beginnings,
  fitsConditions,
  readSearchKeys,
  type SearchKey,
  searchConditions,
} from '../core/search-keys.ts';
import type { ResidentQuery } from '../inquiry.ts';
import { codeHash, numberHash, residentFrom } from './register-rows.server.ts';
import { recordsOfNumbers, storedKind, storeOf } from './removed-records.server.ts';
import type { Room, TownSession } from './room.server.ts';

/** More than an officer reads; who needs more narrows the search. */
const MOST_HITS = 100;

/** Persons of one day of birth that are looked through: a day of 4,000,000 residents and as many 除票 has some 300. */
const MOST_BORN_ON_A_DAY = 3000;

/** Behind every text that begins alike. */
const LAST = '\u{10FFFD}';

/** What a search found: the persons in the order of their kana. */
interface Found {
  residents: Resident[];
  more: boolean;
}

/** 宛名番号 in the order in which they are shown. */
interface Hits {
  numbers: string[];
  more: boolean;
}

/**
 * 住民の検索: a number or a day of birth leads to few persons, who are looked through; else the first of kana, name and
 * address is a walk along its keys, which stops when the list is full. Nothing here grows with the register.
 */
export async function search(room: Room, session: TownSession, query: ResidentQuery): Promise<Found> {
  const conditions = searchConditions(query, room.town);
  const exact = exactConditions(room, session.t.residents, query);
  if (exact.length === 0 && conditions.length === 0) return { residents: [], more: false };
  if (conditions.some((condition) => condition.length === 0)) return { residents: [], more: false };
  // 除票 of the store are looked for only by who wants 除票.
  const places = query.includeRemoved ? [REGISTER, STORE] : [REGISTER];
  const hits: Hits[] = [];
  for (const place of places) {
    const found =
      exact.length > 0
        ? await byRows(room, session, place, conditions, query)
        : await byKeys(session, place, conditions, query);
    hits.push(found);
  }
  const numbers = hits.flatMap((one) => one.numbers);
  const more = hits.some((one) => one.more) || numbers.length > MOST_HITS;
  const rows = await recordsOfNumbers(session, numbers.slice(0, MOST_HITS));
  const residents = rows
    .map((row) => ({ resident: residentFrom(row, room.cipher), kana: kanaOf(row.searchKeys) }))
    .sort((a, b) => compare(a.kana, b.kana) || compare(a.resident.addresseeNumber, b.resident.addresseeNumber))
    .map(({ resident }) => resident);
  return { residents, more };
}

/** Where 住民票 or 除票 are, and of which kind their 検索キー are. */
interface Place {
  recordsOf: (t: TownTables) => TownTables['residents'];
  kindOf: (kind: string) => string;
}

const REGISTER: Place = { recordsOf: (t) => t.residents, kindOf: (kind) => kind };
const STORE: Place = { recordsOf: storeOf, kindOf: storedKind };

function exactConditions(room: Room, residents: TownTables['residents'], query: ResidentQuery): SQL[] {
  const { addresseeNumber, householdNumber, ownNumber, residentRecordCode, individualNumber, bornOn } = query;
  const own = ownNumber && or(eq(residents.addresseeNumber, ownNumber), eq(residents.householdNumber, ownNumber));
  return [
    ...(addresseeNumber ? [eq(residents.addresseeNumber, addresseeNumber)] : []),
    ...(householdNumber ? [eq(residents.householdNumber, householdNumber)] : []),
    ...(own ? [own] : []),
    ...(residentRecordCode ? [eq(residents.codeHash, codeHash(room.cipher, residentRecordCode))] : []),
    ...(individualNumber ? [eq(residents.numberHash, numberHash(room.cipher, individualNumber))] : []),
    ...(bornOn ? [eq(residents.bornOn, bornOn)] : []),
  ];
}

async function byRows(
  room: Room,
  { db, t }: TownSession,
  { recordsOf }: Place,
  conditions: readonly Beginnings[],
  query: ResidentQuery,
): Promise<Hits> {
  const residents = recordsOf(t);
  const rows = await db
    .select({ addresseeNumber: residents.addresseeNumber, searchKeys: residents.searchKeys })
    .from(residents)
    .where(and(...exactConditions(room, residents, query), present(residents, query)))
    .limit(MOST_BORN_ON_A_DAY);
  const numbers = rows
    .filter((row) => conditions.length === 0 || fitsConditions(readSearchKeys(row.searchKeys), conditions))
    .map((row) => ({ ...row, kana: kanaOf(row.searchKeys) }))
    .sort((a, b) => compare(a.kana, b.kana) || compare(a.addresseeNumber, b.addresseeNumber))
    .map((row) => row.addresseeNumber);
  return { numbers, more: numbers.length > MOST_HITS || rows.length === MOST_BORN_ON_A_DAY };
}

async function byKeys(
  { db, t }: TownSession,
  { recordsOf, kindOf }: Place,
  [walk = [], ...others]: readonly Beginnings[],
  query: ResidentQuery,
): Promise<Hits> {
  const { residentKeys } = t;
  const residents = recordsOf(t);
  const found = new Set<string>();
  const narrowing = others
    .filter((other) => !other.some(({ key }) => key === ''))
    .map((other) =>
      inArray(
        residentKeys.addresseeNumber,
        db
          .select({ addresseeNumber: residentKeys.addresseeNumber })
          .from(residentKeys)
          .where(or(...other.map((start) => beginsWith(t, start, kindOf)))),
      ),
    );
  for (const start of walk) {
    if (found.size > MOST_HITS) break;
    const rows = await db
      .select({ addresseeNumber: residentKeys.addresseeNumber })
      .from(residentKeys)
      .innerJoin(residents, eq(residents.addresseeNumber, residentKeys.addresseeNumber))
      .where(and(beginsWith(t, start, kindOf), ...narrowing, present(residents, query)))
      .orderBy(asc(residentKeys.key), asc(residentKeys.addresseeNumber))
      .limit(MOST_HITS + 1);
    for (const row of rows) found.add(row.addresseeNumber);
  }
  return { numbers: [...found], more: found.size > MOST_HITS };
}

function beginsWith(
  { residentKeys }: TownSession['t'],
  { kind, key }: SearchKey,
  kindOf: Place['kindOf'],
): SQL | undefined {
  return and(eq(residentKeys.kind, kindOf(kind)), gte(residentKeys.key, key), lt(residentKeys.key, key + LAST));
}

function present(residents: TownTables['residents'], query: ResidentQuery): SQL | undefined {
  return query.includeRemoved ? undefined : eq(residents.status, 'resident');
}

function kanaOf(searchKeys: string): string {
  return readSearchKeys(searchKeys).find(({ kind }) => kind === 'kana')?.key ?? '';
}

/** By code points: the same order on every machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
