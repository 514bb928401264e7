import { daysBetween } from '#app/vocabulary/dates.ts';

/** 法的な急ぎ方: how near the case is to a day on which the law or the visitor waits for the office. */
export type Urgency = 'overdue' | 'urgent' | 'soon' | 'normal';

/** Words of the urgency for the screen. */
export const URGENCIES: Record<Urgency, string> = {
  overdue: '期日を過ぎています',
  urgent: '来庁が近い',
  soon: '今週中',
  normal: '通常',
};

/**
 * 処理順: a visitor who stands at the new town's counter before the 転出 is processed must be sent away, so the visit
 * day rules (住民基本台帳法第24条の2); a moving day already past is next.
 */
export function urgencyOf(item: { visitOn: string; movingOn: string }, today: string): Urgency {
  const untilVisit = daysBetween(today, item.visitOn);
  if (untilVisit < 0) return 'overdue';
  if (untilVisit <= 1) return 'urgent';
  if (untilVisit <= 5 || daysBetween(today, item.movingOn) <= 0) return 'soon';
  return 'normal';
}

/** 処理順の理由: why it stands where it stands, in words. */
export function whyUrgent(item: { visitOn: string; movingOn: string }, today: string): string {
  const untilVisit = daysBetween(today, item.visitOn);
  if (untilVisit < 0) return '来庁予定日を過ぎています';
  if (untilVisit === 0) return 'きょう来庁';
  if (untilVisit === 1) return 'あす来庁';
  if (daysBetween(today, item.movingOn) <= 0) return '異動日が来ています';
  return untilVisit <= 5 ? `来庁まで${untilVisit}日` : URGENCIES.normal;
}
