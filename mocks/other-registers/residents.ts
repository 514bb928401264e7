import { and, eq, isNull } from 'drizzle-orm';
import type { MessageContent } from '#app/messages/contracts/catalogue.ts';
import type { MovingInNotice } from '#app/messages/contracts/moving.ts';
import type { Envelope, OutgoingMessage } from '#app/messages/envelope.ts';
import type { Address } from '#app/vocabulary/addresses.ts';
import type { DateOfRecord, PersonName, Sex } from '#app/vocabulary/persons.ts';
import type { Cipher } from '#db/cipher.ts';
import type { NationalTables } from '#db/schema/index.ts';
import type { Session } from '#db/store.ts';
import type { ArrivalPlan } from './plan.ts';

type NationalSession = Session<NationalTables>;

/** What a simulated town works with. */
export interface TownDeps {
  cipher: Cipher;
  now: string;
  seed: string;
  planFor(movingOutId: string): ArrivalPlan;
  post(session: NationalSession, town: string, outgoing: OutgoingMessage): Promise<void>;
}

/** A resident of a simulated town as its register has him. */
export interface OtherResident {
  residentRecordCode: string;
  individualNumber?: string | undefined;
  name: PersonName;
  bornOn: DateOfRecord;
  sex: Sex;
  address: Address;
}

/** The content contradicts its envelope, as no honest town would write it. */
export class Contradiction extends Error {}

/** Enters a resident; a correction replaces the row of the same 転出. */
export async function saveResident(
  { db, t }: NationalSession,
  cipher: Cipher,
  municipalityCode: string,
  resident: OtherResident,
  since: string,
  movingOutId?: string,
): Promise<void> {
  const codeHash = cipher.lookup(resident.residentRecordCode);
  const own = and(eq(t.otherResidents.municipalityCode, municipalityCode), eq(t.otherResidents.codeHash, codeHash));
  if (movingOutId) await db.delete(t.otherResidents).where(and(own, eq(t.otherResidents.movingOutId, movingOutId)));
  await db
    .insert(t.otherResidents)
    .values({
      municipalityCode,
      codeHash,
      since,
      movingOutId: movingOutId ?? null,
      sealed: cipher.encrypt(JSON.stringify(resident)),
    })
    .onConflictDoNothing();
}

/** 本人確認情報の通知 of a resident. */
export async function tellJlis(
  session: NationalSession,
  deps: TownDeps,
  town: string,
  resident: OtherResident,
  event: 'entered' | 'removed',
  effectiveOn: string,
): Promise<void> {
  const { full, kana, formerSurname, alias } = resident.name;
  const content: MessageContent<'IdentityInformationNotice'> = {
    event,
    reason: event === 'entered' ? 'movingIn' : 'movingOut',
    effectiveOn,
    municipalityCode: town,
    residentRecordCode: resident.residentRecordCode,
    individualNumber: resident.individualNumber,
    name: { full, kana, formerSurname, alias },
    bornOn: resident.bornOn,
    sex: resident.sex,
    address: resident.address,
  };
  await deps.post(session, town, {
    type: 'IdentityInformationNotice',
    to: 'jlis',
    subject: subjectOf(deps.cipher, resident.residentRecordCode),
    content,
  });
}

/** The resident who is here now. */
export async function findResident(
  { db, t }: NationalSession,
  cipher: Cipher,
  town: string,
  residentRecordCode: string,
) {
  const own = and(
    eq(t.otherResidents.municipalityCode, town),
    eq(t.otherResidents.codeHash, cipher.lookup(residentRecordCode)),
  );
  const [here] = await db
    .select()
    .from(t.otherResidents)
    .where(and(own, isNull(t.otherResidents.removedOn)))
    .limit(1);
  return here;
}

/** 転入通知の受理 (住民基本台帳法施行令第13条): residents who are registered elsewhere now are removed here. */
export async function removeResidents(
  session: NationalSession,
  deps: TownDeps,
  envelope: Envelope,
  notice: MovingInNotice,
): Promise<void> {
  if (notice.toMunicipality !== envelope.from) throw new Contradiction('a notice in the name of another town');
  const { db, t } = session;
  for (const { residentRecordCode } of notice.movers) {
    const row = await findResident(session, deps.cipher, envelope.to, residentRecordCode);
    if (!row) continue;
    await db
      .update(t.otherResidents)
      .set({ removedOn: notice.movedInOn })
      .where(
        and(
          eq(t.otherResidents.municipalityCode, envelope.to),
          eq(t.otherResidents.codeHash, row.codeHash),
          eq(t.otherResidents.since, row.since),
        ),
      );
    const resident: OtherResident = JSON.parse(deps.cipher.decrypt(row.sealed));
    await tellJlis(session, deps, envelope.to, resident, 'removed', notice.movedInOn);
    await deps.post(session, envelope.to, {
      type: 'MovingInNoticeReceived',
      to: 'jlis',
      subject: subjectOf(deps.cipher, residentRecordCode),
      content: { residentRecordCode, movedInOn: notice.movedInOn, toMunicipality: notice.toMunicipality },
    });
  }
}

/** Opaque key of a person for the order of messages. */
export function subjectOf(cipher: Cipher, residentRecordCode: string): string {
  return `person:${cipher.lookup(`subject/${residentRecordCode}`).slice(0, 32)}`;
}
