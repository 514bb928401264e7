import { and, asc, count, eq, gt, gte, inArray, lte, or } from 'drizzle-orm';
import { addMonths } from '#app/vocabulary/dates.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { Access } from '#app/vocabulary/roles.ts';
import { classOf, nextApril } from '#app/vocabulary/section-ages.ts';
import { possibleDays } from '#app/vocabulary/unclear-dates.ts';
import { isBornUnclear } from '#db/schema/resident-columns.ts';
import type { Resident } from '../core/register.ts';
import type { SchoolClass, SchoolEntrant, SchoolLevel } from '../sections.ts';
import { recordAccess } from './audited.server.ts';
import type { Room, TownSession } from './room.server.ts';
import { isOwnSection, maySeeSection } from './section-desk.server.ts';

/** One page of the list. */
const PAGE = 200;
/** 満六歳, 満十二歳 (学校教育法第17条). */
const AGES: Readonly<Record<SchoolLevel, number>> = { elementary: 6, juniorHigh: 12 };

type Births = ReturnType<typeof classOf>;

/**
 * 新入学の一覧 (学校教育法施行令第2条, 第5条): the class of next April as the register has it now, along the index of births. Who has come
 * since 1 October is marked, who has left is not on it.
 */
export function createSchoolClass(room: Room) {
  return async function schoolClass(
    level: SchoolLevel,
    after: string | undefined,
    access: Access,
  ): Promise<SchoolClass> {
    room.admit(access);
    if (!maySeeSection('schoolRegister', access)) throw new Error(`${access.officer.id} may not read the 学齢簿`);
    const april = nextApril(room.today());
    const listedOn = addMonths(april, -6);
    const births = classOf(april, AGES[level]);
    return room.store.write(async (session) => {
      const rows = await pageOf(session, births, after);
      const shown = rows.slice(0, PAGE);
      const unclear = after === undefined ? await unclearOf(session, births) : [];
      const people = [...shown.map((row) => row.record as Resident), ...unclear];
      const heads = await headsOf(session, people);
      const isOwn = isOwnSection('schoolRegister', access);
      const view = (person: Resident) =>
        entrantOf(person, { head: heads.get(person.householdNumber), listedOn, isOwn });
      await recordAccess(room, session, access, {
        act: 'schoolClass',
        subjects: [...new Set([...people, ...heads.values()].map(({ addresseeNumber }) => addresseeNumber))],
      });
      const last = shown.at(-1);
      return {
        level,
        april,
        listedOn,
        total: await countOf(session, births),
        entrants: shown.map((row) => view(row.record as Resident)),
        unclear: unclear.map(view),
        ...(rows.length > PAGE && last ? { next: `${last.bornOn}/${last.addresseeNumber}` } : {}),
      };
    });
  };
}

function inClass({ t: { residents } }: TownSession, { from, to }: Births) {
  return and(gte(residents.bornOn, from), lte(residents.bornOn, to), eq(residents.status, 'resident'));
}

function pageOf(session: TownSession, births: Births, after: string | undefined) {
  const { residents } = session.t;
  const [born = '', number = ''] = after?.split('/') ?? [];
  const behind = or(gt(residents.bornOn, born), and(eq(residents.bornOn, born), gt(residents.addresseeNumber, number)));
  return session.db
    .select({ addresseeNumber: residents.addresseeNumber, bornOn: residents.bornOn, record: residents.record })
    .from(residents)
    .where(and(inClass(session, births), behind))
    .orderBy(asc(residents.bornOn), asc(residents.addresseeNumber))
    .limit(PAGE + 1);
}

async function countOf(session: TownSession, births: Births): Promise<number> {
  const [row] = await session.db.select({ n: count() }).from(session.t.residents).where(inClass(session, births));
  return Number(row?.n ?? 0);
}

/** 生年月日の不詳: whose possible days touch those of the class. */
async function unclearOf({ db, t }: TownSession, { from, to }: Births): Promise<Resident[]> {
  const rows = await db
    .select({ record: t.residents.record, status: t.residents.status })
    .from(t.residents)
    .where(isBornUnclear(t.residents.bornOn));
  return rows.flatMap(({ record, status }) => {
    const person = record as Resident;
    const possible = possibleDays(person.bornOn);
    return status === 'resident' && possible && possible.from <= to && from <= possible.to ? person : [];
  });
}

/** 世帯主 by 世帯番号. */
async function headsOf({ db, t }: TownSession, people: readonly Resident[]): Promise<Map<string, Resident>> {
  const numbers = [...new Set(people.map(({ householdNumber }) => householdNumber))];
  if (numbers.length === 0) return new Map();
  const rows = await db
    .select({ record: t.residents.record })
    .from(t.residents)
    .where(and(inArray(t.residents.householdNumber, numbers), eq(t.residents.status, 'resident')));
  const heads = rows.map((row) => row.record as Resident).filter(({ householder }) => householder);
  return new Map(heads.map((head) => [head.householdNumber, head]));
}

function entrantOf(
  person: Resident,
  { head, listedOn, isOwn }: { head: Resident | undefined; listedOn: CalendarDate; isOwn: boolean },
): SchoolEntrant {
  const { addresseeNumber, kind, name, bornOn, sex, address, relationship, protection, movingOut } = person;
  const cameOn = person.becameResidentOn.on;
  const isOpen = isOwn || !protection;
  return {
    addresseeNumber,
    kind,
    name,
    bornOn,
    sex,
    address: isOpen ? address : { municipality: address.municipality },
    relationship,
    ...(head && head.addresseeNumber !== addresseeNumber && isOpen ? { householder: head.name.full } : {}),
    ...(cameOn && cameOn > listedOn ? { cameOn } : {}),
    ...(movingOut ? { leavesOn: movingOut.plannedOn } : {}),
    protectedPerson: protection !== undefined,
  };
}
