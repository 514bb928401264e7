/** What may be the same as in Japanese, and why. */
interface Allowed {
  reason: string;
  allows(language: string, key: string, value: string): boolean;
}

const ALLOWED: readonly Allowed[] = [
  {
    reason: 'nothing but parameters, marks and digits',
    allows: (_language, _key, value) => !/\p{L}/u.test(value.replace(/\{\w+\}/g, '')),
  },
];

export function mayStayJapanese(language: string, key: string, value: string): boolean {
  return ALLOWED.some(({ allows }) => allows(language, key, value));
}
