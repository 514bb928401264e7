import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TakenBatch } from '#app/messages/door.ts';
import { seal } from '#app/messages/seal.server.ts';
import { createMailWorld, type MailWorld, postWithdrawal } from './mail-world.ts';
import { FUJISAWA, withdrawal } from './organisations.ts';

let world: MailWorld;
const DOOR = 'http://portal.test/portal-api';

beforeEach(async () => {
  world = await createMailWorld();
});
afterEach(() => world.close());

function post(subject: string): Promise<string> {
  return postWithdrawal(world.chofu, world.store.chofu, FUJISAWA, subject);
}

async function states(): Promise<string[]> {
  return (await world.chofu.log(10)).map(({ state }) => state);
}

describe('一括の受け渡し: 送る側', () => {
  it('件の違う電文は一度にまとめて渡り、同じ件の次の電文はその後になる', async () => {
    const calls: string[] = [];
    const chofu = world.restart('chofu', {
      fetch: (input, init) => {
        calls.push(new URL(String(input)).pathname);
        return world.fetch(input, init);
      },
    });
    const ids = [await post('a'), await post('b'), await post('a')];
    expect(await chofu.deliver()).toBe(3);
    expect(calls).toEqual(['/messages/batch', '/messages']);
    const handedIn = world.carrier.handedIn.map(({ id }) => id);
    expect(new Set(handedIn.slice(0, 2))).toEqual(new Set(ids.slice(0, 2)));
    expect(handedIn.slice(2)).toEqual(ids.slice(2));
  });

  it('拒まれた一通だけが残り、ほかは渡る', async () => {
    world.carrier.answers = [202, 422, 503];
    for (const subject of ['a', 'b', 'c']) await post(subject);
    expect(await world.chofu.deliver()).toBe(1);
    expect((await states()).sort()).toEqual(['dead', 'pending', 'sent']);
    expect(await world.chofu.deadLetters()).toMatchObject([{ error: 'refused: 受け付けません。' }]);
    expect(world.chofu.silent()).toMatchObject([{ system: FUJISAWA }]);
    expect(await world.chofu.deliver()).toBe(1);
    expect(world.chofu.silent()).toEqual([]);
  });

  it('一括を受け付けない相手には、一通ずつ渡す', async () => {
    const calls: string[] = [];
    const chofu = world.restart('chofu', {
      fetch: async (input, init) => {
        const { pathname } = new URL(String(input));
        calls.push(pathname);
        return pathname.endsWith('/batch') ? new Response(null, { status: 404 }) : world.fetch(input, init);
      },
    });
    await post('a');
    await post('b');
    expect(await chofu.deliver()).toBe(2);
    expect(calls).toEqual(['/messages/batch', '/messages', '/messages']);
  });

  it('答えが失われれば、まとめて同じものをもう一度送り、一度だけ効く', async () => {
    let lost = true;
    const bodies: unknown[] = [];
    const chofu = world.restart('chofu', {
      fetch: async (input, init) => {
        bodies.push(init?.body);
        const answer = await world.fetch(input, init);
        const isLost = lost;
        lost = false;
        return isLost ? new Response(null, { status: 504 }) : answer;
      },
    });
    const ids = [await post('a'), await post('b')];
    expect(await chofu.deliver()).toBe(0);
    expect(await chofu.deliver()).toBe(2);
    expect(bodies[1]).toBe(bodies[0]);
    await world.fujisawa.pull();
    expect(world.applied.map(({ id }) => id).sort()).toEqual(ids);
  });
});

describe('一括の受け渡し: 受ける側', () => {
  async function ask(messages: unknown): Promise<Response> {
    return world.fetch(`${DOOR}/messages/batch`, { method: 'POST', body: JSON.stringify({ messages }) });
  }

  it('一通ずつ来たときと同じように受け、一通ずつ答える', async () => {
    const applied: string[] = [];
    world.portal.handlers.MovingOutCertificateWithdrawn = async ({ envelope }) => void applied.push(envelope.id);
    const receiver = await world.organisations.directory().get('portal');
    const good = await seal(withdrawal({ to: 'portal', subject: 'a' }), world.organisations.chofu, receiver);
    const misdirected = await seal(withdrawal({ to: FUJISAWA }), world.organisations.chofu, receiver);
    const { answers } = TakenBatch.parse(await (await ask([good, misdirected, 'x', good])).json());
    expect(answers.map(({ status, problem }) => [status, problem?.code])).toEqual([
      [202, undefined],
      [403, 'wrongAddressee'],
      [400, 'malformed'],
      [202, undefined],
    ]);
    expect(applied).toHaveLength(1);
  });

  it('受ける側が一通でつまずいても、ほかの電文は受けられる', async () => {
    const failing = vi.spyOn(console, 'error').mockImplementation(() => {});
    const receiver = await world.organisations.directory().get('portal');
    const accept = world.portal.accept;
    const good = await seal(withdrawal({ to: 'portal', subject: 'a' }), world.organisations.chofu, receiver);
    world.portal.accept = (sealed) => (sealed === 'x' ? Promise.reject(new Error('bug')) : accept(sealed));
    const { answers } = TakenBatch.parse(await (await ask(['x', good])).json());
    expect(answers.map(({ status }) => status)).toEqual([500, 202]);
    expect(failing).toHaveBeenCalledOnce();
    failing.mockRestore();
  });

  it('空の一括、多すぎる一括、形の違う一括は断る', async () => {
    for (const messages of [[], new Array(101).fill('x'), 'x', [1]]) expect((await ask(messages)).status).toBe(400);
    expect((await ask(['x'.repeat(4_000_001)])).status).toBe(413);
  });
});
