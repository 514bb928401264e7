import { z } from 'zod';
import { LifelineCompany } from '#app/national/contracts/lifelines.ts';
import { OutageError } from '#app/national/outage.ts';
import { ReceiptNumber } from '#app/vocabulary/identifiers.ts';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import { type ApplicationRecord, findRecord } from '../applications/records.server.ts';
import type { PortalContext } from '../context.server.ts';
import type { Resident } from '../drafts/answers.ts';
import { formOf } from '../filing/sending.server.ts';
import { text } from '../texts/text.ts';
import { isCalledOff } from '../to-do/keeping.server.ts';
import { findEntry, latestEntry, saveEntry, viewOfEntry } from './book.server.ts';
import { deliverLifeline } from './delivery.server.ts';
import { type LifelinePlan, requestOf } from './plans.ts';
import { afterWithdrawal, mayAskAgain } from './states.ts';
import type { LifelinesView } from './views.ts';

/** 生活の連絡 of an account's filing; undefined = no such filing for this account. */
export interface LifelineRequests {
  /** Names one form, so that sending it twice asks once. */
  newRequestId(): string;
  find(resident: Resident, receiptNumber: string): Promise<LifelinesView | undefined>;
  /** 同意して送る: kept first, then handed over at once; where the company is silent the portal goes on by itself. */
  send(
    resident: Resident,
    receiptNumber: string,
    requestId: string,
    plan: LifelinePlan,
  ): Promise<Outcome<undefined> | undefined>;
  /** 取消し: of the newest request to the company. */
  withdraw(
    resident: Resident,
    receiptNumber: string,
    company: LifelineCompany,
  ): Promise<Outcome<undefined> | undefined>;
}

const DONE: Outcome<undefined> = { accepted: true, value: undefined };
const CONSENT = '個人情報の保護に関する法律第27条第1項';

function refuse(code: 'lifelineCalledOff' | 'lifelineOpen' | 'lifelineNoWithdrawal'): Outcome<never> {
  return { accepted: false, refusal: { code, sentence: text(`refusal.${code}`), article: CONSENT } };
}

export function createLifelineRequests(context: PortalContext): LifelineRequests {
  const { store, clock } = context;

  /** What waits is tried at once; the resident sees the answer on the next page, or that there is none yet. */
  async function deliverNow(requestId: string): Promise<void> {
    await deliverLifeline(context, requestId, Date.now()).catch((error: unknown) => {
      if (!(error instanceof OutageError)) throw error;
    });
  }

  async function viewOf(record: ApplicationRecord): Promise<LifelinesView> {
    const companies = await store.read(async (session) => {
      const found: LifelinesView['companies'] = [];
      for (const company of LifelineCompany.options) {
        const entry = await latestEntry(context, session, record.receiptNumber, company);
        found.push({ company, ...(entry ? { latest: viewOfEntry(entry) } : {}) });
      }
      return found;
    });
    return {
      receiptNumber: ReceiptNumber.parse(record.receiptNumber),
      form: formOf(record),
      calledOff: isCalledOff(record),
      companies,
    };
  }

  return {
    newRequestId: context.newId,
    find: async ({ subject }, receiptNumber) => {
      const record = await store.read((session) => findRecord(context, session, { receiptNumber, subject }));
      return record && viewOf(record);
    },
    send: async ({ subject }, receiptNumber, requestId, plan) => {
      if (!z.uuid().safeParse(requestId).success) return undefined;
      const outcome = await store.write(async (session): Promise<Outcome<undefined> | undefined> => {
        const record = await findRecord(context, session, { receiptNumber, subject });
        if (!record) return undefined;
        if (isCalledOff(record)) return refuse('lifelineCalledOff');
        const sent = await findEntry(context, session, requestId);
        // A number that names another account's request is nobody's form.
        if (sent) return sent.subject === subject && sent.receiptNumber === receiptNumber ? DONE : undefined;
        const before = await latestEntry(context, session, receiptNumber, plan.company);
        if (before && !mayAskAgain(before.state)) return refuse('lifelineOpen');
        const at = clock.now();
        await saveEntry(
          context,
          session,
          {
            requestId,
            receiptNumber,
            subject,
            company: plan.company,
            round: (before?.round ?? 0) + 1,
            state: 'toSend',
            attempts: 0,
            consentedAt: at,
            updatedAt: at,
            request: requestOf(plan, requestId, { id: context.newId(), at }),
          },
          0,
        );
        return DONE;
      });
      if (outcome?.accepted) await deliverNow(requestId);
      return outcome;
    },
    withdraw: async ({ subject }, receiptNumber, company) => {
      let requestId: string | undefined;
      const outcome = await store.write(async (session): Promise<Outcome<undefined> | undefined> => {
        const record = await findRecord(context, session, { receiptNumber, subject });
        if (!record) return undefined;
        const entry = await latestEntry(context, session, receiptNumber, company);
        if (entry?.state === 'withdrawn' || entry?.state === 'withdrawing') return DONE;
        const state = entry && afterWithdrawal(entry.state, entry.attempts > 0);
        if (!entry || !state) return refuse('lifelineNoWithdrawal');
        requestId = entry.requestId;
        await saveEntry(context, session, { ...entry, state, no: undefined }, 0);
        return DONE;
      });
      if (outcome?.accepted && requestId) await deliverNow(requestId);
      return outcome;
    },
  };
}
