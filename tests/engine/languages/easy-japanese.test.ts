import { expect, test } from 'vitest';
import { CATALOGUES } from '#app/portal/texts/text.ts';
import { UI_TEXTS } from '#app/ui/texts.tsx';

/** A person can read it in one breath. */
const LONGEST = 40;

function sentencesOf(texts: object): string[] {
  return Object.values(texts).flatMap((value): string[] => {
    if (typeof value === 'function') return sentencesOf([value('', '', '')]);
    if (typeof value !== 'string') return sentencesOf(value);
    return value
      .replace(/\{\w+\}|\*\*/g, '')
      .split(/(?<=[。：])/)
      .filter(Boolean);
  });
}

test.each([
  ['文言', CATALOGUES.easy],
  ['部品の文言', UI_TEXTS.easy],
])('やさしい日本語の%sは、どの文も40文字以内', (_name, texts) => {
  const sentences = sentencesOf(texts);
  expect(sentences.length).toBeGreaterThan(20);
  expect(sentences.filter((sentence) => Array.from(sentence).length > LONGEST)).toEqual([]);
});
