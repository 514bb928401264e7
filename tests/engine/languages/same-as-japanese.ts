/** What may be the same as in Japanese, and why. */
interface Allowed {
  reason: string;
  allows(language: string, key: string, value: string): boolean;
}

const named = (reason: string, only: string, ...keys: string[]): Allowed => ({
  reason,
  allows: (language, key) => language === only && keys.includes(key),
});

const ALLOWED: readonly Allowed[] = [
  {
    reason: 'nothing but parameters, marks and digits',
    allows: (_language, _key, value) => !/\p{L}/u.test(value.replace(/\{\w+\}/g, '')),
  },
  {
    reason: 'a short label, not a sentence: やさしい日本語 reads the same word, with its reading',
    allows: (language, _key, value) => language === 'easy' && !value.includes('。') && value.length <= 40,
  },
  named(
    'the word is written the same in Chinese',
    'zh',
    'sex.0',
    'sex.1',
    'sex.2',
    'check.remaining.unknown',
    'question.destination.abroad',
    'question.municipality.city',
    'question.municipality.ward',
    'question.lot.town',
    'status.reason',
    'relocation.town',
    'todo.phase.cancelled',
    'todo.due',
    'lifeline.reason',
    'lifeline.consentLabel',
    'online.to.abroad',
    'online.residency.japanese',
    'date.year',
    'date.month',
    'date.day',
  ),
  named('続柄 as the register writes it, with the Chinese word', 'zh', 'relationship.父の父', 'relationship.父の母'),
  named(
    'an example of an address, which is written in Japanese',
    'zh',
    'question.lot.townHint',
    'question.lot.buildingHint',
  ),
  named('names of eras', 'zh', ...[1, 2, 3, 4, 5].map((place) => `eras.${place}.label`)),
];

export function mayStayJapanese(language: string, key: string, value: string): boolean {
  return ALLOWED.some(({ allows }) => allows(language, key, value));
}
