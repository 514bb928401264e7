import { and, asc, count, desc, eq, gt, inArray, isNotNull, isNull, max, min } from 'drizzle-orm';
import type { MovingOutCertificate } from '#app/messages/contracts/moving.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { Access } from '#app/vocabulary/roles.ts';
import { BUSINESS_IDS, Section } from '#app/vocabulary/sections.ts';
import { preparedForKeys, preparedInsert } from '#db/prepared.ts';
import type { TownTables } from '#db/schema/index.ts';
import type { RegisterSlice, Resident } from '../core/register.ts';
import { arrivalNotices, type SectionNotice, sectionNotices } from '../core/section-notices.ts';
import type {
  Acknowledgement,
  Movement,
  NoticePhase,
  SectionBacklog,
  SectionContent,
  SectionDoor,
  SectionEntry,
  SectionFeed,
} from '../sections.ts';
import { recordAccess } from './audited.server.ts';
import { findByCodes } from './registry.server.ts';
import type { Room, TownSession } from './room.server.ts';

/** One page of the feed. */
const PAGE = 500;
/** 受領 that the record shows. */
const LATEST = 20;

/** 関係課への通知 of one act, in its transaction: whoever commits the act commits what the sections hear. */
export async function feedSections(
  room: Room,
  session: TownSession,
  change: { changeId: string; on: CalendarDate },
  before: RegisterSlice,
  after: RegisterSlice,
  changed: readonly Resident[],
): Promise<void> {
  if (changed.length === 0) return;
  const served = await servedBy(
    session,
    changed.map((resident) => resident.addresseeNumber),
  );
  const notices = sectionNotices(before, after, changed, { town: room.town, today: change.on, served });
  await keepNotices(room, session, change.changeId, notices);
}

/** 転入予定 and its end, for those of the 事前通知 whom it is about. */
export async function feedArrival(
  room: Room,
  session: TownSession,
  certificate: MovingOutCertificate,
  phase: NoticePhase,
  movers: MovingOutCertificate['movers'] = certificate.movers,
): Promise<void> {
  const former = await findByCodes(
    session,
    movers.map((mover) => mover.residentRecordCode),
    room.cipher,
  );
  const persons = movers.map((mover) => {
    const { name, bornOn, sex, qualifications, relationship, residentRecordCode, foreignStatus } = mover;
    const own = former.find((resident) => resident.residentRecordCode === residentRecordCode);
    return {
      ...(own ? { addresseeNumber: own.addresseeNumber } : {}),
      kind: foreignStatus ? ('foreign' as const) : ('japanese' as const),
      name,
      bornOn,
      sex,
      qualifications,
      relationship,
      address: certificate.plannedAddress,
      previousAddress: certificate.oldAddress,
      elsewhere: certificate.fromMunicipality,
      notifiedOn: certificate.notifiedOn,
    };
  });
  const movement = { phase, movement: 'entry' as const, on: certificate.plannedOn };
  await keepNotices(room, session, certificate.movingOutId, arrivalNotices(persons, movement, room.town));
}

/** 転入しなかった方: expected with the others, and not a resident after all. */
export async function feedAbsent(room: Room, session: TownSession, certificate: MovingOutCertificate): Promise<void> {
  const codes = certificate.movers.map((mover) => mover.residentRecordCode);
  const here = (await findByCodes(session, codes, room.cipher)).filter((one) => one.status === 'resident');
  const absent = certificate.movers.filter(
    (mover) => !here.some((one) => one.residentRecordCode === mover.residentRecordCode),
  );
  await feedArrival(room, session, certificate, 'withdrawn', absent);
}

const findServed = preparedForKeys(({ db, t }: TownSession, numbers) =>
  db
    .select({ addresseeNumber: t.sectionPersons.addresseeNumber, section: t.sectionPersons.section })
    .from(t.sectionPersons)
    .where(inArray(t.sectionPersons.addresseeNumber, numbers)),
);
const insertNotice = preparedInsert((t: TownTables) => t.sectionNotices);

async function servedBy(session: TownSession, numbers: readonly string[]): Promise<Map<string, Section[]>> {
  const rows = await findServed(session, numbers);
  const served = new Map<string, Section[]>();
  for (const { addresseeNumber, section } of rows) {
    served.set(addresseeNumber, [...(served.get(addresseeNumber) ?? []), section as Section]);
  }
  return served;
}

/** Writes what the sections hear. */
export async function keepNotices(
  room: Room,
  session: TownSession,
  causeId: string,
  notices: readonly SectionNotice[],
): Promise<void> {
  const createdAt = room.clock.now();
  for (const { section, addresseeNumber, phase, movement, on, content } of notices) {
    await insertNotice(session, {
      section,
      causeId,
      addresseeNumber: addresseeNumber ?? null,
      phase,
      movement,
      effectiveOn: on,
      createdAt,
      body: room.seal(content),
    });
  }
}

/** 関係課の窓口: each section reads its own notices and says what it has taken over. */
export function createSectionFeed(room: Room): SectionDoor {
  function admit(section: Section, access: Access): void {
    room.admit(access);
    if (!maySee(section, access)) throw new Error(`${access.officer.id} may not read the notices of ${section}`);
  }

  async function note(session: TownSession, act: string, access: Access, subjects: string[]) {
    await recordAccess(room, session, access, { act, subjects });
  }

  return {
    async sectionBacklog(access: Access): Promise<SectionBacklog[]> {
      room.admit(access);
      const rows = await room.store.read(({ db, t }) =>
        db
          .select({
            section: t.sectionNotices.section,
            waiting: count(),
            oldestAt: min(t.sectionNotices.createdAt),
          })
          .from(t.sectionNotices)
          .where(isNull(t.sectionNotices.acknowledgedAt))
          .groupBy(t.sectionNotices.section),
      );
      return Section.options
        .filter((section) => maySee(section, access))
        .map((section) => {
          const row = rows.find((one) => one.section === section);
          return { section, waiting: Number(row?.waiting ?? 0), ...(row?.oldestAt ? { oldestAt: row.oldestAt } : {}) };
        });
    },

    async sectionFeed(section: Section, since: number, access: Access): Promise<SectionFeed> {
      admit(section, access);
      return room.store.write(async (session) => {
        const { db, t } = session;
        const rows = await db
          .select()
          .from(t.sectionNotices)
          .where(
            and(
              eq(t.sectionNotices.section, section),
              isNull(t.sectionNotices.acknowledgedAt),
              gt(t.sectionNotices.position, since),
            ),
          )
          .orderBy(asc(t.sectionNotices.position))
          .limit(PAGE + 1);
        const page = rows.slice(0, PAGE);
        const own = isOwn(section, access);
        const entries = page.flatMap((row) => {
          if (!row.body) return [];
          const entry = entryOf(row, room.open<SectionContent>(row.body));
          return [own || !entry.protectedPerson ? entry : { ...entry, address: { municipality: room.town.name } }];
        });
        await note(session, 'sectionFeed', access, subjectsOf(page));
        return { section, entries, more: rows.length > PAGE };
      });
    },

    async acknowledgeSection(section: Section, upTo: number, access: Access): Promise<number> {
      admit(section, access);
      return room.store.write(async (session) => {
        const { db, t } = session;
        const open = await db
          .select({ position: t.sectionNotices.position, addresseeNumber: t.sectionNotices.addresseeNumber })
          .from(t.sectionNotices)
          .where(and(eq(t.sectionNotices.section, section), isNull(t.sectionNotices.acknowledgedAt)))
          .orderBy(asc(t.sectionNotices.position))
          .limit(PAGE);
        const taken = open.filter(({ position }) => position <= upTo);
        if (taken.length === 0) return 0;
        await db
          .update(t.sectionNotices)
          .set({ acknowledgedAt: room.clock.now(), acknowledgedBy: access.officer.name, body: null })
          .where(
            inArray(
              t.sectionNotices.position,
              taken.map(({ position }) => position),
            ),
          );
        await note(session, 'acknowledgeSection', access, subjectsOf(taken));
        return taken.length;
      });
    },

    async acknowledgedBySection(section: Section, access: Access): Promise<Acknowledgement[]> {
      admit(section, access);
      // Along the index of the feed: however many were acknowledged, only the latest are read.
      const rows = await room.store.read(({ db, t: { sectionNotices } }) =>
        db
          .select({
            at: sectionNotices.acknowledgedAt,
            by: max(sectionNotices.acknowledgedBy),
            count: count(),
            first: min(sectionNotices.position),
            last: max(sectionNotices.position),
          })
          .from(sectionNotices)
          .where(and(eq(sectionNotices.section, section), isNotNull(sectionNotices.acknowledgedAt)))
          .groupBy(sectionNotices.acknowledgedAt)
          .orderBy(desc(sectionNotices.acknowledgedAt))
          .limit(LATEST),
      );
      return rows.map(({ at, by, count, first, last }) => ({
        at: at ?? '',
        by: by ?? '',
        count: Number(count),
        first: Number(first),
        last: Number(last),
      }));
    },

    async serveBySection(section: Section, addresseeNumber: string, served: boolean, access: Access): Promise<void> {
      admit(section, access);
      // Outside of the transaction, and first: a case without a row does no harm, a row without a case would let the 団番 go.
      if (served) await room.addressee.openCase(addresseeNumber, BUSINESS_IDS[section]);
      await room.store.write(async (session) => {
        const { db, t } = session;
        if (served) {
          await db
            .insert(t.sectionPersons)
            .values({ addresseeNumber, section, since: room.clock.now() })
            .onConflictDoNothing();
        } else {
          await db
            .delete(t.sectionPersons)
            .where(and(eq(t.sectionPersons.addresseeNumber, addresseeNumber), eq(t.sectionPersons.section, section)));
        }
        await note(session, 'serveBySection', access, [addresseeNumber]);
      });
      if (!served) await room.addressee.closeCase(addresseeNumber, BUSINESS_IDS[section]);
    },
  };
}

function entryOf(row: TownTables['sectionNotices']['$inferSelect'], content: SectionContent): SectionEntry {
  const { position, addresseeNumber, effectiveOn: on, createdAt, causeId } = row;
  return {
    position,
    causeId,
    phase: row.phase as NoticePhase,
    movement: row.movement as Movement,
    on,
    createdAt,
    ...(addresseeNumber ? { addresseeNumber } : {}),
    ...content,
  };
}

function subjectsOf(rows: readonly { addresseeNumber: string | null }[]): string[] {
  return [...new Set(rows.flatMap((row) => row.addresseeNumber ?? []))];
}

/** 番号法第9条・個人情報の目的の範囲: a section reads its own list; 住民記録の管理 hands lists on to those without a terminal. */
function maySee(section: Section, { officer }: Pick<Access, 'officer'>): boolean {
  return officer.roles.includes('registryManager') || isOwn(section, { officer });
}

/** Of a person under 支援措置 only the section itself sees where he lives. */
function isOwn(section: Section, { officer }: Pick<Access, 'officer'>): boolean {
  return officer.roles.includes('section') && (officer.sections ?? []).includes(section);
}
