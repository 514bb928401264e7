import { graphemes, withoutVariationSelectors } from './characters.ts';
import data from './data/juki-net-characters.json' with { type: 'json' };
import { normalizeForSearch } from './search-forms.ts';

/**
 * 住基ネット統一文字 (住民記録システム標準仕様書 7.1.1.1): one character as it goes to 住基ネット. The code looks like UCS, but is not
 * the same for every fourth character. `shrunk`: another character or form stands for it (縮退); the original is kept.
 */
export interface JukiNetCharacter {
  readonly original: string;
  /** J and four hexadecimal digits; undefined = no code, an item of the 文字 error list. */
  readonly code?: string;
  readonly shrunk?: string;
}

const SAME = new Set(data.same);
const OTHERS = new Map(
  data.others.split(',').map((pair): [string, string] => [pair.split(' ')[0] ?? '', pair.slice(-4)]),
);

const HAN = /\p{Script=Han}/u;
/** Scripts of the 非漢字 of 住基ネット統一文字; emoji, Hangul and others have no code there. */
const OTHER_SIGNS = /^[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{sc=Common}]$/u;
const LAST_OF_FOUR_DIGITS = 0xffff;

function codeOf(sign: string): string | undefined {
  const other = OTHERS.get(sign);
  if (other !== undefined) return other;
  const point = sign.codePointAt(0) ?? 0;
  if (!SAME.has(sign) && (HAN.test(sign) || !OTHER_SIGNS.test(sign) || isPrivate(point))) return undefined;
  return point > LAST_OF_FOUR_DIGITS ? undefined : point.toString(16).toUpperCase().padStart(4, '0');
}

/** 外字 without a table: every system has another character there. */
function isPrivate(point: number): boolean {
  return point >= 0xe000 && point <= 0xf8ff;
}

/** What became of each character of one code unit; longer ones are rare, and there is no end to them. */
const CONVERTED = new Map<string, JukiNetCharacter>();

function convert(original: string): JukiNetCharacter {
  const known = CONVERTED.get(original);
  if (known) return known;
  const converted = conversionOf(original);
  if (original.length === 1) CONVERTED.set(original, converted);
  return converted;
}

function conversionOf(original: string): JukiNetCharacter {
  const exact = codeOf(original);
  if (exact !== undefined && (OTHERS.has(original) || [...original].length === 1)) return { original, code: exact };
  const plain = withoutVariationSelectors(original);
  // The same character in its usual form, then the usual character of its group.
  for (const shrunk of [plain, normalizeForSearch(plain)]) {
    const code = [...shrunk].length === 1 ? codeOf(shrunk) : undefined;
    if (code !== undefined) return { original, code, shrunk };
  }
  return { original };
}

/** 氏名・住所の住基ネット統一文字への変換: character by character as people see them, spaces left out. */
export function toJukiNetCharacters(text: string): JukiNetCharacter[] {
  return graphemes(text)
    .filter((sign) => sign.trim() !== '')
    .map(convert);
}

/** 住基ネット統一文字コードの並び: one code per character, spaces left out; null where there is none (文字エラー). */
export function jukiNetCodes(text: string): (string | null)[] {
  const codes: (string | null)[] = [];
  for (const sign of graphemes(text)) {
    const code = sentCode(sign);
    if (code !== undefined) codes.push(code);
  }
  return codes;
}

/** What is sent of each character of one code unit. */
const SENT = new Map<string, string | null | undefined>();

/** undefined = a space, which is not sent. */
function sentCode(sign: string): string | null | undefined {
  if (SENT.has(sign)) return SENT.get(sign);
  const { code } = convert(sign);
  const sent = sign.trim() === '' ? undefined : code === undefined ? null : `J${code}`;
  if (sign.length === 1) SENT.set(sign, sent);
  return sent;
}

/** What a text becomes at 住基ネット: the forms that stand for others, and 〓 for what has no code. */
export function jukiNetText(text: string): string {
  return graphemes(text)
    .map((sign) => {
      if (sign.trim() === '') return sign;
      const { code, shrunk } = convert(sign);
      return code === undefined ? '〓' : (shrunk ?? sign);
    })
    .join('');
}
