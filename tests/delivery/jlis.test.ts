import { randomUUID } from 'node:crypto';
import { CompactSign } from 'jose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDirectoryClient } from '#app/messages/directory.server.ts';
import { PulledMail } from '#app/messages/door.ts';
import { signDoorRequest } from '#app/messages/door-requests.server.ts';
import type { Envelope, Message } from '#app/messages/envelope.ts';
import { seal } from '#app/messages/seal.server.ts';
import { OutageError } from '#app/national/outage.ts';
import { IndividualNumber, ResidentRecordCode } from '#app/vocabulary/identifiers.ts';
import { certificateOf, HANAKO, HANAKO_CODE, noticeOf } from './nation-messages.ts';
import { CHOFU, createNationWorld, FUJISAWA, NATIONAL, type NationWorld } from './nation-world.ts';

let world: NationWorld;
beforeEach(async () => {
  world = await createNationWorld();
});
afterEach(() => world.close());

function envelopeOf(more: Partial<Envelope> = {}): Envelope {
  return {
    id: randomUUID(),
    type: 'MovingOutCertificate',
    version: 1,
    from: CHOFU,
    to: FUJISAWA,
    subject: 'case-1',
    sequence: 1,
    sentAt: world.clock.now(),
    ...more,
  };
}

async function sealed(message: Message, signer = message.envelope.from, receiver = message.envelope.to) {
  const directory = createDirectoryClient({
    base: `${NATIONAL}/jlis`,
    trust: { roots: [world.nation.organisationRoot] },
    clock: world.clock,
    fetch: world.fetch,
  });
  return seal(message, await world.nation.organisationKeys(signer), await directory.get(receiver));
}

async function post(body: string, path = '/jlis/messages') {
  const response = await world.fetch(`${NATIONAL}${path}`, { method: 'POST', body });
  const text = await response.text();
  return { status: response.status, code: text.startsWith('{') ? JSON.parse(text).code : undefined };
}

async function pull(code: string, signer = code): Promise<PulledMail> {
  const signed = await signDoorRequest(await world.nation.organisationKeys(signer), { aud: 'jlis' });
  const response = await world.fetch(`${NATIONAL}/jlis/mailbox/pull`, { method: 'POST', body: signed });
  return PulledMail.parse(await response.json());
}

function certificate(more: Partial<Envelope> = {}) {
  return sealed({
    envelope: envelopeOf(more),
    content: certificateOf(randomUUID(), { toMunicipality: FUJISAWA }),
  });
}

describe('電文の中継', () => {
  test('市町村間の電文は宛先の私書箱に入り、受領するまで繰り返し渡される', async () => {
    const body = await certificate();
    expect((await post(body)).status).toBe(202);
    expect((await pull(FUJISAWA)).mail).toMatchObject([{ sealed: body }]);
    const { mail } = await pull(FUJISAWA);
    expect(mail).toHaveLength(1);
    const keys = await world.nation.organisationKeys(FUJISAWA);
    const acks = await signDoorRequest(keys, { aud: 'jlis', ids: mail.map(({ id }) => id) });
    expect((await post(acks, '/jlis/mailbox/acks')).status).toBe(204);
    expect((await pull(FUJISAWA)).mail).toEqual([]);
  });

  test('同じ電文が二度届いても一度しか渡さない', async () => {
    const body = await certificate();
    expect((await post(body)).status).toBe(202);
    expect((await post(body)).status).toBe(202);
    expect((await pull(FUJISAWA)).mail).toHaveLength(1);
  });

  test('使われた電文番号で別の電文は受け付けない', async () => {
    const id = randomUUID();
    expect((await post(await certificate({ id }))).status).toBe(202);
    expect(await post(await certificate({ id, subject: 'case-2' }))).toEqual({ status: 422, code: 'idReused' });
  });

  test('一バイトでも変われば署名が合わない', async () => {
    const body = await certificate();
    const at = body.lastIndexOf('.') - 10;
    const changed = body.slice(0, at) + (body[at] === 'A' ? 'B' : 'A') + body.slice(at + 1);
    expect(await post(changed)).toEqual({ status: 401, code: 'badSignature' });
    expect((await pull(FUJISAWA)).mail).toEqual([]);
  });

  test('ほかの組織の名で署名した電文は受け付けない', async () => {
    const message = { envelope: envelopeOf(), content: certificateOf(randomUUID(), { toMunicipality: FUJISAWA }) };
    expect(await post(await sealed(message, FUJISAWA, FUJISAWA))).toEqual({ status: 403, code: 'wrongSender' });
  });

  test('別の認証局の証明書による署名は信用しない', async () => {
    const foreign = await createNationWorld();
    const message = { envelope: envelopeOf(), content: certificateOf(randomUUID(), { toMunicipality: FUJISAWA }) };
    const directory = createDirectoryClient({
      base: `${NATIONAL}/jlis`,
      trust: { roots: [world.nation.organisationRoot] },
      clock: world.clock,
      fetch: world.fetch,
    });
    const forged = await seal(message, await foreign.nation.organisationKeys(CHOFU), await directory.get(FUJISAWA));
    expect(await post(forged)).toEqual({ status: 401, code: 'untrusted' });
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
        envelope: { ...envelopeOf(), ...change },
      })
      .sign(keys.signing.privateKey);
    expect(await post(body)).toEqual({ status: 422, code });
  });

  test('市区町村以外への電文、市町村間で送れない種別は受け付けない', async () => {
    const toPortal = await sealed({ envelope: envelopeOf({ to: 'portal' }), content: {} });
    expect(await post(toPortal)).toEqual({ status: 422, code: 'unknownReceiver' });
    const notCarried = await sealed({ envelope: envelopeOf({ type: 'SymbolRequest' }), content: {} });
    expect(await post(notCarried)).toEqual({ status: 422, code: 'typeNotCarried' });
    const fromPortal = await sealed({ envelope: envelopeOf({ from: 'portal' }), content: {} });
    expect(await post(fromPortal)).toEqual({ status: 403, code: 'notATown' });
  });

  test('ほかの市の私書箱は開けられない', async () => {
    await post(await certificate());
    expect((await pull(CHOFU)).mail).toEqual([]);
    const keys = await world.nation.organisationKeys(CHOFU);
    const pretending = await signDoorRequest({ ...keys, code: FUJISAWA }, { aud: 'jlis' });
    expect(await post(pretending, '/jlis/mailbox/pull')).toEqual({ status: 403, code: 'wrongSender' });
    const elsewhere = await signDoorRequest(keys, { aud: 'interlink' });
    expect(await post(elsewhere, '/jlis/mailbox/pull')).toEqual({ status: 403, code: 'wrongAudience' });
    const portal = await signDoorRequest(await world.nation.organisationKeys('portal'), { aud: 'jlis' });
    expect(await post(portal, '/jlis/mailbox/pull')).toEqual({ status: 403, code: 'noMailbox' });
    const [{ id } = { id: '' }] = (await pull(FUJISAWA)).mail;
    await post(await signDoorRequest(keys, { aud: 'jlis', ids: [id] }), '/jlis/mailbox/acks');
    expect((await pull(FUJISAWA)).mail).toHaveLength(1);
  });

  test('同じ要求を二度使うことはできない', async () => {
    const signed = await signDoorRequest(await world.nation.organisationKeys(FUJISAWA), { aud: 'jlis' });
    expect((await post(signed, '/jlis/mailbox/pull')).status).toBe(200);
    expect(await post(signed, '/jlis/mailbox/pull')).toEqual({ status: 401, code: 'replayed' });
  });

  test('再起動しても、鍵、私書箱、受付済みの電文番号を覚えている', async () => {
    const body = await certificate();
    const root = world.nation.organisationRoot;
    await post(body);
    await world.restart();
    expect(world.nation.organisationRoot).toBe(root);
    expect((await post(body)).status).toBe(202);
    expect((await pull(FUJISAWA)).mail).toMatchObject([{ sealed: body }]);
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
    await post(await certificate());
    world.nation.faults.set('jlis', { silent: [CHOFU] });
    expect((await pull(FUJISAWA)).mail).toEqual([]);
    world.nation.faults.clear();
    expect((await pull(FUJISAWA)).mail).toHaveLength(1);
  });

  test('提供時間外は、市町村間の電文は私書箱で待ち、照会は断られる', async () => {
    await world.close();
    world = await createNationWorld({ serviceHours: { opensAt: '08:00', closesAt: '20:00', openDaysOnly: true } });
    world.clock.set('2026-11-24T12:00:00.000Z');
    expect((await post(await certificate())).status).toBe(202);
    expect((await pull(FUJISAWA)).mail).toEqual([]);
    const chofu = await world.organisation(CHOFU);
    await expect(chofu.mailroom.inquire('jlis', 'CertificateHolderInquiry', { serial: '1A2B' })).rejects.toThrow(
      OutageError,
    );
    world.clock.set('2026-11-25T00:00:00.000Z');
    expect((await pull(FUJISAWA)).mail).toHaveLength(1);
  });
});

describe('全国サーバ', () => {
  test('個人番号は住民票コードから作られ、検査数字が合い、登録を繰り返しても変わらない', async () => {
    const [number = ''] = await world.nation.adoptPersons([HANAKO]);
    expect(IndividualNumber.safeParse(number).success).toBe(true);
    expect(number).not.toContain(HANAKO_CODE.slice(0, 6));
    expect(await world.nation.adoptPersons([HANAKO])).toEqual([number]);
    await world.restart();
    expect(await world.nation.jlis.individualNumberOf(HANAKO_CODE)).toBe(number);
  });

  test('住民票コードの払出しは市の間で重ならず、検査数字が合う（施行規則第14条）', async () => {
    const chofu = await world.organisation(CHOFU);
    const fujisawa = await world.organisation(FUJISAWA);
    for (const town of [chofu, fujisawa, chofu]) {
      await town.send({ type: 'CodeBlockRequest', to: 'jlis', subject: 'pool', content: { count: 250 } });
      await town.settle();
    }
    await world.nation.advance();
    const codes = [chofu, fujisawa].flatMap(({ received }) =>
      received.flatMap(({ content }) => (content as { codes: string[] }).codes),
    );
    expect(codes).toHaveLength(750);
    expect(new Set(codes).size).toBe(750);
    expect(codes.every((code) => ResidentRecordCode.safeParse(code).success)).toBe(true);
  });

  test('乱数が同じ値を返しても、同じ住民票コードを二度払い出さない', async () => {
    await world.close();
    let draws = 0;
    world = await createNationWorld({
      randomBytes: (size) => {
        draws += 1;
        return Buffer.alloc(size, draws % 3 === 0 ? draws % 251 : 1);
      },
    });
    const codes = await world.nation.jlis.allotBlock(CHOFU, 20);
    const more = await world.nation.jlis.allotBlock(FUJISAWA, 20);
    expect(new Set([...codes, ...more]).size).toBe(40);
  });

  test('払い出されたコードの最初の記載で、新しい個人番号が作られる（番号法第8条）', async () => {
    const [code = ''] = await world.nation.jlis.allotBlock(CHOFU, 1);
    const chofu = await world.organisation(CHOFU);
    const born = noticeOf('entered', CHOFU, '2026-11-20', { reason: 'birth', residentRecordCode: code });
    await chofu.send({ type: 'IdentityInformationNotice', to: 'jlis', subject: 'baby', content: born });
    await chofu.settle();
    expect(IndividualNumber.safeParse(await world.nation.jlis.individualNumberOf(code)).success).toBe(true);
    expect(await chofu.mailroom.deadLetters()).toEqual([]);
  });

  test.each([
    ['otherTown', { municipalityCode: FUJISAWA }],
    ['numberMismatch', { individualNumber: '123456789018' }],
    ['unknownPerson', { residentRecordCode: '25208017643', event: 'removed' as const }],
    ['unknownCode', { residentRecordCode: '25208017643', event: 'entered' as const }],
  ])('誤った本人確認情報の通知は拒否する（%s）', async (code, change) => {
    await world.nation.adoptPersons([HANAKO]);
    const content = { ...noticeOf('corrected', CHOFU, '2026-11-24'), ...change };
    const envelope = envelopeOf({ to: 'jlis', type: 'IdentityInformationNotice' });
    expect((await post(await sealed({ envelope, content }))).code).toBe(code);
    expect(await world.nation.traffic(1)).toMatchObject([{ state: 'refused', code }]);
  });

  test('転入の記載と旧市の遅れた消除のあと、住所は新市にあり、失効は記載の一度だけ伝わる', async () => {
    await world.nation.adoptPersons([HANAKO]);
    const chofu = await world.organisation(CHOFU);
    const fujisawa = await world.organisation(FUJISAWA);
    const entered = noticeOf('entered', FUJISAWA, '2026-12-05');
    await fujisawa.send({ type: 'IdentityInformationNotice', to: 'jlis', subject: 'p', content: entered });
    await fujisawa.settle();
    const removed = noticeOf('removed', CHOFU, '2026-12-10');
    await chofu.send({ type: 'IdentityInformationNotice', to: 'jlis', subject: 'p', content: removed });
    await chofu.settle();
    expect(await world.nation.jlis.personOf(HANAKO_CODE)).toMatchObject({
      municipalityCode: FUJISAWA,
      since: '2026-12-05',
      address: { lot: `${FUJISAWA}の1番地` },
    });
    expect(world.nation.cards.changes).toMatchObject([{ event: 'entered', municipalityCode: FUJISAWA }]);
  });

  test('消除のあと次の記載まで、どの台帳にも載っていない', async () => {
    await world.nation.adoptPersons([HANAKO]);
    const chofu = await world.organisation(CHOFU);
    const content = noticeOf('removed', CHOFU, '2026-12-10');
    await chofu.send({ type: 'IdentityInformationNotice', to: 'jlis', subject: 'p', content });
    await chofu.settle();
    const person = await world.nation.jlis.personOf(HANAKO_CODE);
    expect(person?.municipalityCode).toBeUndefined();
    expect(person?.removedOn).toBe('2026-12-10');
    expect(world.nation.cards.changes).toMatchObject([{ event: 'removed', reason: 'movingOut' }]);
  });

  test('失効の連絡の前に止まっても、再起動のあとに伝わる', async () => {
    await world.nation.adoptPersons([HANAKO]);
    const envelope = envelopeOf({ to: 'jlis', type: 'IdentityInformationNotice' });
    const announce = world.nation.cards.onIdentityChanged;
    world.nation.cards.onIdentityChanged = () => Promise.reject(new Error('power cut'));
    await world.restart();
    const body = await sealed({ envelope, content: noticeOf('removed', CHOFU, '2026-12-10') });
    await expect(post(body)).rejects.toThrow('power cut');
    world.nation.cards.onIdentityChanged = announce;
    await world.restart();
    expect((await post(body)).status).toBe(202);
    await world.nation.advance();
    await world.nation.advance();
    expect(world.nation.cards.changes).toHaveLength(1);
  });

  test('証明書の発行番号の照会は市区町村にだけ答える', async () => {
    world.nation.cards.holders.set('1A2B3C4D', HANAKO_CODE);
    const chofu = await world.organisation(CHOFU);
    const known = await chofu.mailroom.inquire('jlis', 'CertificateHolderInquiry', { serial: '1A2B3C4D' });
    expect(known.content).toEqual({ residentRecordCode: HANAKO_CODE });
    const unknown = await chofu.mailroom.inquire('jlis', 'CertificateHolderInquiry', { serial: 'FFFF' });
    expect(unknown.content).toEqual({});
    const portal = await world.organisation('portal');
    await expect(portal.mailroom.inquire('jlis', 'CertificateHolderInquiry', { serial: '1A2B3C4D' })).rejects.toThrow(
      'notATown',
    );
  });

  test('四情報は、字の幅や空白の違いがあっても一人に定まる', async () => {
    await world.nation.adoptPersons([HANAKO]);
    const items = { name: '調布 花子', bornOn: '1988-04-05', sex: '2' as const };
    const address = '東京都調布市小島町二丁目３５番地１';
    expect(await world.nation.jlis.findByFourItems({ ...items, address })).toBe(HANAKO_CODE);
    expect(await world.nation.jlis.findByFourItems({ ...items, address: `${address}0` })).toBeUndefined();
  });

  test('名簿は、まだ使われていない市区町村の鍵も求めに応じて作り、ない団体は載せない', async () => {
    const ask = async (query: string) => (await world.fetch(`${NATIONAL}/jlis/directory${query}`)).json();
    expect((await ask('?code=011011')).organisations).toMatchObject([{ code: '011011', name: '札幌市中央区' }]);
    expect((await ask('?code=011002')).organisations).toEqual([]);
    expect((await ask('?code=nobody')).organisations).toEqual([]);
    const first = (await ask('?code=473821')).organisations;
    await world.restart();
    expect((await ask('?code=473821')).organisations).toEqual(first);
  });
});
