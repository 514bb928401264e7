import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signDoorRequest } from '#app/messages/door-requests.server.ts';
import type { LifelineRequest } from '#app/national/contracts/lifelines.ts';
import { openWorld, type World } from '#tests/support/world.ts';

const REQUEST = {
  company: 'water',
  requestId: '01890000-0000-7000-8000-000000000001',
  consent: { id: '01890000-0000-7000-8000-000000000002', at: '2026-11-24T00:00:00.000Z' },
  name: '佐藤　健司',
  phone: '090-1234-5678',
  oldAddress: '東京都調布市布田2丁目33番地1',
  newAddress: '神奈川県藤沢市辻堂西海岸5番6号',
  stopOn: '2026-11-28',
  startOn: '2026-11-28',
} as const satisfies LifelineRequest;

describe('生活の事業者の窓口', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world[Symbol.asyncDispose]());

  interface Call {
    company?: string;
    path?: string;
    from?: string;
    /** Signed over another body than the one that is sent. */
    signedBody?: string;
    unsigned?: boolean;
  }

  async function call(body: unknown, { company = 'water', path = '', from = 'portal', ...more }: Call = {}) {
    const nation = world.nation;
    if (!nation) throw new Error('a world of tests has its nation');
    const text = JSON.stringify(body);
    const digest = createHash('sha256')
      .update(more.signedBody ?? text)
      .digest('base64url');
    const signed = await signDoorRequest(await nation.organisationKeys(from), { aud: company, digest });
    const response = await nation.handler(
      new Request(`http://nation.test/lifelines/${company}/requests${path}`, {
        method: 'POST',
        headers: more.unsigned ? {} : { authorization: `DoorRequest ${signed}` },
        body: text,
      }),
    );
    return { status: response.status, answer: await response.json() };
  }

  const withId = (last: number, changes: object = {}) => ({
    ...REQUEST,
    requestId: `01890000-0000-7000-8000-00000000001${last}`,
    ...changes,
  });

  it('同じ申込みは何度届いても一つで、同じ受付を返す', async () => {
    const first = await call(REQUEST);
    expect(first).toMatchObject({
      status: 200,
      answer: { state: 'accepted', receiptNumber: expect.stringMatching(/^SD-/) },
    });
    expect(await call(REQUEST)).toEqual(first);
    expect(await world.nation?.lifelines.received()).toHaveLength(1);
  });

  it('同じ番号で内容の違う申込みは断る', async () => {
    expect(await call({ ...REQUEST, name: '佐藤　美咲' })).toMatchObject({
      status: 409,
      answer: { code: 'otherContent' },
    });
  });

  it('署名のないもの、本文の違うもの、ポータルでないものは断る', async () => {
    expect(await call(withId(1), { unsigned: true })).toMatchObject({ status: 401 });
    expect(await call(withId(1), { signedBody: '{}' })).toMatchObject({ status: 401, answer: { code: 'otherBody' } });
    expect(await call(withId(1), { from: '132080' })).toMatchObject({ status: 403, answer: { code: 'notThePortal' } });
  });

  it('決まりにない項目が一つでもあれば、受け取らない', async () => {
    for (const more of [{ individualNumber: '123456789018' }, { relationship: '妻' }, { bornOn: '1984-05-17' }]) {
      expect(await call(withId(2, more))).toMatchObject({ status: 400, answer: { code: 'malformed' } });
    }
    expect(await call(withId(2), { company: 'gas' })).toMatchObject({ status: 400 });
    expect(await world.nation?.lifelines.received()).toHaveLength(1);
  });

  it('申込みより先に取消しが届いても、取消しのまま', async () => {
    const late = withId(3);
    const taken = await call({}, { path: `/${late.requestId}/withdrawal` });
    expect(taken).toMatchObject({ status: 200, answer: { state: 'withdrawn' } });
    expect(await call(late)).toMatchObject({ status: 200, answer: { state: 'withdrawn' } });
  });

  it('ほかの事業者への申込みの状態は答えない', async () => {
    const path = `/${REQUEST.requestId}/state`;
    expect(await call({}, { path })).toMatchObject({ status: 200, answer: { state: 'accepted' } });
    expect(await call({}, { path, company: 'gas' })).toMatchObject({ status: 403 });
    expect(await call({}, { path: `/${withId(9).requestId}/state` })).toMatchObject({ status: 404 });
  });

  it('日が過ぎた申込みと、知らないお客様番号は、理由とできることを添えて断る', async () => {
    expect(await call(withId(4, { stopOn: '2026-11-23' }))).toMatchObject({
      status: 200,
      answer: { state: 'refused', remedy: expect.stringContaining('今日より後の日') },
    });
    expect(await call(withId(5, { customerNumber: '12345678' }))).toMatchObject({ answer: { state: 'refused' } });
    expect(await call(withId(6, { customerNumber: '12345674' }))).toMatchObject({ answer: { state: 'accepted' } });
  });
});
