import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { currentResidence, type ResidenceNotice, residencesOf } from '#mocks/jlis/residence.ts';

let sent = 0;
function notice(event: ResidenceNotice['event'], municipalityCode: string, effectiveOn: string): ResidenceNotice {
  sent += 1;
  return {
    messageId: `m${sent}`,
    event,
    effectiveOn,
    municipalityCode,
    sequence: sent,
    sentAt: `2026-01-01T00:00:00.${String(sent).padStart(3, '0')}Z`,
  };
}

function orders<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item, index) =>
    orders([...items.slice(0, index), ...items.slice(index + 1)]).map((rest) => [item, ...rest]),
  );
}

describe('居住の経過（住民基本台帳法第30条の6, 施行令第30条の5）', () => {
  test('旧市の遅れた消除は、どの順に届いても新市の記載を消さない', () => {
    const notices = [
      notice('entered', '調布', '2015-06-01'),
      notice('entered', '藤沢', '2026-12-05'),
      notice('removed', '調布', '2026-12-10'),
    ];
    for (const order of orders(notices)) {
      const residences = residencesOf(order);
      expect(currentResidence(residences)).toMatchObject({ municipalityCode: '藤沢', from: '2026-12-05' });
      expect(residences[0]).toMatchObject({ municipalityCode: '調布', to: '2026-12-05' });
    }
  });

  test('先の日の消除のあとに早い日の消除が届けば、早い日に改まる', () => {
    const notices = [
      notice('entered', '調布', '2015-06-01'),
      notice('removed', '調布', '2026-12-10'),
      notice('removed', '調布', '2026-12-05'),
    ];
    for (const order of orders(notices)) {
      expect(residencesOf(order)).toMatchObject([{ to: '2026-12-05' }]);
      expect(currentResidence(residencesOf(order))).toBeUndefined();
    }
  });

  test('再転入した者の前の消除が遅れて届いても、再転入の記載は残る', () => {
    const notices = [
      notice('entered', '調布', '2015-06-01'),
      notice('removed', '調布', '2026-12-05'),
      notice('entered', '藤沢', '2026-12-05'),
      notice('removed', '藤沢', '2027-02-01'),
      notice('entered', '調布', '2027-02-01'),
    ];
    for (const order of orders(notices)) {
      expect(currentResidence(residencesOf(order))).toMatchObject({ municipalityCode: '調布', from: '2027-02-01' });
    }
  });

  test('同じ市が消除なしに再び記載すれば、日付の訂正である', () => {
    const residences = residencesOf([
      notice('entered', '調布', '2015-06-01'),
      notice('entered', '札幌', '2026-12-01'),
      notice('entered', '札幌', '2026-11-30'),
    ]);
    expect(residences).toMatchObject([
      { municipalityCode: '調布', to: '2026-11-30' },
      { municipalityCode: '札幌', from: '2026-11-30' },
    ]);
  });

  test('どの通知の列でも、到着順によらず同じになり、二つの台帳にある日はない', () => {
    const days = fc.integer({ min: 1, max: 28 }).map((day) => `2026-12-${String(day).padStart(2, '0')}`);
    const one = fc.record({
      event: fc.constantFrom('entered' as const, 'removed' as const, 'corrected' as const),
      municipalityCode: fc.constantFrom('調布', '藤沢', '札幌'),
      effectiveOn: days,
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 8 }), fc.infiniteStream(fc.nat()), (drawn, random) => {
        const notices = drawn.map(({ event, municipalityCode, effectiveOn }, index) => ({
          messageId: `p${index}`,
          event,
          municipalityCode,
          effectiveOn,
          sequence: index,
          sentAt: `2026-01-01T00:00:00.${String(index).padStart(3, '0')}Z`,
        }));
        const shuffled = [...notices]
          .map((item) => ({ item, key: random.next().value ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ item }) => item);
        const residences = residencesOf(notices);
        expect(residencesOf(shuffled)).toEqual(residences);
        for (const [index, residence] of residences.entries()) {
          const next = residences[index + 1];
          if (residence.to !== undefined) expect(residence.from < residence.to).toBe(true);
          if (next) expect(residence.to !== undefined && residence.to <= next.from).toBe(true);
        }
      }),
    );
  });
});
