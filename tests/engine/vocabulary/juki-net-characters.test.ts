import { describe, expect, it, test } from 'vitest';
import { jukiNetCodes, jukiNetText, toJukiNetCharacters } from '#app/vocabulary/juki-net-characters.ts';

describe('住基ネット統一文字（標準仕様書 7.1.1.1）', () => {
  test.each([
    ['髙', '9AD9'],
    ['邉', '9089'],
    ['辺', '8FBA'],
    ['﨑', 'FA11'],
    ['𠮷', 'AEAC'],
    // Two forms of one character of UCS are two characters of 住基ネット.
    ['葛', 'B9D5'],
    ['葛\u{E0102}', '845B'],
    ['辻', 'BC2F'],
    ['辻\u{E0102}', '8FBB'],
    ['あ', '3042'],
    ['Ａ', 'FF21'],
  ])('「%s」は J+%s になり、字形は変わらない', (sign, code) => {
    expect(toJukiNetCharacters(sign)).toEqual([{ original: sign, code }]);
  });

  it('字形の選択がない文字は、その文字に縮退し、元の字形も残る', () => {
    const [shown] = toJukiNetCharacters('葛\u{E0100}');
    expect(shown).toEqual({ original: '葛\u{E0100}', code: 'B9D5', shrunk: '葛' });
    expect(jukiNetText('葛\u{E0100}城　𠮷乃')).toBe('葛城　𠮷乃');
  });

  it('符号のない文字は、誤りの一覧に入るものとして分かる', () => {
    expect(toJukiNetCharacters('\u{2F81A}\u{3134A}').some(({ code }) => code === undefined)).toBe(true);
    expect(jukiNetText('\u{3134A}')).toBe('〓');
  });

  test.each(['🏠', '김', 'ก', '\uE000', '👨‍👩‍👧', '𝄞'])('「%s」のように非漢字でも符号のない文字がある', (sign) => {
    expect(toJukiNetCharacters(sign)).toEqual([{ original: sign }]);
    expect(jukiNetCodes(sign)).toEqual([null]);
  });

  test.each(['Ⅱ', '①', '・', '－', '＆', 'é', '♯', 'ヶ'])('住所に使われる「%s」には符号がある', (sign) => {
    expect(jukiNetCodes(sign)).toEqual([`J${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`]);
  });

  it('符号の並びは、空白を除いて一文字に一つ', () => {
    expect(jukiNetCodes('𠮷田　葛\u{E0102}\u{3134A}')).toEqual(['JAEAC', 'J7530', 'J845B', null]);
  });

  it('空白は文字に数えない', () => {
    expect(toJukiNetCharacters('𠮷田　花子').map(({ original }) => original)).toEqual(['𠮷', '田', '花', '子']);
  });
});
