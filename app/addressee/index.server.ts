import { eq } from 'drizzle-orm';
import type { CopyRegistration } from '#app/messages/contracts/identity.ts';
import type { Mailroom } from '#app/messages/mailroom.server.ts';
import type { Clock } from '#app/vocabulary/clock.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { Cipher } from '#db/cipher.ts';
import type { AddresseeTables } from '#db/schema/index.ts';
import type { Session, Store } from '#db/store.ts';
import { findCopy, saveCopy } from './copies.server.ts';
import { findLink, findOrMakeNumber, linkNumber, replaceNumber } from './numbering.server.ts';

export interface AddresseeDeps {
  store: Store<AddresseeTables>;
  cipher: Cipher;
  /** Of this module alone: its outbox lies in its own database and leads to the 中間サーバー. */
  mailroom: Pick<Mailroom, 'post'>;
  clock: Clock;
}

/** 世帯情報 of a person as the register publishes it. */
export interface HouseholdCopy {
  addresseeNumber: string;
  version: number;
  disclosable: boolean;
  publishedOn: CalendarDate;
  household: CopyRegistration['household'];
}

/** 団体内統合宛名 (共通機能標準仕様書): the only place of the town that knows the 団番. */
export interface Addressee {
  /**
   * 付番依頼: finds the number by 個人番号 or makes one, links the 宛名番号, tells the 中間サーバー.
   * Repeated under the same 処理通番 it changes and sends nothing.
   */
  requestNumber(request: {
    processingNumber: string;
    addresseeNumber: string;
    individualNumber: string;
  }): Promise<void>;
  /** 個人番号の変更: same 団番, new number; the 中間サーバー is not told (共通機能標準仕様書 2.1). */
  changeNumber(change: { addresseeNumber: string; individualNumber: string }): Promise<void>;
  /** 副本登録; a version that was registered before is not sent again. */
  registerHousehold(copy: HouseholdCopy): Promise<void>;
  /** 副本の公開終了 on the day of 消除; a second call may only move the day forward to an earlier one. */
  closeCopies(addresseeNumber: string, closedOn: CalendarDate): Promise<void>;
  /** The last four digits, for a screen; undefined = not numbered. */
  maskedNumber(addresseeNumber: string): Promise<string | undefined>;
  /** データ移行: persons who were numbered, and published, before this system began. Sends nothing. */
  migrate(persons: readonly (HouseholdCopy & { individualNumber: string })[]): Promise<string[]>;
}

export function createAddressee({ store, cipher, mailroom, clock }: AddresseeDeps): Addressee {
  async function number(
    session: Session<AddresseeTables>,
    { addresseeNumber, individualNumber }: { addresseeNumber: string; individualNumber: string },
  ): Promise<string> {
    const now = clock.now();
    const unifiedAddresseeNumber = await findOrMakeNumber(session, { cipher, now }, individualNumber);
    await linkNumber(session, addresseeNumber, unifiedAddresseeNumber, now);
    return unifiedAddresseeNumber;
  }

  /** All messages about one person keep their order. */
  function subjectOf(unifiedAddresseeNumber: string): string {
    return `addressee:${cipher.lookup(`subject/${unifiedAddresseeNumber}`).slice(0, 32)}`;
  }

  async function publish(
    session: Session<AddresseeTables>,
    addresseeNumber: string,
    copy: CopyRegistration,
  ): Promise<void> {
    await saveCopy(session, cipher, addresseeNumber, copy, clock.now());
    await mailroom.post(session, {
      type: 'CopyRegistration',
      to: 'interlink',
      subject: subjectOf(copy.unifiedAddresseeNumber),
      content: copy,
    });
  }

  return {
    requestNumber: (request) =>
      store.write(async (session) => {
        const { db, t } = session;
        const { processingNumber, addresseeNumber, individualNumber } = request;
        const known = await db
          .select({ addresseeNumber: t.addresseeRequests.addresseeNumber })
          .from(t.addresseeRequests)
          .where(eq(t.addresseeRequests.processingNumber, processingNumber))
          .limit(1);
        if (known.length > 0) return;
        const unifiedAddresseeNumber = await number(session, request);
        await db
          .insert(t.addresseeRequests)
          .values({ processingNumber, addresseeNumber, unifiedAddresseeNumber, requestedAt: clock.now() });
        // Also for a number that existed: the 符号取得 of this 処理通番 waits for it at the other side.
        await mailroom.post(session, {
          type: 'UnifiedAddresseeRegistration',
          to: 'interlink',
          subject: subjectOf(unifiedAddresseeNumber),
          content: { processingNumber, unifiedAddresseeNumber, individualNumber },
        });
      }),

    changeNumber: ({ addresseeNumber, individualNumber }) =>
      store.write(async (session) => {
        const unifiedAddresseeNumber = await findLink(session, addresseeNumber);
        if (!unifiedAddresseeNumber) throw new Error('個人番号の変更 of a 宛名番号 that was not numbered');
        await replaceNumber(session, { cipher, now: clock.now() }, unifiedAddresseeNumber, individualNumber);
      }),

    registerHousehold: ({ addresseeNumber, ...copy }) =>
      store.write(async (session) => {
        const unifiedAddresseeNumber = await findLink(session, addresseeNumber);
        if (!unifiedAddresseeNumber) throw new Error('副本登録 of a 宛名番号 that was not numbered');
        const last = await findCopy(session, cipher, addresseeNumber);
        if (last && last.version >= copy.version) return;
        await publish(session, addresseeNumber, { unifiedAddresseeNumber, ...copy });
      }),

    closeCopies: (addresseeNumber, closedOn) =>
      store.write(async (session) => {
        const last = await findCopy(session, cipher, addresseeNumber);
        if (!last || (last.closedOn && last.closedOn <= closedOn)) return;
        await publish(session, addresseeNumber, { ...last, closedOn });
      }),

    maskedNumber: async (addresseeNumber) => {
      const found = await store.read((session) => findLink(session, addresseeNumber));
      return found && `***********${found.slice(-4)}`;
    },

    migrate: (persons) =>
      store.write(async (session) => {
        const numbers: string[] = [];
        for (const { individualNumber, addresseeNumber, ...copy } of persons) {
          const unifiedAddresseeNumber = await number(session, { addresseeNumber, individualNumber });
          const last = await findCopy(session, cipher, addresseeNumber);
          const published = { unifiedAddresseeNumber, ...copy };
          if (!last) await saveCopy(session, cipher, addresseeNumber, published, clock.now());
          numbers.push(unifiedAddresseeNumber);
        }
        return numbers;
      }),
  };
}
