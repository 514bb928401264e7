import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '#app/vocabulary/dates.ts';
import { CHOFU, cancelling, familyOfFour, movingOut, noticeOf, OLD_ADDRESS, Register } from './family.ts';
import { asOf, historiesOf } from './past.ts';

const serials = fc.uniqueArray(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 });
const daysAgo = fc.integer({ min: 0, max: 20 });
const step = fc.oneof(
  fc.record({ kind: fc.constant('night' as const), days: fc.integer({ min: 1, max: 6 }) }),
  fc.record({ kind: fc.constant('moveOut' as const), serials, inDays: fc.integer({ min: -5, max: 8 }) }),
  fc.record({ kind: fc.constant('cancel' as const), serials }),
  fc.record({ kind: fc.constant('notice' as const), serials, daysAgo, revision: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ kind: fc.constant('relocate' as const), daysAgo, lot: fc.integer({ min: 1, max: 3 }) }),
  fc.record({
    kind: fc.constant('correct' as const),
    serials,
    daysAgo,
    kana: fc.constantFrom('シケン　イチ', 'シケン　ニ'),
  }),
  fc.record({ kind: fc.constant('cancelChange' as const), serial: fc.integer({ min: 1, max: 4 }) }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function play(register: Register, one: Step): void {
  const { today } = register;
  const back = 'daysAgo' in one ? addDays(today, -one.daysAgo) : today;
  switch (one.kind) {
    case 'night':
      register.today = addDays(today, one.days);
      for (const movingOutId of register.slice.movingOuts.keys()) register.do({ kind: 'RemoveDueMovers', movingOutId });
      return;
    case 'moveOut':
      register.try(movingOut(register, one.serials, { notifiedOn: today, plannedOn: addDays(today, one.inDays) }));
      return;
    case 'cancel':
      register.try(cancelling(register, one.serials));
      return;
    case 'notice':
      register.try(noticeOf(register, one.serials, { movedInOn: back, revision: one.revision }));
      return;
    case 'relocate': {
      const head = register.person(1);
      const movers = [...register.slice.residents.values()].filter(
        (row) => row.householdNumber === head.householdNumber && row.status === 'resident',
      );
      register.try({
        kind: 'RegisterRelocation',
        householdNumber: head.householdNumber,
        movers: movers.map((row) => row.addresseeNumber),
        household: { kind: 'same' },
        newAddress: { ...OLD_ADDRESS, lot: `${one.lot}番地` },
        movedOn: back,
        notifiedOn: today,
        standings: [],
      });
      return;
    }
    case 'correct': {
      const head = register.person(one.serials[0] ?? 1);
      register.try({
        kind: 'RegisterCorrection',
        basis: 'exOfficio',
        householdNumber: head.householdNumber,
        corrections: [{ addresseeNumber: head.addresseeNumber, items: { name: { ...head.name, kana: one.kana } } }],
        correctedOn: back,
        notifiedOn: today,
        ground: '調査',
      });
      return;
    }
    case 'cancelChange': {
      const { addresseeNumber, historyNumber } = register.person(one.serial);
      register.try({ kind: 'CancelChange', addresseeNumber, historyNumber, reason: '申出' });
    }
  }
}

describe('台帳の過去（標準仕様書 1.2.1、4.6）', () => {
  test('今日、いま知られているところを読むと、今の登録と同じである', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
        const register = new Register(CHOFU).migrate(familyOfFour());
        for (const one of steps) play(register, one);
        const histories = historiesOf(register);
        for (const [number, resident] of register.slice.residents) {
          expect(asOf(histories.get(number) ?? [], register.today)).toEqual(resident);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('知られていたことは、後から何が起きても変わらない', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 10 }), fc.array(step, { maxLength: 6 }), (first, later) => {
        const register = new Register(CHOFU).migrate(familyOfFour());
        for (const one of first) play(register, one);
        const known = register.ledger.length - 1;
        const days = [0, 3, 8, 20].map((days) => addDays(register.today, -days));
        const say = () => {
          const histories = [...historiesOf(register)];
          return histories.map(([number, history]) => [number, days.map((on) => asOf(history, on, known))]);
        };
        const then = say();
        for (const one of later) play(register, one);
        expect(say()).toEqual(then);
      }),
      { numRuns: 200 },
    );
  });

  test('いま知られている消除の日より前は住民、その日からは除票である', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 14 }), fc.integer({ min: 0, max: 30 }), (steps, back) => {
        const register = new Register(CHOFU).migrate(familyOfFour());
        for (const one of steps) play(register, one);
        const on = addDays(register.today, -back);
        for (const [number, { removed }] of register.slice.residents) {
          const state = asOf(historiesOf(register).get(number) ?? [], on);
          expect(state?.status === 'resident').toBe(removed === undefined || on < removed.on);
        }
      }),
      { numRuns: 200 },
    );
  });
});
