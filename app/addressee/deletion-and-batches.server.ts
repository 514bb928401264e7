import { desc, eq } from 'drizzle-orm';
import { formatJapaneseDate } from '#app/vocabulary/japanese-calendar.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import type { AddresseeTables } from '#db/schema/index.ts';
import type { Session, Store } from '#db/store.ts';
import { findLink, RESIDENT_REGISTER, WrongAddresseeError } from './numbering.server.ts';

type AddresseeSession = Session<AddresseeTables>;

const ARTICLE = '地方公共団体情報システム共通機能標準仕様書 団体内統合宛名機能';

/** May the 団番 of this person go? Its value, undefined when it is gone already, or why not. */
export async function deletionOf(
  session: AddresseeSession,
  { addresseeNumber, movedOutOn, today }: { addresseeNumber: string; movedOutOn: CalendarDate; today: CalendarDate },
): Promise<Outcome<string | undefined>> {
  const no = (code: string, sentence: string): Outcome<never> => ({
    accepted: false,
    refusal: { code, sentence, article: ARTICLE },
  });
  if (today < movedOutOn) {
    return no(
      'beforeMovingOut',
      `${formatJapaneseDate(movedOutOn)}の転出の日まで、団体内統合宛名番号は削除できません。`,
    );
  }
  const { db, t } = session;
  const unifiedAddresseeNumber = await findLink(session, addresseeNumber);
  if (!unifiedAddresseeNumber) return no('notNumbered', 'この宛名番号には団体内統合宛名番号がありません。');
  const open = await db
    .select({ businessId: t.addresseeCases.businessId })
    .from(t.addresseeLinks)
    .innerJoin(t.addresseeCases, eq(t.addresseeCases.addresseeNumber, t.addresseeLinks.addresseeNumber))
    .where(eq(t.addresseeLinks.unifiedAddresseeNumber, unifiedAddresseeNumber));
  if (open.length > 0) {
    const businesses = [...new Set(open.map(({ businessId }) => businessId))].toSorted().join('、');
    return no('openCase', `継続中の事案がある業務（業務ID ${businesses}）が終わるまで、削除できません。`);
  }
  const [row] = await db
    .select({ deletedAt: t.unifiedAddressees.deletedAt })
    .from(t.unifiedAddressees)
    .where(eq(t.unifiedAddressees.unifiedAddresseeNumber, unifiedAddresseeNumber))
    .limit(1);
  return { accepted: true, value: row?.deletedAt ? undefined : unifiedAddresseeNumber };
}

/** 一括処理の一件の誤り. */
export interface WrongRecord {
  addresseeNumber: string;
  businessId: string;
  sentence: string;
  at: string;
}

/** 一括処理の結果. */
export interface BatchResult {
  done: string[];
  wrong: WrongRecord[];
}

/** 一括処理 (共通機能標準仕様書): each record in a transaction of its own; a wrong 宛名番号 stops none of the others. */
export async function runBatch<R extends { addresseeNumber: string; businessId?: string }>(
  { store, now }: { store: Store<AddresseeTables>; now: () => string },
  records: readonly R[],
  apply: (record: R) => Promise<void>,
): Promise<BatchResult> {
  const result: BatchResult = { done: [], wrong: [] };
  for (const record of records) {
    try {
      await apply(record);
      result.done.push(record.addresseeNumber);
    } catch (error) {
      if (!(error instanceof WrongAddresseeError)) throw error;
      const { addresseeNumber, businessId = RESIDENT_REGISTER } = record;
      result.wrong.push({ addresseeNumber, businessId, sentence: error.message, at: now() });
    }
  }
  if (result.wrong.length > 0) {
    await store.write(async ({ db, t }) => {
      await db.insert(t.addresseeErrors).values(result.wrong);
    });
  }
  return result;
}

/** エラー一覧, newest first. */
export async function listErrors({ db, t }: AddresseeSession, limit: number): Promise<WrongRecord[]> {
  const rows = await db.select().from(t.addresseeErrors).orderBy(desc(t.addresseeErrors.position)).limit(limit);
  return rows.map(({ addresseeNumber, businessId, sentence, at }) => ({ addresseeNumber, businessId, sentence, at }));
}
