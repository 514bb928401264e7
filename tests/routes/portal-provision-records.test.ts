import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openWorld, type World } from '#tests/support/world.ts';
import { type Visitor, visitorOf } from './portal-visitor.ts';

vi.setConfig({ testTimeout: 60_000 });

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world[Symbol.asyncDispose]());

const PAGE = '/moving/provision-records';

async function signedIn(key: string): Promise<Visitor> {
  const visitor = visitorOf(world, key);
  await visitor.signIn();
  return visitor;
}

describe('情報提供等記録（番号法第23条）', () => {
  it('同意して世帯の情報を取り込むと、本人の記録にだけ、誰が何のために照会し提供されたかが出る', async () => {
    const visitor = await signedIn('sato-kenji');
    expect((await visitor.get(PAGE)).data.view).toEqual({ kind: 'records', rows: [] });
    const draft = await visitor.startDraft();
    await visitor.readProfile(draft);
    await visitor.post(`/moving/drafts/${draft}/household`, { consent: 'yes' });
    const { status, data } = await visitor.get(PAGE);
    expect(status).toBe(200);
    expect(data.view.rows).toEqual([
      {
        processingNumber: expect.stringMatching(/^\d{20}$/),
        at: expect.stringContaining('2026年11月24日'),
        inquirer: 'このサイト（あなたの同意による照会）',
        provider: '調布市',
        purpose: '自己情報の提供（マイナポータル）',
        information: '住民票関係情報（世帯情報）',
        provided: true,
      },
    ]);
    const other = await signedIn('watanabe-naoki');
    expect((await other.get(PAGE)).data.view).toEqual({ kind: 'records', rows: [] });
  });

  it('中間サーバーが止まっていれば、消えたのではないと伝え、直れば見られる', async () => {
    const visitor = await signedIn('watanabe-naoki');
    world.nation?.faults.set('interlink', { down: true });
    try {
      expect(await visitor.get(PAGE)).toMatchObject({ status: 503, data: { view: { kind: 'silent' } } });
    } finally {
      world.nation?.faults.clear();
    }
    expect((await visitor.get(PAGE)).status).toBe(200);
  });

  it('ログインしていなければ、ログインして戻ってくる', async () => {
    const answer = await visitorOf(world, 'sato-kenji').get(PAGE);
    expect(answer.location).toBe(`/sign-in?returnTo=${encodeURIComponent(PAGE)}`);
  });
});
