import type { Instant } from '#app/vocabulary/clock.ts';
import type { ReceiptNumber } from '#app/vocabulary/identifiers.ts';
import { tokyoDate } from '#app/vocabulary/tokyo.ts';

/** 受付番号: YYYYMMDDhhmmss in Asia/Tokyo and five digits, 19 in all. */
export function receiptNumberAt(instant: Instant, random: (below: number) => number): ReceiptNumber {
  const clockOfTokyo = new Date(Date.parse(instant) + 9 * 3_600_000).toISOString();
  const time = clockOfTokyo.slice(11, 19).replaceAll(':', '');
  return `${tokyoDate(instant).replaceAll('-', '')}${time}${String(random(100_000)).padStart(5, '0')}`;
}
