import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as cards from '#app/routes/office.$town.arrivals.$case_.cards.tsx';
import * as certificate from '#app/routes/office.$town.arrivals.$case_.certificate.tsx';
import * as done from '#app/routes/office.$town.arrivals.$case_.done.tsx';
import * as filing from '#app/routes/office.$town.arrivals.$case_.filing.tsx';
import * as household from '#app/routes/office.$town.arrivals.$case_.household.tsx';
import { getPerson } from '#db/fixtures/families.ts';
import { caseOf, counterOf, movedOut, plain, relationships, saidOf } from '#tests/support/counter-story.ts';
import { FUJISAWA, townOf, travelDays } from '#tests/support/story.ts';
import { openWorld, type World } from '#tests/support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

// A whole story each, and the machine may have other things to do.
vi.setConfig({ testTimeout: 90_000 });

const counter = (caseId: string) => counterOf(world, caseId);

describe('カードの書換え（施行令第30条の20）', () => {
  async function registered(filer: string) {
    const { receiptNumber } = await movedOut(world, filer);
    await travelDays(world, 6, '10:00');
    const desk = counter(await caseOf(world, receiptNumber));
    const name = getPerson(filer).person.name.full;
    await desk.checkIn(name);
    await desk.readCard(filer);
    await desk.confirm();
    const { data } = await desk.load(certificate, 'certificate');
    await desk.press(certificate, 'certificate', { ...saidOf(data.page), movedInOn: data.prefilled.movedInOn });
    await desk.press(household, 'household', { act: 'choose', kind: 'new', ...relationships(await desk.page()) });
    const { digest } = (await desk.load(filing, 'filing')).data.paper;
    await desk.press(filing, 'filing', { act: 'sign', method: 'pad', signedBy: name, digest });
    return desk;
  }
  const firstCard = async (desk: ReturnType<typeof counter>) => (await desk.page()).cards[0];

  it('書込みの返事が失われても二重に書かず、端末に確かめてから続きを行う', async () => {
    const desk = await registered(plain(8));
    // The write is done, its answer is lost on the way.
    world.nation?.faults.set('card-terminal', { lost: true });
    const task = await firstCard(desk);
    await desk.press(cards, 'cards', { act: 'rewrite', task: task.id });
    world.nation?.faults.clear('card-terminal');
    expect(['waiting', 'inRepair']).toContain((await firstCard(desk)).state);
    await desk.press(cards, 'cards', { act: 'rewrite', task: task.id });
    const written = await firstCard(desk);
    expect(written.state).toBe('confirmed');
    await desk.press(cards, 'cards', { act: 'rewrite', task: task.id });
    expect(await firstCard(desk)).toEqual(written);
  });

  it('書込みと確認の間で止まっても、機械が端末に確かめて終わらせる', async () => {
    const desk = await registered(plain(9));
    const task = await firstCard(desk);
    // Reading and writing are answered; the confirmation is not.
    const { fetch: reach } = globalThis;
    globalThis.fetch = (input, init) =>
      String(input).endsWith('/confirmation') ? Promise.reject(new Error('the line is cut')) : reach(input, init);
    try {
      await desk.press(cards, 'cards', { act: 'rewrite', task: task.id });
      expect((await firstCard(desk)).state).toBe('written');
    } finally {
      globalThis.fetch = reach;
    }
    await townOf(world, FUJISAWA).office.advance();
    expect((await firstCard(desk)).state).toBe('confirmed');
  });

  it('カードを忘れた人の分は後日に回せて、期限が案内される', async () => {
    const desk = await registered(plain(10));
    const task = await firstCard(desk);
    await desk.press(cards, 'cards', { act: 'leaveOut', task: task.id, reason: 'notBrought' });
    const { data } = await desk.load(done, 'done');
    expect(data.page.cards[0]).toMatchObject({ state: 'leftOut', note: 'カードを持っていない' });
    expect(data.handouts.map(({ title }: { title: string }) => title)).toContain('カードの継続利用');
    await desk.press(cards, 'cards', { act: 'takeUp', task: task.id });
    expect((await firstCard(desk)).state).toBe('waiting');
  });
});
