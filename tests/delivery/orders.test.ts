import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { formatAddress } from '#app/vocabulary/addresses.ts';
import type { Fault } from '#mocks/faults.ts';
import {
  CHOFU,
  codesOf,
  DESTINATIONS,
  FUJISAWA,
  type Moment,
  moveBetweenTowns,
  numbersOf,
  PLAIN_FAMILIES,
  type StoryEnd,
  townOf,
} from '#tests/support/story.ts';
import { openWorld, type World } from '#tests/support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world[Symbol.asyncDispose]());
afterEach(() => world.nation?.faults.clear());

const families = PLAIN_FAMILIES.filter(({ persons }) => persons.length > 1).values();
function nextFamily() {
  const { value } = families.next();
  if (!value) throw new Error('no family is left');
  return value;
}

function jlis(fault: Fault): void {
  world.nation?.faults.set('jlis', fault);
}

/** The one end that the story has, whatever the line did: everybody has moved, exactly once, and everybody knows it. */
async function checkEnd({ family, movedInOn, household }: StoryEnd): Promise<void> {
  const old = townOf(world, CHOFU).juki;
  const present = townOf(world, FUJISAWA).juki;
  const [before, after] = [world.access(CHOFU, '転出の確認'), world.access(FUJISAWA, '転入の確認')];
  for (const number of numbersOf(family)) {
    expect(await old.findResident(number, before)).toMatchObject({
      status: 'movedOut',
      removed: { on: movedInOn },
      movingOut: { plannedOn: movedInOn, confirmed: { movedInOn, address: DESTINATIONS[FUJISAWA] } },
    });
    const changes = await old.changesOf(number, before);
    // Migrated, notified, removed, notice: nothing twice.
    expect(changes.map(({ historyNumber }) => historyNumber)).toEqual([1, 2, 3, 4]);
  }
  expect(household.members.map(({ name, relationship }) => `${relationship} ${name.full}`)).toEqual(
    family.persons.map(({ name, relationship }) => `${relationship} ${name.full}`),
  );
  for (const member of household.members) {
    expect(member).toMatchObject({ status: 'resident', historyNumber: 1, becameResidentOn: { on: movedInOn } });
    const { steps } = await present.numberingOf(member.addresseeNumber, after);
    expect(steps.filter(({ state }) => state !== 'done')).toEqual([]);
  }
  for (const code of codesOf(family)) {
    const person = await world.nation?.jlis.personOf(code);
    expect(person).toMatchObject({ municipalityCode: FUJISAWA, since: movedInOn });
    expect(person && formatAddress(person.address)).toBe(formatAddress(DESTINATIONS[FUJISAWA]));
  }
  for (const [town, access] of [
    [old, before],
    [present, after],
  ] as const) {
    expect(await town.workItems(access)).toEqual([]);
  }
  for (const { mailroom, addresseeMailroom } of world.towns) {
    for (const room of [mailroom, addresseeMailroom]) {
      expect(await room.unreadable()).toEqual([]);
      expect(await room.waiting()).toEqual([]);
      expect(await room.deadLetters()).toEqual([]);
    }
  }
}

describe('住基ネットの障害のもとでの転出から転入通知まで（住民基本台帳法第24条の2、第9条、標準仕様書7.1.1.1）', () => {
  it('何事もなければ、確認済みの転出証明書情報で進む', async () => {
    const end = await moveBetweenTowns(world, nextFamily());
    expect(end.confirmed).toBe(true);
    await checkEnd(end);
  });

  it('すべての電文が二度届いても、同じ結果になる', async () => {
    jlis({ duplicate: true });
    await checkEnd(await moveBetweenTowns(world, nextFamily()));
  });

  it('電文が逆の順で届いても、同じ結果になる', async () => {
    jlis({ outOfOrder: true, duplicate: true });
    await checkEnd(await moveBetweenTowns(world, nextFamily()));
  });

  it('答えが途中で失われても、同じ結果になる', async () => {
    const losing: Moment[] = ['before', 'night', 'registered'];
    const end = await moveBetweenTowns(world, nextFamily(), (moment) => {
      if (losing.includes(moment)) jlis({ lost: true, times: 4 });
    });
    await checkEnd(end);
  });

  it('読めない答えが返っても、同じ結果になる', async () => {
    const end = await moveBetweenTowns(world, nextFamily(), (moment) => {
      if (moment === 'before' || moment === 'registered') jlis({ malformed: true, times: 4 });
    });
    await checkEnd(end);
  });

  it('転出届の後と転入の後に止まって、それから動いても、同じ結果になる', async () => {
    const family = nextFamily();
    const end = await moveBetweenTowns(world, family, async (moment) => {
      if (moment === 'filed' || moment === 'registered') jlis({ down: true });
      if (moment === 'registered') {
        await world.settle();
        const left = await townOf(world, CHOFU).juki.findResident(
          numbersOf(family)[0] ?? '',
          world.access(CHOFU, '転出の確認'),
        );
        // The night run needs nobody else; the notice cannot come yet.
        expect(left).toMatchObject({ status: 'movedOut' });
        expect(left?.movingOut?.confirmed).toBeUndefined();
      }
      if (moment === 'counter' || moment === 'after') world.nation?.faults.clear();
    });
    await checkEnd(end);
  });

  it('旧市が黙っていれば事前通知で転入し、後で同じ結果になる（A11）', async () => {
    const end = await moveBetweenTowns(world, nextFamily(), (moment) => {
      if (moment === 'counter') jlis({ silent: [CHOFU] });
      if (moment === 'after') world.nation?.faults.clear();
    });
    expect(end.confirmed).toBe(false);
    await checkEnd(end);
  });
});
