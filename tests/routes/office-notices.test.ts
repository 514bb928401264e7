import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { MovingInNotice } from '#app/messages/contracts/moving.ts';
import * as home from '#app/routes/office.$town._index.tsx';
import * as list from '#app/routes/office.$town.notices._index.tsx';
import * as notice from '#app/routes/office.$town.notices.$work.tsx';
import { getPerson } from '#db/fixtures/families.ts';
import { addressOf, birthDateOf, residentRecordCodeOf } from '#db/fixtures/records.ts';
import { numberOf, standing } from '#tests/support/act-forms.ts';
import { newId, officeBrowser } from '#tests/support/office-story.ts';
import { CHOFU, DESTINATIONS, FUJISAWA, perform, today, townOf } from '#tests/support/story.ts';
import { openWorld, type World } from '#tests/support/world.ts';

vi.setConfig({ testTimeout: 60_000 });

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

const base = `/office/${CHOFU}/notices`;
const as = (slug: string) => officeBrowser(world, world.officer(CHOFU, slug));
const at = (work: string) => [`${base}/${work}`, { town: CHOFU, work }] as const;
const items = async () => (await as('desk').load(list, base, { town: CHOFU })).data.items;
const page = async (work: string, slug = 'desk') => (await as(slug).load(notice, ...at(work))).data.page;

/** 藤沢市 says that somebody of 調布市 came. */
async function arrive(key: string, changes: Partial<MovingInNotice> = {}): Promise<void> {
  const { person, family } = getPerson(key);
  const content: MovingInNotice = {
    revision: 1,
    toMunicipality: FUJISAWA,
    movedInOn: '2026-11-20',
    notifiedOn: '2026-11-24',
    newAddress: DESTINATIONS[FUJISAWA],
    oldAddress: addressOf(CHOFU, family.address),
    householder: person.name.full,
    movers: [
      {
        residentRecordCode: residentRecordCodeOf(key),
        name: person.name.full,
        bornOn: birthDateOf(person),
        sex: person.sex,
      },
    ],
    ...changes,
  };
  const envelope = { id: newId(), type: 'MovingInNotice' as const, version: 1, from: FUJISAWA, to: CHOFU };
  const { juki, stores } = townOf(world, CHOFU);
  const message = { envelope: { ...envelope, subject: 's', sequence: 1, sentAt: world.clock.now() }, content };
  await stores[0]?.write((session) => juki.receive(message, session));
}

async function moveOut(key: string): Promise<void> {
  const { juki } = townOf(world, CHOFU);
  const person = await juki.findResident(numberOf(key), world.access(CHOFU, '転出届'));
  await perform(world, CHOFU, {
    kind: 'RegisterMovingOut',
    householdNumber: person?.householdNumber ?? '',
    movers: [numberOf(key)],
    notifiedOn: today(world),
    plannedOn: '2026-12-01',
    destination: DESTINATIONS[FUJISAWA],
    channel: 'counter',
    special: false,
    cardHolders: [],
  });
}

describe('転入通知の取込エラー（標準仕様書4.1.3.1.2）', () => {
  it('文字化けした通知は、原因とすることが見え、直して受理でき、受け取った内容も残る', async () => {
    expect(await items()).toEqual([]);
    await moveOut('hayashi-nanami');
    await arrive('hayashi-nanami', { householder: '林〓' });
    const [item] = await items();
    const { data } = await as('desk').load(home, `/office/${CHOFU}`, { town: CHOFU });
    expect(data.tasks).toContainEqual(expect.objectContaining({ title: '転入通知：取込エラー', status: '1件' }));
    expect(data.work.items[0].acts).toEqual([{ title: '転入通知を確かめる', href: `notices/${item.workId}` }]);

    const shown = await page(item.workId);
    expect(shown).toMatchObject({
      sentence: expect.stringContaining('文字化け'),
      remedy: expect.stringContaining('送り直し'),
      from: '藤沢市',
      mayCorrect: true,
    });
    expect(standing(shown.specs)).toMatchObject({ householder: '林〓', 'newAddress.municipality': '神奈川県藤沢市' });
    expect(JSON.stringify(shown)).not.toContain(residentRecordCodeOf('hayashi-nanami'));
    const send = (typing: Record<string, string>, press = 'apply') =>
      as('desk').press(notice, ...at(item.workId), { ...standing(shown.specs), ...typing, press });

    const malformed = await send({ householder: '林　七海', movedInOn: 'あした' });
    expect([malformed.status, Object.keys(malformed.data.errors)]).toEqual([400, ['movedInOn']]);
    expect(standing(malformed.data.page.specs)).toMatchObject({ householder: '林　七海' });
    const still = await send({});
    expect(still).toMatchObject({ status: 409, data: { refusal: { sentence: expect.stringContaining('文字化け') } } });
    const postcode = await send({ 'newAddress.postcode': '251-0052' }, 'postcode:newAddress');
    expect(standing(postcode.data.page.specs)).toMatchObject({ 'newAddress.town': '藤沢' });

    expect(await send({ householder: '林　七海' })).toMatchObject({ status: 302 });
    expect(await items()).toEqual([]);
    const after = await townOf(world, CHOFU).juki.findResident(
      numberOf('hayashi-nanami'),
      world.access(CHOFU, '転入通知の確認'),
    );
    expect(after).toMatchObject({ status: 'movedOut', removed: { on: '2026-11-20' } });
    const done = await page(item.workId);
    expect(done).toMatchObject({ done: true, mayCorrect: false, events: [{ act: '訂正して受理（1人）' }] });
    expect(JSON.stringify(done.rows)).toContain('林〓');
  });

  it('直せない通知は、送り直しの依頼を記録して残し、済めば受理せずに終える', async () => {
    await arrive('matsui-1');
    const [item] = await items();
    expect(item.kind).toBe('noMovingOutNotification');
    expect((await page(item.workId)).addresseeNumber).toBe(numberOf('matsui-1'));
    const press = (slug: string, fields: Record<string, string>) => as(slug).press(notice, ...at(item.workId), fields);
    expect(await press('desk', { press: 'ask', told: '' })).toMatchObject({
      status: 400,
      data: { errors: { told: [expect.any(String)] } },
    });
    expect(await press('desk', { press: 'ask', told: '藤沢市の市民窓口に電話' })).toMatchObject({ status: 302 });
    expect((await page(item.workId)).events).toMatchObject([{ act: '送り直しの依頼', note: '藤沢市の市民窓口に電話' }]);
    expect(await items()).toHaveLength(1);
    expect(await press('desk', { press: 'end' })).toMatchObject({ status: 302 });
    expect(await items()).toEqual([]);
  });

  it('支援措置対象者の通知は、どこからのものかも、どこに住むかも見せず、そのほかは直せる', async () => {
    await arrive('nishimura-rika', { movedInOn: '2026-12-20' });
    const [item] = await items();
    const shown = await page(item.workId);
    expect(shown).toMatchObject({ hidden: true, from: '（表示しません）' });
    expect(JSON.stringify([shown, await items()])).not.toMatch(/藤沢|辻堂/);
    expect(standing(shown.specs)).not.toHaveProperty('newAddress.town');
    const typing = { ...standing(shown.specs), movedInOn: '令和8年11月20日', press: 'apply' };
    expect(await as('protection').press(notice, ...at(item.workId), typing)).toMatchObject({ status: 302 });
  });

  it('権限のない役割には開かない', async () => {
    await arrive('matsui-1', { householder: '〓' });
    const [item] = await items();
    expect((await as('auditor').load(list, base, { town: CHOFU })).status).toBe(403);
    expect((await as('counter').load(notice, ...at(item.workId))).status).toBe(403);
    expect((await page(item.workId, 'reception')).mayCorrect).toBe(false);
    expect((await as('reception').press(notice, ...at(item.workId), { press: 'end' })).status).toBe(403);
    expect((await as('desk').load(notice, ...at('unknown'))).status).toBe(404);
  });
});
