import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as store from '#app/routes/office.$town.removed-records.tsx';
import * as residents from '#app/routes/office.$town.residents._index.tsx';
import * as person from '#app/routes/office.$town.residents.$number.tsx';
import * as deletion from '#app/routes/office.$town.residents.$number_.unified-number.tsx';
import { formClerk, numberOf } from '#tests/support/act-forms.ts';
import { officeBrowser } from '#tests/support/office-story.ts';
import { CHOFU, townOf } from '#tests/support/story.ts';
import { openWorld, type World } from '#tests/support/world.ts';

vi.setConfig({ testTimeout: 90_000 });

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

const HARA = numberOf('hara-mitsu');
const ABE = numberOf('abe-akiko');
const as = (slug: string) => officeBrowser(world, world.officer(CHOFU, slug));
const stored = `/office/${CHOFU}/removed-records`;

async function lookupOf(slug: string, number: string): Promise<string> {
  const form = { addresseeNumber: number, reason: '職権の調査のため', includeRemoved: 'yes' };
  const { location = '' } = await as(slug).press(residents, `/office/${CHOFU}/residents`, { town: CHOFU }, form);
  return location.split('=')[1] ?? '';
}

async function remove(number: string): Promise<void> {
  const clerk = formClerk(world);
  const location = await clerk.file('death', number, { happenedOn: '令和8年11月20日', ground: '死亡届' });
  await clerk.press(location, 'decide');
  await world.settle();
}

async function acknowledgeAll(): Promise<void> {
  const { juki } = townOf(world, CHOFU);
  const access = { officer: world.officer(CHOFU, 'registry'), reason: '関係課への通知の受渡し' };
  for (const { section } of await juki.sectionBacklog(access)) {
    const { entries } = await juki.sectionFeed(section, 0, access);
    await juki.acknowledgeSection(section, entries.at(-1)?.position ?? 0, access);
  }
}

describe('団体内統合宛名番号の削除', () => {
  it('理由を書き、確かめてから削除する。関係課の受領が済むまでは断り、理由は残る', async () => {
    await remove(HARA);
    const lookup = await lookupOf('registry', HARA);
    const at = [
      `/office/${CHOFU}/residents/${HARA}/unified-number?lookup=${lookup}`,
      { town: CHOFU, number: HARA },
    ] as const;
    const page = await as('registry').load(person, `/office/${CHOFU}/residents/${HARA}?lookup=${lookup}`, at[1]);
    expect(page.data.deletion).toBe(at[0]);
    const { data } = await as('registry').load(deletion, ...at);
    expect(data).toMatchObject({ number: HARA, removed: { reason: '死亡' }, masked: expect.stringContaining('*') });
    const press = (fields: Record<string, string>) => as('registry').press(deletion, ...at, { lookup, ...fields });
    expect(await press({ press: 'check', reason: '' })).toMatchObject({
      status: 400,
      data: { errors: { reason: [expect.any(String)] } },
    });
    const reason = 'どの業務も使わなくなったことを確かめた';
    // The first step deletes nothing.
    expect(await press({ press: 'check', reason })).toMatchObject({
      status: 200,
      data: { typed: { reason, press: 'check' } },
    });
    expect((await as('registry').load(deletion, ...at)).data.masked).toContain('*');
    expect(await press({ press: 'delete', reason })).toMatchObject({
      status: 409,
      data: { refusal: { code: 'sectionWaiting' }, typed: { reason } },
    });
    await acknowledgeAll();
    expect(await press({ press: 'delete', reason })).toMatchObject({ status: 302 });
    expect((await as('registry').load(deletion, ...at)).data.masked).toBeUndefined();
  });

  it('住民には断り、ほかの役割には開かず、照会なしでは照会に戻る', async () => {
    const number = numberOf('sato-kenji');
    const lookup = await lookupOf('registry', number);
    const params = { town: CHOFU, number };
    const path = `/office/${CHOFU}/residents/${number}/unified-number`;
    const page = await as('registry').load(person, `/office/${CHOFU}/residents/${number}?lookup=${lookup}`, params);
    expect(page.data.deletion).toBeUndefined();
    const refused = await as('registry').press(deletion, path, params, { lookup, reason: '試し', press: 'delete' });
    expect(refused).toMatchObject({ status: 409, data: { refusal: { code: 'stillResident' } } });
    expect((await as('counter').load(deletion, `${path}?lookup=${lookup}`, params)).status).toBe(403);
    expect((await as('registry').load(deletion, path, params)).location).toBe(`/office/${CHOFU}/residents/${number}`);
  });
});

describe('保存庫の除票（標準仕様書1.1.5、施行令第34条）', () => {
  it('5年を過ぎた除票は年次に移り、一覧に消除の日・事由・保存期間が並び、そこから開ける', async () => {
    await remove(ABE);
    const before = await as('registry').load(store, stored, { town: CHOFU });
    expect(before.data.page.records).toEqual([]);
    world.clock.set('2032-04-01T00:30:00.000Z');
    await townOf(world, CHOFU).juki.runDaily();
    const { data } = await as('registry').load(store, stored, { town: CHOFU });
    expect(data.page.runs[0]).toMatchObject({ dueOn: '2032-04-01', finishedAt: expect.any(String) });
    const record = data.page.records.find((one: { addresseeNumber: string }) => one.addresseeNumber === ABE);
    expect(record).toMatchObject({
      removed: { reason: '死亡', on: '2026-11-20' },
      keptUntil: '2176-11-24',
      protectedPerson: false,
    });
    const after = await as('registry').load(store, `${stored}?after=2026-11-24/${ABE}`, { town: CHOFU });
    expect(JSON.stringify(after.data.page.records)).not.toContain(ABE);
    expect((await as('counter').load(store, stored, { town: CHOFU })).status).toBe(403);
    const opened = await as('registry').load(
      person,
      `/office/${CHOFU}/residents/${ABE}?lookup=${await lookupOf('registry', ABE)}`,
      { town: CHOFU, number: ABE },
    );
    expect(opened.data.person.resident).toMatchObject({ status: 'deceased', removed: { on: '2026-11-20' } });
  });
});
