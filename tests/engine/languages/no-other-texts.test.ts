import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../..');

/** Pages of residents: everything that they read comes from the catalogues. */
const PLACES: readonly [folder: string, files: RegExp][] = [
  ['app/portal', /\.tsx?$/],
  ['app/routes', /^(?:moving|sign-|_index|language|\$).*\.tsx?$/],
  ['app/ui', /^(?:page-frame|error-page|bare-page|step-navigation|summary-list|timeline|page-title|language).*\.tsx?$/],
  ['app', /^(?:root|web\.server|limits\.server|security\.server|language\.server)\.tsx?$/],
];

/** Japanese that no translation may touch, and why. */
const ALLOWED: readonly [file: RegExp, words: RegExp, reason: string][] = [
  [
    /./,
    /^(?:地方自治法|住民基本台帳法|公的個人認証法|個人情報の保護に関する法律)/,
    'the article of a law as it is cited',
  ],
  [/./, /^(?:令和|平成|昭和|大正|明治|世帯主)$/, 'a word of the register that is compared or parsed'],
  [/date-input\.ts$/, /^[年月日元]+$|^年$|^月$|^日$/, 'marks of a date that somebody typed'],
  [/ui\/languages\.ts$/, /./, 'names of the languages, each in itself'],
];

function filesIn(folder: string, names: RegExp): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory())
      return folder === 'app/portal' && entry.name !== 'texts'
        ? filesIn(path, names)
        : folder.startsWith('app/portal/')
          ? filesIn(path, names)
          : [];
    return names.test(entry.name) ? [path] : [];
  });
}

/** Kana and kanji outside comments, piece by piece. */
function japaneseIn(code: string): string[] {
  const plain = code.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(?<!:)\/\/[^\n]*/g, '');
  return plain.match(/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}][^'"`<>{}|\])[\n$\\/]*/gu) ?? [];
}

test('文言の一覧の外に、住民が読む日本語はない', () => {
  const files = PLACES.flatMap(([folder, names]) => filesIn(folder, names));
  expect(files.length).toBeGreaterThan(100);
  const found = files.flatMap((file) =>
    japaneseIn(readFileSync(join(root, file), 'utf8'))
      .filter((words) => !ALLOWED.some(([where, allowed]) => where.test(file) && allowed.test(words.trim())))
      .map((words) => `${file}: ${words}`),
  );
  expect(found).toEqual([]);
});

test('一覧の外の日本語は見つかる', () => {
  expect(japaneseIn("const a = '届け出る'; // 注釈\n/* 注釈 */ <p>次へ進む</p>")).toEqual(['届け出る', '次へ進む']);
});
