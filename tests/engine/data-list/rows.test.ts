import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { COLUMNS, HEADER, placeOf } from '#app/juki/data-list/columns.ts';
import { readDay, writeDay } from '#app/juki/data-list/days.ts';
import { keysOf, readRow } from '#app/juki/data-list/read-row.ts';
import { sampleRow, TOWN, understood } from './sample.ts';

describe('基本データリストの列', () => {
  it('122列を、公表された見出しの順に持つ', () => {
    expect(COLUMNS).toHaveLength(122);
    expect(new Set(COLUMNS).size).toBe(122);
    expect(readFileSync(new URL('./header.csv', import.meta.url), 'utf8')).toBe(`${HEADER}\n`);
    expect(placeOf('住民票コード')).toBe(9);
    expect(() => placeOf('孫')).toThrow('no column');
  });
});

describe('標本の行', () => {
  it('標本の団体コード、検査数字のない番号、表にないコードを行ごとに知らせながら、そのまま受け入れる', () => {
    const { resident, notes } = understood();
    expect(notes.map(({ level, column }) => `${level} ${column}`)).toEqual([
      'note 市区町村コード',
      'note 宛名番号',
      'note 世帯番号',
      'note 住民票コード',
      'note 住所_市区町村コード',
      'note 本籍_市区町村コード',
      'note 年金資格種別',
    ]);
    expect(resident).toMatchObject({
      addresseeNumber: '1',
      residentRecordCode: '99900000001',
      status: 'resident',
      householder: true,
      name: { full: '甲野　一郎', kana: 'コウノ　イチロウ', kanaConfirmed: true },
      bornOn: { text: '昭和55年3月5日', on: '1980-03-05', kind: 'exact' },
      address: { municipalityCode: '132080', municipality: 'サンプル県サンプル市', lot: '１番地', postcode: '9990001' },
      registeredDomicile: { address: 'サンプル県サンプル市中央一丁目１番地', headOfRegister: '甲野　一郎' },
    });
  });

  it('知らせる文は値を繰り返さない', () => {
    const { notes } = understood({ 住民票コード: '1234', 基礎年金番号: '99', 在留カード等番号: 'AB' });
    expect(JSON.stringify(notes)).not.toMatch(/1234|"99"|AB/);
  });

  test.each([
    ['生年月日', ''],
    ['生年月日', '昭和の頃のいつか'],
    ['住民となった年月日', ''],
    ['住民票コード', ''],
    ['住民票コード', '9990000000A'],
    ['住民状態', '4'],
    ['住民種別', '3'],
    ['続柄表記', '孫'],
    ['最新フラグ', '2'],
    ['市区町村コード', '142051'],
    ['住所_市区町村コード', '142051'],
    ['住所_市区郡町村名', ''],
    ['氏名', '長'.repeat(101)],
  ])('%s が「%s」の行は受け入れない', (column, text) => {
    const { resident, notes } = understood({ [column]: text });
    expect(resident).toBeUndefined();
    expect(notes.some((note) => note.level === 'error')).toBe(true);
  });

  it('列の数が違う行は受け入れないが、だれの行かは読める', () => {
    const cells = sampleRow().slice(0, 121);
    const keys = keysOf(cells);
    expect(keys).toMatchObject({ addresseeNumber: '1', householdNumber: '100' });
    expect(keys && readRow(cells, keys, TOWN)).toMatchObject({ notes: [{ level: 'error' }] });
  });

  it('過去の履歴と除票は、使えない続柄も住民票コードの空欄も、書かれたまま残す（標準仕様書1.1.6）', () => {
    const former = understood({ 最新フラグ: '0', 続柄表記: '孫', 続柄コード1: '' });
    expect(former.resident?.relationship).toBe('孫');
    const removed = { 住民状態: '3', 消除の異動年月日: '2026-03-03', 住民票コード: '' };
    expect(understood(removed).resident).toMatchObject({
      status: 'deceased',
      removed: { reason: 'death', on: '2026-03-03' },
    });
  });

  it('転出した人は、転出先と転入通知とともに読む', () => {
    const { resident } = understood({
      住民状態: '2',
      消除の事由: '2',
      消除の異動年月日: '2026-06-01',
      消除の届出年月日: '2026-05-20',
      転出届出年月日: '2026-05-20',
      転出予定年月日: '2026-06-01',
      '転出年月日（確定）': '2026-06-01',
      転入通知年月日: '2026-06-05',
      '転出先住所（確定）_市区町村コード': '142051',
      '転出先住所（確定）_市区郡町村名': '藤沢市',
    });
    expect(resident).toMatchObject({
      status: 'movedOut',
      removed: { reason: 'domesticMovingOut', on: '2026-06-01' },
      movingOut: { plannedOn: '2026-06-01', confirmed: { movedInOn: '2026-06-01', noticeOn: '2026-06-05' } },
    });
  });

  it('外国人住民は、ローマ字の氏名、在留資格、在留期間で読む（法第30条の45）', () => {
    const { resident } = understood({
      住民種別: '2',
      氏名: '陳　明',
      氏名_外国人ローマ字: 'CHEN MING',
      外国人住民となった年月日: '2024-04-01',
      第30条45規定区分: '1',
      国籍名等: '中国',
      在留資格等コード: '026',
      在留期間等コード_年: '1',
      在留期間等コード_月: '3',
      在留期間等コード_日: '0',
      在留期間の満了の日: '2029-03-31',
    });
    expect(resident).toMatchObject({
      kind: 'foreign',
      name: { full: 'CHEN MING', kanji: '陳　明' },
      becameResidentOn: { on: '2024-04-01' },
      foreignStatus: {
        category: 'midToLongTerm',
        residenceStatus: '永住者',
        periodOfStay: '1年3月',
        expiresOn: '2029-03-31',
      },
    });
  });
});

describe('日付', () => {
  test.each([
    ['1926-12-25', '0', '2', '大正15年12月25日', 'twin'],
    ['1926-12-25', '0', '3', '昭和元年12月25日', 'twin'],
    ['2018-02-29', '0', '', '平成30年2月29日', 'unknown'],
    ['1950-01-01', '1', '3', '昭和25年頃', 'unknown'],
    ['1950-03-00', '1', '3', '昭和25年3月日不詳', 'unknown'],
    ['1950-00-00', '1', '3', '昭和25年月日不詳', 'unknown'],
    ['0000-00-00', '1', '', '年月日不詳', 'unknown'],
  ])('%s（不詳フラグ%s、元号%s）は「%s」と読み、同じように書く（標準仕様書1.1.8）', (day, flag, era, text, kind) => {
    const read = readDay(day, flag, era);
    expect(read).toMatchObject({ text, kind });
    expect(read && writeDay(read)).toMatchObject({ day, flag: kind === 'twin' ? '0' : '1' });
  });

  test.each(['', '2018-13-01', '2018-01-32', 'いつか'])('「%s」は日付ではない', (text) => {
    expect(readDay(text, '0')).toBeUndefined();
  });
});
