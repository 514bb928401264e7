import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  certificateName,
  certificateText,
  sameAddressOnCertificate,
  sameNameOnCertificate,
  substitutedCharacters,
} from '#app/vocabulary/certificate-names.ts';
import {
  firstGraphemes,
  graphemeLength,
  graphemes,
  isRegisterKana,
  toHiragana,
  toKatakana,
} from '#app/vocabulary/characters.ts';
import { normalizeAddressForSearch, normalizeForSearch } from '#app/vocabulary/search-forms.ts';
import {
  digitsOf,
  formatPostcode,
  normalizeAddress,
  normalizePhone,
  normalizePostcode,
  toFullWidth,
  toHalfWidth,
} from '#app/vocabulary/width.ts';

const KATSU = '葛\u{E0100}';

describe('文字数', () => {
  it('よくある文字だけの文でも、見えるとおりに分ける', () => {
    const segmenter = new Intl.Segmenter('ja', { granularity: 'grapheme' });
    const sign = fc.oneof(
      fc.integer({ min: 0x20, max: 0x7e }),
      fc.integer({ min: 0x3000, max: 0x30ff }),
      fc.integer({ min: 0x4e00, max: 0x9fff }),
      fc.integer({ min: 0xff01, max: 0xff9f }),
      fc.constantFrom(0x0301, 0xfe00, 0x200d),
    );
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 12 }), (points) => {
        const text = String.fromCodePoint(...points);
        expect(graphemes(text)).toEqual(Array.from(segmenter.segment(text), ({ segment }) => segment));
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    ['𠮷田', 2],
    [`${KATSU}西`, 2],
    ['辻\u{E0101}', 1],
    ['髙橋　花子', 5],
    ['', 0],
  ])('「%s」は %i 文字', (text, length) => {
    expect(graphemeLength(text)).toBe(length);
  });

  it('文字の途中で切らない', () => {
    expect(firstGraphemes(`${KATSU}𠮷田`, 1)).toBe(KATSU);
    expect(firstGraphemes(`${KATSU}𠮷田`, 2)).toBe(`${KATSU}𠮷`);
  });
});

describe('代替文字（公的個人認証）', () => {
  test.each([
    ['髙橋 花子', '高橋　花子'],
    ['山﨑　𠮷一', '山崎　吉一'],
    ['渡邉　太郎', '渡邉　太郎'],
    ['渡邊　濵子', '渡邊　濵子'],
    [`${KATSU}西　德子`, '葛西　徳子'],
    ['佐々木　〆子', '佐々木　〆子'],
    ['NGUYEN VAN ANH', 'NGUYEN　VAN　ANH'],
    ['サトウ　ハナコ', 'サトウ　ハナコ'],
  ])('%s は %s になる', (name, expected) => {
    expect(certificateName(name)).toBe(expected);
  });

  it('代替文字のない漢字は●になり、どの文字かが分かる', () => {
    expect(certificateText('\u{2F81A}𠀀山')).toContain('●');
    expect(substitutedCharacters('髙山')).toEqual([{ character: '髙', substitute: '高' }]);
    expect(substitutedCharacters('高山')).toEqual([]);
  });

  it('登録簿の氏名と証明書の氏名は、置き換えてから比べる', () => {
    expect(sameNameOnCertificate('髙橋　花子', '高橋 花子')).toBe(true);
    expect(sameNameOnCertificate('ＮＧＵＹＥＮ　ＶＡＮ', 'Nguyen Van')).toBe(true);
    expect(sameNameOnCertificate('渡邉　太郎', '渡辺　太郎')).toBe(false);
    expect(sameAddressOnCertificate('東京都調布市小島町二丁目35番地1', '東京都調布市小島町２丁目３５－１')).toBe(true);
    expect(sameAddressOnCertificate('東京都調布市小島町二丁目35番地1', '東京都調布市小島町二丁目35番地11')).toBe(false);
  });

  it('置換えは二度しても変わらない', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        expect(certificateText(certificateText(text))).toBe(certificateText(text));
        expect(sameNameOnCertificate(text, certificateName(text))).toBe(true);
      }),
    );
  });
});

describe('検索（標準仕様書 2.1.2）', () => {
  test.each([
    ['ワタナベ タロウ', 'わたなへ　たろう'],
    ['渡邉', '渡辺'],
    ['渡邊', '渡辺'],
    ['濵田', '浜田'],
    ['濱田', '浜田'],
    ['髙橋', '高橋'],
    ['𠮷田', '吉田'],
    ['齋藤', '斉藤'],
    ['齊藤', '斎藤'],
    ['山﨑', '山碕'],
    ['嶌田', '島田'],
    ['廣澤', '広沢'],
    ['槗本', '橋本'],
    ['桒原', '桑原'],
    ['舘野', '館野'],
    ['惠', '恵'],
    ['關', '関'],
    ['辻\u{E0101}', '辻'],
    ['シャルロット', 'シヤルロツト'],
    ['ユーコ', 'ユコ'],
    ['ﾔﾏﾀﾞ', 'やまた'],
    ['nguyen', 'ＮＧＵＹＥＮ'],
    [`${KATSU}西`, '葛西'],
  ])('「%s」と「%s」は同じに扱う', (a, b) => {
    expect(normalizeForSearch(a)).toBe(normalizeForSearch(b));
  });

  it('別の名前は別のまま', () => {
    expect(normalizeForSearch('渡辺')).not.toBe(normalizeForSearch('渡部'));
    expect(normalizeForSearch('サトウ')).not.toBe(normalizeForSearch('カトウ'));
    expect(normalizeForSearch('太田')).not.toBe(normalizeForSearch('大田'));
    expect(normalizeForSearch('河合')).not.toBe(normalizeForSearch('川合'));
  });

  test.each([
    ['小島町二丁目35番地1', '小島町２－３５－１'],
    ['大字深大寺12番地', '深大寺12'],
    ['国領町一丁目2番3号', '國領町1-2-3'],
  ])('住所「%s」と「%s」は同じに扱う', (a, b) => {
    expect(normalizeAddressForSearch(a)).toBe(normalizeAddressForSearch(b));
  });

  it('丁目の途中まで入れた住所は、続く住所の始まりになる', () => {
    const whole = normalizeAddressForSearch('小島町二丁目35番地1');
    expect(whole.startsWith(normalizeAddressForSearch('小島町二丁目'))).toBe(true);
    expect(whole.startsWith(normalizeAddressForSearch('小島町2-35'))).toBe(true);
    expect(whole.startsWith(normalizeAddressForSearch('小島町23'))).toBe(false);
  });
});

describe('振り仮名（標準仕様書 1.1.18）', () => {
  it('片仮名だけを受け付ける', () => {
    expect(isRegisterKana('チョウフ　ハナコ')).toBe(true);
    expect(isRegisterKana('マリー・アンヌ')).toBe(true);
    expect(isRegisterKana('ちょうふ')).toBe(false);
    expect(isRegisterKana('調布')).toBe(false);
    expect(isRegisterKana('チョウフ　')).toBe(false);
    expect(isRegisterKana('')).toBe(false);
    expect(isRegisterKana(`${'ア'.repeat(50_000)}!`)).toBe(false);
  });

  it('平仮名と半角片仮名は片仮名に直せる', () => {
    expect(toKatakana('ちょうふ　ﾊﾅｺﾞ')).toBe('チョウフ　ハナゴ');
    expect(toHiragana('チョウフ　ハナコ')).toBe('ちょうふ　はなこ');
  });
});

describe('全角と半角', () => {
  test.each([
    ['０４２－４８１－７１１１', '042-481-7111'],
    ['042（481）7111', '042-481-7111'],
    ['090 1234 5678', '090-1234-5678'],
    ['09012345678', '09012345678'],
    ['+81 90-1234-5678', '090-1234-5678'],
    ['090ー1234ー5678', '090-1234-5678'],
    ['12345', undefined],
    ['190-1234-5678', undefined],
    ['電話なし', undefined],
    ['0'.repeat(100_000), undefined],
  ])('電話番号「%.20s」は %s', (text, expected) => {
    expect(normalizePhone(text)).toBe(expected);
  });

  it('郵便番号', () => {
    expect(normalizePostcode('〒１８２ー８５１１')).toBe('1828511');
    expect(normalizePostcode('18285')).toBeUndefined();
    expect(formatPostcode('1828511')).toBe('182-8511');
    expect(digitsOf('８年１１月')).toBe('811');
  });

  test.each([
    ['小島町二丁目35番地1', '小島町２丁目３５－１'],
    ['小島町二丁目35番地1', '小島町2-35-1'],
    ['朝日町1番地の1', '朝日町1-1'],
    ['朝日町十二番三号', '朝日町12-3'],
    ['北一条西二丁目3番地 102号', '北一条西2-3-102'],
  ])('住所「%s」と「%s」は同じ', (a, b) => {
    expect(normalizeAddress(a)).toBe(normalizeAddress(b));
  });

  it('全角にして半角に戻すと元に戻る', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[ -~]{0,40}$/), (text) => {
        expect(toHalfWidth(toFullWidth(text))).toBe(text);
      }),
    );
  });

  it('長い文字列でも待たされない', () => {
    const long = '1-'.repeat(500_000);
    const started = performance.now();
    normalizeAddress(long);
    normalizePhone(long);
    normalizePostcode(long);
    normalizeForSearch(long);
    isRegisterKana(long);
    // An expression that goes back would take hours; this is not a measurement.
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
