import { describe, expect, it, test } from 'vitest';
import { CATALOGUES, type TextKey } from '#app/portal/texts/text.ts';
import type { Language } from '#app/ui/languages.ts';
import { UI_TEXTS } from '#app/ui/texts.tsx';
import { EXPLANATIONS } from '#app/vocabulary/explanations.ts';
import { mayStayJapanese } from './same-as-japanese.ts';

const { ja } = CATALOGUES;
/** Where Japanese has one, a foreign text says it in Japanese too: to show at the counter, and to find on the papers. */
const LEGAL_TERMS = Array.from(EXPLANATIONS.keys());
const keys = Object.keys(ja) as TextKey[];
const READ_JAPANESE: ReadonlySet<string> = new Set(['ja', 'easy']);
const languages = (Object.keys(CATALOGUES) as Language[]).filter((language) => language !== 'ja');
const foreign = languages.filter((language) => !READ_JAPANESE.has(language));

const placeholders = (value: string) => (value.match(/\{\w+\}/g) ?? []).toSorted();

/** Every sentence of the parts, with its path. */
function flat(texts: object, path = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]): [string, string][] => {
    if (typeof value === 'string') return [[path + key, value]];
    if (typeof value === 'function') return [[path + key, value('A', 'B', 'C')]];
    return flat(value, `${path}${key}.`);
  });
}

describe.each(languages)('文言の一覧 %s', (language) => {
  const catalogue = CATALOGUES[language];

  it('日本語と同じ鍵だけがある', () => {
    expect(Object.keys(catalogue).toSorted()).toEqual(keys.toSorted());
  });

  it('どの文言も空でなく、日本語と同じ値を受け取る', () => {
    for (const key of keys) {
      expect(catalogue[key], key).not.toBe('');
      expect(placeholders(catalogue[key]), key).toEqual(placeholders(ja[key]));
    }
  });

  it('日本語のままの文言は、理由のあるものだけ', () => {
    const same = keys.filter((key) => catalogue[key] === ja[key]);
    expect(same.filter((key) => !mayStayJapanese(language, key, ja[key]))).toEqual([]);
  });

  it('部品の文言もそろっていて、日本語のままでない', () => {
    const japanese = new Map(flat(UI_TEXTS.ja));
    const entries = flat(UI_TEXTS[language]);
    expect(entries.map(([path]) => path)).toEqual([...japanese.keys()]);
    const same = entries.filter(([path, value]) => value === japanese.get(path) && !path.endsWith('.value'));
    expect(same.filter(([path, value]) => !mayStayJapanese(language, path, value))).toEqual([]);
  });
});

test.each(foreign)('%s の文言は、法令の用語に日本語の原語を添える', (language) => {
  const missing = keys.flatMap((key) =>
    LEGAL_TERMS.filter((term) => ja[key].includes(term) && !CATALOGUES[language][key].includes(term)).map(
      (term) => `${key}: ${term}: ${CATALOGUES[language][key]}`,
    ),
  );
  expect(missing).toEqual([]);
});

test.each(foreign)('%s の文言に、日本語の文はない', (language) => {
  // A term stands in kanji; particles and verb endings would be a sentence.
  const kana = keys.filter((key) => /[ぁ-ん]{3,}/u.test(CATALOGUES[language][key].replace('ごみ', '')));
  expect(kana.filter((key) => !key.startsWith('lifeline.company.'))).toEqual([]);
});

test('どの用語も日本語の文言に出てくる', () => {
  expect(LEGAL_TERMS.filter((term) => !keys.some((key) => ja[key].includes(term)))).toEqual([]);
});
