import { randomUUID } from 'node:crypto';
import { createAddressee } from '#app/addressee/index.server.ts';
import { createDirectoryClient } from '#app/messages/directory.server.ts';
import { createMailroom } from '#app/messages/mailroom.server.ts';
import { createCipher } from '#db/cipher.ts';
import { addresseeTables } from '#db/schema/index.ts';
import { sqliteStores, type TestStores } from '#tests/support/stores.ts';
import { CHOFU_ADDRESS, HANAKO, HANAKO_CODE } from './nation-messages.ts';
import { CHOFU, createNationWorld, NATIONAL, type NationWorld } from './nation-world.ts';

const KEY = Buffer.alloc(32, 9);

/** 宛名システム of 調布市 with a mailroom of its own, beside the nation of the test. */
export async function openAddressee(world: NationWorld, stores: TestStores) {
  const store = await stores.open(addresseeTables, 'addressee');
  const mailroom = createMailroom({
    self: CHOFU,
    store,
    cipher: createCipher(KEY),
    keys: await world.nation.organisationKeys(CHOFU),
    directory: createDirectoryClient({
      base: `${NATIONAL}/jlis`,
      trust: { roots: [world.nation.organisationRoot] },
      clock: world.clock,
      fetch: world.fetch,
    }),
    clock: world.clock,
    newId: randomUUID,
    routeOf: () => `${NATIONAL}/interlink`,
    mailboxes: [],
    fetch: world.fetch,
    backOff: () => 0,
  });
  const addressee = createAddressee({ store, cipher: createCipher(KEY), mailroom, clock: world.clock });
  return { store, mailroom, addressee };
}

/** 調布 花子 in the nation, with her card, and the organisations that ask about her. */
export async function openHanako() {
  const world = await createNationWorld();
  const stores = sqliteStores();
  const [number = ''] = await world.nation.adoptPersons([HANAKO]);
  world.nation.cards.holders.set('1A2B', HANAKO_CODE);
  const juki = await world.organisation(CHOFU);
  const portal = await world.organisation('portal');
  const town = await openAddressee(world, stores);
  return {
    world,
    stores,
    number,
    juki,
    portal,
    town,
    async close(): Promise<void> {
      await stores.close();
      await world.close();
    },
  };
}

/** 世帯情報 of her, as the register hands it over. */
export const HANAKO_HOUSEHOLD = {
  address: CHOFU_ADDRESS,
  members: [
    { name: '調布　花子', bornOn: HANAKO.bornOn, sex: '2' as const, relationship: '世帯主', householder: true },
  ],
};

export type AddresseeTown = Awaited<ReturnType<typeof openAddressee>>;
