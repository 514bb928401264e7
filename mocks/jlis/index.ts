import type { MessageContent } from '#app/messages/contracts/catalogue.ts';
import type { IdentityInformationNotice } from '#app/messages/contracts/identity.ts';
import type { Message } from '#app/messages/envelope.ts';
import type { FourItems } from '#app/vocabulary/persons.ts';
import { preparedInsertOnce } from '#db/prepared.ts';
import type { NationalTables } from '#db/schema/index.ts';
import type { Session } from '#db/store.ts';
import { createDoor, type NationalDeps } from '../door/door.ts';
import { keepsRegister } from '../door/line.ts';
import { refused } from '../door/refusal.ts';
import { getKey } from '../door/secrets.ts';
import type { ServiceHours } from '../door/service-hours.ts';
import { checkCarried, checkTown } from './carried.ts';
import { allotCodes } from './codes.ts';
import { createErrands } from './errands.ts';
import { formerCodeAnswers } from './former-codes.ts';
import { countMail } from './mail-counts.ts';
import { type ChangedNumber, changeIndividualNumber } from './number-changes.ts';
import {
  findPersonByCode,
  findPersonByItems,
  type IdentityRecord,
  type PersonKeys,
  type StoredPerson,
} from './persons.ts';
import { compareWithTown, listRegistered } from './reconciliation.ts';
import { type AdoptedPerson, adopt, applyNotice, assignIndividualNumber } from './register.ts';
import { serialAnswers, serialMessage } from './serials.ts';

/** What 公的個人認証 hears when 本人確認情報 changed (公的個人認証法第12条): it decides which certificates lapse. */
export interface IdentityChange extends Omit<IdentityInformationNotice, 'individualNumber'> {
  /** The same change may be told twice under the same id. */
  messageId: string;
  /** When the town sent the notice: certificates that were issued later know the change already. */
  sentAt: string;
}

/** Ports to the systems beside it. */
export interface JlisPorts {
  /** 発行番号 of a 利用者証明用 certificate → 住民票コード of its holder. */
  holderOf(serial: string): Promise<string | undefined>;
  /** 発行番号 of the valid 利用者証明用 certificate that a person holds now. */
  serialOf?(residentRecordCode: string): Promise<string | undefined>;
  onIdentityChanged(change: IdentityChange): Promise<void>;
  /** 個人番号の変更: may be told twice. */
  onNumberChanged(change: ChangedNumber): Promise<void>;
  /** 符号取得依頼 to the 情報提供ネットワークシステム; throws while that is down. */
  requestSymbol(request: SymbolErrand): Promise<void>;
}

/** 符号取得依頼 as J-LIS hands it on. */
export interface SymbolErrand {
  processingNumber: string;
  municipalityCode: string;
  subject: string;
  residentRecordCode: string;
  individualNumber: string;
}

const insertSymbolRequest = preparedInsertOnce((t: NationalTables) => t.jlisSymbolRequests);

export interface JlisDeps extends NationalDeps {
  ports: JlisPorts;
  randomBytes: (size: number) => Uint8Array;
  serviceHours?: ServiceHours | undefined;
}

/** 全国サーバと市町村間の中継 (住民基本台帳ネットワークシステム), simulated. */
export interface Jlis {
  handler(request: Request): Promise<Response>;
  adoptPerson(person: AdoptedPerson): Promise<string>;
  adoptPersons(persons: readonly AdoptedPerson[]): Promise<string[]>;
  /** A block of codes without a message, for a town that starts. */
  allotBlock(municipalityCode: string, count: number): Promise<string[]>;
  individualNumberOf(residentRecordCode: string): Promise<string | undefined>;
  personOf(residentRecordCode: string): Promise<RegisteredPerson | undefined>;
  findByFourItems(items: FourItems): Promise<string | undefined>;
  /** 証明書の更新: the town of residence is told which certificate the person holds now. */
  tellSerial(residentRecordCode: string): Promise<void>;
  /** Finishes what a crash or a silent neighbour left undone. */
  advance(): Promise<void>;
}

/** Where a person is registered and what the register says. */
export interface RegisteredPerson extends Omit<StoredPerson, 'personId' | 'record'>, IdentityRecord {}

export async function createJlis(deps: JlisDeps): Promise<Jlis> {
  const { store, cipher, clock, newId, ports } = deps;
  const keys: PersonKeys = { cipher, numberKey: await getKey(deps, 'individual-number-key') };
  const registerDeps = () => ({ ...keys, newId, now: clock.now() });

  const advance = createErrands(deps, keys);
  const door = createDoor(deps, {
    self: 'jlis',
    system: 'jlis',
    serviceHours: deps.serviceHours,
    hasMailbox: keepsRegister,
    carry: checkCarried,
    afterHandling: advance,
    handlers: {
      IdentityInformationNotice: (message, session) =>
        applyNotice(session, registerDeps(), message as Message<IdentityInformationNotice>),
      MovingInNoticeReceived: (message, session) => keepReport(message, session, 'MovingInNoticeReceived'),
      CardContinuationReported: (message, session) => keepReport(message, session, 'CardContinuationReported'),
      CodeBlockRequest: async ({ envelope, content }, session) => {
        const { count } = content as MessageContent<'CodeBlockRequest'>;
        checkTown(envelope);
        const codes = await allotCodes(
          session,
          { ...registerDeps(), randomBytes: deps.randomBytes },
          envelope.from,
          count,
        );
        await door.post(session, {
          type: 'CodeBlock',
          to: envelope.from,
          subject: envelope.subject,
          content: { codes },
          causationId: envelope.id,
          ...(envelope.correlationId ? { correlationId: envelope.correlationId } : {}),
        });
      },
      IndividualNumberRequest: async ({ envelope, content }, session) => {
        const request = content as MessageContent<'IndividualNumberRequest'>;
        checkTown(envelope);
        const individualNumber = await assignIndividualNumber(session, registerDeps(), request, envelope.from);
        await door.post(session, {
          type: 'IndividualNumberAssigned',
          to: envelope.from,
          subject: envelope.subject,
          content: { residentRecordCode: request.residentRecordCode, individualNumber },
          causationId: envelope.id,
        });
      },
      IndividualNumberChangeRequest: async ({ envelope, content }, session) => {
        const { formerIndividualNumber, ...request } = content as MessageContent<'IndividualNumberChangeRequest'>;
        checkTown(envelope);
        const asked = { ...request, formerIndividualNumber };
        const individualNumber = await changeIndividualNumber(session, registerDeps(), asked, envelope.from);
        await door.post(session, {
          type: 'IndividualNumberChanged',
          to: envelope.from,
          subject: envelope.subject,
          content: { ...request, individualNumber },
          causationId: envelope.id,
        });
      },
      SymbolRequest: keepSymbolRequest,
    },
    inquiries: {
      ...serialAnswers(ports),
      FormerCodeInquiry: formerCodeAnswers({ store, keys }),
      ReconciliationInquiry: async ({ envelope, content }) => {
        checkTown(envelope);
        const { persons } = content as MessageContent<'ReconciliationInquiry'>;
        const compare = (session: Session<NationalTables>) => compareWithTown(session, keys, envelope.from, persons);
        return { type: 'ReconciliationAnswer', content: { differences: await store.read(compare) } };
      },
      RegisteredHereInquiry: async ({ envelope, content }) => {
        checkTown(envelope);
        const page = content as MessageContent<'RegisteredHereInquiry'>;
        const list = (session: Session<NationalTables>) => listRegistered(session, keys, envelope.from, page);
        return { type: 'RegisteredHere', content: await store.read(list) };
      },
      MailCountsInquiry: async ({ envelope }) => {
        checkTown(envelope);
        const counts = await store.read((session) => countMail(session, envelope.from));
        return { type: 'MailCounts', content: { counts } };
      },
    },
  });

  async function keepReport(
    { envelope, content }: Message,
    { db, t }: Session<NationalTables>,
    kind: 'MovingInNoticeReceived' | 'CardContinuationReported',
  ): Promise<void> {
    checkTown(envelope);
    const { residentRecordCode } = content as MessageContent<typeof kind>;
    await db.insert(t.jlisReports).values({
      messageId: envelope.id,
      kind,
      municipalityCode: envelope.from,
      codeHash: cipher.lookup(residentRecordCode),
      sealed: cipher.encrypt(JSON.stringify(content)),
      receivedAt: clock.now(),
    });
  }

  async function keepSymbolRequest({ envelope, content }: Message, session: Session<NationalTables>): Promise<void> {
    checkTown(envelope);
    const { processingNumber, residentRecordCode } = content as MessageContent<'SymbolRequest'>;
    if (!processingNumber.startsWith(envelope.from)) {
      throw refused(422, 'otherTownsNumber', 'ほかの団体の処理通番です。');
    }
    if (!(await findPersonByCode(session, keys, residentRecordCode))) {
      throw refused(422, 'unknownPerson', 'この住民票コードの者は記録されていません。');
    }
    await insertSymbolRequest(session, {
      processingNumber,
      municipalityCode: envelope.from,
      subject: envelope.subject,
      sealed: cipher.encrypt(residentRecordCode),
      receivedAt: clock.now(),
    });
  }

  async function tellSerial(residentRecordCode: string): Promise<void> {
    const serial = await ports.serialOf?.(residentRecordCode);
    await store.write(async (session) => {
      const person = await findPersonByCode(session, keys, residentRecordCode);
      const changed = { residentRecordCode, serial, changedAt: clock.now() };
      const message = person && serialMessage(keys, person, changed);
      if (message) await door.post(session, message);
    });
  }

  async function personOf(residentRecordCode: string): Promise<RegisteredPerson | undefined> {
    const person = await store.read((session) => findPersonByCode(session, keys, residentRecordCode));
    if (!person) return undefined;
    const { personId: _, record, ...place } = person;
    return { ...place, ...record };
  }

  return {
    handler: door.handler,
    adoptPerson: (person) => store.write((session) => adopt(session, registerDeps(), person)),
    adoptPersons: (persons) =>
      store.write(async (session) => {
        const numbers: string[] = [];
        for (const person of persons) numbers.push(await adopt(session, registerDeps(), person));
        return numbers;
      }),
    allotBlock: (municipalityCode, count) =>
      store.write((session) =>
        allotCodes(session, { ...registerDeps(), randomBytes: deps.randomBytes }, municipalityCode, count),
      ),
    individualNumberOf: async (code) => (await personOf(code))?.individualNumber,
    personOf,
    findByFourItems: async (items) =>
      (await store.read((session) => findPersonByItems(session, keys, items)))?.record.residentRecordCode,
    tellSerial,
    advance,
  };
}
