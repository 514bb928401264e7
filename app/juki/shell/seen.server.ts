import { and, desc, eq, gt } from 'drizzle-orm';
import { formatJapaneseDate } from '#app/vocabulary/japanese-calendar.ts';
import type { Refusal } from '#app/vocabulary/refusals.ts';
import { tokyoDate } from '#app/vocabulary/tokyo.ts';
import { CHANGE_REASONS } from '../core/change-reasons.ts';
import type { Change } from '../core/events.ts';
import type { RegisterSlice } from '../core/register.ts';
import type { SeenHistories } from '../locks.ts';
import type { Room, TownSession } from './room.server.ts';

/** What a 仮登録 was made from: the households that it touches, and the 履歴番号 of everybody in them. */
export interface Seen {
  households: string[];
  histories: SeenHistories;
}

/** A number that was added to a record changes nothing of what an officer saw or decided. */
const HARMLESS: readonly string[] = [CHANGE_REASONS.codeEntered.title, CHANGE_REASONS.individualNumberEntered.title];

/** Households and their present members, as the slice has them. */
export function seenIn(slice: RegisterSlice, households: readonly string[], persons: readonly string[]): Seen {
  const residents = [...slice.residents.values()].filter(
    ({ householdNumber, status, addresseeNumber }) =>
      (households.includes(householdNumber) && status === 'resident') || persons.includes(addresseeNumber),
  );
  return {
    households: [...households],
    histories: Object.fromEntries(residents.map((one) => [one.addresseeNumber, one.historyNumber])),
  };
}

/** What a screen showed: of a household that is joined from another one it says nothing. */
export function seenOnScreen(slice: RegisterSlice, { households }: Seen, histories: SeenHistories): Seen {
  const shown = [...slice.residents.values()].filter(({ addresseeNumber }) => histories[addresseeNumber] !== undefined);
  const numbers = shown.map(({ householdNumber }) => householdNumber);
  return { households: households.filter((household) => numbers.includes(household)), histories };
}

/** 古い画面・古い仮登録: refused with what has changed since and by whom; undefined = everything is as it was seen. */
export async function whyStale(
  room: Room,
  session: TownSession,
  slice: RegisterSlice,
  { households, histories }: Seen,
  since: '仮登録のあと' | '画面を開いたあと',
): Promise<Refusal | undefined> {
  const residents = [...slice.residents.values()];
  const changed = residents.filter((one) => (histories[one.addresseeNumber] ?? one.historyNumber) < one.historyNumber);
  const joined = residents.filter(
    ({ householdNumber, status, addresseeNumber }) =>
      status === 'resident' && households.includes(householdNumber) && histories[addresseeNumber] === undefined,
  );
  for (const resident of [...changed, ...joined]) {
    const after = histories[resident.addresseeNumber] ?? resident.historyNumber - 1;
    const row = await lastChange(session, resident.addresseeNumber, after);
    if (row) return refusalOf(row, await nameOf(room, session, row.changeId), since);
  }
  return undefined;
}

interface ChangeRow {
  changeId: string;
  reason: string;
  processedAt: string;
}

async function lastChange(
  { db, t }: TownSession,
  addresseeNumber: string,
  after: number,
): Promise<ChangeRow | undefined> {
  const { changeId, reason, processedAt } = t.snapshots;
  const rows = await db
    .select({ changeId, reason, processedAt })
    .from(t.snapshots)
    .where(and(eq(t.snapshots.addresseeNumber, addresseeNumber), gt(t.snapshots.historyNumber, after)))
    .orderBy(desc(t.snapshots.historyNumber));
  return rows.find((row) => !HARMLESS.includes(row.reason));
}

async function nameOf(room: Room, { db, t }: TownSession, changeId: string): Promise<string> {
  const [row] = await db.select({ body: t.ledger.body }).from(t.ledger).where(eq(t.ledger.changeId, changeId)).limit(1);
  const change = row && room.open<Change>(row.body);
  if (!change || change.operatorId === room.system.id) return 'システム（電文または夜間処理）';
  return `${change.operatorName ?? change.operatorId}さん`;
}

function refusalOf({ reason, processedAt }: ChangeRow, name: string, since: string): Refusal {
  const redo =
    since === '仮登録のあと'
      ? 'いまの住民票を確かめて、この仮登録を訂正するか、取り消して入力し直してください。'
      : '画面を開き直し、いまの住民票を確かめてください。';
  return {
    code: 'E41',
    sentence: `${since}で、${name}が「${reason}」を登録しました（${formatJapaneseDate(tokyoDate(processedAt))}）。${redo}`,
    article: '住民記録システム標準仕様書 10.3（排他制御）',
  };
}
