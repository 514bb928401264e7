import { addOpenDays, nextOpenDay } from './business-days.ts';
import { addDays, earlierOf, laterOf } from './dates.ts';
import type { CalendarDate } from './persons.ts';

/** From the first to the last day, both included. */
export interface DateRange {
  first: CalendarDate;
  last: CalendarDate;
}

/** オンラインの転出届の受付期間: from 30 days before the move to 10 days after it, both included. */
export function filingWindow(movingOn: CalendarDate): DateRange {
  return { first: addDays(movingOn, -30), last: addDays(movingOn, 10) };
}

/** Is the online 転出届 open on this day for a move on that day? */
export function canFileOn(filedOn: CalendarDate, movingOn: CalendarDate): boolean {
  const { first, last } = filingWindow(movingOn);
  return first <= filedOn && filedOn <= last;
}

/** The moving days for which the online 転出届 is open on this day: the window seen from the filing. */
export function movingDaysFor(filedOn: CalendarDate): DateRange {
  return { first: addDays(filedOn, -10), last: addDays(filedOn, 30) };
}

/** A limit whose last day is a closed day ends on the next open day (地方自治法第4条の2第4項). */
function limit(date: CalendarDate, days: number): CalendarDate {
  return nextOpenDay(addDays(date, days));
}

/**
 * 特例転入の期限 (住民基本台帳法施行令第24条の2, 第30条の20): the earlier of planned day + 30 and real day + 14.
 * The first day is not counted; a closed last day gives the next open day. It may lie before the day of moving in:
 * then the card is dead before its holder arrives.
 */
export function lastDayOfMovingInByCard(plannedOn: CalendarDate, movedInOn: CalendarDate): CalendarDate {
  return nextOpenDay(earlierOf(addDays(plannedOn, 30), addDays(movedInOn, 14)));
}

/** 転入届の期限 (住民基本台帳法第22条第1項): 14 days from the day of moving in, which is not counted. */
export function movingInDeadline(movedInOn: CalendarDate): CalendarDate {
  return limit(movedInOn, 14);
}

/** 転居届の期限 (住民基本台帳法第23条): 14 days from the move, whose day is not counted. */
export function relocationDeadline(movedOn: CalendarDate): CalendarDate {
  return limit(movedOn, 14);
}

/** 世帯変更届の期限 (住民基本台帳法第25条): 14 days from the change, whose day is not counted. */
export function householdChangeDeadline(changedOn: CalendarDate): CalendarDate {
  return limit(changedOn, 14);
}

/** 出生届の期限 (戸籍法第43条, 第49条): 14 days; the day of birth is day 1. */
export function birthNotificationDeadline(bornOn: CalendarDate): CalendarDate {
  return limit(bornOn, 13);
}

/** 死亡届の期限 (戸籍法第43条, 第86条): 7 days; the day of knowledge is day 1. */
export function deathNotificationDeadline(knownOn: CalendarDate): CalendarDate {
  return limit(knownOn, 6);
}

/** 個人番号カードの継続利用の期限 (住民基本台帳法施行令第30条の20): 90 days from the 転入届. */
export function cardContinuationDeadline(movingInNotifiedOn: CalendarDate): CalendarDate {
  return limit(movingInNotifiedOn, 90);
}

/**
 * 来庁予定日として選べる日: not before the next open day after the filing, not before the move (a 転入届 can only be
 * filed after moving in), not after the limit of 特例転入. Empty (undefined) when the limit has passed before.
 */
export function visitRange(dates: {
  filedOn: CalendarDate;
  plannedOn: CalendarDate;
  movingOn: CalendarDate;
}): { earliest: CalendarDate; latest: CalendarDate } | undefined {
  const earliest = nextOpenDay(laterOf(addOpenDays(dates.filedOn, 1), laterOf(dates.plannedOn, dates.movingOn)));
  const latest = lastDayOfMovingInByCard(dates.plannedOn, dates.movingOn);
  return earliest <= latest ? { earliest, latest } : undefined;
}

/** 前開庁日: two open days or more between filing and visit are safer; less is a warning, never a refusal. */
export function isHastyVisit(filedOn: CalendarDate, visitOn: CalendarDate): boolean {
  return visitOn < addOpenDays(filedOn, 2);
}

/**
 * 転居の来庁予定日として選べる日 (住民基本台帳法第23条): from the move, after which alone a 転居届 can be made, to the 14th day
 * after it; the town needs one open day to hear of it. Undefined when no such day is left.
 */
export function relocationVisitRange(dates: {
  today: CalendarDate;
  movingOn: CalendarDate;
}): { earliest: CalendarDate; latest: CalendarDate } | undefined {
  const earliest = nextOpenDay(laterOf(addOpenDays(dates.today, 1), dates.movingOn));
  const latest = relocationDeadline(dates.movingOn);
  return earliest <= latest ? { earliest, latest } : undefined;
}
