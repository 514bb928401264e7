/** Fewest characters of a password that one chooses; told on the form. */
export const SHORTEST_PASSWORD = 12;
const LONGEST_PASSWORD = 128;
const FEWEST_DIFFERENT = 6;
const GUESSED_FIRST = ['password', 'passw0rd', 'qwerty', '12345678', 'abcdefgh', 'administrator', 'juumin', 'jumin'];

/** パスワードの条件 (地方公共団体における情報セキュリティポリシーに関するガイドライン): length before rules that make people write it down. */
export function faultOfPassword(password: string, officer: { id: string; name: string }): string | undefined {
  const characters = Array.from(password);
  const plain = password.toLowerCase();
  if (characters.length < SHORTEST_PASSWORD) return `${SHORTEST_PASSWORD}文字以上にしてください。`;
  if (characters.length > LONGEST_PASSWORD) return `${LONGEST_PASSWORD}文字以内にしてください。`;
  if (new Set(characters).size < FEWEST_DIFFERENT) {
    return '同じ文字の繰り返しが多すぎます。違う文字を増やしてください。';
  }
  const known = [officer.id.toLowerCase(), ...officer.name.split(/\s+/)].filter((part) => part.length >= 3);
  if ([...GUESSED_FIRST, ...known].some((part) => plain.includes(part))) {
    return '推測されやすい言葉が入っています。職員番号・氏名・よく使われる言葉を避けてください。';
  }
  return undefined;
}

/** 正規化 (NIST SP 800-63B 3.1.1.2): the same password, however the keyboard writes it. */
export function normalisedPassword(password: string): string {
  return password.normalize('NFKC');
}
