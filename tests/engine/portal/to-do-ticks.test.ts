import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { laterTick, nextTick, type ToDoTick } from '#app/messages/contracts/to-do.ts';

const at = '2026-11-24T00:00:00.000Z';

describe('手続の済みの印', () => {
  it('同じ印をもう一度押しても、新しい印にはならない', () => {
    const first = nextTick(undefined, { done: true, at, by: 'resident' });
    expect(first).toMatchObject({ turn: 1 });
    expect(nextTick(first, { done: true, at, by: 'town' })).toBeUndefined();
    expect(nextTick(undefined, { done: false, at, by: 'town' })).toBeUndefined();
    expect(nextTick(first, { done: false, at, by: 'town' })).toMatchObject({ turn: 2, done: false });
  });

  it('止まった時計でも、知らせの順が入れ替わっても、両側は同じ印に落ち着く', () => {
    const press = fc.record({
      side: fc.constantFrom('resident' as const, 'town' as const),
      done: fc.boolean(),
      // Whether the mail between the two arrives before the next press.
      delivered: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(press, { maxLength: 20 }), fc.boolean(), (presses, backwards) => {
        const known: Record<'resident' | 'town', ToDoTick | undefined> = { resident: undefined, town: undefined };
        const mail: { to: 'resident' | 'town'; tick: ToDoTick }[] = [];
        const deliver = () => {
          for (const { to, tick } of backwards ? mail.splice(0).reverse() : mail.splice(0)) {
            known[to] = laterTick(known[to], tick);
          }
        };
        for (const { side, done, delivered } of presses) {
          const tick = nextTick(known[side], { done, at, by: side });
          if (tick) {
            known[side] = tick;
            mail.push({ to: side === 'town' ? 'resident' : 'town', tick });
          }
          if (delivered) deliver();
        }
        deliver();
        expect(known.resident).toEqual(known.town);
      }),
    );
  });
});
