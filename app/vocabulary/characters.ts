/** 異体字セレクタ (IVS, SVS): choose a form of the character before them. */
const VARIATION_SELECTORS = /[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/gu;

const segmenter = new Intl.Segmenter('ja', { granularity: 'grapheme' });

/** 文字: what a person sees as one character; 𠮷 and 葛 with a selector are one each. */
export function graphemes(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** 文字数: length limits of official items (氏名 N100) count characters as people see them, not code units. */
export function graphemeLength(text: string): number {
  return graphemes(text).length;
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

const SMALL_KANA = 'ァィゥェォッャュョヮヵヶ';
const LARGE_KANA = 'アイウエオツヤユヨワカケ';

/** 異体字 that a search treats as one character: the first of each group stands for all. */
const SEARCH_GROUPS = [
  '辺邊邉',
  '浜濱濵',
  '高髙',
  '崎﨑嵜',
  '斎齋斉齊',
  '島嶋嶌',
  '沢澤',
  '広廣',
  '国國',
  '桜櫻',
  '富冨',
  '桑桒',
  '恵惠',
  '真眞',
  '竜龍',
  '滝瀧',
  '関關',
  '吉𠮷',
  '橋槗𣘺',
  '徳德',
  '曽曾',
  '円圓',
  '実實',
  '来來',
  '栄榮',
  '寿壽',
  '条條',
  '万萬',
  '与與',
  '亀龜',
  '団團',
  '亜亞',
  '桧檜',
  '蔵藏',
  '瀬瀨',
  '児兒',
  '将將',
  '静靜',
  '豊豐',
  '遥遙',
  '郎郞',
  '柳栁',
  '館舘',
  '藪薮',
  '鴎鷗',
];

const SEARCH_FORMS = new Map(
  SEARCH_GROUPS.flatMap((group) => {
    const [first = '', ...others] = [...group];
    return others.map((other) => [other, first] as const);
  }),
);

/**
 * 検索用の文字列 (住民記録システム標準仕様書 2.1.2): 清濁, small and large kana, long marks, spaces, width, case and 異体字
 * make no difference. For comparing only, never shown.
 */
export function normalizeForSearch(text: string): string {
  const kana = toKatakana(withoutVariationSelectors(text.slice(0, 400)).normalize('NFKC'));
  const plain = kana
    .normalize('NFD')
    .replace(/[\u3099\u309A]/g, '')
    .replace(/[ー‐-―−\-・･\s.,，、]/g, '')
    .toUpperCase();
  return Array.from(plain, (sign) => {
    const small = SMALL_KANA.indexOf(sign);
    return small >= 0 ? LARGE_KANA.charAt(small) : (SEARCH_FORMS.get(sign) ?? sign);
  }).join('');
}
