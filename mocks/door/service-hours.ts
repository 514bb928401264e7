import { isOpenDay } from '#app/vocabulary/business-days.ts';
import type { Instant } from '#app/vocabulary/clock.ts';
import { tokyoDate, tokyoTime } from '#app/vocabulary/tokyo.ts';

/** サービス提供時間 of a national system, Asia/Tokyo; without it the system never closes. */
export interface ServiceHours {
  opensAt: string;
  closesAt: string;
  /** Closed on Saturdays, Sundays and holidays. */
  openDaysOnly: boolean;
}

/** Is the system open at this instant? */
export function isInService(hours: ServiceHours | undefined, now: Instant): boolean {
  if (!hours) return true;
  const time = tokyoTime(now);
  return hours.opensAt <= time && time < hours.closesAt && (!hours.openDaysOnly || isOpenDay(tokyoDate(now)));
}
