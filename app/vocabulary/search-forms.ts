import { isOneEach, toKatakana, withoutVariationSelectors } from './characters.ts';
import data from './data/search-variants.json' with { type: 'json' };
import { normalizeAddress } from './width.ts';

const SMALL_KANA = 'ァィゥェォッャュョヮヵヶ';
const LARGE_KANA = 'アイウエオツヤユヨワカケ';

/** Written for one another although the official tables keep them apart: the first stands for the others. */
const MIXED_UP = ['斎斉', '崎碕', '藤籐', '蘇蘓', '剥剝'];

function readForms(): Map<string, string> {
  const forms = new Map<string, string>();
  const pairs = [...data.variants];
  for (let index = 0; index + 1 < pairs.length; index += 2) forms.set(pairs[index] ?? '', pairs[index + 1] ?? '');
  const merged = new Map(MIXED_UP.flatMap(([first = '', ...others]) => others.map((other) => [other, first] as const)));
  for (const [from, to] of forms) forms.set(from, merged.get(to) ?? to);
  for (const [from, to] of merged) forms.set(from, to);
  return forms;
}

const SEARCH_FORMS = readForms();

/**
 * 検索用の文字列 (住民記録システム標準仕様書 2.1.2): 清濁, small and large kana, long marks, spaces, width, case and 異体字
 * make no difference. For comparing only, never shown.
 */
export function normalizeForSearch(text: string): string {
  const short = text.slice(0, 400);
  if (!isOneEach(short)) return searchForm(short);
  let form = '';
  for (const sign of short) form += formOfSign(sign);
  return form;
}

/** What became of a character that stands alone: a few thousand of them make all names and addresses. */
const KNOWN_FORMS = new Map<string, string>();

function formOfSign(sign: string): string {
  let form = KNOWN_FORMS.get(sign);
  if (form === undefined) {
    form = searchForm(sign);
    KNOWN_FORMS.set(sign, form);
  }
  return form;
}

function searchForm(text: string): string {
  const kana = toKatakana(withoutVariationSelectors(text).normalize('NFKC'));
  const plain = kana
    .normalize('NFD')
    .replace(/[\u3099\u309A]/g, '')
    .replace(/[ー‐-―−\-・･\s.,，、|]/g, '')
    .toUpperCase();
  return Array.from(plain, (sign) => {
    const small = SMALL_KANA.indexOf(sign);
    return small >= 0 ? LARGE_KANA.charAt(small) : (SEARCH_FORMS.get(sign) ?? sign);
  }).join('');
}

/**
 * 検索用の住所: like `normalizeForSearch`, but the numbers of 丁目, 番 and 号 stay apart, so that 2丁目3 is not 23.
 * 二丁目35番地1, 2-35-1 and ２丁目３５－１ are the same; 大字 may be left out.
 */
export function normalizeAddressForSearch(text: string): string {
  return normalizeAddress(text)
    .replace(/^大字/, '')
    .replace(/(?<=\d)丁目/g, '-')
    .replace(/(?<=\d)番(?!\d)/g, '')
    .split(/(?<=\d)-/)
    .map(normalizeForSearch)
    .join('-');
}
