import type { Address } from '#app/vocabulary/addresses.ts';
import { addDays, daysBetween, earlierOf, laterOf } from '#app/vocabulary/dates.ts';
import { numberWithCheckDigit } from '#app/vocabulary/identifiers.ts';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { ChangeReason } from '../../core/change-reasons.ts';
import type { Resident } from '../../core/register.ts';
import { formatRecord } from '../csv.ts';
import { writeRow } from '../write-row.ts';
import { type Chance, chanceOf } from './chance.ts';
import { familyOf, type Member } from './families.ts';
import { foreignFamily, foreignName, givenName, type Origin, originOf, type Reading, surname } from './names.ts';
import { birthDate, birthday, foreignStatusOf, madeUpCode, qualificationsOf, residenceOf } from './persons.ts';
import { addressAt, type Place } from './places.ts';

/** 架空の市区町村の住民 to be made: the same seed makes the same people. */
export interface MadeUpTown {
  code: string;
  /** 町字 of the town. */
  places: readonly [Place, ...Place[]];
  /** 町字 elsewhere: where people came from and went to. */
  elsewhere: readonly [Place, ...Place[]];
  residents: number;
  seed: number;
  /** Ages are those of this day; nothing happened later. */
  on: CalendarDate;
  /** 住民票コード begin here; another town needs another range. */
  firstCode: number;
}

/** 宛名番号 and 世帯番号 begin here: a register that has a few people already keeps its numbers. */
const FIRST_NUMBER = 1_000_001;

const FOREIGN = 0.025;
/** 除票: households that moved away, and spouses who died, per household. */
const MOVED_AWAY = 0.03;
const WIDOWED = 0.25;
/** 転居 inside the town since: a second row. */
const RELOCATED = 0.06;

interface Household {
  householdNumber: string;
  since: CalendarDate;
  address: Address;
  previousAddress?: Address;
  family: Reading;
  selfInsured: boolean;
  origin?: Origin;
  residence: readonly [string, string];
  /** 戸籍の表示 of the head. */
  register?: Register;
}

interface Register {
  domicile: { address: string; municipalityCode: string };
  head: string;
}

/** Lines of the list without line ends, one household after the other; the header is not among them. */
export function* madeUpTown(town: MadeUpTown): Generator<string> {
  const chance = chanceOf(town.seed);
  let left = town.residents;
  let persons = 0;
  let households = 0;
  while (left > 0) {
    const movedAway = chance.happens(MOVED_AWAY);
    const family = familyOf(chance).slice(0, movedAway ? 6 : left);
    const household = householdOf(chance, town, households);
    const residents = family.map((member, index) => {
      const serial = persons + index;
      return residentOf(chance, town, household, { member, index, serial });
    });
    persons += residents.length;
    households += 1;
    if (movedAway) {
      const moved = moveAway(chance, town, residents);
      yield* linesOf(town, moved, 'domesticMovingOut');
      continue;
    }
    left -= residents.length;
    const [first] = residents;
    const isWidowed = first && family.length === 1 && (family[0]?.age ?? 0) >= 70 && chance.happens(WIDOWED);
    const late = isWidowed ? spouseOf(chance, town, household, first, persons) : undefined;
    if (late) persons += 1;
    const relocation = chance.happens(RELOCATED) ? addressAt(chance, chance.pick(town.places), false) : undefined;
    yield* relocation ? relocatedLines(chance, town, household, residents, relocation) : linesOf(town, residents);
    if (late) yield* linesOf(town, [late], 'death');
  }
}

function householdOf(chance: Chance, town: MadeUpTown, serial: number): Household {
  const foreign = chance.happens(FOREIGN);
  const origin = foreign ? originOf(chance) : undefined;
  // Half of all people have been here for less than nine years.
  const years = chance.happens(0.3) ? chance.between(9, 45) : chance.below(9);
  const since = addDays(town.on, -Math.min(years * 365 + chance.between(3, 364), foreign ? 3000 : 16_500));
  const cameFromElsewhere = !foreign && chance.happens(0.85);
  return {
    householdNumber: numberWithCheckDigit(FIRST_NUMBER + serial),
    since,
    address: addressAt(chance, chance.pick(town.places), chance.happens(0.55)),
    ...(cameFromElsewhere ? { previousAddress: addressAt(chance, chance.pick(town.elsewhere), false) } : {}),
    family: origin ? foreignFamily(chance, origin) : surname(chance),
    selfInsured: chance.happens(foreign ? 0.5 : 0.27),
    ...(origin ? { origin } : {}),
    residence: residenceOf(chance),
  };
}

/** Which member of the household, and which person of the town. */
interface Slot {
  member: Member;
  index: number;
  serial: number;
}

function residentOf(chance: Chance, town: MadeUpTown, household: Household, slot: Slot): Resident {
  const { member, index, serial } = slot;
  const { origin } = household;
  const born = birthday(chance, member.age, town.on);
  const isBornHere = born > household.since;
  const since = exactDate(isBornHere ? born : household.since);
  const family = member.ownSurname ? (origin ? foreignFamily(chance, origin) : surname(chance)) : household.family;
  const name = nameOf(chance, household, member, family, Number(born.slice(0, 4)));
  const { domicile, head } = registerOf(chance, town, household, name.full, member.ownRegister ?? false);
  const notified = isBornHere ? addDays(born, chance.between(2, 13)) : addDays(household.since, chance.between(0, 13));
  return {
    addresseeNumber: numberWithCheckDigit(FIRST_NUMBER + serial),
    historyNumber: 1,
    householdNumber: household.householdNumber,
    kind: origin ? 'foreign' : 'japanese',
    status: 'resident',
    residentRecordCode: madeUpCode(town.firstCode + serial),
    name: { ...name, kanaConfirmed: chance.happens(0.94) },
    bornOn: birthDate(chance, born),
    sex: member.sex,
    relationship: member.relationship,
    householder: index === 0,
    orderInHousehold: index + 1,
    address: household.address,
    becameResidentOn: since,
    addressSince: since,
    ...(household.previousAddress && !isBornHere ? { previousAddress: household.previousAddress } : {}),
    ...(origin ? {} : { registeredDomicile: { ...domicile, headOfRegister: head } }),
    ...(origin ? { foreignStatus: foreignStatusOf(chance, origin.nationality, household.residence, town.on) } : {}),
    qualifications: {
      ...qualificationsOf(chance, member.age, household.selfInsured, index === 0),
      childAllowance: index === 0 && member.age < 55 && chance.happens(0.1),
    },
    lastChange: {
      reason: isBornHere ? 'birth' : origin ? 'movingInFromAbroad' : 'domesticMovingIn',
      ...(since.on ? { changedOn: since.on } : {}),
      notifiedOn: earlierOf(notified, town.on),
      processedOn: earlierOf(notified, town.on),
    },
  };
}

function nameOf(chance: Chance, { origin }: Household, { sex }: Member, family: Reading, year: number) {
  if (origin) {
    const [full, kana] = foreignName(chance, origin, sex, family);
    return { full, kana };
  }
  const [given, kana] = givenName(chance, sex, year);
  return { full: `${family[0]}　${given}`, kana: `${family[1]}　${kana}` };
}

/** 本籍: one for the family of the head, one of his own for who has his own 戸籍. */
function registerOf(
  chance: Chance,
  town: MadeUpTown,
  household: Household,
  name: string,
  ownRegister: boolean,
): Register {
  if (household.register && !ownRegister) return household.register;
  const place = chance.pick(chance.happens(0.35) ? town.places : town.elsewhere);
  const { town: block = '', lot = '' } = addressAt(chance, place, false);
  const { prefecture, municipality, municipalityCode } = place;
  const found = { domicile: { address: `${prefecture}${municipality}${block}${lot}`, municipalityCode }, head: name };
  household.register ??= found;
  return found;
}

function removedOn(chance: Chance, residents: readonly Resident[], on: CalendarDate): CalendarDate {
  const since = residents.reduce((latest, { becameResidentOn }) => {
    return laterOf(latest, becameResidentOn.on ?? '');
  }, '');
  return addDays(on, -chance.below(Math.max(1, Math.min(1700, daysBetween(since, on) - 20))) - 1);
}

/** 国内転出 of a whole household, with the 転入通知 of the new town. */
function moveAway(chance: Chance, town: MadeUpTown, residents: readonly Resident[]): Resident[] {
  const address = addressAt(chance, chance.pick(town.elsewhere), chance.happens(0.5));
  const day = removedOn(chance, residents, addDays(town.on, -30));
  const notifiedOn = addDays(day, -chance.between(0, 14));
  const noticeOn = addDays(day, chance.between(1, 12));
  return residents.map((resident) => ({
    ...resident,
    status: 'movedOut',
    removed: { reason: 'domesticMovingOut', on: day },
    movingOut: {
      movingOutId: '',
      notifiedOn,
      plannedOn: day,
      plannedAddress: address,
      channel: 'counter',
      special: false,
      confirmed: { movedInOn: day, address, noticeOn },
    },
    lastChange: { reason: 'domesticMovingOut', changedOn: day, notifiedOn, noticeOn, processedOn: noticeOn },
  }));
}

/** 除票 of a spouse who died. */
function spouseOf(chance: Chance, town: MadeUpTown, household: Household, head: Resident, serial: number): Resident {
  const sex = head.sex === '1' ? '2' : '1';
  const age = Number(town.on.slice(0, 4)) - Number((head.bornOn.on ?? '1945').slice(0, 4));
  const member: Member = { age, sex, relationship: sex === '1' ? '夫' : '妻' };
  const spouse = residentOf(chance, town, household, { member, index: 1, serial });
  const on = removedOn(chance, [spouse], town.on);
  const notifiedOn = addDays(on, Math.min(chance.between(1, 7), daysBetween(on, town.on)));
  return {
    ...spouse,
    status: 'deceased',
    removed: { reason: 'death', on },
    lastChange: { reason: 'death', changedOn: on, notifiedOn, processedOn: notifiedOn },
  };
}

function relocatedLines(
  chance: Chance,
  town: MadeUpTown,
  { since }: Household,
  residents: readonly Resident[],
  address: Address,
): string[] {
  const movedOn = removedOn(chance, residents, town.on);
  if (movedOn <= since) return linesOf(town, residents);
  const notifiedOn = addDays(movedOn, Math.min(chance.between(0, 13), daysBetween(movedOn, town.on)));
  return residents.flatMap((resident) => [
    line(town, { ...resident, historyNumber: 1 }, residents, false),
    line(
      town,
      {
        ...resident,
        historyNumber: 2,
        address,
        addressSince: exactDate(movedOn),
        lastChange: { reason: 'relocation', changedOn: movedOn, notifiedOn, processedOn: notifiedOn },
      },
      residents,
      true,
    ),
  ]);
}

function linesOf(town: MadeUpTown, residents: readonly Resident[], reason?: ChangeReason): string[] {
  return residents.map((resident) => line(town, resident, residents, true, reason));
}

function line(
  { code }: MadeUpTown,
  resident: Resident,
  household: readonly Resident[],
  latest: boolean,
  reason?: ChangeReason,
): string {
  const headName = household.find((one) => one.householder)?.name.full;
  const setting = { townCode: code, latest, ...(headName ? { headName } : {}), ...(reason ? { reason } : {}) };
  return formatRecord(writeRow(resident, setting));
}
