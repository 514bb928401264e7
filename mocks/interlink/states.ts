import { and, desc, eq, inArray } from 'drizzle-orm';
import type { AddresseeStates } from '#app/messages/contracts/reconciliation.ts';
import type { NationalTables } from '#db/schema/index.ts';
import type { Session } from '#db/store.ts';

/** 団体内統合宛名番号の状態 of one town: what the 中間サーバー knows of each; a number that was deleted is unknown. */
export async function statesOf(
  { db, t }: Session<NationalTables>,
  municipalityCode: string,
  unifiedAddresseeNumbers: readonly string[],
): Promise<AddresseeStates['states']> {
  if (unifiedAddresseeNumbers.length === 0) return [];
  const addressees = await db
    .select()
    .from(t.interlinkAddressees)
    .where(
      and(
        eq(t.interlinkAddressees.municipalityCode, municipalityCode),
        inArray(t.interlinkAddressees.unifiedAddresseeNumber, [...unifiedAddresseeNumbers]),
      ),
    );
  const copies = await db
    .select({
      unifiedAddresseeNumber: t.interlinkCopies.unifiedAddresseeNumber,
      version: t.interlinkCopies.version,
      closedOn: t.interlinkCopies.closedOn,
    })
    .from(t.interlinkCopies)
    .where(
      and(
        eq(t.interlinkCopies.municipalityCode, municipalityCode),
        inArray(t.interlinkCopies.unifiedAddresseeNumber, [...unifiedAddresseeNumbers]),
      ),
    )
    .orderBy(desc(t.interlinkCopies.version));
  return addressees
    .filter(({ state }) => state !== 'deleted')
    .map(({ unifiedAddresseeNumber, state }) => {
      const newest = copies.find((copy) => copy.unifiedAddresseeNumber === unifiedAddresseeNumber);
      return {
        unifiedAddresseeNumber,
        symbolObtained: state === 'obtained',
        ...(newest ? { version: newest.version } : {}),
        ...(newest?.closedOn ? { closedOn: newest.closedOn } : {}),
      };
    });
}
