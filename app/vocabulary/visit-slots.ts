import { z } from 'zod';
import { isOpenDay } from './business-days.ts';
import { addDays, ageOn, dayOfWeek } from './dates.ts';
import { CalendarDate } from './persons.ts';

/** 時刻 of Asia/Tokyo, HH:MM. */
export const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
export type TimeOfDay = z.infer<typeof TimeOfDay>;

/** 来庁して行う手続: 転入届 (住民基本台帳法第22条) or 転居届 (第23条). */
export const VisitProcedure = z.enum(['movingIn', 'relocation']);
export type VisitProcedure = z.infer<typeof VisitProcedure>;

/** 来庁の時間枠: one start at a counter, how many parties may come then, and how long one usually waits. */
export const VisitTime = z.object({
  startsAt: TimeOfDay,
  endsAt: TimeOfDay,
  places: z.number().int().min(1).max(500),
  /** 待ち時間の目安 from people without an appointment, minutes. */
  wait: z.number().int().min(0).max(480),
});
export type VisitTime = z.infer<typeof VisitTime>;

/** 手続の所要時間の項目: what makes a visit longer. */
export const VisitLengthItem = z.enum(['base', 'furtherMover', 'card', 'child', 'pupil', 'over65', 'over75']);
export type VisitLengthItem = z.infer<typeof VisitLengthItem>;

/** 手続の所要時間: minutes of one item, as the town measured them. */
export const VisitLength = z.object({
  procedure: VisitProcedure,
  item: VisitLengthItem,
  minutes: z.number().int().min(0).max(240),
});
export type VisitLength = z.infer<typeof VisitLength>;

/** 来庁の受付時間: when one office takes visitors with an appointment for some procedures. */
export const VisitWindow = z.object({
  office: z.string().max(10),
  procedures: z.array(VisitProcedure).min(1),
  /** 0 Sunday to 6 Saturday; closed days of the town are left out anyway. */
  weekdays: z.array(z.number().int().min(0).max(6)).min(1),
  opensAt: TimeOfDay,
  /** The last slot ends here. */
  closesAt: TimeOfDay,
  slotMinutes: z.number().int().min(5).max(240),
  places: z.number().int().min(1).max(500),
  /** 昼休み: fewer places, or none. */
  lunch: z.object({ from: TimeOfDay, to: TimeOfDay, places: z.number().int().min(0).max(500) }).optional(),
  /** 臨時の休み of this office. */
  closedOn: z.array(CalendarDate).default([]),
  /** 待ち時間の目安 from each of these times on, in order. */
  waits: z.array(z.object({ from: TimeOfDay, minutes: z.number().int().min(0).max(480) })).default([]),
});
export type VisitWindow = z.infer<typeof VisitWindow>;

/** 来庁予約の定め of a town: its windows, how far ahead they are published and how long visits take. */
export const VisitRules = z.object({
  daysAhead: z.number().int().min(1).max(120),
  windows: z.array(VisitWindow).min(1),
  lengths: z.array(VisitLength),
});
export type VisitRules = z.infer<typeof VisitRules>;

/** 時間枠の特定: office, day and start; what a choice on a page stands for. */
export interface VisitSlot {
  office: string;
  on: CalendarDate;
  startsAt: TimeOfDay;
}

/** Minutes after midnight. */
export function minutesOf(time: TimeOfDay): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** HH:MM of minutes after midnight. */
export function timeOf(minutes: number): TimeOfDay {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** 公開する時間枠 of a window: all slots of a day. */
export function timesOf(window: VisitWindow): VisitTime[] {
  const times: VisitTime[] = [];
  const last = minutesOf(window.closesAt) - window.slotMinutes;
  for (let at = minutesOf(window.opensAt); at <= last; at += window.slotMinutes) {
    const startsAt = timeOf(at);
    const endsAt = timeOf(at + window.slotMinutes);
    const { lunch } = window;
    const places = lunch && startsAt < lunch.to && endsAt > lunch.from ? lunch.places : window.places;
    const wait = window.waits.filter(({ from }) => from <= startsAt).at(-1)?.minutes ?? 0;
    if (places > 0) times.push({ startsAt, endsAt, places, wait });
  }
  return times;
}

/** 公開する日 of a window: its weekdays without closed days of all towns and of this office. */
export function daysOf(window: VisitWindow, from: CalendarDate, until: CalendarDate): CalendarDate[] {
  const days: CalendarDate[] = [];
  for (let day = from; day <= until; day = addDays(day, 1)) {
    if (window.weekdays.includes(dayOfWeek(day)) && isOpenDay(day) && !window.closedOn.includes(day)) days.push(day);
  }
  return days;
}

/** How often each item counts for a family. */
function itemCounts(family: VisitFamily): Record<VisitLengthItem, number> {
  const ages = family.bornOn.map((born) => (born ? ageOn(born, family.on) : undefined));
  const between = (low: number, high: number) =>
    ages.filter((age) => age !== undefined && age >= low && age <= high).length;
  return {
    base: 1,
    furtherMover: Math.max(0, family.bornOn.length - 1),
    card: family.cards,
    child: between(0, 17) > 0 ? 1 : 0,
    pupil: between(6, 14),
    over65: between(65, 74),
    over75: between(75, 200),
  };
}

/** 来庁する世帯 as far as the length of the visit depends on it. */
export interface VisitFamily {
  /** Days of birth; undefined = unknown (不詳). */
  bornOn: readonly (CalendarDate | undefined)[];
  cards: number;
  /** The day of the visit. */
  on: CalendarDate;
}

/** 所要時間の目安: minutes at the counters for this family, from the town's own figures. undefined = it gave none. */
export function visitMinutes(
  lengths: readonly VisitLength[],
  procedure: VisitProcedure,
  family: VisitFamily,
): number | undefined {
  const counts = itemCounts(family);
  const own = lengths.filter((length) => length.procedure === procedure);
  if (own.length === 0) return undefined;
  return own.reduce((sum, { item, minutes }) => sum + minutes * counts[item], 0);
}

/** 空き状況 of one slot. */
export interface SlotState extends VisitTime {
  taken: number;
}

/** 待ち時間の見込み: what is usual at that hour, and more the fuller the slot is. */
export function expectedWait({ startsAt, endsAt, places, wait, taken }: SlotState): number {
  const slot = minutesOf(endsAt) - minutesOf(startsAt);
  return wait + Math.round((slot / 2) * (taken / places));
}

/** A saving below this is not worth a word. */
const WORTH_TELLING = 10;

/**
 * すいている時間: the calmest free slots of a day (three at most) with the minutes saved against its busiest one, rounded
 * down to five.
 */
export function calmSlots(slots: readonly SlotState[]): Map<TimeOfDay, number> {
  const waits = slots.map((slot) => ({ slot, wait: expectedWait(slot) }));
  const busiest = Math.max(0, ...waits.map(({ wait }) => wait));
  const calm = waits
    .filter(({ slot, wait }) => slot.taken < slot.places && busiest - wait >= WORTH_TELLING)
    .sort((a, b) => a.wait - b.wait || (a.slot.startsAt < b.slot.startsAt ? -1 : 1))
    .slice(0, 3);
  return new Map(calm.map(({ slot, wait }) => [slot.startsAt, Math.floor((busiest - wait) / 5) * 5]));
}

/** 時間枠の書き表し方 in a form: 2026-12-01/honcho/09:00. */
export function slotText({ office, on, startsAt }: VisitSlot): string {
  return `${on}/${office}/${startsAt}`;
}

const SLOT_TEXT = /^(\d{4}-\d{2}-\d{2})\/([\w-]{1,10})\/(\d{2}:\d{2})$/;

/** The slot of such a text. */
export function slotOfText(value: string): VisitSlot | undefined {
  const [, on, office, startsAt] = SLOT_TEXT.exec(value) ?? [];
  const day = CalendarDate.safeParse(on);
  const time = TimeOfDay.safeParse(startsAt);
  return day.success && time.success && office ? { office, on: day.data, startsAt: time.data } : undefined;
}
