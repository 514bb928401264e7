import { desc } from 'drizzle-orm';
import { exportJWK, importJWK } from 'jose';
import { nationalTables } from '#db/schema/index.ts';
import type { Nation } from '#mocks/index.ts';
import type { Config } from './config.server.ts';
import type { DemoClock } from './demo/clock.server.ts';
import { createDemo, type Demo, type Milestone } from './demo/index.server.ts';
import type { Ground, PortalOrganisation, PostRoom, TownOrganisation } from './organisations.server.ts';
import { SIGN_IN_CALLBACK } from './organisations.server.ts';
import { keptClientKey, readTowns, type Surroundings } from './surroundings.server.ts';
import type { Clock } from './vocabulary/clock.ts';
import { addDays } from './vocabulary/dates.ts';
import { lastDayOfMovingInByCard } from './vocabulary/deadlines.ts';

/** The nation as this process plays it, and what the organisations find in it. */
export interface SimulatedWorld {
  nation: Nation;
  surroundings: Surroundings;
  close(): Promise<void>;
}

/** The national systems played by this process, at the addresses that the configuration names. */
export async function simulate(config: Config, clock: Clock, open: Ground['open']): Promise<SimulatedWorld> {
  const { createNation } = await import('#mocks/index.ts');
  const { DEMO_TOWNS } = await import('#db/fixtures/towns.ts');
  const { DEMO_OFFICERS } = await import('#db/fixtures/officers.ts');
  const { createCipher } = await import('#db/cipher.ts');
  const { towns, officers } = config.townsFile
    ? readTowns(config.townsFile)
    : { towns: DEMO_TOWNS, officers: DEMO_OFFICERS };
  const clientKey = await keptClientKey(config.dataDir);
  const { d: _secret, ...publicKey } = await exportJWK(await importJWK(clientKey, 'ES256', { extractable: true }));
  const store = await open(nationalTables, 'national', 'national');
  const nation = await createNation({
    store,
    cipher: createCipher(config.dataKey),
    clock,
    realTowns: towns.map(({ code }) => code),
    base: new URL(config.urls.cardTerminal).origin,
    portalApi: { base: config.urls.portalApi },
    clients: [
      {
        clientId: config.digitalAuth.clientId,
        name: '引越しワンストップ',
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
      officers,
    },
    close: () => store.close(),
  };
}

/** デモの操作盤 over everything that this process plays. */
export async function demoControl(
  clock: DemoClock,
  world: {
    portal: PortalOrganisation;
    towns: TownOrganisation[];
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
    immigration: '出入国在留管理庁',
  };
  return createDemo({
    clock,
    onAdvanced: world.onAdvanced,
    mailrooms: () => world.mailrooms,
    seenAtDoors: world.nation.traffic,
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
