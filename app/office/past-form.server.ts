import { z } from 'zod';
import type { RegisterMoment } from '#app/juki/door.ts';
import { addDays } from '#app/vocabulary/dates.ts';
import { formatJapaneseDate, parseDate } from '#app/vocabulary/japanese-calendar.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import { tokyoInstant } from '#app/vocabulary/tokyo.ts';
import { check, type Misread } from './forms.server.ts';

/** 過去の時点 as the officer typed it. */
export interface PastForm {
  typed: { on: string; knownOn: string };
  errors?: Misread['errors'];
  moment?: RegisterMoment;
}

/** A day that is not after today. */
function pastDay(today: CalendarDate) {
  return z
    .string()
    .trim()
    .max(40)
    .transform((text, context) => {
      if (text === '') return undefined;
      const day = parseDate(text);
      if (day && day <= today) return day;
      const message = day ? '今日までの日を入れてください。' : '日付は、令和8年4月1日のように入れてください。';
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    });
}

/** 基準日と、知られていた日 from the address of the page; nothing typed = nothing asked. */
export function readPast(parameters: URLSearchParams, today: CalendarDate): PastForm {
  const typed = { on: parameters.get('on') ?? '', knownOn: parameters.get('knownOn') ?? '' };
  const asked = parameters.has('on') || parameters.has('knownOn');
  if (!asked) return { typed: { on: formatJapaneseDate(today), knownOn: '' } };
  const form = check(z.object({ on: pastDay(today), knownOn: pastDay(today) }), typed);
  if ('errors' in form) return { typed, errors: form.errors };
  const { on = today, knownOn } = form.read;
  return { typed, moment: { on, ...(knownOn && knownOn < today ? { knownAt: endOf(knownOn) } : {}) } };
}

/** The last instant of a day. */
function endOf(day: CalendarDate): string {
  return new Date(Date.parse(tokyoInstant(addDays(day, 1), '00:00')) - 1).toISOString();
}
