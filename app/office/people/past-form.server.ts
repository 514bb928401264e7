import { z } from 'zod';
import type { ChangeEntry, RegisterMoment } from '#app/juki/door.ts';
import { addDays } from '#app/vocabulary/dates.ts';
import { formatJapaneseDate, parseDate } from '#app/vocabulary/japanese-calendar.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import { tokyoDate, tokyoInstant } from '#app/vocabulary/tokyo.ts';
import { check, type Misread } from '../drafts/forms.server.ts';

/** The days of the form: one moment, and the one that it is compared with. */
export type PastDays = Record<'on' | 'knownOn' | 'againstOn' | 'againstKnownOn', string>;

/** 過去の時点 as the officer typed it. */
export interface PastForm {
  typed: PastDays;
  errors?: Misread['errors'];
  moment?: RegisterMoment;
  /** Today, as it is known now, where nothing else was asked for. */
  against?: RegisterMoment;
  /** 履歴番号 of the act whose effect was asked for, instead of two days. */
  change?: number;
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
  const field = (name: string) => parameters.get(name) ?? '';
  const typed = {
    on: field('on'),
    knownOn: field('knownOn'),
    againstOn: field('againstOn'),
    againstKnownOn: field('againstKnownOn'),
  };
  const nothing = { ...typed, on: formatJapaneseDate(today) };
  const change = Number(parameters.get('change'));
  if (Number.isSafeInteger(change) && change > 0) return { typed: nothing, change };
  if (!parameters.has('on') && !parameters.has('knownOn')) return { typed: nothing };
  const day = pastDay(today);
  const form = check(z.object({ on: day, knownOn: day, againstOn: day, againstKnownOn: day }), typed);
  if ('errors' in form) return { typed, errors: form.errors };
  const { on, knownOn, againstOn, againstKnownOn } = form.read;
  return { typed, moment: momentOf(on, knownOn, today), against: momentOf(againstOn, againstKnownOn, today) };
}

function momentOf(
  on: CalendarDate | undefined,
  knownOn: CalendarDate | undefined,
  today: CalendarDate,
): RegisterMoment {
  return { on: on ?? today, ...(knownOn && knownOn < today ? { knownAt: endOf(knownOn) } : {}) };
}

/** The last instant of a day. */
function endOf(day: CalendarDate): string {
  return justBefore(tokyoInstant(addDays(day, 1), '00:00'));
}

function justBefore(instant: string): string {
  return new Date(Date.parse(instant) - 1).toISOString();
}

/** 一つの異動の前後: what was known just before it was recorded, and with it. */
export function aroundChange({ processedAt }: ChangeEntry): { moment: RegisterMoment; against: RegisterMoment } {
  const on = tokyoDate(processedAt);
  return { moment: { on, knownAt: justBefore(processedAt) }, against: { on, knownAt: processedAt } };
}
