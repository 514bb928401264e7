import { z } from 'zod';
import type { RetentionRun, StoredRecord } from '#app/juki/door.ts';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import type { Officer } from '#app/vocabulary/roles.ts';
import { sentence } from '../drafts/forms.server.ts';
import type { OfficeRoom } from '../room.server.ts';
import { findLookup, type PersonPage, personPage } from './people.server.ts';

/** 除票 on one page of the list. */
const ROWS_SHOWN = 50;

/** 保存庫の除票の画面 (標準仕様書 1.1.5): the yearly runs, and who is in the store. */
export interface StorePage {
  runs: RetentionRun[];
  records: StoredRecord[];
  next?: string;
}

/** 保存庫の除票の一覧; every page is a read of everybody on it. */
export async function storePage(room: OfficeRoom, officer: Officer, after?: string): Promise<StorePage> {
  room.permit(officer, 'seeStoredRecords');
  const access = room.access(officer, '除票の保存の確認');
  const runs = await room.juki.retentionRuns(access);
  const page = await room.juki.storedRecords({ limit: ROWS_SHOWN, ...(after ? { after } : {}) }, access);
  return { runs, ...page };
}

/** 団体内統合宛名番号の削除の入力: a reason first, then the same reason once more with the decision. */
export const Deletion = z.object({
  lookup: z.string().max(60),
  reason: sentence('削除する理由を書いてください。', 200),
  press: z.enum(['check', 'delete', 'back']).default('check'),
});

/** Whose number is deleted, read with the reason of the officer's search; undefined when that search is over. */
export async function deletionPage(
  room: OfficeRoom,
  officer: Officer,
  lookupId: string,
  addresseeNumber: string,
): Promise<PersonPage | undefined> {
  room.permit(officer, 'deleteUnifiedNumbers');
  const lookup = await findLookup(room, officer, lookupId);
  return lookup && personPage(room, officer, addresseeNumber, lookup.reason);
}

/** 団体内統合宛名番号の削除: the register and the 宛名 system say whether it is possible. */
export async function deleteUnifiedNumber(
  room: OfficeRoom,
  officer: Officer,
  addresseeNumber: string,
  reason: string,
): Promise<Outcome<'deleted'>> {
  room.permit(officer, 'deleteUnifiedNumbers');
  return room.juki.deleteUnifiedNumber(addresseeNumber, room.access(officer, `団体内統合宛名番号の削除：${reason}`));
}
