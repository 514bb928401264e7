import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { isOpenDay } from '#app/vocabulary/business-days.ts';
import { addDays, daysBetween } from '#app/vocabulary/dates.ts';
import {
  birthNotificationDeadline,
  canFileOn,
  cardContinuationDeadline,
  deathNotificationDeadline,
  filingWindow,
  householdChangeDeadline,
  isHastyVisit,
  lastDayOfMovingInByCard,
  movingDaysFor,
  movingInDeadline,
  relocationDeadline,
  visitRange,
} from '#app/vocabulary/deadlines.ts';

const day = fc.integer({ min: 0, max: 5000 }).map((days) => addDays('2026-01-01', days));

describe('オンラインの転出届の受付期間（異動日の30日前から10日後まで）', () => {
  it('異動日 2026-04-01 なら 2026-03-02 から 2026-04-11 まで', () => {
    expect(filingWindow('2026-04-01')).toEqual({ first: '2026-03-02', last: '2026-04-11' });
  });

  test.each([
    ['2026-03-01', false],
    ['2026-03-02', true],
    ['2026-04-01', true],
    ['2026-04-11', true],
    ['2026-04-12', false],
  ])('%s に届け出られるか: %s', (filedOn, answer) => {
    expect(canFileOn(filedOn, '2026-04-01')).toBe(answer);
  });

  it('届出日から見た異動日の範囲は、異動日から見た受付期間と同じことを言う', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -60, max: 60 }), (filedOn, shift) => {
        const movingOn = addDays(filedOn, shift);
        const { first, last } = movingDaysFor(filedOn);
        expect(first <= movingOn && movingOn <= last).toBe(canFileOn(filedOn, movingOn));
        expect(canFileOn(filedOn, movingOn)).toBe(shift >= -10 && shift <= 30);
      }),
    );
  });
});

describe('特例転入の期限（住民基本台帳法施行令第24条の2）', () => {
  test.each([
    ['2026-04-01', '2026-04-03', '2026-04-17', '異動日から14日'],
    ['2026-03-31', '2026-03-31', '2026-04-14', '異動日から14日'],
    ['2026-03-20', '2026-04-10', '2026-04-20', '予定日から30日の4月19日は日曜日'],
    ['2026-12-28', '2026-12-30', '2027-01-13', '年をまたぐ'],
    ['2026-11-20', '2026-12-25', '2026-12-21', '予定日から30日の12月20日は日曜日。異動日より前に過ぎている'],
  ])('予定日 %s、異動日 %s なら %s まで（%s）', (plannedOn, movedInOn, last) => {
    expect(lastDayOfMovingInByCard(plannedOn, movedInOn)).toBe(last);
  });

  it('期限は必ず開庁日で、二つの限度の早い方から次の開庁日までにある', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -40, max: 60 }), (plannedOn, shift) => {
        const movedInOn = addDays(plannedOn, shift);
        const last = lastDayOfMovingInByCard(plannedOn, movedInOn);
        const raw = shift + 14 < 30 ? addDays(movedInOn, 14) : addDays(plannedOn, 30);
        expect(isOpenDay(last)).toBe(true);
        expect(daysBetween(raw, last)).toBeGreaterThanOrEqual(0);
        for (let date = raw; date < last; date = addDays(date, 1)) expect(isOpenDay(date)).toBe(false);
      }),
    );
  });
});

describe('届出の期限', () => {
  it('転入届は住み始めた日の翌日から14日（住民基本台帳法第22条）', () => {
    expect(movingInDeadline('2026-11-24')).toBe('2026-12-08');
    expect(movingInDeadline('2026-12-17')).toBe('2027-01-04');
  });

  it('転居届は14日（住民基本台帳法第23条）、世帯変更届は14日（第25条）', () => {
    expect(relocationDeadline('2026-11-24')).toBe('2026-12-08');
    expect(householdChangeDeadline('2026-11-24')).toBe('2026-12-08');
  });

  it('出生届は生まれた日を含めて14日、死亡届は知った日を含めて7日（戸籍法第43条・第49条・第86条）', () => {
    expect(birthNotificationDeadline('2026-11-24')).toBe('2026-12-07');
    expect(deathNotificationDeadline('2026-11-24')).toBe('2026-11-30');
  });

  it('カードの継続利用は転入届から90日（住民基本台帳法施行令第30条の20）', () => {
    expect(cardContinuationDeadline('2026-04-03')).toBe('2026-07-02');
  });
});

describe('来庁予定日', () => {
  it('届出の翌開庁日から、特例転入の期限まで', () => {
    expect(visitRange({ filedOn: '2026-11-20', plannedOn: '2026-11-15', movingOn: '2026-11-15' })).toEqual({
      earliest: '2026-11-24',
      latest: '2026-11-30',
    });
  });

  it('異動日より前は選べず、異動日が閉庁日なら次の開庁日から（住民基本台帳法第22条）', () => {
    expect(visitRange({ filedOn: '2026-11-24', plannedOn: '2026-12-05', movingOn: '2026-12-05' })).toEqual({
      earliest: '2026-12-07',
      latest: '2026-12-21',
    });
  });

  it('期限が先に過ぎていれば選べる日はない', () => {
    expect(visitRange({ filedOn: '2026-11-20', plannedOn: '2026-11-20', movingOn: '2026-12-25' })).toBeUndefined();
  });

  it('届出から2開庁日ないうちの来庁は注意だけする', () => {
    expect(isHastyVisit('2026-11-20', '2026-11-24')).toBe(true);
    expect(isHastyVisit('2026-11-20', '2026-11-25')).toBe(false);
  });

  it('受付期間の中で届け出れば、いつでも選べる日がある', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -10, max: 30 }), (filedOn, shift) => {
        const movingOn = addDays(filedOn, shift);
        const range = visitRange({ filedOn, plannedOn: movingOn, movingOn });
        expect(range).toBeDefined();
        expect(isOpenDay(range?.earliest ?? '')).toBe(true);
        expect((range?.earliest ?? '') >= movingOn).toBe(true);
      }),
    );
  });
});
