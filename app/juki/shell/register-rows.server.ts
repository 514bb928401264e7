import type { Cipher } from '#db/cipher.ts';
import type { TownTables } from '#db/schema/index.ts';
import type { MovingOut, Resident } from '../core/register.ts';
import { retainedFrom } from '../core/retention.ts';

type ResidentRow = TownTables['residents']['$inferSelect'];

/** The numbers that are never stored in the clear. */
interface Secrets {
  residentRecordCode?: string;
  individualNumber?: string;
  basicPensionNumber?: string;
  cardNumber?: string;
}

/** 住民票コードの検索用ハッシュ. */
export function codeHash(cipher: Cipher, residentRecordCode: string): string {
  return cipher.lookup(`code:${residentRecordCode}`);
}

/** 個人番号の検索用ハッシュ. */
export function numberHash(cipher: Cipher, individualNumber: string): string {
  return cipher.lookup(`number:${individualNumber}`);
}

/** Columns that an index or a query reads. */
type OpenColumns = Omit<ResidentRow, 'searchKeys' | 'codeHash' | 'numberHash' | 'secrets' | 'record'>;

/** 住民票 → row; the search keys are written only when they differ. */
export function residentRow(resident: Resident, cipher: Cipher): Omit<ResidentRow, 'searchKeys'> {
  return { ...openColumns(resident), record: openRecord(resident), ...secretColumns(resident, cipher) };
}

/** Everything but the secret numbers: what is undefined is not stored. */
function openRecord(resident: Resident): Resident {
  const { qualifications, foreignStatus } = resident;
  return {
    ...resident,
    residentRecordCode: undefined,
    individualNumber: undefined,
    qualifications: { ...qualifications, basicPensionNumber: undefined },
    foreignStatus: foreignStatus && { ...foreignStatus, cardNumber: undefined },
  };
}

function openColumns(resident: Resident): OpenColumns {
  return {
    addresseeNumber: resident.addresseeNumber,
    householdNumber: resident.householdNumber,
    historyNumber: resident.historyNumber,
    status: resident.status,
    bornOn: resident.bornOn.on ?? resident.bornOn.text,
    sex: resident.sex,
    movingOutId: resident.movingOut?.movingOutId ?? null,
    removedOn: retainedFrom(resident),
  };
}

function secretsOf({ residentRecordCode, individualNumber, qualifications, foreignStatus }: Resident): Secrets {
  const { basicPensionNumber } = qualifications;
  return { residentRecordCode, individualNumber, basicPensionNumber, cardNumber: foreignStatus?.cardNumber };
}

function sameSecrets(a: Secrets, b: Secrets): boolean {
  return (
    a.residentRecordCode === b.residentRecordCode &&
    a.individualNumber === b.individualNumber &&
    a.basicPensionNumber === b.basicPensionNumber &&
    a.cardNumber === b.cardNumber
  );
}

function secretColumns(resident: Resident, cipher: Cipher): Pick<ResidentRow, 'codeHash' | 'numberHash' | 'secrets'> {
  const { residentRecordCode, individualNumber } = resident;
  return {
    codeHash: residentRecordCode ? codeHash(cipher, residentRecordCode) : null,
    numberHash: individualNumber ? numberHash(cipher, individualNumber) : null,
    secrets: cipher.encrypt(JSON.stringify(secretsOf(resident))),
  };
}

/** An index is only touched for what changed, and numbers that stayed are not encrypted again. */
export function changedColumns(former: Resident, resident: Resident, cipher: Cipher): Partial<ResidentRow> {
  const columns: Partial<ResidentRow> = withoutSame(openColumns(former), openColumns(resident));
  columns.record = openRecord(resident);
  return sameSecrets(secretsOf(former), secretsOf(resident))
    ? columns
    : { ...columns, ...secretColumns(resident, cipher) };
}

/** What differs between two states of a row. */
export function withoutSame<R extends object>(was: R, row: R): Partial<R> {
  const columns: Partial<R> = { ...row };
  for (const column of Object.keys(was) as (keyof R)[]) {
    if (columns[column] === was[column]) columns[column] = undefined;
  }
  return columns;
}

/** Row → 住民票. */
export function residentFrom(row: ResidentRow, cipher: Cipher): Resident {
  // Nobody else has this record yet, so it is completed instead of copied.
  const record = row.record as Resident;
  const secrets = JSON.parse(cipher.decrypt(row.secrets)) as Secrets;
  const { residentRecordCode, individualNumber, basicPensionNumber, cardNumber } = secrets;
  if (individualNumber) record.individualNumber = individualNumber;
  if (residentRecordCode) record.residentRecordCode = residentRecordCode;
  if (basicPensionNumber) record.qualifications.basicPensionNumber = basicPensionNumber;
  if (record.foreignStatus && cardNumber) record.foreignStatus.cardNumber = cardNumber;
  return record;
}

/** 転出 → row. */
export function movingOutRow(record: MovingOut): TownTables['movingOuts']['$inferInsert'] {
  const { movingOutId, householdNumber, plannedOn } = record;
  const waiting = record.movers.some((mover) => mover.state === 'planned');
  return { movingOutId, householdNumber, plannedOn, waiting, record };
}
