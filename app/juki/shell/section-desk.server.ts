import { and, asc, count, desc, eq, gt, inArray, isNotNull, isNull, max, min } from 'drizzle-orm';
import type { Access } from '#app/vocabulary/roles.ts';
import { BUSINESS_IDS, Section } from '#app/vocabulary/sections.ts';
import type { TownTables } from '#db/schema/index.ts';
import type {
  Acknowledgement,
  Movement,
  NoticePhase,
  SectionBacklog,
  SectionContent,
  SectionDoor,
  SectionEntry,
  SectionFeed,
  SectionFilter,
  WaitingKind,
} from '../sections.ts';
import { recordAccess } from './audited.server.ts';
import type { Room, TownSession } from './room.server.ts';

/** One page of the feed. */
const PAGE = 500;
/** 受領 that the record shows. */
const LATEST = 20;

/** 関係課の窓口: each section reads its own notices and says what it has taken over. */
export function createSectionDesk(room: Room): Omit<SectionDoor, 'schoolClass'> {
  function admit(section: Section, access: Access): void {
    room.admit(access);
    if (!maySeeSection(section, access)) throw new Error(`${access.officer.id} may not read the notices of ${section}`);
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
        .filter((section) => maySeeSection(section, access))
        .map((section) => {
          const row = rows.find((one) => one.section === section);
          return { section, waiting: Number(row?.waiting ?? 0), ...(row?.oldestAt ? { oldestAt: row.oldestAt } : {}) };
        });
    },

    async sectionFeed(
      section: Section,
      since: number,
      access: Access,
      filter: SectionFilter = {},
    ): Promise<SectionFeed> {
      admit(section, access);
      return room.store.write(async (session) => {
        const { db, t } = session;
        const rows = await db
          .select()
          .from(t.sectionNotices)
          .where(and(waitingOf(t, section, filter), gt(t.sectionNotices.position, since)))
          .orderBy(asc(t.sectionNotices.position))
          .limit(PAGE + 1);
        const page = rows.slice(0, PAGE);
        const own = isOwnSection(section, access);
        const entries = page.flatMap((row) => {
          if (!row.body) return [];
          const entry = entryOf(row, room.open<SectionContent>(row.body));
          return [own || !entry.protectedPerson ? entry : { ...entry, address: { municipality: room.town.name } }];
        });
        await note(session, 'sectionFeed', access, subjectsOf(page));
        return { section, entries, kinds: await kindsOf(session, section), more: rows.length > PAGE };
      });
    },

    async acknowledgeSection(
      section: Section,
      upTo: number,
      access: Access,
      filter: SectionFilter = {},
    ): Promise<number> {
      admit(section, access);
      return room.store.write(async (session) => {
        const { db, t } = session;
        const open = await db
          .select({ position: t.sectionNotices.position, addresseeNumber: t.sectionNotices.addresseeNumber })
          .from(t.sectionNotices)
          .where(waitingOf(t, section, filter))
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

/** 受領待ち of a section, along the index of its feed. */
function waitingOf({ sectionNotices }: TownTables, section: Section, { phase, movement }: SectionFilter) {
  return and(
    eq(sectionNotices.section, section),
    isNull(sectionNotices.acknowledgedAt),
    phase && eq(sectionNotices.phase, phase),
    movement && eq(sectionNotices.movement, movement),
  );
}

async function kindsOf({ db, t }: TownSession, section: Section): Promise<WaitingKind[]> {
  const { phase, movement } = t.sectionNotices;
  const rows = await db
    .select({ phase, movement, waiting: count() })
    .from(t.sectionNotices)
    .where(waitingOf(t, section, {}))
    .groupBy(phase, movement);
  return rows.map((row) => ({
    phase: row.phase as NoticePhase,
    movement: row.movement as Movement,
    waiting: Number(row.waiting),
  }));
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
export function maySeeSection(section: Section, { officer }: Pick<Access, 'officer'>): boolean {
  return officer.roles.includes('registryManager') || isOwnSection(section, { officer });
}

/** Of a person under 支援措置 only the section itself sees where he lives. */
export function isOwnSection(section: Section, { officer }: Pick<Access, 'officer'>): boolean {
  return officer.roles.includes('section') && (officer.sections ?? []).includes(section);
}
