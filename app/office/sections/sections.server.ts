import type {
  Acknowledgement,
  SchoolClass,
  SchoolEntrant,
  SchoolLevel,
  SectionBacklog,
  SectionFeed,
  SectionFilter,
} from '#app/juki/sections.ts';
import type { Officer } from '#app/vocabulary/roles.ts';
import { SECTION_TITLES, Section } from '#app/vocabulary/sections.ts';
import { NotFoundHereError, NotPermittedError, type OfficeRoom } from '../room.server.ts';

const REASON = '関係課への通知の受渡し';

/** A section of the path; another section than the officer's own is refused before anything is read. */
function sectionOf(officer: Officer, name: string): Section {
  const section = Section.safeParse(name);
  if (!section.success) throw new NotFoundHereError(`no section ${name}`);
  const own = officer.roles.includes('registryManager') || officer.sections?.includes(section.data);
  if (!own) throw new NotPermittedError(officer, `read the notices of ${name}`);
  return section.data;
}

/** 受領待ちの件数, per section that the officer may read. */
export async function sectionBacklog(room: OfficeRoom, officer: Officer): Promise<SectionBacklog[]> {
  room.permit(officer, 'seeSections');
  return room.juki.sectionBacklog(room.access(officer, REASON));
}

/** 関係課への通知の一覧. */
export async function sectionPage(
  room: OfficeRoom,
  officer: Officer,
  name: string,
  filter: SectionFilter,
): Promise<SectionFeed & { title: string; acknowledged: Acknowledgement[] }> {
  room.permit(officer, 'seeSections');
  const section = sectionOf(officer, name);
  const access = room.access(officer, REASON);
  const feed = await room.juki.sectionFeed(section, 0, access, filter);
  const acknowledged = await room.juki.acknowledgedBySection(section, access);
  return { ...feed, title: SECTION_TITLES[section], acknowledged };
}

/** 受領: everything that the list showed. */
export async function acknowledgeSection(
  room: OfficeRoom,
  officer: Officer,
  name: string,
  { upTo, ...filter }: SectionFilter & { upTo: number },
): Promise<number> {
  room.permit(officer, 'seeSections');
  return room.juki.acknowledgeSection(sectionOf(officer, name), upTo, room.access(officer, REASON), filter);
}

/** 新入学の一覧, one page; only the 学齢簿 has one. */
export async function schoolClassPage(
  room: OfficeRoom,
  officer: Officer,
  name: string,
  { level, after }: { level: SchoolLevel; after?: string | undefined },
): Promise<SchoolClass> {
  room.permit(officer, 'seeSections');
  if (sectionOf(officer, name) !== 'schoolRegister') throw new NotFoundHereError(`${name} lists no pupils`);
  return room.juki.schoolClass(level, after, room.access(officer, '学齢簿の編製'));
}

/** 新入学の一覧, everybody, for a file. */
export async function schoolClassFile(
  room: OfficeRoom,
  officer: Officer,
  name: string,
  level: SchoolLevel,
): Promise<SchoolClass> {
  const first = await schoolClassPage(room, officer, name, { level });
  const entrants: SchoolEntrant[] = [...first.entrants];
  for (let after = first.next; after !== undefined; ) {
    const page: SchoolClass = await schoolClassPage(room, officer, name, { level, after });
    entrants.push(...page.entrants);
    after = page.next;
  }
  return { ...first, entrants };
}
