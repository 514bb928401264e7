/** Marks that people and keyboards put where a hyphen is meant: hyphens, dashes, minus signs, long sound marks. */
const HYPHENS = /[\u002D\u2010-\u2015\u2212\u30FC\uFF0D\uFF70]/g;

/** Full-width letters, digits and signs (U+FF01–FF5E) and the full-width space in half width. */
export function toHalfWidth(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, ' ');
}

/** Half-width letters, digits, signs and spaces in full width, as addresses stand in the register. */
export function toFullWidth(text: string): string {
  return text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)).replace(/ /g, '\u3000');
}

/** Every kind of hyphen as an ASCII hyphen. Only for texts in which a long sound mark cannot stand. */
export function plainHyphens(text: string): string {
  return text.replace(HYPHENS, '-');
}

/** Digits of a text in any width; everything else is left out. */
export function digitsOf(text: string): string {
  return toHalfWidth(text.slice(0, 200)).replace(/\D/g, '');
}

/** 郵便番号 in any spelling (〒182-8511, １８２－８５１１) as 7 digits, or undefined. */
export function normalizePostcode(text: string): string | undefined {
  if (text.length > 40) return undefined;
  const plain = plainHyphens(toHalfWidth(text)).replace(/[〒\s]/g, '');
  return /^\d{3}-?\d{4}$/.test(plain) ? plain.replace('-', '') : undefined;
}

/** 郵便番号 as shown: 182-8511. */
export function formatPostcode(postcode: string): string {
  return `${postcode.slice(0, 3)}-${postcode.slice(3)}`;
}

/** 電話番号 in any spelling as digits and single hyphens, or undefined; +81 becomes 0. */
export function normalizePhone(text: string): string | undefined {
  if (text.length > 40) return undefined;
  const plain = plainHyphens(toHalfWidth(text))
    .replace(/[\s().]/g, '-')
    .replace(/-+/g, '-')
    .replace(/^-|-$/g, '')
    .replace(/^\+81-?0?/, '0');
  return /^0[\d-]{8,14}$/.test(plain) && /^0\d{9,10}$/.test(plain.replace(/-/g, '')) ? plain : undefined;
}

const KANJI_DIGITS = '〇一二三四五六七八九';

/** 漢数字 below 1000 (三十五, 百二) as a number text. */
function fromKanjiNumber(text: string): string {
  let total = 0;
  let digit = 0;
  for (const sign of text) {
    const unit = sign === '百' ? 100 : sign === '十' ? 10 : 0;
    if (unit === 0) digit = KANJI_DIGITS.indexOf(sign);
    else {
      total += (digit || 1) * unit;
      digit = 0;
    }
  }
  return String(total + digit);
}

/**
 * 住所 in one spelling for comparing: 小島町二丁目35番地1, 小島町２丁目３５－１ and 小島町2-35-1 are the same.
 * Never shown. Bounded, so that a long text cannot keep the machine busy.
 */
export function normalizeAddress(text: string): string {
  return toHalfWidth(text.slice(0, 400))
    .replace(/[〇一二三四五六七八九十百]{1,7}(?=丁目|番|号)/g, fromKanjiNumber)
    .replace(/(?<=\d)\s+(?=\d)/g, '-')
    .replace(/\s/g, '')
    .replace(/(?<=\d)[\u002D\u2010-\u2015\u2212\u30FC\uFF0D\uFF70](?=\d)/g, '-')
    .replace(/(?<=\d)(?:丁目|番地の|番地|番|の)(?=\d)/g, '-')
    .replace(/(?<=\d)(?:番地|号)(?!\d)/g, '');
}
