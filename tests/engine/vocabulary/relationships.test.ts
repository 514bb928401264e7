import { describe, expect, it, test } from 'vitest';
import { highestRanked, inHouseholdOrder } from '#app/vocabulary/household-order.ts';
import {
  Relationship,
  readRelationship,
  relationshipCodes,
  relationshipOptions,
} from '#app/vocabulary/relationships.ts';

describe('続柄（住民基本台帳法第7条第4号、標準仕様書 1.1.11）', () => {
  test.each([
    ['世帯主', ['02']],
    ['妻', ['12']],
    ['夫（未届）', ['13']],
    ['夫(未届)', ['13']],
    ['子', ['20']],
    ['子（子の妻）', ['22']],
    ['子の妻', ['20', '12']],
    ['子の子', ['20', '20']],
    ['妻の子（子の夫）', ['12', '21']],
    ['子の子の子の子', ['20', '20', '20', '20']],
    ['妻の母', ['12', '52']],
    ['弟', ['74']],
    ['縁故者', ['96']],
    ['同居人', ['99']],
  ])('%s は %j', (text, codes) => {
    expect(relationshipCodes(text)).toEqual(codes);
  });

  it('五つつなぐことはできず、縁故者になる', () => {
    const reading = readRelationship('子の子の子の子の子');
    expect(reading).toMatchObject({ valid: false, sentence: expect.stringContaining('縁故者') });
  });

  test.each([
    ['孫', '子の子'],
    ['長男', '子'],
    ['祖母', '父の母または母の母'],
    ['甥', '兄の子'],
    ['家事使用人', '同居人'],
    ['子の孫', '子の子'],
  ])('%s は使えず、%s と書くように伝える', (text, instead) => {
    expect(readRelationship(text)).toMatchObject({ valid: false, sentence: expect.stringContaining(instead) });
  });

  test.each([
    '',
    'の',
    '子の',
    'の子',
    '子子',
    '世帯主の妻',
    '縁故者の子',
    'constructor',
    'friend',
    '子の'.repeat(5000),
  ])('「%.12s」は続柄ではない', (text) => {
    expect(readRelationship(text).valid).toBe(false);
    expect(Relationship.safeParse(text).success).toBe(false);
  });

  it('選択肢はどれも正しい続柄である', () => {
    for (const { value } of relationshipOptions({ withHead: true })) expect(readRelationship(value).valid).toBe(true);
    expect(relationshipOptions({ withHead: false }).map(({ value }) => value)).not.toContain('世帯主');
    expect(relationshipOptions({ withHead: false })).toContainEqual({ value: '子の子', label: '子の子（孫）' });
  });

  it('入力の形を整えて残す', () => {
    expect(Relationship.parse(' 妻 (未届) ')).toBe('妻（未届）');
  });
});

describe('世帯内の記載順位（標準仕様書 5.2）', () => {
  it('世帯主、配偶者、子（生年順）、子の家族、父母、兄弟姉妹、祖父母、その他、縁故者、同居人', () => {
    const order = [
      '世帯主',
      '妻',
      '子',
      '子',
      '子の妻',
      '子の子',
      '父',
      '母',
      '妻の母',
      '兄',
      '父の母',
      '兄の子',
      '縁故者',
      '同居人',
    ];
    const members = order.map((relationship, index) => ({
      relationship,
      bornOn: `19${50 + index}-01-01`,
      addresseeNumber: String(index),
    }));
    expect(inHouseholdOrder([...members].reverse())).toEqual(members);
  });

  it('生年月日の分からない子は子の最後、同じ順位は宛名番号の順', () => {
    const members = [
      { relationship: '子', bornOn: '2015-02-03', addresseeNumber: '31' },
      { relationship: '子', addresseeNumber: '10' },
      { relationship: '子', bornOn: '2015-02-03', addresseeNumber: '4' },
    ];
    expect(inHouseholdOrder(members).map(({ addresseeNumber }) => addresseeNumber)).toEqual(['4', '31', '10']);
  });

  it('父母は戸籍の筆頭者が先', () => {
    const members = [{ relationship: '父' }, { relationship: '母', headOfRegister: true }];
    expect(inHouseholdOrder(members).map(({ relationship }) => relationship)).toEqual(['母', '父']);
  });

  it('残る世帯員のうち最も上の人が分かる', () => {
    expect(highestRanked([{ relationship: '母' }, { relationship: '妻' }])?.relationship).toBe('妻');
    expect(highestRanked([])).toBeUndefined();
  });
});
