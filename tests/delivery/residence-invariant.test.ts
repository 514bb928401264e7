import fc from 'fast-check';
import { describe, test } from 'vitest';
import { SEED } from '#tests/support/property-seed.ts';
import { openWorld } from '#tests/support/world.ts';
import { type Course, LINES, Told } from './told-autumn.ts';

/** Lives of random families that are told on each line; those that are told at once, in one world, share its days. */
const LIVES = Number(process.env.PROPERTY_LIVES ?? 300) / LINES.length;
const TOGETHER = 26;

const course: fc.Arbitrary<Course> = fc.record({
  plannedIn: fc.integer({ min: -4, max: 6 }),
  shift: fc.integer({ min: -3, max: 3 }),
  visitAfter: fc.integer({ min: 0, max: 4 }),
  elsewhere: fc.boolean(),
  cancelled: fc.constantFrom('no' as const, 'no' as const, 'no' as const, 'atOnce' as const, 'afterwards' as const),
  returns: fc.boolean(),
});

const plain: Course = {
  plannedIn: 5,
  shift: -2,
  visitAfter: 0,
  elsewhere: false,
  cancelled: 'no',
  returns: true,
};
/** Told in every world: what the random ones may miss. */
const ALWAYS: Course[] = [
  plain,
  { ...plain, plannedIn: 2, shift: 0, visitAfter: 1, elsewhere: true, returns: false },
  { ...plain, plannedIn: 3, shift: -3, visitAfter: 4, returns: false },
  { ...plain, plannedIn: 1, shift: 2, cancelled: 'afterwards', returns: false },
];

describe(`実際の保存と伝送での居住の不変条件（住民基本台帳法第8条・第9条、施行令第13条、PROPERTY_SEED=${SEED}）`, () => {
  test.each(LINES)(
    '電文の重複・順序・遅れ・障害（%s）によらず、どの日も二つの台帳になく、J-LISは台帳と同じである',
    async (line) => {
      await fc.assert(
        fc.asyncProperty(fc.array(course, { minLength: TOGETHER, maxLength: TOGETHER }), async (courses) => {
          await using world = await openWorld();
          const told = new Told(world, line);
          await told.tell([...ALWAYS, ...courses]);
          await told.checkResidences();
          await told.checkOffices();
        }),
        // A family cannot live its life twice in one world, and a world is costly: no shrinking.
        { seed: SEED, numRuns: Math.ceil(LIVES / (TOGETHER + ALWAYS.length)), endOnFailure: true },
      );
    },
    3_600_000,
  );
});
