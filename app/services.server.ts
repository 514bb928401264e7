import { mkdirSync } from 'node:fs';
import type { Server } from 'node:http';
import { desc } from 'drizzle-orm';
import { exportJWK, importJWK } from 'jose';
import { sealAudit } from '#db/audit.server.ts';
import { demoTables, nationalTables } from '#db/schema/index.ts';
import type { Nation } from '#mocks/index.ts';
import type { Config } from './config.server.ts';
import { createDemoClock, type DemoClock } from './demo/clock.server.ts';
import { createDemo, type Demo, type Milestone } from './demo/index.server.ts';
import type { Juki } from './juki/door.ts';
import { log } from './log.server.ts';
import type { OfficeDesk } from './office/index.server.ts';
import {
  type Ground,
  layGround,
  openerOf,
  openPortal,
  openTown,
  type PortalOrganisation,
  type PostRoom,
  SIGN_IN_CALLBACK,
  type TownOrganisation,
} from './organisations.server.ts';
import type { Portal } from './portal/index.server.ts';
import { createSessions, type Sessions } from './session.server.ts';
import { keptClientKey, realSurroundings, type Surroundings } from './surroundings.server.ts';
import type { Clock } from './vocabulary/clock.ts';
import { addDays } from './vocabulary/dates.ts';
import { lastDayOfMovingInByCard } from './vocabulary/deadlines.ts';
import { tokyoDate } from './vocabulary/tokyo.ts';
import type { Town } from './vocabulary/towns.ts';

/** One running town: its desk, its register and its mail. */
export interface TownServices {
  town: Town;
  office: OfficeDesk;
  juki: Juki;
  mailroom: PostRoom;
}

/** What routes may use; handed to them as `context.services`. */
export interface Services {
  config: Config;
  clock: Clock;
  sessions: Sessions;
  portal: Portal;
  towns: Map<string, TownServices>;
  demo?: Demo;
}

/** Everything that was put together, for the process, the seed and the tests. */
export interface Composition {
  services: Services;
  portal: PortalOrganisation;
  towns: TownOrganisation[];
  nation?: Nation;
  /** Lets every organisation do what is due until nobody has anything left to do. */
  settle(): Promise<void>;
  /** Night runs of every town, then everything that follows from them. */
  runDaily(): Promise<void>;
  /** Before the first request: opens the simulated systems' own port and fills an empty demo with its residents. */
  prepare(): Promise<{ residents: number } | undefined>;
  /** Starts what moves by itself: mail, sagas, night runs and, where simulated, the national systems. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface CompositionOptions {
  /** Tests bring their own; otherwise the demo's persisted clock or the machine's. */
  clock?: Clock;
  /** false: commits do not wait for the disk; only for tests. */
  durable?: boolean;
  /** false: the national systems are reached without a socket, through intercepted requests; only for tests. */
  listen?: boolean;
}

const POLL_MS = 400;
const NIGHT_CHECK_MS = 30_000;
const SETTLE_ROUNDS = 60;

const machineClock: Clock = { now: () => new Date().toISOString() };

function isDemoClock(clock: Clock): clock is DemoClock {
  return 'advanceTo' in clock;
}

interface SimulatedWorld {
  nation: Nation;
  surroundings: Surroundings;
  close(): Promise<void>;
}

/** The national systems played by this process, at the addresses that the configuration names. */
async function simulate(config: Config, clock: Clock, open: Ground['open']): Promise<SimulatedWorld> {
  const { createNation } = await import('#mocks/index.ts');
  const { CHOFU, FUJISAWA } = await import('#db/fixtures/towns.ts');
  const { DEMO_OFFICERS } = await import('#db/fixtures/officers.ts');
  const { createCipher } = await import('#db/cipher.ts');
  const towns = [CHOFU, FUJISAWA];
  const clientKey = await keptClientKey(config.dataDir);
  const { d: _secret, ...publicKey } = await exportJWK(await importJWK(clientKey, 'ES256', { extractable: true }));
  const store = await open(nationalTables, 'national', 'national');
  const nation = await createNation({
    store,
    cipher: createCipher(config.dataKey),
    clock,
    realTowns: towns.map(({ code }) => code),
    base: new URL(config.urls.cardTerminal).origin,
    clients: [
      {
        clientId: config.digitalAuth.clientId,
        name: '転入転出ワンストップ',
        redirectUris: [`${config.publicOrigin}${SIGN_IN_CALLBACK}`],
        keys: [{ ...publicKey, alg: 'ES256', kid: 'portal' }],
      },
    ],
    demoHint: '架空の住民のカードです。暗証番号はデモの操作盤（/demo）に書いてあります。',
  });
  return {
    nation,
    surroundings: {
      keysOf: nation.organisationKeys,
      organisationRoots: [nation.organisationRoot],
      jpkiRoots: () => nation.cards.roots(),
      clientKey,
      towns,
      officers: DEMO_OFFICERS,
    },
    close: () => store.close(),
  };
}

/** 構成: puts all organisations of this process together. Nothing moves by itself until `start`. */
export async function composeServices(config: Config, options: CompositionOptions = {}): Promise<Composition> {
  mkdirSync(config.dataDir, { recursive: true });
  const open = openerOf(config, options.durable ?? true);
  const demoStore = config.demo ? await open(demoTables, 'demo', 'demo') : undefined;
  const clock = options.clock ?? (demoStore ? await createDemoClock(demoStore) : machineClock);
  const simulated = config.simulators ? await simulate(config, clock, open) : undefined;
  const surroundings = simulated?.surroundings ?? (await realSurroundings(config));
  const ground = layGround(config, { clock, surroundings, open });
  const portal = await openPortal(ground);
  const towns: TownOrganisation[] = [];
  for (const town of surroundings.towns) towns.push(await openTown(ground, town));
  const nation = simulated?.nation;
  const mailrooms = [portal.mailroom, ...towns.flatMap((town) => [town.mailroom, town.addresseeMailroom])];

  /** One pass over everybody. Returns how much was done. */
  async function pass(): Promise<number> {
    let done = await portal.portal.advance();
    for (const town of towns) done += (await town.juki.advance()) + (await town.office.advance());
    for (const mailroom of mailrooms) done += (await mailroom.deliver()) + (await mailroom.pull());
    await nation?.advance();
    return done;
  }

  async function settle(): Promise<void> {
    let quiet = 0;
    for (let round = 0; round < SETTLE_ROUNDS && quiet < 2; round += 1) quiet = (await pass()) === 0 ? quiet + 1 : 0;
  }

  async function runDaily(): Promise<void> {
    for (const town of towns) {
      await town.juki.runDaily();
      await town.office.runDaily();
    }
    await settle();
  }

  const services: Services = {
    config,
    clock,
    sessions: createSessions({ secret: config.sessionSecret, secure: config.publicOrigin.startsWith('https:') }),
    portal: portal.portal,
    towns: new Map(towns.map(({ town, office, juki, mailroom }) => [town.code, { town, office, juki, mailroom }])),
  };
  if (config.demo && isDemoClock(clock) && nation) {
    services.demo = await demoControl(clock, { nation, portal, towns, mailrooms, onAdvanced: runDaily });
  }

  const audited = [portal.store, ...towns.flatMap(({ stores }) => stores)];
  let nationalServer: Server | undefined;
  const timers: NodeJS.Timeout[] = [];
  let busy = false;
  /** Work that no request waits for; what fails is tried again at the next beat. */
  async function beat(): Promise<void> {
    if (busy) return;
    busy = true;
    try {
      await portal.portal.advance();
      for (const town of towns) {
        await town.juki.advance();
        await town.office.advance();
      }
      for (const store of audited) await sealAudit(store);
    } catch (error) {
      log.error({ err: error }, 'background work');
    } finally {
      busy = false;
    }
  }

  let lastNight = tokyoDate(clock.now());
  async function night(): Promise<void> {
    const today = tokyoDate(clock.now());
    if (today === lastNight) return;
    lastNight = today;
    await runDaily().catch((error: unknown) => log.error({ err: error }, 'night run'));
  }

  return {
    services,
    portal,
    towns,
    ...(nation ? { nation } : {}),
    settle,
    runDaily,
    async prepare() {
      if (!nation || !demoStore) return undefined;
      const { serve } = await import('#mocks/http-server.ts');
      const { seedDemo } = await import('#db/seed.server.ts');
      if (options.listen ?? true) nationalServer = await serve(nation.handler, config.nationalPort);
      return seedDemo({
        store: demoStore,
        nation,
        towns: new Map(towns.map(({ town, juki, addressee }) => [town.code, { juki, addressee }])),
        today: tokyoDate(clock.now()),
      });
    },
    async start() {
      // A night that passed while the process was down is made up for at once.
      await runDaily();
      portal.mailroom.onHeld = (to) => services.towns.get(to)?.mailroom.wake();
      for (const mailroom of mailrooms) mailroom.start(POLL_MS);
      nation?.start(POLL_MS);
      timers.push(setInterval(beat, POLL_MS), setInterval(night, NIGHT_CHECK_MS));
    },
    async stop() {
      for (const timer of timers) clearInterval(timer);
      for (const mailroom of mailrooms) await mailroom.stop();
      nationalServer?.closeAllConnections();
      nationalServer?.close();
      await nation?.stop();
      if (isDemoClock(clock)) clock.stop();
      for (const store of audited) await store.close();
      await simulated?.close();
      await demoStore?.close();
    },
  };
}

async function demoControl(
  clock: DemoClock,
  world: Pick<Composition, 'towns' | 'portal'> & {
    nation: Nation;
    mailrooms: PostRoom[];
    onAdvanced: () => Promise<void>;
  },
): Promise<Demo> {
  const { USEFUL_PERSONS } = await import('#db/fixtures/useful-persons.ts');
  const { findMunicipality } = await import('./vocabulary/municipalities.server.ts');
  const names: Record<string, string> = {
    portal: '引越しポータル',
    jlis: '住基ネット（J-LIS）',
    interlink: '中間サーバー',
  };
  return createDemo({
    clock,
    onAdvanced: world.onAdvanced,
    mailrooms: () => world.mailrooms,
    faults: world.nation.faults,
    persons: USEFUL_PERSONS.map((person) => ({
      ...person,
      pins: {
        authentication: person.pins.authentication,
        signature: person.pins.signature,
        cardSurface: person.pins.cardSurface,
        residentRegister: person.pins.residentRegister,
      },
    })),
    towns: world.towns.map(({ town }) => ({ code: town.code, name: town.name })),
    nameOf: (code) => names[code] ?? findMunicipality(code)?.name ?? code,
    milestones: () => milestonesOf(world.portal),
  });
}

const MILESTONES = 6;

/** Days of the newest applications to which a presenter may want to go. */
async function milestonesOf({ store }: PortalOrganisation): Promise<Milestone[]> {
  const applications = await store.read(({ db, t: { portalApplications: t } }) =>
    db
      .select({ receiptNumber: t.receiptNumber, movingOn: t.movingOn, visitOn: t.visitOn })
      .from(t)
      .orderBy(desc(t.filedAt))
      .limit(MILESTONES),
  );
  const days = applications.flatMap(({ receiptNumber, movingOn, visitOn }) => {
    const which = `受付番号の末尾${receiptNumber.slice(-4)}`;
    return [
      { label: `引越しの日（${which}）`, on: movingOn },
      { label: `来庁の日（${which}）`, on: visitOn },
      { label: `特例の期限の翌日（${which}）`, on: addDays(lastDayOfMovingInByCard(movingOn, movingOn), 1) },
    ];
  });
  return days.sort((one, other) => one.on.localeCompare(other.on));
}
