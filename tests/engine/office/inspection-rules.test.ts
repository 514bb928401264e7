import { describe, expect, it, test } from 'vitest';
import { applicationOf, InspectionEntry } from '#app/office/inspections/inspection-form.ts';
import type { InspectionRecord, InspectionState } from '#app/office/inspections/inspection-record.ts';
import {
  type InspectionAct,
  type InspectionFacts,
  inspectionAfter,
  type ReadingStart,
  whyNotInspection,
} from '#app/office/inspections/inspection-rules.ts';
import { appealWords, rangeWords } from '#app/office/inspections/inspection-words.ts';
import { fiscalYearOf, fiscalYearWord, publishedYears, readYear } from '#app/office/inspections/publication-words.ts';

const TYPED = {
  inspectionId: '01990000-0000-7000-8000-000000000001',
  ground: 'research',
  applicantName: '多摩世論調査研究所',
  representative: '調査　一郎',
  address: '東京都調布市布田一丁目1番地',
  purpose: '暮らしの世論調査の対象者の抽出',
  outline: '暮らしの世論調査',
  readers: '調査　花子、東京都調布市布田一丁目1番地',
  towns: '小島町　布田',
  bornFrom: '昭和50年4月1日',
  most: '50',
  plannedFrom: '令和8年11月24日',
  plannedUntil: '令和8年11月30日',
  management: '鍵のかかる書庫に置き、抽出のあと消去する',
  handlers: '調査部の3人',
  results: '集計を報告書で公表する',
  pledged: 'yes',
};
const application = applicationOf(InspectionEntry.parse(TYPED));
const RECORD: InspectionRecord = { application, review: { by: { id: 'r1', name: '審査' }, opinion: '公益性が高い' } };

const ACTS: Record<InspectionAct['act'] | 'read', InspectionAct | ReadingStart> = {
  review: { act: 'review', opinion: '公益性が高い' },
  approve: { act: 'approve' },
  refuse: { act: 'refuse', reason: '営利の目的' },
  withdraw: { act: 'withdraw', reason: '調査の中止' },
  finish: { act: 'finish' },
  read: { act: 'read', readingId: 'x', reader: '調査　花子', document: '旅券' },
};
const facts = (changes: Partial<InspectionFacts> = {}): InspectionFacts => ({
  state: 'approved',
  record: RECORD,
  officerId: 'o1',
  today: '2026-11-24',
  soleDecision: false,
  readingNow: false,
  ...changes,
});

describe('閲覧の申出の処理 × 状態（住民基本台帳法第11条、第11条の2）', () => {
  const possible: Record<InspectionState, string[]> = {
    filed: ['review', 'withdraw'],
    reviewed: ['approve', 'refuse', 'withdraw'],
    approved: ['withdraw', 'finish', 'read'],
    refused: [],
    withdrawn: [],
    finished: [],
  };
  test.each(Object.entries(possible))('%s で行える処理', (state, expected) => {
    const at = facts({ state: state as InspectionState });
    const allowed = Object.entries(ACTS).flatMap(([name, act]) => (whyNotInspection(act, at) ? [] : [name]));
    expect(allowed).toEqual(expected);
  });

  it('審査した職員は決裁できない。専決の市では一人で行える（標準仕様書 4.0.8）', () => {
    for (const act of [ACTS.approve, ACTS.refuse]) {
      const same = facts({ state: 'reviewed', officerId: 'r1' });
      expect(whyNotInspection(act, same)?.sentence).toContain('別の職員');
      expect(whyNotInspection(act, { ...same, soleDecision: true })).toBeUndefined();
    }
    expect(whyNotInspection(ACTS.withdraw, facts({ state: 'reviewed', officerId: 'r1' }))).toBeUndefined();
  });

  test.each([
    ['2026-11-23', false],
    ['2026-11-24', true],
    ['2026-11-30', true],
    ['2026-12-01', false],
  ])('%s に閲覧できるか', (today, expected) => {
    expect(whyNotInspection(ACTS.read, facts({ today })) === undefined).toBe(expected);
  });

  it('申出にない閲覧者は断り、閲覧しているあいだは、ほかの閲覧も完了も取下げもできない', () => {
    const stranger: ReadingStart = { act: 'read', readingId: 'x', reader: '知らない　人', document: '旅券' };
    expect(whyNotInspection(stranger, facts())?.sentence).toContain('申出にない方');
    for (const act of [ACTS.read, ACTS.finish, ACTS.withdraw]) {
      expect(whyNotInspection(act, facts({ readingNow: true }))?.sentence).toContain('いま閲覧している方');
    }
  });

  it('決めたことは、だれがいつ、どんな理由で決めたかとともに残る', () => {
    const by = { id: 'a1', name: '決裁' };
    const filed: InspectionRecord = { application };
    const made = (act: InspectionAct) => inspectionAfter(act, filed, by, '2026-11-24');
    expect(made({ act: 'review', opinion: '認めてよい' }).review).toEqual({ by, opinion: '認めてよい' });
    expect(made({ act: 'approve' }).decision).toEqual({ by, on: '2026-11-24', reason: '' });
    expect(made({ act: 'refuse', reason: '営利' }).decision).toEqual({ by, on: '2026-11-24', reason: '営利' });
    expect(made({ act: 'withdraw', reason: '中止' }).withdrawn).toEqual({ on: '2026-11-24', reason: '中止' });
    expect(made({ act: 'finish' })).toEqual(filed);
  });
});

describe('閲覧の申出に書くこと（住民基本台帳法第11条第2項、第11条の2第2項）', () => {
  const errorsOf = (changes: Record<string, string | undefined>) => {
    const result = InspectionEntry.safeParse({ ...TYPED, ...changes });
    return result.success ? [] : result.error.issues.map((issue) => issue.path.join('.')).toSorted();
  };
  test.each<[string, Record<string, string | undefined>, string[]]>([
    ['法人の調査研究', {}, []],
    ['個人の調査研究は、取扱者の範囲が要らない', { representative: '', handlers: '' }, []],
    ['法人は、取扱者の範囲が要る', { handlers: '' }, ['handlers']],
    ['調査研究は、成果の取扱いが要る', { results: '' }, ['results']],
    ['公共的な活動は、成果の取扱いが要らない', { ground: 'publicActivity', results: '' }, []],
    [
      '個人・法人は、住所、管理の方法、誓約書が要る',
      { address: '', management: '', pledged: undefined },
      ['address', 'management', 'pledged'],
    ],
    [
      '機関は、それらが要らない',
      { ground: 'organ', address: '', management: '', results: '', handlers: '', pledged: undefined },
      [],
    ],
    ['機関は、事務の責任者が要る', { ground: 'organ', representative: '' }, ['representative']],
    ['目的と、公表する概要が要る', { purpose: '', outline: '' }, ['outline', 'purpose']],
    [
      '犯罪捜査などは、目的の代わりに法令と理由',
      { ground: 'organ', secret: 'yes', purpose: '', outline: '' },
      ['law', 'why'],
    ],
    ['犯罪捜査などは、機関だけ', { secret: 'yes', law: '法', why: '理由' }, ['secret']],
    ['根拠を選ばない', { ground: undefined }, ['ground']],
    ['閲覧者の職名・住所がない', { readers: '調査　花子' }, ['readers']],
    ['閲覧者が6人', { readers: Array.from({ length: 6 }, (_, at) => `人${at}、係`).join('\n') }, ['readers']],
    ['同じ閲覧者が二度', { readers: '調査　花子、係\n調査　花子、係長' }, ['readers']],
    ['町字が6つ', { towns: 'ああ いい うう ええ おお かか' }, ['towns']],
    ['町字が1文字', { towns: '布' }, ['towns']],
    ['生年月日が読めない', { bornUntil: 'きのう' }, ['bornUntil']],
    ['生年月日の始まりと終わりが逆', { bornUntil: '昭和50年3月31日' }, ['bornUntil']],
    ['期間の始まりと終わりが逆', { plannedUntil: '令和8年11月23日' }, ['plannedUntil']],
    ['人数が多すぎる', { most: '1001' }, ['most']],
    ['間隔が0', { every: '0' }, ['every']],
  ])('%s', (_, changes, expected) => {
    expect(errorsOf(changes)).toEqual(expected);
  });

  it('書かれたとおりの範囲になり、一行の言葉になる', () => {
    expect(application.range).toEqual({ towns: ['小島町', '布田'], bornFrom: '1975-04-01', every: 1, most: 50 });
    expect(rangeWords(application.range)).toBe('小島町、布田／昭和50年4月1日以後に生まれた方／50人まで');
    expect(rangeWords({ towns: ['布田'], bornUntil: '2006-04-01', sex: '2', every: 10, most: 5 })).toBe(
      '布田／平成18年4月1日までに生まれた方／女／10人に1人／5人まで',
    );
  });
});

describe('教示と公表の年度', () => {
  it('個人・法人には審査請求と取消しの訴えを教示し、機関には手続がないことを示す（行政不服審査法第82条・第7条第2項）', () => {
    const told = appealWords('research', { name: '調布市' });
    expect(told).toContain('3か月以内に、調布市長に審査請求');
    expect(told).toContain('6か月以内に、調布市を被告');
    expect(appealWords('organ', { name: '調布市' })).toContain('審査請求の手続はありません');
  });

  test.each([
    ['2026-03-31', 2025, '令和7年度'],
    ['2026-04-01', 2026, '令和8年度'],
    ['2026-12-31', 2026, '令和8年度'],
  ])('%s は %d の年度', (day, year, word) => {
    expect([fiscalYearOf(day), fiscalYearWord(fiscalYearOf(day))]).toEqual([year, word]);
  });

  it('公表するのは、この年度とその前の5年度だけ', () => {
    expect(publishedYears(2026)).toEqual([2026, 2025, 2024, 2023, 2022, 2021]);
    expect(readYear(null, 2026)).toBe(2026);
    expect(readYear('2021', 2026)).toBe(2021);
    for (const other of ['2020', '2027', 'x', '']) expect(readYear(other, 2026)).toBeUndefined();
  });
});
