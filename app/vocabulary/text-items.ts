import { z } from 'zod';
import { isLongerThan } from './characters.ts';

/** A character of people in code units: a surrogate pair and its 異体字セレクタ. Longer clusters are no characters of a register. */
const UNITS_OF_A_CHARACTER = 4;

/**
 * 文字項目の桁数 (氏名 N100, 旧氏 N50): counts characters as people see them; 𠮷, or 葛 with an 異体字セレクタ, is one. Longer text is
 * refused, never cut.
 */
export function textItem(most: number) {
  return z
    .string()
    .max(most * UNITS_OF_A_CHARACTER)
    .check(({ value, issues }) => {
      if (!isLongerThan(value, most)) return;
      issues.push({ code: 'too_big', origin: 'string', maximum: most, inclusive: true, input: value });
    });
}
