import { afterAll, beforeAll, expect, test } from 'vitest';
import { tokyoInstant } from '#app/vocabulary/tokyo.ts';
import { movingIn, NEW_ADDRESS, TODAY } from '#tests/engine/juki/family.ts';
import { pgliteStores } from '#tests/support/stores.ts';
import { carryThrough, codeOf, createJukiWorld, type JukiWorld, settle } from './juki-world.ts';

let world: JukiWorld;
beforeAll(async () => {
  world = await createJukiWorld({}, pgliteStores());
});
afterAll(() => world.close());

test('PostgreSQLでも、二人が同時に世帯を取れば一人だけが取り、電文は待ち、支援措置は終わりまで効く', async () => {
  const { chofu, fujisawa } = world;
  const family = await settle(world);
  await carryThrough(chofu, {
    kind: 'RegisterMovingOut',
    householdNumber: family.householdNumber,
    movers: family.all,
    notifiedOn: TODAY,
    plannedOn: TODAY,
    destination: NEW_ADDRESS,
    channel: 'counter',
    special: true,
    cardHolders: [family.head],
  });
  await world.carry();
  const certificate = await fujisawa.juki.openAdvanceNotice(codeOf(1), fujisawa.as('counter'));
  if (!certificate) throw new Error('no 事前通知');
  await carryThrough(fujisawa, movingIn(certificate, { movedInOn: TODAY, notifiedOn: TODAY }));

  const both = await Promise.all(
    ['鈴木', '田中'].map((id) => chofu.juki.lockHousehold(family.householdNumber, chofu.as('reception', id))),
  );
  expect(both.filter((one) => one.accepted)).toHaveLength(1);
  await world.carry();
  const officer = chofu.as('protectionOfficer');
  const confirmed = async () => (await chofu.juki.findResident(family.head, officer))?.movingOut?.confirmed;
  expect(await confirmed()).toBeUndefined();
  world.clock.now = () => tokyoInstant(TODAY, '09:21');
  await world.carry();
  expect(await confirmed()).toMatchObject({ movedInOn: TODAY });

  const entered = await chofu.juki.protect(
    {
      kind: 'EnterProtection',
      receivedOn: TODAY,
      applicant: family.wife,
      coApplicants: [family.child],
      application: {
        ground: 'stalking',
        abusers: [],
        papers: ['currentAddress'],
        formerAddress: '',
        registeredDomicile: '',
        consulted: '調布警察署',
        opinion: '',
      },
    },
    officer,
  );
  if (!entered.accepted) throw new Error(entered.refusal.sentence);
  const wife = await chofu.juki.findResident(family.wife, officer);
  expect(wife).toMatchObject({
    protectedPerson: true,
    movingOut: { plannedAddress: { municipality: '（表示しません）' } },
  });
  expect(await confirmed()).toBeUndefined();
  await chofu.juki.protect({ kind: 'EndProtection', ...entered.value, endedOn: TODAY, reason: '本人の申出' }, officer);
  expect(await chofu.juki.protections(officer)).toMatchObject({ accepted: true, value: [] });
  expect(await confirmed()).toMatchObject({ movedInOn: TODAY });
});
