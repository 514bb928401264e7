import type { LifelineReceipt, LifelineRequest } from '#app/national/contracts/lifelines.ts';
import { nextOpenDay } from '#app/vocabulary/business-days.ts';
import type { Instant } from '#app/vocabulary/clock.ts';
import { addDays, earlierOf } from '#app/vocabulary/dates.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import { tokyoDate, tokyoInstant } from '#app/vocabulary/tokyo.ts';

/** What a company decides, before it is put into a receipt. */
type Decision =
  | { state: 'accepted' }
  | Omit<Extract<LifelineReceipt, { state: 'received' }>, 'requestId' | 'receiptNumber' | 'at'>
  | Omit<Extract<LifelineReceipt, { state: 'needsAttendance' }>, 'requestId' | 'receiptNumber' | 'at'>
  | Omit<Extract<LifelineReceipt, { state: 'refused' }>, 'requestId' | 'receiptNumber' | 'at'>;

/** お客様番号: the last digit is a check digit (modulus 10, weights 2 and 1 from the right), as on many bills. */
function isCustomer(number: string): boolean {
  const digits = Array.from(number, Number).reverse();
  const sum = digits.reduce((total, digit, place) => {
    const weighted = place % 2 === 1 ? digit * 2 : digit;
    return total + (weighted > 9 ? weighted - 9 : weighted);
  }, 0);
  return sum % 10 === 0;
}

/** The days on which a company has to do something. */
function workDays(request: LifelineRequest): CalendarDate[] {
  switch (request.company) {
    case 'power':
    case 'gas':
    case 'water':
      return [request.stopOn, request.startOn];
    case 'post':
      return [request.forwardFrom];
    case 'internet':
      return [request.startOn];
    // An address is only changed; that can be done afterwards, too.
    case 'broadcasting':
      return [];
  }
}

/** A company answers a request for works later: on the next open day at nine. */
function answerTime(receivedAt: Instant): Instant {
  return tokyoInstant(nextOpenDay(addDays(tokyoDate(receivedAt), 1)), '09:00');
}

/** 受付の決まり of the simulated companies, by the request and the days alone, so that asking again gives the same answer. */
export function decide(request: LifelineRequest, receivedAt: Instant, now: Instant): Decision {
  const today = tokyoDate(receivedAt);
  const number = 'customerNumber' in request ? request.customerNumber : undefined;
  if (number !== undefined && !isCustomer(number)) {
    return {
      state: 'refused',
      reason: 'このお客様番号の契約が見つかりませんでした。',
      remedy: '検針票か請求書で番号を確かめて、もう一度申し込んでください。',
    };
  }
  if (workDays(request).some((day) => day < today)) {
    return {
      state: 'refused',
      reason: '申し込まれた日が、もう過ぎています。',
      remedy: '今日より後の日を選んで、もう一度申し込んでください。',
    };
  }
  switch (request.company) {
    case 'gas':
      // Gas is opened by a fitter inside the flat.
      return {
        state: 'needsAttendance',
        attendOn: request.startOn > today ? request.startOn : addDays(today, 1),
        attendFrom: '13:00',
        attendUntil: '15:00',
      };
    case 'internet': {
      const answerBy = answerTime(receivedAt);
      if (now < answerBy) return { state: 'received', answerBy };
      return {
        state: 'needsAttendance',
        attendOn: nextOpenDay(addDays(request.startOn, 7)),
        attendFrom: '09:00',
        attendUntil: '12:00',
      };
    }
    default:
      return { state: 'accepted' };
  }
}

/** 取消しの期限: the evening before the first work; an address alone can be taken back at any time. */
export function isWithdrawable(request: LifelineRequest, now: Instant): boolean {
  const [first, ...others] = workDays(request);
  return first === undefined || tokyoDate(now) < others.reduce(earlierOf, first);
}
