import { and, eq, isNull } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cardIdOf, formerNumberOf, residentRecordCodeOf } from '#db/fixtures/records.ts';
import type { TownTables } from '#db/schema/index.ts';
import type { Store } from '#db/store.ts';
import { CHOFU, perform, townOf, travelDays } from '#tests/support/story.ts';
import { openWorld, type World } from '#tests/support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
}, 60_000);
afterAll(() => world[Symbol.asyncDispose]());

const KEY = 'sato-kenji';
const access = () => world.access(CHOFU, '申請者の特定');
const identify = (serial: string) => townOf(world, CHOFU).juki.identifyBySerial(serial, access());

async function linked(): Promise<number> {
  const [store] = townOf(world, CHOFU).stores as unknown as [Store<TownTables>];
  const rows = await store.read(({ db, t }) =>
    db
      .select()
      .from(t.certificateLinks)
      .where(and(eq(t.certificateLinks.addresseeNumber, formerNumberOf(KEY)), isNull(t.certificateLinks.expiredOn))),
  );
  return rows.length;
}

test('カードの利用者証明用電子証明書が更新されると、J-LISの通知で紐付がその日のうちに改まる（申請管理標準仕様書 ③-1）', async () => {
  const cards = world.nation?.cards;
  const former = await cards?.serialOf(residentRecordCodeOf(KEY));
  expect(await identify(former ?? '')).toMatchObject({ addresseeNumber: formerNumberOf(KEY) });
  const renewed = await cards?.renewAuthentication(cardIdOf(KEY));
  expect(renewed?.authenticationSerial).not.toBe(former);
  await world.settle();
  expect(await linked()).toBe(1);
  expect(await identify(former ?? '')).toBeUndefined();
  expect(await identify(renewed?.authenticationSerial ?? '')).toMatchObject({ addresseeNumber: formerNumberOf(KEY) });
  const entries = await townOf(world, CHOFU).mailroom.deadLetters();
  expect(entries).toEqual([]);
});

test('個人番号が変わってカードが失効すれば、紐付も失効する（番号法第7条第2項）', async () => {
  expect(await linked()).toBe(1);
  await travelDays(world, 1, '09:00');
  const addresseeNumber = formerNumberOf(KEY);
  await perform(world, CHOFU, {
    kind: 'RegisterIndividualNumberChange',
    addresseeNumber,
    basis: 'request',
    requestedOn: '2026-11-25',
    ground: '漏えいのおそれ',
  });
  await world.settle();
  expect(await linked()).toBe(0);
});
