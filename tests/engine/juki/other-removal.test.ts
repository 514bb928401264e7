import { describe, expect, test } from 'vitest';
import type { RegisterRemoval, RegisterRestoration } from '#app/juki/acts.ts';
import { membersOf } from '#app/juki/core/register.ts';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import { filed } from './acts.ts';
import { CHOFU, familyOfFour, MOVING_OUT_ID, movingOut, protectedFamily, Register, TODAY } from './family.ts';

function town(): Register {
  return new Register(CHOFU).migrate(familyOfFour());
}

function removal(register: Register, serials: number[], changes: Partial<RegisterRemoval> = {}): RegisterRemoval {
  return {
    kind: 'RegisterRemoval',
    cause: 'death',
    householdNumber: register.person(1).householdNumber,
    persons: register.numbers(...serials),
    happenedOn: exactDate('2026-11-22'),
    notifiedOn: TODAY,
    source: 'filed',
    ground: '死亡届',
    ...changes,
  };
}

function restoration(
  register: Register,
  standings: Record<number, string>,
  changes: Partial<RegisterRestoration> = {},
): RegisterRestoration {
  return {
    kind: 'RegisterRestoration',
    persons: register.numbers(...Object.keys(standings).map(Number)),
    household: { kind: 'existing', householdNumber: register.person(1).householdNumber },
    standings: filed(register, standings),
    ground: '職権記録書',
    ...changes,
  };
}

describe('死亡・失踪・職権消除（戸籍法第86条、住民基本台帳法施行令第8条、第12条）', () => {
  test('死亡で消除し、J-LISに死亡の日で知らせる（法第30条の6）', () => {
    const register = town();
    const { messages } = register.do(removal(register, [4]));
    expect(register.person(4)).toMatchObject({
      status: 'deceased',
      removed: { reason: 'death', on: '2026-11-22' },
      lastChange: { reason: 'death', notifiedOn: TODAY },
    });
    expect(messages).toMatchObject([{ content: { event: 'removed', reason: 'death', effectiveOn: '2026-11-22' } }]);
  });

  test('世帯主の死亡で一人が残れば、その方が職権で世帯主になる（標準仕様書4.0.4）', () => {
    const register = town();
    register.do(removal(register, [3, 4], { cause: 'exOfficio', source: 'exOfficio', ground: '実態調査' }));
    register.do(removal(register, [1]));
    expect(register.person(2)).toMatchObject({ householder: true, relationship: '世帯主' });
    register.do(removal(register, [2]));
    expect(register.slice.households.get(register.person(1).householdNumber)?.endedOn).toBe('2026-11-22');
  });

  test('死亡の日が不詳なら、書かれたとおりに残す（標準仕様書1.1.8）', () => {
    const register = town();
    const happenedOn = { text: '令和８年１１月上旬', kind: 'unknown' as const };
    register.do(removal(register, [4], { happenedOn }));
    expect(register.person(4).removed).toEqual({ reason: 'death', on: TODAY, dayOfRecord: happenedOn });
  });

  test('転出予定の方が亡くなれば、転出は終わり、事前通知を取り消す（法第24条の2）', () => {
    const register = town();
    register.do(movingOut(register, [4]));
    const decision = register.do(removal(register, [4]));
    expect(decision.alerts.map((one) => one.code)).toEqual(['A18']);
    expect(decision.messages.map((one) => one.type)).toEqual([
      'IdentityInformationNotice',
      'MovingOutCertificateWithdrawn',
    ]);
    register.today = '2026-12-01';
    expect(register.do({ kind: 'RemoveDueMovers', movingOutId: MOVING_OUT_ID }).events).toEqual([]);
    expect(register.person(4).status).toBe('deceased');
  });

  const refusals: [string, string, Partial<RegisterRemoval>][] = [
    ['E01', '根拠がない', { ground: ' ' }],
    ['E01', '誰もいない', { persons: [] }],
    ['E02', '異動日が今日より後', { happenedOn: exactDate('2026-11-25') }],
    ['E03', '届出日が今日より後', { notifiedOn: '2026-11-25' }],
    ['E07', '生まれる前', { happenedOn: exactDate('1950-01-01') }],
    ['E07', '住民となる前の職権消除', { cause: 'exOfficio', happenedOn: exactDate('2015-03-31') }],
    ['E26', '日本人の帰化', { cause: 'naturalisation' }],
  ];
  test.each(refusals)('%s %s消除は受け付けない', (code, _title, changes) => {
    const register = town();
    const before = register.slice;
    expect(register.try(removal(register, [4], changes))).toMatchObject({ refusal: { code } });
    expect(register.slice).toBe(before);
  });

  test('二度目は住民でないので断る（E14）。支援措置の世帯は担当職員だけ（E08）', () => {
    const register = town();
    register.do(removal(register, [4]));
    expect(register.try(removal(register, [4]))).toMatchObject({ refusal: { code: 'E14' } });
    const other = new Register(CHOFU).migrate(protectedFamily());
    expect(other.try(removal(other, [4]))).toMatchObject({ refusal: { code: 'E08' } });
  });
});

describe('職権回復（住民基本台帳法施行令第12条）', () => {
  test('職権消除された方を元に戻し、消除の日からの記載を知らせる', () => {
    const register = town();
    register.do(removal(register, [3], { cause: 'exOfficio' }));
    const { messages } = register.do(restoration(register, { 3: '子' }));
    expect(register.person(3)).toMatchObject({ status: 'resident', lastChange: { reason: 'exOfficioRestoration' } });
    expect(register.person(3).removed).toBeUndefined();
    expect(messages).toMatchObject([
      { content: { event: 'entered', reason: 'exOfficioEntry', effectiveOn: '2026-11-22' } },
    ]);
    expect(membersOf(register.slice, register.person(1).householdNumber)).toHaveLength(4);
  });

  test('世帯が終わっていれば新しい世帯に戻す', () => {
    const register = town();
    register.do(removal(register, [1, 2, 3, 4], { cause: 'exOfficio' }));
    const old = register.person(1).householdNumber;
    register.do(restoration(register, { 1: '世帯主', 2: '妻' }, { household: { kind: 'new' } }));
    expect(register.person(1).householdNumber).not.toBe(old);
    expect(register.person(2).householdNumber).toBe(register.person(1).householdNumber);
  });

  test('今も住民の方（E24）と、転出した方（E18）は回復しない', () => {
    const register = town();
    expect(register.try(restoration(register, { 3: '子' }))).toMatchObject({ refusal: { code: 'E24' } });
    register.do(movingOut(register, [3], { plannedOn: TODAY }));
    expect(register.try(restoration(register, { 3: '子' }))).toMatchObject({
      refusal: { code: 'E18', article: '住民基本台帳法第24条' },
    });
  });

  test('続柄（E01）、根拠（E01）、終わった世帯（E01）、二人目の世帯主（E06）', () => {
    const register = town();
    register.do(removal(register, [3], { cause: 'exOfficio' }));
    const tries: [Partial<RegisterRestoration>, string][] = [
      [{ standings: [] }, 'E01'],
      [{ ground: '' }, 'E01'],
      [{ household: { kind: 'existing', householdNumber: 'x' } }, 'E01'],
      [{ standings: filed(register, { 3: '世帯主' }) }, 'E06'],
    ];
    for (const [changes, code] of tries) {
      expect(register.try(restoration(register, { 3: '子' }, changes))).toMatchObject({ refusal: { code } });
    }
  });
});
