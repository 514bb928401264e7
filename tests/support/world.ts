import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '#app/config.server.ts';
import { type Composition, composeServices } from '#app/services.server.ts';
import type { Clock, Instant } from '#app/vocabulary/clock.ts';
import type { Access, Officer } from '#app/vocabulary/roles.ts';
import { DEMO_OFFICERS } from '#db/fixtures/officers.ts';
import { interceptOrigins } from '#mocks/msw.ts';

/** Legal time of a test: stands still until it is set, and never goes back. */
export interface TestClock extends Clock {
  set(instant: Instant): void;
}

/** Portal, two towns, the nation around them and a clock, on databases of their own. */
export interface World extends Composition {
  clock: TestClock;
  /** Goes to the instant and lets every organisation do what is due. */
  travelTo(instant: Instant): Promise<void>;
  /** An officer of a town; `slug` as in the fixtures, e.g. desk. */
  officer(townCode: string, slug?: string): Officer;
  access(townCode: string, reason: string): Access;
  [Symbol.asyncDispose](): Promise<void>;
}

/** 24 November 2026, 9:00 in Tokyo. */
export const MORNING: Instant = '2026-11-24T00:00:00.000Z';

let worlds = 0;

/** Builds and seeds a world; nothing moves until `settle` or `travelTo`. */
export async function openWorld(
  options: { now?: Instant; dataDir?: string; environment?: Record<string, string>; protocolNow?: () => number } = {},
): Promise<World> {
  worlds += 1;
  const memory = process.platform === 'linux' ? '/dev/shm' : tmpdir();
  const dataDir = options.dataDir ?? mkdtempSync(join(memory, 'moving-oss-world-'));
  const port = 20_000 + (process.pid % 10_000) * 2 + worlds * 2;
  let now = options.now ?? MORNING;
  const clock: TestClock = {
    now: () => now,
    set: (instant) => {
      if (instant < now) throw new Error('The clock never goes back.');
      now = instant;
    },
  };
  const usual = { DEMO: '1', NODE_ENV: 'test', PORT: String(port), DATA_DIR: dataDir };
  const config = loadConfig({ ...usual, ...options.environment });
  const composition = await composeServices(config, {
    clock,
    durable: false,
    listen: false,
    ...(options.protocolNow ? { protocolNow: options.protocolNow } : {}),
  });
  const { nation, services } = composition;
  if (!nation) throw new Error('A world of tests needs its simulated nation.');
  const server = interceptOrigins({
    [`http://localhost:${config.nationalPort}`]: nation.handler,
    [config.publicOrigin]: services.portal.applicationInterface,
  });
  server.listen({ onUnhandledRequest: 'error' });
  await composition.prepare();

  function officer(townCode: string, slug = 'desk'): Officer {
    const found = DEMO_OFFICERS.find(({ id }) => id === `${slug}-${townCode}`);
    if (!found) throw new Error(`no officer ${slug} in ${townCode}`);
    return found;
  }

  return {
    ...composition,
    clock,
    officer,
    access: (townCode, reason) => ({ officer: officer(townCode), reason }),
    async travelTo(instant) {
      clock.set(instant);
      await composition.runDaily();
    },
    async [Symbol.asyncDispose]() {
      await composition.stop();
      server.close();
      // Databases that were handed in stay with their owner.
      if (!options.dataDir) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
