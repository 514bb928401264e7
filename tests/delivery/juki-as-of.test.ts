import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findAudit } from '#db/audit.server.ts';
import { NEW_ADDRESS, OLD_ADDRESS, protectedFamily } from '#tests/engine/juki/family.ts';
import { pgliteStores, sqliteStores, type TestStores } from '#tests/support/stores.ts';
import { carryThrough, createJukiWorld, type JukiWorld, settle } from './juki-world.ts';

let world: JukiWorld;

describe.each([
  ['SQLite', () => sqliteStores()],
  ['PostgreSQL', () => pgliteStores()],
] as [string, () => TestStores][])('過去の時点の台帳（標準仕様書 1.2.1）: %s', (_, stores) => {
  beforeAll(async () => {
    world = await createJukiWorld({}, stores());
  }, 120_000);
  afterAll(() => world.close());

  it('転居の前の住所と世帯、転居が知られる前の内容を、それぞれ示す', async () => {
    const { chofu } = world;
    const family = await settle(world);
    const access = chofu.as('reception');
    const before = world.clock.now();
    world.clock.today = '2026-11-27';
    const newAddress = { ...OLD_ADDRESS, town: '国領町一丁目', lot: '2番地3' };
    await carryThrough(chofu, {
      kind: 'RegisterRelocation',
      householdNumber: family.householdNumber,
      movers: [family.wife, family.child],
      movedOn: '2026-11-20',
      notifiedOn: '2026-11-27',
      newAddress,
      household: { kind: 'new' },
      standings: [
        { addresseeNumber: family.wife, relationship: '世帯主', householder: true },
        { addresseeNumber: family.child, relationship: '子', householder: false },
      ],
    });
    const wife = { addresseeNumber: family.wife };
    const asOf = (on: string, knownAt?: string) => chofu.juki.registerAsOf({ on, knownAt }, wife, access);

    const after = await asOf('2026-11-20');
    expect(after.person).toMatchObject({ relationship: '世帯主', address: newAddress });
    expect(after.household?.members.map((one) => one.addresseeNumber)).toEqual([family.wife, family.child]);

    const past = await asOf('2026-11-19');
    expect(past.person).toMatchObject({ relationship: '妻', address: OLD_ADDRESS, historyNumber: 1 });
    expect(past.household?.members.map((one) => one.addresseeNumber)).toEqual(family.all);
    expect(past.household).toMatchObject({ headAddresseeNumber: family.head, householdNumber: family.householdNumber });

    const unknown = await asOf('2026-11-26', before);
    expect(unknown.person).toMatchObject({ relationship: '妻', address: OLD_ADDRESS });
    expect(unknown.recordedAt).toBe(before);

    const none = await asOf('2015-03-31');
    expect(none).toEqual({ moment: { on: '2015-03-31', knownAt: undefined } });
    const tooEarly = await asOf('2026-11-24', '2026-11-01T00:00:00.000Z');
    expect(tooEarly.person).toBeUndefined();

    const now = await asOf(world.clock.today);
    expect(now.person).toEqual(await chofu.juki.findResident(family.wife, access));
    const [entry] = await chofu.store.read((session) => findAudit(session, { act: 'registerAsOf', limit: 1 }));
    expect([...(entry?.subjects ?? [])].sort()).toEqual([family.wife, family.child].sort());

    const household = { householdNumber: family.householdNumber };
    const stayed = await chofu.juki.registerAsOf({ on: '2026-11-25' }, household, access);
    expect(stayed.household?.members.map((one) => one.addresseeNumber)).toEqual([family.head, family.mother]);
  });
});

describe('支援措置と過去の時点（標準仕様書 1.1.16）', () => {
  it('いま支援措置を受けている人の転出先は、措置の前の行からも見えない', async () => {
    const fresh = await createJukiWorld();
    const { chofu } = fresh;
    const family = await settle(fresh, protectedFamily());
    const destination = { ...NEW_ADDRESS, town: '隠町', lot: '四百四番地' };
    await carryThrough(
      chofu,
      {
        kind: 'RegisterMovingOut',
        householdNumber: family.householdNumber,
        movers: [family.wife, family.child],
        notifiedOn: fresh.clock.today,
        plannedOn: fresh.clock.today,
        destination,
        channel: 'counter',
        special: true,
        cardHolders: [family.wife],
      },
      'protectionOfficer',
    );
    // The row of a time when nobody was protected: as if the measure had come later.
    const clear = (body: string) => {
      const { protection: _, movingOut, ...row } = JSON.parse(chofu.cipher.decrypt(body));
      const { destinationHidden: __, ...items } = movingOut ?? {};
      return chofu.cipher.encrypt(JSON.stringify({ ...row, ...(movingOut ? { movingOut: items } : {}) }));
    };
    await chofu.store.write(async ({ db, t }) => {
      const rows = await db.select().from(t.snapshots);
      await db.delete(t.snapshots);
      for (const row of rows) await db.insert(t.snapshots).values({ ...row, body: clear(row.body) });
    });
    for (const addresseeNumber of [family.wife, family.child]) {
      const past = await chofu.juki.registerAsOf(
        { on: fresh.clock.today },
        { addresseeNumber },
        chofu.as('registryManager'),
      );
      expect(past.person).toMatchObject({ status: 'movedOut', protectedPerson: true });
      expect(JSON.stringify(past)).not.toContain('隠町');
    }
    await fresh.close();
  });
});

describe('異動履歴の一覧', () => {
  it('新しい行から決まった数だけを読み、その前の行は続きとして読む', async () => {
    const fresh = await createJukiWorld();
    const { chofu } = fresh;
    const family = await settle(fresh);
    const name = { full: '試験　太郎1', kanaConfirmed: true };
    for (const kana of ['シケン　イチ', 'シケン　ニ', 'シケン　サン']) {
      await carryThrough(chofu, {
        kind: 'RegisterCorrection',
        basis: 'exOfficio',
        householdNumber: family.householdNumber,
        corrections: [{ addresseeNumber: family.head, items: { name: { ...name, kana } } }],
        correctedOn: fresh.clock.today,
        notifiedOn: fresh.clock.today,
        ground: '調査',
      });
    }
    const access = chofu.as('reception');
    const numbers = async (page?: { before?: number; limit: number }) =>
      (await chofu.juki.changesOf(family.head, access, page)).map((one) => one.historyNumber);
    expect(await numbers()).toEqual([1, 2, 3, 4]);
    expect(await numbers({ limit: 2 })).toEqual([3, 4]);
    expect(await numbers({ limit: 2, before: 3 })).toEqual([1, 2]);
    await fresh.close();
  });
});
