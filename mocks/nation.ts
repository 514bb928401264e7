import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import type { OrganisationKeys } from '#app/messages/keys.server.ts';
import type { Clock } from '#app/vocabulary/clock.ts';
import type { Cipher } from '#db/cipher.ts';
import type { NationalTables } from '#db/schema/index.ts';
import type { Store } from '#db/store.ts';
import { createControl } from './control.ts';
import type { NationalDeps } from './door/door.ts';
import { createLine, keepsRegister } from './door/line.ts';
import type { ServiceHours } from './door/service-hours.ts';
import { createFaults, type Faults } from './faults.ts';
import { createImmigration, type Immigration } from './immigration/index.ts';
import { createInterlink, type Interlink, type SeededPerson } from './interlink/index.ts';
import { createJlis, type IdentityChange, type Jlis } from './jlis/index.ts';
import type { ChangedNumber } from './jlis/number-changes.ts';
import type { AdoptedPerson } from './jlis/register.ts';
import { createLifelineCompanies, type LifelineCompanies } from './lifelines/index.ts';
import { createOtherRegisters, type OtherRegisters } from './other-registers/index.ts';
import type { PortalApi } from './other-registers/portal-mail.ts';
import { type TrafficEntry, trafficOf } from './traffic.ts';

/** What a simulated nation is given. */
export interface NationDeps {
  store: Store<NationalTables>;
  cipher: Cipher;
  /** Legal time, one for all organisations of a demo. */
  clock: Clock;
  /** Towns that are run for real; every other register is played here. */
  realTowns: readonly string[];
  newId?: () => string;
  randomBytes?: (size: number) => Uint8Array;
  faults?: Faults;
  /** Of the plans of the towns that are played. */
  seed?: string;
  /** The portal's interface, where the towns that are played fetch announced visits and report on them. */
  portalApi?: PortalApi;
  /** Without it the systems never close. */
  serviceHours?: ServiceHours;
  /** Offers `/control`, for a nation in a process of its own. */
  control?: boolean;
}

/** Cards and certificates, as the rest of the nation needs them. */
export interface CardPart {
  /** Every path that is not of another system. */
  handler(request: Request): Promise<Response>;
  holderOf(serial: string): Promise<string | undefined>;
  serialOf?(residentRecordCode: string): Promise<string | undefined>;
  onIdentityChanged(change: IdentityChange): Promise<void>;
  onNumberChanged(change: ChangedNumber): Promise<void>;
  /** Hears of everybody who holds another certificate, or none, than before. */
  watchSerials?(hear: (residentRecordCode: string) => Promise<void>): void;
}

/** 国の側: J-LIS, 中間サーバー, cards and certificates, and all towns that are not run for real. */
export interface Nation<C extends CardPart = CardPart> {
  /** All systems by path: /jlis, /interlink, /lifelines, /auth-app, /card-terminal, /ocsp, … */
  handler(request: Request): Promise<Response>;
  jlis: Jlis;
  interlink: Interlink;
  immigration: Immigration;
  lifelines: LifelineCompanies;
  otherRegisters: OtherRegisters;
  cards: C;
  faults: Faults;
  /** Root certificate of the organisations, DER, base64: what towns and portal configure as their trust. */
  organisationRoot: string;
  /** Keys of an organisation, issued on first use: what its owner would have received on a token. */
  organisationKeys(code: string): Promise<OrganisationKeys>;
  /** データ移行: enters persons with their town; residents of played towns are put into those registers too. */
  adoptPersons(persons: readonly AdoptedPerson[]): Promise<string[]>;
  seedCopies(persons: readonly SeededPerson[]): Promise<void>;
  /** Does what is due: call it when the clock was moved. */
  advance(): Promise<void>;
  /** Calls `advance` again and again. */
  start(everyMs: number): void;
  stop(): Promise<void>;
  traffic(limit: number): Promise<TrafficEntry[]>;
}

/** Puts the systems together; `cardsOf` makes the part of cards and certificates. */
export async function createNationWith<C extends CardPart>(
  deps: NationDeps,
  cardsOf: (shared: NationalDeps) => Promise<C>,
): Promise<Nation<C>> {
  const { store, cipher, clock } = deps;
  const shared: NationalDeps = {
    store,
    cipher,
    clock,
    newId: deps.newId ?? v7,
    faults: deps.faults ?? createFaults(),
    line: await createLine({ store, cipher, clock }),
  };
  const entropy = deps.randomBytes ?? randomBytes;
  const cards = await cardsOf(shared);
  const jlis: Jlis = await createJlis({
    ...shared,
    randomBytes: entropy,
    serviceHours: deps.serviceHours,
    ports: {
      holderOf: cards.holderOf,
      ...(cards.serialOf ? { serialOf: cards.serialOf } : {}),
      onIdentityChanged: async (change) => {
        await cards.onIdentityChanged(change);
        await interlink.followCode(change);
      },
      onNumberChanged: async (change) => {
        await cards.onNumberChanged(change);
        await interlink.followNumber(change);
      },
      requestSymbol: (errand) => interlink.requestSymbol(errand),
    },
  });
  const interlink: Interlink = await createInterlink({
    ...shared,
    randomBytes: entropy,
    serviceHours: deps.serviceHours,
    ports: { holderOf: cards.holderOf, findByFourItems: jlis.findByFourItems, personOf: jlis.personOf },
  });
  cards.watchSerials?.(jlis.tellSerial);
  const immigration = createImmigration(shared);
  const lifelines = createLifelineCompanies(shared);
  const otherRegisters = createOtherRegisters({
    ...shared,
    jlis: jlis.handler,
    realTowns: deps.realTowns,
    seed: deps.seed ?? 'moving-oss',
    portalApi: deps.portalApi,
  });
  const control = deps.control ? createControl(shared.faults) : undefined;

  async function handler(request: Request): Promise<Response> {
    switch (new URL(request.url).pathname.split('/')[1]) {
      case 'jlis':
        return jlis.handler(request);
      case 'interlink':
        return interlink.handler(request);
      case 'immigration':
        return immigration.handler(request);
      case 'lifelines':
        return lifelines.handler(request);
      case 'control':
        return control ? control(request) : new Response(null, { status: 404 });
      case 'healthz':
        return new Response('ok');
      default:
        return cards.handler(request);
    }
  }

  async function adoptPersons(persons: readonly AdoptedPerson[]): Promise<string[]> {
    const numbers = await jlis.adoptPersons(persons);
    for (const [index, person] of persons.entries()) {
      const { municipalityCode, since, name, ...items } = person;
      if (deps.realTowns.includes(municipalityCode) || !keepsRegister(municipalityCode)) continue;
      const resident = { ...items, individualNumber: numbers[index], name: { ...name, kanaConfirmed: false } };
      await otherRegisters.seedResident(municipalityCode, resident, since);
    }
    return numbers;
  }

  async function advance(): Promise<void> {
    await jlis.advance();
    await interlink.advance();
    await otherRegisters.advance();
  }

  let timer: NodeJS.Timeout | undefined;
  let rounds: Promise<void> = Promise.resolve();
  let busy = false;
  function round(): void {
    if (busy) return;
    busy = true;
    rounds = advance()
      .catch((error: unknown) => console.error('national systems', error))
      .finally(() => {
        busy = false;
      });
  }

  return {
    handler,
    jlis,
    interlink,
    immigration,
    lifelines,
    otherRegisters,
    cards,
    faults: shared.faults,
    organisationRoot: shared.line.root,
    organisationKeys: shared.line.keysOf,
    adoptPersons,
    seedCopies: interlink.seedPersons,
    advance,
    start: (everyMs) => {
      timer ??= setInterval(round, everyMs);
    },
    stop: async () => {
      clearInterval(timer);
      timer = undefined;
      await rounds;
    },
    traffic: (limit) => trafficOf(store, limit),
  };
}
