import { describe, expect, test } from 'vitest';
import { highestRanked, inHouseholdOrder } from '#app/vocabulary/household-order.ts';

type Member = [relationship: string, bornOn?: string];

function ordered(members: readonly Member[]): string[] {
  const people = members.map(([relationship, bornOn], index) => ({
    relationship,
    addresseeNumber: String(index + 1),
    ...(bornOn ? { bornOn } : {}),
  }));
  return inHouseholdOrder(people).map((one) => one.relationship);
}

describe('世帯内の記載順位（住民記録システム標準仕様書 5.2）', () => {
  const OFFICIAL = [
    '世帯主',
    '妻',
    '子',
    '子の妻',
    '子の子',
    '父',
    '母',
    '妻の父',
    '妻の母',
    '妹',
    '父の父',
    '父の母',
    '母の父',
    '兄の妻',
    '縁故者',
    '同居人',
  ];

  test('世帯主、配偶者、子、子の家族、父母、兄弟姉妹、祖父母、その他の親族、縁故者、同居人の順に並ぶ', () => {
    expect(ordered([...OFFICIAL].reverse().map((one) => [one]))).toEqual(OFFICIAL);
  });

  test.each<[string, Member[]]>([
    [
      '子と配偶者の子は、年長の順',
      [
        ['子', '2010-01-01'],
        ['妻の子', '2012-01-01'],
        ['子', '2014-01-01'],
      ],
    ],
    [
      '同じ日に生まれた子は、自分の子が先',
      [
        ['子', '2010-01-01'],
        ['妻の子', '2010-01-01'],
      ],
    ],
    [
      '兄弟姉妹と配偶者の兄弟姉妹は、年長の順',
      [
        ['妹', '1980-01-01'],
        ['妻の弟', '1985-01-01'],
        ['弟', '1990-01-01'],
      ],
    ],
    [
      'その他の親族は、年長の順',
      [
        ['兄の妻', '1970-01-01'],
        ['父の妹', '1975-01-01'],
        ['妻の父の父', '1980-01-01'],
      ],
    ],
    [
      '縁故者どうしも、年長の順',
      [
        ['縁故者', '1970-01-01'],
        ['縁故者', '1975-01-01'],
      ],
    ],
    [
      '父は、年下でも母より先',
      [
        ['父', '1960-01-01'],
        ['母', '1950-01-01'],
      ],
    ],
    [
      '自分の父母は、年下でも配偶者の父母より先',
      [
        ['母', '1960-01-01'],
        ['妻の父', '1950-01-01'],
      ],
    ],
    [
      '子の配偶者は、年下でも子の子より先',
      [
        ['子の妻', '1990-01-01'],
        ['子の子', '1985-01-01'],
      ],
    ],
    [
      '婚姻の届のある配偶者が、届のない配偶者より先',
      [
        ['妻', '1990-01-01'],
        ['妻（未届）', '1985-01-01'],
      ],
    ],
    [
      '父の父は、年下でも母の父より先',
      [
        ['父の父', '1935-01-01'],
        ['母の父', '1930-01-01'],
      ],
    ],
    [
      '父母の父母は、その兄弟姉妹より先',
      [
        ['母の母', '1940-01-01'],
        ['父の兄', '1935-01-01'],
      ],
    ],
    [
      '配偶者の祖父母は、その他の親族',
      [
        ['父の父', '1940-01-01'],
        ['妻の父の父', '1930-01-01'],
      ],
    ],
    ['生年月日の分からない子は、子の最後', [['子', '2014-01-01'], ['子']]],
  ])('%s', (_, members) => {
    expect(ordered([...members].reverse())).toEqual(members.map(([relationship]) => relationship));
  });

  test('戸籍の筆頭者である父母が先。ほかの続柄では変わらない', () => {
    const parents = [
      { relationship: '父', bornOn: '1950-01-01' },
      { relationship: '母', bornOn: '1955-01-01', headOfRegister: true },
    ];
    expect(inHouseholdOrder(parents).map((one) => one.relationship)).toEqual(['母', '父']);
    const children = [
      { relationship: '子', bornOn: '2010-01-01' },
      { relationship: '子', bornOn: '2012-01-01', headOfRegister: true },
    ];
    expect(inHouseholdOrder([...children].reverse())).toEqual(children);
  });

  test('すべて同じなら宛名番号の順。番号の長さは問わない', () => {
    const people = ['9', '10', '100'].map((addresseeNumber) => ({ relationship: '縁故者', addresseeNumber }));
    expect(inHouseholdOrder([...people].reverse())).toEqual(people);
    const same = [{ relationship: '縁故者' }, { relationship: '縁故者' }];
    expect(inHouseholdOrder(same)).toEqual(same);
  });

  test('読めない続柄は縁故者として扱う', () => {
    expect(ordered([['同居人'], ['はとこ'], ['兄の妻']])).toEqual(['兄の妻', 'はとこ', '同居人']);
  });

  test('世帯主のいない世帯では、順位の最も高い方（標準仕様書 4.0.5）', () => {
    expect(highestRanked([{ relationship: '母' }, { relationship: '子' }])).toEqual({ relationship: '子' });
    expect(highestRanked([])).toBeUndefined();
  });
});
