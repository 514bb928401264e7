import type { RegisterRestoration } from '../acts.ts';
import { type ErrorName, refusal } from './checks.ts';
import { accept, type Decision, type Facts, reject } from './decision.ts';
import type { RegisterEvent } from './events.ts';
import { identityNotices } from './notices.ts';
import { isBlocked, obstacle } from './permissions.ts';
import type { Household, RegisterSlice, Resident } from './register.ts';
import { allFiled, joined, whyNotJoining } from './standings.ts';

/**
 * 職権回復 (住民基本台帳法施行令第12条): somebody was removed who should not have been.
 *
 * Command: `RegisterRestoration`. Events: `HouseholdFormed` (new household), `ResidentsReopened`. Message: 本人確認情報 (記載) from
 * the day of the 消除, so that no day is without a register. Who left by 転出 comes back by 転出取消, not by this.
 */
export function decideRestoration(command: RegisterRestoration, slice: RegisterSlice, facts: Facts): Decision {
  const residents = command.persons.flatMap((number) => slice.residents.get(number) ?? []);
  const place = placeOf(command, residents, slice, facts);
  const reason = whyNot(command, residents, place, slice, facts);
  if (reason || !place) return reject(refusal(reason ?? 'unknownHousehold'));
  const isNew = command.household.kind === 'new';
  const standings = joined(residents, command.standings, place.householdNumber, slice);
  const formed: RegisterEvent[] = isNew ? [{ kind: 'HouseholdFormed', household: place }] : [];
  return accept({
    events: [...formed, { kind: 'ResidentsReopened', standings, address: place.address, ground: command.ground }],
    messages: residents.flatMap((resident) => {
      const effectiveOn = resident.removed?.on ?? facts.today;
      const back = { ...resident, address: place.address };
      return identityNotices(back, { event: 'entered', reason: 'exOfficioEntry', effectiveOn }, facts.town);
    }),
    used: { addressee: 0, household: isNew ? 1 : 0 },
    result: { householdNumber: place.householdNumber, addresseeNumbers: command.persons },
  });
}

function placeOf(
  { household }: RegisterRestoration,
  [first]: readonly Resident[],
  slice: RegisterSlice,
  facts: Facts,
): Household | undefined {
  if (household.kind === 'existing') return slice.households.get(household.householdNumber);
  return first && { householdNumber: facts.numbers.household[0] ?? '', address: first.address };
}

function whyNot(
  command: RegisterRestoration,
  residents: readonly Resident[],
  place: Household | undefined,
  slice: RegisterSlice,
  facts: Facts,
): ErrorName | undefined {
  if (command.persons.length === 0) return 'nobodyMoves';
  if (new Set(command.persons).size < command.persons.length) return 'unknownMover';
  for (const number of command.persons) {
    const obstacleToPerson = obstacle(slice, slice.residents.get(number), command.kind);
    if (obstacleToPerson) return obstacleToPerson;
  }
  if (isBlocked(residents, facts)) return 'protectedPerson';
  if (command.ground.trim() === '') return 'missingGround';
  if (!allFiled(command.persons, command.standings)) return 'missingStandings';
  if (!place) return 'unknownHousehold';
  return whyNotJoining(command.standings, command.household, place.address, slice, facts);
}
