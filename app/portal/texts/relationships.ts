import { type Language, languageNow } from '#app/ui/languages.ts';
import { relationshipOptions } from '#app/vocabulary/relationships.ts';
import { hasText, text } from './text.ts';

function inWords(value: string, language: Language): string {
  const key = `relationship.${value}`;
  return hasText(key) ? text(key, {}, language) : value;
}

/** 続柄を選ぶ: the words of the register, explained. */
export function relationshipChoices(options: { withHead: boolean }): { value: string; label: string }[] {
  const language = languageNow();
  return relationshipOptions(options).map(({ value }) => ({ value, label: inWords(value, language) }));
}

/** 続柄の表示: as the register writes it; explained for who does not read Japanese. */
export function relationshipWords(value: string): string {
  const language = languageNow();
  return language === 'ja' || language === 'easy' ? value : inWords(value, language);
}
