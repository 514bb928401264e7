import { and, asc, eq, like, type SQL } from 'drizzle-orm';
import type { MovingOutCertificate } from '#app/messages/contracts/moving.ts';
import type { Access } from '#app/vocabulary/roles.ts';
import { audit } from '#db/audit.server.ts';
import type { Resident } from '../core/register.ts';
import type {
  ChangeEntry,
  CodePoolGauge,
  ExpectedArrival,
  HouseholdView,
  NumberingView,
  ResidentQuery,
  ResidentView,
} from '../door.ts';
import { findCertificate, listArrivals } from './arrivals.server.ts';
import { gaugeOf } from './code-pool.server.ts';
import { numberingView } from './numbering-view.server.ts';
import { loadSlice, residentFrom, searchKey } from './registry.server.ts';
import type { Room, TownSession } from './room.server.ts';
import { changeEntry, householdView, residentView } from './views.server.ts';

/** More than an officer reads; who needs more narrows the search. */
const MOST_HITS = 100;

/** A read: what it found and about whom, so that it can be recorded before it is handed out. */
interface Found<T> {
  value: T;
  subjects: string[];
  numberAccessed?: boolean;
}

/** 照会: every read of a person is recorded before it is answered, one entry per read with everybody it showed. */
export function createQueries(room: Room) {
  async function recorded<T>(
    act: string,
    access: Access,
    find: (session: TownSession) => Promise<Found<T>>,
  ): Promise<T> {
    room.admit(access);
    const { value, subjects, numberAccessed = false } = await room.store.read(find);
    const { officer, reason, caseId } = access;
    await room.store.write((session) =>
      audit(session, {
        at: room.clock.now(),
        officerId: officer.id,
        officerName: officer.name,
        townCode: room.town.code,
        act,
        subjects,
        reason,
        caseId,
        numberAccessed,
      }),
    );
    return value;
  }

  function findResidents(query: ResidentQuery, access: Access): Promise<ResidentView[]> {
    return recorded('findResidents', access, async (session) => {
      const residents = await search(session, query);
      return { value: residents.map(residentView), subjects: residents.map((one) => one.addresseeNumber) };
    });
  }

  async function search({ db, t }: TownSession, query: ResidentQuery): Promise<Resident[]> {
    const name = plain(searchKey(query.name ?? ''));
    const kana = plain(searchKey(query.kana ?? ''));
    const address = plain(searchKey(query.address ?? ''));
    const conditions: SQL[] = [];
    if (name) conditions.push(like(t.residents.nameKey, `%${name}%`));
    if (kana) conditions.push(like(t.residents.kanaKey, `${kana}%`));
    if (address) conditions.push(like(t.residents.addressKey, `%${address}%`));
    if (query.bornOn) conditions.push(eq(t.residents.bornOn, query.bornOn));
    if (query.addresseeNumber) conditions.push(eq(t.residents.addresseeNumber, query.addresseeNumber));
    if (conditions.length === 0) return [];
    if (!query.includeRemoved) conditions.push(eq(t.residents.status, 'resident'));
    const rows = await db
      .select()
      .from(t.residents)
      .where(and(...conditions))
      .orderBy(asc(t.residents.kanaKey), asc(t.residents.addresseeNumber))
      .limit(MOST_HITS);
    return rows.map((row) => residentFrom(row, room.cipher));
  }

  function findResident(addresseeNumber: string, access: Access): Promise<ResidentView | undefined> {
    return recorded('findResident', access, async ({ db, t }) => {
      const [row] = await db
        .select()
        .from(t.residents)
        .where(eq(t.residents.addresseeNumber, addresseeNumber))
        .limit(1);
      return { value: row && residentView(residentFrom(row, room.cipher)), subjects: row ? [addresseeNumber] : [] };
    });
  }

  function findHousehold(householdNumber: string, access: Access): Promise<HouseholdView | undefined> {
    return recorded('findHousehold', access, async (session) => {
      const slice = await loadSlice(session, { households: [householdNumber] }, room.cipher);
      const value = householdView(slice, householdNumber);
      return { value, subjects: (value?.members ?? []).map((member) => member.addresseeNumber) };
    });
  }

  function findMovers(movingOutId: string, access: Access): Promise<ResidentView[]> {
    return recorded('findMovers', access, async (session) => {
      const slice = await loadSlice(session, { movingOuts: [movingOutId] }, room.cipher);
      const movers = slice.movingOuts.get(movingOutId)?.movers ?? [];
      const residents = movers.flatMap((mover) => slice.residents.get(mover.addresseeNumber) ?? []);
      return { value: residents.map(residentView), subjects: residents.map((one) => one.addresseeNumber) };
    });
  }

  function changesOf(addresseeNumber: string, access: Access): Promise<ChangeEntry[]> {
    return recorded('changesOf', access, async ({ db, t }) => {
      const rows = await db
        .select()
        .from(t.snapshots)
        .where(eq(t.snapshots.addresseeNumber, addresseeNumber))
        .orderBy(asc(t.snapshots.historyNumber));
      const value = rows.map((row) => changeEntry(row, room.open<Resident>(row.body)));
      return { value, subjects: rows.length > 0 ? [addresseeNumber] : [] };
    });
  }

  function numberingOf(addresseeNumber: string, access: Access): Promise<NumberingView> {
    return recorded('numberingOf', access, async ({ db, t }) => {
      const [saga] = await db
        .select()
        .from(t.numberingSagas)
        .where(eq(t.numberingSagas.addresseeNumber, addresseeNumber))
        .limit(1);
      const [row] = await db
        .select()
        .from(t.residents)
        .where(eq(t.residents.addresseeNumber, addresseeNumber))
        .limit(1);
      const resident = row && residentFrom(row, room.cipher);
      return { value: numberingView(addresseeNumber, saga, resident), subjects: [addresseeNumber] };
    });
  }

  function codePool(access: Access): Promise<CodePoolGauge> {
    return recorded('codePool', access, async (session) => ({ value: await gaugeOf(room, session), subjects: [] }));
  }

  function expectedArrivals(access: Access): Promise<ExpectedArrival[]> {
    // Nobody on this list is a resident yet: the entry has no 宛名番号.
    return recorded('expectedArrivals', access, async (session) => ({
      value: await listArrivals(room, session),
      subjects: [],
    }));
  }

  function openAdvanceNotice(residentRecordCode: string, access: Access): Promise<MovingOutCertificate | undefined> {
    return recorded('openAdvanceNotice', access, async (session) => ({
      value: await findCertificate(room, session, residentRecordCode),
      subjects: [],
      numberAccessed: true,
    }));
  }

  return {
    findResidents,
    findResident,
    findHousehold,
    findMovers,
    changesOf,
    numberingOf,
    codePool,
    expectedArrivals,
    openAdvanceNotice,
  };
}

/** Wildcards of LIKE have no meaning in a search. */
function plain(key: string): string {
  return key.replace(/[%_]/g, '');
}
