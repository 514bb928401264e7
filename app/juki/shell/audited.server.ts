import type { Access } from '#app/vocabulary/roles.ts';
import { audit } from '#db/audit.server.ts';
import type { Room, TownSession } from './room.server.ts';

/** 操作ログの記録 (標準仕様書 10.2), in the transaction of what it records: who did or saw what, of whom, and why. */
export function recordAccess(
  room: Room,
  session: TownSession,
  { officer, reason, caseId }: Access,
  { act, subjects, numberAccessed = false }: { act: string; subjects: readonly string[]; numberAccessed?: boolean },
): Promise<void> {
  return audit(session, {
    at: room.clock.now(),
    officerId: officer.id,
    officerName: officer.name,
    townCode: room.town.code,
    act,
    subjects: [...subjects],
    reason,
    caseId,
    numberAccessed,
  });
}
