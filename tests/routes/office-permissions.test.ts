import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as home from '#app/routes/office.$town._index.tsx';
import * as inbox from '#app/routes/office.$town.applications._index.tsx';
import * as application from '#app/routes/office.$town.applications.$receipt.tsx';
import * as correction from '#app/routes/office.$town.applications.$receipt_.correction.tsx';
import * as refusal from '#app/routes/office.$town.applications.$receipt_.refusal.tsx';
import * as newArrival from '#app/routes/office.$town.arrivals.new.tsx';
import * as audit from '#app/routes/office.$town.audit.tsx';
import * as messages from '#app/routes/office.$town.messages.tsx';
import * as residents from '#app/routes/office.$town.residents._index.tsx';
import * as person from '#app/routes/office.$town.residents.$number.tsx';
import * as signIn from '#app/routes/office.$town.sign-in.tsx';
import * as visitors from '#app/routes/office.$town.visitors.tsx';
import { formatAddress } from '#app/vocabulary/addresses.ts';
import { formerNumberOf } from '#db/fixtures/records.ts';
import { file, newId, officeBrowser, reportsTo } from '#tests/support/office-story.ts';
import { CHOFU, DESTINATIONS, FUJISAWA, townOf } from '#tests/support/story.ts';
import { openWorld, type World } from '#tests/support/world.ts';

// A whole story each, and the machine may have other things to do.
vi.setConfig({ testTimeout: 60_000 });

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

const SLUGS = [
  'desk',
  'reception',
  'reviewer',
  'approver',
  'counter',
  'registry',
  'protection',
  'auditor',
  'administrator',
] as const;
type Slug = (typeof SLUGS)[number];
const as = (slug: Slug) => officeBrowser(world, world.officer(CHOFU, slug));

describe('職員の範囲（標準仕様書 10.3）', () => {
  const PAGES = [
    {
      title: '申請管理',
      route: inbox,
      path: 'applications',
      for: ['desk', 'reception', 'reviewer', 'approver', 'counter', 'registry', 'protection'],
    },
    {
      title: '来庁予定',
      route: visitors,
      path: 'visitors',
      for: ['desk', 'reception', 'reviewer', 'approver', 'counter', 'registry', 'protection'],
    },
    {
      title: '予定のない来庁',
      route: newArrival,
      path: 'arrivals/new',
      for: ['desk', 'counter', 'registry', 'protection'],
    },
    {
      title: '住民の照会',
      route: residents,
      path: 'residents',
      for: ['desk', 'reception', 'reviewer', 'approver', 'counter', 'registry', 'protection'],
    },
    {
      title: '電文',
      route: messages,
      path: 'messages',
      for: ['desk', 'registry', 'protection', 'auditor', 'administrator'],
    },
    { title: '操作ログ', route: audit, path: 'audit', for: ['auditor'] },
  ] as const;

  for (const page of PAGES) {
    it(`${page.title}は、決まった役割の職員だけが開ける`, async () => {
      for (const slug of SLUGS) {
        const { status } = await as(slug).load(page.route, `/office/${CHOFU}/${page.path}`, { town: CHOFU });
        expect([slug, status]).toEqual([slug, (page.for as readonly string[]).includes(slug) ? 200 : 403]);
      }
    });
  }

  it('サインインしていない人は、元の頁へ戻れる形でサインインへ送られる', async () => {
    const answer = await officeBrowser(world).load(home, `/office/${CHOFU}?x=1`, { town: CHOFU });
    expect(answer).toEqual({
      status: 302,
      location: `/office/${CHOFU}/sign-in?next=${encodeURIComponent(`/office/${CHOFU}?x=1`)}`,
    });
  });

  it('ほかの市の頁は、どの役割でも開けず、処理もできない', async () => {
    const { receiptNumber } = await file(world, 'sato-kenji');
    const params = { town: CHOFU, receipt: receiptNumber };
    const path = `/office/${CHOFU}/applications/${receiptNumber}`;
    for (const slug of SLUGS) {
      const stranger = officeBrowser(world, world.officer(FUJISAWA, slug));
      expect((await stranger.load(home, `/office/${CHOFU}`, { town: CHOFU })).status).toBe(403);
      expect((await stranger.load(application, path, params)).status).toBe(403);
      expect((await stranger.press(application, path, params, { act: 'start', version: 2 })).status).toBe(403);
    }
  });

  it('偽のセッション（ほかの市の職員の番号に自市の団体コード）では入れない', async () => {
    const forged = officeBrowser(world, { id: `desk-${FUJISAWA}`, townCode: CHOFU });
    expect((await forged.load(home, `/office/${CHOFU}`, { town: CHOFU })).status).toBe(302);
  });

  it('画面を通さなくても、ほかの市の職員はデータに触れられない', async () => {
    const { office } = townOf(world, CHOFU);
    const stranger = world.officer(FUJISAWA);
    await expect(office.applications.inbox(stranger)).rejects.toThrow('may not seeApplications');
    await expect(office.arrivals.visitorsOn(stranger, '2026-11-24')).rejects.toThrow('may not seeArrivals');
    await expect(office.people.openLookup(stranger, { reason: 'x', query: {} })).rejects.toThrow(
      'may not searchResidents',
    );
    await expect(office.audit(stranger, { limit: 1 })).rejects.toThrow('may not seeAudit');
    await expect(office.mail.retry(stranger, newId())).rejects.toThrow('may not retryMessages');
  });

  it('サインインの行き先は、自市の頁に限る', async () => {
    const press = (next: string) =>
      officeBrowser(world).press(
        signIn,
        `/office/${CHOFU}/sign-in`,
        { town: CHOFU },
        { officer: `desk-${CHOFU}`, next },
      );
    expect((await press(`/office/${CHOFU}/residents`)).location).toBe(`/office/${CHOFU}/residents`);
    expect((await press('https://example.com/')).location).toBe(`/office/${CHOFU}`);
    expect((await press(`/office/${CHOFU}.example.com/`)).location).toBe(`/office/${CHOFU}`);
    expect((await press(`/office/${FUJISAWA}/residents`)).location).toBe(`/office/${CHOFU}`);
  });

  it('審査を始められない役割には、ボタンもなく、押しても受け付けない', async () => {
    const { receiptNumber } = await file(world, 'takahashi-hideki');
    const params = { town: CHOFU, receipt: receiptNumber };
    const path = `/office/${CHOFU}/applications/${receiptNumber}`;
    for (const slug of ['approver', 'counter'] as const) {
      const { data } = await as(slug).load(application, path, params);
      expect(data.page.acts.map(({ act }: { act: string }) => act)).not.toContain('start');
      const form = { act: 'start', version: data.page.version };
      expect((await as(slug).press(application, path, params, form)).status).toBe(403);
    }
  });
});

describe('住民の照会と記録', () => {
  const base = `/office/${CHOFU}/residents`;
  const search = (form: Record<string, string>) => as('desk').press(residents, base, { town: CHOFU }, form);

  it('理由のない照会は受け付けず、理由のある照会は、見た人の宛名番号とともに操作ログに残る', async () => {
    expect(await search({ name: '佐藤' })).toMatchObject({
      status: 400,
      data: { errors: { reason: [expect.any(String)] } },
    });
    const { location = '' } = await search({ name: '佐藤　健司', reason: '窓口の届出のため', detail: '住所の確認' });
    // Neither a name nor a day of birth stands in the address.
    expect(location).toMatch(/^\/office\/132080\/residents\?lookup=[0-9a-f-]{36}$/);
    const { data } = await as('desk').load(residents, location, { town: CHOFU });
    expect(data.lookup.residents).toHaveLength(1);
    const lookup = location.split('=')[1] ?? '';
    const number = formerNumberOf('sato-kenji');
    const opened = await as('desk').load(person, `${base}/${number}?lookup=${lookup}`, { town: CHOFU, number });
    expect(opened.data.person.resident.name.full).toBe('佐藤　健司');
    const log = await as('auditor').load(audit, `/office/${CHOFU}/audit?subject=${number}`, { town: CHOFU });
    expect(log.data.entries.map((entry: { reason: string }) => entry.reason)).toContain(
      '窓口の届出のため（住所の確認）',
    );
  });

  it('理由を言わずに住民の画面を開くと、先に理由を尋ねられる。同僚の理由は使えない', async () => {
    const number = formerNumberOf('sato-kenji');
    const bare = await as('desk').load(person, `${base}/${number}`, { town: CHOFU, number });
    expect(bare.data.person).toBeUndefined();
    const { location = '' } = await search({ name: '佐藤', reason: '窓口の届出のため' });
    const lookup = location.split('=')[1] ?? '';
    const colleague = await as('counter').load(person, `${base}/${number}?lookup=${lookup}`, { town: CHOFU, number });
    expect(colleague.data.person).toBeUndefined();
  });
});

describe('支援措置（標準仕様書 1.1.16）', () => {
  it('対象者のいる世帯の届出は、どの役割にも転出先を見せず、受理も補正依頼もできず、同じ文で窓口を案内する', async () => {
    const canary = { ...DESTINATIONS[FUJISAWA], town: '鵠沼海岸九丁目', lot: '99番99号' };
    for (const filer of ['nishimura-rika', 'kuroki-takashi']) {
      const { receiptNumber } = await file(world, filer, { newAddress: canary, newHouseholder: '隠世　主' });
      const params = { town: CHOFU, receipt: receiptNumber };
      const path = `/office/${CHOFU}/applications/${receiptNumber}`;
      const version = async () => (await as('desk').load(application, path, params)).data.page.version;
      await as('desk').press(application, path, params, { act: 'start', version: await version() });
      for (const slug of SLUGS) {
        for (const [route, at] of [
          [application, path],
          [correction, `${path}/correction`],
          [refusal, `${path}/refusal`],
          [inbox, `/office/${CHOFU}/applications`],
        ] as const) {
          const shown = JSON.stringify(await as(slug).load(route, at, params));
          for (const secret of [formatAddress(canary), canary.lot, canary.town, '隠世'])
            expect(shown).not.toContain(secret);
        }
      }
      const { data } = await as('desk').load(application, path, params);
      expect(data.page).toMatchObject({ protectedHousehold: true, acceptable: false });
      const movers = data.page.movers.flatMap(
        ({ match }: { match?: { addresseeNumber: string } }) => match?.addresseeNumber ?? [],
      );
      expect(
        await as('protection').press(application, path, params, { act: 'accept', version: await version(), movers }),
      ).toMatchObject({ status: 409, data: { refusal: { code: 'atTheCounter' } } });
      await as('desk').press(refusal, `${path}/refusal`, params, {
        version: await version(),
        reason: '支援措置のため',
      });
      const told = (await reportsTo(world, CHOFU, receiptNumber)).at(-1);
      expect(told).toMatchObject({ status: 'refused' });
      expect(told?.reason).not.toContain('支援');
    }
  });
});
