import type { HouseholdView, ResidentView } from '#app/juki/door.ts';
import type { CoMoverObjection } from '#app/messages/contracts/co-movers.ts';
import { ageOn } from '#app/vocabulary/dates.ts';
import type { Access } from '#app/vocabulary/roles.ts';
import type { OfficeRoom, OfficeSession } from '../room.server.ts';
import type { ApplicationWork } from './application-work.ts';
import { type ApplicationCase, findApplication, writeApplication } from './applications.server.ts';
import { matchMover } from './comparison.ts';

/** 成年 (民法第4条). */
const ADULT = 18;

/** 異動者への知らせ: one person with the certificate by which the portal knows the account. */
export interface ToldCoMover {
  key: string;
  addresseeNumber: string;
  name: string;
  serial: string;
}

/**
 * 知らせる異動者 (住民基本台帳法第26条, 第27条): adult movers of the filer's own household whom the register knows without doubt, but never the
 * filer. In a household under 支援措置 nobody.
 */
export function adultCoMovers(
  { form }: Pick<ApplicationCase, 'form'>,
  household: Pick<HouseholdView, 'protectedHousehold'> & { members: readonly ResidentView[] },
  applicant: Pick<ResidentView, 'addresseeNumber'>,
): ResidentView[] {
  if (household.protectedHousehold || household.members.some((member) => member.protectedPerson)) return [];
  return form.movers.flatMap((mover) => {
    const member = matchMover(mover, household.members);
    const born = member?.bornOn.on;
    if (!member || !born || member.addresseeNumber === applicant.addresseeNumber) return [];
    return ageOn(born, form.filedOn) >= ADULT ? [member] : [];
  });
}

/** Whom the portal is asked to tell; who holds no certificate has no account. Throws OutageError when J-LIS is silent. */
export async function coMoversToTell(
  room: OfficeRoom,
  found: ApplicationCase,
  around: { household: HouseholdView; applicant: ResidentView },
  access: Access,
): Promise<ToldCoMover[]> {
  const people = adultCoMovers(found, around.household, around.applicant);
  const serials = await room.juki.currentSerials(
    people.map(({ addresseeNumber }) => addresseeNumber),
    access,
  );
  return people.flatMap(({ addresseeNumber, name }) => {
    const serial = serials.get(addresseeNumber);
    return serial ? [{ key: room.newId(), addresseeNumber, name: name.full, serial }] : [];
  });
}

/** 異動者への知らせ, once per application, in the transaction that remembers it. */
export async function tellCoMovers(
  room: OfficeRoom,
  session: OfficeSession,
  receiptNumber: string,
  told: readonly ToldCoMover[],
): Promise<NonNullable<ApplicationWork['coMovers']>> {
  if (told.length > 0) {
    await room.mailroom.post(session, {
      type: 'CoMoverNotice',
      to: 'portal',
      subject: receiptNumber,
      content: {
        receiptNumber,
        persons: told.map(({ key, serial }) => ({ key, serial })),
        at: room.clock.now(),
      },
    });
  }
  return told.map(({ serial: _, ...person }) => person);
}

/**
 * 異動者の申出の受付: kept and marked for the officer, at whatever stage the work is. It moves nothing by itself; a screen that was
 * opened before is out of date, so that nobody decides without having seen it.
 */
export async function receiveObjection(
  room: OfficeRoom,
  { receiptNumber, key, at }: CoMoverObjection,
  session: OfficeSession,
): Promise<void> {
  const found = await findApplication(room, session, receiptNumber);
  const person = found?.work.coMovers?.find((one) => one.key === key);
  if (!found || !person) throw new Error('an objection names nobody who was told of this application');
  const objections = found.work.objections ?? [];
  if (objections.some((one) => one.key === key)) return;
  await writeApplication(
    room,
    session,
    found,
    { work: { ...found.work, objections: [...objections, { key, name: person.name, at }] } },
    { officer: room.system, act: '異動者の申出の受信', note: `${person.name}さん「これは違います」` },
  );
}
