import { join } from 'node:path';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import { type Cipher, createCipher } from '#db/cipher.ts';
import { addressOf, formerNumberOf, residentRecordCodeOf } from '#db/fixtures/records.ts';
import { openStore } from '#db/open.server.ts';
import { type AddresseeTables, type NationalTables, nationalTables, type TownTables } from '#db/schema/index.ts';
import type { Session, Store } from '#db/store.ts';
import { CHOFU, PLAIN_FAMILIES, perform, townOf, travelDays } from '#tests/support/story.ts';
import { openWorld, type World } from '#tests/support/world.ts';

let world: World;
let cipher: Cipher;
let national: Store<NationalTables>;
let dead: string;
const people = PLAIN_FAMILIES.slice(1).flatMap((family) => family.persons.map(({ key }) => key));
/** A person of the stories, each for one difference. */
const who = (index: number) => {
  const key = people[index] ?? '';
  return { key, addresseeNumber: formerNumberOf(key), code: residentRecordCodeOf(key) };
};

beforeAll(async () => {
  world = await openWorld();
  const { config } = world.services;
  cipher = createCipher(config.dataKey);
  national = await openStore(nationalTables, { sqlite: join(config.dataDir, 'national.db') }, 'national', {
    durable: false,
  });
  const [family] = PLAIN_FAMILIES;
  if (!family) throw new Error('no family');
  dead = formerNumberOf(family.persons.at(-1)?.key ?? '');
  await perform(world, CHOFU, {
    kind: 'RegisterRemoval',
    cause: 'death',
    householdNumber: formerNumberOf(family.key),
    persons: [dead],
    happenedOn: exactDate('2026-11-23'),
    notifiedOn: '2026-11-24',
    source: 'filed',
    ground: '死亡届',
  });
  await world.settle();
  await travelDays(world, 1);
}, 60_000);
afterAll(async () => {
  await national.close();
  await world[Symbol.asyncDispose]();
});

const access = () => world.access(CHOFU, '台帳の整合性確認');
const view = () => townOf(world, CHOFU).juki.reconciliation(access());
const stores = () => townOf(world, CHOFU).stores as unknown as [Store<TownTables>, Store<AddresseeTables>];

async function run() {
  await townOf(world, CHOFU).juki.startReconciliation(access());
  await world.settle();
  const { run, differences } = await view();
  expect(run?.finishedAt).toBeDefined();
  return differences.map(({ kind, addresseeNumber, detail }) => ({ kind, addresseeNumber, detail }));
}

/** Mends everything that can be mended, and lets it arrive. */
async function mendAll() {
  const { juki } = townOf(world, CHOFU);
  for (const { differenceId, mendable } of (await view()).differences) {
    const outcome = await juki.mendDifference(differenceId, access());
    expect(outcome.accepted).toBe(mendable);
  }
  await world.settle();
}

async function personIdOf({ db, t }: Session<NationalTables>, code: string): Promise<string> {
  const [row] = await db
    .select()
    .from(t.jlisCodes)
    .where(eq(t.jlisCodes.codeHash, cipher.lookup(code)))
    .limit(1);
  return row?.personId ?? '';
}

async function changeAtJlis(code: string, values: Record<string, unknown>) {
  await national.write(async (session) => {
    const { db, t } = session;
    await db
      .update(t.jlisPersons)
      .set(values)
      .where(eq(t.jlisPersons.personId, await personIdOf(session, code)));
  });
}

async function unifiedNumberOf(addresseeNumber: string): Promise<string> {
  const [, addressee] = stores();
  const [link] = await addressee.read(({ db, t }) =>
    db.select().from(t.addresseeLinks).where(eq(t.addresseeLinks.addresseeNumber, addresseeNumber)).limit(1),
  );
  return link?.unifiedAddresseeNumber ?? '';
}

test('静かな世界には、差異が一つもない', async () => {
  expect(await run()).toEqual([]);
  const state = await view();
  expect(state.run).toMatchObject({ found: 0, startedBy: '窪田　直子' });
  expect(state.run?.compared).toBeGreaterThan(50);
});

describe('差異は見つかり、その方法で直る（住民基本台帳法第30条の6、共通機能標準仕様書）', () => {
  const expected = () => [
    { kind: 'unknownAtJlis', addresseeNumber: who(0).addresseeNumber },
    { kind: 'removedAtJlis', addresseeNumber: who(1).addresseeNumber, detail: '2026-11-20' },
    { kind: 'itemsAtJlis', addresseeNumber: who(2).addresseeNumber, detail: '氏名、住所' },
    { kind: 'stillAtJlis', addresseeNumber: dead },
    { kind: 'notNumbered', addresseeNumber: who(3).addresseeNumber },
    { kind: 'numberDiffers', addresseeNumber: who(4).addresseeNumber },
    { kind: 'unknownToInterlink', addresseeNumber: who(5).addresseeNumber },
    { kind: 'symbolMissing', addresseeNumber: who(6).addresseeNumber },
    { kind: 'copyMissing', addresseeNumber: who(7).addresseeNumber },
    { kind: 'copyOpen', addresseeNumber: dead },
  ];

  async function spoil() {
    const [, addressee] = stores();
    await national.write(async (session) => {
      const { db, t } = session;
      const personId = await personIdOf(session, who(0).code);
      await db.delete(t.jlisPersons).where(eq(t.jlisPersons.personId, personId));
      await db.delete(t.jlisNotices).where(eq(t.jlisNotices.personId, personId));
      await db
        .update(t.jlisCodes)
        .set({ personId: null, allottedTo: CHOFU })
        .where(eq(t.jlisCodes.codeHash, cipher.lookup(who(0).code)));
      const [row] = await db
        .select()
        .from(t.jlisPersons)
        .where(eq(t.jlisPersons.personId, await personIdOf(session, who(2).code)));
      const record = JSON.parse(cipher.decrypt(row?.sealed ?? ''));
      const sealed = cipher.encrypt(
        JSON.stringify({ ...record, name: { full: '別の　名' }, address: { ...record.address, lot: '999番地' } }),
      );
      await db
        .update(t.jlisPersons)
        .set({ sealed })
        .where(eq(t.jlisPersons.personId, row?.personId ?? ''));
    });
    await changeAtJlis(who(1).code, { municipalityCode: null, removedOn: '2026-11-20' });
    const [last] = PLAIN_FAMILIES[0]?.persons.slice(-1) ?? [];
    await changeAtJlis(residentRecordCodeOf(last?.key ?? ''), { municipalityCode: CHOFU, removedOn: null });
    const numbers = await Promise.all([3, 4, 5, 6, 7].map((index) => unifiedNumberOf(who(index).addresseeNumber)));
    const [, changed = '', unknown = '', symbolless = '', copyless = ''] = numbers;
    const open = await unifiedNumberOf(dead);
    await addressee.write(async ({ db, t }) => {
      await db.delete(t.addresseeLinks).where(eq(t.addresseeLinks.addresseeNumber, who(3).addresseeNumber));
      await db
        .update(t.unifiedAddressees)
        .set({ numberHash: 'another' })
        .where(eq(t.unifiedAddressees.unifiedAddresseeNumber, changed));
    });
    await national.write(async ({ db, t }) => {
      const at = (unified: string) =>
        and(
          eq(t.interlinkAddressees.municipalityCode, CHOFU),
          eq(t.interlinkAddressees.unifiedAddresseeNumber, unified),
        );
      const copies = (unified: string) =>
        and(eq(t.interlinkCopies.municipalityCode, CHOFU), eq(t.interlinkCopies.unifiedAddresseeNumber, unified));
      await db.delete(t.interlinkAddressees).where(at(unknown));
      await db
        .update(t.interlinkAddressees)
        .set({ state: 'none', symbol: null, symbolHash: null })
        .where(at(symbolless));
      await db.delete(t.interlinkCopies).where(copies(copyless));
      await db.update(t.interlinkCopies).set({ closedOn: null }).where(copies(open));
    });
  }

  const byKind = (a: { kind: string }, b: { kind: string }) => a.kind.localeCompare(b.kind);

  test('一つずつ壊すと、その種類の差異だけがその人に見つかる', async () => {
    await spoil();
    const found = await run();
    expect(found.toSorted(byKind)).toEqual(
      expected()
        .map((one) => ({ detail: undefined, ...one }))
        .toSorted(byKind),
    );
    // The list names items and never their content.
    expect(JSON.stringify(await view())).not.toContain('別の　名');
  });

  test('是正を押すと電文と付番の手続が動き、次の回には差異がない', async () => {
    await mendAll();
    expect((await view()).differences.every(({ state }) => state === 'mending')).toBe(true);
    expect(await run()).toEqual([]);
    for (const { mailroom, addresseeMailroom } of world.towns) {
      expect(await mailroom.deadLetters()).toEqual([]);
      expect(await addresseeMailroom.deadLetters()).toEqual([]);
    }
    const person = await world.nation?.jlis.personOf(who(0).code);
    expect(person).toMatchObject({ municipalityCode: CHOFU, name: { full: expect.any(String) } });
  });
});

describe('自動では直せない差異', () => {
  test('ほかの市の住民とされた人、個人番号の違う人、台帳にいない人は、職員が確かめる', async () => {
    await changeAtJlis(who(8).code, { municipalityCode: '011011' });
    const [family] = PLAIN_FAMILIES;
    await world.nation?.jlis.adoptPerson({
      residentRecordCode: '24727059608',
      name: { full: '迷子　太郎' },
      bornOn: exactDate('1990-01-01'),
      sex: '1',
      address: addressOf(CHOFU, family?.address ?? PLAIN_FAMILIES[1]?.address ?? never()),
      municipalityCode: CHOFU,
      since: '2020-01-01',
    });
    expect((await run()).map(({ kind }) => kind).toSorted()).toEqual(['elsewhereAtJlis', 'onlyAtJlis']);
    await mendAll();
    expect((await view()).differences).toHaveLength(2);
    const { juki } = townOf(world, CHOFU);
    const [first] = (await view()).differences;
    const id = first?.differenceId ?? '';
    expect(await juki.closeDifference(id, access())).toMatchObject({ accepted: true });
    expect(await juki.closeDifference(id, access())).toMatchObject({ refusal: { code: 'gone' } });
    expect((await view()).differences).toHaveLength(1);
    // Closed is not mended: the next run finds it again.
    expect(await run()).toHaveLength(2);
  });

  test('J-LISの個人番号だけが違う人は、番号を明かさずに見つかり、J-LISが正しくなれば次の回に消える', async () => {
    const own = who(9).code;
    const change = async (edit: (record: Record<string, string>) => object) => {
      const personId = await national.read((session) => personIdOf(session, own));
      await national.write(async ({ db, t }) => {
        const [row] = await db.select().from(t.jlisPersons).where(eq(t.jlisPersons.personId, personId));
        const record = JSON.parse(cipher.decrypt(row?.sealed ?? ''));
        const sealed = cipher.encrypt(JSON.stringify({ ...record, ...edit(record) }));
        await db.update(t.jlisPersons).set({ sealed }).where(eq(t.jlisPersons.personId, personId));
      });
      return personId;
    };
    let right = '';
    const wrong = '123456789018';
    await change(({ individualNumber = '' }) => {
      right = individualNumber;
      return { individualNumber: wrong };
    });
    const found = (await run()).filter(({ kind }) => kind === 'numberAtJlis');
    expect(found).toEqual([{ kind: 'numberAtJlis', addresseeNumber: who(9).addresseeNumber, detail: undefined }]);
    const shown = (await view()).differences.find(({ kind }) => kind === 'numberAtJlis');
    expect(shown).toMatchObject({ mendable: false, state: 'open' });
    for (const secret of [wrong, right]) expect(JSON.stringify(shown)).not.toContain(secret);
    // Nothing is written over by itself, here or there.
    const { juki } = townOf(world, CHOFU);
    expect((await juki.mendDifference(shown?.differenceId ?? '', access())).accepted).toBe(false);
    await change(() => ({ individualNumber: right }));
    expect((await run()).map(({ kind }) => kind)).not.toContain('numberAtJlis');
  });

  test('権限のない職員は、始めることも直すこともできない', async () => {
    const { juki } = townOf(world, CHOFU);
    const counter = { officer: world.officer(CHOFU, 'counter'), reason: '試み' };
    expect(await juki.startReconciliation(counter)).toMatchObject({ refusal: { code: 'notPermitted' } });
    const [first] = (await view()).differences;
    expect(await juki.mendDifference(first?.differenceId ?? '', counter)).toMatchObject({
      refusal: { code: 'notPermitted' },
    });
  });
});

describe('夜間と障害', () => {
  test('中間サーバーが止まっていれば待ち、動き出せば続きから終わる', async () => {
    world.nation?.faults.set('interlink', { down: true });
    const { juki } = townOf(world, CHOFU);
    await juki.startReconciliation(access());
    await world.settle();
    expect((await view()).run?.finishedAt).toBeUndefined();
    world.nation?.faults.clear();
    await juki.startReconciliation(access());
    await world.settle();
    expect((await view()).run?.finishedAt).toBeDefined();
  });

  test('毎月15日の夜に、ひとりでに始まる', async () => {
    const { juki } = townOf(world, '142051');
    const there = world.access('142051', '台帳の整合性確認');
    expect((await juki.reconciliation(there)).run).toBeUndefined();
    await world.travelTo('2026-12-15T15:30:00.000Z');
    expect((await juki.reconciliation(there)).run).toMatchObject({
      startedBy: 'システム',
      finishedAt: expect.any(String),
    });
  });
});

function never(): never {
  throw new Error('no address');
}
