import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { createDirectoryClient } from '#app/messages/directory.server.ts';
import type { Message, OutgoingMessage } from '#app/messages/envelope.ts';
import { createMailroom, type Mailroom } from '#app/messages/mailroom.server.ts';
import { createCipher } from '#db/cipher.ts';
import { openStore } from '#db/open.server.ts';
import { deliveryTables, nationalTables } from '#db/schema/index.ts';
import type { Store } from '#db/store.ts';
import type { IdentityChange } from '#mocks/jlis/index.ts';
import { type CardPart, createNationWith, type Nation, type NationDeps } from '#mocks/nation.ts';

export const CHOFU = '132080';
export const FUJISAWA = '142051';
export const SAPPORO = '011011';
export const NATIONAL = 'http://national.test';

/** A legal clock that tests move. */
export function movableClock(start = '2026-11-24T00:00:00.000Z') {
  let now = start;
  return {
    now: () => now,
    set: (instant: string) => {
      now = instant;
    },
  };
}

/** Cards reduced to what the other systems ask of them. */
export interface FakeCards extends CardPart {
  /** 住民票コード of persons whose 個人番号 was changed. */
  numberChanges: string[];
  holders: Map<string, string>;
  changes: IdentityChange[];
}

/** A nation with recorded cards, towns with real mailrooms, everything in this process. */
export interface NationWorld {
  nation: Nation<FakeCards>;
  clock: ReturnType<typeof movableClock>;
  fetch: typeof fetch;
  /** An organisation on the line; `received` fills as it pulls. */
  organisation(code: string): Promise<Organisation>;
  /** The same databases, a new process. */
  restart(): Promise<void>;
  close(): Promise<void>;
  /** Where the databases lie. */
  folder: string;
}

export interface Organisation {
  mailroom: Mailroom;
  received: Message[];
  send(outgoing: OutgoingMessage): Promise<string>;
  /** Delivers, lets the nation work, pulls. */
  settle(): Promise<void>;
}

const KEY = Buffer.alloc(32, 7);

export async function createNationWorld(options: Partial<NationDeps> = {}): Promise<NationWorld> {
  const folder = mkdtempSync(existsSync('/dev/shm') ? '/dev/shm/nation-' : join(tmpdir(), 'nation-'));
  const stores: Store<never>[] = [];
  async function openIn<T extends Record<string, SQLiteTable>>(
    tables: T,
    organisation: 'national' | 'portal',
    name: string,
  ) {
    const store = await openStore(tables, { sqlite: join(folder, `${name}.db`) }, organisation, { durable: false });
    stores.push(store as unknown as Store<never>);
    return store;
  }
  const clock = movableClock();
  const cards: FakeCards = {
    holders: new Map(),
    changes: [],
    numberChanges: [],
    handler: async () => new Response(null, { status: 404 }),
    holderOf: async (serial) => cards.holders.get(serial),
    onNumberChanged: async (change) => {
      cards.numberChanges.push(change.residentRecordCode);
    },
    onIdentityChanged: async (change) => {
      cards.changes.push(change);
    },
  };

  let opened = await openIn(nationalTables, 'national', 'national');
  function start(): Promise<Nation<FakeCards>> {
    return createNationWith(
      { store: opened, cipher: createCipher(KEY), clock, realTowns: [CHOFU, FUJISAWA], ...options },
      async () => cards,
    );
  }
  const world: NationWorld = {
    nation: await start(),
    clock,
    fetch: (input, init) => world.nation.handler(new Request(input, init)),
    organisation,
    restart: async () => {
      await opened.close();
      opened = await openIn(nationalTables, 'national', 'national');
      world.nation = await start();
    },
    close: async () => {
      await Promise.all(stores.map((store) => store.close()));
      rmSync(folder, { recursive: true, force: true });
    },
    folder,
  };

  async function organisation(code: string): Promise<Organisation> {
    const store = await openIn(deliveryTables, 'portal', `mail-${code}-${randomUUID()}`);
    const received: Message[] = [];
    const keep = async (message: Message) => {
      received.push(message);
    };
    const mailroom = createMailroom({
      self: code,
      store,
      cipher: createCipher(KEY),
      keys: await world.nation.organisationKeys(code),
      directory: createDirectoryClient({
        base: `${NATIONAL}/jlis`,
        trust: { roots: [world.nation.organisationRoot] },
        clock,
        fetch: world.fetch,
      }),
      clock,
      newId: randomUUID,
      routeOf: (to) => `${NATIONAL}/${['interlink', 'immigration'].includes(to) ? to : 'jlis'}`,
      mailboxes:
        code === 'portal'
          ? []
          : [
              { base: `${NATIONAL}/jlis`, code: 'jlis' },
              { base: `${NATIONAL}/interlink`, code: 'interlink' },
              { base: `${NATIONAL}/immigration`, code: 'immigration' },
            ],
      handlers: {
        MovingOutCertificate: keep,
        MovingOutCertificateUnavailable: keep,
        MovingOutCertificateWithdrawn: keep,
        MovingInNotice: keep,
        CodeBlock: keep,
        SymbolState: keep,
        ImmigrationNotice: keep,
      },
      fetch: world.fetch,
      backOff: () => 0,
    });
    return {
      mailroom,
      received,
      send: (outgoing) => store.write((session) => mailroom.post(session, outgoing)),
      settle: async () => {
        await mailroom.deliver();
        await world.nation.advance();
        await mailroom.pull();
      },
    };
  }

  return world;
}
