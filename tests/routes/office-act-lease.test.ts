import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as person from '#app/routes/office.$town.residents.$number.tsx';
import { formClerk, numberOf, standing } from '#tests/support/act-forms.ts';
import { CHOFU, townOf } from '#tests/support/story.ts';
import { openWorld, type World } from '#tests/support/world.ts';

vi.setConfig({ testTimeout: 60_000 });

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

const SATO = numberOf('sato-kenji');
const nameOf = (slug: string) => world.officer(CHOFU, slug).name;
const later = (minutes: number) => new Date(Date.parse(world.clock.now()) + minutes * 60_000).toISOString();

async function personPage(slug: string) {
  const { office } = townOf(world, CHOFU);
  const lookup = await office.people.openLookup(world.officer(CHOFU, slug), {
    reason: '窓口の届出のため',
    query: { addresseeNumber: SATO },
  });
  const path = `/office/${CHOFU}/residents/${SATO}?lookup=${lookup}`;
  return (await formClerk(world, slug).browser.load(person, path, { town: CHOFU, number: SATO })).data;
}

const MOVE = {
  movedOn: '令和8年11月20日',
  'newAddress.town': '布田三丁目',
  'newAddress.lot': '1番地2',
  'household.kind': 'same',
};

describe('書式を開いた職員が世帯を押さえる（標準仕様書10.3）', () => {
  it('ほかの職員には、だれがいつまで処理しているかを言って始めさせず、照会はできる', async () => {
    const form = await formClerk(world).open('relocation', SATO);
    expect(form.screen.lease).toMatchObject({ until: later(20) });
    const other = await formClerk(world, 'counter').open('head-change', SATO);
    expect(other.status).toBe(200);
    expect(other.screen.specs).toBeUndefined();
    expect(other.screen.obstacle).toContain(`${nameOf('desk')}さんがこの世帯を処理しています`);
    expect(await personPage('counter')).toMatchObject({
      colleague: { officerName: nameOf('desk'), until: later(20) },
    });
    expect((await personPage('desk')).colleague).toBeUndefined();
  });

  it('「入力をやめる」を押すとすぐに空き、次の職員が始められる', async () => {
    const form = await formClerk(world).open('relocation', SATO);
    expect(await form.send({}, 'leave')).toMatchObject({ status: 302, location: `/office/${CHOFU}/acts` });
    expect((await personPage('counter')).colleague).toBeUndefined();
    const other = await formClerk(world, 'counter').open('head-change', SATO);
    expect(other.screen.specs).toBeDefined();
    await other.send({}, 'leave');
  });

  it('時間が過ぎれば同僚が引き継ぎ、前の職員の入力は断られても消えない', async () => {
    const old = await formClerk(world).open('relocation', SATO);
    world.clock.set(later(21));
    const taken = await formClerk(world, 'counter').open('relocation', SATO);
    expect(taken.screen.lease).toMatchObject({ until: later(20) });
    const refused = await old.send(MOVE);
    expect(refused).toMatchObject({ status: 409, data: { refusal: { code: 'E09' } } });
    expect(refused.data.refusal.sentence).toContain(nameOf('counter'));
    expect(standing(refused.data.screen.specs)).toMatchObject({ 'newAddress.lot': '1番地2' });
    await taken.send({}, 'leave');
    // Nobody has changed anything meanwhile: the same form goes through.
    expect(await old.send(MOVE)).toMatchObject({ status: 302 });
  });
});
