import { eq } from 'drizzle-orm';
import type {
  CharacterCodes,
  IdentityInformationNotice,
  IndividualNumberRequest,
} from '#app/messages/contracts/identity.ts';
import type { Message } from '#app/messages/envelope.ts';
import { formatAddress } from '#app/vocabulary/addresses.ts';
import { jukiNetCodes } from '#app/vocabulary/juki-net-characters.ts';
import { given, prepared, preparedInsert } from '#db/prepared.ts';
import type { NationalTables } from '#db/schema/index.ts';
import type { Session } from '#db/store.ts';
import { refused } from '../door/refusal.ts';
import {
  bindCode,
  findPersonByCode,
  isUnusedCodeOf,
  newIndividualNumber,
  type PersonKeys,
  type StoredPerson,
  savePerson,
} from './persons.ts';
import { currentResidence, type Residence, type ResidenceNotice, residencesOf } from './residence.ts';

type NationalSession = Session<NationalTables>;

/** A person as the former system hands him over: registered in a town since a day. */
export interface AdoptedPerson {
  residentRecordCode: string;
  name: IdentityInformationNotice['name'];
  bornOn: IdentityInformationNotice['bornOn'];
  sex: IdentityInformationNotice['sex'];
  address: IdentityInformationNotice['address'];
  municipalityCode: string;
  /** 住民となった年月日. */
  since: string;
}

interface RegisterDeps extends PersonKeys {
  newId: () => string;
  now: string;
}

const noticesOf = prepared(({ db, t }: NationalSession) =>
  db
    .select()
    .from(t.jlisNotices)
    .where(eq(t.jlisNotices.personId, given('of'))),
);
const insertNotice = preparedInsert((t: NationalTables) => t.jlisNotices);

/** 本人確認情報の記録 (住民基本台帳法第30条の7): keeps the notice and says again what all of them together mean. */
export async function applyNotice(
  session: NationalSession,
  deps: RegisterDeps,
  { envelope, content: notice }: Message<IdentityInformationNotice>,
): Promise<void> {
  if (notice.municipalityCode !== envelope.from) {
    throw refused(403, 'otherTown', 'ほかの市区町村の住民についての通知は受け付けられません。');
  }
  checkCodes(notice);
  const person = await personOf(session, deps, notice);
  if (notice.individualNumber && notice.individualNumber !== person.record.individualNumber) {
    throw refused(422, 'numberMismatch', '個人番号が全国サーバの記録と一致しません。');
  }
  const newest = {
    messageId: envelope.id,
    personId: person.personId,
    event: notice.event,
    reason: notice.reason,
    effectiveOn: notice.effectiveOn,
    municipalityCode: notice.municipalityCode,
    sequence: envelope.sequence,
    sentAt: envelope.sentAt,
    receivedAt: deps.now,
    sealed: deps.cipher.encrypt(JSON.stringify(notice)),
  };
  const earlier = await noticesOf(session, { of: person.personId });
  const residences = residencesOf([...earlier, newest]);
  await insertNotice(session, { ...newest, effective: isEffective(newest, residences), announcedAt: null });
  const sealedOf = new Map([...earlier, newest].map((row) => [row.messageId, row.sealed]));
  await savePerson(session, deps, stateOf(person, notice, residences, sealedOf, deps), deps.now);
}

/** 住基ネット統一文字コードの確認: of a 記載, a 修正 and a 個人番号の指定の請求 alike. */
function checkCodes(items: IdentityInformationNotice | IndividualNumberRequest): void {
  if (!items.characters || sameCodes(items.characters, items)) return;
  throw refused(422, 'characterCodes', '住基ネット統一文字コードが氏名または住所と一致しません。');
}

/** Each code has to be that of the character that was sent with it: otherwise a card would show another name. */
function sameCodes(
  told: CharacterCodes,
  { name, address }: Pick<IdentityInformationNotice, 'name' | 'address'>,
): boolean {
  const same = (codes: CharacterCodes['full'] | undefined, text: string | undefined) =>
    JSON.stringify(codes ?? []) === JSON.stringify(jukiNetCodes(text ?? ''));
  return (
    same(told.full, name.full) &&
    same(told.formerSurname, name.formerSurname) &&
    same(told.alias, name.alias) &&
    same(told.address, formatAddress(address))
  );
}

/** Enters a person who was registered before this register began; entering again changes nothing. */
export async function adopt(session: NationalSession, deps: RegisterDeps, adopted: AdoptedPerson): Promise<string> {
  const known = await findPersonByCode(session, deps, adopted.residentRecordCode);
  if (known) return known.record.individualNumber;
  const { municipalityCode, since, ...items } = adopted;
  const person: StoredPerson = {
    personId: deps.newId(),
    municipalityCode,
    since,
    record: { ...items, individualNumber: await newIndividualNumber(session, deps, adopted.residentRecordCode) },
  };
  await savePerson(session, deps, person, deps.now);
  await bindCode(session, deps, adopted.residentRecordCode, person.personId, deps.now);
  const notice: IdentityInformationNotice = {
    ...items,
    event: 'entered',
    reason: 'exOfficioEntry',
    effectiveOn: since,
    municipalityCode,
  };
  await session.db.insert(session.t.jlisNotices).values({
    messageId: deps.newId(),
    personId: person.personId,
    event: 'entered',
    reason: notice.reason,
    effectiveOn: since,
    municipalityCode,
    sequence: 0,
    // Before everything that is ever sent.
    sentAt: `${since}T00:00:00.000Z`,
    receivedAt: deps.now,
    sealed: deps.cipher.encrypt(JSON.stringify(notice)),
    effective: false,
    announcedAt: deps.now,
  });
  return person.record.individualNumber;
}

/** Whose notice it is; a first 記載 under a code of the town's own pool makes a new person with a new 個人番号. */
async function personOf(
  session: NationalSession,
  deps: RegisterDeps,
  notice: IdentityInformationNotice,
): Promise<StoredPerson> {
  const known = await findPersonByCode(session, deps, notice.formerResidentRecordCode ?? notice.residentRecordCode);
  const unused = await isUnusedCodeOf(session, deps, notice.residentRecordCode, notice.municipalityCode);
  if (known) {
    const owner = await findPersonByCode(session, deps, notice.residentRecordCode);
    if (owner?.personId === known.personId) {
      checkPresentCode(known, notice);
      return known;
    }
    if (!unused) throw refused(422, 'unknownCode', '払い出されていない、または使用済みの住民票コードです。');
    await bindCode(session, deps, notice.residentRecordCode, known.personId, deps.now);
    return known;
  }
  if (notice.event !== 'entered') {
    throw refused(422, 'unknownPerson', 'この住民票コードの者は記録されていません。');
  }
  if (!unused) throw refused(422, 'unknownCode', '払い出されていない、または使用済みの住民票コードです。');
  return enterNewPerson(session, deps, notice);
}

/** A changed code is never used again: nobody is entered under it (住民基本台帳法第30条の4). */
function checkPresentCode({ record }: StoredPerson, notice: IdentityInformationNotice): void {
  const isSuperseded = record.residentRecordCode !== notice.residentRecordCode;
  if (isSuperseded && notice.event === 'entered' && !notice.formerResidentRecordCode) {
    throw refused(422, 'codeChanged', 'この住民票コードは変更されています。');
  }
}

/** A person whom no register has known: the code is bound, a 個人番号 is made (番号法第8条第2項). */
async function enterNewPerson(
  session: NationalSession,
  deps: RegisterDeps,
  items: IndividualNumberRequest,
): Promise<StoredPerson> {
  const { residentRecordCode, name, bornOn, sex, address } = items;
  const person: StoredPerson = {
    personId: deps.newId(),
    record: {
      residentRecordCode,
      individualNumber: await newIndividualNumber(session, deps, residentRecordCode),
      name,
      bornOn,
      sex,
      address,
    },
  };
  await savePerson(session, deps, person, deps.now);
  await bindCode(session, deps, residentRecordCode, person.personId, deps.now);
  return person;
}

/**
 * 個人番号の指定 (番号法第7条第1項, 第8条): a new number for a code of the asking town's own pool; who had a number before gets the
 * same again, and asking twice changes nothing.
 */
export async function assignIndividualNumber(
  session: NationalSession,
  deps: RegisterDeps,
  request: IndividualNumberRequest,
  municipalityCode: string,
): Promise<string> {
  checkCodes(request);
  const known = await findPersonByCode(session, deps, request.residentRecordCode);
  if (known) return known.record.individualNumber;
  if (!(await isUnusedCodeOf(session, deps, request.residentRecordCode, municipalityCode))) {
    throw refused(422, 'unknownCode', '払い出されていない、または使用済みの住民票コードです。');
  }
  return (await enterNewPerson(session, deps, request)).record.individualNumber;
}

/** The person's row as it follows from all notices. */
function stateOf(
  person: StoredPerson,
  notice: IdentityInformationNotice,
  residences: readonly Residence[],
  sealedOf: ReadonlyMap<string, string>,
  { cipher }: RegisterDeps,
): StoredPerson {
  const current = currentResidence(residences);
  const last = residences.at(-1);
  // Name and address follow the last notice of the last register; a 消除 leaves them as they were.
  const saying = (last?.notices ?? [])
    .map((id): IdentityInformationNotice => JSON.parse(cipher.decrypt(sealedOf.get(id) ?? '')))
    .filter(({ event }) => event !== 'removed')
    .at(-1);
  const { name, bornOn, sex, address } = saying ?? person.record;
  return {
    personId: person.personId,
    ...(current ? { municipalityCode: current.municipalityCode, since: current.from } : {}),
    ...(!current && last?.to ? { removedOn: last.to } : {}),
    record: {
      ...person.record,
      name,
      bornOn,
      sex,
      address,
      residentRecordCode: notice.formerResidentRecordCode
        ? notice.residentRecordCode
        : person.record.residentRecordCode,
    },
  };
}

/** Does the present state rest on this notice? A former town's late 消除 is kept, but changes nothing. */
function isEffective(notice: ResidenceNotice, residences: readonly Residence[]): boolean {
  return residences.at(-1)?.notices.includes(notice.messageId) ?? false;
}
