import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Change } from '#app/juki/core/events.ts';
import { evolve } from '#app/juki/core/evolve.ts';
import { EMPTY_SLICE } from '#app/juki/core/register.ts';
import { addDays } from '#app/vocabulary/dates.ts';
import { createCipher } from '#db/cipher.ts';
import type { FamilyFixture } from '#db/fixtures/types.ts';
import { openStore } from '#db/open.server.ts';
import { nationalTables, townTables } from '#db/schema/index.ts';
import { residencesOf } from '#mocks/jlis/residence.ts';
import { joined, overlaps, type Period, periodsOf } from '#tests/engine/properties/residence-periods.ts';
import {
  CHOFU,
  certificateAtCounter,
  codesOf,
  DESTINATIONS,
  FUJISAWA,
  fileMovingOut,
  moveIn,
  NAKA,
  numbersOf,
  oldAddressOf,
  PLAIN_FAMILIES,
  perform,
  settleFully,
  today,
  townOf,
  travelDays,
} from '#tests/support/story.ts';
import { openWorld, type World } from '#tests/support/world.ts';

const SEED = Number(process.env.PROPERTY_SEED ?? Date.now() % 2 ** 31);

/** What happens to one family, each part of it possible in life. */
interface Course {
  /** 転出予定日, from the day of filing. */
  plannedIn: number;
  /** Real day of moving, from the planned one. */
  shift: number;
  /** Days from the move to the counter. */
  visitAfter: number;
  /** The plan named another town. */
  elsewhere: boolean;
  cancelled: 'no' | 'atOnce' | 'afterwards';
  returns: boolean;
  line: 'good' | 'duplicate' | 'outOfOrder' | 'lossy' | 'downUntilEnd';
}

const course: fc.Arbitrary<Course> = fc.record({
  plannedIn: fc.integer({ min: -4, max: 6 }),
  shift: fc.integer({ min: -3, max: 3 }),
  visitAfter: fc.integer({ min: 0, max: 4 }),
  elsewhere: fc.boolean(),
  cancelled: fc.constantFrom('no' as const, 'no' as const, 'no' as const, 'atOnce' as const, 'afterwards' as const),
  returns: fc.boolean(),
  line: fc.constantFrom('good', 'duplicate', 'outOfOrder', 'lossy', 'downUntilEnd'),
});

/** Each played on every run: what the random ones may miss. */
const ALWAYS: [Course][] = [
  [{ plannedIn: 5, shift: -2, visitAfter: 0, elsewhere: false, cancelled: 'no', returns: true, line: 'duplicate' }],
  [{ plannedIn: 2, shift: 0, visitAfter: 1, elsewhere: true, cancelled: 'no', returns: false, line: 'outOfOrder' }],
  [{ plannedIn: 3, shift: -3, visitAfter: 4, elsewhere: false, cancelled: 'no', returns: false, line: 'downUntilEnd' }],
  [{ plannedIn: 1, shift: 2, visitAfter: 0, elsewhere: false, cancelled: 'afterwards', returns: false, line: 'lossy' }],
];

const families = PLAIN_FAMILIES.values();

describe(`実際の保存と伝送での居住の不変条件（住民基本台帳法第8条・第9条、施行令第13条、PROPERTY_SEED=${SEED}）`, () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world[Symbol.asyncDispose]());

  function faults() {
    if (!world.nation) throw new Error('no nation');
    return world.nation.faults;
  }

  async function live(family: FamilyFixture, one: Course): Promise<void> {
    if (one.line === 'duplicate') faults().set('jlis', { duplicate: true });
    if (one.line === 'outOfOrder') faults().set('jlis', { outOfOrder: true, duplicate: true });
    const plannedOn = addDays(today(world), one.plannedIn);
    const destination = DESTINATIONS[one.elsewhere ? NAKA : FUJISAWA];
    const { movingOutId = '' } = await fileMovingOut(world, family, { plannedOn, destination });
    // In the planned town nobody ever comes: they are real people who go where the course sends them.
    await settleFully(world);
    if (one.elsewhere) await world.nation?.otherRegisters.setPlan(movingOutId, 'never');
    if (one.line === 'lossy') faults().set('jlis', { lost: true, times: 3 });
    if (one.cancelled === 'atOnce') {
      await cancel(family, movingOutId);
      return;
    }
    const movedInOn = addDays(plannedOn, one.shift);
    const visitOn = addDays(movedInOn, one.visitAfter);
    while (today(world) < visitOn) await travelDays(world, 1);
    if (one.cancelled === 'afterwards') {
      await cancel(family, movingOutId);
      return;
    }
    await arrive(family, movedInOn, one);
    if (!one.returns) return;
    faults().clear();
    await settleFully(world);
    await travelDays(world, 2);
    await goBack(family);
  }

  function cancel(family: FamilyFixture, movingOutId: string): Promise<unknown> {
    return perform(world, CHOFU, {
      kind: 'CancelMovingOut',
      movingOutId,
      movers: numbersOf(family),
      reason: '申出による',
    });
  }

  async function arrive(family: FamilyFixture, movedInOn: string, one: Course): Promise<void> {
    const [code = ''] = codesOf(family);
    await settleFully(world);
    const { certificate } = await certificateAtCounter(world, FUJISAWA, code, CHOFU);
    if (one.line === 'downUntilEnd') faults().set('jlis', { down: true });
    await moveIn(world, FUJISAWA, certificate, { movedInOn, newAddress: DESTINATIONS[FUJISAWA] });
    await world.settle();
    // The nights go on while the notice is under way.
    await travelDays(world, 4);
  }

  /** 再転入: after some days they live where they had lived. */
  async function goBack(family: FamilyFixture): Promise<void> {
    const access = world.access(FUJISAWA, '転出届の審査');
    const { juki } = townOf(world, FUJISAWA);
    const [head] = (await juki.findResidents({ name: family.persons[0]?.name.full }, access)).residents;
    const household = head && (await juki.findHousehold(head.householdNumber, access));
    if (!household) throw new Error('nobody lives there');
    const movers = household.members.map((member) => member.addresseeNumber);
    await perform(world, FUJISAWA, {
      kind: 'RegisterMovingOut',
      householdNumber: household.householdNumber,
      movers,
      notifiedOn: today(world),
      plannedOn: today(world),
      destination: oldAddressOf(family),
      channel: 'online',
      special: true,
      cardHolders: movers,
    });
    await settleFully(world);
    const [code = ''] = codesOf(family);
    const { certificate } = await certificateAtCounter(world, CHOFU, code, FUJISAWA);
    await moveIn(world, CHOFU, certificate, { movedInOn: today(world) });
  }

  async function periodsIn(town: string): Promise<Map<string, Period[]>> {
    const { dataDir, dataKey } = world.services.config;
    const cipher = createCipher(dataKey);
    const store = await openStore(townTables, { sqlite: `${dataDir}/town-${town}.db` }, 'town', { durable: false });
    const rows = await store.read(({ db, t }) => db.select().from(t.ledger).orderBy(t.ledger.position));
    await store.close();
    const ledger = rows.map(({ body }): Change => JSON.parse(cipher.decrypt(body)));
    return periodsOf(town, ledger, ledger.reduce(evolve, EMPTY_SLICE));
  }

  async function knownToJlis(code: string): Promise<Period[]> {
    const { dataDir, dataKey } = world.services.config;
    const store = await openStore(nationalTables, { sqlite: `${dataDir}/national.db` }, 'national', { durable: false });
    const rows = await store.read(({ db, t }) =>
      db
        .select({ notice: t.jlisNotices })
        .from(t.jlisNotices)
        .innerJoin(t.jlisCodes, eq(t.jlisCodes.personId, t.jlisNotices.personId))
        .where(eq(t.jlisCodes.codeHash, createCipher(dataKey).lookup(code))),
    );
    await store.close();
    return residencesOf(rows.map(({ notice }) => notice)).map(({ municipalityCode: town, from, to }) => ({
      town,
      from,
      to,
    }));
  }

  async function checkResidences(family: FamilyFixture, one: Course): Promise<void> {
    const [old, present] = [await periodsIn(CHOFU), await periodsIn(FUJISAWA)];
    for (const code of codesOf(family)) {
      const periods = [...(old.get(code) ?? []), ...(present.get(code) ?? [])];
      expect(overlaps(periods)).toEqual([]);
      expect(joined(await knownToJlis(code))).toEqual(joined(periods));
      const [now] = periods.filter(({ to }) => to === undefined);
      const lives = one.cancelled === 'no' && !one.returns ? FUJISAWA : CHOFU;
      expect(now?.town).toBe(lives);
      expect((await world.nation?.jlis.personOf(code))?.municipalityCode).toBe(lives);
    }
    for (const code of [CHOFU, FUJISAWA]) {
      const { juki, mailroom } = townOf(world, code);
      expect(await juki.workItems(world.access(code, '要対応の確認'))).toEqual([]);
      expect(await mailroom.unreadable()).toEqual([]);
      expect(await mailroom.deadLetters()).toEqual([]);
      // Nobody doubled: one row for each name in each register, removed or not.
      for (const { name } of family.persons) {
        const { residents: found } = await juki.findResidents(
          { name: name.full, includeRemoved: true },
          world.access(code, '二重登録の確認'),
        );
        expect(found.filter((row) => row.name.full === name.full).length).toBeLessThanOrEqual(1);
      }
    }
  }

  it('電文の重複・順序・遅れ・障害によらず、どの日も二つの台帳になく、J-LISは台帳と同じである', async () => {
    await fc.assert(
      fc.asyncProperty(course, async (one) => {
        const { value: family } = families.next();
        if (!family) throw new Error('no family is left');
        await live(family, one);
        faults().clear();
        await settleFully(world);
        // Everything that was planned has come.
        await travelDays(world, 8);
        await settleFully(world);
        await checkResidences(family, one);
      }),
      // A family cannot live its life twice: no shrinking.
      { seed: SEED, numRuns: 10, examples: ALWAYS, endOnFailure: true },
    );
  }, 300_000);
});
