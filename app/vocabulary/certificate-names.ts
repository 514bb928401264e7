import { withoutVariationSelectors } from './characters.ts';
import data from './data/certificate-characters.json' with { type: 'json' };
import { normalizeAddress, toHalfWidth } from './width.ts';

/** Stands on a certificate for a 漢字 without 代替文字. */
const NO_SUBSTITUTE = '●';

const HAN = /\p{Script=Han}/u;

/** 々, 〆 and their like are signs, not 漢字 of the lists, but every certificate has them. */
const SIGNS = '々〆〇〻';

const KANJI = new Set([...data.kanji, ...SIGNS]);

const SUBSTITUTES = new Map<string, string>();
const pairs = [...data.substitutes];
for (let index = 0; index + 1 < pairs.length; index += 2) SUBSTITUTES.set(pairs[index] ?? '', pairs[index + 1] ?? '');

function onCertificate(character: string): string {
  if (!HAN.test(character) || KANJI.has(character)) return character;
  return SUBSTITUTES.get(character) ?? NO_SUBSTITUTE;
}

/**
 * 代替文字への置換え (公的個人認証): a certificate has only the 漢字 of JIS X 0208 and JIS X 0212; others are replaced
 * (髙 → 高, 﨑 → 崎, 𠮷 → 吉), forms chosen by 異体字セレクタ are lost.
 */
export function certificateText(text: string): string {
  return Array.from(withoutVariationSelectors(text), onCertificate).join('');
}

/** 氏名 as a 署名用電子証明書 has it: 代替文字, one full-width space between 氏 and 名. */
export function certificateName(name: string): string {
  return certificateText(name)
    .trim()
    .replace(/[\s\u3000]+/g, '\u3000');
}

/** Characters of a text that a certificate cannot have, each with what stands in its place. */
export function substitutedCharacters(text: string): { character: string; substitute: string }[] {
  return Array.from(withoutVariationSelectors(text), (character) => ({
    character,
    substitute: onCertificate(character),
  })).filter(({ character, substitute }) => character !== substitute);
}

/** Is it the same 氏名 once both are written as on a certificate? Spaces, width and case make no difference. */
export function sameNameOnCertificate(a: string, b: string): boolean {
  const plain = (name: string) => toHalfWidth(certificateText(name)).replace(/\s/g, '').toUpperCase();
  return plain(a) === plain(b);
}

/** Is it the same 住所 once both are written as on a certificate? Width and the writing of 番地 make no difference. */
export function sameAddressOnCertificate(a: string, b: string): boolean {
  return normalizeAddress(certificateText(a)) === normalizeAddress(certificateText(b));
}
