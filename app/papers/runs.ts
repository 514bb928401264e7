import type { CharacterMap } from './character-map.ts';

/** 書体: the one in which papers are set, and the one with the characters of names that it lacks. */
export type Face = 'base' | 'names';

/** A stretch of text in one face. */
export interface Run {
  text: string;
  face: Face;
}

/** 書体ごとの文字の有無, in the order in which faces are tried. */
export type Faces = readonly { face: Face; characters: CharacterMap }[];

/** 外字の印刷不能: characters that no face has. A paper never leaves one out: it is not made at all. */
export class UnprintableCharacterError extends Error {
  override readonly name = 'UnprintableCharacterError';

  constructor(readonly characters: readonly string[]) {
    super('no font has these characters');
  }

  /** The built pages carry a copy of this class; what the services throw is the same for them. */
  static override [Symbol.hasInstance](error: unknown): error is UnprintableCharacterError {
    return error instanceof Error && error.name === 'UnprintableCharacterError';
  }
}

/** A character with what belongs to it: its variation selector, or marks that sit on it. */
const GLYPH = /[\s\S][\u{FE00}-\u{FE0F}\u{E0100}-\u{E01EF}]|[\s\S]/gu;
const MARKED = /[\p{Script=Latin}\p{Script=Hiragana}\p{Script=Katakana}]\p{M}+/gu;
/** Breaks and spaces need no form. */
const BLANK = /^[\s\u3000]$/u;

/** 書体の割当て: every character in the first face that has it, selectors never apart from their character. */
export function runsOf(text: string, faces: Faces): Run[] {
  const runs: Run[] = [];
  const missing = new Set<string>();
  for (const [glyph] of composed(text).matchAll(GLYPH)) {
    const face = BLANK.test(glyph) ? (runs.at(-1)?.face ?? 'base') : faceOf(glyph, faces);
    if (!face) missing.add(glyph);
    const last = runs.at(-1);
    if (last && last.face === face) last.text += glyph;
    else runs.push({ text: glyph, face: face ?? 'base' });
  }
  if (missing.size > 0) throw new UnprintableCharacterError([...missing]);
  return runs;
}

/**
 * Kana and Latin letters with their marks become one character, as fonts have them. Kanji are left alone: the normal form of Unicode would
 * turn the 神 of a name into the other one.
 */
function composed(text: string): string {
  return text.replace(MARKED, (letter) => letter.normalize('NFC'));
}

function faceOf(glyph: string, faces: Faces): Face | undefined {
  const [codePoint = 0, selector] = Array.from(glyph, (character) => character.codePointAt(0) ?? 0);
  return faces.find(({ characters }) =>
    selector === undefined ? characters.has(codePoint) : characters.hasVariant(codePoint, selector),
  )?.face;
}
