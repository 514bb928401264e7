import { readRelationship } from '#app/vocabulary/relationships.ts';
import type { MigratedHousehold } from '../migration.ts';
import { type ErrorName, refusal } from './checks.ts';
import { accept, type Decision, type Facts, reject } from './decision.ts';
import type { RegisterSlice, Resident } from './register.ts';

/** データ移行: one household of the former system. */
export interface MigrateHousehold {
  kind: 'MigrateHousehold';
  household: MigratedHousehold;
}

/**
 * データ移行 (標準仕様書 1.1.13: old numbers are kept as they are). Event: `HouseholdMigrated`, with full rows, so that the same
 * ledger and history hold for migrated people. No messages: J-LIS knows these residents already.
 */
export function decideMigration({ household }: MigrateHousehold, slice: RegisterSlice, facts: Facts): Decision {
  const reason = whyNot(household, slice, facts);
  if (reason) return reject(refusal(reason));

  const householdNumber = household.householdNumber ?? facts.numbers.household[0] ?? '';
  const kept = new Set(household.members.map((member) => member.addresseeNumber));
  const numbers = [...facts.numbers.addressee];
  const nextNumber = (): string => {
    const number = numbers.shift() ?? '';
    return kept.has(number) ? nextNumber() : number;
  };
  const residents = household.members.map((member, index): Resident => {
    const { protectiveMeasure, certificateSerial: _, addresseeNumber, becameResidentOn, ...items } = member;
    const since = becameResidentOn ?? household.becameResidentOn;
    return {
      ...items,
      addresseeNumber: addresseeNumber ?? nextNumber(),
      historyNumber: 0,
      householdNumber,
      status: 'resident',
      orderInHousehold: index + 1,
      address: household.address,
      becameResidentOn: since,
      addressSince: household.addressSince ?? since,
      protection: protectiveMeasure && { kind: 'full', ...protectiveMeasure },
      lastChange: { reason: 'dataMigration', changedOn: since.on, processedOn: facts.today },
    };
  });
  return accept({
    events: [{ kind: 'HouseholdMigrated', household: { householdNumber, address: household.address }, residents }],
    used: {
      addressee: facts.numbers.addressee.length - numbers.length,
      household: household.householdNumber ? 0 : 1,
    },
    result: { householdNumber, addresseeNumbers: residents.map((resident) => resident.addresseeNumber) },
  });
}

function whyNot(household: MigratedHousehold, slice: RegisterSlice, facts: Facts): ErrorName | undefined {
  const codes = household.members.map((member) => member.residentRecordCode);
  const numbers = household.members.flatMap((member) => member.individualNumber ?? []);
  const kept = household.members.flatMap((member) => member.addresseeNumber ?? []);
  const known = [...slice.residents.values()];
  if ([codes, numbers, kept].some((list) => new Set(list).size < list.length)) return 'numberInUse';
  if (known.some((resident) => codes.includes(resident.residentRecordCode ?? ''))) return 'numberInUse';
  if (known.some((resident) => numbers.includes(resident.individualNumber ?? ''))) return 'numberInUse';
  if (kept.some((number) => slice.residents.has(number))) return 'numberInUse';
  if (household.householdNumber && slice.households.has(household.householdNumber)) return 'numberInUse';
  if (household.members.filter((member) => member.householder).length > 1) return 'twoHeads';
  if (household.members.some((member) => !readRelationship(member.relationship).valid)) return 'relationshipNotInTable';
  return household.address.municipalityCode === facts.town.code ? undefined : 'addressOutsideTown';
}
