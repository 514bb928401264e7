import { randomUUID } from 'node:crypto';
import { createAddressee } from '#app/addressee/index.server.ts';
import { createDirectoryClient } from '#app/messages/directory.server.ts';
import { createMailroom } from '#app/messages/mailroom.server.ts';
import { createCipher } from '#db/cipher.ts';
import { addresseeTables } from '#db/schema/index.ts';
import type { TestStores } from '#tests/support/stores.ts';
import { CHOFU, NATIONAL, type NationWorld } from './nation-world.ts';

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

export type AddresseeTown = Awaited<ReturnType<typeof openAddressee>>;
