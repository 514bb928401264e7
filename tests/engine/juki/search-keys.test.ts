import { describe, expect, test } from 'vitest';
import {
  changedSearchKeys,
  fitsConditions,
  readSearchKeys,
  searchConditions,
  searchKeysOf,
} from '#app/juki/core/search-keys.ts';
import type { ResidentQuery } from '#app/juki/inquiry.ts';
import type { Address } from '#app/vocabulary/addresses.ts';
import type { PersonName } from '#app/vocabulary/persons.ts';
import { CHOFU, OLD_ADDRESS } from './family.ts';

interface Person {
  name: PersonName;
  address: Address;
}

function person(full: string, kana?: string, more: Partial<PersonName> = {}, address: Partial<Address> = {}): Person {
  return {
    name: { full, kanaConfirmed: true, ...(kana ? { kana } : {}), ...more },
    address: { ...OLD_ADDRESS, ...address },
  };
}

const PEOPLE = {
  seki: person('関　太郎', 'セキ　タロウ'),
  sekiguchi: person('関口　一郎', 'セキグチ　イチロウ', {}, { building: '調布ハイツ　101号' }),
  married: person('山田　花子', 'ヤマダ　ハナコ', { formerSurname: '佐藤' }, { town: '国領町一丁目', lot: '2番地3' }),
  foreigner: person(
    'NGUYEN VAN ANH',
    'グエン　ヴァン　アン',
    { alias: '田中　安', kanji: '阮　文安' },
    { building: 'メゾン調布' },
  ),
  nameless: person('', undefined),
};

function found(query: ResidentQuery): string[] {
  const conditions = searchConditions(query, CHOFU);
  return Object.entries(PEOPLE).flatMap(([who, one]) =>
    conditions.length > 0 && fitsConditions(searchKeysOf(one), conditions) ? [who] : [],
  );
}

const EVERYBODY = Object.keys(PEOPLE);

describe('住民の検索（標準仕様書 2.1.1、2.1.2）', () => {
  test.each<[string, ResidentQuery, string[]]>([
    ['氏は前から', { name: '関' }, ['seki', 'sekiguchi']],
    ['氏のあとの空白は、氏がそこで終わることを言う', { name: '関　' }, ['seki']],
    ['前の空白は何も言わない', { name: '　関' }, ['seki', 'sekiguchi']],
    ['氏と名', { name: '関　太' }, ['seki']],
    ['空白のない氏名', { name: '関口一' }, ['sekiguchi']],
    ['空白の場所が違う氏名', { name: '関 口一郎' }, ['sekiguchi']],
    ['氏の続きではない名', { name: '関　一郎' }, []],
    ['名だけ', { name: '花子' }, ['married']],
    ['名の途中からは探さない', { name: '子' }, []],
    ['旧氏だけ', { name: '佐藤' }, ['married']],
    ['旧氏と今の名', { name: '佐藤花子' }, ['married']],
    ['通称', { name: '田中' }, ['foreigner']],
    ['漢字氏名', { name: '阮文' }, ['foreigner']],
    ['二つ目の名から', { name: 'van' }, ['foreigner']],
    ['三つ目の名から', { name: 'Anh' }, ['foreigner']],
    ['続けて書いた名', { name: 'nguyenvananh' }, ['foreigner']],
    ['振り仮名', { kana: 'せき' }, ['seki', 'sekiguchi']],
    ['名の振り仮名', { kana: 'はなこ' }, ['married']],
    ['三つ目の名の振り仮名', { kana: 'アン' }, ['foreigner']],
    ['振り仮名で漢字の氏名は見つからない', { name: 'セキ' }, []],
    ['どの条件にも合う人だけ', { kana: 'セキ', name: '関口' }, ['sekiguchi']],
    ['条件の一つに合わなければ見つからない', { kana: 'ヤマダ', name: '関' }, []],
    ['町字から', { address: '国領町' }, ['married']],
    ['番地まで', { address: '小島町2-35-1' }, ['seki', 'sekiguchi', 'foreigner', 'nameless']],
    ['都道府県から', { address: '東京都調布市国領町1-2' }, ['married']],
    ['市名だけの住所は全員', { address: '調布市' }, EVERYBODY],
    ['市名の途中でも全員', { address: '東京都調' }, EVERYBODY],
    ['市名のあとの空白', { address: '調布市　国領町' }, ['married']],
    ['方書から', { address: 'メゾン' }, ['foreigner']],
    ['方書は空白を問わない', { address: '調布ハイツ101' }, ['sekiguchi']],
    ['住所と方書', { address: '小島町2-35-1　調布ハイツ' }, ['sekiguchi']],
    ['住所と方書の途中の空白', { address: '小島町2-35-1　調布　ハイツ' }, ['sekiguchi']],
    ['別の方書', { address: '小島町2-35-1　コーポ' }, []],
    ['住所の途中の空白', { address: '小島町　2-35' }, ['seki', 'sekiguchi', 'foreigner', 'nameless']],
    ['ほかの市', { address: '藤沢市' }, []],
    ['記号だけの氏名は誰にも合わない', { name: '・' }, []],
    ['記号だけの条件も、ほかの条件を広げない', { name: '・', kana: 'セキ' }, []],
    ['空の条件は、条件ではない', { name: '　', kana: '', address: ' ' }, []],
    ['空白だけの条件は、ほかの条件を狭めない', { name: '　', kana: 'ヤマダ', address: ' ' }, ['married']],
  ])('%s', (_, query, expected) => {
    expect(found(query)).toEqual(expected);
  });

  test('とても長い入力は、初めの百文字で探す', () => {
    const long = '𠮷'.repeat(100);
    const keys = searchKeysOf(person(`${long}　太郎`));
    expect(fitsConditions(keys, searchConditions({ name: `${long}${long}` }, CHOFU))).toBe(true);
    expect(fitsConditions(keys, searchConditions({ name: `${'𠮷'.repeat(99)}川` }, CHOFU))).toBe(false);
  });

  test('長い氏名では、空白の入れ方の違いは初めの二十か所まで見る', () => {
    const conditions = searchConditions({ name: 'A'.repeat(40) }, CHOFU);
    expect(conditions).toHaveLength(1);
    // The 20 places, the whole, and as a given name.
    expect(conditions[0]).toHaveLength(22);
  });
});

describe('検索キー', () => {
  test('氏と名の間を言い、同じキーは一度だけ、空のキーは持たない', () => {
    expect(
      searchKeysOf({
        name: { full: 'LEE ANN', alias: 'LEE ANN', kanaConfirmed: false },
        address: { municipality: '' },
      }),
    ).toEqual([
      { kind: 'name', key: 'LEE|ANN' },
      { kind: 'givenName', key: 'ANN' },
    ]);
    expect(searchKeysOf(person('LEE', undefined, {}, { town: 'A', lot: '1', building: 'B 2' }))).toEqual([
      { kind: 'name', key: 'LEE' },
      { kind: 'address', key: 'A1|B2' },
      { kind: 'building', key: 'B2' },
    ]);
  });

  test('名前の前後の空白は数えない', () => {
    expect(searchKeysOf(person(' LEE ANN '))).toEqual(searchKeysOf(person('LEE ANN')));
  });

  test('旧氏に続くのは今の名である', () => {
    const keys = searchKeysOf(person('LEE ANN MARIE', undefined, { formerSurname: 'KIM' }));
    expect(keys).toContainEqual({ kind: 'name', key: 'KIM|ANNMARIE' });
  });

  test('種類のない行は、キーではない', () => {
    expect(readSearchKeys('')).toEqual([]);
    expect(readSearchKeys('name A\n broken\nbroken\nkana B|C D')).toEqual([
      { kind: 'name', key: 'A' },
      { kind: 'kana', key: 'B|C D' },
    ]);
  });

  test('氏名だけ、住所だけが変わったときも、初めから作ったものと同じ。変わらない方は作り直さない', () => {
    const before = person('山田　花子', 'ヤマダ　ハナコ', {}, { building: '調布ハイツ　101号' });
    const has = searchKeysOf(before);
    const renamed = { ...before, name: { ...before.name, full: '佐藤　花子', formerSurname: '山田' } };
    const moved = { ...before, address: { ...before.address, town: '国領町一丁目', lot: '2番地3' } };
    const both = { name: renamed.name, address: moved.address };
    for (const after of [renamed, moved, both, before]) {
      expect(changedSearchKeys(before, after, has)).toEqual(searchKeysOf(after));
    }
    expect(changedSearchKeys(before, renamed, [])).toEqual(
      searchKeysOf(renamed).filter(({ kind }) => kind !== 'address' && kind !== 'building'),
    );
    expect(changedSearchKeys(before, moved, [])).toEqual(
      searchKeysOf(moved).filter(({ kind }) => kind === 'address' || kind === 'building'),
    );
  });
});
