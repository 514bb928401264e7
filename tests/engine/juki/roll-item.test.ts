import { expect, test } from 'vitest';
import { type RollMoment, type RollStep, rollItemOn } from '#app/juki/core/roll-item.ts';
import { tokyoInstant } from '#app/vocabulary/tokyo.ts';

const at = (day: string) => tokyoInstant(day, '10:00');
const STEPS: RollStep[] = [
  { kind: 'remove', at: at('2026-06-10') },
  { kind: 'register', at: at('2025-03-01') },
  { kind: 'register', at: at('2026-12-01') },
];

test.each<[string, RollMoment, string | undefined]>([
  ['登録の前の日', { on: '2025-02-28' }, undefined],
  ['登録の日', { on: '2025-03-01' }, '2025-03-01'],
  ['抹消の前の日', { on: '2026-06-09' }, '2025-03-01'],
  ['抹消の日', { on: '2026-06-10' }, undefined],
  ['二度目の登録の後', { on: '2026-12-24' }, '2026-12-01'],
  ['二度目の登録をまだ知らない時点', { on: '2026-12-24', knownAt: at('2026-11-30') }, undefined],
  ['抹消をまだ知らない時点', { on: '2026-12-24', knownAt: at('2026-06-09') }, '2025-03-01'],
  ['抹消と同じ日に消除された除票', { on: '2026-12-24', closedOn: '2026-06-10' }, '2025-03-01'],
  ['抹消の後に消除された除票', { on: '2026-12-24', closedOn: '2026-07-01' }, undefined],
  ['消除の後の登録（第21条第2項）', { on: '2026-12-24', closedOn: '2026-11-30' }, undefined],
])('選挙人名簿に登録された旨（住民基本台帳法第7条第9号）：%s', (_, moment, expected) => {
  expect(rollItemOn(STEPS, moment)).toBe(expected);
});
