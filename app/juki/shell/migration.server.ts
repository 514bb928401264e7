import type { CopyRegistration } from '#app/messages/contracts/identity.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import { MigratedHousehold } from '../migration.ts';
import { serialKey } from './certificate-links.server.ts';
import { loadSlice } from './registry.server.ts';
import type { Room, TownSession } from './room.server.ts';
import { copyOf, copyOfMember } from './saga-triggers.server.ts';
import { perform } from './unit-of-work.server.ts';

/** Households of one transaction. */
const CHUNK = 50;

/** What a migration made: the numbers, and what the 宛名 system takes over with `alreadyNumbered`. */
export interface Migrated {
  residents: number;
  households: { householdNumber: string; addresseeNumbers: string[] }[];
  copies: {
    addresseeNumber: string;
    individualNumber: string;
    version: number;
    undisclosed: boolean;
    selfInformationDenied: boolean;
    publishedOn: CalendarDate;
    household: CopyRegistration['household'];
  }[];
}

/**
 * データ移行: households of the former system through the engine, with ledger and history like any other act. Each chunk is one
 * transaction; a household that is refused stops the run with its reason, and what was committed before stays.
 * `alreadyNumbered`: 団番, 符号 and 副本 exist since before; otherwise the sagas make them.
 */
export function createMigration(room: Room) {
  return async function migrate(
    households: readonly MigratedHousehold[],
    options: { alreadyNumbered?: boolean } = {},
  ): Promise<Migrated> {
    const migrated: Migrated = { residents: 0, households: [], copies: [] };
    for (let at = 0; at < households.length; at += CHUNK) {
      const chunk = households.slice(at, at + CHUNK).map((household) => MigratedHousehold.parse(household));
      const parts = await room.store.write(async (session) => {
        const done: Migrated[] = [];
        for (const household of chunk)
          done.push(await migrateOne(session, household, options.alreadyNumbered ?? false));
        return done;
      });
      for (const part of parts) {
        migrated.residents += part.residents;
        migrated.households.push(...part.households);
        migrated.copies.push(...part.copies);
      }
    }
    return migrated;
  };

  async function migrateOne(
    session: TownSession,
    household: MigratedHousehold,
    alreadyNumbered: boolean,
  ): Promise<Migrated> {
    const access = { officer: room.system, reason: 'データ移行' };
    const command = { kind: 'MigrateHousehold', household } as const;
    const decision = await perform(room, session, command, { access, act: 'migrateHousehold', alreadyNumbered });
    if (!decision.accepted) {
      const { code, sentence } = decision.refusal;
      throw new Error(`A household could not be migrated (${code}): ${sentence}`);
    }
    const { addresseeNumbers, householdNumber = '' } = decision.result;
    await linkCertificates(session, household, addresseeNumbers);
    return {
      residents: addresseeNumbers.length,
      households: [{ householdNumber, addresseeNumbers }],
      copies: alreadyNumbered ? await copiesOf(session, householdNumber, addresseeNumbers) : [],
    };
  }

  async function linkCertificates(
    { db, t }: TownSession,
    household: MigratedHousehold,
    numbers: readonly string[],
  ): Promise<void> {
    const links = household.members.flatMap((member, index) => {
      const addresseeNumber = numbers[index];
      if (!member.certificateSerial || !addresseeNumber) return [];
      return [{ serialHash: serialKey(room, member.certificateSerial), addresseeNumber, linkedAt: room.clock.now() }];
    });
    if (links.length > 0) await db.insert(t.certificateLinks).values(links);
  }

  async function copiesOf(
    session: TownSession,
    householdNumber: string,
    numbers: readonly string[],
  ): Promise<Migrated['copies']> {
    const slice = await loadSlice(session, { households: [householdNumber] }, room.cipher);
    const copy = copyOf(slice, householdNumber);
    return numbers.flatMap((addresseeNumber) => {
      const individualNumber = slice.residents.get(addresseeNumber)?.individualNumber;
      if (!copy || !individualNumber) return [];
      return [
        {
          addresseeNumber,
          individualNumber,
          version: 1,
          publishedOn: room.today(),
          ...copyOfMember(copy, addresseeNumber),
        },
      ];
    });
  }
}
