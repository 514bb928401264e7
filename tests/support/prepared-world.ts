import { loadConfig } from '#app/config.server.ts';
import { composeServices } from '#app/services.server.ts';
import { DEMO_OFFICERS } from '#db/fixtures/officers.ts';
import { interceptOrigins } from '#mocks/msw.ts';
import type { World } from './world.ts';

/**
 * Works on the databases of a demo while its process is down, so that a journey may begin in the middle. Time is the
 * demo's own clock: it goes on from where it stood, and the process goes on from where this leaves it.
 */
export async function inWorldOf<R>(dataDir: string, act: (world: World) => Promise<R>): Promise<R> {
  const config = loadConfig({ DEMO: '1', NODE_ENV: 'test', PORT: '19000', DATA_DIR: dataDir });
  const composition = await composeServices(config, { listen: false });
  const { nation, services } = composition;
  const { demo } = services;
  if (!nation || !demo) throw new Error('a demo needs its simulated nation and its control');
  const server = interceptOrigins({
    [`http://localhost:${config.nationalPort}`]: nation.handler,
    [config.publicOrigin]: services.portal.applicationInterface,
  });
  server.listen({ onUnhandledRequest: 'error' });

  function officer(townCode: string, slug = 'desk') {
    const found = DEMO_OFFICERS.find(({ id }) => id === `${slug}-${townCode}`);
    if (!found) throw new Error(`no officer ${slug} in ${townCode}`);
    return found;
  }

  const world: World = {
    ...composition,
    clock: {
      now: services.clock.now,
      set: () => {
        throw new Error('The clock of a demo is moved by its control.');
      },
    },
    officer,
    access: (townCode, reason) => ({ officer: officer(townCode), reason }),
    async travelTo(instant) {
      const moved = await demo.clock.advanceTo(instant);
      if (!moved.accepted) throw new Error(moved.refusal.sentence);
      await composition.runDaily();
    },
    async [Symbol.asyncDispose]() {
      await composition.stop();
      server.close();
    },
  };
  try {
    return await act(world);
  } finally {
    await world[Symbol.asyncDispose]();
  }
}
