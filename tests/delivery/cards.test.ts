import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCipher } from '#db/cipher.ts';
import type { NationalTables } from '#db/schema/index.ts';
import { nationalTables } from '#db/schema/index.ts';
import type { Store } from '#db/store.ts';
import { addCard } from '#mocks/jpki/cards/new-card.ts';
import { isWellFormedPin, normalisePin, PIN_KINDS, PIN_RULES } from '#mocks/jpki/cards/pin-rules.ts';
import { createPins, type Pins } from '#mocks/jpki/cards/pins.ts';
import { sqliteStores, type TestStores } from '#tests/support/stores.ts';
import { TARO } from './jpki-world.ts';

const cipher = createCipher(new Uint8Array(32).fill(7));
let stores: TestStores;
let store: Store<NationalTables>;
let pins: Pins;

beforeEach(async () => {
  stores = sqliteStores();
  store = await stores.open(nationalTables, 'national');
  await store.write((session) => addCard(session, cipher, TARO));
  pins = createPins({ store, cipher });
});

afterEach(() => stores.close());

describe('暗証番号の照合', () => {
  it.each(PIN_KINDS)('%s: 決められた回数だけ続けて間違えるとロックされ、正しい番号でも開かない', async (kind) => {
    const wrong = kind === 'signature' ? 'WRONG999' : '9999';
    const { tries } = PIN_RULES[kind];
    for (let left = tries - 1; left > 0; left -= 1) {
      expect(await pins.verify(TARO.cardId, kind, wrong)).toEqual({ result: 'wrong', left });
    }
    expect(await pins.verify(TARO.cardId, kind, wrong)).toEqual({ result: 'locked' });
    expect(await pins.left(TARO.cardId, kind)).toBe(0);
    expect(await pins.verify(TARO.cardId, kind, kind === 'signature' ? 'HIKKOSHI1234' : '1234')).toEqual({
      result: 'locked',
    });
  });

  it('利用者証明用は3回、署名用は5回でロックされる', () => {
    expect([PIN_RULES.authentication.tries, PIN_RULES.signature.tries]).toEqual([3, 5]);
    expect([PIN_RULES.cardSurface.tries, PIN_RULES.residentRegister.tries]).toEqual([3, 3]);
  });

  it('正しい入力で回数が元に戻る', async () => {
    await pins.verify(TARO.cardId, 'authentication', '0000');
    await pins.verify(TARO.cardId, 'authentication', '0000');
    expect(await pins.left(TARO.cardId, 'authentication')).toBe(1);
    expect(await pins.verify(TARO.cardId, 'authentication', '1234')).toEqual({ result: 'right' });
    expect(await pins.left(TARO.cardId, 'authentication')).toBe(3);
  });

  it('回数は再起動しても残る', async () => {
    await pins.verify(TARO.cardId, 'signature', 'WRONG999');
    await store.close();
    const again = await stores.open(nationalTables, 'national', 'national');
    expect(await createPins({ store: again, cipher }).left(TARO.cardId, 'signature')).toBe(4);
  });

  it('四つの暗証番号の回数は別々に数える', async () => {
    await pins.verify(TARO.cardId, 'authentication', '0000');
    expect(await pins.left(TARO.cardId, 'residentRegister')).toBe(3);
  });

  it('同時に何回試しても、決められた回数より多くは試せない', async () => {
    const guesses = Array.from({ length: 20 }, (_, index) => String(index).padStart(4, '0'));
    const results = await Promise.all(guesses.map((guess) => pins.verify(TARO.cardId, 'authentication', guess)));
    expect(results.filter(({ result }) => result === 'wrong')).toHaveLength(2);
    expect(results.filter(({ result }) => result === 'locked')).toHaveLength(18);
  });

  it('ロックされたあとに再設定すると、新しい番号で開く', async () => {
    for (let tries = 0; tries < 3; tries += 1) await pins.verify(TARO.cardId, 'residentRegister', '0000');
    await store.write((session) => pins.reset(session, TARO.cardId, 'residentRegister', '4826'));
    expect(await pins.verify(TARO.cardId, 'residentRegister', '1234')).toEqual({ result: 'wrong', left: 2 });
    expect(await pins.verify(TARO.cardId, 'residentRegister', '4826')).toEqual({ result: 'right' });
  });

  it('保存されるのは番号ではなく、鍵のついたハッシュである', async () => {
    const rows = await store.read(({ db, t }) => db.select().from(t.cardPins));
    expect(rows).toHaveLength(4);
    expect(JSON.stringify(rows)).not.toContain('1234');
  });
});

describe('暗証番号の形', () => {
  it('全角や小文字は読み替え、形の違うものは数えずに返せる', () => {
    expect(normalisePin('１２３４')).toBe('1234');
    expect(normalisePin(' hikkoshi1234 ')).toBe('HIKKOSHI1234');
    expect(isWellFormedPin('signature', 'HIKKOSHI1234')).toBe(true);
    expect(isWellFormedPin('signature', 'ABCDEF')).toBe(false);
    expect(isWellFormedPin('signature', 'ABC12')).toBe(false);
    expect(isWellFormedPin('authentication', '123')).toBe(false);
  });
});
