import { DEMO_FAMILIES } from '#db/fixtures/families.ts';
import { residentRecordCodeOf } from '#db/fixtures/records.ts';

/** A number that must be readable nowhere but by who may decrypt it. */
export interface Secret {
  kind: '個人番号' | '住民票コード' | '基礎年金番号' | '在留カード番号';
  person: string;
  value: string;
}

const DIGITS = /\d(?:[- ]?\d){9,}/g;
const CARD_NUMBERS = /[A-Z]{2}\d{8}[A-Z]{2}/g;

/** Everything in a text that might be such a number: as it is, grouped as on paper, or inside a longer one. */
function* numbersIn(text: string): Generator<string> {
  for (const [run] of text.matchAll(DIGITS)) {
    const digits = run.replace(/[- ]/g, '');
    for (const length of [10, 11, 12]) {
      for (let at = 0; at + length <= digits.length; at += 1) yield digits.slice(at, at + length);
    }
  }
  for (const [number] of text.matchAll(CARD_NUMBERS)) yield number;
}

/** The bytes as texts: as they are, in UTF-16, and with hex and base64 undone at every alignment. */
function* textsIn(bytes: Buffer): Generator<string> {
  const text = bytes.toString('latin1');
  yield text;
  yield text.replaceAll('\0', '');
  for (const [run] of text.matchAll(/(?:3\d){10,}/g)) yield Buffer.from(run, 'hex').toString('latin1');
  for (const [run] of text.matchAll(/[A-Za-z0-9+/_-]{14,}/g)) {
    for (let shift = 0; shift < 4; shift += 1) yield Buffer.from(run.slice(shift), 'base64').toString('latin1');
  }
}

/** Which of the numbers can be read in the bytes of a file or a log. */
export function leaksIn(bytes: Buffer, secrets: readonly Secret[]): string[] {
  const known = new Map(secrets.map(({ kind, person, value }) => [value, `${kind} ${person}`]));
  const leaks = new Set<string>();
  for (const text of textsIn(bytes)) {
    for (const number of numbersIn(text)) {
      const leak = known.get(number);
      if (leak) leaks.add(leak);
    }
  }
  return [...leaks];
}

/** The numbers of everybody of the fixtures; the 個人番号 only their keeper knows, by 住民票コード. */
export async function seededSecrets(individualNumberOf: (code: string) => Promise<string>): Promise<Secret[]> {
  const secrets: Secret[] = [];
  for (const { persons } of DEMO_FAMILIES) {
    for (const { key, qualifications, foreignStatus } of persons) {
      const code = residentRecordCodeOf(key);
      const found: [Secret['kind'], string | undefined][] = [
        ['個人番号', await individualNumberOf(code)],
        ['住民票コード', code],
        ['基礎年金番号', qualifications.basicPensionNumber],
        ['在留カード番号', foreignStatus?.cardNumber],
      ];
      for (const [kind, value] of found) if (value) secrets.push({ kind, person: key, value });
    }
  }
  return secrets;
}
