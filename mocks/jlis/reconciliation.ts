import { and, asc, eq, gt } from 'drizzle-orm';
import type {
  ReconciliationAnswer,
  ReconciliationInquiry,
  RegisteredHere,
} from '#app/messages/contracts/reconciliation.ts';
import { formatAddress } from '#app/vocabulary/addresses.ts';
import type { NationalTables } from '#db/schema/index.ts';
import type { Session } from '#db/store.ts';
import { findPersonByCode, type PersonKeys, type StoredPerson } from './persons.ts';

type NationalSession = Session<NationalTables>;
type Told = ReconciliationInquiry['persons'][number];
type Difference = ReconciliationAnswer['differences'][number];

/** 整合性確認 (住民基本台帳法第30条の6): what 全国サーバ has of these persons, compared with what their town has. */
export async function compareWithTown(
  session: NationalSession,
  keys: PersonKeys,
  municipalityCode: string,
  persons: readonly Told[],
): Promise<Difference[]> {
  const differences: Difference[] = [];
  for (const told of persons) {
    const known = await findPersonByCode(session, keys, told.residentRecordCode);
    const difference = differenceOf(told, known, municipalityCode);
    if (difference) differences.push({ residentRecordCode: told.residentRecordCode, ...difference });
  }
  return differences;
}

function differenceOf(
  told: Told,
  known: StoredPerson | undefined,
  municipalityCode: string,
): Omit<Difference, 'residentRecordCode'> | undefined {
  if (!known || known.record.residentRecordCode !== told.residentRecordCode) return { kind: 'unknown' };
  if (known.municipalityCode === undefined) {
    return { kind: 'removed', ...(known.removedOn ? { removedOn: known.removedOn } : {}) };
  }
  if (known.municipalityCode !== municipalityCode) {
    return { kind: 'elsewhere', municipalityCode: known.municipalityCode };
  }
  const { record } = known;
  if (told.individualNumber && told.individualNumber !== record.individualNumber) return { kind: 'number' };
  const items = [
    told.name.full === record.name.full ? [] : ['氏名'],
    (told.bornOn.on ?? told.bornOn.text) === (record.bornOn.on ?? record.bornOn.text) ? [] : ['生年月日'],
    told.sex === record.sex ? [] : ['性別'],
    formatAddress(told.address) === formatAddress(record.address) ? [] : ['住所'],
  ].flat();
  return items.length > 0 ? { kind: 'items', items } : undefined;
}

/** 当団体の住民 as 全国サーバ has them, page by page. */
export async function listRegistered(
  { db, t }: NationalSession,
  { cipher }: PersonKeys,
  municipalityCode: string,
  { after = '', limit }: { after?: string | undefined; limit: number },
): Promise<RegisteredHere> {
  const rows = await db
    .select({ personId: t.jlisPersons.personId, sealed: t.jlisPersons.sealed })
    .from(t.jlisPersons)
    .where(and(eq(t.jlisPersons.municipalityCode, municipalityCode), gt(t.jlisPersons.personId, after)))
    .orderBy(asc(t.jlisPersons.personId))
    .limit(limit);
  const last = rows.at(-1);
  const residentRecordCodes = rows.map(({ sealed }) => JSON.parse(cipher.decrypt(sealed)).residentRecordCode);
  return { residentRecordCodes, ...(last && rows.length === limit ? { next: last.personId } : {}) };
}
