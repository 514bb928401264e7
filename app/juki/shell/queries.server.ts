import { and, desc, eq, lt } from 'drizzle-orm';
import type { MovingOutCertificate } from '#app/messages/contracts/moving.ts';
import type { Access } from '#app/vocabulary/roles.ts';
import type { AdvanceNotice } from '../advance-notice.ts';
import type {
  ChangeEntry,
  ChangePage,
  CodePoolGauge,
  ExpectedArrival,
  FoundResidents,
  HouseholdView,
  NumberingView,
  PersonMail,
  RegisterAsOf,
  RegisterMoment,
  RegisterSubject,
  ResidentQuery,
  ResidentView,
} from '../door.ts';
import { findCertificate, listArrivals, listCertificates, withoutNumbers } from './arrivals.server.ts';
import { readAsOf } from './as-of.server.ts';
import { recordAccess } from './audited.server.ts';
import { gaugeOf } from './code-pool.server.ts';
import { withRollItems } from './electoral-items.server.ts';
import { mailOfPerson } from './mail-of-person.server.ts';
import { endOfLedger, tallyMoves } from './move-figures.server.ts';
import { numberingView } from './numbering-view.server.ts';
import { registerHealth } from './register-health.server.ts';
import { residentFrom } from './register-rows.server.ts';
import { loadSlice } from './registry.server.ts';
import { recordOf } from './removed-records.server.ts';
import type { Room, TownSession } from './room.server.ts';
import { search } from './search.server.ts';
import { changeEntry, householdView, residentView } from './views.server.ts';

/** No history is as long. */
const MOST_ROWS = 1_000_000;

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
    await room.store.write((session) => recordAccess(room, session, access, { act, subjects, numberAccessed }));
    return value;
  }

  /** A search by number is another act than a search by name, so that the two are told apart in the audit. */
  function findResidents(query: ResidentQuery, access: Access): Promise<FoundResidents> {
    const byNumber = query.residentRecordCode !== undefined || query.individualNumber !== undefined;
    if (byNumber && access.reason.trim() === '') throw new Error('a search by number needs a reason');
    return recorded(byNumber ? 'findResidentsByNumber' : 'findResidents', access, async (session) => {
      const { residents, more } = await search(room, session, query);
      return {
        value: { residents: residents.map((one) => residentView(one, room.clock.now())), more },
        subjects: residents.map((one) => one.addresseeNumber),
        numberAccessed: byNumber,
      };
    });
  }

  function findResident(addresseeNumber: string, access: Access): Promise<ResidentView | undefined> {
    return recorded('findResident', access, async (session) => {
      const row = await recordOf(session, addresseeNumber);
      if (!row) return { value: undefined, subjects: [] };
      const view = residentView(residentFrom(row, room.cipher), room.clock.now());
      const [value] = await withRollItems(session, [view], { on: room.today() });
      return { value, subjects: [addresseeNumber] };
    });
  }

  function findHousehold(householdNumber: string, access: Access): Promise<HouseholdView | undefined> {
    return recorded('findHousehold', access, async (session) => {
      const slice = await loadSlice(session, { households: [householdNumber] }, room.cipher);
      const view = householdView(slice, householdNumber, room.clock.now());
      if (!view) return { value: undefined, subjects: [] };
      const members = await withRollItems(session, view.members, { on: room.today() });
      return { value: { ...view, members }, subjects: members.map((member) => member.addresseeNumber) };
    });
  }

  function findMovers(movingOutId: string, access: Access): Promise<ResidentView[]> {
    return recorded('findMovers', access, async (session) => {
      const slice = await loadSlice(session, { movingOuts: [movingOutId] }, room.cipher);
      const movers = slice.movingOuts.get(movingOutId)?.movers ?? [];
      const residents = movers.flatMap((mover) => slice.residents.get(mover.addresseeNumber) ?? []);
      return {
        value: residents.map((one) => residentView(one, room.clock.now())),
        subjects: residents.map((one) => one.addresseeNumber),
      };
    });
  }

  function changesOf(addresseeNumber: string, access: Access, page?: ChangePage): Promise<ChangeEntry[]> {
    return recorded('changesOf', access, async ({ db, t }) => {
      const { historyNumber, reason, processedAt, changedOn, outline } = t.snapshots;
      const rows = await db
        .select({ historyNumber, reason, processedAt, changedOn, outline })
        .from(t.snapshots)
        .where(
          and(
            eq(t.snapshots.addresseeNumber, addresseeNumber),
            page?.before === undefined ? undefined : lt(historyNumber, page.before),
          ),
        )
        .orderBy(desc(historyNumber))
        .limit(page?.limit ?? MOST_ROWS);
      return { value: rows.reverse().map(changeEntry), subjects: rows.length > 0 ? [addresseeNumber] : [] };
    });
  }

  function registerAsOf(moment: RegisterMoment, subject: RegisterSubject, access: Access): Promise<RegisterAsOf> {
    return recorded('registerAsOf', access, (session) => readAsOf(room, session, moment, subject));
  }

  async function numberingOf(addresseeNumber: string, access: Access): Promise<NumberingView> {
    room.admit(access);
    // Another system of the same town: while it is silent, the picture shows no number of its own.
    const maskedUnifiedNumber = await room.addressee.maskedNumber(addresseeNumber).catch(() => undefined);
    return recorded('numberingOf', access, async (session) => {
      const { db, t } = session;
      const [saga] = await db
        .select()
        .from(t.numberingSagas)
        .where(eq(t.numberingSagas.addresseeNumber, addresseeNumber))
        .limit(1);
      const row = await recordOf(session, addresseeNumber);
      const resident = row && residentFrom(row, room.cipher);
      const value = numberingView({ addresseeNumber, saga, resident, maskedUnifiedNumber });
      return { value, subjects: [addresseeNumber] };
    });
  }

  function mailOf(addresseeNumber: string, access: Access): Promise<PersonMail[]> {
    return recorded('mailOf', access, async (session) => ({
      value: await mailOfPerson(room, session, addresseeNumber),
      subjects: [addresseeNumber],
    }));
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

  function advanceNotices(movingOutIds: readonly string[], access: Access): Promise<AdvanceNotice[]> {
    return recorded('advanceNotices', access, async (session) => ({
      value: (await listCertificates(room, session, movingOutIds)).map(withoutNumbers),
      subjects: [],
    }));
  }

  return {
    findResidents,
    findResident,
    findHousehold,
    findMovers,
    changesOf,
    registerAsOf,
    mailOf,
    endOfLedger: () => room.store.read(endOfLedger),
    tallyMoves: (stretch: { after: number; upTo: number; limit: number }) =>
      room.store.read((session) => tallyMoves(room, session, stretch)),
    health: () => room.store.read((session) => registerHealth(room, session)),
    numberingOf,
    codePool,
    expectedArrivals,
    openAdvanceNotice,
    advanceNotices,
  };
}
