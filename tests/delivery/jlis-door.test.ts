import { randomUUID } from 'node:crypto';
import { CompactSign } from 'jose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { signDoorRequest } from '#app/messages/door-requests.server.ts';
import { seal } from '#app/messages/seal.server.ts';
import { OutageError } from '#app/national/outage.ts';
import type { NationDeps } from '#mocks/nation.ts';
import { createDoorCaller } from './nation-door.ts';
import { certificateOf } from './nation-messages.ts';
import { CHOFU, createNationWorld, FUJISAWA, NATIONAL, type NationWorld } from './nation-world.ts';

let world: NationWorld;
let caller: ReturnType<typeof createDoorCaller>;

async function start(options: Partial<NationDeps> = {}) {
  world = await createNationWorld(options);
  caller = createDoorCaller(world);
}

beforeEach(() => start());
afterEach(() => world.close());

describe('電文の中継', () => {
  test('市町村間の電文は宛先の私書箱に入り、受領するまで繰り返し渡される', async () => {
    const body = await caller.certificate();
    expect((await caller.post(body)).status).toBe(202);
    expect((await caller.pull(FUJISAWA)).mail).toMatchObject([{ sealed: body }]);
    const { mail } = await caller.pull(FUJISAWA);
    expect(mail).toHaveLength(1);
    const keys = await world.nation.organisationKeys(FUJISAWA);
    const acks = await signDoorRequest(keys, { aud: 'jlis', ids: mail.map(({ id }) => id) });
    expect((await caller.post(acks, '/jlis/mailbox/acks')).status).toBe(204);
    expect((await caller.pull(FUJISAWA)).mail).toEqual([]);
  });

  test('同じ電文が二度届いても一度しか渡さない', async () => {
    const body = await caller.certificate();
    expect((await caller.post(body)).status).toBe(202);
    expect((await caller.post(body)).status).toBe(202);
    expect((await caller.pull(FUJISAWA)).mail).toHaveLength(1);
  });

  test('使われた電文番号で別の電文は受け付けない', async () => {
    const id = randomUUID();
    expect((await caller.post(await caller.certificate({ id }))).status).toBe(202);
    expect(await caller.post(await caller.certificate({ id, subject: 'case-2' }))).toEqual({
      status: 422,
      code: 'idReused',
    });
  });

  test('一バイトでも変われば署名が合わない', async () => {
    const body = await caller.certificate();
    const at = body.lastIndexOf('.') - 10;
    const changed = body.slice(0, at) + (body[at] === 'A' ? 'B' : 'A') + body.slice(at + 1);
    expect(await caller.post(changed)).toEqual({ status: 401, code: 'badSignature' });
    expect((await caller.pull(FUJISAWA)).mail).toEqual([]);
  });

  test('ほかの組織の名で署名した電文は受け付けない', async () => {
    const message = {
      envelope: caller.envelopeOf(),
      content: certificateOf(randomUUID(), { toMunicipality: FUJISAWA }),
    };
    expect(await caller.post(await caller.sealed(message, FUJISAWA, FUJISAWA))).toEqual({
      status: 403,
      code: 'wrongSender',
    });
  });

  test('別の認証局の証明書による署名は信用しない', async () => {
    const foreign = await createNationWorld();
    const message = {
      envelope: caller.envelopeOf(),
      content: certificateOf(randomUUID(), { toMunicipality: FUJISAWA }),
    };
    const forged = await seal(
      message,
      await foreign.nation.organisationKeys(CHOFU),
      await caller.directory().get(FUJISAWA),
    );
    expect(await caller.post(forged)).toEqual({ status: 401, code: 'untrusted' });
    await foreign.close();
  });

  test.each([
    ['unknownType', { type: 'Gossip' }],
    ['unknownVersion', { version: 2 }],
  ])('知らない電文種別・版は受け付けない（%s）', async (code, change) => {
    const keys = await world.nation.organisationKeys(CHOFU);
    const body = await new CompactSign(new TextEncoder().encode('x'))
      .setProtectedHeader({
        alg: 'ES256',
        typ: 'message+jws',
        x5c: keys.signing.chain,
        envelope: { ...caller.envelopeOf(), ...change },
      })
      .sign(keys.signing.privateKey);
    expect(await caller.post(body)).toEqual({ status: 422, code });
  });

  test('市区町村以外への電文、市町村間で送れない種別は受け付けない', async () => {
    const toPortal = await caller.sealed({ envelope: caller.envelopeOf({ to: 'portal' }), content: {} });
    expect(await caller.post(toPortal)).toEqual({ status: 422, code: 'unknownReceiver' });
    const notCarried = await caller.sealed({ envelope: caller.envelopeOf({ type: 'SymbolRequest' }), content: {} });
    expect(await caller.post(notCarried)).toEqual({ status: 422, code: 'typeNotCarried' });
    const fromPortal = await caller.sealed({ envelope: caller.envelopeOf({ from: 'portal' }), content: {} });
    expect(await caller.post(fromPortal)).toEqual({ status: 403, code: 'notATown' });
  });

  test('ほかの市の私書箱は開けられない', async () => {
    await caller.post(await caller.certificate());
    expect((await caller.pull(CHOFU)).mail).toEqual([]);
    const keys = await world.nation.organisationKeys(CHOFU);
    const pretending = await signDoorRequest({ ...keys, code: FUJISAWA }, { aud: 'jlis' });
    expect(await caller.post(pretending, '/jlis/mailbox/pull')).toEqual({ status: 403, code: 'wrongSender' });
    const elsewhere = await signDoorRequest(keys, { aud: 'interlink' });
    expect(await caller.post(elsewhere, '/jlis/mailbox/pull')).toEqual({ status: 403, code: 'wrongAudience' });
    const portal = await signDoorRequest(await world.nation.organisationKeys('portal'), { aud: 'jlis' });
    expect(await caller.post(portal, '/jlis/mailbox/pull')).toEqual({ status: 403, code: 'noMailbox' });
    const [{ id } = { id: '' }] = (await caller.pull(FUJISAWA)).mail;
    await caller.post(await signDoorRequest(keys, { aud: 'jlis', ids: [id] }), '/jlis/mailbox/acks');
    expect((await caller.pull(FUJISAWA)).mail).toHaveLength(1);
  });

  test('同じ要求を二度使うことはできない', async () => {
    const signed = await signDoorRequest(await world.nation.organisationKeys(FUJISAWA), { aud: 'jlis' });
    expect((await caller.post(signed, '/jlis/mailbox/pull')).status).toBe(200);
    expect(await caller.post(signed, '/jlis/mailbox/pull')).toEqual({ status: 401, code: 'replayed' });
  });

  test('再起動しても、鍵、私書箱、受付済みの電文番号を覚えている', async () => {
    const body = await caller.certificate();
    const root = world.nation.organisationRoot;
    await caller.post(body);
    await world.restart();
    expect(world.nation.organisationRoot).toBe(root);
    expect((await caller.post(body)).status).toBe(202);
    expect((await caller.pull(FUJISAWA)).mail).toMatchObject([{ sealed: body }]);
    expect(await world.nation.traffic(10)).toMatchObject([{ state: 'waiting', title: '転出証明書情報（事前通知）' }]);
  });
});

describe('障害とサービス時間', () => {
  test('停止、応答の喪失、判読不能は障害として扱われ、電文は送り直されて一度だけ届く', async () => {
    const chofu = await world.organisation(CHOFU);
    const fujisawa = await world.organisation(FUJISAWA);
    const content = certificateOf(randomUUID(), { toMunicipality: FUJISAWA });
    await chofu.send({ type: 'MovingOutCertificate', to: FUJISAWA, subject: 'case-1', content });
    // The directory is fetched before the door is broken.
    await chofu.mailroom.pull();
    await world.fetch(`${NATIONAL}/jlis/directory?code=${FUJISAWA}`);
    for (const fault of [{ down: true }, { lost: true }, { lost: true }]) {
      world.nation.faults.set('jlis', fault);
      await chofu.mailroom.deliver();
    }
    world.nation.faults.clear();
    await chofu.mailroom.deliver();
    world.nation.faults.set('jlis', { malformed: true });
    await fujisawa.mailroom.pull();
    expect(fujisawa.received).toEqual([]);
    world.nation.faults.set('jlis', { duplicate: true, outOfOrder: true });
    await fujisawa.mailroom.pull();
    world.nation.faults.clear();
    await fujisawa.mailroom.pull();
    expect(fujisawa.received).toMatchObject([{ content: { movingOutId: content.movingOutId } }]);
  });

  test('逆順に渡されても、受け手は順に適用する', async () => {
    const chofu = await world.organisation(CHOFU);
    const fujisawa = await world.organisation(FUJISAWA);
    for (const revision of [1, 2, 3]) {
      const content = certificateOf('018f0000-0000-7000-8000-000000000001', { toMunicipality: FUJISAWA, revision });
      await chofu.send({ type: 'MovingOutCertificate', to: FUJISAWA, subject: 'case-1', content });
    }
    await chofu.mailroom.deliver();
    world.nation.faults.set('jlis', { outOfOrder: true, times: 3 });
    await fujisawa.mailroom.pull();
    expect(fujisawa.received.map(({ content }) => (content as { revision: number }).revision)).toEqual([1, 2, 3]);
  });

  test('沈黙している市の電文は私書箱に留まる', async () => {
    await caller.post(await caller.certificate());
    world.nation.faults.set('jlis', { silent: [CHOFU] });
    expect((await caller.pull(FUJISAWA)).mail).toEqual([]);
    world.nation.faults.clear();
    expect((await caller.pull(FUJISAWA)).mail).toHaveLength(1);
  });

  test('提供時間外は、市町村間の電文は私書箱で待ち、照会は断られる', async () => {
    await world.close();
    await start({ serviceHours: { opensAt: '08:00', closesAt: '20:00', openDaysOnly: true } });
    world.clock.set('2026-11-24T12:00:00.000Z');
    expect((await caller.post(await caller.certificate())).status).toBe(202);
    expect((await caller.pull(FUJISAWA)).mail).toEqual([]);
    const chofu = await world.organisation(CHOFU);
    await expect(chofu.mailroom.inquire('jlis', 'CertificateHolderInquiry', { serial: '1A2B' })).rejects.toThrow(
      OutageError,
    );
    world.clock.set('2026-11-25T00:00:00.000Z');
    expect((await caller.pull(FUJISAWA)).mail).toHaveLength(1);
  });
});
