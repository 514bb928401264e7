import { CompactSign, decodeProtectedHeader } from 'jose';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDirectory, directoryEntryOf } from '#app/messages/directory.server.ts';
import { createReplayWindow, signDoorRequest, verifyDoorRequest } from '#app/messages/door-requests.server.ts';
import { exportKeys, importKeys, type OrganisationKeys } from '#app/messages/keys.server.ts';
import type { ProblemError } from '#app/messages/problems.ts';
import { check, open, seal } from '#app/messages/seal.server.ts';
import type { UnreadableError } from '#app/messages/unreadable.ts';
import { OutageError } from '#app/national/outage.ts';
import { createCipher } from '#db/cipher.ts';
import { createOrganisationCa } from '#mocks/organisation-ca.server.ts';
import { CHOFU, CLOCK, createOrganisations, FUJISAWA, type Organisations, withdrawal } from './organisations.ts';

let world: Organisations;

beforeAll(async () => {
  world = await createOrganisations();
});

async function sealed(message = withdrawal(), sender: OrganisationKeys = world.chofu): Promise<string> {
  return seal(message, sender, await world.directory().get(FUJISAWA));
}

async function reasonOf(attempt: Promise<unknown>): Promise<string> {
  const error = await attempt.then(
    () => undefined,
    (reason: UnreadableError) => reason,
  );
  return error?.reason ?? `no refusal: ${error}`;
}

function unexpected(): never {
  throw new Error('should have been refused');
}

/** Another header over the same encrypted content, signed by whom one likes. */
async function resigned(original: string, by: OrganisationKeys, change: (header: Record<string, unknown>) => void) {
  const header = structuredClone(decodeProtectedHeader(original)) as Record<string, unknown>;
  header.x5c = by.signing.chain;
  change(header);
  const payload = Buffer.from(original.split('.')[1] ?? '', 'base64url');
  return new CompactSign(payload).setProtectedHeader(header as { alg: string }).sign(by.signing.privateKey);
}

describe('電文の封印', () => {
  it('封をした電文は、宛先だけが開けて、内容と封筒が元のまま出る', async () => {
    const message = withdrawal();
    expect(await open(await sealed(message), world.fujisawa, world.directory())).toEqual(message);
  });

  it('内容は封をした電文のどこにも読める形で現れない', async () => {
    const text = await sealed();
    const parts = text.split('.').map((part) => Buffer.from(part, 'base64url').toString());
    expect(parts.join(' ')).not.toContain('residentRecordCodes');
    const payload = Buffer.from(text.split('.')[1] ?? '', 'base64url').toString();
    expect(
      payload
        .split('.')
        .map((part) => Buffer.from(part, 'base64url').toString())
        .join(' '),
    ).not.toContain('cancelled');
  });

  it('中継する者は封筒を読めるが、内容は開けない', async () => {
    const message = withdrawal();
    expect((await check(await sealed(message), world.directory())).envelope).toEqual(message.envelope);
    expect(await reasonOf(open(await sealed(message), world.portal, world.directory()))).toBe('wrongAddressee');
  });

  it.each([0, 1, 2])('一バイトでも変えれば読まれない（%s 番目の部分）', async (part) => {
    const parts = (await sealed()).split('.');
    const target = parts[part] ?? '';
    for (const at of [5, Math.floor(target.length / 2), target.length - 5]) {
      const changed = target.slice(0, at) + (target[at] === 'A' ? 'B' : 'A') + target.slice(at + 1);
      const text = parts.map((value, index) => (index === part ? changed : value)).join('.');
      expect(['badSignature', 'malformed', 'untrusted']).toContain(
        await reasonOf(open(text, world.fujisawa, world.directory())),
      );
    }
  });

  it('別の認証局の証明書で署名された電文は信頼されない', async () => {
    const stranger = await (await createOrganisationCa()).issue(CHOFU, '調布市');
    expect(await reasonOf(open(await sealed(withdrawal(), stranger), world.fujisawa, world.directory()))).toBe(
      'untrusted',
    );
  });

  it('自分で作った証明書の下の証明書は、認証局の名をまねても信頼されない', async () => {
    const stranger = await (await createOrganisationCa()).issue(CHOFU, '調布市');
    const disguised = {
      ...stranger,
      signing: { ...stranger.signing, chain: [...stranger.signing.chain, world.ca.root] },
    };
    expect(await reasonOf(open(await sealed(withdrawal(), disguised), world.fujisawa, world.directory()))).toBe(
      'untrusted',
    );
  });

  it('ほかの組織の証明書を添えても、その鍵で署名していなければ読まれない', async () => {
    const forged = { ...world.portal, signing: { ...world.portal.signing, chain: world.chofu.signing.chain } };
    expect(await reasonOf(open(await sealed(withdrawal(), forged), world.fujisawa, world.directory()))).toBe(
      'badSignature',
    );
  });

  it('署名した組織と差出人が違えば読まれない', async () => {
    expect(await reasonOf(open(await sealed(withdrawal(), world.portal), world.fujisawa, world.directory()))).toBe(
      'wrongSender',
    );
  });

  it('他人の暗号文を自分の名で送り直しても読まれない', async () => {
    const copied = await resigned(await sealed(), world.portal, (header) => {
      header.envelope = { ...(header.envelope as object), from: 'portal' };
    });
    expect(await reasonOf(open(copied, world.fujisawa, world.directory()))).toBe('undecryptable');
  });

  it('封筒の宛先を書き換えても、ほかの組織には開けない', async () => {
    const redirected = await resigned(await sealed(), world.chofu, (header) => {
      header.envelope = { ...(header.envelope as object), to: 'portal' };
    });
    expect(await reasonOf(open(redirected, world.portal, world.directory()))).toBe('undecryptable');
  });

  it('知らない種別と版は、読めない電文になる', async () => {
    const unknown = await resigned(await sealed(), world.chofu, (header) => {
      header.envelope = { ...(header.envelope as object), type: 'Tomorrow' };
    });
    expect(await reasonOf(open(unknown, world.fujisawa, world.directory()))).toBe('unknownType');
    const inherited = await resigned(await sealed(), world.chofu, (header) => {
      header.envelope = { ...(header.envelope as object), type: 'toString' };
    });
    expect(await reasonOf(open(inherited, world.fujisawa, world.directory()))).toBe('unknownType');
    const newer = await resigned(await sealed(), world.chofu, (header) => {
      header.envelope = { ...(header.envelope as object), version: 2 };
    });
    expect(await reasonOf(open(newer, world.fujisawa, world.directory()))).toBe('unknownVersion');
  });

  it('約束の項目に合わない内容は読まれず、理由に値が出ない', async () => {
    const message = { ...withdrawal(), content: { movingOutId: '12345678901', reason: '秘密' } };
    const attempt = open(await sealed(message as never), world.fujisawa, world.directory());
    const error = await attempt.then(unexpected, (reason: UnreadableError) => reason);
    expect(error.reason).toBe('malformed');
    expect(error.detail).toContain('movingOutId');
    expect(error.detail).not.toMatch(/12345678901|秘密/);
  });

  it.each(['', 'x', '..', 'a.b.c', '\u0000<html>'])('電文でないもの（%j）は読まれない', async (text) => {
    expect(await reasonOf(open(text, world.fujisawa, world.directory()))).toBe('malformed');
  });

  it('郵便箱への要求を電文として、電文を要求として使うことはできない', async () => {
    const request = await signDoorRequest(world.chofu, { aud: FUJISAWA });
    expect(await reasonOf(open(request, world.fujisawa, world.directory()))).toBe('malformed');
    const attempt = verifyDoorRequest(await sealed(), FUJISAWA, world.directory(), createReplayWindow());
    await expect(attempt).rejects.toMatchObject({ problem: { status: 400, code: 'malformed' } });
  });
});

describe('組織の名簿', () => {
  it('証明書が取り替えられれば取り直し、古い証明書の署名は信頼しない', async () => {
    const { ca, chofu, fujisawa } = await createOrganisations();
    const listed = [directoryEntryOf(chofu), directoryEntryOf(fujisawa)];
    const load = vi.fn(async () => ({ organisations: [...listed] }));
    const directory = createDirectory({ load, trust: { roots: [ca.root] }, clock: CLOCK });
    const first = await seal(withdrawal(), chofu, await directory.get(FUJISAWA));
    await open(first, fujisawa, directory);
    await open(first, fujisawa, directory);
    expect(load).toHaveBeenCalledTimes(1);

    const renewed = await ca.issue(CHOFU, '調布市');
    listed[0] = directoryEntryOf(renewed);
    const second = withdrawal();
    expect(await open(await seal(second, renewed, await directory.get(FUJISAWA)), fujisawa, directory)).toEqual(second);
    expect(await reasonOf(open(first, fujisawa, directory))).toBe('untrusted');
  });

  it('名簿に載っていても、証明書が根に至らないか名義が違う組織は使わない', async () => {
    const { ca, chofu, portal } = await createOrganisations();
    const stranger = await (await createOrganisationCa()).issue(FUJISAWA, '藤沢市');
    const organisations = [directoryEntryOf(stranger), { ...directoryEntryOf(portal), code: CHOFU }];
    const directory = createDirectory({
      load: async () => ({ organisations }),
      trust: { roots: [ca.root] },
      clock: CLOCK,
    });
    await expect(directory.get(FUJISAWA)).rejects.toThrow('not in the directory');
    await expect(directory.get(CHOFU)).rejects.toThrow('not in the directory');
    expect(await directory.signerOf(chofu.signing.chain)).toBeUndefined();
  });

  it('有効期間の外では信頼しない', async () => {
    const { ca, chofu } = await createOrganisations();
    const load = async () => ({ organisations: [directoryEntryOf(chofu)] });
    const late = createDirectory({ load, trust: { roots: [ca.root] }, clock: { now: () => '2070-01-01T00:00:00Z' } });
    await expect(late.get(CHOFU)).rejects.toThrow('not in the directory');
    expect(await late.signerOf(chofu.signing.chain)).toBeUndefined();
  });

  it('名簿が応答しない間は、読めないのではなく後で読む', async () => {
    const directory = createDirectory({
      load: () => Promise.reject(new OutageError('jlis')),
      trust: { roots: [world.ca.root] },
      clock: CLOCK,
    });
    await expect(open(await sealed(), world.fujisawa, directory)).rejects.toBeInstanceOf(OutageError);
  });

  it('鍵と認証局は、書き出して読み戻しても同じに働く', async () => {
    const chofu = await importKeys(JSON.parse(JSON.stringify(await exportKeys(world.chofu))));
    const fujisawa = await importKeys(JSON.parse(JSON.stringify(await exportKeys(world.fujisawa))));
    const message = withdrawal();
    expect(await open(await sealed(message, chofu), fujisawa, world.directory())).toEqual(message);

    const restored = await createOrganisationCa(JSON.parse(JSON.stringify(await world.ca.exportState())));
    expect(restored.root).toBe(world.ca.root);
    expect((await restored.keysOf(CHOFU, '調布市')).signing.chain).toEqual(world.chofu.signing.chain);
    const added = await restored.issue('122033', '市川市');
    const directory = createDirectory({
      load: async () => ({ organisations: [directoryEntryOf(added)] }),
      trust: { roots: [world.ca.root] },
      clock: CLOCK,
    });
    expect((await directory.get('122033')).name).toBe('市川市');
  });
});

describe('郵便箱への要求', () => {
  const check = (signed: string, self = 'portal', replays = createReplayWindow()) =>
    verifyDoorRequest(signed, self, world.directory(), replays).then(
      (request) => request.iss,
      (error: ProblemError) => `${error.problem.status} ${error.problem.code}`,
    );

  beforeEach(() => {
    vi.useRealTimers();
  });

  it('名簿の組織が自分の名で求めたものだけが通る', async () => {
    expect(await check(await signDoorRequest(world.chofu, { aud: 'portal', limit: 10 }))).toBe(CHOFU);
    const disguised = { ...world.fujisawa, code: CHOFU };
    expect(await check(await signDoorRequest(disguised, { aud: 'portal' }))).toBe('403 wrongSender');
    expect(await check(await signDoorRequest(world.chofu, { aud: 'jlis' }))).toBe('403 wrongAudience');
    const stranger = await (await createOrganisationCa()).issue(CHOFU, '調布市');
    expect(await check(await signDoorRequest(stranger, { aud: 'portal' }))).toBe('401 untrusted');
    expect(await check('x')).toBe('400 malformed');
  });

  it('一分を過ぎたものと、先の時刻のものは通らない', async () => {
    const signed = await signDoorRequest(world.chofu, { aud: 'portal' });
    vi.useFakeTimers({ now: Date.now() + 66_000, toFake: ['Date'] });
    expect(await check(signed)).toBe('401 expired');
    const later = await signDoorRequest(world.chofu, { aud: 'portal' });
    vi.useRealTimers();
    expect(await check(later)).toBe('401 expired');
  });

  it('同じ要求は二度通らない', async () => {
    const replays = createReplayWindow();
    const signed = await signDoorRequest(world.chofu, { aud: 'portal' });
    expect(await check(signed, 'portal', replays)).toBe(CHOFU);
    expect(await check(signed, 'portal', replays)).toBe('401 replayed');
  });
});

describe('保存時の暗号化', () => {
  const key = Buffer.alloc(32, 7);

  it('元に戻り、同じ文も毎回違う形になる', () => {
    const cipher = createCipher(key.toString('base64'));
    const [one, two] = [cipher.encrypt('個人番号 123456789018'), cipher.encrypt('個人番号 123456789018')];
    expect(one).toMatch(/^v1\./);
    expect(one).not.toBe(two);
    expect([cipher.decrypt(one), cipher.decrypt(two)]).toEqual(['個人番号 123456789018', '個人番号 123456789018']);
    expect(cipher.decrypt(cipher.encrypt(''))).toBe('');
  });

  it('別の鍵でも、一バイト変えても戻らない', () => {
    const stored = createCipher(key).encrypt('秘密');
    expect(() => createCipher(Buffer.alloc(32, 8)).decrypt(stored)).toThrow();
    expect(() => createCipher(key).decrypt(stored.replace(/.{6}$/, 'AAAAAA'))).toThrow();
    expect(() => createCipher(key).decrypt('秘密')).toThrow();
    expect(() => createCipher(key).decrypt('v1.AAAA')).toThrow();
    expect(() => createCipher('短い')).toThrow('32 bytes');
  });

  it('検索用の値は鍵ごとに決まり、暗号文からは分からない', () => {
    const cipher = createCipher(key);
    expect(cipher.lookup('12345678901')).toBe(createCipher(key).lookup('12345678901'));
    expect(cipher.lookup('12345678901')).not.toBe(createCipher(Buffer.alloc(32, 8)).lookup('12345678901'));
    expect(cipher.lookup('12345678901')).not.toContain('12345678901');
  });
});
