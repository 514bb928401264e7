import { addDays } from '#app/vocabulary/dates.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';

/** 集計の期間: so many days up to today. */
export const SPANS = [7, 30, 90] as const;

const USUAL = 30;

/** The span that the address asks for; one that is not offered is answered with the usual one and a sentence. */
export function readSpan(
  parameters: URLSearchParams,
  today: CalendarDate,
): { days: number; from: CalendarDate; to: CalendarDate; errors?: Record<string, string[]> } {
  const text = parameters.get('days');
  const offered = SPANS.find((span) => String(span) === text);
  const days = offered ?? USUAL;
  const span = { days, from: addDays(today, 1 - days), to: today };
  return text === null || offered ? span : { ...span, errors: { days: ['期間を一覧から選んでください。'] } };
}
