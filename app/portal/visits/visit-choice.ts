import { daysBetween } from '#app/vocabulary/dates.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import {
  calmSlots,
  minutesOf,
  type SlotState,
  slotText,
  type VisitLength,
  type VisitProcedure,
  type VisitSlot,
  visitMinutes,
} from '#app/vocabulary/visit-slots.ts';

/** 空き状況 of one office on one day. */
export interface DaySlots {
  office: string;
  on: CalendarDate;
  slots: readonly SlotState[];
}

/** 選べる時間 on the page. */
export interface TimeChoice extends VisitSlot {
  /** What the form posts. */
  value: string;
  endsAt: string;
  officeName: string;
  free: number;
  /** すいている時間: minutes saved against the busiest time of the day. */
  saves?: number;
}

/** 時間を選ぶページ: the times of the chosen day and counter, and near ones elsewhere. */
export interface VisitTimes {
  times: readonly TimeChoice[];
  nearby: readonly TimeChoice[];
  /** 所要時間の目安 of the family. */
  minutes?: number;
  /** A time had been chosen, and it is gone. */
  lost: boolean;
  /** How long a chosen time is kept while the form goes on; undefined = it is taken with the last press. */
  holdMinutes?: number;
}

/** The own place does not stand in one's own way. */
export function withoutOwn(board: readonly DaySlots[], held: VisitSlot | undefined): DaySlots[] {
  return board.map((day) =>
    day.on === held?.on && day.office === held.office
      ? {
          ...day,
          slots: day.slots.map((slot) =>
            slot.startsAt === held.startsAt ? { ...slot, taken: Math.max(0, slot.taken - 1) } : slot,
          ),
        }
      : { ...day },
  );
}

/** 空き: free places of some days and counters. */
export function freePlaces(board: readonly DaySlots[], where: { on?: CalendarDate; office?: string } = {}): number {
  return board
    .filter(({ on, office }) => on === (where.on ?? on) && office === (where.office ?? office))
    .flatMap(({ slots }) => slots)
    .reduce((sum, { places, taken }) => sum + Math.max(0, places - taken), 0);
}

type Names = (office: string) => string;

function choicesOf(day: DaySlots, nameOf: Names): TimeChoice[] {
  const calm = calmSlots(day.slots);
  return day.slots
    .filter(({ places, taken }) => taken < places)
    .map(({ startsAt, endsAt, places, taken }) => {
      const slot = { office: day.office, on: day.on, startsAt };
      const saves = calm.get(startsAt);
      return {
        ...slot,
        value: slotText(slot),
        endsAt,
        officeName: nameOf(day.office),
        free: places - taken,
        ...(saves ? { saves } : {}),
      };
    });
}

/** 選べる時間 of one day at one counter. */
export function timesOn(board: readonly DaySlots[], wanted: { on: CalendarDate; office: string }, nameOf: Names) {
  const day = board.find(({ on, office }) => on === wanted.on && office === wanted.office);
  return day ? choicesOf(day, nameOf) : [];
}

const NEARBY = 6;

/** 近い時間 elsewhere: the same day at another counter first, then the days around it, by the distance of the hour. */
export function timesNear(
  board: readonly DaySlots[],
  wanted: { on: CalendarDate; office: string; startsAt?: string },
  nameOf: Names,
): TimeChoice[] {
  const hour = minutesOf(wanted.startsAt ?? '09:00');
  const distance = ({ on, office, startsAt }: TimeChoice) =>
    Math.abs(daysBetween(wanted.on, on)) * 1440 +
    (office === wanted.office ? 0 : 720) +
    Math.abs(minutesOf(startsAt) - hour);
  return board
    .filter(({ on, office }) => on !== wanted.on || office !== wanted.office)
    .flatMap((day) => choicesOf(day, nameOf))
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, NEARBY)
    .map(({ saves: _, ...choice }) => choice);
}

/** 所要時間の目安 of those who move, in round figures of five minutes. */
export function familyMinutes(
  lengths: readonly VisitLength[],
  procedure: VisitProcedure,
  family: { movers: readonly { bornOn: { on?: CalendarDate | undefined }; hasCard: boolean }[]; on: CalendarDate },
): number | undefined {
  const minutes = visitMinutes(lengths, procedure, {
    bornOn: family.movers.map(({ bornOn }) => bornOn.on),
    cards: family.movers.filter(({ hasCard }) => hasCard).length,
    on: family.on,
  });
  return minutes === undefined ? undefined : Math.ceil(minutes / 5) * 5;
}
