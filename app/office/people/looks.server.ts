import type { Officer } from '#app/vocabulary/roles.ts';
import { type StoredAuditEntry, sealAudit, sealedEntriesAbout } from '#db/audit.server.ts';
import type { OfficeRoom } from '../room.server.ts';
import { findLookup } from './people.server.ts';

/** Entries on the screen; the auditor's own page has all of them. */
const LOOKS_SHOWN = 100;

/** 選挙管理委員会の個別の事務: that there was one is nobody's business but the commission's and the auditor's. */
const OF_THE_COMMISSION = new Set(['readElectorCase', 'writeElectorCase', 'followElectorCases']);

/** 記録を見た人の一件. */
export type Look = Pick<
  StoredAuditEntry,
  'position' | 'at' | 'officerId' | 'officerName' | 'act' | 'reason' | 'caseId' | 'numberAccessed'
>;

/**
 * 本人の記録の閲覧者 (標準仕様書 10.2): by the index of the sealed entries, the newest first. Reading the log is itself an entry with
 * the reason of the search; undefined when that search is over.
 */
export async function looksPage(
  room: OfficeRoom,
  officer: Officer,
  lookupId: string,
  addresseeNumber: string,
): Promise<{ looks: Look[]; more: boolean } | undefined> {
  room.permit(officer, 'seeLooks');
  const lookup = await findLookup(room, officer, lookupId);
  if (!lookup) return undefined;
  // What was looked at a moment ago belongs to the list.
  await sealAudit(room.store);
  return room.store.write(async (session) => {
    const entries = await sealedEntriesAbout(session, addresseeNumber, LOOKS_SHOWN + 1);
    await room.recordAct(session, officer, { act: 'readLooks', subjects: [addresseeNumber], reason: lookup.reason });
    const shown = entries.slice(0, LOOKS_SHOWN).filter(({ act }) => !OF_THE_COMMISSION.has(act));
    const looks = shown.map((entry) => ({
      position: entry.position,
      at: entry.at,
      officerId: entry.officerId,
      officerName: entry.officerName,
      act: entry.act,
      reason: entry.reason,
      ...(entry.caseId ? { caseId: entry.caseId } : {}),
      numberAccessed: entry.numberAccessed,
    }));
    return { looks, more: entries.length > LOOKS_SHOWN };
  });
}
