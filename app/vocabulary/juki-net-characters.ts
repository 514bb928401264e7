import { graphemes, withoutVariationSelectors } from './characters.ts';
import data from './data/juki-net-characters.json' with { type: 'json' };
import { normalizeForSearch } from './search-forms.ts';

/**
 * 住基ネット統一文字 (住民記録システム標準仕様書 7.1.1.1): one character as it goes to 住基ネット. The code looks like UCS, but is not
 * the same for every fourth character. `shrunk`: another character or form stands for it (縮退); the original is kept.
 */
export interface JukiNetCharacter {
  original: string;
  /** J and four hexadecimal digits; undefined = no code, an item of the 文字 error list. */
  code?: string;
  shrunk?: string;
}

const SAME = new Set(data.same);
const OTHERS = new Map(
  data.others.split(',').map((pair): [string, string] => [pair.split(' ')[0] ?? '', pair.slice(-4)]),
);

const HAN = /\p{Script=Han}/u;

function codeOf(sign: string): string | undefined {
  if (!SAME.has(sign) && HAN.test(sign)) return OTHERS.get(sign);
  return OTHERS.get(sign) ?? sign.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
}

function convert(original: string): JukiNetCharacter {
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
