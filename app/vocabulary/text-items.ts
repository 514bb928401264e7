import { z } from 'zod';
import { isLongerThan } from './characters.ts';

/** A character of people in code units: a surrogate pair and its 異体字セレクタ. Longer clusters are no characters of a register. */
const UNITS_OF_A_CHARACTER = 4;

/**
 * 文字数の上限, of any text that people write: counts characters as they see them. What cannot fit in any case is not counted at all, so
 * that nobody keeps the server counting.
 */
export function notLongerThan(most: number, message?: string): (payload: z.core.ParsePayload<string>) => void {
  return ({ value, issues }) => {
    if (value.length <= most * UNITS_OF_A_CHARACTER && !isLongerThan(value, most)) return;
    const words = message === undefined ? {} : { message };
    issues.push({ code: 'too_big', origin: 'string', maximum: most, inclusive: true, input: value, ...words });
  };
}

/**
 * 文字項目の桁数 (氏名 N100, 旧氏 N50): 𠮷, or 葛 with an 異体字セレクタ, is one character. Longer text is refused, never cut.
 */
export function textItem(most: number, message?: string) {
  return z.string().check(notLongerThan(most, message));
}
