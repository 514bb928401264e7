import type {
  FiledStanding,
  NewPerson,
  RegisterBirth,
  RegisterHouseholdChange,
  RegisterRelocation,
} from '#app/juki/acts.ts';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import { OLD_ADDRESS, type Register, TODAY } from './family.ts';

/** Another place in the same town. */
export const NEARBY = { ...OLD_ADDRESS, town: '布田一丁目', lot: '2番地3' };

export function filed(register: Register, standings: Record<number, string>): FiledStanding[] {
  return Object.entries(standings).map(([serial, relationship]) => ({
    addresseeNumber: register.person(Number(serial)).addresseeNumber,
    relationship,
    householder: relationship === '世帯主',
  }));
}

export function relocating(
  register: Register,
  serials: number[],
  changes: Partial<RegisterRelocation> = {},
): RegisterRelocation {
  return {
    kind: 'RegisterRelocation',
    householdNumber: serials[0] ? register.person(serials[0]).householdNumber : '',
    movers: register.numbers(...serials),
    movedOn: '2026-11-20',
    notifiedOn: TODAY,
    newAddress: NEARBY,
    household: { kind: 'same' },
    standings: [],
    ...changes,
  };
}

export function changingHousehold(
  register: Register,
  change: RegisterHouseholdChange['change'],
  standings: Record<number, string>,
  changes: Partial<RegisterHouseholdChange> = {},
): RegisterHouseholdChange {
  const serials = Object.keys(standings).map(Number);
  return {
    kind: 'RegisterHouseholdChange',
    change,
    householdNumber: register.person(serials[0] ?? 1).householdNumber,
    members: register.numbers(...serials),
    standings: filed(register, standings),
    changedOn: '2026-11-20',
    notifiedOn: TODAY,
    ...changes,
  };
}

export function newborn(changes: Partial<NewPerson> = {}): NewPerson {
  return {
    name: { full: '試験　葵', kana: 'シケン　アオイ', kanaConfirmed: true },
    bornOn: exactDate('2026-11-18'),
    sex: '2',
    kind: 'japanese',
    relationship: '子',
    householder: false,
    registeredDomicile: { address: '長野県松本市丸の内３番', municipalityCode: '202029', headOfRegister: '試験　太郎' },
    ...changes,
  };
}

export function birth(register: Register, children = [newborn()], changes: Partial<RegisterBirth> = {}): RegisterBirth {
  const householdNumber = changes.householdNumber ?? register.person(1).householdNumber;
  return { kind: 'RegisterBirth', householdNumber, children, notifiedOn: TODAY, source: 'filed', ...changes };
}
