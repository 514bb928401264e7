import { and, eq } from 'drizzle-orm';
import type { ForeignResidentNotice } from '#app/messages/contracts/immigration.ts';
import type { Cipher } from '#db/cipher.ts';
import type { NationalTables } from '#db/schema/index.ts';
import type { Session } from '#db/store.ts';
import { refused } from '../door/refusal.ts';

type NationalSession = Session<NationalTables>;

/** 在留者 as the agency holds the record. */
export type ImmigrationRecord = Pick<
  ForeignResidentNotice,
  'cardNumber' | 'name' | 'bornOn' | 'sex' | 'nationality' | 'address'
>;

/** A record with the town of the 住民票. */
export interface ForeignPerson {
  personKey: string;
  municipalityCode?: string;
  residenceNotified: boolean;
  record: ImmigrationRecord;
}

const CARD = /^[A-Z]{2}\d{8}[A-Z]{2}$/;

/** By the card, or by name, day of birth and sex of who has none. */
export function personKeyOf(cipher: Cipher, { cardNumber, name, bornOn, sex }: ImmigrationRecord): string {
  if (cardNumber) return cipher.lookup(`residence-card/${cardNumber}`);
  return cipher.lookup(`foreigner/${name.full.replace(/\s/g, '')}/${bornOn.on ?? bornOn.text}/${sex}`);
}

export async function findForeigner(
  { db, t }: NationalSession,
  cipher: Cipher,
  personKey: string,
): Promise<ForeignPerson | undefined> {
  const [row] = await db
    .select()
    .from(t.immigrationPersons)
    .where(eq(t.immigrationPersons.personKey, personKey))
    .limit(1);
  if (!row) return undefined;
  return {
    personKey,
    ...(row.municipalityCode ? { municipalityCode: row.municipalityCode } : {}),
    residenceNotified: row.residenceNotified,
    record: JSON.parse(cipher.decrypt(row.sealed)),
  };
}

export async function saveForeigner(
  { db, t }: NationalSession,
  cipher: Cipher,
  { personKey, municipalityCode, residenceNotified, record }: ForeignPerson,
  now: string,
): Promise<void> {
  const values = {
    municipalityCode: municipalityCode ?? null,
    residenceNotified,
    sealed: cipher.encrypt(JSON.stringify(record)),
    updatedAt: now,
  };
  await db
    .insert(t.immigrationPersons)
    .values({ personKey, ...values })
    .onConflictDoUpdate({ target: t.immigrationPersons.personKey, set: values });
}

/**
 * 市町村通知の受理 (入管法第61条の8の2): the items must fit the card, and only a town that has or had the person may correct or remove.
 * A former town's late notice is kept and changes nothing.
 */
export async function applyForeignResidentNotice(
  session: NationalSession,
  { cipher, now }: { cipher: Cipher; now: string },
  messageId: string,
  notice: ForeignResidentNotice,
): Promise<void> {
  const { cardNumber, name, bornOn, sex, nationality, address, municipalityCode, event } = notice;
  if (cardNumber && !CARD.test(cardNumber))
    throw refused(422, 'malformedCard', '在留カード等の番号の形が正しくありません。');
  const record = { cardNumber, name, bornOn, sex, nationality, address };
  const personKey = personKeyOf(cipher, record);
  const known = await findForeigner(session, cipher, personKey);
  if (known && (known.record.bornOn.text !== bornOn.text || known.record.sex !== sex)) {
    throw refused(422, 'itemsMismatch', '在留カード等の番号の者と、生年月日または性別が一致しません。');
  }
  const { db, t } = session;
  const [earlier] = await db
    .select({ messageId: t.immigrationNotices.messageId })
    .from(t.immigrationNotices)
    .where(
      and(
        eq(t.immigrationNotices.personKey, personKey),
        eq(t.immigrationNotices.municipalityCode, municipalityCode),
        eq(t.immigrationNotices.event, 'entered'),
      ),
    )
    .limit(1);
  const isHere = known?.municipalityCode === municipalityCode;
  if (event !== 'entered' && !isHere && !earlier) {
    throw refused(422, 'neverListed', '当該市区町村の住民票に記載された記録のない者です。');
  }
  const { effectiveOn } = notice;
  const sealed = cipher.encrypt(JSON.stringify(notice));
  await db
    .insert(t.immigrationNotices)
    .values({ messageId, personKey, event, municipalityCode, effectiveOn, receivedAt: now, sealed });
  if (event !== 'entered' && !isHere) return;
  const residenceNotified =
    notice.residenceNotification === 'made' ||
    (event === 'corrected' && known?.residenceNotified === true && notice.residenceNotification === 'notDue');
  const place = event === 'removed' ? {} : { municipalityCode };
  await saveForeigner(session, cipher, { personKey, ...place, residenceNotified, record }, now);
}
