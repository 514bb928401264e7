import { describe, expect, it } from 'vitest';
import { otherReadings, readSearchWords } from '#app/office/people/search-words.ts';

const TOWN = { prefecture: '東京都', name: '調布市' };
const read = (words: string) => readSearchWords(words, TOWN);

describe('一つの欄の検索（標準仕様書 2.1.1、2.1.2）', () => {
  it.each([
    ['佐藤 健司', { name: '佐藤　健司' }],
    ['佐藤　', { name: '佐藤　' }],
    ['髙橋', { name: '髙橋' }],
    ['木村 正道', { name: '木村　正道' }],
    ['さとう けんじ', { kana: 'さとう　けんじ' }],
    ['ｻﾄｳ', { kana: 'ｻﾄｳ' }],
    ['SMITH JOHN', { name: 'SMITH　JOHN' }],
    ['昭和60年4月1日', { bornOn: '1985-04-01' }],
    ['昭和60年 4月 1日生', { bornOn: '1985-04-01' }],
    ['S60.4.1', { bornOn: '1985-04-01' }],
    ['１９８５／４／１', { bornOn: '1985-04-01' }],
    ['1985-04-01', { bornOn: '1985-04-01' }],
    ['19850401', { bornOn: '1985-04-01' }],
    ['小島町2-35-1', { address: '小島町2-35-1' }],
    ['調布市小島町二丁目', { address: '調布市小島町二丁目' }],
    ['小島町 2－35', { address: '小島町 2-35' }],
    ['調布ハイツ 佐藤', { address: '調布ハイツ', name: '佐藤' }],
    ['大字深大寺', { address: '大字深大寺' }],
    ['000000000012345', { ownNumber: '000000000012345' }],
    ['48213', { ownNumber: '48213' }],
    ['1234 5678 9018', { individualNumber: '123456789018' }],
    ['１２３４－５６７８－９０１８', { individualNumber: '123456789018' }],
    ['佐藤 昭和60年4月1日 小島町', { bornOn: '1985-04-01', name: '佐藤', address: '小島町' }],
    ['住所:大町', { address: '大町' }],
    ['氏名：小野町', { name: '小野町' }],
    ['さとう 佐藤', { kana: 'さとう', name: '佐藤' }],
  ])('「%s」を読み取る', (words, query) => {
    expect(read(words)).toMatchObject({ query });
    expect(read(words).query).toEqual(query);
    expect(read(words).problem).toBeUndefined();
  });

  it.each([
    ['182-8511', '郵便番号では探せません。町名を入れてください。'],
    ['123456789012', '個人番号の検査数字が合いません。12桁を確かめてください。'],
    ['12345678901', '住民票コードの検査数字が合いません。11桁を確かめてください。'],
    ['2026112400001234567', '16桁以上の番号では探せません。受付番号は、申請管理で探してください。'],
    ['昭和60年', '生年月日は、昭和60年4月1日のように、日まで入れてください。'],
    ['昭和60年2月30日', '「昭和60年2月30日」は、暦にない日です。'],
    ['48213 48214', '番号は、ひとつずつ入れてください。'],
    ['あ'.repeat(201), '200文字までで入れてください。'],
  ])('「%s」は、理由を言って断る', (words, problem) => {
    expect(read(words).problem).toBe(problem);
  });

  it('個人番号と住民票コードは、読み取りの説明にも言い換えにも現れない', () => {
    const found = read('佐藤 1234 5678 9018');
    expect(JSON.stringify(found.understood)).not.toMatch(/9018|123456789018/);
    expect(found.understood).toContainEqual({ label: '個人番号', text: '12桁（表示しません）' });
    expect(otherReadings(found)).toEqual([]);
  });

  it('氏名と住所は、一押しで読み替えられる。ほかの条件はそのまま残る', () => {
    const [other] = otherReadings(read('小野町 昭和60年4月1日'));
    expect(other?.label).toBe('「小野町」を氏名として探す');
    expect(read(other?.words ?? '').query).toEqual({ name: '小野町', bornOn: '1985-04-01' });
    const [back] = otherReadings(read('佐藤 健司'));
    expect(read(back?.words ?? '').query).toEqual({ address: '佐藤 健司' });
  });

  it('長い入力や括弧の多い入力でも、すぐに終わる', () => {
    const started = performance.now();
    for (const sign of ['1', '1-', '昭和', 'あ ', '番', '令和1年']) read(sign.repeat(100));
    expect(performance.now() - started).toBeLessThan(500);
  });
});
