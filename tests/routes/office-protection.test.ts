import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { releaseOf } from '#app/office/protection/protection-release.ts';
import * as list from '#app/routes/office.$town.protection._index.tsx';
import * as measure from '#app/routes/office.$town.protection.$measure.tsx';
import * as entry from '#app/routes/office.$town.protection.new.tsx';
import * as residents from '#app/routes/office.$town.residents._index.tsx';
import * as person from '#app/routes/office.$town.residents.$number.tsx';
import * as papers from '#app/routes/office.$town.residents.$number_.papers.tsx';
import * as signOut from '#app/routes/office.$town.sign-out.tsx';
import { formerNumberOf } from '#db/fixtures/records.ts';
import { formClerk } from '#tests/support/act-forms.ts';
import { officeBrowser } from '#tests/support/office-story.ts';
import { CHOFU, FUJISAWA, townOf } from '#tests/support/story.ts';
import { openWorld, type World } from '#tests/support/world.ts';

vi.setConfig({ testTimeout: 60_000 });

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

const base = `/office/${CHOFU}/protection`;
const as = (slug: string, town = CHOFU) => officeBrowser(world, world.officer(town, slug));

async function lookupOf(slug: string): Promise<string> {
  const form = { name: '佐藤', reason: '窓口の届出のため' };
  const { location = '' } = await as(slug).press(residents, `/office/${CHOFU}/residents`, { town: CHOFU }, form);
  return location.split('=')[1] ?? '';
}

const officerOf = (slug: string) => world.officer(CHOFU, slug).name;

const ENTRY = {
  receivedOn: '令和8年11月24日',
  ground: 'stalking',
  abuserName: '隠岐　加害男',
  papers: 'currentAddress',
  consulted: '調布警察署',
};

it('支援措置の画面は、担当職員だけが開ける', async () => {
  const { data } = await as('protection').load(list, base, { town: CHOFU });
  const id = data.measures[0].measureId;
  for (const slug of ['desk', 'reception', 'registry', 'auditor', 'administrator'] as const) {
    expect((await as(slug).load(list, base, { town: CHOFU })).status).toBe(403);
    expect((await as(slug).load(measure, `${base}/${id}`, { town: CHOFU, measure: id })).status).toBe(403);
    const unknown = await as(slug).load(measure, `${base}/x`, { town: CHOFU, measure: 'x' });
    expect(unknown.status).toBe(403);
    expect((await as(slug).press(entry, `${base}/new`, { town: CHOFU }, ENTRY)).status).toBe(403);
    const pressed = await as(slug).press(
      measure,
      `${base}/${id}`,
      { town: CHOFU, measure: id },
      { act: 'EndProtection', version: 1, on: '令和8年11月24日', reason: 'x' },
    );
    expect(pressed.status).toBe(403);
  }
  expect((await as('protection', FUJISAWA).load(list, base, { town: CHOFU })).status).toBe(403);
});

it('照会した世帯の申出を受け付け、確認し、一時解除を二人で行い、終了する', async () => {
  const number = formerNumberOf('sato-kenji');
  const lookup = await lookupOf('protection');
  const shown = await as('protection').load(person, `/office/${CHOFU}/residents/${number}?lookup=${lookup}`, {
    town: CHOFU,
    number,
  });
  expect(shown.data.entry).toBe(`${base}/new?number=${number}&lookup=${lookup}`);
  const { data } = await as('protection').load(entry, shown.data.entry, { town: CHOFU });
  expect(data.others.length).toBeGreaterThan(0);
  const missing = await as('protection').press(entry, shown.data.entry, { town: CHOFU }, { applicant: number });
  expect(missing).toMatchObject({ status: 400, data: { errors: { receivedOn: [expect.any(String)] } } });
  const { location = '' } = await as('protection').press(
    entry,
    shown.data.entry,
    { town: CHOFU },
    { ...ENTRY, applicant: number },
  );
  const id = location.split('/').at(-1) ?? '';
  const params = { town: CHOFU, measure: id };
  const acts = async (slug: string) =>
    (await as(slug).load(measure, location, params)).data.forms.map((form: { act: string }) => form.act);
  const press = async (slug: string, form: Record<string, string>) => {
    const { data: now } = await as(slug).load(measure, location, params);
    return as(slug).press(measure, location, params, { version: now.version, ...form });
  };
  expect(await acts('protection')).toEqual([
    'ConfirmProtection',
    'ForwardProtection',
    'RequestRelease',
    'EndProtection',
  ]);
  expect(await press('protection', { act: 'ConfirmProtection', on: 'きのう', opinion: '' })).toMatchObject({
    status: 400,
    data: { errors: { on: [expect.stringContaining('令和8年11月24日')], opinion: [expect.any(String)] } },
  });
  await press('protection', { act: 'ConfirmProtection', on: '令和8年11月24日', opinion: '支援が必要' });
  await press('protection', { act: 'RequestRelease', minutes: '30', reason: '本人の来庁' });
  expect(await acts('protection')).not.toContain('ApproveRelease');
  expect(await press('protection', { act: 'ApproveRelease' })).toMatchObject({ status: 409 });
  expect(await acts('protection2')).toContain('ApproveRelease');
  expect((await press('protection2', { act: 'ApproveRelease' })).status).toBe(302);
  const counter = await as('counter').load(
    person,
    `/office/${CHOFU}/residents/${number}?lookup=${await lookupOf('counter')}`,
    { town: CHOFU, number },
  );
  expect(releaseOf([counter.data.person.resident, ...counter.data.person.household.members])).toMatchObject({
    requestedBy: officerOf('protection'),
    approvedBy: officerOf('protection2'),
  });
  const form = await formClerk(world, 'counter').open('relocation', number);
  expect(form.screen).toMatchObject({ isProtected: true, release: { approvedBy: officerOf('protection2') } });
  expect(form.screen.obstacle).toBeUndefined();
  const paperForm = `/office/${CHOFU}/residents/${number}/papers?lookup=${await lookupOf('counter')}`;
  const asked = await as('counter').load(papers, paperForm, { town: CHOFU, number });
  expect(asked.data.form).toMatchObject({
    isProtected: true,
    locked: false,
    release: { approvedBy: officerOf('protection2') },
  });
  expect((await as('protection').load(list, base, { town: CHOFU })).data.measures).toContainEqual(
    expect.objectContaining({ measureId: id, released: true, state: '支援措置' }),
  );
  expect(
    await press('protection', { act: 'EndProtection', on: '令和8年11月24日', reason: '申出', version: '1' }),
  ).toMatchObject({ status: 409, data: { refusal: { code: 'E40' } } });
  await press('protection', { act: 'EndProtection', on: '令和8年11月24日', reason: '本人の申出' });
  const { data: after } = await as('protection').load(list, base, { town: CHOFU });
  expect(after.measures.map((one: { measureId: string }) => one.measureId)).not.toContain(id);
});

it('求められた前住所地と本籍地は、転送するまで一覧の仕事になる（事務処理要領 第5-10-コ）', async () => {
  const number = formerNumberOf('tanaka-yumi');
  const form = { ...ENTRY, applicant: number, papers: ['formerAddress', 'familyRegister'] };
  const send = (more: Record<string, string>) =>
    as('protection').press(entry, `${base}/new`, { town: CHOFU }, { ...form, ...more });
  expect(await send({})).toMatchObject({
    status: 400,
    data: { errors: { formerAddress: [expect.any(String)], registeredDomicile: [expect.any(String)] } },
  });
  const unread = await send({ formerAddress: '横浜市本町1丁目', registeredDomicile: '東京都調布市布田2丁目33番地' });
  expect(unread.data.errors).toEqual({ formerAddress: [expect.stringContaining('区まで')] });
  const { location = '' } = await send({
    formerAddress: '神奈川県藤沢市辻堂1丁目',
    registeredDomicile: '東京都調布市布田2丁目33番地',
  });
  const id = location.split('/').at(-1) ?? '';
  const params = { town: CHOFU, measure: id };
  const rows = async (query = '') => (await as('protection').load(list, `${base}${query}`, { town: CHOFU })).data;
  const rowOf = async () => (await rows()).measures.find((row: { measureId: string }) => row.measureId === id);
  expect(await rowOf()).toMatchObject({
    next: { act: 'ConfirmProtection' },
    also: ['求められた市区町村に転送する'],
  });
  expect((await rows('?step=toForward')).measures).toHaveLength(1);
  expect((await rows('?step=unknown')).measures.length).toBe((await rows()).total);
  const opened = (await as('protection').load(measure, location, params)).data;
  expect(opened.nextTown).toBe(FUJISAWA);
  expect(opened.items).toContainEqual({ term: '転送を求められた市区町村', value: `藤沢市（${FUJISAWA}）` });
  await as('protection').press(measure, location, params, {
    act: 'ForwardProtection',
    version: opened.version,
    municipalityCode: FUJISAWA,
  });
  expect((await rowOf()).also).toEqual([]);
  const after = (await as('protection').load(measure, location, params)).data;
  expect(after.items).toContainEqual({ term: '転送した市区町村', value: '藤沢市（令和8年11月24日）' });
});

it('サインアウトすると、処理中の世帯を手放す', async () => {
  const { juki } = townOf(world, CHOFU);
  const access = world.access(CHOFU, '届出の処理');
  const resident = await juki.findResident(formerNumberOf('hayashi-nanami'), access);
  const householdNumber = resident?.householdNumber ?? '';
  expect(await juki.lockHousehold(householdNumber, access)).toMatchObject({ accepted: true });
  await as('desk').press(signOut, `/office/${CHOFU}/sign-out`, { town: CHOFU }, {});
  expect(await juki.findLock(householdNumber, access)).toBeUndefined();
});
