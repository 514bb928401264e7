import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fourItemsOf, serialOf, verifySignature } from '#app/national/certificates.server.ts';
import { DEMO_PINS, type NewCard } from '#mocks/jpki/index.ts';
import { BASE, browserOf, codeOf, type JpkiWorld, jpkiWorld, RETURN, TARO } from './jpki-world.ts';

const card = (cardId: string, code: number, more: Partial<NewCard> = {}): NewCard => ({
  ...TARO,
  cardId,
  residentRecordCode: codeOf(code),
  ...more,
});

const HANA = card('CARD-HANA', 1, { holder: { ...TARO.holder, name: '髙橋　花', bornOn: '2014-06-01' } });
const LOCKED = card('CARD-LOCKED', 2, { lockedPins: ['signature'] });
const LAPSED = card('CARD-LAPSED', 3, { lapsed: { reason: 'notMovedIn', on: '2026-06-01' } });
const GUESS = card('CARD-GUESS', 4);

let world: JpkiWorld;

beforeAll(async () => {
  world = await jpkiWorld([TARO, HANA, LOCKED, LAPSED, GUESS]);
});

afterAll(() => world.close());

async function signIn(cardId: string, pin = DEMO_PINS.authentication) {
  const { url, state } = await world.auth.beginSignIn();
  const browser = browserOf(world);
  await browser.go(url);
  await browser.choose(cardId);
  await browser.enterPin(pin);
  return { browser, state };
}

const bytes = new TextEncoder().encode('{"procedure":"movingOutAndVisit"}');
const digest = createHash('sha256').update(bytes).digest('base64');

async function sign(cardId: string, password = DEMO_PINS.signature) {
  const { url, state } = await world.auth.beginSigning({ digest, title: '転出届・転入予約' });
  const browser = browserOf(world);
  await browser.go(url);
  await browser.choose(cardId);
  const shown = browser.page;
  await browser.enterPin(password);
  return { browser, state, shown };
}

describe('ログイン（利用者証明用の暗証番号）', () => {
  it('カードを選び、かざし、暗証番号を入れると、登録された戻り先に戻り、発行番号が渡る', async () => {
    const { browser, state } = await signIn(TARO.cardId);
    expect(browser.url.href.startsWith(RETURN)).toBe(true);
    const result = await world.auth.finishSignIn(browser.url, state);
    expect(result).toMatchObject({ ok: true });
    const [issued] = await world.jpki.issueCards([TARO]);
    expect(result.ok && result.value.serial).toBe(issued?.authenticationSerial);
    expect(await world.jpki.holderOf(issued?.authenticationSerial ?? '')).toBe(TARO.residentRecordCode);
  });

  it('同じ人は何度来ても同じ番号、別の人は別の番号になる', async () => {
    const subjects = [];
    for (const id of [TARO.cardId, TARO.cardId, HANA.cardId]) {
      const { browser, state } = await signIn(id);
      const result = await world.auth.finishSignIn(browser.url, state);
      subjects.push(result.ok && result.value.subject);
    }
    expect(subjects[0]).toBe(subjects[1]);
    expect(subjects[0]).not.toBe(subjects[2]);
  });

  it('発行番号を渡さない設定では、番号なしで同じように進む', async () => {
    world.offerSerial(false);
    const { browser, state } = await signIn(TARO.cardId);
    const result = await world.auth.finishSignIn(browser.url, state);
    world.offerSerial(true);
    expect(result.ok && result.value).toEqual({ subject: expect.any(String) });
  });

  it('最初の入力の前に残りの回数を示し、3回間違えるとロックの画面になり、戻ると locked になる', async () => {
    const { url, state } = await world.auth.beginSignIn();
    const browser = browserOf(world);
    await browser.go(url);
    await browser.choose(GUESS.cardId);
    expect(browser.page).toContain('残り3回');
    await browser.enterPin('0000');
    expect(browser.page).toContain('エラー：');
    expect(browser.page).toContain('あと2回');
    await browser.enterPin('0000');
    await browser.enterPin('0000');
    expect(browser.page).toContain('ロックされています');
    await browser.submit('cancel');
    expect(await world.auth.finishSignIn(browser.url, state)).toEqual({ ok: false, error: 'locked' });
  });

  it('形の違う入力と、同じ画面の二度の送信は数えない', async () => {
    const { url } = await world.auth.beginSignIn();
    const browser = browserOf(world);
    await browser.go(url);
    await browser.choose(TARO.cardId);
    await browser.enterPin('12');
    expect(browser.page).toContain('この入力は回数に数えていません');
    const attempt = browser.hiddenField('attempt');
    await browser.submit('pin', { attempt, pin: '0000' });
    await browser.submit('pin', { attempt, pin: '0000' });
    expect(browser.page).toContain('残り2回');
    await browser.enterPin('１２３４');
    expect(browser.url.href.startsWith(RETURN)).toBe(true);
  });

  it('やめると cancelled になる', async () => {
    const { url, state } = await world.auth.beginSignIn();
    const browser = browserOf(world);
    await browser.go(url);
    await browser.submit('cancel');
    expect(await world.auth.finishSignIn(browser.url, state)).toEqual({ ok: false, error: 'cancelled' });
  });

  it('失効したカードは使えず、戻ると unusable になる', async () => {
    const { url, state } = await world.auth.beginSignIn();
    const browser = browserOf(world);
    await browser.go(url);
    await browser.choose(LAPSED.cardId);
    expect(browser.page).toContain('このカードは使えません');
    await browser.submit('cancel');
    expect(await world.auth.finishSignIn(browser.url, state)).toEqual({ ok: false, error: 'unusable' });
  });

  it('再起動をはさんでも続けられる', async () => {
    const { url, state } = await world.auth.beginSignIn();
    const browser = browserOf(world);
    await browser.go(url);
    await browser.choose(TARO.cardId);
    await world.restart();
    await browser.enterPin(DEMO_PINS.authentication);
    expect(await world.auth.finishSignIn(browser.url, state)).toMatchObject({ ok: true });
  });
});

describe('券面事項入力補助', () => {
  it('四情報を、代替文字に置き換えて渡す', async () => {
    const { url, state } = await world.auth.beginProfile();
    const browser = browserOf(world);
    await browser.go(url);
    await browser.choose(TARO.cardId);
    expect(browser.page).toContain('券面事項入力補助用の暗証番号');
    await browser.enterPin(DEMO_PINS.cardSurface);
    expect(await world.auth.finishProfile(browser.url, state)).toMatchObject({
      ok: true,
      value: { fourItems: { name: '高橋　太郎', bornOn: '1985-04-10', sex: '1', address: TARO.holder.address } },
    });
  });
});

describe('電子署名', () => {
  it('何に署名するかを示し、署名と証明書を渡し、普通の道具で検証できる', async () => {
    const { browser, state, shown } = await sign(TARO.cardId, 'hikkoshi1234');
    expect(shown).toContain('転出届・転入予約');
    expect(shown).toContain(digest);
    const result = await world.auth.finishSigning(browser.url, state);
    if (!result.ok) throw new Error(result.error);
    const { signature, certificateChain } = result.value;
    const [leaf = ''] = certificateChain;
    expect(verifySignature(bytes, signature, leaf)).toBe(true);
    expect(verifySignature(new TextEncoder().encode('{"procedure":"movingOutAndVisiT"}'), signature, leaf)).toBe(false);
    expect(fourItemsOf(leaf)).toEqual({ ...TARO.holder, name: '高橋　太郎', kana: undefined });
    const [issued] = await world.jpki.issueCards([TARO]);
    expect(serialOf(leaf)).toBe(issued?.signatureSerial);
    expect(await world.checks.validateCertificate(certificateChain, world.clock.now())).toMatchObject({
      status: 'valid',
    });
  });

  it('同じカードなら、ログインのときと同じ番号になる', async () => {
    const signed = await sign(TARO.cardId);
    const signing = await world.auth.finishSigning(signed.browser.url, signed.state);
    const { browser, state } = await signIn(TARO.cardId);
    const visit = await world.auth.finishSignIn(browser.url, state);
    expect(signing.ok && visit.ok && signing.value.subject === visit.value.subject).toBe(true);
  });

  it('15歳未満のカードには署名用電子証明書がない', async () => {
    const { browser, state } = await sign(HANA.cardId);
    expect(browser.page).toContain('署名用電子証明書が入っていません');
    await browser.submit('cancel');
    expect(await world.auth.finishSigning(browser.url, state)).toEqual({ ok: false, error: 'unusable' });
  });

  it('ロックされたパスワードでは署名できず、直し方が示される', async () => {
    const { browser } = await sign(LOCKED.cardId);
    expect(browser.page).toContain('ロックされています');
    expect(browser.page).toContain('市区町村の窓口で再設定');
  });
});

describe('画面', () => {
  it('別のブラウザーやほかのサイトからは操作できない', async () => {
    const { url } = await world.auth.beginSignIn();
    const browser = browserOf(world);
    await browser.go(url);
    const stranger = browserOf(world);
    await stranger.go(browser.url.href);
    expect(stranger.page).toContain('手続きを始めたブラウザーでだけ');
    const response = await world.fetch(`${browser.url.href}/cancel`, {
      method: 'POST',
      headers: { origin: 'https://evil.example' },
      redirect: 'manual',
    });
    expect(response.status).toBe(403);
  });

  it('どの画面もシミュレーションと断り、外から何も読み込まず、戻り先だけに送れる', async () => {
    const { url } = await world.auth.beginSignIn();
    const started = await world.fetch(url, { redirect: 'manual' });
    const cookie = started.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const response = await world.fetch(new URL(started.headers.get('location') ?? '', BASE), { headers: { cookie } });
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("form-action 'self' http://localhost:3000");
    expect(policy).not.toContain('unsafe');
    expect(await response.text()).toContain('これはシミュレーションです');
  });

  it('カードは名前や家族で探せ、文字はそのまま文字として出る', async () => {
    const { url } = await world.auth.beginSignIn();
    const browser = browserOf(world);
    await browser.go(url);
    await browser.go(`${browser.url.href}?q=${encodeURIComponent('<b>')}`);
    expect(browser.page).toContain('&lt;b&gt;');
    await browser.go(`${browser.url.href.split('?')[0]}?q=${encodeURIComponent('はな')}`);
    expect(browser.page).toContain('見つかったカード');
  });
});
