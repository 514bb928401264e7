import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REHEARSALS } from '#mocks/jpki/auth-app/protocol.ts';
import type { PinKind } from '#mocks/jpki/cards/pin-rules.ts';
import { DEMO_PINS, type NewCard } from '#mocks/jpki/index.ts';
import { BASE, browserOf, codeOf, type JpkiWorld, jpkiWorld, TARO } from './jpki-world.ts';

const card = (cardId: string, code: number, more: Partial<NewCard> = {}): NewCard => ({
  ...TARO,
  cardId,
  residentRecordCode: codeOf(code),
  ...more,
});
const CARDS = [
  TARO,
  card('CARD-LOCKED', 2, { lockedPins: ['signature'] }),
  card('CARD-CHILD', 3, { holder: { ...TARO.holder, bornOn: '2015-04-01' } }),
  card('CARD-RUSH', 4),
  card('CARD-TWICE', 5),
];

let world: JpkiWorld;
beforeAll(async () => {
  world = await jpkiWorld(CARDS);
});
afterAll(() => world.close());

async function rehearsing(cardId: string) {
  const browser = browserOf(world);
  const query = { client_id: world.authOptions.clientId, return_to: returnTo() };
  await browser.go(`${BASE}${REHEARSALS}?${new URLSearchParams(query)}`);
  await browser.choose(cardId);
  const attempt = () => browser.hiddenField('attempt');
  return {
    browser,
    attempt,
    rehearse: (kind: PinKind, pin: string, of = attempt()) => browser.submit('rehearse', { kind, pin, attempt: of }),
  };
}

function returnTo(): string {
  return new URL('/moving/check?to=otherTown', world.authOptions.redirectUri).href;
}

describe('暗証番号の練習（シミュレーションのカードのアプリ）', () => {
  it('4つの暗証番号の使うところと残りの回数を、試す前に見せる', async () => {
    const { browser } = await rehearsing(TARO.cardId);
    for (const words of ['ログインするとき', '氏名や住所を読み取るとき', '署名するとき', '窓口で転入するとき']) {
      expect(browser.page).toContain(words);
    }
    expect(browser.page.match(/残り3回/g)).toHaveLength(3);
    expect(browser.page).toContain('残り5回');
  });

  it('違えば一回減り、合えば元に戻る。形の違う入力は数えない', async () => {
    const { browser, rehearse } = await rehearsing(TARO.cardId);
    await rehearse('authentication', '0000');
    expect(browser.page).toContain('残り2回です');
    await rehearse('authentication', '12');
    expect(browser.page).toContain('この入力は回数に数えていません');
    expect(browser.page).toContain('残り2回');
    await rehearse('authentication', DEMO_PINS.authentication);
    expect(browser.page).toContain('合っています');
    expect(browser.page.match(/残り3回/g)).toHaveLength(3);
  });

  it('最後の一回は、練習では決して使わない。前から開いていた画面が何枚あっても', async () => {
    const { browser, rehearse } = await rehearsing('CARD-RUSH');
    const others = await Promise.all(Array.from({ length: 5 }, () => rehearsing('CARD-RUSH')));
    await rehearse('residentRegister', '0000');
    await Promise.all(others.map((other) => other.rehearse('residentRegister', '0000')));
    await browser.go(browser.url.pathname);
    expect(browser.page).toContain('残り1回');
    expect(browser.page).not.toContain('name="kind" value="residentRegister"');
    await rehearse('residentRegister', '0000');
    expect(browser.page).toContain('残り1回なので、練習では使いません');
  });

  it('一枚の画面は一度だけ数える', async () => {
    const { browser, rehearse, attempt } = await rehearsing('CARD-TWICE');
    const same = attempt();
    await rehearse('cardSurface', '0000', same);
    await rehearse('cardSurface', '0000', same);
    expect(browser.page).toContain('残り2回');
  });

  it('ロックされたものには直し方を、署名用のないカードにはないことを言う', async () => {
    const locked = await rehearsing('CARD-LOCKED');
    expect(locked.browser.page).toContain('ロックされています');
    expect(locked.browser.page).toContain('再設定できます');
    const child = await rehearsing('CARD-CHILD');
    expect(child.browser.page).toContain('署名用電子証明書が入っていない');
  });

  it('終わると元のページに戻り、何も渡さない。登録のない所には戻さない', async () => {
    const { browser } = await rehearsing(TARO.cardId);
    await browser.submit('cancel');
    expect(browser.url.href).toBe(returnTo());
    const stray = browserOf(world);
    for (const away of ['https://example.com/', 'javascript:alert(1)', '']) {
      const query = { client_id: world.authOptions.clientId, return_to: away };
      await stray.go(`${BASE}${REHEARSALS}?${new URLSearchParams(query)}`);
      expect(stray.page).toContain('この画面は開けません');
    }
  });

  it('練習の画面からは、ログインも署名もできない', async () => {
    const { browser, attempt } = await rehearsing(TARO.cardId);
    await browser.submit('pin', { attempt: attempt(), pin: DEMO_PINS.authentication });
    expect(browser.url.href.startsWith(BASE)).toBe(true);
  });
});
