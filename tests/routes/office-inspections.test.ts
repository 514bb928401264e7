import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { discloseEntry } from '#app/office/people/disclosure-rules.ts';
import { drawnText } from '#app/papers/drawn-text.server.ts';
import * as report from '#app/routes/inspection-reports.$town._index.tsx';
import * as csv from '#app/routes/inspection-reports.$town.download.ts';
import * as list from '#app/routes/office.$town.inspection-lists.$reading.tsx';
import * as listFile from '#app/routes/office.$town.inspection-lists.$reading_.file.ts';
import * as all from '#app/routes/office.$town.inspections._index.tsx';
import * as one from '#app/routes/office.$town.inspections.$inspection.tsx';
import * as entry from '#app/routes/office.$town.inspections.new.tsx';
import { sealAudit, sealedEntriesAbout } from '#db/audit.server.ts';
import { formerNumberOf } from '#db/fixtures/records.ts';
import type { TownTables } from '#db/schema/index.ts';
import type { Store } from '#db/store.ts';
import { ORGAN, RESEARCH } from '#tests/support/inspection-forms.ts';
import { newId, officeBrowser } from '#tests/support/office-story.ts';
import { CHOFU, FUJISAWA, townOf, travelDays } from '#tests/support/story.ts';
import { openWorld, type World } from '#tests/support/world.ts';

vi.setConfig({ testTimeout: 60_000 });

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world[Symbol.asyncDispose]());

const base = `/office/${CHOFU}/inspections`;
const town = { town: CHOFU };
const as = (slug: string, code = CHOFU) => officeBrowser(world, world.officer(code, slug));

async function file(form: Record<string, string>, slug = 'reception'): Promise<string> {
  const { location = '' } = await as(slug).press(entry, `${base}/new`, town, { inspectionId: newId(), ...form });
  return location.split('/').at(-1) ?? '';
}

const page = (id: string, slug = 'reviewer') => as(slug).load(one, `${base}/${id}`, { ...town, inspection: id });

async function press(id: string, slug: string, form: Record<string, string>) {
  const { version } = (await page(id, slug)).data;
  return as(slug).press(one, `${base}/${id}`, { ...town, inspection: id }, { version, ...form });
}

async function approved(form: Record<string, string>): Promise<string> {
  const id = await file(form);
  await press(id, 'reviewer', { act: 'review', opinion: '公益性が高く、範囲も必要な限りである' });
  await press(id, 'approver', { act: 'approve' });
  return id;
}

const START = { act: 'read', reader: '調査　花子', document: '運転免許証' };

async function startReading(id: string, form: Record<string, string> = START): Promise<string> {
  const { location = '' } = await press(id, 'counter', { ...form, readingId: newId() });
  return location.split('/').at(-1) ?? '';
}

const listOf = (reading: string, slug = 'counter') =>
  as(slug).load(list, `/office/${CHOFU}/inspection-lists/${reading}`, { ...town, reading });
const fileOf = (reading: string, slug = 'counter') =>
  as(slug).load(listFile, `/office/${CHOFU}/inspection-lists/${reading}/file`, { ...town, reading });
const endReading = (reading: string, copied: string) =>
  as('counter').press(list, `/office/${CHOFU}/inspection-lists/${reading}`, { ...town, reading }, { copied });
const published = (code = CHOFU, query = '') =>
  officeBrowser(world).load(report, `/inspection-reports/${code}${query}`, { town: code });

function storeOf(): Store<TownTables> {
  return townOf(world, CHOFU).stores[0] as unknown as Store<TownTables>;
}

async function toldTo(person: string) {
  const store = storeOf();
  await sealAudit(store);
  const addresseeNumber = formerNumberOf(person);
  const entries = await store.read((session) => sealedEntriesAbout(session, addresseeNumber, 50));
  return entries
    .filter((one) => one.reason === '台帳の閲覧')
    .map((one) => discloseEntry({ ...one, byMachine: false }, { addresseeNumber, partiesOf: new Map() }));
}

describe('住民基本台帳の閲覧（住民基本台帳法第11条、第11条の2）', () => {
  it('役割のない職員とほかの市の職員には、頁も処理もない', async () => {
    const id = await file(RESEARCH);
    for (const slug of ['auditor', 'administrator', 'protection2', 'insurance']) {
      expect((await as(slug).load(all, base, town)).status).toBe(403);
      expect((await page(id, slug)).status).toBe(403);
      expect((await as(slug).press(entry, `${base}/new`, town, RESEARCH)).status).toBe(403);
    }
    for (const [slug, form] of [
      ['counter', { act: 'review', opinion: 'よい' }],
      ['reviewer', { act: 'approve' }],
      ['approver', { act: 'withdraw', reason: '中止' }],
      ['reception', { ...START, readingId: newId() }],
    ] as const) {
      expect((await press(id, slug, form)).status).toBe(403);
    }
    expect((await as('reviewer').load(entry, `${base}/new`, town)).status).toBe(403);
    expect((await as('desk', FUJISAWA).load(all, base, town)).status).toBe(403);
    expect((await page('x')).status).toBe(404);
    expect((await listOf('x')).status).toBe(404);
  });

  it('足りない所は欄のそばで言い、何も記録しない（法11条の2第2項）', async () => {
    const before = (await as('desk').load(all, base, town)).data.open.length;
    const { results: _, pledged: __, ...some } = RESEARCH;
    const answer = await as('reception').press(entry, `${base}/new`, town, { ...some, inspectionId: newId() });
    expect(answer).toMatchObject({ status: 400, data: { typed: some } });
    expect(Object.keys(answer.data.errors).toSorted()).toEqual(['pledged', 'results']);
    expect((await as('desk').load(all, base, town)).data.open).toHaveLength(before);
  });

  it('受付、審査、決裁、閲覧、終了、完了まで進み、だれが何をしたかが残る', async () => {
    const id = await file(RESEARCH);
    expect((await page(id, 'reviewer')).data.acts.map((act: { act: string }) => act.act)).toEqual(['review']);
    expect((await press(id, 'reviewer', { act: 'review', opinion: '' })).status).toBe(400);
    await press(id, 'reviewer', { act: 'review', opinion: '公益性が高い' });
    expect((await page(id, 'approver')).data.acts.map((act: { act: string }) => act.act)).toEqual([
      'approve',
      'refuse',
    ]);
    await press(id, 'approver', { act: 'approve' });
    const stranger = { ...START, reader: '別の　人', readingId: newId() };
    expect(await press(id, 'counter', stranger)).toMatchObject({ status: 409, data: { refusal: { code: 'E43' } } });
    expect((await press(id, 'counter', { ...START, document: '名刺', readingId: newId() })).status).toBe(400);
    const reading = await startReading(id);
    expect(await press(id, 'counter', { ...START, readingId: newId() })).toMatchObject({ status: 409 });
    const { data } = await listOf(reading);
    const head = data.rows.find((row: { name: string }) => row.name === '佐藤　健司');
    expect(head).toEqual({
      number: expect.any(String),
      name: '佐藤　健司',
      born: '昭和59年5月17日',
      sex: '男',
      address: '東京都調布市布田2丁目33番地1　パークハイツ布田305',
    });
    expect((await fileOf(reading)).status).toBe(200);
    const made = await townOf(world, CHOFU).office.inspections.printList(world.officer(CHOFU, 'counter'), reading);
    if (!('file' in made)) throw new Error(`not printable: ${made.missing.join()}`);
    const [first = '', ...others] = drawnText(made.file);
    expect(first).toContain('閲覧者　調査　花子');
    expect(first).toMatch(/\d{8} 調布市 \d{6}　1\//);
    const said = [first, ...others].join('');
    for (const row of data.rows) expect(said).toContain(`${row.name}${row.born}${row.sex}`);
    expect(said).not.toMatch(/世帯|続柄|本籍|筆頭者|\*{4}/);
    expect((await page(id, 'reviewer')).data.events.map((one: { act: string }) => one.act)).toContain(
      '閲覧用リストの印刷',
    );
    expect((await fileOf(reading, 'reviewer')).status).toBe(403);
    expect(await endReading(reading, 'たくさん')).toMatchObject({
      status: 400,
      data: { errors: { copied: [expect.any(String)] } },
    });
    expect(await endReading(reading, String(data.rows.length + 1))).toMatchObject({ status: 409 });
    expect((await endReading(reading, '3')).status).toBe(302);
    expect((await endReading(reading, '2')).status).toBe(302);
    expect((await listOf(reading)).data).toMatchObject({ ended: true, rows: [] });
    expect((await fileOf(reading)).status).toBe(404);
    expect((await press(id, 'counter', { act: 'finish' })).status).toBe(302);
    const done = (await page(id)).data;
    expect(done.readings).toMatchObject([{ copied: '3人', state: '終わりました' }]);
    expect(done.events.map((event: { act: string; officerName: string }) => event.act)).toEqual([
      'この申出を完了する',
      '閲覧を終える',
      '閲覧用リストの印刷',
      '閲覧用リストの印刷',
      '閲覧を始める',
      '承認する',
      '審査を終える',
      '申出を受け付ける',
    ]);
  });

  it('支援措置の世帯は、一覧にも、画面の文にも、少しも現れない（事務処理要領 第5-10）', async () => {
    const id = await approved(RESEARCH);
    const reading = await startReading(id);
    const shown = JSON.stringify((await listOf(reading)).data) + JSON.stringify((await page(id)).data);
    for (const canary of ['西村', '黒木', '支援', '除', 'ハイツ飛田給']) expect(shown).not.toContain(canary);
    expect(shown).toContain('佐藤');
    expect(await toldTo('nishimura-rika')).toEqual([]);
    expect(await toldTo('kuroki-takashi')).toEqual([]);
    await endReading(reading, '0');
  });

  it('法11条の2で載ったことは本人に知らせ、法11条の機関のことは知らせない（個人情報保護法第78条）', async () => {
    const before = (await toldTo('sato-misaki')).length;
    const organ = await approved(ORGAN);
    const reading = await startReading(organ, { ...START, reader: '統計　次郎' });
    await listOf(reading);
    await endReading(reading, '1');
    const told = await toldTo('sato-misaki');
    expect(told.length).toBeGreaterThan(before);
    expect(told.slice(0, told.length - before)).toEqual(
      Array.from({ length: told.length - before }, () => ({ withheld: 'stateOrgan' })),
    );
    expect(told).toContainEqual({ act: 'inspection', purpose: 'inspection', byMachine: false });
  });

  it('専決のない市では、審査した職員は決裁できない', async () => {
    const { rules } = townOf(world, CHOFU).town;
    const id = await file(RESEARCH);
    await press(id, 'desk', { act: 'review', opinion: '公益性が高い' });
    rules.soleDecision = false;
    try {
      expect((await page(id, 'desk')).data).toMatchObject({ waitsForOther: true });
      expect(await press(id, 'desk', { act: 'approve' })).toMatchObject({ status: 409 });
      expect((await press(id, 'approver', { act: 'approve' })).status).toBe(302);
    } finally {
      rules.soleDecision = true;
    }
  });

  it('認めない決定には、理由と審査請求の教示が付き、閲覧はできない（行政不服審査法第82条）', async () => {
    const id = await file({ ...RESEARCH, outline: '商品の宣伝' });
    await press(id, 'reviewer', { act: 'review', opinion: '営利の目的と認められる' });
    await press(id, 'approver', { act: 'refuse', reason: '営利を目的とするため' });
    const { data } = await page(id, 'desk');
    expect(data).toMatchObject({ decision: { approved: false, reason: '営利を目的とするため' }, acts: [] });
    expect(data.appeal).toContain('審査請求');
    expect(await press(id, 'counter', { ...START, readingId: newId() })).toMatchObject({ status: 409 });
  });

  it('古い画面からの処理は、だれが何をしたかを言って断り、二度押しは一度になる（標準仕様書 10.3）', async () => {
    const inspectionId = newId();
    await file({ ...RESEARCH, inspectionId });
    expect(await file({ ...RESEARCH, inspectionId })).toBe(inspectionId);
    const review = { act: 'review', opinion: '公益性が高い', version: '1' };
    const send = (slug: string, form: Record<string, string>) =>
      as(slug).press(one, `${base}/${inspectionId}`, { ...town, inspection: inspectionId }, form);
    expect((await send('reviewer', review)).status).toBe(302);
    expect((await send('reviewer', review)).status).toBe(302);
    const late = await send('reception', { act: 'withdraw', reason: '中止', version: '1' });
    expect(late.data.refusal.sentence).toContain('審査を終える');
    await press(inspectionId, 'approver', { act: 'approve' });
    const start = { ...START, readingId: newId(), version: '3' };
    expect((await send('counter', start)).status).toBe(302);
    expect((await send('counter', start)).status).toBe(302);
    expect((await page(inspectionId)).data.readings).toHaveLength(1);
  });

  it('返されなかった一覧は、夜のうちに消える', async () => {
    const reading = await startReading(await approved(RESEARCH));
    expect((await listOf(reading)).data.rows.length).toBeGreaterThan(3);
    await travelDays(world, 1);
    expect((await listOf(reading)).data).toMatchObject({ ended: true, rows: [] });
    const kept = await storeOf().read(({ db, t }) => db.select().from(t.inspectionReadings));
    expect(kept.filter((row) => row.sealedList !== null || row.endedAt === null)).toEqual([]);
  });
});

describe('閲覧の状況の公表（住民基本台帳法第11条第3項、第11条の2第12項）', () => {
  it('だれでも見られ、名称、概要、年月日、範囲のほかは何も出ない', async () => {
    const { data } = await published();
    expect(data.organs).toEqual([
      {
        key: expect.any(String),
        kind: 'organ',
        by: '総務省統計局',
        outline: '社会生活基本調査',
        on: '令和8年11月24日',
        range: '布田／20人まで',
      },
    ]);
    expect(data.applicants[0]).toMatchObject({
      by: '多摩世論調査研究所（代表者 調査　一郎）',
      outline: '暮らしの世論調査',
    });
    const shown = JSON.stringify(data);
    for (const hidden of ['調査　花子', '統計　次郎', '佐藤', '下連雀']) expect(shown).not.toContain(hidden);
    expect((await published(FUJISAWA)).data).toMatchObject({ organs: [], applicants: [] });
    expect((await published(CHOFU, '?year=2025')).data).toMatchObject({ organs: [], applicants: [], year: 2025 });
    expect((await published(CHOFU, '?year=1999')).status).toBe(404);
    expect((await published('999999')).status).toBe(404);
  });

  it('犯罪捜査などの請求と、居住関係の確認は公表しない', async () => {
    const before = JSON.stringify((await published()).data);
    const secret = { ...ORGAN, secret: 'yes', law: '刑事訴訟法第197条第2項', why: '捜査に支障がある', outline: '' };
    const residence = { ...RESEARCH, ground: 'residence', outline: '訴訟の相手の居住の確認' };
    for (const [form, reader] of [
      [secret, '統計　次郎'],
      [residence, '調査　花子'],
    ] as const) {
      const reading = await startReading(await approved(form), { ...START, reader });
      expect((await endReading(reading, '1')).status).toBe(302);
    }
    expect(JSON.stringify((await published()).data)).toBe(before);
  });

  it('CSVにも同じ行だけが入る', async () => {
    const load = (query = '') =>
      officeBrowser(world).load(csv, `/inspection-reports/${CHOFU}/download${query}`, { town: CHOFU });
    const { status, data } = await load();
    expect(status).toBe(200);
    expect(data).toContain('調布市 令和8年度 住民基本台帳の閲覧の状況');
    expect(data).toContain('"法第11条第1項","総務省統計局","社会生活基本調査","令和8年11月24日","布田／20人まで"');
    expect(data).not.toContain('刑事訴訟法');
    expect((await load('?year=1999')).status).toBe(404);
  });
});
