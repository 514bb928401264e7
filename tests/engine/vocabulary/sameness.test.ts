import { describe, expect, test } from 'vitest';
import { isSame } from '#app/vocabulary/sameness.ts';

describe('記載内容の一致', () => {
  test.each([
    ['同じ文字', '調布市', '調布市'],
    ['どちらもない', undefined, undefined],
    [
      '項目の順だけが違う',
      { full: '山田　花子', kana: 'ヤマダ　ハナコ' },
      { kana: 'ヤマダ　ハナコ', full: '山田　花子' },
    ],
    ['ない項目と空の項目', { full: '山田　花子' }, { full: '山田　花子', alias: undefined }],
    ['空の項目とない項目', { full: '山田　花子', alias: undefined }, { full: '山田　花子' }],
    [
      '深い所まで同じ',
      { bornOn: { text: '2001-02-03', parts: [1, 2] } },
      { bornOn: { text: '2001-02-03', parts: [1, 2] } },
    ],
    ['空の一覧', [], []],
  ])('%sなら一致する', (_, one, other) => {
    expect(isSame(one, other)).toBe(true);
  });

  test.each([
    ['文字が違う', '調布市', '府中市'],
    ['一方だけがない', undefined, { full: '山田　花子' }],
    ['一方だけが null', null, { full: '山田　花子' }],
    ['null と空', null, undefined],
    ['項目の値が違う', { full: '山田　花子' }, { full: '山田　華子' }],
    ['項目が増えた', { full: '山田　花子' }, { full: '山田　花子', alias: '山田' }],
    ['項目が減った', { full: '山田　花子', alias: '山田' }, { full: '山田　花子' }],
    ['深い所が違う', { bornOn: { parts: [1, 2] } }, { bornOn: { parts: [1, 3] } }],
    ['一覧の順が違う', [1, 2], [2, 1]],
    ['一覧が長い', [1], [1, 2]],
    ['一覧が短い', [1, 2], [1]],
    ['一覧と、同じ番号の項目', ['甲'], { 0: '甲' }],
    ['項目と、同じ番号の一覧', { 0: '甲' }, ['甲']],
    ['数と文字', 1, '1'],
  ])('%sなら一致しない', (_, one, other) => {
    expect(isSame(one, other)).toBe(false);
  });
});
