import { createJuki, type JukiEngine, type OfficePort, type TownSession } from '#app/juki/index.server.ts';
import type { MessageType } from '#app/messages/contracts/catalogue.ts';
import { MESSAGE_TYPES } from '#app/messages/contracts/catalogue.ts';
import type { Envelope, Message, OutgoingMessage } from '#app/messages/envelope.ts';
import { OutageError } from '#app/national/outage.ts';
import type { Access, Role } from '#app/vocabulary/roles.ts';
import { tokyoInstant } from '#app/vocabulary/tokyo.ts';
import type { Town } from '#app/vocabulary/towns.ts';
import { type Cipher, createCipher } from '#db/cipher.ts';
import { type TownTables, townTables } from '#db/schema/index.ts';
import type { Store } from '#db/store.ts';
import { CHOFU, codeOf, FUJISAWA, familyOfFour, TODAY } from '#tests/engine/juki/family.ts';
import { sqliteStores, type TestStores } from '#tests/support/stores.ts';

/** A town with its engine, and what its neighbours in the house heard. */
export interface TestTown {
  town: Town;
  juki: JukiEngine;
  store: Store<TownTables>;
  cipher: Cipher;
  /** Posted and committed, not carried yet. */
  outbox: { outgoing: OutgoingMessage; id: string }[];
  heardByOffice: string[];
  heardByAddressee: { call: string; with: unknown }[];
  errors: unknown[];
  faults: { addresseeDown: boolean };
  as(role: Role, id?: string): Access;
  /** A new process on the same database. */
  restart(): void;
}

export interface JukiWorld {
  chofu: TestTown;
  fujisawa: TestTown;
  /** Messages that reached J-LIS or a town that nobody plays here. */
  arrived: { from: string; type: MessageType; to: string; subject: string; content: unknown }[];
  clock: { today: string; now(): string };
  line: { down: boolean; serials: Map<string, string>; current: Map<string, string> };
  /** Carries everything that waits, also what that causes. */
  carry(): Promise<void>;
  /** Where the database files are. */
  folder: string;
  close(): Promise<void>;
}

/** Two towns with real databases; the line between them is plain, so that a test sees what is said. */
export async function createJukiWorld(
  rules: Partial<Town['rules']> = {},
  stores: TestStores = sqliteStores(),
  [first, second]: readonly [Town, Town] = [CHOFU, FUJISAWA],
): Promise<JukiWorld> {
  const clock = { today: TODAY, now: () => tokyoInstant(clock.today, '09:00') };
  let ids = 0;
  const newId = () => {
    ids += 1;
    return `01990000-0000-7000-8000-${ids.toString(16).padStart(12, '0')}`;
  };
  const arrived: JukiWorld['arrived'] = [];
  const line: JukiWorld['line'] = { down: false, serials: new Map(), current: new Map() };
  const towns: TestTown[] = [];
  /** An answer that is on its way is waited for, however busy the machine is; one that cannot come is not. */
  const patient = (given: Town['rules']): Town['rules'] => ({
    ...given,
    get certificateTimeoutMs() {
      return line.down ? given.certificateTimeoutMs : 10_000;
    },
  });

  async function carry(): Promise<void> {
    for (let moved = true; moved; ) {
      moved = false;
      for (const from of towns) {
        for (const { outgoing, id } of from.outbox.splice(0)) {
          moved = true;
          await hand(from, outgoing, id);
        }
        await from.juki.advance();
        moved ||= from.outbox.length > 0;
      }
    }
  }

  async function hand(from: TestTown, outgoing: OutgoingMessage, id: string): Promise<void> {
    const to = towns.find((town) => town.town.code === outgoing.to);
    const { type, subject, content, causationId, correlationId } = outgoing;
    if (!to) {
      arrived.push({ from: from.town.code, type, to: outgoing.to, subject, content });
      return;
    }
    const envelope: Envelope = {
      id,
      type,
      version: 1,
      from: from.town.code,
      to: outgoing.to,
      subject,
      sequence: 1,
      sentAt: clock.now(),
      causationId,
      correlationId,
    };
    const message: Message = { envelope, content: JSON.parse(JSON.stringify(content)) };
    await to.store.write((session) => to.juki.receive(message, session));
  }

  async function openTown(town: Town, key: number): Promise<TestTown> {
    const store = await stores.open(townTables, 'town', town.code);
    const cipher = createCipher(Buffer.alloc(32, key));
    const state: Omit<TestTown, 'juki'> = {
      town: { ...town, rules: patient({ ...town.rules, ...rules }) },
      store,
      cipher,
      outbox: [],
      heardByOffice: [],
      heardByAddressee: [],
      errors: [],
      faults: { addresseeDown: false },
      as: (role, id = role) => ({
        officer: { id, name: id, townCode: town.code, officeCode: 'honcho', roles: [role] },
        reason: '届出の処理',
      }),
      restart: () => {
        testTown.juki = engine();
      },
    };
    function engine(): JukiEngine {
      const juki = createJuki({
        town: state.town,
        store,
        cipher,
        clock,
        newId,
        random: Math.random,
        onError: (error) => state.errors.push(error),
        mailroom: mailroomOf(state),
        addressee: addresseeOf(state),
      });
      juki.setOffice(officeOf(state));
      return juki;
    }
    const testTown: TestTown = Object.assign(state, { juki: engine() });
    towns.push(testTown);
    return testTown;
  }

  function holderOf(serial: string) {
    const residentRecordCode = line.serials.get(serial);
    return { residentRecordCode, currentSerial: line.current.get(residentRecordCode ?? '') };
  }

  function mailroomOf(state: Omit<TestTown, 'juki'>): Parameters<typeof createJuki>[0]['mailroom'] {
    return {
      post: async (session, outgoing) => {
        const id = newId();
        const content = MESSAGE_TYPES[outgoing.type].schema.parse(outgoing.content);
        session.afterCommit(() => state.outbox.push({ outgoing: { ...outgoing, content }, id }));
        return id;
      },
      deliver: async () => {
        if (!line.down) await carry();
        return 0;
      },
      pull: async () => 0,
      inquire: async <C>(_to: string, type: MessageType, content: unknown) => {
        if (line.down) throw new OutageError('jlis');
        const envelope = { id: newId(), from: 'jlis' } as Envelope;
        if (type === 'ReconciliationInquiry') return { envelope, content: { differences: [] } as C };
        if (type === 'RegisteredHereInquiry') return { envelope, content: { residentRecordCodes: [] } as C };
        if (type === 'CurrentSerialInquiry') {
          const { residentRecordCodes } = content as { residentRecordCodes: string[] };
          const holders = residentRecordCodes.flatMap((residentRecordCode) => {
            const serial = line.current.get(residentRecordCode);
            return serial ? [{ residentRecordCode, serial }] : [];
          });
          return { envelope, content: { holders } as C };
        }
        const { serial } = content as { serial: string };
        return { envelope, content: holderOf(serial) as C };
      },
    };
  }

  return {
    chofu: await openTown(first, 1),
    fujisawa: await openTown(second, 2),
    arrived,
    clock,
    line,
    carry,
    folder: stores.folder ?? '',
    close: () => stores.close(),
  };
}

function officeOf({ heardByOffice }: Pick<TestTown, 'heardByOffice'>): OfficePort<TownSession> {
  const hear = (session: TownSession, what: string) => session.afterCommit(() => heardByOffice.push(what));
  return {
    movedOut: async (session, { receiptNumber, on }) => hear(session, `movedOut ${receiptNumber} ${on}`),
    movedIn: async (session, outcome) => hear(session, `movedIn ${outcome.movedInOn} ${outcome.toMunicipality}`),
    arrivalChanged: async (session, { state }) => hear(session, `arrival ${state}`),
    movingOutCancelled: async (session, { receiptNumber }) => hear(session, `cancelled ${receiptNumber}`),
  };
}

function addresseeOf(state: Pick<TestTown, 'heardByAddressee' | 'faults'>) {
  const hear = async (call: string, what: unknown) => {
    if (state.faults.addresseeDown) throw new OutageError('addressee');
    state.heardByAddressee.push({ call, with: what });
  };
  return {
    requestNumber: (request: unknown) => hear('requestNumber', request),
    changeNumber: (change: unknown) => hear('changeNumber', change),
    registerHousehold: (copy: unknown) => hear('registerHousehold', copy),
    closeCopies: (addresseeNumber: string, closedOn: string) => hear('closeCopies', { addresseeNumber, closedOn }),
    openCase: (addresseeNumber: string, businessId: string) => hear('openCase', { addresseeNumber, businessId }),
    closeCase: (addresseeNumber: string, businessId: string) => hear('closeCase', { addresseeNumber, businessId }),
    deleteNumber: async (addresseeNumber: string, movedOutOn: string) => {
      await hear('deleteNumber', { addresseeNumber, movedOutOn });
      return { accepted: true as const, value: 'deleted' as const };
    },
    compare: async () => [],
    repeatCopy: (addresseeNumber: string) => hear('repeatCopy', { addresseeNumber }),
    maskedNumber: async () => undefined,
  };
}

/** The family of four in 調布市: their numbers by name, and the household. */
export async function settle(world: JukiWorld, family = familyOfFour(), options = { alreadyNumbered: true }) {
  const migrated = await world.chofu.juki.migrate([family], options);
  const [household] = migrated.households;
  if (!household) throw new Error('nobody was migrated');
  const [head = '', wife = '', child = '', mother = ''] = household.addresseeNumbers;
  return { householdNumber: household.householdNumber, head, wife, child, mother, all: household.addresseeNumbers };
}

/** 仮登録 → 審査 → 決裁 → 本登録 by three officers. */
export async function carryThrough(
  town: TestTown,
  command: Parameters<JukiEngine['draft']>[0],
  role: Role = 'reviewer',
) {
  const draft = await town.juki.draft(command, town.as(role === 'protectionOfficer' ? role : 'reception', 'a'));
  if (!draft.accepted) throw new Error(`${draft.refusal.code} ${draft.refusal.sentence}`);
  const { draftId } = draft.value;
  await town.juki.review(draftId, town.as(role, 'b'));
  await town.juki.approve(draftId, town.as(role === 'protectionOfficer' ? role : 'approver', 'c'));
  const done = await town.juki.register(draftId, town.as(role === 'protectionOfficer' ? role : 'reception', 'a'));
  if (!done.accepted) throw new Error(`${done.refusal.code} ${done.refusal.sentence}`);
  return { draft: draft.value, registered: done.value };
}

export { codeOf, type TestStores };
