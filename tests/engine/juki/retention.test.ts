import { describe, expect, test } from 'vitest';
import { lastRetentionDay, retainedFrom, retentionLimits } from '#app/juki/core/retention.ts';

describe('除票の保存（住民基本台帳法施行令第34条、標準仕様書1.1.5）', () => {
  test.each([
    ['2026-03-31', '2025-04-01'],
    ['2026-04-01', '2026-04-01'],
    ['2026-12-31', '2026-04-01'],
  ])('%s に当たる年次処理の日は %s', (today, due) => {
    expect(lastRetentionDay(today)).toBe(due);
  });

  test('5年で移し、150年で消す。ちょうどの日はまだ', () => {
    const { storedBefore, erasedBefore } = retentionLimits('2032-04-01');
    expect('2027-03-31' < storedBefore).toBe(true);
    expect('2027-04-01' < storedBefore).toBe(false);
    expect('1882-03-31' < erasedBefore).toBe(true);
    expect('1882-04-01' < erasedBefore).toBe(false);
  });

  const removed = { reason: 'death', on: '2026-11-22' } as const;
  const lastChange = { reason: 'death', processedOn: '2026-11-24' } as const;

  test('年数は、死亡の日ではなく消除した日から数える', () => {
    expect(retainedFrom({ status: 'deceased', removed, lastChange })).toBe('2026-11-24');
  });

  test('除票に後から書けば、その日から数える', () => {
    const later = { reason: 'exOfficioCorrection', processedOn: '2027-02-01' } as const;
    expect(retainedFrom({ status: 'deceased', removed, lastChange: later })).toBe('2027-02-01');
  });

  test('処理より後の日に消除される方は、その日から数える', () => {
    expect(retainedFrom({ status: 'movedOut', removed: { ...removed, on: '2026-12-01' }, lastChange })).toBe(
      '2026-12-01',
    );
  });

  test('住民には保存期間がない', () => {
    expect(retainedFrom({ status: 'resident', removed, lastChange })).toBeNull();
    expect(retainedFrom({ status: 'resident', lastChange })).toBeNull();
  });
});
