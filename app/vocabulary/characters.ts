/** 異体字セレクタ (IVS, SVS): choose a form of the character before them. */
const VARIATION_SELECTORS = /[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/gu;

const segmenter = new Intl.Segmenter('ja', { granularity: 'grapheme' });

/** Kana, 漢字 of the basic plane, Latin and full-width forms without anything that joins: each code unit is one character. */
const ONE_EACH = /^[ -~\u3000-\u3029\u3030-\u3098\u309B-\u30FF\u4E00-\u9FFF\uFF01-\uFF60]*$/;

/** Is every code unit of the text a character by itself, which no neighbour changes? So are nearly all names and addresses. */
export function isOneEach(text: string): boolean {
  return ONE_EACH.test(text);
}

/** 文字: what a person sees as one character; 𠮷 and 葛 with a selector are one each. */
export function graphemes(text: string): string[] {
  if (isOneEach(text)) return text.split('');
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** 文字数: length limits of official items (氏名 N100) count characters as people see them, not code units. */
export function graphemeLength(text: string): number {
  return graphemes(text).length;
}

/** Is a text longer than so many characters? Quick for most, which are short in code units already. */
export function isLongerThan(text: string, most: number): boolean {
  return text.length > most && graphemeLength(text) > most;
}

/** The first characters of a text, never half a character. */
export function firstGraphemes(text: string, count: number): string {
  return graphemes(text).slice(0, count).join('');
}

/** The text without 異体字セレクタ, for comparing and searching only. */
export function withoutVariationSelectors(text: string): string {
  return text.replace(VARIATION_SELECTORS, '');
}

/** Hiragana and half-width kana as katakana. */
export function toKatakana(text: string): string {
  return text
    .replace(/[\uFF61-\uFF9F]+/g, (kana) => kana.normalize('NFKC'))
    .replace(/[\u3041-\u3096\u309D\u309E]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60));
}

/** Katakana as hiragana, for 振り仮名 above words. */
export function toHiragana(text: string): string {
  return toKatakana(text).replace(/[\u30A1-\u30F6\u30FD\u30FE]/g, (kana) =>
    String.fromCharCode(kana.charCodeAt(0) - 0x60),
  );
}

/** 振り仮名 as the register has it (住民記録システム標準仕様書 1.1.18): katakana, long marks, ・ and one space between parts. */
export function isRegisterKana(text: string): boolean {
  return text.length <= 200 && /^[ァ-ヺー・]+(?:[ 　][ァ-ヺー・]+)*$/.test(text);
}
