import type { MessageContent } from '#app/messages/contracts/catalogue.ts';
import type { CopyRegistration } from '#app/messages/contracts/identity.ts';
import type { NationalTables } from '#db/schema/index.ts';
import type { Session } from '#db/store.ts';
import { createDoor, type NationalDeps } from '../door/door.ts';
import { keepsRegister } from '../door/line.ts';
import { refused } from '../door/refusal.ts';
import { getKey } from '../door/secrets.ts';
import type { ServiceHours } from '../door/service-hours.ts';
import type { IdentityChange, SymbolErrand } from '../jlis/index.ts';
import type { ChangedNumber } from '../jlis/number-changes.ts';
import { registerCopy } from './copies.ts';
import { followCode, followNumber } from './follow.ts';
import { createInquiryDesk, type InquiryPorts } from './inquiries.ts';
import { statesOf } from './states.ts';
import {
  deleteAddressee,
  registerAddressee,
  requestSymbol,
  type SymbolDeps,
  saveAddressee,
  symbolOf,
} from './symbols.ts';

export interface InterlinkDeps extends NationalDeps {
  ports: InquiryPorts;
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
  /** Takes up inquiries that were interrupted. */
  advance(): Promise<void>;
  /** 個人番号の変更: the 符号 stay with the person. Repeating changes nothing. */
  followNumber(change: ChangedNumber): Promise<void>;
  /** 住民票コードの変更: the same, for 符号 that are obtained later. Repeating changes nothing. */
  followCode(change: Pick<IdentityChange, 'residentRecordCode' | 'formerResidentRecordCode'>): Promise<void>;
}

export async function createInterlink(deps: InterlinkDeps): Promise<Interlink> {
  const { store, cipher, clock, randomBytes } = deps;
  const symbolKey = await getKey(deps, 'symbol-key');

  const desk = createInquiryDesk({ ...deps, symbols: symbolDeps });
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
      UnifiedAddresseeDeletion: ({ envelope, content }, session) => {
        checkTown(envelope.from);
        return deleteAddressee(session, envelope.from, content as MessageContent<'UnifiedAddresseeDeletion'>);
      },
      CopyRegistration: ({ envelope, content }, session) => {
        checkTown(envelope.from);
        const copy = content as CopyRegistration;
        return registerCopy(session, { cipher, now: clock.now() }, envelope.from, envelope.sequence, copy);
      },
    },
    inquiries: {
      ...desk.inquiries,
      AddresseeStateInquiry: async ({ envelope, content }) => {
        checkTown(envelope.from);
        const { unifiedAddresseeNumbers } = content as MessageContent<'AddresseeStateInquiry'>;
        const states = await store.read((session) => statesOf(session, envelope.from, unifiedAddresseeNumbers));
        return { type: 'AddresseeStates', content: { states } };
      },
    },
  });

  function symbolDeps(): SymbolDeps {
    return { cipher, symbolKey, randomBytes, now: clock.now(), post: door.post };
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
        symbolHash: cipher.lookup(symbol),
        registeredAt: clock.now(),
      })
      .onConflictDoNothing();
    await saveAddressee(session, { municipalityCode, unifiedAddresseeNumber, numberHash, now: clock.now() });
    await registerCopy(session, { cipher, now: clock.now() }, municipalityCode, 0, person);
  }

  return {
    handler: door.handler,
    requestSymbol: (errand) => store.write((session) => requestSymbol(session, symbolDeps(), errand)),
    advance: desk.advance,
    followNumber: (change) => store.write((session) => followNumber(session, cipher, change)),
    followCode: async ({ residentRecordCode, formerResidentRecordCode }) => {
      if (!formerResidentRecordCode) return;
      await store.write((session) => followCode(session, cipher, formerResidentRecordCode, residentRecordCode));
    },
    seedPersons: (persons) =>
      store.write(async (session) => {
        for (const person of persons) await seed(session, person);
      }),
  };
}

function checkTown(from: string): void {
  if (!keepsRegister(from)) throw refused(403, 'notATown', '市区町村だけが送れる電文です。');
}
