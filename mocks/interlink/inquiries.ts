import { and, asc, desc, eq, isNotNull, lt } from 'drizzle-orm';
import type { MessageContent, MessageType } from '#app/messages/contracts/catalogue.ts';
import type { InformationInquiry, InquirySubject } from '#app/messages/contracts/inquiry.ts';
import type { Message } from '#app/messages/envelope.ts';
import { createLane } from '#app/messages/lane.ts';
import { findPurpose, mayInquire } from '#app/vocabulary/number-purposes.ts';
import type { FourItems } from '#app/vocabulary/persons.ts';
import { tokyoDate } from '#app/vocabulary/tokyo.ts';
import type { NationalTables } from '#db/schema/index.ts';
import type { Session } from '#db/store.ts';
import type { NationalDeps } from '../door/door.ts';
import { keepsRegister } from '../door/line.ts';
import { refused } from '../door/refusal.ts';
import type { RegisteredPerson } from '../jlis/index.ts';
import { isUndisclosed } from './copies.ts';
import {
  institutionOf,
  keepRecord,
  lookAt,
  type NetworkDeps,
  nextInquiryNumber,
  relay,
  symbolMissing,
} from './network.ts';
import { findSymbol, type SymbolDeps, symbolOf } from './symbols.ts';

type NationalSession = Session<NationalTables>;
type Answer = Promise<{ type: MessageType; content: unknown }>;

/** Ports to J-LIS. */
export interface InquiryPorts {
  holderOf(serial: string): Promise<string | undefined>;
  findByFourItems(items: FourItems): Promise<string | undefined>;
  personOf(residentRecordCode: string): Promise<RegisteredPerson | undefined>;
}

/** What was provided and not fetched is erased after this time. */
const KEPT_MS = 24 * 60 * 60 * 1000;
const ROUND = 50;
const MOST_RECORDS = 200;

/**
 * 情報照会と情報提供 (番号法第19条第8号, 第21条): an inquiry is checked and given a 処理通番; the network works on it on its own; the asker
 * fetches the result by a second call.
 */
export function createInquiryDesk(
  deps: Pick<NationalDeps, 'store' | 'cipher' | 'clock'> & { ports: InquiryPorts; symbols(): SymbolDeps },
) {
  const { store, cipher, clock, ports } = deps;

  async function codeOf({ serial, fourItems }: InquirySubject): Promise<string | undefined> {
    if (!serial && !fourItems) throw refused(422, 'nobodyNamed', '照会の対象者が示されていません。');
    const bySerial = serial ? await ports.holderOf(serial) : undefined;
    return bySerial ?? (fourItems ? await ports.findByFourItems(fourItems) : undefined);
  }

  function checkPermitted(from: string, { purpose: id, informationName, consentId }: InformationInquiry): void {
    const purpose = findPurpose(id);
    if (!purpose) {
      throw refused(422, 'purposeMissing', '番号法第9条の利用事務が示されていないため、照会できません。');
    }
    const inquirer = from === 'portal' ? 'portal' : keepsRegister(from) ? 'municipality' : undefined;
    if (!inquirer || !mayInquire(purpose, inquirer, informationName)) {
      const sentence = `指定された特定個人情報名「${informationName}」の照会は許可されていません。`;
      throw refused(403, 'inquiryNotAllowed', sentence);
    }
    if (inquirer === 'portal' && !consentId) throw refused(422, 'consentMissing', '本人の同意が示されていません。');
  }

  /** 照会の受付: who is meant becomes the asker's own 符号 and is forgotten. */
  async function take({ envelope, content }: Message): Answer {
    const { from, id: messageId } = envelope;
    const inquiry = content as InformationInquiry;
    checkPermitted(from, inquiry);
    const code = from === 'portal' ? await codeOf(inquiry) : undefined;
    const residence = inquiry.provider ?? (code ? (await ports.personOf(code))?.municipalityCode : undefined);
    const processingNumber = await store.write(async (session) => {
      const [known] = await session.db
        .select({ processingNumber: session.t.interlinkInquiries.processingNumber })
        .from(session.t.interlinkInquiries)
        .where(eq(session.t.interlinkInquiries.messageId, messageId))
        .limit(1);
      if (known) return known.processingNumber;
      const now = clock.now();
      const institution = institutionOf(from);
      // マイナポータル obtains its 符号 of a person with the first inquiry; a town has it from the numbering, or not at all.
      const symbol = code
        ? await symbolOf(session, deps.symbols(), cipher.lookup(code), institution)
        : await symbolOfTown(session, from, inquiry.unifiedAddresseeNumber);
      const row = {
        processingNumber: await nextInquiryNumber(session, institution, tokyoDate(now)),
        messageId,
        inquirer: from,
        purpose: inquiry.purpose,
        informationName: inquiry.informationName,
        consentId: inquiry.consentId ?? null,
        symbol: symbol ? cipher.encrypt(symbol) : null,
        provider: residence ?? null,
        state: from !== 'portal' && !symbol ? ('symbolMissing' as const) : ('processing' as const),
        error: from !== 'portal' && !symbol ? symbolMissing(inquiry.unifiedAddresseeNumber) : null,
        sealed: null,
        at: now,
      };
      await session.db.insert(session.t.interlinkInquiries).values(row);
      if (row.state === 'symbolMissing') await keepRecord(session, row, undefined, row.state, now);
      return row.processingNumber;
    });
    // The asker has the 処理通番 before the network has looked; what is interrupted here is taken up by `advance`.
    work().catch(() => undefined);
    return { type: 'InquiryReceipt', content: { processingNumber } };
  }

  async function symbolOfTown(
    { db, t }: NationalSession,
    municipalityCode: string,
    unifiedAddresseeNumber: string | undefined,
  ): Promise<string | undefined> {
    const [row] = await db
      .select({ symbol: t.interlinkAddressees.symbol })
      .from(t.interlinkAddressees)
      .where(
        and(
          eq(t.interlinkAddressees.municipalityCode, municipalityCode),
          eq(t.interlinkAddressees.unifiedAddresseeNumber, unifiedAddresseeNumber ?? ''),
          eq(t.interlinkAddressees.state, 'obtained'),
        ),
      )
      .limit(1);
    return row?.symbol ? cipher.decrypt(row.symbol) : undefined;
  }

  function network(): NetworkDeps {
    const symbolAt: NetworkDeps['symbolAt'] = (session, codeHash, institution) =>
      findSymbol(session, deps.symbols(), codeHash, institution);
    return { cipher, now: clock.now(), symbolAt };
  }

  /** One at a time, each in a transaction of its own: a crash repeats what was not written. */
  const work = createLane(async () => {
    for (;;) {
      const open = await store.read(({ db, t }) =>
        db
          .select()
          .from(t.interlinkInquiries)
          .where(eq(t.interlinkInquiries.state, 'processing'))
          .orderBy(asc(t.interlinkInquiries.at), asc(t.interlinkInquiries.processingNumber))
          .limit(ROUND),
      );
      if (open.length === 0) return;
      for (const inquiry of open) await store.write((session) => relay(session, network(), inquiry));
    }
  });

  /** 結果の取得: by who asked, as often as he likes within the day. */
  async function fetchResult({ envelope, content }: Message): Answer {
    const { processingNumber } = content as MessageContent<'InquiryResultRequest'>;
    const [row] = await store.read(({ db, t }) =>
      db
        .select()
        .from(t.interlinkInquiries)
        .where(
          and(
            eq(t.interlinkInquiries.processingNumber, processingNumber),
            eq(t.interlinkInquiries.inquirer, envelope.from),
          ),
        )
        .limit(1),
    );
    if (!row) throw refused(404, 'unknownInquiry', 'この処理通番の照会はありません。');
    const { state, error, sealed, provider } = row;
    const provided = sealed ? { household: JSON.parse(cipher.decrypt(sealed)), municipalityCode: provider } : {};
    return { type: 'InquiryResult', content: { processingNumber, state, ...(error ? { error } : {}), ...provided } };
  }

  /** オンライン届出の可否: from the same look-ups as 自己情報, and nothing of what they found. */
  async function answerOnlineFiling({ envelope, content }: Message): Answer {
    checkPortal(envelope.from);
    const code = await codeOf(content as MessageContent<'OnlineFilingInquiry'>);
    const municipalityCode = code ? (await ports.personOf(code))?.municipalityCode : undefined;
    const codeHash = code && cipher.lookup(code);
    const { state } = await store.read((session) => lookAt(session, network(), codeHash, municipalityCode, 'self'));
    return { type: 'OnlineFilingAnswer', content: { possible: state !== 'notProvided' } };
  }

  /** 情報提供等記録の開示 (番号法附則第6条第3項): to the person alone, through マイナポータル. */
  async function answerRecords({ envelope, content }: Message): Answer {
    checkPortal(envelope.from);
    const code = await codeOf(content as MessageContent<'ProvisionRecordInquiry'>);
    const codeHash = cipher.lookup(code ?? '');
    const { rows, undisclosed } = await store.read(async (session) => ({
      undisclosed: await isUndisclosed(session, codeHash),
      rows: await session.db
        .select()
        .from(session.t.interlinkProvisions)
        .where(eq(session.t.interlinkProvisions.codeHash, codeHash))
        .orderBy(desc(session.t.interlinkProvisions.at), desc(session.t.interlinkProvisions.processingNumber))
        .limit(MOST_RECORDS),
    }));
    // 不開示: as if nobody had asked.
    const records = (undisclosed ? [] : rows).map((row) => ({
      processingNumber: row.processingNumber,
      at: row.at,
      inquirer: row.inquirer,
      ...(row.municipalityCode ? { provider: row.municipalityCode } : {}),
      purpose: row.purpose,
      informationName: row.informationName,
      provided: row.result === 'provided',
    }));
    return { type: 'ProvisionRecords', content: { records } };
  }

  function checkPortal(from: string): void {
    if (from !== 'portal') throw refused(403, 'inquiryNotAllowed', 'マイナポータルだけが照会できます。');
  }

  /** Takes up what was interrupted, and erases what was provided long ago. */
  async function advance(): Promise<void> {
    await work();
    const before = new Date(Date.parse(clock.now()) - KEPT_MS).toISOString();
    const old = await store.read(({ db, t }) =>
      db
        .select({ processingNumber: t.interlinkInquiries.processingNumber })
        .from(t.interlinkInquiries)
        .where(and(isNotNull(t.interlinkInquiries.sealed), lt(t.interlinkInquiries.at, before)))
        .limit(ROUND),
    );
    for (const { processingNumber } of old) {
      await store.write(({ db, t }) =>
        db
          .update(t.interlinkInquiries)
          .set({ sealed: null })
          .where(eq(t.interlinkInquiries.processingNumber, processingNumber)),
      );
    }
  }

  return {
    advance,
    inquiries: {
      InformationInquiry: take,
      InquiryResultRequest: fetchResult,
      OnlineFilingInquiry: answerOnlineFiling,
      ProvisionRecordInquiry: answerRecords,
    },
  };
}
