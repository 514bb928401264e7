import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import type { Access } from '#app/vocabulary/roles.ts';
import { SECTION_TITLES, Section } from '#app/vocabulary/sections.ts';
import { recordAccess } from './audited.server.ts';
import { loadSlice } from './registry.server.ts';
import type { Room, TownSession } from './room.server.ts';

const ARTICLE = '地方公共団体情報システム共通機能標準仕様書 団体内統合宛名機能';

function no(code: string, sentence: string): Outcome<never> {
  return { accepted: false, refusal: { code, sentence, article: ARTICLE } };
}

/** Sections that have not taken over what they were told of the person: their work with the number is not done. */
async function sectionsWaiting({ db, t }: TownSession, addresseeNumber: string): Promise<Section[]> {
  const rows = await db
    .selectDistinct({ section: t.sectionNotices.section })
    .from(t.sectionNotices)
    .where(
      and(
        inArray(t.sectionNotices.section, [...Section.options]),
        isNull(t.sectionNotices.acknowledgedAt),
        eq(t.sectionNotices.addresseeNumber, addresseeNumber),
      ),
    );
  return Section.options.filter((section) => rows.some((row) => row.section === section));
}

/**
 * 団番の削除 of who left the register: no section may have a notice of the person that it did not take over, and the 宛名 system
 * decides whether a 業務 holds an open case. Whoever returns is numbered again.
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
    const waiting = await room.store.read((session) => sectionsWaiting(session, addresseeNumber));
    if (waiting.length > 0) {
      const sections = waiting.map((section) => SECTION_TITLES[section]).join('、');
      return no(
        'sectionWaiting',
        `この方の通知を受け取っていない関係課（${sections}）があります。受領が済むまで、削除できません。`,
      );
    }
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
