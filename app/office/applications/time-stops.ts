import type { ChangeEntry } from '#app/juki/door.ts';
import { formatJapaneseDate } from '#app/vocabulary/japanese-calendar.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import { tokyoDate } from '#app/vocabulary/tokyo.ts';

/** つまみの止まる日: what stands in the field, and what the slider says there. */
export interface TimeStop {
  text: string;
  words: string;
}

function stopsOf(days: readonly { day: CalendarDate; reason: string }[], now: TimeStop): TimeStop[] {
  const reasons = new Map<CalendarDate, string[]>();
  for (const { day, reason } of days) {
    const known = reasons.get(day) ?? [];
    if (!known.includes(reason)) reasons.set(day, [...known, reason]);
  }
  const stops = [...reasons]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, words]) => {
      const text = formatJapaneseDate(day);
      return { text, words: `${text}　${words.join('、')}` };
    });
  return [...stops.filter(({ text }) => text !== now.text), now];
}

/** 有効日の止まる日 (標準仕様書 1.2.1): the days from which something was so, and today. */
export function validStops(changes: readonly ChangeEntry[], today: CalendarDate): TimeStop[] {
  const days = changes.map(({ changedOn, processedAt, reason }) => ({
    day: changedOn ?? tokyoDate(processedAt),
    reason,
  }));
  const text = formatJapaneseDate(today);
  return stopsOf(
    days.filter(({ day }) => day <= today),
    { text, words: `${text}　きょう` },
  );
}

/** 登録時点の止まる日: the days on which something became known, and now. */
export function knownStops(changes: readonly ChangeEntry[]): TimeStop[] {
  const days = changes.map(({ processedAt, reason }) => ({ day: tokyoDate(processedAt), reason: `${reason}の登録` }));
  return stopsOf(days, { text: '', words: 'いま知られている内容' });
}
