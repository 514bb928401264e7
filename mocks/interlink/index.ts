import type { MessageContent } from '#app/messages/contracts/catalogue.ts';
import type { CopyRegistration, SelfInformation } from '#app/messages/contracts/identity.ts';
import type { Message } from '#app/messages/envelope.ts';
import type { FourItems } from '#app/vocabulary/persons.ts';
import { tokyoDate } from '#app/vocabulary/tokyo.ts';
import type { NationalTables } from '#db/schema/index.ts';
import type { Session } from '#db/store.ts';
import { createDoor, type NationalDeps } from '../door/door.ts';
import { keepsRegister } from '../door/line.ts';
import { refused } from '../door/refusal.ts';
import { getKey } from '../door/secrets.ts';
import type { ServiceHours } from '../door/service-hours.ts';
import type { RegisteredPerson, SymbolErrand } from '../jlis/index.ts';
import { findHousehold, registerCopy } from './copies.ts';
import { registerAddressee, requestSymbol, type SymbolDeps, saveAddressee, symbolOf } from './symbols.ts';

/** Ports to J-LIS. */
export interface InterlinkPorts {
  holderOf(serial: string): Promise<string | undefined>;
  findByFourItems(items: FourItems): Promise<string | undefined>;
  personOf(residentRecordCode: string): Promise<RegisteredPerson | undefined>;
}

export interface InterlinkDeps extends NationalDeps {
  ports: InterlinkPorts;
  randomBytes: (size: number) => Uint8Array;
  serviceHours?: ServiceHours | undefined;
}

/** A person whose 符号 was obtained and whose copy was registered before this system began. */
export interface SeededPerson extends Omit<CopyRegistration, 'closedOn'> {
  municipalityCode: string;
  residentRecordCode: string;
  individualNumber: string;
}

/** 中間サーバー and 情報提供ネットワークシステム, simulated. */
export interface Interlink {
  handler(request: Request): Promise<Response>;
  /** 符号取得依頼 from J-LIS. */
  requestSymbol(errand: SymbolErrand): Promise<void>;
  seedPersons(persons: readonly SeededPerson[]): Promise<void>;
}

export async function createInterlink(deps: InterlinkDeps): Promise<Interlink> {
  const { store, cipher, clock, ports, randomBytes } = deps;
  const symbolKey = await getKey(deps, 'symbol-key');

  const door = createDoor(deps, {
    self: 'interlink',
    system: 'interlink',
    serviceHours: deps.serviceHours,
    hasMailbox: keepsRegister,
    carry: () => {
      throw refused(403, 'wrongAddressee', '中間サーバーは他の組織宛ての電文を中継しません。');
    },
    handlers: {
      UnifiedAddresseeRegistration: ({ envelope, content }, session) => {
        checkTown(envelope.from);
        const registration = content as MessageContent<'UnifiedAddresseeRegistration'>;
        return registerAddressee(session, symbolDeps(), envelope.from, registration);
      },
      CopyRegistration: ({ envelope, content }, session) => {
        checkTown(envelope.from);
        const copy = content as CopyRegistration;
        return registerCopy(session, { cipher, now: clock.now() }, envelope.from, envelope.sequence, copy);
      },
    },
    inquiries: { SelfInformationInquiry: answerSelfInformation, OnlineFilingInquiry: answerOnlineFiling },
  });

  function symbolDeps(): SymbolDeps {
    return { cipher, symbolKey, randomBytes, now: clock.now(), post: door.post };
  }

  /** 対象者: whom a question of the portal is about, by the certificate's serial or by four items. */
  async function householdOf({
    serial,
    fourItems,
  }: {
    serial?: string | undefined;
    fourItems?: FourItems | undefined;
  }) {
    if (!serial && !fourItems) throw refused(422, 'nobodyNamed', '照会の対象者が示されていません。');
    const bySerial = serial ? await ports.holderOf(serial) : undefined;
    const code = bySerial ?? (fourItems ? await ports.findByFourItems(fourItems) : undefined);
    const person = await ports.personOf(code ?? '');
    const place = {
      municipalityCode: person?.municipalityCode ?? '',
      individualNumber: person?.individualNumber ?? '',
    };
    const today = tokyoDate(clock.now());
    return { place, answer: await store.read((session) => findHousehold(session, cipher, place, today)) };
  }

  function checkPortal(from: string): void {
    if (from !== 'portal') {
      throw refused(403, 'inquiryNotAllowed', '指定された特定個人情報の照会は許可されていません。');
    }
  }

  /** オンライン届出の可否: from the same look-ups as 自己情報, and nothing of what they found. */
  async function answerOnlineFiling({ envelope, content }: Message) {
    checkPortal(envelope.from);
    const { answer } = await householdOf(content as MessageContent<'OnlineFilingInquiry'>);
    return { type: 'OnlineFilingAnswer' as const, content: { possible: answer.result !== 'notProvided' } };
  }

  /** マイナポータルからの自己情報の照会: with the person's consent; every inquiry is put on record (番号法第23条). */
  async function answerSelfInformation({ envelope, content }: Message) {
    checkPortal(envelope.from);
    const { consentId, ...subject } = content as MessageContent<'SelfInformationInquiry'>;
    const { place, answer } = await householdOf(subject);
    await store.write((session) => keepRecord(session, envelope.id, envelope.from, consentId, place, answer));
    return { type: 'SelfInformation' as const, content: answer };
  }

  async function keepRecord(
    { db, t }: Session<NationalTables>,
    messageId: string,
    inquirer: string,
    consentId: string,
    { municipalityCode }: { municipalityCode: string },
    { result }: SelfInformation,
  ): Promise<void> {
    await db
      .insert(t.interlinkProvisions)
      .values({ messageId, consentId, inquirer, municipalityCode: municipalityCode || null, result, at: clock.now() })
      .onConflictDoNothing();
  }

  async function seed(session: Session<NationalTables>, person: SeededPerson): Promise<void> {
    const { municipalityCode, unifiedAddresseeNumber } = person;
    const { db, t } = session;
    const numberHash = cipher.lookup(person.individualNumber);
    const symbol = await symbolOf(session, symbolDeps(), cipher.lookup(person.residentRecordCode), municipalityCode);
    await db
      .insert(t.interlinkAddressees)
      .values({
        municipalityCode,
        unifiedAddresseeNumber,
        numberHash,
        state: 'obtained',
        symbol: cipher.encrypt(symbol),
        registeredAt: clock.now(),
      })
      .onConflictDoNothing();
    await saveAddressee(session, { municipalityCode, unifiedAddresseeNumber, numberHash, now: clock.now() });
    await registerCopy(session, { cipher, now: clock.now() }, municipalityCode, 0, person);
  }

  return {
    handler: door.handler,
    requestSymbol: (errand) => store.write((session) => requestSymbol(session, symbolDeps(), errand)),
    seedPersons: (persons) =>
      store.write(async (session) => {
        for (const person of persons) await seed(session, person);
      }),
  };
}

function checkTown(from: string): void {
  if (!keepsRegister(from)) throw refused(403, 'notATown', '市区町村だけが送れる電文です。');
}
