import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openWorld, type World } from '#tests/support/world.ts';
import { type Fields, type Visitor, visitorOf, WHOLE_FAMILY } from './portal-visitor.ts';

vi.setConfig({ testTimeout: 60_000 });

const TSUZUKI = '141186';
let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world[Symbol.asyncDispose]());

/** A draft of somebody up to the question of the place. */
async function upToPlace(key: string): Promise<{ visitor: Visitor; draft: string }> {
  const visitor = visitorOf(world, key);
  await visitor.signIn();
  const draft = await visitor.startDraft();
  await visitor.readProfile(draft);
  const answers: Record<string, Fields> = {
    household: { consent: 'yes' },
    movers: { movers: ['h0'] },
    'moving-date': WHOLE_FAMILY['moving-date'] ?? {},
    destination: { destinationKind: 'japan' },
  };
  for (const [question, fields] of Object.entries(answers)) {
    const { status } = await visitor.post(`/moving/drafts/${draft}/${question}`, fields);
    expect(`${question} ${status}`).toBe(`${question} 302`);
  }
  return { visitor, draft };
}

it('港北区から都筑区へは、郵便番号でも区の一覧でも、その質問で止まり、新しい区の窓口を案内する（住民基本台帳法第38条）', async () => {
  const { visitor, draft } = await upToPlace('kuwahara-takumi');
  const municipality = `/moving/drafts/${draft}/municipality`;
  const search = await visitor.get(`${municipality}?prefecture=${encodeURIComponent('神奈川県')}&city=141003`);
  expect(search.data.search).toMatchObject({ city: { name: '横浜市' } });
  expect(search.data.search.wards.map(({ code }: { code: string }) => code)).toContain(TSUZUKI);
  expect(search.data.search.chosen).toBeUndefined();
  expect(await visitor.post(municipality, { municipality: '141003' })).toMatchObject({ status: 400 });

  const refusal = {
    code: 'destinationIsOtherWard',
    sentence: expect.stringContaining('横浜市都筑区は、今と同じ市の区です'),
    article: '住民基本台帳法第38条',
  };
  const byList = await visitor.post(municipality, { municipality: TSUZUKI });
  expect(byList).toMatchObject({ status: 409, data: { refusal } });
  const byPostcode = await visitor.post(`/moving/drafts/${draft}/postcode`, { postcode: '224-0032' });
  expect(byPostcode).toMatchObject({ status: 409, data: { refusal } });
  // Nothing is kept of it: the next question is still the place.
  expect((await visitor.get(`/moving/drafts/${draft}`)).location).toBe(`/moving/drafts/${draft}/postcode`);
});

it('港北区から藤沢市へ、調布市から都筑区へは、転出届に進む', async () => {
  const kohoku = await upToPlace('kuwahara-takumi');
  const away = await kohoku.visitor.post(`/moving/drafts/${kohoku.draft}/municipality`, { municipality: '142051' });
  expect(away.location).toBe(`/moving/drafts/${kohoku.draft}/lot`);
  const chofu = await upToPlace('sato-kenji');
  const into = await chofu.visitor.post(`/moving/drafts/${chofu.draft}/municipality`, { municipality: TSUZUKI });
  expect(into.location).toBe(`/moving/drafts/${chofu.draft}/lot`);
});
