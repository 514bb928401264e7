import { createHmac } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import type { UnifiedAddresseeDeletion, UnifiedAddresseeRegistration } from '#app/messages/contracts/identity.ts';
import type { OutgoingMessage } from '#app/messages/envelope.ts';
import type { Cipher } from '#db/cipher.ts';
import { given, prepared, preparedInsert, preparedInsertOnce, preparedUpdate } from '#db/prepared.ts';
import type { NationalTables } from '#db/schema/index.ts';
import type { Session } from '#db/store.ts';
import { refused } from '../door/refusal.ts';
import type { SymbolErrand } from '../jlis/index.ts';

type NationalSession = Session<NationalTables>;

/** What the 情報提供ネットワークシステム needs to make a 符号, and how the town hears of its state. */
export interface SymbolDeps {
  cipher: Cipher;
  symbolKey: Uint8Array;
  randomBytes: (size: number) => Uint8Array;
  now: string;
  post(session: NationalSession, outgoing: OutgoingMessage): Promise<unknown>;
}

const findRegistration = prepared(({ db, t: { interlinkRegistrations } }: NationalSession) =>
  db
    .select()
    .from(interlinkRegistrations)
    .where(eq(interlinkRegistrations.processingNumber, given('of')))
    .limit(1),
);
const insertRegistration = preparedInsert((t: NationalTables) => t.interlinkRegistrations);
const findRequest = prepared(({ db, t: { interlinkSymbolRequests } }: NationalSession) =>
  db
    .select()
    .from(interlinkSymbolRequests)
    .where(eq(interlinkSymbolRequests.processingNumber, given('of')))
    .limit(1),
);
const updateRequest = preparedUpdate(
  (t: NationalTables) => t.interlinkSymbolRequests,
  (requests) => eq(requests.processingNumber, given('of')),
);
const updateAddressee = preparedUpdate(
  (t: NationalTables) => t.interlinkAddressees,
  (addressees) =>
    and(eq(addressees.municipalityCode, given('town')), eq(addressees.unifiedAddresseeNumber, given('number'))),
);

const insertRequest = preparedInsertOnce((t: NationalTables) => t.interlinkSymbolRequests);
const insertIdentity = preparedInsertOnce((t: NationalTables) => t.interlinkIdentities);
const insertSymbol = preparedInsertOnce((t: NationalTables) => t.interlinkSymbols);
const insertAddressee = preparedInsertOnce((t: NationalTables) => t.interlinkAddressees);
const findIdentity = prepared(({ db, t: { interlinkIdentities } }: NationalSession) =>
  db
    .select()
    .from(interlinkIdentities)
    .where(eq(interlinkIdentities.codeHash, given('codeHash')))
    .limit(1),
);

/** 団体内統合宛名番号の受入れ: inside a town 1:1 with the 個人番号; the other half of the 符号取得 may be here already. */
export async function registerAddressee(
  session: NationalSession,
  deps: SymbolDeps,
  municipalityCode: string,
  registration: UnifiedAddresseeRegistration,
): Promise<void> {
  const { processingNumber, unifiedAddresseeNumber, individualNumber } = registration;
  if (!processingNumber.startsWith(municipalityCode)) {
    throw refused(422, 'otherTownsNumber', 'ほかの団体の処理通番です。');
  }
  const numberHash = deps.cipher.lookup(individualNumber);
  await saveAddressee(session, { municipalityCode, unifiedAddresseeNumber, numberHash, now: deps.now });
  const [sameProcess] = await findRegistration(session, { of: processingNumber });
  if (sameProcess && sameProcess.unifiedAddresseeNumber !== unifiedAddresseeNumber) throw recordExists();
  if (sameProcess) return;
  await insertRegistration(session, {
    processingNumber,
    municipalityCode,
    unifiedAddresseeNumber,
    numberHash,
    receivedAt: deps.now,
  });
  await join(session, deps, processingNumber);
}

/** 符号取得依頼の受入れ: may come before or after the 団体内統合宛名番号; repeated, it changes nothing. */
export async function requestSymbol(session: NationalSession, deps: SymbolDeps, errand: SymbolErrand): Promise<void> {
  const { processingNumber, municipalityCode, subject } = errand;
  const added = await insertRequest(session, {
    processingNumber,
    municipalityCode,
    subject,
    codeHash: deps.cipher.lookup(errand.residentRecordCode),
    numberHash: deps.cipher.lookup(errand.individualNumber),
    state: 'requested',
    receivedAt: deps.now,
  });
  if (!added) return;
  if (await join(session, deps, processingNumber)) return;
  await report(session, deps, { municipalityCode, subject, processingNumber, state: 'requested' });
}

/** 処理通番による突合: true when both halves are there and the matter is settled. */
async function join(session: NationalSession, deps: SymbolDeps, processingNumber: string): Promise<boolean> {
  const [request] = await findRequest(session, { of: processingNumber });
  const [registration] = await findRegistration(session, { of: processingNumber });
  if (!request || !registration) return false;
  const fits =
    request.municipalityCode === registration.municipalityCode && request.numberHash === registration.numberHash;
  const state = fits ? 'obtained' : 'failed';
  if (fits) {
    const symbol = await symbolOf(session, deps, request.codeHash, request.municipalityCode);
    const { municipalityCode: town, unifiedAddresseeNumber: number } = registration;
    const sealed = { symbol: deps.cipher.encrypt(symbol), symbolHash: deps.cipher.lookup(symbol) };
    await updateAddressee(session, { town, number }, { state: 'obtained', ...sealed });
  }
  await updateRequest(session, { of: processingNumber }, { state });
  await report(session, deps, { ...request, state });
  return true;
}

/** A town hears the state of a 符号, never the 符号. */
async function report(
  session: NationalSession,
  deps: SymbolDeps,
  {
    municipalityCode,
    subject,
    processingNumber,
    state,
  }: {
    municipalityCode: string;
    subject: string;
    processingNumber: string;
    state: 'requested' | 'obtained' | 'failed';
  },
): Promise<void> {
  await deps.post(session, {
    type: 'SymbolState',
    to: municipalityCode,
    subject,
    content: { processingNumber, state },
  });
}

/** 機関別符号 (番号法第21条): from the ID of the person and the code of the institution; another institution gets another one. */
export async function symbolOf(
  session: NationalSession,
  { cipher, symbolKey, randomBytes }: Pick<SymbolDeps, 'cipher' | 'symbolKey' | 'randomBytes'>,
  codeHash: string,
  institution: string,
): Promise<string> {
  const fresh = Buffer.from(randomBytes(16)).toString('base64url');
  await insertIdentity(session, { codeHash, sealed: cipher.encrypt(fresh) });
  const [row] = await findIdentity(session, { codeHash });
  const identity = row ? cipher.decrypt(row.sealed) : fresh;
  const symbol = encode({ symbolKey }, identity, institution);
  await insertSymbol(session, { symbolHash: cipher.lookup(symbol), institution, codeHash });
  return symbol;
}

/** 符号 of a person at an institution that has obtained it. */
export async function findSymbol(
  session: NationalSession,
  deps: Pick<SymbolDeps, 'cipher' | 'symbolKey'>,
  codeHash: string,
  institution: string,
): Promise<string | undefined> {
  const { db, t } = session;
  const { cipher } = deps;
  const rows = await db
    .select({ institution: t.interlinkSymbols.institution })
    .from(t.interlinkSymbols)
    .where(and(eq(t.interlinkSymbols.codeHash, codeHash), eq(t.interlinkSymbols.institution, institution)))
    .limit(1);
  const [identity] = await findIdentity(session, { codeHash });
  return rows.length > 0 && identity ? encode(deps, cipher.decrypt(identity.sealed), institution) : undefined;
}

/** 符号の生成: cannot be turned back without the table of the network. */
function encode({ symbolKey }: Pick<SymbolDeps, 'symbolKey'>, identity: string, institution: string): string {
  return createHmac('sha256', symbolKey).update(`${identity}|${institution}`).digest('base64');
}

/** Adds a 団体内統合宛名番号; the same pair again is harmless, half a pair is refused. */
export async function saveAddressee(
  session: NationalSession,
  addressee: { municipalityCode: string; unifiedAddresseeNumber: string; numberHash: string; now: string },
): Promise<void> {
  const { municipalityCode, unifiedAddresseeNumber, numberHash, now } = addressee;
  const { db, t } = session;
  const row = { municipalityCode, unifiedAddresseeNumber, numberHash, state: 'none' as const, registeredAt: now };
  if (await insertAddressee(session, row)) return;
  const [same] = await db
    .select({ state: t.interlinkAddressees.state })
    .from(t.interlinkAddressees)
    .where(
      and(
        eq(t.interlinkAddressees.municipalityCode, municipalityCode),
        eq(t.interlinkAddressees.unifiedAddresseeNumber, unifiedAddresseeNumber),
        eq(t.interlinkAddressees.numberHash, numberHash),
      ),
    )
    .limit(1);
  if (!same) throw recordExists();
  // 再転入: the number that was deleted comes back; its 符号 is asked for again.
  if (same.state === 'deleted') await setState(session, municipalityCode, unifiedAddresseeNumber, 'none');
}

async function setState(
  session: NationalSession,
  municipalityCode: string,
  unifiedAddresseeNumber: string,
  state: 'none' | 'deleted',
): Promise<void> {
  const key = { town: municipalityCode, number: unifiedAddresseeNumber };
  await updateAddressee(session, key, { state, symbol: null, symbolHash: null });
}

/** 団体内統合宛名番号の削除の受入れ: the 符号 is forgotten here, and what was published ends with it. */
export async function deleteAddressee(
  session: NationalSession,
  municipalityCode: string,
  { unifiedAddresseeNumber, deletedOn }: UnifiedAddresseeDeletion,
): Promise<void> {
  const { db, t } = session;
  await setState(session, municipalityCode, unifiedAddresseeNumber, 'deleted');
  await db
    .update(t.interlinkCopies)
    .set({ closedOn: deletedOn })
    .where(
      and(
        eq(t.interlinkCopies.municipalityCode, municipalityCode),
        eq(t.interlinkCopies.unifiedAddresseeNumber, unifiedAddresseeNumber),
        isNull(t.interlinkCopies.closedOn),
      ),
    );
}

export function recordExists() {
  return refused(422, 'recordExists', 'レコード識別番号が既に存在しています。');
}
