import { inArray } from 'drizzle-orm';
import type { MovingOutCertificate } from '#app/messages/contracts/moving.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { Section } from '#app/vocabulary/sections.ts';
import { preparedForKeys, preparedInsert } from '#db/prepared.ts';
import type { TownTables } from '#db/schema/index.ts';
import type { RegisterSlice, Resident } from '../core/register.ts';
import { arrivalNotices, type SectionNotice, sectionNotices } from '../core/section-notices.ts';
import type { NoticePhase } from '../sections.ts';
import { findByCodes } from './registry.server.ts';
import type { Room, TownSession } from './room.server.ts';

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
