import { inArray } from 'drizzle-orm';
import { AddresseeStates } from '#app/messages/contracts/reconciliation.ts';
import type { Mailroom } from '#app/messages/mailroom.server.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { Cipher } from '#db/cipher.ts';
import type { AddresseeTables } from '#db/schema/index.ts';
import type { Store } from '#db/store.ts';

/** What 住民記録 believes of the numbers of one person. */
export interface BelievedNumbers {
  addresseeNumber: string;
  individualNumber: string;
  symbolObtained: boolean;
  copyVersion: number;
  closedOn?: CalendarDate;
}

/** 宛名・中間サーバーとの差異. */
export type AddresseeDifference =
  | 'notNumbered'
  | 'numberDiffers'
  | 'unknownToInterlink'
  | 'symbolMissing'
  | 'copyMissing'
  | 'copyOpen';

/** 整合性確認 of one page: register ↔ 宛名 ↔ 中間サーバー. The 団番 stay in here; the answer names 宛名番号. */
export async function compareNumbers(
  { store, cipher, mailroom }: { store: Store<AddresseeTables>; cipher: Cipher; mailroom: Pick<Mailroom, 'inquire'> },
  believed: readonly BelievedNumbers[],
): Promise<{ addresseeNumber: string; kind: AddresseeDifference }[]> {
  if (believed.length === 0) return [];
  const { links, persons } = await store.read(async ({ db, t }) => {
    const numbers = believed.map(({ addresseeNumber }) => addresseeNumber);
    const found = await db.select().from(t.addresseeLinks).where(inArray(t.addresseeLinks.addresseeNumber, numbers));
    const unified = [...new Set(found.map(({ unifiedAddresseeNumber }) => unifiedAddresseeNumber))];
    const rows =
      unified.length === 0
        ? []
        : await db
            .select()
            .from(t.unifiedAddressees)
            .where(inArray(t.unifiedAddressees.unifiedAddresseeNumber, unified));
    return { links: new Map(found.map((link) => [link.addresseeNumber, link.unifiedAddresseeNumber])), persons: rows };
  });
  const asked = persons.filter(({ deletedAt }) => !deletedAt).map((row) => row.unifiedAddresseeNumber);
  const answer = await mailroom.inquire('interlink', 'AddresseeStateInquiry', { unifiedAddresseeNumbers: asked });
  const { states } = AddresseeStates.parse(answer.content);
  return believed.flatMap((one) => {
    const unified = links.get(one.addresseeNumber);
    const person = persons.find((row) => row.unifiedAddresseeNumber === unified);
    const state = states.find((row) => row.unifiedAddresseeNumber === unified);
    const kind = kindOf(one, person, state, (number) => cipher.lookup(number));
    return kind ? [{ addresseeNumber: one.addresseeNumber, kind }] : [];
  });
}

function kindOf(
  one: BelievedNumbers,
  person: AddresseeTables['unifiedAddressees']['$inferSelect'] | undefined,
  state: AddresseeStates['states'][number] | undefined,
  lookup: (number: string) => string,
): AddresseeDifference | undefined {
  // Who left needs no numbers any more; only what was published must have ended.
  if (one.closedOn) return state?.version !== undefined && !state.closedOn ? 'copyOpen' : undefined;
  if (!person || person.deletedAt) return 'notNumbered';
  if (person.numberHash !== lookup(one.individualNumber)) return 'numberDiffers';
  if (!state) return 'unknownToInterlink';
  if (!state.symbolObtained || !one.symbolObtained) return 'symbolMissing';
  return (state.version ?? 0) < one.copyVersion || state.closedOn ? 'copyMissing' : undefined;
}
