import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evolve } from '#app/juki/core/evolve.ts';
import { EMPTY_SLICE, membersOf, type RegisterSlice } from '#app/juki/core/register.ts';
import { addDays } from '#app/vocabulary/dates.ts';
import {
  CHOFU,
  cancelling,
  familyOfFour,
  movingOut,
  NEW_ADDRESS,
  noticeOf,
  OLD_ADDRESS,
  Register,
  YOKOHAMA_NAKA,
} from './family.ts';

type Step =
  | { kind: 'moveOut'; movers: number[]; inDays: number; toYokohama: boolean; named?: number }
  | { kind: 'cancel'; movers: number[]; which: number }
  | { kind: 'night'; days: number }
  | { kind: 'notice'; movers: number[]; which: number; daysAgo: number; revision: number; elsewhere: boolean };

const movers = fc.uniqueArray(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 });
const which = fc.integer({ min: 0, max: 3 });

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('moveOut' as const),
    movers,
    inDays: fc.integer({ min: -3, max: 10 }),
    toYokohama: fc.boolean(),
    named: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
  }),
  fc.record({ kind: fc.constant('cancel' as const), movers, which }),
  fc.record({ kind: fc.constant('night' as const), days: fc.integer({ min: 0, max: 6 }) }),
  fc.record({
    kind: fc.constant('notice' as const),
    movers,
    which,
    daysAgo: fc.integer({ min: 0, max: 8 }),
    revision: fc.integer({ min: 1, max: 3 }),
    elsewhere: fc.boolean(),
  }),
);

function idOf(serial: number): string {
  return `01990000-0000-7000-8000-${String(serial).padStart(12, '0')}`;
}

/** Plays the steps that are possible; what is refused changes nothing. */
function play(steps: readonly Step[]): { register: Register; opened: number } {
  const register = new Register(CHOFU).migrate(familyOfFour());
  let opened = 0;
  for (const one of steps) {
    const before = register.slice;
    if (one.kind === 'night') {
      register.today = addDays(register.today, one.days);
      for (const movingOutId of register.slice.movingOuts.keys()) register.do({ kind: 'RemoveDueMovers', movingOutId });
      continue;
    }
    const decision = attempt(register, one, opened);
    if (!decision.accepted) expect(register.slice).toBe(before);
    else if (one.kind === 'moveOut') opened += 1;
  }
  return { register, opened };
}

function attempt(register: Register, one: Exclude<Step, { kind: 'night' }>, opened: number) {
  const movingOutId = idOf(opened === 0 ? 1 : ('which' in one ? one.which % opened : opened) + 1);
  switch (one.kind) {
    case 'moveOut': {
      const command = movingOut(register, one.movers, {
        notifiedOn: register.today,
        plannedOn: addDays(register.today, one.inDays),
        destination: one.toYokohama ? YOKOHAMA_NAKA : NEW_ADDRESS,
        remainingHead: one.named && !one.movers.includes(one.named) ? register.numbers(one.named)[0] : undefined,
      });
      return register.try(command, { movingOutId: idOf(opened + 1) });
    }
    case 'cancel':
      return register.try(cancelling(register, one.movers, movingOutId));
    case 'notice':
      return register.try(
        noticeOf(register, one.movers, {
          movingOutId,
          revision: one.revision,
          movedInOn: addDays(register.today, -one.daysAgo),
          ...(one.elsewhere ? { toMunicipality: '141046', newAddress: YOKOHAMA_NAKA } : {}),
        }),
      );
  }
}

function checkInvariants(slice: RegisterSlice): void {
  for (const householdNumber of slice.households.keys()) {
    const members = membersOf(slice, householdNumber);
    expect(members.filter((member) => member.householder).length).toBeLessThanOrEqual(1);
    expect(Boolean(slice.households.get(householdNumber)?.endedOn)).toBe(members.length === 0);
  }
  for (const resident of slice.residents.values()) {
    expect(resident.address).toEqual(OLD_ADDRESS);
    expect(resident.status === 'resident').toBe(resident.removed === undefined);
    const { movingOut } = resident;
    if (!resident.removed || !movingOut) continue;
    // 標準仕様書1.1.5: the earlier of the planned and the real day.
    const days = [movingOut.plannedOn, ...(movingOut.confirmed ? [movingOut.confirmed.movedInOn] : [])];
    expect(resident.removed.on).toBe(days.sort()[0]);
  }
}

describe('台帳の性質', () => {
  test('異動履歴をはじめから読み直すと、今の登録と同じになり、履歴番号は1から欠番がない', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
        const { register } = play(steps);
        let replayed: RegisterSlice = EMPTY_SLICE;
        const rows = new Map<string, number>();
        for (const change of register.ledger) {
          const next = evolve(replayed, JSON.parse(JSON.stringify(change)));
          for (const [number, resident] of next.residents) {
            if (replayed.residents.get(number) === resident) continue;
            expect(resident.historyNumber).toBe((rows.get(number) ?? 0) + 1);
            rows.set(number, resident.historyNumber);
          }
          replayed = next;
        }
        expect(replayed).toEqual(register.slice);
      }),
      { numRuns: 400 },
    );
  });

  test('どの順番でも、世帯主は一世帯に一人まで、消除日は予定日と転入日の早い方（標準仕様書1.1.5）', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 14 }), (steps) => checkInvariants(play(steps).register.slice)),
      { numRuns: 400 },
    );
  });

  test('転出してすぐ取り消すと、いつでも元の登録に戻る（標準仕様書4.6.0.1）', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 6 }),
        movers,
        fc.integer({ min: 1, max: 9 }),
        (steps, serials, inDays) => {
          const { register, opened } = play(steps);
          const before = register.slice;
          const id = idOf(opened + 1);
          const command = movingOut(register, serials, {
            notifiedOn: register.today,
            plannedOn: addDays(register.today, inDays),
          });
          if (!register.try(command, { movingOutId: id }).accepted) return;
          register.do(cancelling(register, serials, id));
          for (const [number, resident] of register.slice.residents) {
            const former = before.residents.get(number);
            expect({ ...resident, historyNumber: 0, lastChange: 0 }).toEqual({
              ...former,
              historyNumber: 0,
              lastChange: 0,
            });
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});
