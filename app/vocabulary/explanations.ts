import explanations from './data/explanations.json' with { type: 'json' };

/** 用語の説明: what a word of the law means, for somebody who is fifteen. The Japanese sentences are plain enough for やさしい日本語. */
export type Explanation = Readonly<Record<'ja' | 'en' | 'zh' | 'vi', string>>;

/** 法令の用語とその説明, by the word as the law has it. */
export const EXPLANATIONS: ReadonlyMap<string, Explanation> = new Map(Object.entries(explanations));

/** Finds every explained word; of two words that begin at one place the longer one. */
export const EXPLAINED_WORDS = new RegExp(
  Array.from(EXPLANATIONS.keys())
    .toSorted((one, other) => other.length - one.length)
    .join('|'),
  'gu',
);
