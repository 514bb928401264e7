import { isNotNull } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { LifelineCompany } from '#app/national/contracts/lifelines.ts';
import { leaksIn } from '#tests/support/leaks.ts';
import { storedSecrets } from '#tests/support/stored-numbers.ts';
import { openWorld, type World } from '#tests/support/world.ts';
import { type Fields, signInAndFile, type Visitor, visitorOf, WHOLE_FAMILY } from './portal-visitor.ts';

const day = (name: string, on = '28', month = '11') => ({
  [`${name}.year`]: '2026',
  [`${name}.month`]: month,
  [`${name}.day`]: on,
});
const DAYS = { ...day('stopOn'), ...day('startOn'), ...day('movedOn'), ...day('forwardFrom') };

describe('電気・ガス・水道などへの連絡', () => {
  let world: World;
  let kenji: Visitor;
  let receipt = '';
  let unheard: typeof fetch;
  const wire: { url: string; body: string }[] = [];

  beforeAll(async () => {
    world = await openWorld();
    unheard = globalThis.fetch;
    globalThis.fetch = (input, init) => {
      if (String(input).includes('/lifelines/')) wire.push({ url: String(input), body: String(init?.body) });
      return unheard(input, init);
    };
    kenji = visitorOf(world, 'sato-kenji');
    receipt = await signInAndFile(kenji, WHOLE_FAMILY);
  }, 60_000);
  afterEach(() => world.nation?.faults.clear());
  afterAll(async () => {
    globalThis.fetch = unheard;
    await world[Symbol.asyncDispose]();
  });

  const list = () => `/moving/applications/${receipt}/lifelines`;
  const at = (company: LifelineCompany) => `${list()}/${company}`;
  async function latest(company: LifelineCompany) {
    const { view } = (await kenji.get(at(company))).data;
    return view.companies.find((one: { company: string }) => one.company === company).latest;
  }
  const newId = async (company: LifelineCompany) => (await kenji.get(at(company))).data.requestId;
  async function send(company: LifelineCompany, more: Fields = {}) {
    const requestId = await newId(company);
    return kenji.post(at(company), { ...DAYS, requestId, intent: 'send', consent: 'yes', ...more });
  }
  /** Everything is due at once, as if the pauses between the tries had passed. */
  async function triesAgain(): Promise<number> {
    await world.portal.store.write(async ({ db, t }) => {
      await db.update(t.portalLifelines).set({ nextTryAt: 0 }).where(isNotNull(t.portalLifelines.nextTryAt));
    });
    for (let done = 0, all = 0; ; all += done) {
      done = await world.services.portal.advanceLifelines();
      if (done === 0) return all;
    }
  }
  const received = async (company: LifelineCompany) =>
    (await world.nation?.lifelines.received())?.filter(({ request }) => request.company === company) ?? [];

  it('はじめは、どの会社にも知らせていない', async () => {
    const { view } = (await kenji.get(list())).data;
    expect(view.companies.map(({ company }: { company: string }) => company)).toEqual(LifelineCompany.options);
    expect(view.companies.every((one: object) => !('latest' in one))).toBe(true);
  });

  it('確かめる画面には、送るものがそのまま出る。まだ何も送られない', async () => {
    const reply = await kenji.post(at('power'), { ...DAYS, customerNumber: '12345674', intent: 'check' });
    expect(reply.data.plan).toEqual({
      company: 'power',
      name: '佐藤　健司',
      kana: 'サトウ ケンジ',
      phone: '090-1234-5678',
      oldAddress: expect.stringContaining('調布市'),
      newAddress: '神奈川県藤沢市辻堂西海岸5番6号',
      stopOn: '2026-11-28',
      startOn: '2026-11-28',
      customerNumber: '12345674',
    });
    expect(wire).toEqual([]);
  });

  it('同意がなければ送らず、打った内容は残る', async () => {
    const reply = await kenji.post(at('power'), { ...DAYS, requestId: await newId('power'), intent: 'send' });
    expect(reply).toMatchObject({ status: 400, data: { errors: { consent: expect.any(String) } } });
    expect(reply.data.plan.stopOn).toBe('2026-11-28');
    expect(wire).toEqual([]);
  });

  it('会社ごとに、自分の受付と状態がある：受付完了、立会い、返事待ち', async () => {
    for (const company of ['power', 'water', 'broadcasting', 'post'] as const) {
      expect(await send(company), company).toMatchObject({ status: 302, location: at(company) });
      expect(await latest(company), company).toMatchObject({ state: 'accepted' });
    }
    await send('gas');
    expect(await latest('gas')).toMatchObject({ state: 'needsAttendance', receipt: { attendOn: '2026-11-28' } });
    await send('internet');
    expect(await latest('internet')).toMatchObject({
      state: 'received',
      receipt: { answerBy: '2026-11-25T00:00:00.000Z' },
    });
    expect((await latest('power')).receipt.receiptNumber).not.toBe((await latest('gas')).receipt.receiptNumber);
  });

  it('回線には、決めた項目だけが流れる。個人番号・住民票コード・続柄・生年月日は流れない', async () => {
    const secrets = await storedSecrets(world.services.config.dataDir);
    expect(secrets.length).toBeGreaterThan(100);
    expect(wire.length).toBeGreaterThanOrEqual(6);
    const bytes = wire.map(({ url, body }) => `${url}\n${body}`).join('\n');
    expect(leaksIn(Buffer.from(bytes), secrets)).toEqual([]);
    for (const word of ['世帯主', '"妻"', '"子"', '"母"', 'relationship', 'bornOn', '1984-05-17', 'subject', receipt]) {
      expect(bytes, word).not.toContain(word);
    }
    // 家族の氏名は、郵便の転送だけに要る。
    expect(wire.filter(({ body }) => body.includes('佐藤　陽菜')).map(({ url }) => new URL(url).pathname)).toEqual([
      '/lifelines/post/requests',
    ]);
  });

  it('画面に出た送った内容と、会社が受け取った内容は、一字一句同じ', async () => {
    for (const company of LifelineCompany.options) {
      const [{ request } = { request: undefined }] = await received(company);
      expect((await latest(company)).request, company).toEqual(request);
    }
  });

  it('同じ画面から二度送っても、申込みは一つ。番号を変えても、取り消すまで二つ目は断る', async () => {
    const { request } = await latest('power');
    expect(await send('power', { requestId: request.requestId })).toMatchObject({ status: 302 });
    expect(await send('power')).toMatchObject({ status: 409, data: { refusal: { code: 'lifelineOpen' } } });
    expect(await received('power')).toHaveLength(1);
  });

  it('返事の予定の時が来れば、自動で立会いの日を聞いてくる', async () => {
    expect(await triesAgain()).toBe(0);
    await world.travelTo('2026-11-25T00:30:00.000Z');
    expect(await latest('internet')).toMatchObject({ state: 'needsAttendance', receipt: { attendOn: '2026-12-07' } });
  });

  it('取り消すと、その会社だけが取消しになり、もう一度申し込める', async () => {
    expect(await kenji.post(at('power'), { intent: 'withdraw' })).toMatchObject({ status: 302 });
    expect(await latest('power')).toMatchObject({ state: 'withdrawn', mayAskAgain: true });
    expect(await received('power')).toMatchObject([{ withdrawn: true }]);
    expect(await latest('water')).toMatchObject({ state: 'accepted' });
    expect(await kenji.post(at('power'), { intent: 'withdraw' })).toMatchObject({ status: 302 });
  });

  it('断られたら理由とできることが出て、直してもう一度申し込める', async () => {
    await send('power', { customerNumber: '12345678' });
    expect(await latest('power')).toMatchObject({
      state: 'refused',
      receipt: { reason: expect.stringContaining('お客様番号'), remedy: expect.stringContaining('検針票') },
    });
    expect(await kenji.post(at('power'), { intent: 'withdraw' })).toMatchObject({ status: 409 });
    await send('power', { customerNumber: '12345674' });
    expect(await latest('power')).toMatchObject({ state: 'accepted' });
  });

  it('会社が止まっていれば、返事待ちになり、直れば自動で届く。取り消すと、届いていたかもしれないので会社にも言う', async () => {
    await kenji.post(at('water'), { intent: 'withdraw' });
    world.nation?.faults.set('lifelines', { down: true });
    expect(await send('water')).toMatchObject({ status: 302 });
    expect(await latest('water')).toMatchObject({ state: 'toSend', everSent: true });
    expect(await triesAgain()).toBe(0);
    await kenji.post(at('water'), { intent: 'withdraw' });
    expect(await latest('water')).toMatchObject({ state: 'withdrawing' });
    world.nation?.faults.clear();
    await triesAgain();
    expect(await latest('water')).toMatchObject({ state: 'withdrawn' });
    world.nation?.faults.set('lifelines', { down: true });
    await send('water');
    world.nation?.faults.clear();
    await triesAgain();
    expect(await latest('water')).toMatchObject({ state: 'accepted' });
  });

  it('返事が途中で失われても、申込みは一度だけ数えられる', async () => {
    await kenji.post(at('post'), { intent: 'withdraw' });
    world.nation?.faults.set('lifelines', { lost: true });
    await send('post');
    expect(await latest('post')).toMatchObject({ state: 'toSend' });
    expect(await received('post')).toHaveLength(2);
    world.nation?.faults.clear();
    await triesAgain();
    expect(await latest('post')).toMatchObject({ state: 'accepted' });
    expect(await received('post')).toHaveLength(2);
  });

  it('読めない返事は、返事がないのと同じに扱う', async () => {
    await kenji.post(at('post'), { intent: 'withdraw' });
    world.nation?.faults.set('lifelines', { malformed: true });
    await send('post');
    expect(await latest('post')).toMatchObject({ state: 'toSend' });
    world.nation?.faults.clear();
    await triesAgain();
  });

  it('ほかの人には見えず、ほかの人の番号では送れない', async () => {
    const other = visitorOf(world, 'takahashi-hideki');
    await other.signIn();
    expect(await other.get(list())).toMatchObject({ status: 404 });
    expect(await other.post(at('gas'), { intent: 'withdraw' })).toMatchObject({ status: 404 });
    expect(await kenji.get(`${list()}/bank`)).toMatchObject({ status: 404 });
    expect((await visitorOf(world, 'sato-kenji').get(list())).location).toContain('/sign-in');
  });

  it('作業の日になれば、会社は取消しを断り、その理由が出る', async () => {
    await world.travelTo('2026-11-28T01:00:00.000Z');
    await kenji.post(at('gas'), { intent: 'withdraw' });
    expect(await latest('gas')).toMatchObject({
      state: 'needsAttendance',
      no: expect.stringContaining('取り消せません'),
    });
  });

  it('届出を取り下げると、新しい連絡は送れないが、送ったものは取り消せる', async () => {
    await kenji.post(`/moving/applications/${receipt}/withdrawal`, { confirm: 'yes' });
    await world.settle();
    expect((await kenji.get(list())).data.view.calledOff).toBe(true);
    await kenji.post(at('broadcasting'), { intent: 'withdraw' });
    expect(await latest('broadcasting')).toMatchObject({ state: 'withdrawn' });
    expect(await send('broadcasting')).toMatchObject({ status: 409, data: { refusal: { code: 'lifelineCalledOff' } } });
  });
});
