import type { Acknowledgement, SectionBacklog, SectionFeed } from '#app/juki/sections.ts';
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
): Promise<SectionFeed & { title: string; acknowledged: Acknowledgement[] }> {
  room.permit(officer, 'seeSections');
  const section = sectionOf(officer, name);
  const access = room.access(officer, REASON);
  const feed = await room.juki.sectionFeed(section, 0, access);
  const acknowledged = await room.juki.acknowledgedBySection(section, access);
  return { ...feed, title: SECTION_TITLES[section], acknowledged };
}

/** 受領: everything that the list showed. */
export async function acknowledgeSection(
  room: OfficeRoom,
  officer: Officer,
  name: string,
  upTo: number,
): Promise<number> {
  room.permit(officer, 'seeSections');
  return room.juki.acknowledgeSection(sectionOf(officer, name), upTo, room.access(officer, REASON));
}
