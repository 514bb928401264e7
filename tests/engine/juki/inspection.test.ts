import { describe, expect, test } from 'vitest';
import { inspectionEntry, isDrawn, isInRange } from '#app/juki/core/inspection.ts';
import type { Resident } from '#app/juki/core/register.ts';
import type { InspectionRange } from '#app/juki/inspection.ts';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import { CHOFU, familyOfFour, OLD_ADDRESS, Register, TODAY } from './family.ts';

const HEAD = new Register(CHOFU).migrate(familyOfFour()).person(1);
const RANGE: InspectionRange = { towns: ['小島町二丁目'], every: 1, most: 100 };
const at = (town: string): Partial<Resident> => ({ address: { ...OLD_ADDRESS, town } });
const full = { kind: 'full' as const, from: '2026-04-01', until: '2027-03-31' };
const unknownDay = { text: '昭和60年月日不詳', kind: 'unknown' as const };

describe('閲覧に係る住民の範囲（住民基本台帳法第11条第2項、第11条の2第2項）', () => {
  test.each<[string, Partial<Resident>, Partial<InspectionRange>, boolean]>([
    ['同じ町字', {}, {}, true],
    ['町の名だけの範囲は、その丁目を含む', {}, { towns: ['小島町'] }, true],
    ['ほかの丁目は含まない', at('小島町三丁目'), {}, false],
    ['名の始まりが同じだけの町は含まない', at('小島町南'), { towns: ['小島町'] }, false],
    ['二つの町字のどちらか', at('布田'), { towns: ['小島町', '布田'] }, true],
    ['町字のない住所', { address: { municipality: '調布市' } }, {}, false],
    ['生年月日の始まりの日を含む', {}, { bornFrom: '1985-04-12' }, true],
    ['生年月日の始まりより前', {}, { bornFrom: '1985-04-13' }, false],
    ['生年月日の終わりの日を含む', {}, { bornUntil: '1985-04-12' }, true],
    ['生年月日の終わりより後', {}, { bornUntil: '1985-04-11' }, false],
    ['生年月日の不詳の方は、生年月日の範囲に入らない', { bornOn: unknownDay }, { bornFrom: '1900-01-01' }, false],
    ['生年月日の不詳の方は、範囲に生年月日がなければ入る', { bornOn: unknownDay }, {}, true],
    ['同じ性別', {}, { sex: '1' }, true],
    ['ほかの性別', {}, { sex: '2' }, false],
    ['転出した方', { status: 'movedOut' }, {}, false],
    ['亡くなった方', { status: 'deceased' }, {}, false],
    ['支援措置の方', { protection: full }, {}, false],
    ['仮支援措置の方', { protection: { ...full, kind: 'provisional' } }, {}, false],
    ['一時解除中の方も', { protection: { ...full, releasedUntil: `${TODAY}T23:00:00.000Z` } }, {}, false],
  ])('%s', (_, person, range, expected) => {
    expect(isInRange({ ...HEAD, ...person }, { ...RANGE, ...range })).toBe(expected);
  });

  test.each<[number, number[]]>([
    [1, [0, 1, 2, 3, 4, 5, 6]],
    [3, [0, 3, 6]],
    [10, [0]],
  ])('間隔 %d で、はじめの人から数えて抽出する', (every, expected) => {
    expect([0, 1, 2, 3, 4, 5, 6].filter((place) => isDrawn(place, { every }))).toEqual(expected);
  });
});

describe('閲覧用リストの4項目（住民基本台帳法第11条第1項）', () => {
  test('氏名、生年月日、男女の別、住所のほかは、何も載せない', () => {
    expect(inspectionEntry(HEAD)).toEqual({
      name: HEAD.name.full,
      bornOn: exactDate('1985-04-12'),
      sex: '1',
      address: '東京都調布市小島町二丁目35番地1',
    });
  });

  test('外国人住民の通称は、氏名とともに載せる', () => {
    const foreign = { ...HEAD, name: { ...HEAD.name, full: 'TEST TARO', alias: '試験　太郎' } };
    expect(inspectionEntry(foreign).name).toBe('TEST TARO（通称 試験　太郎）');
  });
});
