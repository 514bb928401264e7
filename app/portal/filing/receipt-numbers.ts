import type { Instant } from '#app/vocabulary/clock.ts';
import type { ReceiptNumber } from '#app/vocabulary/identifiers.ts';
import { tokyoDate, tokyoTime } from '#app/vocabulary/tokyo.ts';

/** 受付番号: YYYYMMDDhhmmss in Asia/Tokyo and five digits, 19 in all. */
export function receiptNumberAt(instant: Instant, random: (below: number) => number): ReceiptNumber {
  // Seconds are the same everywhere.
  const time = `${tokyoTime(instant).replace(':', '')}${instant.slice(17, 19)}`;
  return `${tokyoDate(instant).replaceAll('-', '')}${time}${String(random(100_000)).padStart(5, '0')}`;
}
