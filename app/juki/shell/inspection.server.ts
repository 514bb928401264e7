import { and, asc, eq, gt, gte, lt, notInArray, or } from 'drizzle-orm';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import type { Access } from '#app/vocabulary/roles.ts';
import { normalizeAddressForSearch } from '#app/vocabulary/search-forms.ts';
import { given, prepared } from '#db/prepared.ts';
import { refusal } from '../core/checks.ts';
import { inspectionEntry, isDrawn, isInRange, MOST_INSPECTED } from '../core/inspection.ts';
import type { Resident } from '../core/register.ts';
import type { InspectionDoor, InspectionList, InspectionOrder, InspectionRange } from '../inspection.ts';
import { recordAccess } from './audited.server.ts';
import type { Room, TownSession } from './room.server.ts';

/** Rows of one read: acts at the counters have their turn in between. */
const PAGE = 500;

/** Persons of one entry of the log: few enough that each of them finds it by the index. */
const PER_ENTRY = 100;

/** 操作の名前: who looks decides what its persons are told of it. */
const ACTS = { organ: 'inspectByOrgan', applicant: 'inspectByApplicant' } as const;

/**
 * Residents of a 町字 by the search key of the address. Households in which somebody is under 支援措置 are never read: the address of
 * one of them is the address of all.
 */
const residentsAtKeys = prepared(({ db, t }: TownSession) => {
  const { residentKeys, residents, protectionPersons, protectionMeasures } = t;
  const hiddenHouseholds = db
    .select({ householdNumber: residents.householdNumber })
    .from(protectionMeasures)
    .innerJoin(protectionPersons, eq(protectionPersons.measureId, protectionMeasures.measureId))
    .innerJoin(residents, eq(residents.addresseeNumber, protectionPersons.addresseeNumber))
    .where(and(eq(protectionMeasures.open, true), eq(residents.status, 'resident')));
  return db
    .select({ key: residentKeys.key, addresseeNumber: residentKeys.addresseeNumber, record: residents.record })
    .from(residentKeys)
    .innerJoin(residents, eq(residents.addresseeNumber, residentKeys.addresseeNumber))
    .where(
      and(
        eq(residentKeys.kind, 'address'),
        gte(residentKeys.key, given('from')),
        lt(residentKeys.key, given('end')),
        or(gt(residentKeys.key, given('key')), gt(residentKeys.addresseeNumber, given('after'))),
        eq(residents.status, 'resident'),
        notInArray(residents.householdNumber, hiddenHouseholds),
      ),
    )
    .orderBy(asc(residentKeys.key), asc(residentKeys.addresseeNumber))
    .limit(PAGE);
});

/** 抽出された住民 in the order of their addresses; undefined = the 町字 have more residents than are looked through. */
async function drawn(room: Room, range: InspectionRange): Promise<Resident[] | undefined> {
  const found = new Map<string, Resident>();
  let looked = 0;
  let place = 0;
  for (const town of range.towns) {
    const prefix = normalizeAddressForSearch(town);
    let last = { key: prefix, addresseeNumber: '' };
    for (;;) {
      const values = { from: last.key, key: last.key, after: last.addresseeNumber, end: `${prefix}\u{10FFFF}` };
      const rows = await room.store.read(async (session) => residentsAtKeys(session, values));
      looked += rows.length;
      if (looked > MOST_INSPECTED) return undefined;
      for (const { addresseeNumber, record } of rows) {
        const resident = record as Resident;
        if (found.has(addresseeNumber) || !isInRange(resident, range)) continue;
        if (isDrawn(place, range)) found.set(addresseeNumber, resident);
        place += 1;
        if (found.size >= range.most) return [...found.values()];
      }
      const end = rows.at(-1);
      if (rows.length < PAGE || !end) break;
      last = end;
    }
  }
  return [...found.values()];
}

/** 住民基本台帳の一部の写しの閲覧 (住民基本台帳法第11条, 第11条の2). */
export function createInspection(room: Room): InspectionDoor {
  return {
    async makeInspectionList({ by, range }: InspectionOrder, access: Access): Promise<Outcome<InspectionList>> {
      room.admit(access);
      const residents = await drawn(room, range);
      if (!residents) return { accepted: false, refusal: refusal('inspectionTooWide') };
      const subjects = residents.map((one) => one.addresseeNumber);
      await room.store.write(async (session) => {
        for (let at = 0; at === 0 || at < subjects.length; at += PER_ENTRY) {
          await recordAccess(room, session, access, { act: ACTS[by], subjects: subjects.slice(at, at + PER_ENTRY) });
        }
      });
      return { accepted: true, value: { entries: residents.map(inspectionEntry), subjects } };
    },
  };
}
