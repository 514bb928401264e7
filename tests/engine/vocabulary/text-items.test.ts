import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { z } from 'zod';
import { Address } from '#app/vocabulary/addresses.ts';
import { FourItems, PersonName } from '#app/vocabulary/persons.ts';
import { notLongerThan, textItem } from '#app/vocabulary/text-items.ts';

/** Each is one character as people see it, of one to four code units. */
const CHARACTERS = ['髙', '邉', '𠮷', '葛\u{E0100}', '辻\u{E0101}', '\u{2000B}\u{E0100}', 'カ\u3099'];

describe('文字項目の桁数（氏名 N100、旧氏 N50）', () => {
  test.each(CHARACTERS)('「%s」はいくつの符号単位でも一文字に数える', (sign) => {
    expect(PersonName.parse({ full: sign.repeat(100) }).full).toBe(sign.repeat(100));
    expect(PersonName.safeParse({ full: sign.repeat(101) }).success).toBe(false);
    expect(PersonName.safeParse({ full: '試験', formerSurname: sign.repeat(50) }).success).toBe(true);
    expect(PersonName.safeParse({ full: '試験', formerSurname: sign.repeat(51) }).success).toBe(false);
    for (const item of ['kana', 'alias', 'kanji'] as const) {
      expect(PersonName.safeParse({ full: '試験', [item]: sign.repeat(100) }).success).toBe(true);
      expect(PersonName.safeParse({ full: '試験', [item]: sign.repeat(101) }).success).toBe(false);
    }
  });

  it('切らずに断り、どの項目が何文字までかが分かる', () => {
    const { error } = PersonName.safeParse({ full: '𠮷'.repeat(101) });
    expect(error?.issues).toMatchObject([{ path: ['full'], code: 'too_big', maximum: 100, origin: 'string' }]);
  });

  it('住所と基本4情報も同じに数える', () => {
    const building = '辻\u{E0101}'.repeat(300);
    expect(Address.safeParse({ municipality: '調布市', building }).success).toBe(true);
    expect(Address.safeParse({ municipality: '調布市', building: `${building}棟` }).success).toBe(false);
    const items = { bornOn: '1985-04-12', sex: '1', address: '調布市' };
    expect(FourItems.safeParse({ ...items, name: '𠮷'.repeat(100) }).success).toBe(true);
    expect(FourItems.safeParse({ ...items, name: '𠮷'.repeat(101) }).success).toBe(false);
  });

  it('結合文字を重ねた「一文字」は文字ではない', () => {
    expect(textItem(10).safeParse(`か${'\u3099'.repeat(100)}`).success).toBe(false);
    expect(textItem(10).safeParse('か'.repeat(10)).success).toBe(true);
  });

  it('空の文字項目は、必須のときだけ断る', () => {
    expect(textItem(10).parse('')).toBe('');
    expect(textItem(10).min(1).safeParse('').success).toBe(false);
    expect(textItem(10).min(1).safeParse('葛\u{E0100}'.repeat(11)).success).toBe(false);
  });
});

describe('画面の入力', () => {
  it('前後の空白を除いた文字数で、直し方の言葉とともに断る', () => {
    const field = z.string().trim().min(1, '書いてください。').check(notLongerThan(3, '3文字以内で書いてください。'));
    expect(field.parse(' 𠮷葛\u{E0100}邉 ')).toBe('𠮷葛\u{E0100}邉');
    expect(field.safeParse('𠮷𠮷𠮷𠮷').error?.issues.map(({ message }) => message)).toEqual([
      '3文字以内で書いてください。',
    ]);
    expect(field.safeParse('  ').error?.issues.map(({ message }) => message)).toEqual(['書いてください。']);
  });

  it('数えるまでもなく長い文は、数えずに断る', () => {
    const started = performance.now();
    expect(textItem(100).safeParse('葛\u{E0100}'.repeat(2_000_000)).success).toBe(false);
    expect(performance.now() - started).toBeLessThan(500);
  });

  it('氏名と住所の項目を、符号単位で数えるところはない', () => {
    const files = [
      'app/office',
      'app/routes',
      'app/portal',
      'app/juki',
      'app/messages/contracts',
      'app/national',
    ].flatMap((folder) =>
      readdirSync(folder, { withFileTypes: true, recursive: true })
        .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
        .map((entry) => join(entry.parentPath, entry.name)),
    );
    const items =
      /\b(?!addressee|informationName)\w*(?:name|kana|full|surname|alias|address|town|lot|building|householder|domicile|headOfRegister)\w*:\s*z\s*\.string\([^)]*\)(?:\s*\.(?:trim|min)\([^)]*\))*\s*\.max\(/i;
    expect(files.length).toBeGreaterThan(300);
    expect(files.filter((file) => items.test(readFileSync(file, 'utf8')))).toEqual([]);
  });
});
