import { MigratedHousehold } from '../migration.ts';
import { serialKey } from './identification.server.ts';
import type { Room, TownSession } from './room.server.ts';
import { perform } from './unit-of-work.server.ts';

/** Households of one transaction. */
const CHUNK = 50;

/**
 * データ移行: households of the former system through the engine, with ledger and history like any other act. Each chunk is one
 * transaction; a household that is refused stops the run with its reason, and what was committed before stays.
 */
export function createMigration(room: Room) {
  return async function migrate(households: readonly MigratedHousehold[]): Promise<{ residents: number }> {
    let residents = 0;
    for (let at = 0; at < households.length; at += CHUNK) {
      const chunk = households.slice(at, at + CHUNK).map((household) => MigratedHousehold.parse(household));
      residents += await room.store.write(async (session) => {
        let count = 0;
        for (const household of chunk) count += await migrateOne(session, household);
        return count;
      });
    }
    return { residents };
  };

  async function migrateOne(session: TownSession, household: MigratedHousehold): Promise<number> {
    const access = { officer: room.system, reason: 'データ移行' };
    const decision = await perform(
      room,
      session,
      { kind: 'MigrateHousehold', household },
      { access, act: 'migrateHousehold' },
    );
    if (!decision.accepted) {
      const { code, sentence } = decision.refusal;
      throw new Error(`A household could not be migrated (${code}): ${sentence}`);
    }
    const numbers = decision.result.addresseeNumbers;
    const links = household.members.flatMap((member, index) => {
      const addresseeNumber = numbers[index];
      if (!member.certificateSerial || !addresseeNumber) return [];
      return [{ serialHash: serialKey(room, member.certificateSerial), addresseeNumber, linkedAt: room.clock.now() }];
    });
    if (links.length > 0) await session.db.insert(session.t.certificateLinks).values(links);
    return numbers.length;
  }
}
