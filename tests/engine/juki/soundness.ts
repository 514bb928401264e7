import { CHANGE_REASONS } from '#app/juki/core/change-reasons.ts';
import type { Accepted, Facts } from '#app/juki/core/decision.ts';
import { membersOf, type RegisterSlice, type Resident, sameAddress } from '#app/juki/core/register.ts';
import { MESSAGE_TYPES } from '#app/messages/contracts/catalogue.ts';

const DAY = /^\d{4}-\d\d-\d\d$/;
const ADDRESS_ON_THE_LINE = /^(\d{6}|[a-z]+)$/;

/** What holds of every accepted act, whatever it is: looked at after each one that a test does, thousands in a property. */
export function expectSound(
  before: RegisterSlice,
  decision: Accepted,
  after: RegisterSlice,
  { numbers }: Pick<Facts, 'numbers'>,
): void {
  const faults = [
    ...messageFaults(decision),
    ...resultFaults(before, decision, after, numbers),
    ...[...after.residents.values()].flatMap((one) => recordFaults(one, before.residents.get(one.addresseeNumber))),
    ...householdFaults(after),
  ];
  if (faults.length > 0) throw new Error(faults.join('\n'));
}

const unless = (holds: boolean, fault: string): string[] => (holds ? [] : [fault]);

function messageFaults({ messages }: Accepted): string[] {
  return messages.flatMap(({ type, content, to, about }) => {
    const subjects: unknown[] = Object.values(about);
    return [
      ...unless(MESSAGE_TYPES[type].schema.safeParse(content).success, `${type} is not what its contract says`),
      ...unless(ADDRESS_ON_THE_LINE.test(to), `${type} goes to ${to}`),
      ...unless(subjects.length === 1 && typeof subjects[0] === 'string', `${type} has no subject`),
    ];
  });
}

/** Whom the act concerned, and the numbers that it took. */
function resultFaults(
  before: RegisterSlice,
  { result, used, events }: Accepted,
  after: RegisterSlice,
  offered: Facts['numbers'],
): string[] {
  const { addresseeNumbers, householdNumber, movingOutId } = result;
  const newcomers = [...after.residents.keys()].filter((number) => !before.residents.has(number));
  const faults = [
    ...addresseeNumbers.flatMap((number) => unless(after.residents.has(number), `${number} is unknown`)),
    ...unless(events.length === 0 || addresseeNumbers.length > 0, 'an act about nobody'),
    ...unless(!householdNumber || after.households.has(householdNumber), `household ${householdNumber} is unknown`),
    ...unless(!movingOutId || after.movingOuts.has(movingOutId), `転出 ${movingOutId} is unknown`),
    ...newcomers.flatMap((number) => unless(addresseeNumbers.includes(number), `${number} came without being named`)),
  ];
  // A migration may keep numbers of its own.
  if (events.some((event) => event.kind === 'HouseholdMigrated')) return faults;
  // Who comes from another ward of the city brings the number along.
  const brought = (number: string) => after.residents.get(number)?.lastChange.reason === 'wardMovingIn';
  const numbered = newcomers.filter((number) => offered.addressee.includes(number) && !brought(number));
  const households = [...after.households.keys()].filter((number) => !before.households.has(number));
  const formed = households.filter((number) => offered.household.includes(number));
  return [
    ...faults,
    ...unless(used.addressee === numbered.length, `${numbered.length} 宛名番号 taken, ${used.addressee} said`),
    ...unless(used.household === formed.length, `${formed.length} 世帯番号 taken, ${used.household} said`),
  ];
}

function recordFaults(resident: Resident, former: Resident | undefined): string[] {
  if (resident === former) return [];
  const { addresseeNumber, status, removed, lastChange, historyNumber, householdNumber } = resident;
  return [
    ...unless(householdNumber !== '', `${addresseeNumber} without a household`),
    ...unless(historyNumber >= (former?.historyNumber ?? 1), `${addresseeNumber} lost a row`),
    ...unless(lastChange.reason in CHANGE_REASONS && DAY.test(lastChange.processedOn), `${addresseeNumber} unstamped`),
    ...unless((removed === undefined) === (status === 'resident'), `${addresseeNumber} is ${status}, 消除 differs`),
    ...unless(
      !removed || (removed.reason in CHANGE_REASONS && DAY.test(removed.on)),
      `${addresseeNumber} 消除 undated`,
    ),
  ];
}

function householdFaults(after: RegisterSlice): string[] {
  return [...after.households.values()].flatMap(({ householdNumber, address, endedOn }) => {
    const members = membersOf(after, householdNumber);
    return [
      ...unless(members.filter((one) => one.householder).length <= 1, `two heads in ${householdNumber}`),
      ...unless(
        members.every((one) => sameAddress(one.address, address)),
        `two addresses in ${householdNumber}`,
      ),
      ...unless(members.length === 0 || endedOn === undefined, `${householdNumber} has ended with members`),
    ];
  });
}
