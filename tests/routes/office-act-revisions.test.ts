import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { codeOf } from '#tests/engine/juki/family.ts';
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

const DAY = '令和8年11月20日';
const rules = () => townOf(world, CHOFU).town.rules;

describe('仮登録の訂正（標準仕様書4.0.8）', () => {
  it('入力した書式に戻り、直して送ると同じ仮登録の第2版になり、前の版との違いが見える', async () => {
    const clerk = formClerk(world);
    const typing = { happenedOn: DAY, ground: '死亡届 第7号' };
    const location = await clerk.file('death', numberOf('hara-mitsu'), typing);
    const { revision } = await clerk.page(location);
    const form = await clerk.openAt(`/office/${CHOFU}/${revision}`);
    expect(form.screen).toMatchObject({ draft: { revision: 1 }, act: { name: 'death' } });
    expect(standing(form.screen.specs)).toMatchObject({ ...typing, persons: [numberOf('hara-mitsu')] });
    const wrong = await form.send({ happenedOn: 'あした' });
    expect(wrong).toMatchObject({ status: 400, data: { screen: { draft: { revision: 1 } } } });
    expect((await form.send({ ground: '死亡届 第8号' })).location).toBe(location);
    const page = await clerk.page(location);
    expect(page).toMatchObject({
      state: 'provisional',
      revisions: [{ revision: 1 }, { revision: 2 }],
      changed: [{ term: '根拠', value: '死亡届 第7号' }],
    });
    expect(JSON.stringify(page.rows)).toContain('死亡届 第8号');
    // A second window of the old revision.
    const stale = await form.send({ ground: '死亡届 第9号' });
    expect(stale).toMatchObject({ status: 409, data: { refusal: { code: 'E41' } } });
    expect(standing(stale.data.screen.specs)).toMatchObject({ ground: '死亡届 第9号' });
    expect(await clerk.press(location, 'decide')).toMatchObject({ status: 302 });
    const done = await clerk.page(location);
    expect(done).toMatchObject({ state: 'registered', registered: { persons: [{ number: numberOf('hara-mitsu') }] } });
    expect(done.revision).toBeUndefined();
    expect((await clerk.openAt(`/office/${CHOFU}/${revision}`)).status).toBe(404);
  });

  it('住民票コードは訂正の画面にも出ず、打ち直さなくてもそのまま残る', async () => {
    const clerk = formClerk(world);
    const code = codeOf(987);
    const location = await clerk.file('moving-in', undefined, {
      'persons.0.full': '小野　澄',
      'persons.0.bornOn': '平成2年1月2日',
      'persons.0.sex': '2',
      'persons.0.standing.chosen': '世帯主',
      'persons.0.domicile': '長野県松本市丸の内３番',
      'persons.0.headOfRegister': '小野　澄',
      'persons.0.code': code,
      'newAddress.town': '小島町二丁目',
      'newAddress.lot': '35番地8',
      'origin.previousAddress.municipality': '神奈川県藤沢市',
      'identification.document': '運転免許証',
      movedInOn: DAY,
    });
    const form = await clerk.openAt(`/office/${CHOFU}/${(await clerk.page(location)).revision}`);
    expect(JSON.stringify(form.data)).not.toContain(code);
    expect((await form.send({ 'newAddress.lot': '35番地9' })).location).toBe(location);
    const page = JSON.stringify(await clerk.page(location));
    expect(page).toContain(code.slice(-4));
    expect(page).toContain('35番地9');
    expect(page).not.toContain(code);
    await clerk.press(location, 'discard');
    expect((await clerk.page(location)).revision).toBeUndefined();
  });

  it('専決のない市では審査の後の訂正で審査待ちに戻り、訂正した職員も審査できない', async () => {
    rules().soleDecision = false;
    try {
      const reception = formClerk(world, 'reception');
      const location = await reception.file('death', numberOf('abe-akiko'), { happenedOn: DAY, ground: '第1号' });
      expect(await formClerk(world, 'reviewer').press(location, 'review')).toMatchObject({ status: 302 });
      const { revision, state } = await reception.page(location);
      expect(state).toBe('reviewed');
      await townOf(world, CHOFU).office.leave(world.officer(CHOFU, 'reviewer'));
      const registry = formClerk(world, 'registry');
      const form = await registry.openAt(`/office/${CHOFU}/${revision}`);
      expect((await form.send({ ground: '第2号' })).location).toBe(location);
      expect(await registry.page(location)).toMatchObject({ state: 'provisional', waitsFor: expect.any(String) });
      expect(await registry.press(location, 'review')).toMatchObject({ status: 409 });
      expect(await formClerk(world, 'reviewer').press(location, 'review')).toMatchObject({ status: 302 });
    } finally {
      rules().soleDecision = true;
    }
  });

  it('その異動を行えない役割には、訂正の書式がない', async () => {
    const clerk = formClerk(world);
    const typing = { happenedOn: DAY, ground: '実態調査' };
    const location = await clerk.file('removal-ex-officio', numberOf('shimizu-kazuya'), typing);
    const { revision } = await clerk.page(location);
    expect((await formClerk(world, 'counter').page(location)).revision).toBeUndefined();
    expect((await formClerk(world, 'counter').openAt(`/office/${CHOFU}/${revision}`)).status).toBe(403);
  });
});
