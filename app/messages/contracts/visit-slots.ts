import { z } from 'zod';
import { CalendarDate } from '#app/vocabulary/persons.ts';
import { TimeOfDay, VisitLength, VisitProcedure, VisitTime } from '#app/vocabulary/visit-slots.ts';

/** 公開する時間枠のまとまり: days of one office with the same times. */
export const VisitSeries = z.object({
  office: z.string().max(10),
  procedure: VisitProcedure,
  days: z.array(CalendarDate).max(130),
  times: z.array(VisitTime).max(200),
});
export type VisitSeries = z.infer<typeof VisitSeries>;

/**
 * 来庁の時間枠の公開: town → portal. It takes the place of everything that the town published for these days before; a
 * day or a time that is missing is no longer offered.
 */
export const VisitSlotsPublished = z.object({
  from: CalendarDate,
  until: CalendarDate,
  series: z.array(VisitSeries).max(500),
  lengths: z.array(VisitLength).max(50),
});
export type VisitSlotsPublished = z.infer<typeof VisitSlotsPublished>;

/** 来庁の時間枠の取消し: town → portal. Who has reserved is told the reason and chooses again. */
export const VisitSlotsWithdrawn = z.object({
  office: z.string().max(10),
  on: CalendarDate,
  /** Left out: the whole day. */
  startsAt: TimeOfDay.optional(),
  /** In plain words, for the resident. */
  reason: z.string().min(1).max(200),
});
export type VisitSlotsWithdrawn = z.infer<typeof VisitSlotsWithdrawn>;
