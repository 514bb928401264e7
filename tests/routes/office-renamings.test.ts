import { renderToStaticMarkup } from 'react-dom/server';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readPairs, readRenaming } from '#app/office/renamings/renaming-form.server.ts';
import { RenamingOverview } from '#app/office/screens/renaming-run.tsx';
import * as audit from '#app/routes/office.$town.audit.tsx';
import * as renamings from '#app/routes/office.$town.renamings._index.tsx';
import * as run from '#app/routes/office.$town.renamings.$run.tsx';
import * as leftOut from '#app/routes/office.$town.renamings.$run_.left-out.ts';
import { formerNumberOf } from '#db/fixtures/records.ts';
import { officeBrowser } from '#tests/support/office-story.ts';
import { CHOFU, FUJISAWA, townOf } from '#tests/support/story.ts';
import { openWorld, type World } from '#tests/support/world.ts';

vi.setConfig({ testTimeout: 60_000 });

const path = `/office/${CHOFU}/renamings`;
const FILLED = {
  ground: 'residenceIndication',
  on: '令和8年11月24日',
  notice: '調布市告示第百号',
  fromTown: '布田',
  toTown: '布田本町',
  postcode: '182-0099',
  lots: 'listed',
  pairs: '旧番地,新番地\n2丁目33番地1,2丁目33番1号',
};
let world: World;
const as = (slug: string, town = CHOFU) => officeBrowser(world, world.officer(town, slug));
const press = (fields: Record<string, string>, slug = 'registry') =>
  as(slug).press(renamings, path, { town: CHOFU }, fields);
const pageAt = (location: string, slug = 'registry') =>
  as(slug).load(run, location, { town: CHOFU, run: location.split('/').at(-1) ?? '' });
const markup = async (location: string) => {
  const { data } = await pageAt(location);
  return renderToStaticMarkup(RenamingOverview({ page: data.page, here: location }));
};

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world[Symbol.asyncDispose]());

describe('住所一括変更の画面（住居表示に関する法律第3条）', () => {
  it('住民記録の管理だけが開け、ほかの役割とほかの市には頁もボタンもない', async () => {
    expect((await as('registry').load(renamings, path, { town: CHOFU })).data.runs).toEqual([]);
    for (const slug of ['reception', 'counter', 'reviewer', 'auditor', 'administrator']) {
      expect((await as(slug).load(renamings, path, { town: CHOFU })).status).toBe(403);
      expect((await press(FILLED, slug)).status).toBe(403);
      expect((await pageAt(`${path}/x`, slug)).status).toBe(403);
      expect((await as(slug).press(run, `${path}/x`, { town: CHOFU, run: 'x' }, {})).status).toBe(403);
    }
    expect((await as('desk', FUJISAWA).load(renamings, path, { town: CHOFU })).status).toBe(403);
    expect((await pageAt(`${path}/x`)).status).toBe(404);
    expect((await as('registry').press(run, `${path}/x`, { town: CHOFU, run: 'x' }, {})).status).toBe(409);
  });

  it('足りない所は欄のそばで言い、入れたものは残す', async () => {
    const wrong = { ...FILLED, on: 'きのう', notice: '', fromTown: '', postcode: '18', pairs: '35番地1' };
    const answer = await press(wrong);
    expect(answer).toMatchObject({ status: 400, data: { typed: wrong } });
    expect(answer.data.errors).toEqual({
      on: ['施行日は、令和8年11月24日のように入れてください。'],
      notice: ['根拠の告示を書いてください。'],
      fromTown: ['今の町字を書いてください。'],
      postcode: ['郵便番号は7桁で入れてください。'],
      pairs: ['1行目を読めません。「旧番地,新番地」の形で書いてください。'],
    });
    expect((await press({})).data.errors).toMatchObject({ ground: [expect.any(String)], lots: [expect.any(String)] });
    const same = await press({ ...FILLED, lots: 'keep', toTown: '布田' });
    expect(same).toMatchObject({ status: 400, data: { errors: { toTown: [expect.any(String)] } } });
  });

  it('だれもいない町字と先の施行日は断り、入れたものは残る', async () => {
    const nobody = { ...FILLED, fromTown: '存在しない町' };
    expect(await press(nobody)).toMatchObject({ status: 409, data: { refusal: { code: 'E01' }, typed: nobody } });
    expect(await press({ ...FILLED, on: '令和8年12月1日' })).toMatchObject({
      status: 409,
      data: { refusal: { code: 'E02' } },
    });
  });

  it('事前確認は数と例を示すだけで、実施すると進み、終われば結果と記録が残る', async () => {
    const { status, location = '' } = await press(FILLED);
    expect(status).toBe(302);
    const { data } = await pageAt(location);
    expect(data.page).toMatchObject({
      run: { state: 'previewed', households: 1, done: 0 },
      examples: [{ before: { town: '布田' }, after: { town: '布田本町', lot: '2丁目33番1号', postcode: '1820099' } }],
    });
    expect(await markup(location)).toContain('1世帯の住所が変わります（まだ変更していません）');
    const params = { town: CHOFU, run: location.split('/').at(-1) ?? '' };
    expect(await as('registry').press(run, location, params, {})).toMatchObject({ status: 302, location });
    await world.settle();
    expect((await pageAt(location)).data.page.run).toMatchObject({ state: 'finished', done: 1, leftOut: {} });
    expect(await markup(location)).toContain('1世帯を変更しました');
    expect((await as('desk').load(renamings, path, { town: CHOFU })).data.runs[0]).toMatchObject({
      what: '布田 → 布田本町',
      on: '令和8年11月24日',
      state: '終了',
      progress: '1世帯のうち1世帯',
    });
    const log = await as('auditor').load(audit, `/office/${CHOFU}/audit`, { town: CHOFU });
    const acts = log.data.entries.map((entry: { act: string }) => entry.act);
    for (const act of ['previewRenaming', 'examplesOfRenaming', 'startRenaming', 'renameAddress'])
      expect(acts).toContain(act);
  });

  it('変更しない世帯は、載せきれない数を言い、すべてをCSVで渡す', async () => {
    const there = { ...FILLED, fromTown: '布田本町', toTown: '布田', pairs: '旧番地,新番地\n99番地,99番1号' };
    const { location = '' } = await press(there);
    const params = { town: CHOFU, run: location.split('/').at(-1) ?? '' };
    const file = await as('registry').load(leftOut, `${location}/left-out`, params);
    expect(file.data).toContain('"世帯番号","住所","理由","その後の処理"');
    expect(file.data).toContain('東京都調布市布田本町2丁目33番1号');
    expect(file.data.trim().split('\r\n')).toHaveLength(2);
    expect((await as('desk', FUJISAWA).load(leftOut, `${location}/left-out`, params)).status).toBe(403);
    expect((await as('counter').load(leftOut, `${location}/left-out`, params)).status).toBe(403);
    expect((await as('registry').load(leftOut, `${path}/x/left-out`, { town: CHOFU, run: 'x' })).status).toBe(404);
    const { data } = await pageAt(location);
    expect(data.page).toMatchObject({ moreLeftOut: 0, protectedLeftOut: 0 });
    const many = { ...data.page, moreLeftOut: 12 };
    const html = renderToStaticMarkup(RenamingOverview({ page: many, here: location }));
    expect(html).toContain('ほかに12世帯あります');
    expect(html).toContain(`<a href="${location}/left-out">変更しない世帯のすべて（CSV）</a>`);
  });

  it('職員が処理している世帯は待たせていると言い、実施中は数だけを読み、手放せば終わる（標準仕様書 10.3）', async () => {
    const { juki } = townOf(world, CHOFU);
    const access = world.access(CHOFU, '届出の処理');
    const person = await juki.findResident(formerNumberOf('tanaka-hiroshi'), access);
    await juki.lockHousehold(person?.householdNumber ?? '', access);
    const { location = '' } = await press({ ...FILLED, fromTown: '小島町', toTown: '小島本町', lots: 'keep' });
    const params = { town: CHOFU, run: location.split('/').at(-1) ?? '' };
    await as('registry').press(run, location, params, {});
    await world.settle();
    const { data } = await pageAt(location);
    expect(data.page).toMatchObject({ run: { state: 'running', held: 1 }, leftOut: [], examples: [] });
    expect(data.page.run.done).toBe(data.page.run.households - 1);
    const html = await markup(location);
    expect(html).toContain('職員が処理している1世帯');
    expect(html).toContain(`<a href="${location}">いまの状況を見る</a>`);
    await juki.unlockHousehold(person?.householdNumber ?? '', access);
    await world.settle();
    expect((await pageAt(location)).data.page.run).toMatchObject({ state: 'finished', held: 0 });
  });

  it('支援措置の世帯は、例にも対象外の一覧にも出ず、数だけが出る（標準仕様書 1.1.16）', async () => {
    const keep = await press({ ...FILLED, fromTown: '飛田給', toTown: '飛田給本町', lots: 'keep' });
    const listed = await press({ ...FILLED, fromTown: '飛田給', toTown: '飛田給本町', pairs: '無番地,一番地' });
    for (const { location = '' } of [keep, listed]) {
      const { data } = await pageAt(location);
      expect(JSON.stringify(data.page)).not.toMatch(/29番地14|ハイツ飛田給/);
    }
    const { data } = await pageAt(listed.location ?? '');
    expect(data.page.protectedLeftOut).toBe(1);
    expect(await markup(listed.location ?? '')).toContain('このうち1世帯は支援措置の対象のため、表示しません');
  });
});

describe('番地の対応表', () => {
  const read = (file?: File, fields: Record<string, string> = FILLED) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    body.append('file', file ?? new File([], ''));
    return readRenaming(new Request('http://localhost/', { method: 'POST', body }));
  };
  const pairsOf = (form: Awaited<ReturnType<typeof read>>) => ('read' in form ? form.read.lots : form.errors);

  it('カンマでもタブでも、見出しや空の行があっても読める', () => {
    expect(readPairs('旧番地,新番地\r\n"1番地","1番1号"\n\n2番地\t1番2号\n3番地，1番3号')).toEqual({
      pairs: [
        { from: '1番地', to: '1番1号' },
        { from: '2番地', to: '1番2号' },
        { from: '3番地', to: '1番3号' },
      ],
    });
  });

  it.each([
    ['', '貼り付ける'],
    ['1番地,2番地,3番地', '1行目を読めません'],
    ['1番地,2番地\n1番地,3番地', '2行目の旧番地'],
    [`${'1'.repeat(51)},2番地`, '長すぎます'],
  ])('読めない表「%s」は、何行目かを言う', (text, says) => {
    expect(readPairs(text)).toEqual({ error: expect.stringContaining(says) });
  });

  it('ファイルはUTF-8でもShift_JISでも読み、選ばなければ貼り付けた表を使う', async () => {
    const utf8 = new File(['\u{FEFF}5番地,5番1号\n'], 'lots.csv');
    const sjis = new File([new Uint8Array([0x35, 0x94, 0xd4, 0x92, 0x6e, 0x2c, 0x35, 0x94, 0xd4])], 'lots.csv');
    expect(pairsOf(await read(utf8))).toEqual({ kind: 'listed', pairs: [{ from: '5番地', to: '5番1号' }] });
    expect(pairsOf(await read(sjis))).toEqual({ kind: 'listed', pairs: [{ from: '5番地', to: '5番' }] });
    expect(pairsOf(await read())).toEqual({ kind: 'listed', pairs: [{ from: '2丁目33番地1', to: '2丁目33番1号' }] });
  });

  it('大きすぎるファイルは欄のそばで断り、読めないファイルの行は残る', async () => {
    expect(pairsOf(await read(new File([new Uint8Array(2_000_001)], 'x.csv')))).toMatchObject({
      file: [expect.any(String)],
    });
    const bad = await read(new File(['5番地'], 'x.csv'));
    expect(bad).toMatchObject({ errors: { pairs: [expect.any(String)] }, typed: { pairs: '5番地' } });
  });
});
