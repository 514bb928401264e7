import { createHash, X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { IdentityInformationNotice } from '#app/messages/contracts/identity.ts';
import { createCertificateChecks, fourItemsOf, verifySignature } from '#app/national/certificates.server.ts';
import { OutageError } from '#app/national/outage.ts';
import type { Address } from '#app/vocabulary/addresses.ts';
import { DEMO_PINS, type NewCard } from '#mocks/jpki/index.ts';
import { BASE, browserOf, codeOf, type JpkiWorld, jpkiWorld, OTHER_TOWN, TARO, TOWN } from './jpki-world.ts';

const START = '2026-11-24T00:00:00.000Z';
const LATER = '2026-12-01T00:00:00.000Z';

const OLD_ADDRESS: Address = {
  prefecture: '東京都',
  municipality: '調布市',
  municipalityCode: OTHER_TOWN,
  town: '小島町２丁目',
  lot: '３５番地１',
};
const NEW_ADDRESS: Address = {
  prefecture: '神奈川県',
  municipality: '藤沢市',
  municipalityCode: TOWN,
  town: '朝日町',
  lot: '１番地の１',
};

function card(cardId: string, code: number, more: Partial<NewCard> = {}): NewCard {
  return { ...TARO, cardId, residentRecordCode: codeOf(code), ...more };
}

const CARDS = {
  moving: card('CARD-MOVING', 1),
  early: card('CARD-EARLY', 2),
  corrected: card('CARD-CORRECTED', 3),
  deceased: card('CARD-DECEASED', 4),
  expired: card('CARD-EXPIRED', 5, {
    issuedOn: '2020-06-01',
    signature: { issuedOn: '2020-06-01' },
  }),
  revoked: card('CARD-REVOKED', 6, {
    signature: { revokedAt: '2026-11-20T00:00:00.000Z', reason: 'requested' },
  }),
  lapsed: card('CARD-LAPSED', 7, { lapsed: { reason: 'notMovedIn', on: '2026-06-01' } }),
};

let world: JpkiWorld;

beforeAll(async () => {
  world = await jpkiWorld([TARO, ...Object.values(CARDS)], START);
});

afterAll(() => world.close());

const bytes = new TextEncoder().encode('転出届');
const digest = createHash('sha256').update(bytes).digest('base64');

async function sign(cardId: string) {
  const { url, state } = await world.auth.beginSigning({ digest, title: '転出届・転入予約' });
  const browser = browserOf(world);
  await browser.go(url);
  await browser.choose(cardId);
  await browser.enterPin(DEMO_PINS.signature);
  const result = await world.auth.finishSigning(browser.url, state);
  if (!result.ok) throw new Error(result.error);
  return result.value;
}

function change(of: NewCard, more: Partial<IdentityInformationNotice>) {
  return world.jpki.onIdentityChanged({
    event: 'removed',
    reason: 'movingOut',
    effectiveOn: '2026-11-24',
    municipalityCode: OTHER_TOWN,
    residentRecordCode: of.residentRecordCode,
    name: { full: of.holder.name },
    bornOn: { text: of.holder.bornOn, on: of.holder.bornOn, kind: 'exact' },
    sex: of.holder.sex,
    address: OLD_ADDRESS,
    ...more,
  });
}

describe('電子証明書（公的個人認証法第7条、第26条）', () => {
  it('署名用には四情報が、代替文字で入り、有効期間は5回目の誕生日までである', async () => {
    const { certificateChain } = await sign(TARO.cardId);
    const [leaf = ''] = certificateChain;
    expect(fourItemsOf(leaf)?.name).toBe('高橋　太郎');
    const certificate = new X509Certificate(Buffer.from(leaf, 'base64'));
    expect(new Date(certificate.validTo).toISOString()).toBe('2029-04-10T15:00:00.000Z');
    expect(certificate.subject).toContain(OTHER_TOWN.slice(0, 5));
    expect(certificate.publicKey.asymmetricKeyDetails?.modulusLength).toBe(2048);
    expect(certificateChain).toHaveLength(2);
  });

  it('鍵は一度だけ作られ、再起動しても同じ証明書である', async () => {
    const before = await sign(TARO.cardId);
    await world.restart();
    expect((await sign(TARO.cardId)).certificateChain).toEqual(before.certificateChain);
  });

  it('同じカードの同時の最初の署名でも、証明書は一つである', async () => {
    const fresh = card('CARD-FRESH', 8);
    await world.jpki.issueCard(fresh);
    const [first, second] = await Promise.all([sign(fresh.cardId), sign(fresh.cardId)]);
    expect(first.certificateChain).toEqual(second.certificateChain);
  });

  it('発行番号は発行のときに決まり、もう一度発行しても変わらない', async () => {
    const first = await world.jpki.issueCard(TARO);
    expect(first.authenticationSerial).toMatch(/^[0-9A-F]{8}$/);
    expect(await world.jpki.issueCard(TARO)).toEqual(first);
  });

  it('120枚のカードの発行は、鍵を作らないので起動を遅くしない', async () => {
    const many = Array.from({ length: 120 }, (_, index) =>
      card(`CARD-MANY-${index}`, 100_000 + index, { family: `家族${index}` }),
    );
    const made = vi.spyOn(crypto.subtle, 'generateKey');
    const issued = await world.jpki.issueCards(many);
    expect(made).not.toHaveBeenCalled();
    made.mockRestore();
    expect(new Set(issued.map(({ authenticationSerial }) => authenticationSerial)).size).toBe(120);
  });
});

describe('署名の検証（公的個人認証法第17条）', () => {
  it('一文字でも変わると、署名が合わない', async () => {
    const { signature, certificateChain } = await sign(TARO.cardId);
    const [leaf = ''] = certificateChain;
    expect(verifySignature(bytes, signature, leaf)).toBe(true);
    const changed = Uint8Array.from(bytes);
    changed[0] = (changed[0] ?? 0) ^ 1;
    expect(verifySignature(changed, signature, leaf)).toBe(false);
  });

  it('別のカードの証明書では、署名が合わない', async () => {
    const [mine, other] = [await sign(TARO.cardId), await sign(CARDS.moving.cardId)];
    expect(verifySignature(bytes, mine.signature, other.certificateChain[0] ?? '')).toBe(false);
  });

  it('別の認証局に続く証明書は信頼しない', async () => {
    const { certificateChain } = await sign(TARO.cardId);
    const elsewhere = await jpkiWorld();
    const [foreignRoot = ''] = await elsewhere.jpki.roots();
    const checks = createCertificateChecks({
      roots: async () => [foreignRoot],
      ocspUrl: `${BASE}/ocsp`,
      clock: world.clock,
      fetch: world.fetch,
    });
    expect(await checks.validateCertificate(certificateChain, START)).toMatchObject({ status: 'untrusted' });
    await elsewhere.close();
  });

  it('読めない証明書、証明書のない鎖は信頼しない', async () => {
    expect(await world.checks.validateCertificate(['AAAA'], START)).toMatchObject({ status: 'untrusted' });
    expect(await world.checks.validateCertificate([], START)).toMatchObject({ status: 'untrusted' });
  });

  it('署名の時に有効期間の過ぎていた証明書は expired になる', async () => {
    const { certificateChain } = await sign(CARDS.expired.cardId);
    expect(await world.checks.validateCertificate(certificateChain, START)).toMatchObject({ status: 'expired' });
  });

  it('有効期間は署名の時で判断し、後で過ぎても有効である', async () => {
    const { certificateChain } = await sign(TARO.cardId);
    world.clock.set('2035-01-01T00:00:00.000Z');
    expect(await world.checks.validateCertificate(certificateChain, START)).toMatchObject({ status: 'valid' });
    world.clock.set(START);
  });

  it('署名の前に失効した証明書は revokedBeforeSigning になる', async () => {
    const { certificateChain } = await sign(CARDS.revoked.cardId);
    expect(await world.checks.validateCertificate(certificateChain, START)).toMatchObject({
      status: 'revokedBeforeSigning',
      revokedAt: '2026-11-20T00:00:00.000Z',
    });
  });

  it('失効したカードの証明書も失効している', async () => {
    const { certificateChain } = await sign(CARDS.lapsed.cardId);
    expect(await world.checks.validateCertificate(certificateChain, START)).toMatchObject({
      status: 'revokedBeforeSigning',
    });
  });

  it('失効情報の提供が止まっている間は、何も決めずに待つ', async () => {
    const { certificateChain } = await sign(TARO.cardId);
    for (const fault of [{ down: true }, { lost: true }, { malformed: true }]) {
      world.faults.set('ocsp', fault);
      await expect(world.checks.validateCertificate(certificateChain, START)).rejects.toBeInstanceOf(OutageError);
    }
    world.faults.set('ocsp', { slowMs: 1_000, times: 1 });
    const silent = createCertificateChecks({
      roots: () => world.jpki.roots(),
      ocspUrl: `${BASE}/ocsp`,
      clock: world.clock,
      limitMs: 50,
      fetch: world.fetch,
    });
    await expect(silent.validateCertificate(certificateChain, START)).rejects.toBeInstanceOf(OutageError);
    world.faults.clear();
    expect(await world.checks.validateCertificate(certificateChain, START)).toMatchObject({ status: 'valid' });
  });
});

describe('本人確認情報による失効（公的個人認証法第15条）', () => {
  it('転出で署名用だけが失効し、その前の署名は有効のままである', async () => {
    const { certificateChain } = await sign(CARDS.moving.cardId);
    world.clock.set(LATER);
    await change(CARDS.moving, { effectiveOn: '2026-12-01' });
    const after = await world.checks.validateCertificate(certificateChain, START);
    expect(after).toMatchObject({ status: 'valid', revokedAt: LATER });
    expect(await world.checks.validateCertificate(certificateChain, LATER)).toMatchObject({
      status: 'revokedBeforeSigning',
    });
    world.clock.set(START);
    const { url, state } = await world.auth.beginSignIn();
    const browser = browserOf(world);
    await browser.go(url);
    await browser.choose(CARDS.moving.cardId);
    await browser.enterPin(DEMO_PINS.authentication);
    expect(await world.auth.finishSignIn(browser.url, state)).toMatchObject({ ok: true });
  });

  it('さかのぼる転出でも、失効は記録した時からである', async () => {
    const late = card('CARD-LATE', 9);
    await world.jpki.issueCard(late);
    const { certificateChain } = await sign(late.cardId);
    await change(late, { effectiveOn: '2026-11-16' });
    expect(await world.checks.validateCertificate(certificateChain, '2026-11-23T00:00:00.000Z')).toMatchObject({
      status: 'valid',
      revokedAt: START,
    });
  });

  it('住所の変わらない修正では失効せず、氏名の修正では失効する', async () => {
    const { certificateChain } = await sign(CARDS.corrected.cardId);
    await change(CARDS.corrected, { event: 'corrected', reason: 'exOfficioCorrection' });
    expect((await world.checks.validateCertificate(certificateChain, START)).revokedAt).toBeUndefined();
    await change(CARDS.corrected, {
      event: 'corrected',
      reason: 'exOfficioCorrection',
      name: { full: '髙橋　次郎' },
    });
    expect((await world.checks.validateCertificate(certificateChain, START)).revokedAt).toBe(START);
  });

  it('死亡では両方が失効し、ログインもできない', async () => {
    await change(CARDS.deceased, { reason: 'death' });
    const { url } = await world.auth.beginSignIn();
    const browser = browserOf(world);
    await browser.go(url);
    await browser.choose(CARDS.deceased.cardId);
    expect(browser.page).toContain('このカードは使えません');
  });

  it('先に届いた転入のあとの、遅れた転出の通知は、カードの期限を縮めない', async () => {
    await change(CARDS.early, {
      event: 'entered',
      reason: 'movingIn',
      effectiveOn: '2026-11-20',
      municipalityCode: TOWN,
      address: NEW_ADDRESS,
    });
    await change(CARDS.early, { effectiveOn: '2026-11-20' });
    const { sessionId, url } = await world.terminal.openSession({ returnUrl: 'http://localhost:3000/office/142051' });
    const browser = browserOf(world);
    await browser.go(url);
    await browser.choose(CARDS.early.cardId);
    await browser.enterPin(DEMO_PINS.residentRegister);
    const reading = await world.terminal.read(sessionId);
    expect(reading).toMatchObject({ state: 'read', card: { lapsed: false, continueUseBy: '2027-02-22' } });
  });

  it('同じ通知が二度来ても変わらない', async () => {
    const twice = card('CARD-TWICE', 10);
    await world.jpki.issueCard(twice);
    const { certificateChain } = await sign(twice.cardId);
    await change(twice, {});
    world.clock.set(LATER);
    await change(twice, {});
    expect((await world.checks.validateCertificate(certificateChain, LATER)).revokedAt).toBe(START);
    world.clock.set(START);
  });
});
