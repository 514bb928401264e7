import { isOpenDay } from '#app/vocabulary/business-days.ts';
import { ageOn } from '#app/vocabulary/dates.ts';
import {
  canFileOn,
  filingWindow,
  isHastyVisit,
  movingDaysFor,
  relocationVisitRange,
  visitRange,
} from '#app/vocabulary/deadlines.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { Refusal } from '#app/vocabulary/refusals.ts';
import { bothDates } from '../texts/dates.ts';
import { type TextKey, text } from '../texts/text.ts';

/** オンライン届出を受け付けられない理由の符号. */
export type IneligibilityCode =
  | 'outsideFilingWindow'
  | 'destinationAbroad'
  | 'destinationIsOwnTown'
  | 'destinationIsOtherWard'
  | 'cardHolderUnder15'
  | 'counterOnly'
  | 'noCardAmongMovers'
  | 'applicationOpen'
  | 'visitBeforeMove'
  | 'visitOnClosedDay'
  | 'visitTooEarly'
  | 'visitAfterLimit'
  | 'noVisitDay'
  | 'slotTaken'
  | 'relocationTooEarly'
  | 'relocationTooLate'
  | 'relocationVisitDay'
  | 'relocationOpen'
  | 'moveLocked';

function refusal(code: IneligibilityCode, article: string, params: Record<string, string> = {}): Refusal {
  const key: TextKey = `refusal.${code}`;
  return { code, sentence: text(key, params), article };
}

/** 受付期間 (住民基本台帳法第24条): online from 30 days before the move to 10 days after it. */
export function refuseMovingDay(movingOn: CalendarDate, filedOn: CalendarDate): Refusal | undefined {
  if (canFileOn(filedOn, movingOn)) return undefined;
  const window = filingWindow(movingOn);
  return refusal('outsideFilingWindow', '住民基本台帳法第24条・第24条の2', {
    first: bothDates(window.first),
    last: bothDates(window.last),
  });
}

/** 国外転出 (住民基本台帳法第24条): not online. */
export function refuseAbroad(): Refusal {
  return refusal('destinationAbroad', '住民基本台帳法第24条');
}

/** 転居 (住民基本台帳法第23条): a move inside one municipality is no 転出. */
export function refuseOwnTown(fromMunicipality: string, toMunicipality: string, name: string): Refusal | undefined {
  if (fromMunicipality !== toMunicipality) return undefined;
  return refusal('destinationIsOwnTown', '住民基本台帳法第23条', { town: name });
}

/**
 * 区間異動 (住民基本台帳法第38条): the wards of a designated city count as municipalities, but a move between two of them is no 転出; the
 * new ward takes it at its counter. `cityWards` are the wards of the present one's city.
 */
export function refuseOtherWard(toMunicipality: string, name: string, cityWards: readonly string[]) {
  return cityWards.includes(toMunicipality)
    ? refusal('destinationIsOtherWard', '住民基本台帳法第38条', { ward: name })
    : undefined;
}

/** 転出先にならない所: the own municipality, and the other wards of its city. */
export function refusePlace(
  fromMunicipality: string,
  to: { municipalityCode: string; municipality: string },
  cityWards: readonly string[],
): Refusal | undefined {
  return (
    refuseOwnTown(fromMunicipality, to.municipalityCode, to.municipality) ??
    refuseOtherWard(to.municipalityCode, to.municipality, cityWards)
  );
}

/** 15歳未満の方のカード (公的個人認証法第3条): no 署名用 certificate, so nothing can be filed with it. */
export function refuseYoungHolder(bornOn: CalendarDate, today: CalendarDate): Refusal | undefined {
  return ageOn(bornOn, today) < 15 ? refusal('cardHolderUnder15', '公的個人認証法第3条') : undefined;
}

/**
 * 窓口で受け付ける届出: one neutral sentence for every ground that is not explained online, 支援措置 among them,
 * so that nobody can read from it which ground it was (住民基本台帳法第12条, 第20条; 支援措置 事務処理要領).
 */
export function refuseOnline(): Refusal {
  return refusal('counterOnly', '住民基本台帳法第27条');
}

/** 届出ロック of the filer himself: his own choice, so it is named. */
export function refuseLocked(): Refusal {
  return refusal('moveLocked', '住民基本台帳法第27条');
}

/** カードを持つ異動者がいない転出 (住民基本台帳法第24条の2第1項・第2項): nobody could present a card at the counter. */
export function refuseWithoutCard(): Refusal {
  return refusal('noCardAmongMovers', '住民基本台帳法第24条の2第1項・第2項');
}

/** 二重の届出 (住民基本台帳法第24条): one open filing at a time. */
export function refuseSecondApplication(openReceiptNumber: string | undefined): Refusal | undefined {
  if (openReceiptNumber === undefined) return undefined;
  return refusal('applicationOpen', '住民基本台帳法第24条', { receipt: openReceiptNumber });
}

/** 来庁予定日 (住民基本台帳法第22条, 第24条の2, 施行令第24条の2): every reason why a day cannot be the day of the visit. */
export function refuseVisitDay(
  visitOn: CalendarDate,
  dates: { filedOn: CalendarDate; movingOn: CalendarDate },
): Refusal | undefined {
  const range = visitRange({ ...dates, plannedOn: dates.movingOn });
  if (!range) return refusal('noVisitDay', '住民基本台帳法施行令第24条の2');
  if (visitOn < dates.movingOn) {
    return refusal('visitBeforeMove', '住民基本台帳法第22条第1項', { date: bothDates(dates.movingOn) });
  }
  if (visitOn > range.latest) {
    return refusal('visitAfterLimit', '住民基本台帳法施行令第24条の2', { date: bothDates(range.latest) });
  }
  if (visitOn < range.earliest && isOpenDay(visitOn)) {
    return refusal('visitTooEarly', '住民基本台帳法第24条の2第3項', { date: bothDates(range.earliest) });
  }
  if (!isOpenDay(visitOn)) return refusal('visitOnClosedDay', '地方自治法第4条の2');
  return undefined;
}

/** 満員の時間枠: somebody else was faster, or the town took it back; everything else stays as it was said. */
export function refuseTakenSlot(): Refusal {
  return refusal('slotTaken', '住民基本台帳法第24条の2第3項');
}

/** 準備の日数が少ない来庁予定日: a warning, never a refusal. */
export function hasLittleTimeToPrepare(filedOn: CalendarDate, visitOn: CalendarDate): boolean {
  return isHastyVisit(filedOn, visitOn);
}

/** 転居予約の日 (住民基本台帳法第23条): why a move or a visit cannot be announced; the 転居届 itself is made at the counter. */
export function refuseRelocationDays(
  days: { movingOn: CalendarDate; visitOn: CalendarDate },
  today: CalendarDate,
): Refusal | undefined {
  const article = '住民基本台帳法第23条';
  const { last } = movingDaysFor(today);
  if (days.movingOn > last) return refusal('relocationTooEarly', article, { date: bothDates(last) });
  const range = relocationVisitRange({ today, movingOn: days.movingOn });
  if (!range) return refusal('relocationTooLate', article);
  const { earliest, latest } = range;
  if (earliest <= days.visitOn && days.visitOn <= latest && isOpenDay(days.visitOn)) return undefined;
  return refusal('relocationVisitDay', article, { first: bothDates(earliest), last: bothDates(latest) });
}

/** 転居予約の重複: one visit at a time; the other one is cancelled first. */
export function refuseSecondRelocation(openReceiptNumber: string | undefined): Refusal | undefined {
  if (openReceiptNumber === undefined) return undefined;
  return refusal('relocationOpen', '住民基本台帳法第23条', { receipt: openReceiptNumber });
}
