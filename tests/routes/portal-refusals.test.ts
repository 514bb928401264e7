import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ja } from '#app/portal/texts/ja.ts';
import { openWorld, type World } from '#tests/support/world.ts';
import { type Fields, type Visitor, visitorOf, WHOLE_FAMILY } from './portal-visitor.ts';

/** Answers of somebody who moves alone from 調布市 to 藤沢市. */
const ALONE: Record<string, Fields> = {
  ...WHOLE_FAMILY,
  movers: { movers: 'h0' },
  'remaining-householder': { remainingChoice: 'unknown' },
};

async function ready(visitor: Visitor, answers = ALONE): Promise<string> {
  await visitor.signIn();
  const draft = await visitor.startDraft();
  await visitor.readProfile(draft);
  await visitor.answer(draft, answers);
  return draft;
}

describe('届け出られないとき', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(async () => {
    await world[Symbol.asyncDispose]();
  });

  it('15歳未満の方のカードでは、読み取った後に断る（公的個人認証法第3条）', async () => {
    const riku = visitorOf(world, 'matsumoto-riku');
    await riku.signIn();
    const draft = await riku.startDraft();
    expect(await riku.readProfile(draft)).toMatchObject({
      status: 409,
      data: { refusal: { code: 'cardHolderUnder15' }, draftId: draft },
    });
    expect((await riku.get(`/moving/drafts/${draft}`)).location).toContain('/profile');
  });

  it.each([
    ['nishimura-rika', 'yes'],
    ['nishimura-rika', 'no'],
    ['kuroki-takashi', 'yes'],
    ['kuroki-takashi', 'no'],
  ])(
    '自己情報が提供されない世帯の人には、同意しても、しなくても、理由を示さない一つの文だけを返す（%s、同意 %s）',
    async (key, consent) => {
      const visitor = visitorOf(world, key);
      await visitor.signIn();
      const draft = await visitor.startDraft();
      await visitor.readProfile(draft);
      const answer = await visitor.post(`/moving/drafts/${draft}/household`, { consent });
      expect(answer.status).toBe(409);
      expect(answer.data.refusal.sentence).toBe(ja['refusal.counterOnly']);
      expect((await visitor.get(`/moving/drafts/${draft}`)).location).toContain('/household');
    },
  );

  it('署名より前に失効した証明書は断る（公的個人認証法第15条・第18条）', async () => {
    const nanami = visitorOf(world, 'hayashi-nanami');
    const draft = await ready(nanami);
    expect(await nanami.sign(draft)).toMatchObject({ status: 409, data: { refusal: { code: 'certificateRevoked' } } });
  });

  it('中間サーバーが答えなければ、引っ越す人を入力して続けられ、本人はもう入っている', async () => {
    const hiroshi = visitorOf(world, 'tanaka-hiroshi');
    await hiroshi.signIn();
    const draft = await hiroshi.startDraft();
    await hiroshi.readProfile(draft);
    world.nation?.faults.set('interlink', { down: true });
    const answer = await hiroshi.post(`/moving/drafts/${draft}/household`, { consent: 'yes' });
    world.nation?.faults.clear();
    expect(answer.location).toBe(`/moving/drafts/${draft}/people`);
    const { data } = await hiroshi.get(`/moving/drafts/${draft}/people`);
    expect(data.answers.typed).toMatchObject([{ key: 'p1', relationship: '' }]);
    expect(await hiroshi.post(`/moving/drafts/${draft}/people`)).toMatchObject({
      status: 400,
      data: { errors: { people: expect.stringContaining('続柄') } },
    });
    const [me] = data.answers.typed;
    const person = (more: Fields): Fields => ({
      key: 'p1',
      name: me.name,
      'bornOn.era': 'western',
      'bornOn.year': me.bornOn.on.slice(0, 4),
      'bornOn.month': me.bornOn.on.slice(5, 7),
      'bornOn.day': me.bornOn.on.slice(8),
      sex: me.sex,
      relationship: '世帯主',
      ...more,
    });
    expect(await hiroshi.post(`/moving/drafts/${draft}/person`, person({ name: '' }))).toMatchObject({ status: 400 });
    expect((await hiroshi.post(`/moving/drafts/${draft}/person`, person({}))).location).toContain('/people');
    await hiroshi.answer(draft, {
      ...ALONE,
      people: {},
      scope: { scope: 'partOfHousehold' },
      'remaining-householder': { remainingChoice: 'named', remainingHead: '田中　由美' },
    });
    const { data: check } = await hiroshi.get(`/moving/drafts/${draft}/check-answers`);
    expect(check.form).toMatchObject({
      scope: 'partOfHousehold',
      remainingHouseholder: '田中　由美',
      movers: [{ relationship: '世帯主', hasCard: true }],
    });
  });

  it('確認した日から日付が変われば、もう一度確かめてもらう', async () => {
    const naoki = visitorOf(world, 'watanabe-naoki');
    const draft = await ready(naoki, { ...ALONE, 'visit-day': { visitOn: '2026-12-03' } });
    await naoki.post(`/moving/drafts/${draft}/check-answers`);
    const { location } = await naoki.post(`/moving/drafts/${draft}/signature`);
    await world.travelTo('2026-11-25T00:00:00.000Z');
    const back = await naoki.showCard(location, 'ABC123');
    expect(await naoki.get(back)).toMatchObject({ status: 409, data: { refusal: { code: 'dayChanged' } } });
    // Meanwhile the new town has published its times: one more question.
    await naoki.answer(draft, ALONE);
    expect((await naoki.sign(draft)).location).toMatch(/receipt$/);
  });

  it('署名のアプリが止まっていれば503で、届け出ておらず、入力は残る', async () => {
    const mayu = visitorOf(world, 'ito-mayu');
    const draft = await ready(mayu, { ...ALONE, 'visit-day': { visitOn: '2026-12-03' } });
    await mayu.post(`/moving/drafts/${draft}/check-answers`);
    world.nation?.faults.set('auth-app', { down: true });
    const answer = await mayu.post(`/moving/drafts/${draft}/signature`);
    world.nation?.faults.clear();
    expect(answer).toMatchObject({ status: 503, data: { outage: expect.stringContaining('まだ届け出ていません') } });
    expect((await mayu.sign(draft)).location).toMatch(/receipt$/);
  });
});
