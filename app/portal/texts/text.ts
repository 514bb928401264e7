import { type Language, languageNow } from '#app/ui/languages.ts';
import { easy } from './easy.ts';
import { en } from './en.ts';
import { ja } from './ja.ts';
import { vi } from './vi.ts';
import { zh } from './zh.ts';

/** 文言の鍵: every sentence that a resident may read has one. */
export type TextKey = keyof typeof ja;

/** A catalogue in another language has exactly the same keys. */
export type Catalogue = Readonly<Record<TextKey, string>>;

/** The catalogues of the portal; a further language is a further file with the same keys. */
export const CATALOGUES: Readonly<Record<Language, Catalogue>> = { ja, easy, en, zh, vi };

/**
 * 文言: the sentence for a key, in the language of the request, with its {placeholders} filled. A missing parameter is a bug and throws, so that no
 * resident ever reads a brace.
 */
export function text(
  key: TextKey,
  params: Readonly<Record<string, string | number>> = {},
  language: Language = languageNow(),
): string {
  return CATALOGUES[language][key].replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`text ${key} needs the parameter ${name}`);
    return String(value);
  });
}

/** Whether there is a sentence for a key that is put together at run time. */
export function hasText(key: string): key is TextKey {
  return Object.hasOwn(ja, key);
}
