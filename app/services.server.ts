import { mkdirSync } from 'node:fs';
import type { Server } from 'node:http';
import { sealAudit } from '#db/audit.server.ts';
import { demoTables } from '#db/schema/index.ts';
import type { Nation } from '#mocks/index.ts';
import type { Config } from './config.server.ts';
import { createDemoClock, type DemoClock } from './demo/clock.server.ts';
import type { Demo } from './demo/index.server.ts';
import { demoControl, simulate } from './demonstration.server.ts';
import type { Juki } from './juki/door.ts';
import { log } from './log.server.ts';
import type { OfficeDesk } from './office/index.server.ts';
import {
  layGround,
  openerOf,
  openPortal,
  openTown,
  type PortalOrganisation,
  type PostRoom,
  type TownOrganisation,
} from './organisations.server.ts';
import { createPaperProofs, type PaperProofs } from './papers/proofs.server.ts';
import type { Portal } from './portal/index.server.ts';
import { createSessions, type Sessions } from './session.server.ts';
import { realSurroundings } from './surroundings.server.ts';
import type { Clock } from './vocabulary/clock.ts';
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
  /** 帳票の電子公印を確かめる. */
  paperProofs: PaperProofs;
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
  /** Protocol time in milliseconds, where a test does not want to wait; otherwise the machine's. */
  protocolNow?: () => number;
  /** false: commits do not wait for the disk; only for tests. */
  durable?: boolean;
  /** true: for a process that takes over a whole register. */
  bulk?: boolean;
  /** false: the national systems are reached without a socket, through intercepted requests; only for tests. */
  listen?: boolean;
}

const POLL_MS = 400;
const NIGHT_CHECK_MS = 30_000;
const WATCH_MS = 15_000;
const SETTLE_ROUNDS = 60;

const machineClock: Clock = { now: () => new Date().toISOString() };

function isDemoClock(clock: Clock): clock is DemoClock {
  return 'advanceTo' in clock;
}

/** 構成: puts all organisations of this process together. Nothing moves by itself until `start`. */
export async function composeServices(config: Config, options: CompositionOptions = {}): Promise<Composition> {
  mkdirSync(config.dataDir, { recursive: true });
  const protocolNow = options.protocolNow ?? Date.now;
  const open = openerOf(config, { durable: options.durable ?? true, bulk: options.bulk ?? false });
  const demoStore = config.demo ? await open(demoTables, 'demo', 'demo') : undefined;
  const clock = options.clock ?? (demoStore ? await createDemoClock(demoStore) : machineClock);
  const simulated = config.simulators ? await simulate(config, clock, open) : undefined;
  const surroundings = simulated?.surroundings ?? (await realSurroundings(config));
  const ground = layGround(config, { clock, surroundings, open, protocolNow });
  const portal = await openPortal(ground);
  const towns: TownOrganisation[] = [];
  for (const town of surroundings.towns) towns.push(await openTown(ground, town));
  const nation = simulated?.nation;
  const mailrooms = [portal.mailroom, ...towns.flatMap((town) => [town.mailroom, town.addresseeMailroom])];

  /** One pass over everybody. Returns how much was done. */
  async function pass(): Promise<number> {
    let done = (await portal.portal.advance()) + (await portal.portal.advanceLifelines());
    await portal.portal.advanceMails();
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
      await town.office.recordNight(() => town.juki.runDaily());
      await town.office.runDaily();
    }
    await settle();
    for (const { office } of towns) await office.watch();
  }

  const services: Services = {
    config,
    clock,
    sessions: createSessions({
      secret: config.sessionSecret,
      secure: config.publicOrigin.startsWith('https:'),
      now: protocolNow,
    }),
    portal: portal.portal,
    paperProofs: createPaperProofs(ground.directory),
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

  let isOutside = false;
  /** Companies and mail servers may be slow: nobody else waits for them. */
  async function outsideBeat(): Promise<void> {
    if (isOutside) return;
    isOutside = true;
    const works = await Promise.allSettled([portal.portal.advanceLifelines(), portal.portal.advanceMails()]);
    for (const work of works) if (work.status === 'rejected') log.error({ err: work.reason }, 'companies and mails');
    isOutside = false;
  }

  /** 見張り: what it cannot see now it sees in the next round. */
  async function watch(): Promise<void> {
    for (const { office, town } of towns) {
      await office.watch().catch((error: unknown) => log.error({ err: error, town: town.code }, 'watch'));
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
      timers.push(setInterval(beat, POLL_MS), setInterval(outsideBeat, POLL_MS), setInterval(night, NIGHT_CHECK_MS));
      timers.push(setInterval(watch, WATCH_MS));
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
