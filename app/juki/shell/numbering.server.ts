import { eq } from 'drizzle-orm';
import { numberWithCheckDigit } from '#app/vocabulary/identifiers.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { TownSession } from './room.server.ts';

/** 採番する番号の種類. */
export type Series = 'addressee' | 'household' | `processing:${string}`;

/** The last serial that was taken. */
async function lastSerial({ db, t }: TownSession, series: Series): Promise<number> {
  const [row] = await db
    .select({ last: t.numberSeries.last })
    .from(t.numberSeries)
    .where(eq(t.numberSeries.name, series));
  return row?.last ?? 0;
}

/** 次の番号 (標準仕様書 1.1.13): offered to an act, not taken yet. Numbers kept from a former system are skipped. */
export async function offerNumbers(
  session: TownSession,
  series: 'addressee' | 'household',
  count: number,
): Promise<string[]> {
  const last = await lastSerial(session, series);
  const offered: string[] = [];
  for (let serial = last + 1; offered.length < count; serial += 1) {
    const number = numberWithCheckDigit(serial);
    if (!(await isTaken(session, series, number))) offered.push(number);
  }
  return offered;
}

async function isTaken({ db, t }: TownSession, series: 'addressee' | 'household', number: string): Promise<boolean> {
  const [row] =
    series === 'addressee'
      ? await db
          .select({ n: t.residents.addresseeNumber })
          .from(t.residents)
          .where(eq(t.residents.addresseeNumber, number))
      : await db
          .select({ n: t.households.householdNumber })
          .from(t.households)
          .where(eq(t.households.householdNumber, number));
  return row !== undefined;
}

/** Takes the offered numbers that an accepted act used; they are never offered again. */
export async function takeNumbers(
  session: TownSession,
  series: 'addressee' | 'household',
  used: readonly string[],
): Promise<void> {
  const last = used.at(-1);
  if (last) await setLast(session, series, Number(last.slice(0, -1)));
}

/** 処理通番 (番号法第21条の情報連携): body code, day and serial of the day. */
export async function nextProcessingNumber(
  session: TownSession,
  townCode: string,
  today: CalendarDate,
): Promise<string> {
  const day = today.replaceAll('-', '');
  const serial = (await lastSerial(session, `processing:${day}`)) + 1;
  await setLast(session, `processing:${day}`, serial);
  return `${townCode}${day}${String(serial).padStart(6, '0')}`;
}

async function setLast({ db, t }: TownSession, name: Series, last: number): Promise<void> {
  await db
    .insert(t.numberSeries)
    .values({ name, last })
    .onConflictDoUpdate({ target: t.numberSeries.name, set: { last } });
}
