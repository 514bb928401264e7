import { describe, expect, it, test } from 'vitest';
import {
  eraseSuspensionOn,
  isSuspendedOn,
  whyNotChanged,
  whyNotItems,
  whyNotSuspended,
  whyNotSuspensionConfirmed,
} from '#app/juki/core/voting-suspensions.ts';
import type { SuspensionItems, SuspensionProposal } from '#app/juki/suspension-acts.ts';

const TODAY = '2026-11-24';
const ITEMS: SuspensionItems = { ground: 'serving', from: '2026-10-01', until: '2028-09-30', note: '' };
const CITIZEN = { kind: 'japanese' as const, status: 'resident' as const };
const refused = (sentence: string) => ({ code: 'E44', sentence: expect.stringContaining(sentence) });

describe('選挙権の停止の入力（公職選挙法第11条、第252条、政治資金規正法第28条）', () => {
  it('日本国民なら、転出した方も入れられる', () => {
    expect(whyNotSuspended(ITEMS, CITIZEN, [], TODAY)).toBeUndefined();
    expect(whyNotSuspended({ ...ITEMS, until: TODAY }, { ...CITIZEN, status: 'movedOut' }, [], TODAY)).toBeUndefined();
    const { until: _, ...open } = ITEMS;
    expect(whyNotSuspended(open, CITIZEN, [ITEMS], TODAY)).toMatchObject(refused('もうあります'));
    expect(whyNotSuspended({ ...open, ground: 'electionLaw' }, CITIZEN, [ITEMS], TODAY)).toBeUndefined();
  });

  test.each<[string, Partial<SuspensionItems>, Partial<Parameters<typeof whyNotSuspended>[1]>, string]>([
    ['外国人住民', {}, { kind: 'foreign' }, '外国人住民と死亡した方'],
    ['死亡した方', {}, { status: 'deceased' }, '外国人住民と死亡した方'],
    ['始まりが明日', { from: '2026-11-25' }, {}, '今日より後'],
    ['終わりが始まりより前', { until: '2026-09-30' }, {}, '始まりより前'],
    ['昨日で終わっている', { until: '2026-11-23' }, {}, 'もう終わっています'],
  ])('断る：%s', (_, items, person, sentence) => {
    expect(whyNotSuspended({ ...ITEMS, ...items }, { ...CITIZEN, ...person }, [], TODAY)).toMatchObject(
      refused(sentence),
    );
  });

  it('変更では、過ぎた日を終わりにできる', () => {
    expect(whyNotItems({ ...ITEMS, until: '2026-11-20' }, TODAY)).toBeUndefined();
    expect(whyNotItems({ ...ITEMS, until: '2026-09-30' }, TODAY)).toMatchObject(refused('始まりより前'));
  });
});

describe('選挙権の停止の確認', () => {
  const proposal: SuspensionProposal = {
    kind: 'enter',
    items: ITEMS,
    by: { id: 'a', name: 'A' },
    at: '2026-11-24T00:00:00.000Z',
  };

  it('入力した職員とは別の職員が確認する', () => {
    expect(whyNotSuspensionConfirmed(proposal, 'b')).toBeUndefined();
    expect(whyNotSuspensionConfirmed(proposal, 'a')).toMatchObject(refused('別の職員'));
    expect(whyNotSuspensionConfirmed(undefined, 'b')).toMatchObject(refused('確認を待つものがありません'));
  });

  it('変更は一つずつ確認を待ち、終わった停止は変えられない', () => {
    expect(whyNotChanged({ state: 'standing' })).toBeUndefined();
    expect(whyNotChanged({ state: 'standing', proposal })).toMatchObject(refused('確認を待っています'));
    expect(whyNotChanged({ state: 'ended' })).toMatchObject(refused('終わった停止'));
  });
});

test.each([
  ['2026-09-30', false],
  ['2026-10-01', true],
  ['2028-09-30', true],
  ['2028-10-01', false],
])('停止の期間は両端の日を含む：%s', (day, expected) => {
  expect(isSuspendedOn(ITEMS, day)).toBe(expected);
  const { until: _, ...open } = ITEMS;
  expect(isSuspendedOn(open, '2060-01-01')).toBe(true);
});

test('終わってから四か月で消す', () => {
  expect(eraseSuspensionOn('2026-11-30')).toBe('2027-03-31');
});
