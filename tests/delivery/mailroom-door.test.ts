import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { signDoorRequest } from '#app/messages/door-requests.server.ts';
import { ProblemError } from '#app/messages/problems.ts';
import { seal } from '#app/messages/seal.server.ts';
import { OutageError } from '#app/national/outage.ts';
import { createMailWorld, type MailWorld, postWithdrawal } from './mail-world.ts';
import { CHOFU, FUJISAWA, nextId, withdrawal } from './organisations.ts';

let world: MailWorld;
const DOOR = 'http://portal.test/portal-api';

beforeEach(async () => {
  world = await createMailWorld();
});
afterEach(() => world.close());

describe('引き取られる電文', () => {
  it('引き取り手が来るまで待ち、その組織だけに渡り、受領されれば終わる', async () => {
    const held: string[] = [];
    world.portal.onHeld = (to) => void held.push(to);
    const id = await postWithdrawal(world.portal, world.store.portal, FUJISAWA, 'a');
    expect(held).toEqual([FUJISAWA]);
    expect(await world.portal.deliver()).toBe(0);
    await world.chofu.pull();
    expect(await world.portal.log(1)).toMatchObject([{ id, state: 'held' }]);
    expect(await world.fujisawa.pull()).toBe(1);
    expect(world.applied.map((message) => message.id)).toEqual([id]);
    expect(await world.portal.log(1)).toMatchObject([{ id, state: 'sent' }]);
  });

  it('受領されない間は、一字も違わぬ同じ電文が渡される', async () => {
    await postWithdrawal(world.portal, world.store.portal, FUJISAWA, 'a');
    const pull = async () => {
      const body = await signDoorRequest(world.organisations.fujisawa, { aud: 'portal' });
      return (await world.fetch(`${DOOR}/mailbox/pull`, { method: 'POST', body })).json();
    };
    const first = await pull();
    expect(await pull()).toEqual(first);
    world.restart('portal');
    expect(await pull()).toEqual(first);
  });

  it('多ければ何度かに分けて、順に渡される', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 130; i += 1) ids.push(await postWithdrawal(world.portal, world.store.portal, FUJISAWA, 'a'));
    expect(await world.fujisawa.pull()).toBe(130);
    expect(world.applied.map((message) => message.id)).toEqual(ids);
  });

  it('ほかの組織は、他人の電文を受領したことにできない', async () => {
    const id = await postWithdrawal(world.portal, world.store.portal, FUJISAWA, 'a');
    const body = await signDoorRequest(world.organisations.chofu, { aud: 'portal', ids: [id] });
    expect((await world.fetch(`${DOOR}/mailbox/acks`, { method: 'POST', body })).status).toBe(204);
    expect(await world.portal.log(1)).toMatchObject([{ id, state: 'held' }]);
  });

  it('署名のない要求、知らない道、大きすぎる電文は断られる', async () => {
    const ask = async (path: string, body: string) => {
      const response = await world.fetch(`${DOOR}${path}`, { method: 'POST', body });
      return [response.status, response.headers.get('Content-Type')];
    };
    expect(await ask('/mailbox/pull', 'x')).toEqual([400, 'application/problem+json']);
    expect(await ask('/unknown', 'x')).toEqual([404, 'application/problem+json']);
    expect(await ask('/messages', 'x'.repeat(1_000_001))).toEqual([413, 'application/problem+json']);
    expect(await world.portal.unreadable()).toEqual([]);
  });
});

describe('受け渡し口', () => {
  it('渡された電文は効いて 202、同じものも 202 だが効かない', async () => {
    const applied: string[] = [];
    world.portal.handlers.MovingOutCertificateWithdrawn = async ({ envelope }) => void applied.push(envelope.id);
    const receiver = await world.organisations.directory().get('portal');
    const sealed = await seal(withdrawal({ to: 'portal' }), world.organisations.chofu, receiver);
    const statuses = [await world.portal.accept(sealed), await world.portal.accept(sealed)].map(({ status }) => status);
    expect(statuses).toEqual([202, 202]);
    expect(applied).toHaveLength(1);
  });

  it('読めない電文は断られ、差出人には送れなかった電文として残る', async () => {
    const receiver = await world.organisations.directory().get('portal');
    const misdirected = await seal(withdrawal({ to: FUJISAWA }), world.organisations.chofu, receiver);
    const response = await world.portal.accept(misdirected);
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ code: 'wrongAddressee' });
    expect(await world.portal.unreadable()).toMatchObject([{ reason: 'wrongAddressee', claimedSender: CHOFU }]);
  });
});

describe('照会', () => {
  beforeEach(() => {
    world.portal.inquiries.CertificateHolderInquiry = async ({ content }) => {
      const { serial } = content as { serial: string };
      return { type: 'CertificateHolder', content: serial === '00000001' ? {} : { residentRecordCode: '' } };
    };
  });
  const ask = (serial: string, mailroom = world.chofu) =>
    mailroom.inquire('portal', 'CertificateHolderInquiry', { serial });

  it('封をした問いに、封をした答えがその場で返る', async () => {
    const answer = await ask('00000001');
    expect(answer.content).toEqual({});
    expect(answer.envelope).toMatchObject({ from: 'portal', to: CHOFU, type: 'CertificateHolder' });
    const logged = await world.store.chofu.read(({ db, t }) => db.select().from(t.messageLog));
    expect(logged.map(({ direction, type }) => [direction, type])).toEqual([
      ['out', 'CertificateHolderInquiry'],
      ['in', 'CertificateHolder'],
    ]);
  });

  it('相手が止まっていれば、拒否ではなく停止として分かる', async () => {
    for (const failing of [
      async () => new Response(null, { status: 503 }),
      async () => new Response('<html>', { status: 200 }),
      async () => new Response(null, { status: 202 }),
      async () => Promise.reject(new TypeError('fetch failed')),
      (_: unknown, init?: RequestInit) =>
        new Promise<Response>((_resolve, reject) => {
          init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
        }),
      async () => new Response(new ReadableStream({ start: (answer) => answer.enqueue(new Uint8Array([123])) })),
    ]) {
      const mailroom = world.restart('chofu', { fetch: failing as typeof fetch, timeoutMs: 50 });
      await expect(ask('00000001', mailroom)).rejects.toMatchObject({ name: 'OutageError', system: 'portal' });
    }
  });

  it('相手の拒否は、その理由とともに分かる', async () => {
    world.portal.inquiries.CertificateHolderInquiry = async () => {
      throw new ProblemError({ status: 403, code: 'noConsent', detail: '同意がありません。' });
    };
    await expect(ask('00000001')).rejects.toMatchObject({ problem: { code: 'noConsent' } });
    world.portal.inquiries.CertificateHolderInquiry = async () => {
      throw new OutageError('jlis');
    };
    await expect(ask('00000001')).rejects.toBeInstanceOf(OutageError);
  });

  it('ほかの問いへの答えや、ほかの組織の答えは受け取らない', async () => {
    const { organisations } = world;
    const receiver = await organisations.directory().get(CHOFU);
    const reply = { id: nextId(), type: 'CertificateHolder' as const, to: CHOFU, version: 1 };
    for (const sealed of [
      await seal(
        { ...withdrawal({ ...reply, from: 'portal', correlationId: nextId() }), content: {} },
        organisations.portal,
        receiver,
      ),
      await seal({ ...withdrawal({ ...reply, from: FUJISAWA }), content: {} }, organisations.fujisawa, receiver),
    ]) {
      const mailroom = world.restart('chofu', { fetch: (async () => new Response(sealed)) as typeof fetch });
      await expect(ask('00000001', mailroom)).rejects.toBeInstanceOf(OutageError);
    }
  });

  it('引き取りに来る組織には尋ねられない', async () => {
    await expect(world.portal.inquire(CHOFU, 'CertificateHolderInquiry', { serial: '00000001' })).rejects.toThrow(
      'pulls',
    );
  });
});

describe('自ら動く発着所', () => {
  it('一つの相手が黙り込んでも、ほかの相手との電文は待たされない', async () => {
    let release = () => {};
    const gate = new Promise<Response>((resolve) => {
      release = () => resolve(new Response(null, { status: 503 }));
    });
    const hanging: typeof fetch = (input, init) =>
      String(input).startsWith(DOOR) ? gate.then((response) => response.clone()) : world.fetch(input, init);
    const chofu = world.restart('chofu', { fetch: hanging });
    const got: string[] = [];
    chofu.handlers.MovingOutCertificateWithdrawn = async ({ envelope }) => void got.push(envelope.id);
    chofu.start(20);
    await postWithdrawal(chofu, world.store.chofu, 'portal', 'a');
    await new Promise((resolve) => setTimeout(resolve, 50));
    const out = await postWithdrawal(chofu, world.store.chofu, FUJISAWA, 'a');
    const back = await postWithdrawal(world.fujisawa, world.store.fujisawa, CHOFU, 'a');
    await world.fujisawa.deliver();
    const done = () => expect([world.carrier.handedIn.some(({ id }) => id === out), got]).toEqual([true, [back]]);
    await vi.waitFor(done, { timeout: 5_000 });
    release();
    await chofu.stop();
    expect(chofu.silent().map(({ system }) => system)).toEqual(['portal']);
  });

  it('始まると、書かれた電文は呼ばれなくても届き、止めると動かない', async () => {
    world.chofu.start(20);
    world.fujisawa.start(20);
    const id = await postWithdrawal(world.chofu, world.store.chofu, FUJISAWA, 'a');
    await vi.waitFor(() => expect(world.applied.map((message) => message.id)).toEqual([id]), { timeout: 5_000 });
    await Promise.all([world.chofu.stop(), world.fujisawa.stop()]);
    await postWithdrawal(world.chofu, world.store.chofu, FUJISAWA, 'a');
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(world.applied).toHaveLength(1);
  });
});
