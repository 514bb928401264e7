import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as election from '#app/routes/office.$town.electoral-roll.election.tsx';
import * as list from '#app/routes/office.$town.electoral-roll.suspensions._index.tsx';
import * as one from '#app/routes/office.$town.electoral-roll.suspensions.$suspension.tsx';
import * as entry from '#app/routes/office.$town.electoral-roll.suspensions.new.tsx';
import { tokyoInstant } from '#app/vocabulary/tokyo.ts';
import { officeBrowser } from '#tests/support/office-story.ts';
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

type Slug = Parameters<World['officer']>[1];
const as = (slug: Slug) => officeBrowser(world, world.officer(CHOFU, slug));
const LIST = `/office/${CHOFU}/electoral-roll/suspensions`;
const NEW = `${LIST}/new`;
const here = { town: CHOFU };
const ITO = { name: '伊藤　剛', bornOn: '昭和55年11月3日' };
const ITEMS = { ground: 'serving', from: '令和8年10月1日', until: '', note: '調市第12号' };

describe('選挙権の停止の画面（公職選挙法第11条、第27条第1項）', () => {
  it('選挙管理委員会の課の職員だけが開ける', async () => {
    for (const slug of ['desk', 'registry', 'insurance', 'children', 'auditor'] as const) {
      expect([slug, (await as(slug).load(list, LIST, here)).status]).toEqual([slug, 403]);
      expect([slug, (await as(slug).load(entry, NEW, here)).status]).toEqual([slug, 403]);
      const missing = { ...here, suspension: 'none' };
      expect([slug, (await as(slug).load(one, `${LIST}/none`, missing)).status]).toEqual([slug, 403]);
    }
    const shown = await as('election').load(list, LIST, here);
    expect(shown).toMatchObject({ status: 200, data: { suspensions: [] } });
    const unknown = await as('election').load(one, `${LIST}/none`, { ...here, suspension: 'none' });
    expect(unknown.status).toBe(404);
  });

  it('探して入れ、別の職員が確認する。欠けた欄には、探した結果を残したまま言う', async () => {
    const first = as('election');
    expect((await first.press(entry, NEW, here, { act: 'find', name: '', bornOn: '' })).status).toBe(400);
    const nobody = await first.press(entry, NEW, here, { act: 'find', ...ITO, bornOn: '昭和55年11月4日' });
    expect(nobody.data.electors).toEqual([]);
    const found = await first.press(entry, NEW, here, { act: 'find', ...ITO });
    const [elector] = found.data.electors;
    expect(elector).toMatchObject({ name: '伊藤　剛', whereabouts: 'here' });
    const suspensionId = randomUUID();
    const typed = { act: 'enter', suspensionId, ...ITO, addresseeNumber: elector.addresseeNumber, ...ITEMS };
    const missing = await first.press(entry, NEW, here, { ...typed, ground: '', from: '10月1日' });
    expect(missing).toMatchObject({
      status: 400,
      data: { errors: { ground: ['根拠を選んでください。'] }, electors: [{}] },
    });
    const future = await first.press(entry, NEW, here, { ...typed, from: '令和9年10月1日' });
    expect(future).toMatchObject({ status: 409, data: { refusal: { code: 'E44' }, electors: [{}] } });
    const entered = await first.press(entry, NEW, here, typed);
    const path = `${LIST}/${suspensionId}`;
    const params = { ...here, suspension: suspensionId };
    expect(entered.location).toBe(path);
    expect((await first.load(one, path, params)).data.page).toMatchObject({ mayConfirm: false, mayEnter: true });
    expect((await first.press(one, path, params, { act: 'confirm' })).status).toBe(409);
    expect((await first.press(one, path, params, { act: 'x' })).status).toBe(400);
    const second = as('election2');
    expect((await second.press(one, path, params, { act: 'confirm' })).location).toBe(path);
    expect((await second.load(one, path, params)).data.page.suspension).toMatchObject({
      state: 'standing',
      items: { ground: 'serving', from: '2026-10-01', note: '調市第12号' },
    });
    const ending = { act: 'change', ...ITEMS, until: '令和8年11月20日' };
    expect((await second.press(one, path, params, ending)).location).toBe(path);
    expect((await first.press(one, path, params, { act: 'confirm' })).location).toBe(path);
    world.clock.set(tokyoInstant('2026-11-25', '03:00'));
    await townOf(world, CHOFU).juki.runDaily();
    const shown = await first.load(list, LIST, here);
    expect(shown.data.suspensions).toMatchObject([{ state: 'ended', shown: false }]);
  });

  it('誤りの取消しは、確認されると一覧に残らない', async () => {
    const [first, second] = [as('election'), as('election2')];
    const found = await first.press(entry, NEW, here, { act: 'find', name: '渡辺　直樹', bornOn: '昭和63年2月5日' });
    const suspensionId = randomUUID();
    const [elector] = found.data.electors;
    const typed = { name: '渡辺　直樹', bornOn: '昭和63年2月5日', addresseeNumber: elector.addresseeNumber };
    await first.press(entry, NEW, here, { act: 'enter', suspensionId, ...typed, ...ITEMS });
    const path = `${LIST}/${suspensionId}`;
    const params = { ...here, suspension: suspensionId };
    await second.press(one, path, params, { act: 'confirm' });
    expect((await second.press(one, path, params, { act: 'withdraw', why: '' })).status).toBe(400);
    await second.press(one, path, params, { act: 'withdraw', why: '別の方だった' });
    expect((await first.press(one, path, params, { act: 'confirm' })).location).toBe(LIST);
    const shown = await first.load(list, LIST, here);
    expect(JSON.stringify(shown.data.suspensions)).not.toContain('渡辺');
  });
});

describe('選挙権の停止を知る人', () => {
  it('記録を見た人の一覧には出ず、操作ログには停止と言わない言葉で残る', async () => {
    const found = await as('election').press(entry, NEW, here, { act: 'find', ...ITO });
    const { addresseeNumber } = found.data.electors[0];
    const { office } = townOf(world, CHOFU);
    const registry = world.officer(CHOFU, 'registry');
    const lookup = await office.people.openLookup(registry, { reason: '本人からの照会', query: { addresseeNumber } });
    await office.people.page(registry, addresseeNumber, '本人からの照会');
    const looks = (await office.people.looks(registry, lookup, addresseeNumber))?.looks ?? [];
    expect(looks.map(({ act }) => act)).toContain('findResident');
    expect(looks.filter(({ act }) => /Elector/.test(act))).toEqual([]);
    const entries = await office.audit(world.officer(CHOFU, 'auditor'), { limit: 50 });
    const kept = entries.filter(({ act }) => act === 'readElectorCase');
    expect(kept.length).toBeGreaterThan(0);
    expect(JSON.stringify(kept)).not.toContain('停止');
  });
});

describe('選挙時登録の画面（公職選挙法第22条第3項）', () => {
  it('日程を入れて調べ始め、日付の順が違えば断る', async () => {
    const path = `/office/${CHOFU}/electoral-roll/election`;
    const typed = {
      name: '市長選挙',
      asOf: '令和8年12月12日',
      announcedOn: '令和8年12月13日',
      pollingOn: '令和8年12月20日',
    };
    expect((await as('insurance').load(election, path, here)).status).toBe(403);
    expect((await as('election').load(election, path, here)).status).toBe(200);
    const misread = await as('election').press(election, path, here, { ...typed, asOf: 'あす', name: '' });
    expect(misread).toMatchObject({ status: 400, data: { errors: { name: [expect.any(String)] } } });
    const disorder = await as('election').press(election, path, here, { ...typed, announcedOn: '令和8年12月21日' });
    expect(disorder).toMatchObject({ status: 409, data: { typed: { announcedOn: '令和8年12月21日' } } });
    const started = await as('election').press(election, path, here, typed);
    expect(started.location).toMatch(/electoral-roll\/[0-9a-f-]{36}$/);
    await townOf(world, CHOFU).juki.advance();
  });
});
