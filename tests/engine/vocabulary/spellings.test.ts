import { describe, expect, test } from 'vitest';
import { formatAddress } from '#app/vocabulary/addresses.ts';
import { isOpenDay } from '#app/vocabulary/business-days.ts';
import { certificateName, sameNameOnCertificate } from '#app/vocabulary/certificate-names.ts';
import { isLongerThan, isRegisterKana } from '#app/vocabulary/characters.ts';
import { isCalendarDate } from '#app/vocabulary/dates.ts';
import { parseDate, recordDate } from '#app/vocabulary/japanese-calendar.ts';
import { readRelationship, relationshipOfCode, relationshipOptions } from '#app/vocabulary/relationships.ts';
import { normalizeAddressForSearch, normalizeForSearch } from '#app/vocabulary/search-forms.ts';
import { digitsOf, normalizeAddress, normalizePhone, normalizePostcode } from '#app/vocabulary/width.ts';

describe('番号の書き方', () => {
  test.each([
    ['042-481-7111 内線', undefined],
    ['電話042-481-7111', undefined],
    ['042481711', undefined],
    ['0424817111', '0424817111'],
    ['090123456789', undefined],
    ['0-4-2-4-8-1-7-1-1-1', undefined],
    ['(042) 481-7111', '042-481-7111'],
    ['042--481--7111', '042-481-7111'],
    ['-042-481-7111-', '042-481-7111'],
    ['+81-0424-81-7111', '0424-81-7111'],
    ['+8190-1234-5678', '090-1234-5678'],
    ['1+81-90-1234-5678', undefined],
    [`042${' '.repeat(30)}4817111`, '042-4817111'],
    [`042${' '.repeat(31)}4817111`, undefined],
  ])('電話番号「%s」は %s', (text, expected) => {
    expect(normalizePhone(text)).toBe(expected);
  });

  test.each([
    ['182-8511', '1828511'],
    ['〒 182 8511', '1828511'],
    ['1182-8511', undefined],
    ['182-85112', undefined],
    ['182--8511', undefined],
    [`182${' '.repeat(33)}8511`, '1828511'],
    [`182${' '.repeat(34)}8511`, undefined],
  ])('郵便番号「%s」は %s', (text, expected) => {
    expect(normalizePostcode(text)).toBe(expected);
  });

  test('数字だけを取り出すのは、初めの200文字から', () => {
    expect(digitsOf(`${'あ'.repeat(199)}12`)).toBe('1');
  });
});

describe('住所の書き方', () => {
  test.each([
    ['百二丁目', '102丁目'],
    ['二百十丁目', '210丁目'],
    ['百番', '100番'],
    ['十号', '10'],
    ['三十五番地', '35'],
    ['一番町', '1番町'],
    ['八王子', '八王子'],
    ['小島町 2 35', '小島町2-35'],
    ['小島町2   35', '小島町2-35'],
    ['小島町2 丁目', '小島町2丁目'],
    ['小島町 丁目', '小島町丁目'],
    ['ユーカリが丘ー3', 'ユーカリが丘ー3'],
    ['2ー35', '2-35'],
    ['2ーＡ', '2ーA'],
    ['35番地の1', '35-1'],
    ['35番1号', '35-1'],
    ['35の1', '35-1'],
    ['35番地', '35'],
    ['35号室', '35室'],
    ['の1', 'の1'],
    ['三番号', '3番号'],
  ])('「%s」は「%s」', (text, expected) => {
    expect(normalizeAddress(text)).toBe(expected);
  });

  test('長い住所は初めの400文字で比べる', () => {
    expect(normalizeAddress('あ'.repeat(401))).toHaveLength(400);
  });

  test.each([
    ['大字深大寺', '深大寺', true],
    ['深大寺大字', '深大寺', false],
    ['1丁目2番', '1-2', true],
    ['1丁目2番3', '1-2-3', true],
    ['一番町', '番町', false],
    ['番町1', '町1', false],
    ['1番', '1', true],
  ])('探すとき「%s」と「%s」は同じか：%s', (a, b, same) => {
    expect(normalizeAddressForSearch(a) === normalizeAddressForSearch(b)).toBe(same);
  });

  test('書き表すときは都道府県から、方書は空白のあと', () => {
    expect(formatAddress({ municipality: '調布市', prefecture: '東京都', town: '小島町', lot: '1' })).toBe(
      '東京都調布市小島町1',
    );
    expect(formatAddress({ municipality: '調布市', building: '調布ハイツ' })).toBe('調布市　調布ハイツ');
    expect(formatAddress({ municipality: 'フランス' })).toBe('フランス');
  });
});

describe('氏名の書き方', () => {
  test('小さい仮名は大きい仮名と同じに探し、長い文字列は初めの400文字で探す', () => {
    expect(normalizeForSearch('ァィゥェォッャュョヮヵヶ')).toBe(normalizeForSearch('アイウエオツヤユヨワカケ'));
    expect(normalizeForSearch('カ'.repeat(401))).toHaveLength(400);
  });

  test('証明書の氏名は、前後の空白がなく、氏と名の間は全角の空白一つ', () => {
    expect(certificateName('　髙橋  　花子 ')).toBe('高橋　花子');
    expect(sameNameOnCertificate('Smith John', 'ＳＭＩＴＨ　ＪＯＨＮ')).toBe(true);
    expect(sameNameOnCertificate('Smith John', 'Smith Jon')).toBe(false);
  });

  test('振り仮名は200文字まで、片仮名で始まり片仮名で終わる', () => {
    expect(isRegisterKana('ア'.repeat(200))).toBe(true);
    expect(isRegisterKana('ア'.repeat(201))).toBe(false);
    expect(isRegisterKana('あチョウフ')).toBe(false);
    expect(isRegisterKana('チョウフ　　ハナコ')).toBe(false);
  });

  test('文字数は、人が見る文字で数える', () => {
    expect(isLongerThan('𠮷𠮷', 2)).toBe(false);
    expect(isLongerThan('𠮷𠮷𠮷', 2)).toBe(true);
    expect(isLongerThan('吉吉', 2)).toBe(false);
  });
});

describe('日付の書き方', () => {
  test.each([
    ['2000-02-29', true],
    ['1900-02-29', false],
    ['2100-02-29', false],
    ['2026-02-28', true],
    ['2026-00-10', false],
    ['2026-11-00', false],
    ['2026-11-31', false],
    ['0100-01-01', true],
    ['0099-01-01', false],
  ])('%s は暦にあるか：%s', (text, expected) => {
    expect(isCalendarDate(text)).toBe(expected);
  });

  test.each([
    ['2026-12-28', true],
    ['2026-12-29', false],
    ['2027-01-03', false],
    ['2027-01-04', true],
  ])('%s は開庁日か：%s（地方自治法第4条の2）', (date, expected) => {
    expect(isOpenDay(date)).toBe(expected);
  });

  test.each([
    ['平成1年2月29日', '平成元年2月29日'],
    ['平成11年2月29日', '平成11年2月29日'],
    ['2026年2月29日', '2026年2月29日'],
    ['2026年1月32日', undefined],
    ['2026年4月31日', '2026年4月31日'],
    ['2026年12月31日', '令和8年12月31日'],
    ['2026年0月1日', undefined],
    ['2026年1月0日', undefined],
    ['　大正15年春　', '大正15年春'],
    ['　', undefined],
    ['不詳', '不詳'],
    ['頃', undefined],
  ])('「%s」は登録簿では %s', (text, expected) => {
    expect(recordDate(text)?.text).toBe(expected);
  });

  test('和暦の年がない日、知らない元号の日は読まない。長い入力も読まない', () => {
    expect(parseDate('慶応3年1月1日')).toBeUndefined();
    expect(parseDate(`2026-11-24${' '.repeat(30)}`)).toBe('2026-11-24');
    expect(parseDate(`2026-11-24${' '.repeat(31)}`)).toBeUndefined();
  });
});

describe('続柄の書き方（住民記録システム標準仕様書 1.1.11）', () => {
  test.each([
    ['', '続柄を選んでください'],
    ['　', '続柄を選んでください'],
    ['孫', '「孫」は続柄に使えません。「子の子」と書いてください'],
    ['妻の孫', '「孫」は「子の子」と書きます'],
    ['はとこ', 'のように書いてください。'],
    ['妻母', 'のように書いてください。'],
    ['子の', 'のように書いてください。'],
    ['子の子の子の子の子', '4つまで'],
  ])('「%s」は使えず、どう書くかを言う', (text, sentence) => {
    expect(readRelationship(text)).toMatchObject({ valid: false, sentence: expect.stringContaining(sentence) });
  });

  test('思い当たる言葉がなければ、書き換えは勧めない', () => {
    const reading = readRelationship('はとこ');
    expect(reading.valid ? '' : reading.sentence).not.toContain('と書きます');
  });

  test('続柄コードは先頭の零を問わず読め、表にないコードは読めない', () => {
    const reading = readRelationship('妻の母');
    const codes = reading.valid ? reading.value.codes : [];
    expect(codes.map(relationshipOfCode)).toEqual(['妻', '母']);
    expect(codes.map((code) => relationshipOfCode(code.replace(/^0/, '')))).toEqual(['妻', '母']);
    expect(relationshipOfCode('50')).toBeUndefined();
    expect(relationshipOfCode('')).toBeUndefined();
  });

  test('世帯主は、選べるところでだけ選択肢に出る', () => {
    const words = (withHead: boolean) => relationshipOptions({ withHead }).map(({ value }) => value);
    expect(words(true)).toEqual(['世帯主', ...words(false)]);
    expect(words(false)).toContain('子の子');
  });
});
