import { describe, expect, test } from 'vitest';
import { missingNotices } from '#app/juki/core/missing-notices.ts';
import { CHOFU, cancelling, familyOfFour, MOVING_OUT_ID, movingOut, noticeOf, Register } from './family.ts';

/** 転出予定日 2026-12-01; the limit of the 特例転入, 2026-12-31, is a closed day: 2027-01-04. */
const AFTER = '2027-01-05';

function left(serials = [1, 2, 3, 4]): Register {
  const register = new Register(CHOFU).migrate(familyOfFour());
  register.do(movingOut(register, serials));
  register.today = '2026-12-01';
  register.do({ kind: 'RemoveDueMovers', movingOutId: MOVING_OUT_ID });
  return register;
}

function missing(register: Register, today: string): string[] {
  const movingOut = register.slice.movingOuts.get(MOVING_OUT_ID);
  if (!movingOut) throw new Error('no 転出');
  return missingNotices(movingOut, register.slice, today);
}

describe('転入通知未着者（標準仕様書 4.1.3.1.4）', () => {
  test.each<[string, number[]]>([
    ['2027-01-04', []],
    [AFTER, [1, 2, 3, 4]],
  ])('特例転入の期限の翌日から未着となる：%s', (today, serials) => {
    const register = left();
    expect(missing(register, today)).toEqual(register.numbers(...serials));
  });

  test('転入通知の届いた方は未着ではない', () => {
    const register = left();
    register.do(noticeOf(register, [1, 2]));
    expect(missing(register, AFTER)).toEqual(register.numbers(3, 4));
  });

  test('転出取消で戻った方と、まだ消除されていない方は未着ではない', () => {
    const register = left();
    register.do(cancelling(register, [4]));
    expect(missing(register, AFTER)).toEqual(register.numbers(1, 2, 3));
    const planned = new Register(CHOFU).migrate(familyOfFour());
    planned.do(movingOut(planned, [1]));
    expect(missing(planned, AFTER)).toEqual([]);
  });

  test('戻ってもう一度転出した方は、新しい転出で数える', () => {
    const register = left();
    const [first = ''] = register.numbers(1);
    const again = register.person(1);
    const residents = new Map(register.slice.residents).set(first, {
      ...again,
      ...(again.movingOut ? { movingOut: { ...again.movingOut, movingOutId: 'x' } } : {}),
    });
    register.slice = { ...register.slice, residents };
    expect(missing(register, AFTER)).toEqual(register.numbers(2, 3, 4));
    residents.delete(first);
    expect(missing(register, AFTER)).toEqual(register.numbers(2, 3, 4));
  });
});
