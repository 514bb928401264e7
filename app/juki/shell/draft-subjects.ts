import type { ChangedRow } from '../core/cancel-change.ts';
import { isProtectedHousehold, type RegisterSlice } from '../core/register.ts';
import type { RegisterCommand } from '../door.ts';

/** 宛名番号 of those in this register whom the command names. */
export function personsOf(command: RegisterCommand): string[] {
  switch (command.kind) {
    case 'RegisterMovingOut':
    case 'CancelMovingOut':
    case 'RegisterRelocation':
      return command.movers;
    case 'RegisterHouseholdChange':
      return command.members;
    case 'RegisterRemoval':
    case 'RegisterRestoration':
    case 'RegisterRewriting':
      return command.persons;
    case 'RegisterCorrection':
      return command.corrections.map((one) => one.addresseeNumber);
    case 'RegisterWardMove':
      return command.movers.map((one) => one.addresseeNumber);
    case 'RegisterNationalityChange':
      return command.persons.map((one) => one.addresseeNumber);
    case 'RegisterResidenceCard':
    case 'RegisterIndividualNumberChange':
    case 'RegisterCodeChange':
    case 'CancelChange':
      return [command.addresseeNumber];
    case 'RegisterMovingInByCard':
    case 'RegisterMovingIn':
    case 'RegisterBirth':
    case 'ForwardFamilyFiling':
      return [];
  }
}

/**
 * 異動に関わる世帯: named by the command, or the household of somebody whom it names. An 異動の取消し works on every household that the
 * cancelled act touched: where each person was, where the act put him, and where he is.
 */
export function householdsOf(
  command: RegisterCommand,
  slice: RegisterSlice,
  changedRows: readonly ChangedRow[] = [],
): string[] {
  const named = 'householdNumber' in command ? [command.householdNumber] : [];
  const into = 'into' in command && command.into ? [command.into] : [];
  const join =
    'household' in command && command.household.kind === 'existing' ? [command.household.householdNumber] : [];
  const touched = changedRows.flatMap(({ row, former }) => [row.householdNumber, former?.householdNumber ?? '']);
  const persons = [...personsOf(command), ...changedRows.map((one) => one.addresseeNumber)];
  const homes = persons.flatMap((number) => slice.residents.get(number)?.householdNumber ?? []);
  return [...new Set([...named, ...into, ...join, ...touched, ...homes])].filter((number) =>
    slice.households.has(number),
  );
}

/** 支援措置: where somebody goes is hidden in whatever is shown of the act, also after the household has changed. */
export function isHidden(command: RegisterCommand, slice: RegisterSlice): boolean {
  // The slice of an 異動の取消し is everybody whom it touches.
  const everybody = [...slice.residents.values()];
  const persons =
    command.kind === 'CancelChange' ? everybody : personsOf(command).map((number) => slice.residents.get(number));
  return (
    householdsOf(command, slice).some((number) => isProtectedHousehold(slice, number)) ||
    persons.some((one) => one?.protection || one?.movingOut?.destinationHidden)
  );
}

/** Who has no code yet is known by the household that is joined; a new household of new persons meets nobody. */
function movingInSubjects({ persons, household }: Extract<RegisterCommand, { kind: 'RegisterMovingIn' }>): string[] {
  const codes = persons.flatMap((person) => person.residentRecordCode ?? []);
  return household.kind === 'existing' ? [...codes, `household:${household.householdNumber}`] : codes;
}

/** Keys of everybody whom the act is about: 住民票コード, or the 宛名番号 of who waits for a code; of births the household. */
export function subjectsOf(
  command: RegisterCommand,
  slice: RegisterSlice,
  changedRows: readonly ChangedRow[] = [],
): string[] {
  // 異動の取消し restores everybody whom the act touched.
  const touched = changedRows.map((one) => one.addresseeNumber);
  if (command.kind === 'RegisterMovingInByCard') return command.movers.map((mover) => mover.residentRecordCode);
  // By code, as the other acts: who comes from another ward may have an own 除票 here.
  if (command.kind === 'RegisterWardMove') {
    const numbers = command.movers.map((mover) => mover.addresseeNumber);
    return command.record.residents.flatMap((one) =>
      numbers.includes(one.addresseeNumber) ? one.residentRecordCode : [],
    );
  }
  if (command.kind === 'RegisterMovingIn') return movingInSubjects(command);
  if (command.kind === 'RegisterBirth') return [`household:${command.householdNumber}`];
  return [...new Set([...personsOf(command), ...touched])].map(
    (number) => slice.residents.get(number)?.residentRecordCode ?? `addressee:${number}`,
  );
}
