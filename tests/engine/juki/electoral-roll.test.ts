import { describe, expect, it, test } from 'vitest';
import type { ChangeReason } from '#app/juki/core/change-reasons.ts';
import {
  changeOfEntry,
  type RollEntry,
  recordedDays,
  registrationDay,
  registrationOf,
} from '#app/juki/core/electoral-roll.ts';
import type { Resident } from '#app/juki/core/register.ts';
import { daysOfRegular, whyNoElection, whyNotConfirmed } from '#app/juki/core/roll-runs.ts';
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
const verdictOn = (
  person: Resident,
  since: string | undefined,
  { today = AS_OF, ageOn = AS_OF, hereSince = since } = {},
) => registrationOf(person, since && hereSince ? { since, hereSince } : undefined, { asOf: AS_OF, ageOn, today });
const recordedSince = (history: Resident[]) => recordedDays(history)?.since;

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
    expect(verdictOn(left('2026-12-03'), '2020-01-01', { today: '2026-12-04' })).toMatchObject({
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

  test.each([
    ['昭和5年月日不詳', 'register'],
    ['平成20年頃', 'unclear'],
    ['平成20年11月日不詳', 'register'],
    ['平成20年12月日不詳', 'unclear'],
    ['平成21年月日不詳', undefined],
  ])('生年月日の不詳：%s は、ありうる日のどれでも同じ答えになるときだけ判断する', (text, expected) => {
    const person = { ...ADULT, bornOn: { text, kind: 'unknown' as const } };
    expect(verdictOn(person, '2020-01-01')?.kind).toBe(expected);
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

  it('施行令第16条：転出取消なら直ちに、再転入なら三か月たって資格を得てから表示を消す', () => {
    const unmarked = { kind: 'unmark', entry: registered };
    expect(changeOfEntry(marked, row('cancellationAdding', '2026-08-03'), '2026-08-03')).toMatchObject(unmarked);
    const back = row('domesticMovingIn', '2026-08-20', '2026-08-20');
    const recorded = recordedDays([back]);
    expect(changeOfEntry(marked, back, '2026-08-20')).toBeUndefined();
    expect(changeOfEntry(marked, back, '2026-11-19', recorded)).toBeUndefined();
    expect(changeOfEntry(marked, back, '2026-11-20', recorded)).toMatchObject(unmarked);
    expect(changeOfEntry(registered, ADULT, '2026-11-24')).toBeUndefined();
  });

  it('第28条第2号：四か月の間に戻っても、資格を得る前に四か月が過ぎれば抹消する', () => {
    const back = row('domesticMovingIn', '2026-10-01', '2026-10-01');
    expect(changeOfEntry(marked, back, '2026-12-01', recordedDays([back]))).toBeUndefined();
    expect(changeOfEntry(marked, back, '2026-12-02', recordedDays([back]))).toMatchObject({
      kind: 'remove',
      article: '公職選挙法第28条第2号',
    });
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

const ELECTION = { name: '市長選挙', asOf: '2026-12-05', announcedOn: '2026-12-06', pollingOn: '2026-12-13' };

describe('選挙時登録（公職選挙法第22条第2項・第3項）', () => {
  test.each([
    ['選挙期日の翌日が18歳の誕生日', '2008-12-14', 'register'],
    ['選挙期日の翌々日が18歳の誕生日', '2008-12-15', undefined],
  ])('年齢は選挙期日で、記録の三か月は基準日で数える：%s', (_, bornOn, expected) => {
    const person = { ...ADULT, bornOn: exactDate(bornOn) };
    const days = { asOf: '2026-12-05', ageOn: '2026-12-13', today: '2026-12-05' };
    expect(registrationOf(person, { since: '2026-09-05', hereSince: '2026-09-05' }, days)?.kind).toBe(expected);
    expect(registrationOf(person, { since: '2026-09-06', hereSince: '2026-09-06' }, days)).toBeUndefined();
  });

  test.each<[string, Partial<typeof ELECTION>, string, string | undefined]>([
    ['順に並ぶ', {}, '2026-11-24', undefined],
    ['基準日と告示日が同じ', { asOf: '2026-12-06' }, '2026-11-24', undefined],
    ['基準日が告示日より後', { asOf: '2026-12-07' }, '2026-11-24', '日付の順が違います'],
    ['選挙期日が告示日', { pollingOn: '2026-12-06' }, '2026-11-24', '日付の順が違います'],
    ['選挙期日の前の日', {}, '2026-12-12', undefined],
    ['選挙期日', {}, '2026-12-13', '今日より後の選挙'],
  ])('日程の点検：%s', (_, changes, today, expected) => {
    const refusal = whyNoElection({ ...ELECTION, ...changes }, today);
    if (expected === undefined) expect(refusal).toBeUndefined();
    else expect(refusal).toMatchObject({ code: 'E42', sentence: expect.stringContaining(expected) });
  });

  test.each([
    ['登録月の一日が告示の日', { announcedOn: '2026-12-01' }, '2026-12-13'],
    ['登録月の一日が選挙期日の前の日', { announcedOn: '2026-11-25', pollingOn: '2026-12-02' }, '2026-12-02'],
    ['登録月の一日が選挙期日', { announcedOn: '2026-11-25', pollingOn: '2026-12-01' }, '2026-12-01'],
    ['登録月の一日が告示の日の前', {}, '2026-12-01'],
  ])('第22条第2項：%s なら、定時登録の年齢は %s で数える', (_, changes, ageOn) => {
    expect(daysOfRegular('2026-12-01', [{ ...ELECTION, ...changes }])).toEqual({ asOf: '2026-12-01', ageOn });
  });
});

describe('区間異動（公職選挙法第269条）', () => {
  const moved = { ...row('wardMovingIn', '2026-11-20', '2026-11-19'), cityRecordedSince: '2020-04-01' };

  it('三か月は市の区域で通して数え、前の区が知らせた日から続く', () => {
    expect(recordedDays([moved])).toEqual({ since: '2020-04-01', hereSince: '2026-11-20' });
    expect(recordedDays([row('relocation', '2026-11-25'), moved])?.since).toBe('2020-04-01');
    expect(verdictOn(moved, '2020-04-01', { hereSince: '2026-11-20' })?.kind).toBe('register');
  });

  it('前の区が知らせていなければ、区間異動の届出から数える', () => {
    expect(recordedSince([row('wardMovingIn', '2026-11-20', '2026-11-19')])).toBe('2026-11-19');
  });

  it('基準日にこの区の住民基本台帳に記録されていない方は、前の区が登録する', () => {
    const late = { hereSince: '2026-12-02', today: '2026-12-03' };
    expect(verdictOn(moved, '2020-04-01', late)).toBeUndefined();
    const toWard = (on: string) => left(on, { removed: { reason: 'wardMovingOut', on } });
    expect(verdictOn(toWard('2026-12-01'), '2020-01-01')).toBeUndefined();
    expect(verdictOn(toWard('2026-12-02'), '2020-01-01', { today: '2026-12-03' })).toMatchObject({
      kind: 'register',
      entry: { state: 'marked', leftOn: '2026-12-02' },
    });
  });
});

describe('登録の確認（公職選挙法第22条）', () => {
  const run = { state: 'proposed' as const, asOf: AS_OF, startedBy: { id: 'a', name: 'A' }, collectedOn: AS_OF };
  test.each([
    ['ほかの職員が、登録月の一日に', {}, 'b', AS_OF, undefined],
    ['調べた職員', {}, 'a', AS_OF, '別の職員'],
    ['基準日の前', { collectedOn: '2026-11-30' }, 'b', '2026-11-30', 'まだ登録できません'],
    ['前の日に調べたまま', { collectedOn: '2026-11-30' }, 'b', AS_OF, 'もう一度調べて'],
    ['選挙期日の前の日', { election: ELECTION }, 'b', '2026-12-12', undefined],
    ['選挙期日', { election: ELECTION }, 'b', '2026-12-13', '選挙期日になったので'],
    ['まだ調べている', { state: 'collecting' as const }, 'b', AS_OF, '開き直して'],
  ])('%s', (_, changes, officer, today, expected) => {
    const refusal = whyNotConfirmed({ ...run, ...changes }, officer, today);
    if (expected === undefined) expect(refusal).toBeUndefined();
    else expect(refusal).toMatchObject({ code: 'E42', sentence: expect.stringContaining(expected) });
  });
});
