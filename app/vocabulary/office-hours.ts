import { isOpenDay, nextOpenDay } from './business-days.ts';
import type { Instant } from './clock.ts';
import { addDays } from './dates.ts';
import { tokyoDate, tokyoInstant, tokyoTime } from './tokyo.ts';
import type { Office } from './towns.ts';

/** 執務時間: when an office works, HH:MM of Asia/Tokyo. */
export type OfficeHours = Pick<Office, 'opensAt' | 'closesAt'>;

/** 執務時間 of a municipality that told none (官庁執務時間並休暇ニ関スル件 as most towns follow it). */
const USUAL_HOURS: OfficeHours = { opensAt: '08:30', closesAt: '17:00' };

/**
 * 職員が取り扱い始める時刻: the next opening of an office that is closed at this instant, on a 開庁日
 * (地方自治法第4条の2); undefined = it is open now.
 */
export function nextOpening(at: Instant, { opensAt, closesAt }: OfficeHours = USUAL_HOURS): Instant | undefined {
  const day = tokyoDate(at);
  const time = tokyoTime(at);
  if (isOpenDay(day) && time < opensAt) return tokyoInstant(day, opensAt);
  if (isOpenDay(day) && time < closesAt) return undefined;
  return tokyoInstant(nextOpenDay(addDays(day, 1)), opensAt);
}
