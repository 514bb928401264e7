import { describe, expect, it, test } from 'vitest';
import type { ChangeReason } from '#app/juki/core/change-reasons.ts';
import {
  changeOfEntry,
  type RollEntry,
  recordedSince,
  registrationDay,
  registrationOf,
  whyNotConfirmed,
} from '#app/juki/core/electoral-roll.ts';
import type { Resident } from '#app/juki/core/register.ts';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import { CHOFU, familyOfFour, Register } from './family.ts';

const HEAD = [...new Register(CHOFU).migrate(familyOfFour()).slice.residents.values()].find((one) => one.householder);
if (!HEAD) throw new Error('no head');
const ADULT: Resident = HEAD;
const AS_OF = '2026-12-01';

function row(reason: ChangeReason, processedOn: string, notifiedOn?: string): Resident {
  return { ...ADULT, lastChange: { reason, processedOn, ...(notifiedOn ? { notifiedOn } : {}) } };
}
function left(on: string, changes: Partial<Resident> = {}): Resident {
  return { ...ADULT, status: 'movedOut', removed: { reason: 'domesticMovingOut', on }, ...changes };
}
const verdictOn = (person: Resident, since: string | undefined, today = AS_OF) =>
  registrationOf(person, since, { asOf: AS_OF, today });

describe('登録月の一日（公職選挙法第22条第1項）', () => {
  test.each([
    ['2026-11-24', undefined, '2026-12-01'],
    ['2026-12-01', undefined, '2026-12-01'],
    ['2026-12-31', undefined, '2026-12-01'],
    ['2026-12-01', '2026-12-01', '2027-03-01'],
    ['2027-01-01', '2026-12-01', '2027-03-01'],
    ['2027-04-01', '2026-12-01', '2027-06-01'],
  ])('%s の回は、前回が %s なら %s', (today, done, expected) => {
    expect(registrationDay(today, done)).toBe(expected);
  });
});

describe('記録された日（公職選挙法第21条第1項）', () => {
  it('ほかの市区町村からの転入は届出の日から、そのほかは住民票を作った日から数える', () => {
    expect(recordedSince([row('domesticMovingIn', '2026-08-20', '2026-08-12')])).toBe('2026-08-12');
    expect(recordedSince([row('wardMovingIn', '2026-08-20', '2026-08-12')])).toBe('2026-08-12');
    expect(recordedSince([row('movingInFromAbroad', '2026-08-20', '2026-08-12')])).toBe('2026-08-20');
    expect(recordedSince([row('naturalisationEntry', '2026-08-20', '2026-08-12')])).toBe('2026-08-20');
  });

  it('転居や修正では変わらず、再転入では新しく数え、転出取消と職権回復では前から続く', () => {
    const cameIn = row('domesticMovingIn', '2020-05-01', '2020-05-01');
    const gone = row('domesticMovingOut', '2025-01-10');
    expect(recordedSince([row('relocation', '2026-10-01'), row('minorCorrection', '2026-09-01'), cameIn])).toBe(
      '2020-05-01',
    );
    expect(recordedSince([row('domesticMovingIn', '2026-10-02', '2026-10-01'), gone, cameIn])).toBe('2026-10-01');
    expect(recordedSince([row('cancellationAdding', '2025-01-12'), gone, cameIn])).toBe('2020-05-01');
    expect(recordedSince([row('exOfficioRestoration', '2025-02-12'), gone, cameIn])).toBe('2020-05-01');
  });

  it('移行した記録は、住民となった日から数える', () => {
    expect(recordedSince([row('dataMigration', '2026-11-01')])).toBe('2015-04-01');
    expect(recordedSince([])).toBeUndefined();
  });
});

describe('被登録資格（公職選挙法第21条）', () => {
  test.each([
    ['三か月に一日足りない', '2026-09-02', undefined],
    ['三か月ちょうど', '2026-09-01', 'register'],
    ['三か月より前', '2020-01-01', 'register'],
  ])('第1項：%s', (_, since, expected) => {
    expect(verdictOn(ADULT, since)?.kind).toBe(expected);
  });

  test.each([
    ['基準日の翌日が18歳の誕生日（年齢計算ニ関する法律）', '2008-12-02', 'register'],
    ['基準日の翌々日が18歳の誕生日', '2008-12-03', undefined],
  ])('第9条：%s', (_, bornOn, expected) => {
    expect(verdictOn({ ...ADULT, bornOn: exactDate(bornOn) }, '2020-01-01')?.kind).toBe(expected);
  });

  it('日本国民だけを登録する（第9条）', () => {
    expect(verdictOn({ ...ADULT, kind: 'foreign' }, '2020-01-01')).toBeUndefined();
  });

  it('死亡した方、職権で消除した方は登録しない', () => {
    const dead: Resident = { ...ADULT, status: 'deceased', removed: { reason: 'death', on: '2026-11-30' } };
    expect(verdictOn(dead, '2020-01-01')).toBeUndefined();
    expect(verdictOn({ ...dead, status: 'removed' }, '2020-01-01')).toBeUndefined();
  });

  test.each([
    ['転出から四か月の最後の日', '2026-08-01', '2026-05-01', 'register'],
    ['四か月を過ぎた', '2026-07-31', '2026-04-01', undefined],
    ['転出までの記録が三か月に足りない', '2026-11-01', '2026-08-02', undefined],
    ['転出までの記録が三か月ちょうど', '2026-11-01', '2026-08-01', 'register'],
  ])('第2項（旧住所地での登録）：%s', (_, leftOn, since, expected) => {
    const verdict = verdictOn(left(leftOn), since);
    expect(verdict?.kind).toBe(expected);
    if (verdict)
      expect(verdict).toMatchObject({
        article: expect.stringContaining('第21条第2項'),
        entry: { state: 'marked', leftOn },
      });
  });

  it('基準日の後に転出した方は、登録と同時に表示する', () => {
    expect(verdictOn(left('2026-12-03'), '2020-01-01', '2026-12-04')).toMatchObject({
      kind: 'register',
      article: expect.stringContaining('第21条第1項'),
      entry: { state: 'marked', leftOn: '2026-12-03', registeredOn: '2026-12-04' },
    });
  });

  it('生年月日や記録された日が分からない方は、登録せずに職員が確かめる', () => {
    const unknown = { ...ADULT, bornOn: { text: '昭和二十年頃', kind: 'unknown' as const } };
    expect(verdictOn(unknown, '2020-01-01')).toMatchObject({
      kind: 'unclear',
      article: expect.stringContaining('第9条'),
    });
    expect(verdictOn(ADULT, undefined)).toMatchObject({ kind: 'unclear' });
    expect(verdictOn(unknown, '2020-01-01')?.entry).toBeUndefined();
  });
});

describe('表示と抹消（公職選挙法第27条、第28条）', () => {
  const registered: RollEntry = { state: 'registered', registeredOn: '2024-06-01' };
  const marked: RollEntry = { ...registered, state: 'marked', leftOn: '2026-08-01', removeFrom: '2026-12-02' };

  it('第27条第1項：転出した方に表示し、転出日が改められれば表示も改める', () => {
    expect(changeOfEntry(registered, left('2026-11-20'), '2026-11-20')).toMatchObject({
      kind: 'mark',
      article: '公職選挙法第27条第1項',
      entry: { state: 'marked', leftOn: '2026-11-20', removeFrom: '2027-03-21' },
    });
    expect(changeOfEntry(marked, left('2026-08-01'), '2026-11-20')).toBeUndefined();
    expect(changeOfEntry(marked, left('2026-08-05'), '2026-11-20')).toMatchObject({
      kind: 'mark',
      basisOn: '2026-08-05',
    });
  });

  it('第28条第2号：四か月を経過した日から抹消する。初日は数えない（民法第140条）', () => {
    expect(changeOfEntry(marked, left('2026-08-01'), '2026-12-01')).toBeUndefined();
    expect(changeOfEntry(marked, left('2026-08-01'), '2026-12-02')).toMatchObject({
      kind: 'remove',
      article: '公職選挙法第28条第2号',
      entry: { state: 'removed', removedBecause: 'left' },
    });
  });

  test.each<[string, Partial<Resident>]>([
    ['死亡', { status: 'deceased', removed: { reason: 'death', on: '2026-11-20' } }],
    ['失踪宣告', { status: 'removed', removed: { reason: 'disappearance', on: '2026-11-20' } }],
    ['国籍の喪失', { status: 'removed', removed: { reason: 'nationalityLossRemoval', on: '2026-11-20' } }],
    ['国籍を失って外国人住民になった', { kind: 'foreign' }],
  ])('第28条第1号：%s は直ちに抹消する', (_, changes) => {
    for (const entry of [registered, marked]) {
      expect(changeOfEntry(entry, { ...ADULT, ...changes }, '2026-11-24')).toMatchObject({
        kind: 'remove',
        article: '公職選挙法第28条第1号',
        entry: { removedBecause: 'gone' },
      });
    }
  });

  it('職権消除は住所を有しなくなったものとして表示する', () => {
    const removed = left('2026-11-20', {
      status: 'removed',
      removed: { reason: 'exOfficioRemoval', on: '2026-11-20' },
    });
    expect(changeOfEntry(registered, removed, '2026-11-24')?.kind).toBe('mark');
  });

  it('施行令第16条：転出取消や再転入で表示を消す', () => {
    expect(changeOfEntry(marked, ADULT, '2026-11-24')).toMatchObject({ kind: 'unmark', entry: registered });
    expect(changeOfEntry(registered, ADULT, '2026-11-24')).toBeUndefined();
  });

  it('第26条：死亡の記載が誤りなら補正登録し、四か月で抹消した方の再転入は三か月を待つ', () => {
    const gone: RollEntry = { state: 'removed', registeredOn: '2024-06-01', removedBecause: 'gone' };
    const back = row('exOfficioRestoration', '2026-11-24');
    expect(changeOfEntry(gone, back, '2026-11-24')).toMatchObject({
      kind: 'register',
      article: expect.stringContaining('第26条'),
    });
    expect(changeOfEntry({ ...gone, removedBecause: 'left' }, back, '2026-11-24')).toBeUndefined();
    expect(changeOfEntry(gone, row('domesticMovingIn', '2026-11-24'), '2026-11-24')).toBeUndefined();
    expect(changeOfEntry(gone, { ...back, status: 'deceased' }, '2026-11-24')).toBeUndefined();
  });
});

describe('登録の確認（公職選挙法第22条第1項）', () => {
  const run = { state: 'proposed' as const, asOf: AS_OF, startedBy: { id: 'a', name: 'A' }, collectedOn: AS_OF };
  test.each([
    ['ほかの職員が、登録月の一日に', {}, 'b', AS_OF, undefined],
    ['調べた職員', {}, 'a', AS_OF, '別の職員'],
    ['登録月の一日の前', { collectedOn: '2026-11-30' }, 'b', '2026-11-30', 'まだ登録できません'],
    ['前の日に調べたまま', { collectedOn: '2026-11-30' }, 'b', AS_OF, 'もう一度調べて'],
    ['まだ調べている', { state: 'collecting' as const }, 'b', AS_OF, '開き直して'],
  ])('%s', (_, changes, officer, today, expected) => {
    const refusal = whyNotConfirmed({ ...run, ...changes }, officer, today);
    if (expected === undefined) expect(refusal).toBeUndefined();
    else expect(refusal).toMatchObject({ code: 'E42', sentence: expect.stringContaining(expected) });
  });
});
