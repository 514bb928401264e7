import { eq } from 'drizzle-orm';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import type { Access } from '#app/vocabulary/roles.ts';
import { recordAccess } from './audited.server.ts';
import { loadSlice } from './registry.server.ts';
import type { Room } from './room.server.ts';

const ARTICLE = '地方公共団体情報システム共通機能標準仕様書 団体内統合宛名機能';

function no(code: string, sentence: string): Outcome<never> {
  return { accepted: false, refusal: { code, sentence, article: ARTICLE } };
}

/**
 * 団番の削除 of who left the register: the 宛名 system decides whether a 業務 still needs the number. Whoever returns is numbered
 * again.
 */
export function createUnifiedNumberDeletion(room: Room) {
  return async function deleteUnifiedNumber(addresseeNumber: string, access: Access): Promise<Outcome<'deleted'>> {
    room.admit(access);
    if (!access.officer.roles.includes('registryManager')) {
      return no('notPermitted', '団体内統合宛名番号の削除は、住民記録の管理の職員が行います。');
    }
    const slice = await room.store.read((session) =>
      loadSlice(session, { addressees: [addresseeNumber] }, room.cipher),
    );
    const on = slice.residents.get(addresseeNumber)?.removed?.on;
    if (!on) return no('stillResident', '消除されていない人の団体内統合宛名番号は削除できません。');
    const outcome = await room.addressee.deleteNumber(addresseeNumber, on);
    if (!outcome.accepted) return outcome;
    await room.store.write(async (session) => {
      const { db, t } = session;
      await db
        .update(t.numberingSagas)
        .set({ numberState: 'deleted', symbolState: 'waiting', symbolAt: null, closed: true, pending: false })
        .where(eq(t.numberingSagas.addresseeNumber, addresseeNumber));
      await recordAccess(room, session, access, { act: 'deleteUnifiedNumber', subjects: [addresseeNumber] });
    });
    return outcome;
  };
}
