import { eq, inArray } from 'drizzle-orm';
import { hasNumberCheckDigit, numberWithCheckDigit } from '#app/vocabulary/identifiers.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { City } from '#app/vocabulary/towns.ts';
import { given, prepared, preparedForKeys, preparedUpsert } from '#db/prepared.ts';
import type { TownTables } from '#db/schema/index.ts';
import type { TownSession } from './room.server.ts';

/** 採番する番号の種類. */
export type Series = 'addressee' | 'household' | `processing:${string}`;

/** The last serial that was taken. */
async function lastSerial(session: TownSession, name: Series): Promise<number> {
  const [row] = await findSeries(session, { name });
  return row?.last ?? 0;
}

const findSeries = prepared(({ db, t }: TownSession) =>
  db
    .select({ last: t.numberSeries.last })
    .from(t.numberSeries)
    .where(eq(t.numberSeries.name, given('name'))),
);
const findAddressees = preparedForKeys(({ db, t }: TownSession, numbers) =>
  db
    .select({ number: t.residents.addresseeNumber })
    .from(t.residents)
    .where(inArray(t.residents.addresseeNumber, numbers)),
);
const findStored = preparedForKeys(({ db, t }: TownSession, numbers) =>
  db
    .select({ number: t.removedRecords.addresseeNumber })
    .from(t.removedRecords)
    .where(inArray(t.removedRecords.addresseeNumber, numbers)),
);
const findHouseholds = preparedForKeys(({ db, t }: TownSession, numbers) =>
  db
    .select({ number: t.households.householdNumber })
    .from(t.households)
    .where(inArray(t.households.householdNumber, numbers)),
);
const setSeries = preparedUpsert(
  (t: TownTables) => t.numberSeries,
  (series) => [series.name],
);

/**
 * 次の番号 (標準仕様書 1.1.13): offered to an act, not taken yet. Numbers kept from a former system are skipped. A ward of a city gives
 * its own range alone, so that a person keeps the 宛名番号 at every ward.
 */
export async function offerNumbers(
  session: TownSession,
  series: 'addressee' | 'household',
  count: number,
  city?: Pick<City, 'serials'>,
): Promise<string[]> {
  const last = Math.max(await lastSerial(session, series), (city?.serials.first ?? 1) - 1);
  const offered: string[] = [];
  for (let serial = last + 1; offered.length < count; ) {
    const numbers: string[] = [];
    for (; numbers.length < count - offered.length; serial += 1) {
      if (city && serial > city.serials.last) throw new Error(`no ${series} number is left in the range of the ward`);
      numbers.push(numberWithCheckDigit(serial));
    }
    const taken = await takenAmong(session, series, numbers);
    offered.push(...numbers.filter((number) => !taken.some((row) => row.number === number)));
  }
  return offered;
}

async function takenAmong(session: TownSession, series: 'addressee' | 'household', numbers: readonly string[]) {
  if (series === 'household') return findHouseholds(session, numbers);
  return [...(await findAddressees(session, numbers)), ...(await findStored(session, numbers))];
}

/** Takes the offered numbers that an accepted act used; they are never offered again. */
export async function takeNumbers(
  session: TownSession,
  series: 'addressee' | 'household',
  offered: readonly string[],
  used: number,
): Promise<void> {
  if (used > offered.length) throw new Error(`an act used ${used} ${series} numbers and was offered ${offered.length}`);
  const last = offered[used - 1];
  if (last) await setLast(session, series, Number(last.slice(0, -1)));
}

/** A serial that a legacy number only seems to have; the series must never run out (14 digits). */
const HIGHEST_SERIAL = 90_000_000_000_000;

/** Numbers that were taken over: the series goes on behind them, so that no act has to look for a free number among them. */
export async function stayAhead(
  session: TownSession,
  series: 'addressee' | 'household',
  taken: readonly string[],
): Promise<void> {
  const serials = taken.filter(hasNumberCheckDigit).map((number) => Number(number.slice(0, -1)));
  const highest = Math.max(0, ...serials.filter((serial) => serial < HIGHEST_SERIAL));
  if (highest > (await lastSerial(session, series))) await setLast(session, series, highest);
}

/** 処理通番 (番号法第21条の情報連携): body code, day and serial of the day. */
export async function nextProcessingNumber(
  session: TownSession,
  townCode: string,
  today: CalendarDate,
): Promise<string> {
  const day = today.replaceAll('-', '');
  const name: Series = `processing:${day}`;
  const serial = (await lastSerial(session, name)) + 1;
  await setLast(session, name, serial);
  return `${townCode}${day}${String(serial).padStart(6, '0')}`;
}

async function setLast(session: TownSession, name: Series, last: number): Promise<void> {
  await setSeries(session, { name, last });
}
