import { describe, expect, test } from 'vitest';
import { lastReconciliationDay, remedyNotices } from '#app/juki/core/reconciliation.ts';
import type { Resident } from '#app/juki/core/register.ts';
import type { DifferenceKind } from '#app/juki/numbers.ts';
import { CHOFU, familyOfFour, OLD_ADDRESS, Register, TODAY } from './family.ts';

const HERE = new Register(CHOFU).migrate(familyOfFour()).person(1);

function gone(status: Resident['status']): Resident {
  return { ...HERE, status, removed: { reason: 'exOfficioRemoval', on: '2026-11-10' } };
}

function told(kind: DifferenceKind, resident: Resident, detail?: string) {
  return remedyNotices(kind, resident, { today: TODAY, town: CHOFU, detail }).map(({ to, content }) => ({
    to,
    content,
  }));
}

describe('整合性確認の日', () => {
  test.each([
    ['2026-11-14', '2026-10-15'],
    ['2026-11-15', '2026-11-15'],
    ['2026-11-30', '2026-11-15'],
    ['2027-01-14', '2026-12-15'],
  ])('%s までに行うのは %s の整合性確認', (today, expected) => {
    expect(lastReconciliationDay(today)).toBe(expected);
  });
});

describe('本人確認情報の再通知（住民基本台帳法第30条の6）', () => {
  test.each<[string, DifferenceKind, Resident, string | undefined, object]>([
    [
      'J-LISにない方は、住民となった日からの記載',
      'unknownAtJlis',
      HERE,
      undefined,
      { event: 'entered', reason: 'exOfficioEntry', effectiveOn: '2015-04-01', address: OLD_ADDRESS },
    ],
    [
      '住民となった日の分からない方は、今日からの記載',
      'unknownAtJlis',
      { ...HERE, becameResidentOn: { text: '不詳', kind: 'unknown' } },
      undefined,
      { event: 'entered', reason: 'exOfficioEntry', effectiveOn: TODAY },
    ],
    [
      'J-LISで消除された方は、その消除の日からの記載',
      'removedAtJlis',
      HERE,
      '2026-10-01',
      { event: 'entered', reason: 'exOfficioEntry', effectiveOn: '2026-10-01' },
    ],
    [
      '消除の日を言わないJ-LISには、今日からの記載',
      'removedAtJlis',
      HERE,
      '',
      { event: 'entered', reason: 'exOfficioEntry', effectiveOn: TODAY },
    ],
    [
      '項目の違う方は、今日からの修正',
      'itemsAtJlis',
      HERE,
      undefined,
      { event: 'corrected', reason: 'exOfficioCorrection', effectiveOn: TODAY },
    ],
    [
      'J-LISに残る死亡した方は、死亡による消除',
      'stillAtJlis',
      gone('deceased'),
      undefined,
      { event: 'removed', reason: 'death', effectiveOn: '2026-11-10' },
    ],
    [
      'J-LISに残る転出した方は、転出による消除',
      'stillAtJlis',
      gone('movedOut'),
      undefined,
      { event: 'removed', reason: 'movingOut', effectiveOn: '2026-11-10' },
    ],
    [
      'J-LISに残る職権消除の方は、職権による消除',
      'stillAtJlis',
      gone('removed'),
      undefined,
      { event: 'removed', reason: 'exOfficioRemoval', effectiveOn: '2026-11-10' },
    ],
  ])('%sを知らせる', (_, kind, resident, detail, expected) => {
    expect(told(kind, resident, detail)).toMatchObject([
      { to: 'jlis', content: { municipalityCode: CHOFU.code, ...expected } },
    ]);
  });

  test('消除されていない方の消除と、職員が確かめる違いは、知らせない', () => {
    expect(told('stillAtJlis', HERE)).toEqual([]);
    for (const kind of ['elsewhereAtJlis', 'numberAtJlis', 'onlyAtJlis', 'copyMissing'] as const) {
      expect(told(kind, HERE)).toEqual([]);
    }
  });
});
