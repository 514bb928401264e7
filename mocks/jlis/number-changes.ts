import { eq, isNull } from 'drizzle-orm';
import type { IndividualNumberChangeRequest } from '#app/messages/contracts/identity.ts';
import type { NationalTables } from '#db/schema/index.ts';
import type { Session } from '#db/store.ts';
import { refused } from '../door/refusal.ts';
import { findPersonByCode, newIndividualNumber, type PersonKeys, savePerson } from './persons.ts';

type NationalSession = Session<NationalTables>;

/** What cards and 中間サーバー hear of a changed 個人番号. */
export interface ChangedNumber {
  residentRecordCode: string;
  formerNumber: string;
  individualNumber: string;
  changedAt: string;
}

/**
 * 個人番号の変更 (番号法第7条第2項, 施行令第3条, 第4条): only for the town where the person is registered, and only if it knows the
 * present number. The former one is kept so that nobody ever gets it again.
 */
export async function changeIndividualNumber(
  session: NationalSession,
  deps: PersonKeys & { now: string },
  request: IndividualNumberChangeRequest,
  municipalityCode: string,
): Promise<string> {
  const { residentRecordCode, formerIndividualNumber, basis } = request;
  const person = await findPersonByCode(session, deps, residentRecordCode);
  if (!person) throw refused(422, 'unknownPerson', 'この住民票コードの者は記録されていません。');
  if (person.municipalityCode !== municipalityCode) {
    throw refused(422, 'notResident', '当該市区町村の住民ではない者の個人番号は変更できません。');
  }
  if (person.record.residentRecordCode !== residentRecordCode) {
    throw refused(422, 'codeChanged', 'この住民票コードは変更されています。');
  }
  if (person.record.individualNumber !== formerIndividualNumber) {
    throw refused(422, 'numberMismatch', '個人番号が全国サーバの記録と一致しません。');
  }
  const individualNumber = await newIndividualNumber(session, deps, residentRecordCode);
  const changed: ChangedNumber = {
    residentRecordCode,
    formerNumber: formerIndividualNumber,
    individualNumber,
    changedAt: deps.now,
  };
  await session.db.insert(session.t.jlisFormerNumbers).values({
    numberHash: deps.cipher.lookup(formerIndividualNumber),
    personId: person.personId,
    municipalityCode,
    basis,
    changedAt: deps.now,
    sealed: deps.cipher.encrypt(JSON.stringify(changed)),
    announcedAt: null,
  });
  await savePerson(session, deps, { ...person, record: { ...person.record, individualNumber } }, deps.now);
  return individualNumber;
}

/** Changes that the others have not heard of yet, oldest first. */
export async function unannouncedChanges(
  { db, t }: NationalSession,
  { cipher }: PersonKeys,
): Promise<{ numberHash: string; changed: ChangedNumber }[]> {
  const rows = await db.select().from(t.jlisFormerNumbers).where(isNull(t.jlisFormerNumbers.announcedAt));
  return rows
    .sort((a, b) => a.changedAt.localeCompare(b.changedAt))
    .map(({ numberHash, sealed }) => ({ numberHash, changed: JSON.parse(cipher.decrypt(sealed)) as ChangedNumber }));
}

/** The others have heard of it. */
export async function markAnnounced({ db, t }: NationalSession, numberHash: string, at: string): Promise<void> {
  await db.update(t.jlisFormerNumbers).set({ announcedAt: at }).where(eq(t.jlisFormerNumbers.numberHash, numberHash));
}
