import { describe, expect, test } from 'vitest';
import type { RegisterRemoval, RegisterRestoration } from '#app/juki/acts.ts';
import { type ErrorName, refusal } from '#app/juki/core/checks.ts';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import { filed, NEARBY, relocating } from './acts.ts';
import { townWithHousemate } from './correcting.ts';
import { CHOFU, codeOf, MOVING_OUT_ID, movingOut, OLD_ADDRESS, protectedFamily, Register, TODAY } from './family.ts';

function removing(register: Register, serials: number[], changes: Partial<RegisterRemoval> = {}): RegisterRemoval {
  return {
    kind: 'RegisterRemoval',
    cause: 'exOfficio',
    householdNumber: register.person(1).householdNumber,
    persons: register.numbers(...serials),
    happenedOn: exactDate('2026-11-22'),
    notifiedOn: TODAY,
    source: 'exOfficio',
    ground: '職権記録書',
    ...changes,
  };
}

function restoring(register: Register, standings: Record<number, string>, changes: Partial<RegisterRestoration> = {}) {
  return {
    kind: 'RegisterRestoration' as const,
    persons: register.numbers(...Object.keys(standings).map(Number)),
    household: { kind: 'existing' as const, householdNumber: register.person(1).householdNumber },
    standings: filed(register, standings),
    ground: '職権記録書',
    ...changes,
  };
}

describe('死亡・失踪・職権消除の確認（住民基本台帳法施行令第8条、第12条）', () => {
  test.each<[string, ErrorName, number[], Partial<RegisterRemoval>]>([
    ['日本人が一人でもいる帰化', 'onlyForeigners', [5, 4], { cause: 'naturalisation' }],
    ['外国人が一人でもいる国籍喪失', 'onlyJapanese', [4, 5], { cause: 'nationalityLoss' }],
    ['根拠が空白の', 'missingGround', [4], { ground: '　' }],
    ['一人が生まれる前の', 'beforeBirth', [1, 3], { happenedOn: exactDate('2015-05-31') }],
    ['住民となる前の', 'beforeResidence', [4], { happenedOn: exactDate('2015-03-31') }],
  ])('%s消除は受け付けない', (_, name, serials, changes) => {
    const register = townWithHousemate();
    expect(register.try(removing(register, serials, changes))).toMatchObject({ refusal: refusal(name) });
  });

  test('日本人の国籍喪失でない職権消除には、外国人がいてもよい', () => {
    const register = townWithHousemate();
    register.do(removing(register, [4, 5]));
    expect(register.person(5)).toMatchObject({ status: 'removed', removed: { reason: 'exOfficioRemoval' } });
  });

  test('生まれた日の死亡も、住民となる前の死亡も、遅れて知られたこととして記載する', () => {
    const register = townWithHousemate();
    const death = { cause: 'death' as const, source: 'filed' as const, ground: '死亡届' };
    register.do(removing(register, [3], { ...death, happenedOn: exactDate('2015-06-01') }));
    register.do(removing(register, [4], { ...death, happenedOn: exactDate('2015-03-31') }));
    expect(register.person(4).removed).toEqual({ reason: 'death', on: '2015-03-31' });
  });

  test('失踪宣告は死亡とみなし、J-LISには職権消除として知らせる（民法第31条）', () => {
    const register = townWithHousemate();
    const { messages } = register.do(removing(register, [4], { cause: 'disappearance' }));
    expect(register.person(4)).toMatchObject({ status: 'deceased', removed: { reason: 'disappearance' } });
    expect(messages).toMatchObject([{ content: { event: 'removed', reason: 'exOfficioRemoval' } }]);
  });

  test('暦にある日の消除に、書かれた日は残さない', () => {
    const register = townWithHousemate();
    register.do(removing(register, [4]));
    expect(register.person(4).removed).not.toHaveProperty('dayOfRecord');
  });

  test('一人でも転出予定なら、転出の終わることを確かめ、事前通知を取り下げる（A18）', () => {
    const register = townWithHousemate();
    register.do(movingOut(register, [3, 4]));
    const { alerts, messages, followUps } = register.do(removing(register, [2, 4]));
    expect(alerts.map((one) => one.code)).toEqual(['A18']);
    expect(messages.filter((one) => one.type === 'MovingOutCertificateWithdrawn')).toMatchObject([
      { to: '142051', content: { movingOutId: MOVING_OUT_ID, residentRecordCodes: [codeOf(4)] } },
    ]);
    expect(followUps).toEqual([]);
  });
});

describe('職権回復の確認（住民基本台帳法施行令第12条）', () => {
  function removed(serials = [3, 4]): Register {
    const register = townWithHousemate();
    register.do(removing(register, serials));
    return register;
  }

  test.each<[string, ErrorName, (register: Register) => RegisterRestoration]>([
    ['誰もいない', 'nobodyMoves', (r) => restoring(r, {})],
    ['同じ方が二度の', 'unknownMover', (r) => restoring(r, { 4: '母' }, { persons: r.numbers(4, 4) })],
    ['根拠が空白の', 'missingGround', (r) => restoring(r, { 4: '母' }, { ground: '　' })],
    ['続柄の足りない', 'missingStandings', (r) => restoring(r, { 4: '母' }, { standings: [] })],
    [
      'ない世帯への',
      'unknownHousehold',
      (r) => restoring(r, { 4: '母' }, { household: { kind: 'existing', householdNumber: 'x' } }),
    ],
    ['今も住民である方の', 'stillResident', (r) => restoring(r, { 1: '世帯主' })],
  ])('%s回復は受け付けない', (_, name, command) => {
    const register = removed();
    expect(register.try(command(register))).toMatchObject({ refusal: refusal(name) });
  });

  test('支援措置のある除票は、担当職員だけが回復する（E08）', () => {
    const register = new Register(CHOFU).migrate(protectedFamily());
    const officer = { roles: ['protectionOfficer' as const] };
    register.do(removing(register, [2]), officer);
    const alone = () => restoring(register, { 2: '世帯主' }, { household: { kind: 'new' } });
    expect(register.try(alone())).toMatchObject({ refusal: refusal('protectedPerson') });
    expect(register.try(alone(), officer).accepted).toBe(true);
  });

  test('新しい世帯として元の住所に回復し、消除の日からの記載を知らせる（法第30条の6）', () => {
    const register = removed();
    register.do(relocating(register, [1, 2, 5], { newAddress: NEARBY }));
    const decision = register.do(restoring(register, { 4: '世帯主', 3: '子の子' }, { household: { kind: 'new' } }));
    const { householdNumber } = register.person(4);
    expect(register.slice.households.get(householdNumber)).toEqual({ householdNumber, address: OLD_ADDRESS });
    expect(decision.used).toEqual({ addressee: 0, household: 1 });
    expect(decision.result).toEqual({ householdNumber, addresseeNumbers: register.numbers(3, 4) });
    expect(decision.messages).toMatchObject(
      Array(2).fill({ content: { event: 'entered', effectiveOn: '2026-11-22', address: OLD_ADDRESS } }),
    );
  });

  test('ある世帯に回復するとき、世帯は増えず、住所はその世帯のものになる', () => {
    const register = removed();
    register.do(relocating(register, [1, 2, 5], { newAddress: NEARBY }));
    const decision = register.do(restoring(register, { 4: '母' }));
    expect(decision.used).toEqual({ addressee: 0, household: 0 });
    expect(decision.events.map((event) => event.kind)).toEqual(['ResidentsReopened']);
    expect(register.person(4)).toMatchObject({ status: 'resident', address: NEARBY });
  });
});
