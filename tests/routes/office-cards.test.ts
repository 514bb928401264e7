import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { CARD_LINE_BACK } from '#app/office/cards/card-task.ts';
import * as receipt from '#app/routes/office.$town.arrivals.$case_.card-receipt.ts';
import * as cards from '#app/routes/office.$town.arrivals.$case_.cards.tsx';
import * as cardsReturn from '#app/routes/office.$town.arrivals.$case_.cards-return.tsx';
import * as done from '#app/routes/office.$town.arrivals.$case_.done.tsx';
import * as list from '#app/routes/office.$town.cards.tsx';
import { cardIdOf } from '#db/fixtures/records.ts';
import { type counterOf, PIN, plain, registeredAtCounter } from '#tests/support/counter-story.ts';
import { officeBrowser, pinPad } from '#tests/support/office-story.ts';
import { FUJISAWA, PLAIN_FAMILIES, townOf } from '#tests/support/story.ts';
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

describe('カードの書換え（施行令第30条の20）', () => {
  const registered = (filer: string) => registeredAtCounter(world, filer);
  /** A family of several cards that are all as usual, registered together. */
  async function withFamily(place: number) {
    const families = PLAIN_FAMILIES.filter(
      ({ persons }) =>
        persons.filter(({ card }) => card).length > 1 &&
        persons.every(({ card }) => !card || (!card.note && !card.pins)),
    );
    const family = families.at(-place)?.persons.flatMap(({ key, card }) => (card ? [key] : [])) ?? [];
    return { family, desk: await registered(family[0] ?? '') };
  }
  async function receiptOf(caseId: string): Promise<string> {
    const made = await townOf(world, FUJISAWA).office.papers.cardReceipt(world.officer(FUJISAWA), caseId);
    if (!('file' in made)) throw new Error(made.missing.join());
    const document = await getDocumentProxy(new Uint8Array(made.file), { verbosity: 0 });
    return (await extractText(document, { mergePages: true })).text.replace(/\s/g, '');
  }
  const firstCard = async (desk: ReturnType<typeof counterOf>) => (await desk.page()).cards[0];

  it('書込みの返事が失われても二重に書かず、端末に確かめてから続きを行う', async () => {
    const desk = await registered(plain(8));
    // The write is done, its answer is lost on the way.
    world.nation?.faults.set('card-terminal', { lost: true });
    const task = await firstCard(desk);
    await desk.press(cards, 'cards', { act: 'rewrite', task: task.id });
    world.nation?.faults.clear('card-terminal');
    expect((await firstCard(desk)).state).toBe('queued');
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

  it('家族のカードは、一度の操作でまとめて始まり、それぞれの暗証番号で次の方へ進み、署名用電子証明書も発行される', async () => {
    const { family, desk } = await withFamily(2);
    const { cards: tasks, signers } = await desk.page();
    expect(tasks.length).toBeGreaterThan(1);
    const signing = signers.map((place: number) => tasks[place].id);
    let { location } = await desk.press(cards, 'cards', { act: 'family', signing });
    // The card that lies in the terminal is written without another PIN.
    expect((await firstCard(desk)).state).toBe('confirmed');
    for (const key of family.slice(1)) {
      expect(location).toContain('/card-terminal/pads/');
      await pinPad().read(location ?? '', cardIdOf(key), PIN);
      const task = (await desk.page()).cards.find(({ state }: { state: string }) => state === 'waiting');
      ({ location } = await desk.load(cardsReturn, `cards-return?all=1&task=${task.id}`));
    }
    expect(location).toMatch(/\/cards$/);
    for (const [place, { state, signing: made }] of (await desk.page()).cards.entries()) {
      expect(state).toBe('confirmed');
      expect(made).toBe(signers.includes(place) ? 'issued' : undefined);
    }
  });

  it('国のシステムが止まっていれば、申出を受け付けて受付票を渡し、残りの一覧に載せる', async () => {
    const { desk } = await withFamily(3);
    const { cards: tasks, cardHolders } = await desk.page();
    world.nation?.faults.set('card-terminal', { down: true });
    const { location } = await desk.press(cards, 'cards', { act: 'family' });
    expect(location).toMatch(/\/cards$/);
    const { data } = await desk.load(cards, 'cards');
    expect(data.page.silent).toMatchObject([{ code: 'cardTerminal' }]);
    expect(data.page.cards.map(({ state }: { state: string }) => state)).toEqual(tasks.map(() => 'queued'));
    const paper = await receiptOf(tasks[0].caseId);
    for (const holder of cardHolders) expect(paper).toContain(holder.replace(/\s/g, ''));
    expect(paper).toContain('カードの手続の受付票');
    expect(paper).toContain('継続利用の申出を受け付けました（令和8年');
    expect(paper).toContain('国のシステムの停止に影響されません');
    expect(paper).toMatch(/継続利用の期限令和9年\d+月\d+日/);
    const params = { town: FUJISAWA };
    const listed = await officeBrowser(world, world.officer(FUJISAWA)).load(list, `/office/${FUJISAWA}/cards`, params);
    const rows = listed.data.left.cards.filter(({ caseId }: { caseId: string }) => caseId === tasks[0].caseId);
    expect(rows).toHaveLength(tasks.length);
    world.nation?.faults.clear('card-terminal');
    await townOf(world, FUJISAWA).office.advance();
    const [first, ...others] = (await desk.page()).cards;
    expect(first.state).toBe('confirmed');
    for (const other of others) expect(other).toMatchObject({ state: 'waiting', note: CARD_LINE_BACK });
    expect(await receiptOf(tasks[0].caseId)).toContain('書換えと継続利用が済みました');
  });

  it('受付票は窓口の職員だけが印刷でき、手続のない届出にはない', async () => {
    const desk = await registered(plain(11));
    const { caseId } = await firstCard(desk);
    const path = `/office/${FUJISAWA}/arrivals/${caseId}/card-receipt`;
    const params = { town: FUJISAWA, case: caseId };
    const auditor = officeBrowser(world, world.officer(FUJISAWA, 'auditor'));
    expect((await auditor.load(receipt, path, params)).status).toBe(403);
    const unknown = { town: FUJISAWA, case: 'unknown' };
    const clerk = officeBrowser(world, world.officer(FUJISAWA));
    expect((await clerk.load(receipt, path, unknown)).status).toBe(404);
  });
});
