import type { Address } from '#app/vocabulary/addresses.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import { Section } from '#app/vocabulary/sections.ts';
import type { Town } from '#app/vocabulary/towns.ts';
import type { Movement, NoticePhase, SectionContent } from '../sections.ts';
import type { AgeNews } from './age-notices.ts';
import { membersOf, type RegisterSlice, type Resident } from './register.ts';
import { movementsOf, type PersonMovement } from './section-movements.ts';
import { type Concerned, SECTION_RULES } from './section-rules.ts';

/** 関係課への通知 (住民基本台帳法第7条, 各業務の法令): one section, one person, one phase of one move. */
export interface SectionNotice {
  section: Section;
  /** Missing for who is only expected (事前通知). */
  addresseeNumber?: string;
  phase: NoticePhase;
  movement: Movement;
  on: CalendarDate;
  content: SectionContent;
}

/** 業務台帳に登録のある方: sections that serve a person, by 宛名番号. */
export type ServedBySection = ReadonlyMap<string, readonly Section[]>;

/** What every section reads of a person, whatever the move. */
type PersonItems = Omit<SectionContent, 'effect' | 'article' | 'dueOn' | 'destination'>;

interface Person extends Concerned {
  addresseeNumber?: string;
  /** The other town. */
  elsewhere?: string;
  destination?: Address;
  items: PersonItems;
}

/** 年齢の到達の通知: what the sections read of a person who did not move. */
export function ageNotice(resident: Resident, { section, movement, phase, reachedOn, effect }: AgeNews): SectionNotice {
  const hidden = resident.protection !== undefined || (resident.movingOut?.destinationHidden ?? false);
  const { notifiedOn: _, previousAddress: __, ...items } = itemsOf(resident, hidden);
  const content = { ...items, ...effect };
  return { section, addresseeNumber: resident.addresseeNumber, phase, movement, on: reachedOn, content };
}

/** What a change of the register means for the sections; the same for every act, read from before and after. */
export function sectionNotices(
  before: RegisterSlice,
  after: RegisterSlice,
  changed: readonly Resident[],
  facts: { town: Town; today: CalendarDate; served: ServedBySection },
): SectionNotice[] {
  return changed.flatMap((resident) => {
    const { addresseeNumber } = resident;
    const was = before.residents.get(addresseeNumber);
    const movements = movementsOf(was, resident, facts);
    if (movements.length === 0) return [];
    const person = personOf(resident, was, after);
    const servedBy = facts.served.get(addresseeNumber) ?? [];
    return movements.flatMap((movement) => noticesOf(movement, person, servedBy, facts.town));
  });
}

/** 転入予定: persons of a 事前通知 who come, or come no longer. */
export function arrivalNotices(
  movers: readonly (Omit<PersonItems, 'protectedPerson'> &
    Pick<Person, 'addresseeNumber' | 'elsewhere' | 'qualifications'>)[],
  movement: PersonMovement,
  town: Town,
): SectionNotice[] {
  return movers.flatMap(({ addresseeNumber, elsewhere, qualifications, ...mover }) => {
    const { kind, bornOn } = mover;
    const concerned = { kind, bornOn, qualifications, insuredHousehold: false, served: false };
    const items = { ...mover, protectedPerson: false };
    return noticesOf(movement, { ...concerned, addresseeNumber, elsewhere, items }, [], town);
  });
}

function noticesOf(
  { phase, movement, on }: PersonMovement,
  person: Person,
  servedBy: readonly Section[],
  town: Town,
): SectionNotice[] {
  const { addresseeNumber, elsewhere, destination, items } = person;
  const { notifiedOn, protectedPerson } = items;
  const samePrefecture = elsewhere?.slice(0, 2) === town.code.slice(0, 2);
  const days = { on, samePrefecture, ...(notifiedOn ? { notifiedOn } : {}) };
  return Section.options.flatMap((section): SectionNotice[] => {
    const rule = SECTION_RULES[section];
    const effect = rule.effects[movement];
    if (!effect || !person.bornOn) return [];
    if (!rule.concerns(servedBy.includes(section) ? { ...person, served: true } : person, on)) return [];
    const isTold = rule.destination && destination && !protectedPerson;
    return [
      {
        section,
        ...(addresseeNumber ? { addresseeNumber } : {}),
        phase,
        movement,
        on,
        content: { ...items, ...(isTold ? { destination } : {}), ...effect(days) },
      },
    ];
  });
}

function personOf(resident: Resident, was: Resident | undefined, after: RegisterSlice): Person {
  const { addresseeNumber, householdNumber, movingOut, protection, previousAddress } = resident;
  const planned = movingOut ?? was?.movingOut;
  const destination = planned?.confirmed?.address ?? planned?.plannedAddress;
  const hidden = protection !== undefined || was?.protection !== undefined || (planned?.destinationHidden ?? false);
  const household = membersOf(after, householdNumber);
  return {
    addresseeNumber,
    kind: resident.kind,
    bornOn: resident.bornOn,
    qualifications: resident.qualifications,
    insuredHousehold: household.some((member) => member.qualifications.nationalHealthInsurance),
    served: false,
    elsewhere: planned ? destination?.municipalityCode : previousAddress?.municipalityCode,
    destination: hidden ? undefined : destination,
    items: itemsOf(resident, hidden),
  };
}

function itemsOf(resident: Resident, hidden: boolean): PersonItems {
  const { kind, name, bornOn, sex, householdNumber, relationship, address, previousAddress, lastChange } = resident;
  return {
    kind,
    name,
    bornOn,
    sex,
    householdNumber,
    relationship,
    address,
    previousAddress: hidden ? undefined : previousAddress,
    protectedPerson: hidden,
    notifiedOn: lastChange.notifiedOn,
  };
}
