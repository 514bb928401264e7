import { and, desc, eq, gte, lt } from 'drizzle-orm';
import { tokyoDate } from '#app/vocabulary/tokyo.ts';
import type { Cipher } from '#db/cipher.ts';
import type { NationalTables } from '#db/schema/index.ts';
import type { Session } from '#db/store.ts';
import { keepsRegister } from '../door/line.ts';
import { type Asker, type Provided, provideHousehold } from './copies.ts';

type NationalSession = Session<NationalTables>;
type Inquiry = NationalTables['interlinkInquiries']['$inferSelect'];

/** 機関コード of マイナポータル in a 処理通番, and as the institution of its own 符号: not a town, so outside of the codes of towns. */
const PORTAL_INSTITUTION = '999999';

/** 機関コード of who asks. */
export function institutionOf(organisation: string): string {
  return keepsRegister(organisation) ? organisation : PORTAL_INSTITUTION;
}

/** 処理通番 (番号法第21条): institution that asks, day and serial. */
export async function nextInquiryNumber(
  { db, t }: NationalSession,
  institution: string,
  today: string,
): Promise<string> {
  const prefix = `${institution}${today.replaceAll('-', '')}`;
  const [last] = await db
    .select({ processingNumber: t.interlinkInquiries.processingNumber })
    .from(t.interlinkInquiries)
    .where(
      and(
        gte(t.interlinkInquiries.processingNumber, `${prefix}000000`),
        lt(t.interlinkInquiries.processingNumber, `${prefix}:`),
      ),
    )
    .orderBy(desc(t.interlinkInquiries.processingNumber))
    .limit(1);
  const serial = Number(last?.processingNumber.slice(-6) ?? 0) + 1;
  return `${prefix}${String(serial).padStart(6, '0')}`;
}

/** Whom an institution means by its 符号: the network alone can tell. */
export async function meantBy(
  { db, t }: NationalSession,
  cipher: Cipher,
  institution: string,
  symbol: string,
): Promise<string | undefined> {
  const [row] = await db
    .select({ codeHash: t.interlinkSymbols.codeHash })
    .from(t.interlinkSymbols)
    .where(
      and(eq(t.interlinkSymbols.symbolHash, cipher.lookup(symbol)), eq(t.interlinkSymbols.institution, institution)),
    )
    .limit(1);
  return row?.codeHash;
}

/** What the network knows to turn one 符号 into another. */
export interface NetworkDeps {
  cipher: Cipher;
  now: string;
  /** 符号 of the person at an institution, if it was obtained there. */
  symbolAt(session: NationalSession, codeHash: string, institution: string): Promise<string | undefined>;
}

/** What a provider says of a person, or that it has no 符号 for that person. */
type Result = Provided | { state: 'symbolMissing' };

/** A town that was never connected provides nothing; at a connected one the 符号 may be under way. */
export async function lookAt(
  session: NationalSession,
  { cipher, now, symbolAt }: NetworkDeps,
  codeHash: string | undefined,
  provider: string | undefined,
  asker: Asker,
): Promise<Result> {
  const municipalityCode = provider ?? '';
  const symbol = await symbolAt(session, codeHash ?? '', municipalityCode);
  const at = { municipalityCode, symbol: symbol ?? '' };
  const found = await provideHousehold(session, cipher, at, { today: tokyoDate(now), asker });
  const isMissing = codeHash !== undefined && symbol === undefined && (await isConnected(session, municipalityCode));
  return isMissing ? { state: 'symbolMissing' } : found;
}

async function isConnected({ db, t }: NationalSession, municipalityCode: string): Promise<boolean> {
  const rows = await db
    .select({ state: t.interlinkAddressees.state })
    .from(t.interlinkAddressees)
    .where(eq(t.interlinkAddressees.municipalityCode, municipalityCode))
    .limit(1);
  return rows.length > 0;
}

/** 「…は符号が未取得です。」 as the 中間サーバー says it of a number, in full-width digits, or of nobody in particular. */
export function symbolMissing(unifiedAddresseeNumber?: string): string {
  if (!unifiedAddresseeNumber) return '照会対象者は符号が未取得です。';
  const wide = unifiedAddresseeNumber.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
  return `団体内統合宛名番号「${wide}」は符号が未取得です。`;
}

/**
 * 情報提供ネットワークシステムの中継: the asker's 符号 becomes the provider's 符号, the provider's 中間サーバー looks into its 副本. Writes the
 * result and the 情報提供等記録 together; an inquiry that was answered stays as it is.
 */
export async function relay(session: NationalSession, deps: NetworkDeps, inquiry: Inquiry): Promise<void> {
  const { db, t } = session;
  const { cipher, now } = deps;
  const { processingNumber, inquirer, provider } = inquiry;
  const institution = institutionOf(inquirer);
  const codeHash = inquiry.symbol
    ? await meantBy(session, cipher, institution, cipher.decrypt(inquiry.symbol))
    : undefined;
  const found = await lookAt(
    session,
    deps,
    codeHash,
    provider ?? undefined,
    inquirer === 'portal' ? 'self' : 'institution',
  );
  const { state } = found;
  const written = await db
    .update(t.interlinkInquiries)
    .set({
      state,
      error: state === 'symbolMissing' ? symbolMissing() : null,
      sealed: state === 'provided' ? cipher.encrypt(JSON.stringify(found.household)) : null,
    })
    .where(
      and(eq(t.interlinkInquiries.processingNumber, processingNumber), eq(t.interlinkInquiries.state, 'processing')),
    )
    .returning({ at: t.interlinkInquiries.at });
  if (written.length > 0) await keepRecord(session, inquiry, codeHash, state, now);
}

/** 情報提供等の記録 (番号法第23条). */
export async function keepRecord(
  { db, t }: NationalSession,
  { processingNumber, messageId, inquirer, purpose, informationName, consentId, provider }: Inquiry,
  codeHash: string | undefined,
  result: 'provided' | 'notProvided' | 'symbolMissing',
  at: string,
): Promise<void> {
  await db
    .insert(t.interlinkProvisions)
    .values({
      messageId,
      processingNumber,
      consentId,
      inquirer,
      purpose,
      informationName,
      codeHash: codeHash ?? null,
      municipalityCode: provider,
      result,
      at,
    })
    .onConflictDoNothing();
}
