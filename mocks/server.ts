/**
 * The simulated national systems in a process of their own: `npm run national`. Towns and portal in other processes
 * find their keys and the roots that they trust in `DATA_DIR/organisations`.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { exportKeys } from '#app/messages/keys.server.ts';
import type { Clock } from '#app/vocabulary/clock.ts';
import { createCipher } from '#db/cipher.ts';
import { openStore } from '#db/open.server.ts';
import { nationalTables } from '#db/schema/index.ts';
import { serve } from './http-server.ts';
import { createNation, type Nation } from './index.ts';
import type { AuthClient } from './jpki/index.ts';

const list = (fallback: string) =>
  z
    .string()
    .default(fallback)
    .transform((text) => text.split(',').filter((item) => item !== ''));

const Environment = z.object({
  NATIONAL_PORT: z.coerce.number().int().default(3001),
  NATIONAL_ORIGIN: z.url().optional(),
  DATA_DIR: z.string().default('data'),
  POSTGRES_URL: z.string().optional(),
  /** 32 bytes, base64. */
  DATA_KEY: z.base64(),
  /** Codes of the towns that are run for real. */
  TOWNS: list('132080,142051'),
  /** JSON file with the services that are registered at the デジタル認証アプリ. */
  AUTH_CLIENTS_FILE: z.string().optional(),
  /** The portal's interface, e.g. http://localhost:3000/portal-api: towns that are played ask there for announced visits. */
  PORTAL_API_URL: z.url().optional(),
  /** Instant at which legal time starts; it runs on from there. */
  LEGAL_TIME: z.iso.datetime().optional(),
  CONTROL: z.enum(['0', '1']).default('0'),
});

async function main(): Promise<void> {
  const env = Environment.parse(process.env);
  const origin = env.NATIONAL_ORIGIN ?? `http://localhost:${env.NATIONAL_PORT}`;
  mkdirSync(env.DATA_DIR, { recursive: true });
  const store = await openStore(
    nationalTables,
    env.POSTGRES_URL
      ? { postgres: env.POSTGRES_URL, schema: 'national' }
      : { sqlite: join(env.DATA_DIR, 'national.db') },
    'national',
  );
  const nation = await createNation({
    store,
    cipher: createCipher(env.DATA_KEY),
    clock: clockFrom(env.LEGAL_TIME),
    realTowns: env.TOWNS,
    base: origin,
    ...(env.PORTAL_API_URL ? { portalApi: { base: env.PORTAL_API_URL } } : {}),
    clients: env.AUTH_CLIENTS_FILE ? readClients(env.AUTH_CLIENTS_FILE) : [],
    control: env.CONTROL === '1',
  });
  await handOutKeys(join(env.DATA_DIR, 'organisations'), nation, ['portal', ...env.TOWNS]);
  const server = await serve(nation.handler, env.NATIONAL_PORT, origin);
  nation.start(1_000);
  console.log(`National systems (simulated): ${origin}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      server.close();
      nation
        .stop()
        .then(() => store.close())
        .finally(() => process.exit(0));
    });
  }
}

function clockFrom(start: string | undefined): Clock {
  const shift = start ? Date.parse(start) - Date.now() : 0;
  return { now: () => new Date(Date.now() + shift).toISOString() };
}

function readClients(file: string): AuthClient[] {
  return z
    .array(
      z.object({
        clientId: z.string(),
        name: z.string(),
        redirectUris: z.array(z.url()),
        keys: z.array(z.record(z.string(), z.unknown())),
      }),
    )
    .parse(JSON.parse(readFileSync(file, 'utf8'))) as AuthClient[];
}

/** As a certification authority hands keys to their owners, and its root to everybody. */
async function handOutKeys(folder: string, nation: Nation, codes: readonly string[]): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const code of codes) {
    const keys = JSON.stringify(await exportKeys(await nation.organisationKeys(code)));
    writeFileSync(join(folder, `${code}.json`), keys, { mode: 0o600 });
  }
  writeFileSync(join(folder, 'organisation-roots.pem'), pem(nation.organisationRoot));
  writeFileSync(join(folder, 'jpki-roots.pem'), (await nation.cards.roots()).map(pem).join(''));
}

function pem(der: string): string {
  return `-----BEGIN CERTIFICATE-----\n${der.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
}

await main();
