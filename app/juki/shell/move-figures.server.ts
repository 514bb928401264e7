import { and, asc, eq, gt, inArray, lte, max } from 'drizzle-orm';
import { tokyoDate } from '#app/vocabulary/tokyo.ts';
import { CHANGE_REASONS } from '../core/change-reasons.ts';
import type { Resident } from '../core/register.ts';
import type { MoveTallies, MoveTally } from '../inquiry.ts';
import type { Room, TownSession } from './room.server.ts';
import { isProtected, type Outline } from './views.server.ts';

const TAKEN_OVER = CHANGE_REASONS.dataMigration.title;
const OUT: readonly string[] = [CHANGE_REASONS.domesticMovingOut.title, CHANGE_REASONS.movingAbroad.title];
/** 転入通知 removes who has not left yet, and only confirms who has. */
const TOLD = CHANGE_REASONS.movingInNoticeAccepted.title;
const IN: readonly string[] = [CHANGE_REASONS.domesticMovingIn.title, CHANGE_REASONS.movingInFromAbroad.title];

/** Where the ledger ends now. */
export async function endOfLedger({ db, t }: TownSession): Promise<number> {
  const [row] = await db.select({ last: max(t.ledger.position) }).from(t.ledger);
  return Number(row?.last ?? 0);
}

/**
 * 異動の集計: persons by day, reason, place and channel, from one stretch of the ledger; nobody is named, and of protected persons no
 * place is told. A 転出 counts when the person is removed, not when it is planned.
 */
export async function tallyMoves(
  room: Room,
  { db, t }: TownSession,
  { after, upTo, limit }: { after: number; upTo: number; limit: number },
): Promise<MoveTallies> {
  const changes = await db
    .select({ position: t.ledger.position, changeId: t.ledger.changeId })
    .from(t.ledger)
    .where(and(gt(t.ledger.position, after), lte(t.ledger.position, upTo)))
    .orderBy(asc(t.ledger.position))
    .limit(limit);
  const position = changes.at(-1)?.position ?? after;
  if (changes.length === 0) return { position, tallies: [] };
  const { addresseeNumber, historyNumber, reason, processedAt, outline, body } = t.snapshots;
  const rows = await db
    .select({ addresseeNumber, historyNumber, reason, processedAt, outline, body })
    .from(t.snapshots)
    .where(
      inArray(
        t.snapshots.changeId,
        changes.map(({ changeId }) => changeId),
      ),
    );
  const tallies = new Map<string, MoveTally>();
  for (const row of rows) {
    const isRemoval = row.reason === TOLD && (await wasResident({ db, t }, row));
    const tally = tallyOf(room, isRemoval ? { ...row, reason: CHANGE_REASONS.domesticMovingOut.title } : row);
    if (!tally) continue;
    const key = JSON.stringify([tally.day, tally.reason, tally.place, tally.channel]);
    tallies.set(key, { ...tally, persons: (tallies.get(key)?.persons ?? 0) + 1 });
  }
  return { position, tallies: [...tallies.values()] };
}

/** Was the person a resident in the row before this one? */
async function wasResident(
  { db, t: { snapshots } }: Pick<TownSession, 'db' | 't'>,
  { addresseeNumber, historyNumber }: { addresseeNumber: string; historyNumber: number },
): Promise<boolean> {
  const [before] = await db
    .select({ outline: snapshots.outline })
    .from(snapshots)
    .where(and(eq(snapshots.addresseeNumber, addresseeNumber), eq(snapshots.historyNumber, historyNumber - 1)))
    .limit(1);
  return (before?.outline as Outline | undefined)?.status === 'resident';
}

function tallyOf(
  room: Room,
  { reason, processedAt, outline, body }: { reason: string; processedAt: string; outline: unknown; body: string },
): MoveTally | undefined {
  if (reason === TAKEN_OVER) return undefined;
  const day = tokyoDate(processedAt);
  const isOut = OUT.includes(reason);
  if (isOut && (outline as Outline).status === 'resident') return undefined;
  if (!isOut && !IN.includes(reason)) return { day, reason, persons: 1 };
  // Only of who came or went is the row opened: the others need nothing from it.
  const resident = room.open<Resident>(body);
  const { movingOut, previousAddress } = resident;
  const place = isOut ? movingOut?.plannedAddress.municipality : previousAddress?.municipality;
  return {
    day,
    reason,
    ...(place && !isProtected(resident) ? { place } : {}),
    ...(isOut && movingOut ? { channel: movingOut.channel } : {}),
    persons: 1,
  };
}
