import { inHouseholdOrder } from '#app/vocabulary/household-order.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { HouseholdToJoin, NewPerson } from '../acts.ts';
import type { ChangeReason } from './change-reasons.ts';
import type { Accepted, Facts } from './decision.ts';
import type { RegisterEvent } from './events.ts';
import { entryMessages } from './numbers.ts';
import {
  formerRecord,
  type Household,
  membersOf,
  type PendingEntry,
  type RegisterSlice,
  type Resident,
} from './register.ts';

/** 記載の事由と日 of an act that brings persons into the register. */
export interface Entry {
  reason: ChangeReason;
  /** How J-LIS hears of it. */
  told: PendingEntry['reason'];
  effectiveOn: CalendarDate;
  becameResidentOn: Resident['becameResidentOn'];
  notifiedOn?: CalendarDate;
  previousAddress?: Resident['previousAddress'];
}

/** 記載 (住民基本台帳法施行令第7条, 第8条): what one act makes of persons who come into the register. */
export type EntryResult = Pick<Accepted, 'events' | 'messages' | 'used' | 'result'> & { residents: Resident[] };

/**
 * New 住民票, or an own 除票 that lives again (再転入). Who brings a code keeps it; who never had one gets a random one of the
 * pool (法第30条の3), and while the pool is empty none: it follows. A 個人番号 is asked of J-LIS wherever it is missing.
 */
export function enterPersons(
  persons: readonly NewPerson[],
  household: { join: HouseholdToJoin; address: Household['address'] },
  entry: (person: NewPerson) => Entry,
  slice: RegisterSlice,
  facts: Facts,
): EntryResult {
  const target = householdFor(household, slice, facts);
  const numbers = [...facts.numbers.addressee];
  const codes = [...facts.codes];
  const entered = persons.map((person) => {
    const former = formerRecord(slice, person);
    const residentRecordCode = person.residentRecordCode ?? former?.residentRecordCode ?? codes.shift();
    const addresseeNumber = former?.addresseeNumber ?? numbers.shift() ?? '';
    const items = itemsOf(person, former, entry(person), target.address, facts);
    return { ...items, residentRecordCode, addresseeNumber, householdNumber: target.householdNumber };
  });
  const places = appended(entered, membersOf(slice, target.householdNumber));
  const residents = entered.map((one) => ({ ...one, orderInHousehold: places.get(one.addresseeNumber) ?? 1 }));
  const events: RegisterEvent[] = [
    ...(household.join.kind === 'new' ? [{ kind: 'HouseholdFormed' as const, household: target }] : []),
    { kind: 'ResidentsEntered', residents },
  ];
  return {
    residents,
    events,
    messages: residents.flatMap((resident) => entryMessages(resident, facts.town)),
    used: {
      addressee: facts.numbers.addressee.length - numbers.length,
      household: household.join.kind === 'new' ? 1 : 0,
      codes: facts.codes.length - codes.length,
    },
    result: {
      householdNumber: target.householdNumber,
      addresseeNumbers: residents.map((resident) => resident.addresseeNumber),
    },
  };
}

/** How many of the persons need a code of the pool. */
export function codesNeeded(persons: readonly NewPerson[]): number {
  return persons.filter((person) => !person.residentRecordCode).length;
}

function householdFor(
  { join, address }: { join: HouseholdToJoin; address: Household['address'] },
  slice: RegisterSlice,
  facts: Facts,
): Household {
  if (join.kind === 'new') return { householdNumber: facts.numbers.household[0] ?? '', address };
  const household = slice.households.get(join.householdNumber);
  if (!household) throw new Error('a household passed the checks without being in the register');
  return household;
}

type Newcomer = Omit<Resident, 'orderInHousehold'>;

/** Received data make the record; of an own 除票 the spelling of the name stays (再転入, 標準仕様書 4.1.1.2). */
function itemsOf(
  person: NewPerson,
  former: Resident | undefined,
  entry: Entry,
  address: Household['address'],
  facts: Facts,
): Omit<Newcomer, 'addresseeNumber' | 'householdNumber'> {
  const { residentRecordCode: _, residenceCard: __, qualifications, ...items } = person;
  const individualNumber = person.individualNumber ?? former?.individualNumber;
  return {
    ...items,
    individualNumber,
    name: former
      ? { ...person.name, full: former.name.full, kanji: former.name.kanji ?? person.name.kanji }
      : person.name,
    historyNumber: former?.historyNumber ?? 0,
    status: 'resident',
    address,
    becameResidentOn: entry.becameResidentOn,
    addressSince: entry.becameResidentOn,
    previousAddress: entry.previousAddress,
    qualifications: qualifications ?? NO_QUALIFICATIONS,
    protection: former?.protection,
    // What J-LIS was asked before the person left is still answered.
    ...(former?.awaitsNewNumber ? { awaitsNewNumber: former.awaitsNewNumber } : {}),
    awaitsNumber: { reason: entry.told, effectiveOn: entry.effectiveOn },
    lastChange: {
      reason: entry.reason,
      changedOn: entry.effectiveOn,
      notifiedOn: entry.notifiedOn,
      processedOn: facts.today,
    },
    ...(individualNumber ? { awaitsNumber: undefined } : {}),
  };
}

const NO_QUALIFICATIONS: Resident['qualifications'] = {
  nationalHealthInsurance: false,
  lateElderlyInsurance: false,
  longTermCareInsurance: false,
  childAllowance: false,
};

/** 記載順位 of newcomers: behind those who live there, so that nobody else's record changes. */
export function appended(
  newcomers: readonly Pick<Resident, 'addresseeNumber' | 'relationship' | 'bornOn'>[],
  present: readonly Resident[],
): Map<string, number> {
  const start = Math.max(0, ...present.map((member) => member.orderInHousehold));
  const ordered = inHouseholdOrder(newcomers.map((one) => ({ ...one, bornOn: one.bornOn.on })));
  return new Map(ordered.map((one, index) => [one.addresseeNumber ?? '', start + index + 1]));
}
