import { and, eq } from 'drizzle-orm';
import type { CopyRegistration } from '#app/messages/contracts/identity.ts';
import type { Mailroom } from '#app/messages/mailroom.server.ts';
import type { Clock } from '#app/vocabulary/clock.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import { tokyoDate } from '#app/vocabulary/tokyo.ts';
import type { Cipher } from '#db/cipher.ts';
import { given, prepared, preparedInsert } from '#db/prepared.ts';
import type { AddresseeTables } from '#db/schema/index.ts';
import type { Session, Store } from '#db/store.ts';
import { type AddresseeDifference, type BelievedNumbers, compareNumbers } from './comparison.server.ts';
import { findCopy, saveCopy } from './copies.server.ts';
import { type BatchResult, deletionOf, listErrors, runBatch, type WrongRecord } from './deletion-and-batches.server.ts';
import {
  findLink,
  findOrMakeNumber,
  linkNumber,
  RESIDENT_REGISTER,
  replaceNumber,
  WrongAddresseeError,
} from './numbering.server.ts';

const findRequest = prepared(({ db, t: { addresseeRequests } }: Session<AddresseeTables>) =>
  db
    .select({ addresseeNumber: addresseeRequests.addresseeNumber })
    .from(addresseeRequests)
    .where(eq(addresseeRequests.processingNumber, given('of')))
    .limit(1),
);
const insertRequest = preparedInsert((t: AddresseeTables) => t.addresseeRequests);

export interface AddresseeDeps {
  store: Store<AddresseeTables>;
  cipher: Cipher;
  /** Of this module alone: its outbox lies in its own database and leads to the 中間サーバー. */
  mailroom: Pick<Mailroom, 'post' | 'inquire'>;
  clock: Clock;
}

/** 世帯情報 of a person as the register publishes it. */
export interface HouseholdCopy {
  addresseeNumber: string;
  version: number;
  /** 不開示, 自己情報提供不可 (支援措置). */
  undisclosed: boolean;
  selfInformationDenied: boolean;
  publishedOn: CalendarDate;
  household: CopyRegistration['household'];
}

/** 付番依頼 of a 業務. */
export interface NumberRequest {
  processingNumber: string;
  addresseeNumber: string;
  individualNumber: string;
  /** 業務ID; without it, 住民基本台帳. */
  businessId?: string;
}

/** 団体内統合宛名 (共通機能標準仕様書): the only place of the town that knows the 団番. */
export interface Addressee {
  /**
   * 付番依頼: finds the number by 個人番号 or makes one, links the 宛名番号, tells the 中間サーバー.
   * Repeated under the same 処理通番 it changes and sends nothing.
   */
  requestNumber(request: NumberRequest): Promise<void>;
  /** 個人番号の変更: same 団番, new number; the 中間サーバー is not told (共通機能標準仕様書 2.1). */
  changeNumber(change: { addresseeNumber: string; individualNumber: string }): Promise<void>;
  /** 一括の付番依頼: the good records are done, the wrong ones go to the error list. */
  requestNumbers(requests: readonly NumberRequest[]): Promise<BatchResult>;
  /** 一括の副本登録. */
  registerHouseholds(copies: readonly HouseholdCopy[]): Promise<BatchResult>;
  errors(limit: number): Promise<WrongRecord[]>;
  /** 継続中の事案 of a 業務: while there is one, the 団番 stays. */
  openCase(addresseeNumber: string, businessId: string): Promise<void>;
  closeCase(addresseeNumber: string, businessId: string): Promise<void>;
  /**
   * 団番の削除: never before the day of 転出, and only when no 業務 holds an open case; closes the 副本 and tells the 中間サーバー.
   * Repeated, it changes nothing.
   */
  deleteNumber(addresseeNumber: string, movedOutOn: CalendarDate): Promise<Outcome<'deleted'>>;
  /** 副本登録; a version that was registered before is not sent again. */
  registerHousehold(copy: HouseholdCopy): Promise<void>;
  /** 副本の公開終了 on the day of 消除; a second call may only move the day forward to an earlier one. */
  closeCopies(addresseeNumber: string, closedOn: CalendarDate): Promise<void>;
  /** 整合性確認 of one page with the 中間サーバー; throws OutageError while that is silent. */
  compare(believed: readonly BelievedNumbers[]): Promise<{ addresseeNumber: string; kind: AddresseeDifference }[]>;
  /** 副本の再登録: says again what the 中間サーバー was last told. */
  repeatCopy(addresseeNumber: string): Promise<void>;
  /** The last four digits, for a screen; undefined = not numbered. */
  maskedNumber(addresseeNumber: string): Promise<string | undefined>;
  /** データ移行: persons who were numbered, and published, before this system began. Sends nothing. */
  migrate(persons: readonly (HouseholdCopy & { individualNumber: string })[]): Promise<string[]>;
}

export function createAddressee({ store, cipher, mailroom, clock }: AddresseeDeps): Addressee {
  async function number(
    session: Session<AddresseeTables>,
    { individualNumber, ...link }: Omit<NumberRequest, 'processingNumber'>,
  ): Promise<string> {
    const now = clock.now();
    const unifiedAddresseeNumber = await findOrMakeNumber(session, { cipher, now }, individualNumber);
    await linkNumber(session, link, unifiedAddresseeNumber, now);
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

  const requestNumber: Addressee['requestNumber'] = (request) =>
    store.write(async (session) => {
      const { processingNumber, addresseeNumber, individualNumber } = request;
      const known = await findRequest(session, { of: processingNumber });
      if (known.length > 0) return;
      const unifiedAddresseeNumber = await number(session, request);
      const requestedAt = clock.now();
      await insertRequest(session, { processingNumber, addresseeNumber, unifiedAddresseeNumber, requestedAt });
      // Also for a number that existed: the 符号取得 of this 処理通番 waits for it at the other side.
      await mailroom.post(session, {
        type: 'UnifiedAddresseeRegistration',
        to: 'interlink',
        subject: subjectOf(unifiedAddresseeNumber),
        content: { processingNumber, unifiedAddresseeNumber, individualNumber },
      });
    });

  const registerHousehold: Addressee['registerHousehold'] = ({ addresseeNumber, ...copy }) =>
    store.write(async (session) => {
      const unifiedAddresseeNumber = await findLink(session, addresseeNumber);
      if (!unifiedAddresseeNumber) throw new WrongAddresseeError('副本登録: 付番されていない宛名番号です。');
      const last = await findCopy(session, cipher, addresseeNumber);
      if (last && last.version >= copy.version) return;
      await publish(session, addresseeNumber, { unifiedAddresseeNumber, ...copy });
    });

  const batch = { store, now: () => clock.now() };

  return {
    requestNumber,
    registerHousehold,
    requestNumbers: (requests) => runBatch(batch, requests, requestNumber),
    registerHouseholds: (copies) => runBatch(batch, copies, registerHousehold),
    errors: (limit) => store.read((session) => listErrors(session, limit)),

    changeNumber: ({ addresseeNumber, individualNumber }) =>
      store.write(async (session) => {
        const unifiedAddresseeNumber = await findLink(session, addresseeNumber);
        if (!unifiedAddresseeNumber) throw new Error('個人番号の変更 of a 宛名番号 that was not numbered');
        await replaceNumber(session, { cipher, now: clock.now() }, unifiedAddresseeNumber, individualNumber);
      }),

    openCase: (addresseeNumber, businessId) =>
      store.write(async ({ db, t }) => {
        await db
          .insert(t.addresseeCases)
          .values({ addresseeNumber, businessId, openedAt: clock.now() })
          .onConflictDoNothing();
      }),

    closeCase: (addresseeNumber, businessId) =>
      store.write(async ({ db, t }) => {
        await db
          .delete(t.addresseeCases)
          .where(
            and(eq(t.addresseeCases.addresseeNumber, addresseeNumber), eq(t.addresseeCases.businessId, businessId)),
          );
      }),

    deleteNumber: (addresseeNumber, movedOutOn) =>
      store.write(async (session) => {
        const decision = await deletionOf(session, { addresseeNumber, movedOutOn, today: tokyoDate(clock.now()) });
        if (!decision.accepted || decision.value === undefined) {
          return decision.accepted ? { accepted: true, value: 'deleted' } : decision;
        }
        const unifiedAddresseeNumber = decision.value;
        const last = await findCopy(session, cipher, addresseeNumber);
        if (last && !last.closedOn) await publish(session, addresseeNumber, { ...last, closedOn: movedOutOn });
        await session.db
          .update(session.t.unifiedAddressees)
          .set({ deletedAt: clock.now() })
          .where(eq(session.t.unifiedAddressees.unifiedAddresseeNumber, unifiedAddresseeNumber));
        await mailroom.post(session, {
          type: 'UnifiedAddresseeDeletion',
          to: 'interlink',
          subject: subjectOf(unifiedAddresseeNumber),
          content: { unifiedAddresseeNumber, deletedOn: movedOutOn },
        });
        return { accepted: true, value: 'deleted' };
      }),

    closeCopies: (addresseeNumber, closedOn) =>
      store.write(async (session) => {
        const last = await findCopy(session, cipher, addresseeNumber);
        if (!last || (last.closedOn && last.closedOn <= closedOn)) return;
        await publish(session, addresseeNumber, { ...last, closedOn });
      }),

    compare: (believed) => compareNumbers({ store, cipher, mailroom }, believed),

    repeatCopy: (addresseeNumber) =>
      store.write(async (session) => {
        const last = await findCopy(session, cipher, addresseeNumber);
        if (last) await publish(session, addresseeNumber, last);
      }),

    maskedNumber: async (addresseeNumber) => {
      const found = await store.read((session) => findLink(session, addresseeNumber));
      return found && `***********${found.slice(-4)}`;
    },

    migrate: (persons) =>
      store.write(async (session) => {
        const numbers: string[] = [];
        for (const { individualNumber, addresseeNumber, ...copy } of persons) {
          const unifiedAddresseeNumber = await number(session, {
            addresseeNumber,
            individualNumber,
            businessId: RESIDENT_REGISTER,
          });
          const last = await findCopy(session, cipher, addresseeNumber);
          const published = { unifiedAddresseeNumber, ...copy };
          if (!last) await saveCopy(session, cipher, addresseeNumber, published, clock.now());
          numbers.push(unifiedAddresseeNumber);
        }
        return numbers;
      }),
  };
}
