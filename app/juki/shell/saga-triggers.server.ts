import { eq, inArray } from 'drizzle-orm';
import type { CopyRegistration } from '#app/messages/contracts/identity.ts';
import { isSame } from '#app/vocabulary/sameness.ts';
import { given, prepared, preparedForKeys, preparedInsert, preparedUpdate } from '#db/prepared.ts';
import type { TownTables } from '#db/schema/index.ts';
import { membersOf, type RegisterSlice, type Resident } from '../core/register.ts';
import { nextProcessingNumber } from './numbering.server.ts';
import type { Room, TownSession } from './room.server.ts';

/** 世帯情報 as 副本: what the household shows of itself, and who of it is not to be shown (支援措置). */
export interface HouseholdCopy {
  household: CopyRegistration['household'];
  protectedMembers: string[];
}

/** 副本の内容 of one member. */
export type MemberCopy = Pick<CopyRegistration, 'undisclosed' | 'selfInformationDenied' | 'household'>;

/** 副本の内容 of a household as the register has it. */
export function copyOf(slice: RegisterSlice, householdNumber: string): HouseholdCopy | undefined {
  const household = slice.households.get(householdNumber);
  if (!household) return undefined;
  const present = membersOf(slice, householdNumber);
  const members = present.map(({ name, bornOn, sex, relationship, householder }) => ({
    name: name.full,
    ...(name.kana ? { kana: name.kana } : {}),
    bornOn,
    sex,
    relationship,
    householder,
  }));
  return {
    household: { address: household.address, members },
    protectedMembers: present.filter((one) => one.protection).map((one) => one.addresseeNumber),
  };
}

/**
 * 不開示 is the protected person's own; 自己情報提供不可 is everybody's of the household, for each of them would read of the others
 * (住民基本台帳事務処理要領 第5-10).
 */
export function copyOfMember({ household, protectedMembers }: HouseholdCopy, addresseeNumber: string): MemberCopy {
  return {
    undisclosed: protectedMembers.includes(addresseeNumber),
    selfInformationDenied: protectedMembers.length > 0,
    household,
  };
}

/**
 * What a change means for the numbers and 副本 of the persons: who is new gets a saga, whose household changed gets a new
 * version, who left gets the 副本 closed. Only marks the work; `advance` does it after the commit.
 */
export async function followHouseholds(
  room: Room,
  session: TownSession,
  before: RegisterSlice,
  after: RegisterSlice,
  changed: readonly Resident[],
  alreadyNumbered = false,
): Promise<void> {
  const present = changed.filter((resident) => resident.status === 'resident');
  const gone = changed.filter((resident) => resident.status !== 'resident' && resident.removed);
  const opened = new Set<string>();
  for (const resident of present) {
    const former = before.residents.get(resident.addresseeNumber);
    if (!(resident.individualNumber || resident.awaitsNumber) || hasNumbersOf(resident, former)) continue;
    if (await openSaga(room, session, resident, alreadyNumbered, former)) opened.add(resident.addresseeNumber);
  }
  const households = new Set(
    [...changed, ...changed.flatMap((one) => before.residents.get(one.addresseeNumber) ?? [])].map(
      (one) => one.householdNumber,
    ),
  );
  const differing = [...households].filter((number) => !isSame(copyOf(before, number), copyOf(after, number)));
  const touched = differing.flatMap((number) => membersOf(after, number).map((member) => member.addresseeNumber));
  const wanting = touched.filter((number) => !opened.has(number));
  const known = await wantCopies(session, wanting);
  for (const resident of present) {
    const { addresseeNumber: of } = resident;
    // Who came with a データ移行 that told nothing of numbers.
    if (wanting.includes(of) && !known.has(of) && (resident.individualNumber || resident.awaitsNumber)) {
      await openSaga(room, session, resident, alreadyNumbered, before.residents.get(of));
    }
  }
  for (const resident of gone) {
    await closeCopies(session, resident, before.residents.get(resident.addresseeNumber));
  }
  if (touched.length + gone.length > 0) room.sagasSoon(session);
}

/** A resident before and after, with the same numbers: whatever the act did, it made nobody wait for a number. */
function hasNumbersOf(resident: Resident, former: Resident | undefined): boolean {
  return (
    former?.status === 'resident' &&
    former.residentRecordCode === resident.residentRecordCode &&
    former.individualNumber === resident.individualNumber &&
    former.awaitsNumber === resident.awaitsNumber &&
    former.awaitsNewNumber === resident.awaitsNewNumber
  );
}

/** A new resident: numbers and 副本 from the start. Who comes back has his 団番 and 符号 already; only the 副本 opens again. */
async function openSaga(
  room: Room,
  session: TownSession,
  resident: Resident,
  alreadyNumbered: boolean,
  former: Resident | undefined,
): Promise<boolean> {
  const { addresseeNumber } = resident;
  const [known] = await findSaga(session, { of: addresseeNumber });
  const numbers = numbersOf(resident);
  const isRecoded =
    former?.residentRecordCode !== undefined && former.residentRecordCode !== resident.residentRecordCode;
  const isProgress = known?.codeState !== numbers.codeState || known.individualState !== numbers.individualState;
  if (known && (isProgress || isRecoded)) {
    const now = room.clock.now();
    const stamps = {
      ...(known.codeState === numbers.codeState && !isRecoded ? {} : { codeAt: now }),
      ...(known.individualState === numbers.individualState ? {} : { individualAt: now }),
    };
    const isChanged = former?.individualNumber !== undefined && former.individualNumber !== resident.individualNumber;
    const changing = isChanged && known.numberState === 'done' ? { numberState: 'changing' } : {};
    const next = { ...numbers, ...stamps, ...changing, pending: numbers.individualState === 'done', nextAttemptAt: 0 };
    await updateSaga(session, { of: addresseeNumber }, next);
    room.sagasSoon(session);
  }
  if (known?.closeOn) {
    // A 団番 that was deleted is asked for again, and its 符号 with it.
    const processingNumber = () => nextProcessingNumber(session, room.town.code, room.today());
    const anew =
      known.numberState === 'deleted'
        ? {
            numberState: 'waiting',
            symbolState: 'waiting',
            symbolAt: null,
            processingNumber: await processingNumber(),
          }
        : {};
    const copyWanted = known.copyWanted + 1;
    const again = { ...anew, closeOn: null, closed: false, pending: true, nextAttemptAt: 0, copyWanted };
    await updateSaga(session, { of: addresseeNumber }, again);
    return true;
  }
  if (known) return false;
  await insertSaga(session, {
    addresseeNumber,
    processingNumber: await nextProcessingNumber(session, room.town.code, room.today()),
    ...(alreadyNumbered
      ? { numberState: 'done', symbolState: 'obtained', copyRegistered: 1, pending: false }
      : { numberState: 'waiting', symbolState: 'waiting', copyRegistered: 0, pending: true }),
    ...(resident.awaitsNumber ? { ...numbers, codeAt: room.clock.now(), pending: false } : {}),
    copyWanted: 1,
    closed: false,
    attempts: 0,
    nextAttemptAt: 0,
  });
  return true;
}

/** How far the numbers are that others make before the 団番. */
function numbersOf({ residentRecordCode, awaitsNumber, awaitsNewNumber }: Resident): {
  codeState: string;
  individualState: string;
} {
  const codeState = residentRecordCode ? 'done' : 'waiting';
  if (!awaitsNumber) return { codeState, individualState: awaitsNewNumber ? 'requested' : 'done' };
  return { codeState, individualState: residentRecordCode ? 'requested' : 'waiting' };
}

const findSaga = prepared(({ db, t }: TownSession) =>
  db
    .select()
    .from(t.numberingSagas)
    .where(eq(t.numberingSagas.addresseeNumber, given('of'))),
);
const insertSaga = preparedInsert((t: TownTables) => t.numberingSagas);
const updateSaga = preparedUpdate(
  (t: TownTables) => t.numberingSagas,
  (sagas) => eq(sagas.addresseeNumber, given('of')),
);
const copiesOf = preparedForKeys(({ db, t: { numberingSagas } }: TownSession, addresseeNumbers) =>
  db
    .select({ of: numberingSagas.addresseeNumber, wanted: numberingSagas.copyWanted })
    .from(numberingSagas)
    .where(inArray(numberingSagas.addresseeNumber, addresseeNumbers)),
);

/** A new version of the 副本 of these persons. Returns who has any. */
async function wantCopies(session: TownSession, addresseeNumbers: readonly string[]): Promise<Set<string>> {
  const rows = await copiesOf(session, addresseeNumbers);
  for (const { of, wanted } of rows) {
    await updateSaga(session, { of }, { copyWanted: wanted + 1, pending: true, nextAttemptAt: 0 });
  }
  return new Set(rows.map((row) => row.of));
}

/** The day may be corrected by a later 転入通知: then the 副本 are closed again with that day. */
async function closeCopies(session: TownSession, { addresseeNumber, removed }: Resident, former?: Resident) {
  if (removed && removed.on === former?.removed?.on) return;
  const [saga] = await findSaga(session, { of: addresseeNumber });
  if (!removed || !saga || saga.closeOn === removed.on) return;
  const again = { closeOn: removed.on, closed: false, pending: true, nextAttemptAt: 0 };
  await updateSaga(session, { of: addresseeNumber }, again);
}
