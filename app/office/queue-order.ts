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

const RANK: Record<Urgency, number> = { overdue: 0, urgent: 1, soon: 2, normal: 3 };

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

/** 処理順: the most urgent first, then the earlier visit, then the older arrival. */
export function byLegalRisk<T extends { visitOn: string; movingOn: string; arrivedAt: string }>(
  items: readonly T[],
  today: string,
): T[] {
  return [...items].sort(
    (a, b) =>
      RANK[urgencyOf(a, today)] - RANK[urgencyOf(b, today)] ||
      a.visitOn.localeCompare(b.visitOn) ||
      a.arrivedAt.localeCompare(b.arrivedAt),
  );
}
