import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { USUAL_PINS } from '#db/fixtures/define.ts';
import { openWorld, type World } from '#tests/support/world.ts';
import { type Visitor, visitorOf, WHOLE_FAMILY } from './portal-visitor.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const CHOFU = '132080';

async function signedIn(world: World, key: string): Promise<Visitor> {
  const visitor = visitorOf(world, key);
  await visitor.signIn();
  return visitor;
}

async function writtenDraft(visitor: Visitor): Promise<string> {
  const draft = await visitor.startDraft();
  await visitor.readProfile(draft);
  await visitor.answer(draft, WHOLE_FAMILY);
  return draft;
}

describe('異動者への知らせ（住民基本台帳法第26条・第27条）', () => {
  let world: World;
  let kenji: Visitor;
  let misaki: Visitor;
  let receipt = '';
  let notice = '';
  beforeAll(async () => {
    world = await openWorld();
    misaki = await signedIn(world, 'sato-misaki');
    await misaki.post('/moving/notices', { act: 'email', email: 'misaki@example.jp' });
    kenji = await signedIn(world, 'sato-kenji');
    const filed = await kenji.sign(await writtenDraft(kenji));
    receipt = /\d{19}/.exec(filed.location)?.[0] ?? '';
    await world.settle();
  });
  afterAll(() => world[Symbol.asyncDispose]());

  const office = () => world.services.towns.get(CHOFU)?.office;
  const applicationPage = () => office()?.applications.page(world.officer(CHOFU), receipt);

  it('成年の異動者だけが、自分のマイページで知らされ、転出先は知らされない', async () => {
    const { personal } = (await misaki.get('/moving')).data;
    expect(personal).toMatchObject([{ title: 'あなたを含む引越しの届出がありました', isOpen: true }]);
    notice = personal[0].key;
    const page = await misaki.get(`/moving/family-notices/${notice}`);
    expect(page.data.notice).toMatchObject({ kind: 'coMover', filer: '佐藤　健司', from: '調布市', ended: false });
    expect(JSON.stringify(page.data)).not.toMatch(/藤沢|142051|辻堂/);
    expect((await kenji.get('/moving')).data.personal).toEqual([]);
    const work = (await applicationPage())?.work;
    expect(work?.coMovers?.map(({ name }) => name)).toEqual(['佐藤　美咲']);
  });

  it('お知らせの一覧にも一度だけ出て、選んだ送り先へメールを送ることになる', async () => {
    const { notices } = (await misaki.get('/moving/notices')).data;
    expect(notices).toMatchObject([{ sentence: 'family.coMover', personNotice: notice, isNew: true }]);
    expect(JSON.stringify(notices)).not.toMatch(/藤沢|142051|辻堂/);
    const mailed = await world.portal.store.read(({ db, t }) =>
      db.select({ tries: t.portalNotices.mailTries, after: t.portalNotices.mailAfter }).from(t.portalNotices),
    );
    expect(mailed.filter(({ tries, after }) => tries > 0 || after !== null)).toHaveLength(1);
  });

  it('他の人には、知らせがあることも分からない', async () => {
    expect((await kenji.get(`/moving/family-notices/${notice}`)).status).toBe(404);
    expect((await kenji.post(`/moving/family-notices/${notice}`, { confirm: 'yes' })).status).toBe(404);
  });

  it('確認の印がなければ何も伝えず、欄の横に理由を出す', async () => {
    expect(await misaki.post(`/moving/family-notices/${notice}`)).toMatchObject({
      status: 400,
      data: { errors: { confirm: expect.any(String) } },
    });
    await world.settle();
    expect((await applicationPage())?.work.objections).toBeUndefined();
  });

  it('「これは違います」は職員への印になり、二度押しても一度で、届出は止まらない', async () => {
    const before = await applicationPage();
    expect((await misaki.post(`/moving/family-notices/${notice}`, { confirm: 'yes' })).status).toBe(302);
    expect((await misaki.post(`/moving/family-notices/${notice}`, { confirm: 'yes' })).status).toBe(302);
    await world.settle();
    const after = await applicationPage();
    expect(after?.work.objections).toMatchObject([{ name: '佐藤　美咲' }]);
    expect(after?.events.filter(({ act }) => act === '異動者の申出の受信')).toHaveLength(1);
    expect(after).toMatchObject({ stage: before?.stage, acceptable: before?.acceptable });
    // Whoever opened the screen before the objection has to look again.
    expect(after?.version).toBeGreaterThan(before?.version ?? 0);
    const inbox = await office()?.applications.inbox(world.officer(CHOFU));
    expect(inbox?.rows.find((row) => row.receiptNumber === receipt)?.objected).toBe(true);
    expect((await misaki.get(`/moving/family-notices/${notice}`)).data.notice.objectedAt).toBeDefined();
  });

  it('申出は届け出た人に知らされない', async () => {
    const page = await kenji.get(`/moving/applications/${receipt}`);
    expect(JSON.stringify(page.data)).not.toMatch(/objected|これは違います/);
    expect((await kenji.get('/moving')).data.personal).toEqual([]);
  });

  it('届出が終わった後は、申し出られない', async () => {
    await world.portal.store.write(async ({ db, t }) => {
      await db.update(t.portalApplications).set({ state: 'withdrawn' });
      await db.update(t.portalPersonNotices).set({ objectedAt: null });
    });
    expect(await misaki.post(`/moving/family-notices/${notice}`, { confirm: 'yes' })).toMatchObject({
      status: 409,
      data: { refusal: { code: 'notNow' } },
    });
    expect((await misaki.get(`/moving/family-notices/${notice}`)).data.notice.ended).toBe(true);
  });
});

describe('異動者への知らせは、初めてログインする人を待つ', () => {
  it('届出の後で初めてログインしても、知らされる', async () => {
    await using world = await openWorld();
    const kenji = await signedIn(world, 'sato-kenji');
    await kenji.sign(await writtenDraft(kenji));
    await world.settle();
    const misaki = await signedIn(world, 'sato-misaki');
    expect((await misaki.get('/moving')).data).toMatchObject({ personal: [{}], newNotices: 1 });
    await misaki.signIn();
    expect((await misaki.get('/moving')).data.newNotices).toBe(1);
  });

  it('J-LISが答えない間は待ち、答えたら一度だけ知らせる', async () => {
    await using world = await openWorld();
    const misaki = await signedIn(world, 'sato-misaki');
    const kenji = await signedIn(world, 'sato-kenji');
    const draft = await writtenDraft(kenji);
    world.nation?.faults.set('jlis', { down: true });
    await kenji.sign(draft);
    await world.settle();
    expect((await misaki.get('/moving')).data.personal).toEqual([]);
    world.nation?.faults.clear();
    await world.travelTo('2026-11-24T02:00:00.000Z');
    await world.settle();
    expect((await misaki.get('/moving')).data.personal).toHaveLength(1);
  });
});

describe('届出ロック', () => {
  let world: World;
  let kenji: Visitor;
  let misaki: Visitor;
  let draft = '';
  beforeAll(async () => {
    world = await openWorld();
    misaki = await signedIn(world, 'sato-misaki');
    kenji = await signedIn(world, 'sato-kenji');
    draft = await writtenDraft(kenji);
  });
  afterAll(() => world[Symbol.asyncDispose]());

  async function press(visitor: Visitor, act: 'lock' | 'unlock', card?: string): Promise<string> {
    const { location } = await visitor.post('/moving/move-lock', { act });
    return (await visitor.get(await visitor.showCard(location, USUAL_PINS.cardSurface, card))).location;
  }
  const freeze = (visitor: Visitor, one: string) => visitor.post(`/moving/drafts/${one}/check-answers`);

  it('ほかの人のカードでは、ロックはかからない', async () => {
    expect(await press(misaki, 'lock', 'tanaka-hiroshi')).toBe('/moving/move-lock?failed=otherCard');
    expect((await misaki.get('/moving/move-lock')).data.since).toBeUndefined();
  });

  it('カードと暗証番号でかけると、かけた日時が出る', async () => {
    expect(await press(misaki, 'lock')).toBe('/moving/move-lock');
    expect((await misaki.get('/moving/move-lock')).data.since).toBe(world.clock.now());
    expect((await misaki.get('/moving')).data.isLocked).toBe(true);
    expect((await kenji.get('/moving')).data.isLocked).toBe(false);
  });

  it('その人を含む届出は、説明しない理由と同じ文で断られ、本人にだけ、一度だけ知らされる', async () => {
    const refused = await freeze(kenji, draft);
    expect(refused).toMatchObject({ status: 409, data: { refusal: { code: 'counterOnly' } } });
    expect(JSON.stringify(refused.data.refusal)).not.toMatch(/ロック|美咲/);
    await freeze(kenji, draft);
    const { personal } = (await misaki.get('/moving')).data;
    expect(personal).toMatchObject([{ title: 'あなたを含む届出を止めました' }]);
    const { notices } = (await misaki.get('/moving/notices')).data;
    expect(notices).toMatchObject([{ sentence: 'family.locked', personNotice: personal[0].key }]);
    const page = await misaki.get(`/moving/family-notices/${personal[0].key}`);
    expect(page.data.notice).toEqual({ key: personal[0].key, kind: 'lockedFiling', at: world.clock.now() });
    expect((await misaki.post(`/moving/family-notices/${personal[0].key}`, { confirm: 'yes' })).status).toBe(404);
    expect((await kenji.get('/moving')).data.personal).toEqual([]);
  });

  it('自分の届出も止まり、理由は自分には示される', async () => {
    const own = await writtenDraft(misaki);
    const refused = await freeze(misaki, own);
    expect(refused).toMatchObject({ status: 409, data: { refusal: { code: 'moveLocked' } } });
  });

  it('その人を含まない届出は止まらない', async () => {
    await kenji.post(`/moving/drafts/${draft}/movers`, { movers: ['h0'] });
    const unknown = { 'remaining-householder': { remainingChoice: 'unknown' } };
    await kenji.answer(draft, { ...WHOLE_FAMILY, cards: { cards: ['h0'] }, ...unknown });
    expect((await freeze(kenji, draft)).status).toBe(302);
    await kenji.post(`/moving/drafts/${draft}/movers`, WHOLE_FAMILY.movers ?? {});
    await kenji.answer(draft, WHOLE_FAMILY);
  });

  it('凍結した後でかかったロックも、署名のときに効く', async () => {
    expect(await press(misaki, 'unlock')).toBe('/moving/move-lock');
    expect((await freeze(kenji, draft)).status).toBe(302);
    await press(misaki, 'lock');
    const { location } = await kenji.post(`/moving/drafts/${draft}/signature`);
    const refused = await kenji.get(await kenji.showCard(location, USUAL_PINS.signature));
    expect(refused).toMatchObject({ status: 409, data: { refusal: { code: 'counterOnly' } } });
    expect((await kenji.get('/moving')).data.applications).toEqual([]);
  });

  it('外せば届け出られる', async () => {
    await press(misaki, 'unlock');
    const filed = await kenji.sign(draft);
    expect(filed.location).toMatch(/^\/moving\/applications\/\d{19}\/receipt$/);
  });

  it('カードのアプリが答えなければ何も変えずにそう伝え、直れば同じ続きからできる', async () => {
    const { location } = await misaki.post('/moving/move-lock', { act: 'lock' });
    const back = await misaki.showCard(location, USUAL_PINS.cardSurface);
    world.nation?.faults.set('auth-app', { down: true });
    try {
      const failed = await misaki.get(back);
      expect(failed.location).toBe('/moving/move-lock?failed=outage');
      expect((await misaki.get(failed.location)).data).toEqual({ notice: expect.stringContaining('答えません') });
    } finally {
      world.nation?.faults.clear();
    }
    expect((await misaki.get(back)).location).toBe('/moving/move-lock');
    expect((await misaki.get('/moving/move-lock')).data.since).toBe(world.clock.now());
  });
});
