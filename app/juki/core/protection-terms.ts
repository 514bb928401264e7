import type { Instant } from '#app/vocabulary/clock.ts';
import { addDays, addMonths, addYears } from '#app/vocabulary/dates.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { ProtectionDue, ProtectionMeasure } from '../protection.ts';
import type { Protection } from './register.ts';

/** 支援措置の期間 (住民基本台帳事務処理要領 第5-10-エ): one year, from the first day to the day before the anniversary. */
export function protectionTerm(from: CalendarDate): { from: CalendarDate; until: CalendarDate } {
  const anniversary = addYears(from, 1);
  // 民法第143条第2項ただし書: without an anniversary in that month, the term ends with the month.
  const until = anniversary.slice(8) === from.slice(8) ? addDays(anniversary, -1) : anniversary;
  return { from, until };
}

/** 延長の受付の開始: one month before the end, counted back from the first day after the term. */
export function extensionOpensOn(until: CalendarDate): CalendarDate {
  return addMonths(addDays(until, 1), -1);
}

/** 一時解除中: over by itself when its time has come. */
export function isReleased(protection: Pick<Protection, 'releasedUntil'>, now: Instant): boolean {
  return protection.releasedUntil !== undefined && now < protection.releasedUntil;
}

/** 支援措置の表示 on a 住民票: what the register knows of a measure. */
export function protectionOf(measure: ProtectionMeasure): Protection {
  const { state, from = measure.receivedOn, until = from, release } = measure;
  return {
    kind: state === 'full' ? 'full' : 'provisional',
    from,
    until,
    ...(release?.until
      ? {
          releasedUntil: release.until,
          releasedBy: { requested: release.requestedBy.name, approved: release.approvedBy?.name ?? '' },
        }
      : {}),
  };
}

/** 転送を求められ、まだ転送していない市区町村 (住民基本台帳事務処理要領 第5-10-コ). */
export function townsToTell({ forwardTo = [], forwardedTo }: ProtectionMeasure): string[] {
  return forwardTo.filter((code) => !forwardedTo.some((one) => one.municipalityCode === code));
}

/** 担当者がすること: A10 one month before the end and as long as the measure stands after it. */
export function protectionDue(measure: ProtectionMeasure, today: CalendarDate): ProtectionDue[] {
  const { state, until, release, origin } = measure;
  if (state === 'received') return ['receivedToCheck'];
  if (state === 'ended' || state === 'declined') return [];
  return [
    ...(release && !release.approvedBy ? (['releaseToApprove'] as const) : []),
    ...(origin?.unseen ? (['newsToSee'] as const) : []),
    ...(state === 'provisional' ? (['needToConfirm'] as const) : []),
    ...(townsToTell(measure).length > 0 ? (['toForward'] as const) : []),
    ...(state === 'full' && until && today > until ? (['hasEnded'] as const) : []),
    ...(state === 'full' && until && today <= until && today >= extensionOpensOn(until) ? (['endsSoon'] as const) : []),
  ];
}
