import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formFromBytes } from '#app/portal/filing/form.ts';
import { openWorld, type World } from '#tests/support/world.ts';
import { type Visitor, visitorOf, WHOLE_FAMILY } from './portal-visitor.ts';

describe('転出届・転入予約（住民基本台帳法第24条, 第24条の2）', () => {
  let world: World;
  let kenji: Visitor;
  let draft: string;
  beforeAll(async () => {
    world = await openWorld();
    kenji = visitorOf(world, 'sato-kenji');
  });
  afterAll(async () => {
    await world[Symbol.asyncDispose]();
  });

  it('ログインしていなければログインに送り、戻るページを覚える', async () => {
    expect(await kenji.get('/moving')).toMatchObject({ status: 302, location: '/sign-in?returnTo=%2Fmoving' });
  });

  it('カードでログインし、届出を始めると、最初の質問から始まる', async () => {
    await kenji.signIn();
    draft = await kenji.startDraft();
    expect((await kenji.get(`/moving/drafts/${draft}`)).location).toBe(`/moving/drafts/${draft}/profile`);
  });

  it('二度押しても、書きかけの届出は一つだけ', async () => {
    expect(await kenji.startDraft()).toBe(draft);
    expect((await kenji.get('/moving')).data.drafts).toHaveLength(1);
  });

  it('先の質問を開こうとすると、答えるべき質問に戻る', async () => {
    expect((await kenji.get(`/moving/drafts/${draft}/contact`)).location).toBe(`/moving/drafts/${draft}/profile`);
    expect((await kenji.get(`/moving/drafts/${draft}/nothing`)).status).toBe(404);
  });

  it('暗証番号を間違えて戻ると、理由が示され、何も失われない', async () => {
    const { location } = await kenji.post(`/moving/drafts/${draft}/profile`);
    const url = new URL(location);
    const state = url.searchParams.get('state') ?? '';
    const back = `/sign-in/callback?error=access_denied&error_description=pin_locked&state=${state}&iss=${encodeURIComponent(
      world.services.config.urls.digitalAuthIssuer,
    )}`;
    const failed = await kenji.get(back);
    expect(failed.location).toBe(`/moving/drafts/${draft}/profile?failed=locked`);
    expect((await kenji.get(failed.location)).data.notice).toContain('ロック');
  });

  it('券面の4情報を読み取ると、世帯の情報を聞く', async () => {
    expect((await kenji.readProfile(draft)).location).toBe(`/moving/drafts/${draft}`);
    expect((await kenji.get(`/moving/drafts/${draft}`)).location).toBe(`/moving/drafts/${draft}/household`);
  });

  it('答えのない質問は400で、同じ言葉が欄の横に出る', async () => {
    const answer = await kenji.post(`/moving/drafts/${draft}/household`, {});
    expect(answer).toMatchObject({ status: 400, data: { errors: { consent: expect.any(String) } } });
  });

  it('同意すると世帯の全員が一覧に出る（自己情報）', async () => {
    await kenji.post(`/moving/drafts/${draft}/household`, { consent: 'yes' });
    const { data } = await kenji.get(`/moving/drafts/${draft}/movers`);
    expect(data.answers.household.members.map(({ name }: { name: string }) => name)).toEqual([
      '佐藤　健司',
      '佐藤　美咲',
      '佐藤　陽菜',
      '佐藤　ハル',
    ]);
  });

  it('途中でログアウトしても、戻れば続きから始まる', async () => {
    await kenji.post(`/moving/drafts/${draft}/movers`, { movers: ['h0', 'h1', 'h2', 'h3'] });
    await kenji.post('/sign-out');
    expect((await kenji.get(`/moving/drafts/${draft}`)).location).toMatch(/^\/sign-in/);
    await kenji.signIn();
    expect((await kenji.get(`/moving/drafts/${draft}`)).location).toBe(`/moving/drafts/${draft}/cards`);
  });

  it('受付期間の外の引越しは409で、日付は残る（住民基本台帳法第24条）', async () => {
    await kenji.post(`/moving/drafts/${draft}/cards`, { cards: ['h0', 'h1', 'h2'] });
    const fields = { 'movingOn.year': '2027', 'movingOn.month': '3', 'movingOn.day': '30' };
    const answer = await kenji.post(`/moving/drafts/${draft}/moving-date`, fields);
    expect(answer).toMatchObject({ status: 409, data: { refusal: { code: 'outsideFilingWindow' } } });
    expect(answer.data.values['movingOn.year']).toEqual(['2027']);
  });

  it('市区町村から探しても選べ、指定都市は区まで選ぶ', async () => {
    await kenji.post(`/moving/drafts/${draft}/moving-date`, WHOLE_FAMILY['moving-date'] ?? {});
    await kenji.post(`/moving/drafts/${draft}/destination`, { destinationKind: 'japan' });
    const base = `/moving/drafts/${draft}/municipality`;
    const city = await kenji.get(`${base}?prefecture=${encodeURIComponent('神奈川県')}&city=141003`);
    expect(city.data.search.wards).toHaveLength(18);
    expect(city.data.search.chosen).toBeUndefined();
    expect(await kenji.post(base, { municipality: '141003' })).toMatchObject({ status: 400 });
    expect(await kenji.post(base, { municipality: '132080' })).toMatchObject({
      status: 409,
      data: { refusal: { code: 'destinationIsOwnTown' } },
    });
    expect((await kenji.post(base, { municipality: '141046' })).location).toBe(`/moving/drafts/${draft}/lot`);
  });

  it('すべてに答えると、確認のページに届書がそのまま出る', async () => {
    await kenji.post(`/moving/drafts/${draft}/postcode`, { postcode: '251-0046' });
    await kenji.answer(draft, WHOLE_FAMILY);
    const { data } = await kenji.get(`/moving/drafts/${draft}/check-answers`);
    expect(data.form).toMatchObject({ toMunicipality: '142051', movingOn: '2026-11-28', scope: 'wholeHousehold' });
    expect(data.latestVisitDay).toBe('2026-12-14');
  });

  it('示した正規形のバイト列が、そのまま署名される', async () => {
    await kenji.post(`/moving/drafts/${draft}/check-answers`);
    const { data } = await kenji.get(`/moving/drafts/${draft}/signature`);
    const shown = formFromBytes(new TextEncoder().encode(data.bytes));
    expect(shown).toEqual(data.form);
  });

  it('別の人のカードで署名すると、受け付けない（公的個人認証法第2条第1項）', async () => {
    const refused = await kenji.sign(draft, 'tanaka-hiroshi');
    expect(refused).toMatchObject({ status: 409, data: { refusal: { code: 'signedByOther' }, draftId: draft } });
    expect((await kenji.get('/moving')).data.applications).toEqual([]);
  });

  it('署名すると届け出られ、受付の控えに番号と最後の日が出る', async () => {
    const filed = await kenji.sign(draft);
    expect(filed.location).toMatch(/^\/moving\/applications\/\d{19}\/receipt$/);
    const { data } = await kenji.get(filed.location);
    expect(data.view).toMatchObject({ state: 'sent', visitState: 'announced', latestVisitDay: '2026-12-14' });
  });

  it('戻るボタンでもう一度送っても、届出は一つだけ', async () => {
    const again = await kenji.sign(draft).catch(() => undefined);
    expect(again?.location ?? '').not.toMatch(/receipt$/);
    expect((await kenji.get('/moving')).data.applications).toHaveLength(1);
    const [application] = (await kenji.get('/moving')).data.applications;
    const old = await kenji.get(`/moving/drafts/${draft}/lot`);
    expect(old.location).toBe(`/moving/applications/${application.receiptNumber}`);
  });

  it('届出の途中は、新しい届出を始められない（住民基本台帳法第24条）', async () => {
    expect(await kenji.post('/moving')).toMatchObject({ status: 409, data: { refusal: { code: 'applicationOpen' } } });
    expect((await kenji.get('/moving')).data.canStart).toBe(false);
  });

  it('旧市区町村と新市区町村の両方に届き、知らせが経過に並ぶ', async () => {
    await world.settle();
    const [application] = (await kenji.get('/moving')).data.applications;
    const { data } = await kenji.get(`/moving/applications/${application.receiptNumber}`);
    const steps = data.view.hops.map(({ object, step }: { object: string; step: string }) => `${object}.${step}`);
    expect(steps).toEqual(
      expect.arrayContaining([
        'portal.filed',
        'portal.sent',
        'portal.announced',
        'application.arrived',
        'visit.arrived',
      ]),
    );
    expect(await world.portal.mailroom.unreadable()).toEqual([]);
    expect(await world.portal.mailroom.waiting()).toEqual([]);
    expect(data.view.hops.every(({ at }: { at: string }) => at.endsWith('Z'))).toBe(true);
  });
});
