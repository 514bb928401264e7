import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { readCharacterMap } from './character-map.ts';
import { type Face, type Faces, type Run, runsOf, UnprintableCharacterError } from './runs.ts';

const resolve = createRequire(import.meta.url).resolve;

/** BIZ UD明朝 (SIL Open Font License), from its package. */
const BASE_FILES = {
  regular: '@expo-google-fonts/biz-udmincho/400Regular/BIZUDMincho_400Regular.ttf',
  bold: '@expo-google-fonts/biz-udmincho/700Bold/BIZUDMincho_700Bold.ttf',
};

/** Where Debian's package fonts-ipamj-mincho puts IPAmj明朝. */
export const USUAL_NAMES_FONT = '/usr/share/fonts/truetype/ipamj/ipamjm.ttf';

/** 帳票の書体: bytes for the printer, and which face has which character. */
export interface PaperFonts {
  base: Buffer;
  bold: Buffer;
  /** IPAmj明朝, where it is installed. */
  names?: Buffer;
  /** Throws UnprintableCharacterError when a character is in no face. */
  runs(text: string): Run[];
  /** Characters of these texts that no face has. */
  missing(texts: readonly string[]): string[];
}

/** Read once per process: nearly fifty megabytes. */
export function loadPaperFonts(namesFile = USUAL_NAMES_FONT): PaperFonts {
  const base = readFileSync(resolve(BASE_FILES.regular));
  const names = existsSync(namesFile) ? readFileSync(namesFile) : undefined;
  const files: [Face, Buffer | undefined][] = [
    ['base', base],
    ['names', names],
  ];
  const faces: Faces = files.flatMap(([face, file]) => (file ? [{ face, characters: readCharacterMap(file) }] : []));
  const runs = (text: string) => runsOf(text, faces);
  return {
    base,
    bold: readFileSync(resolve(BASE_FILES.bold)),
    ...(names ? { names } : {}),
    runs,
    missing: (texts) => [...new Set(texts.flatMap((text) => missingOf(text, runs)))],
  };
}

function missingOf(text: string, runs: (text: string) => Run[]): readonly string[] {
  try {
    runs(text);
    return [];
  } catch (error) {
    if (error instanceof UnprintableCharacterError) return error.characters;
    throw error;
  }
}
