import { and, asc, count, gte, inArray, lte } from 'drizzle-orm';
import { nextOpenDay } from '#app/vocabulary/business-days.ts';
import { addDays } from '#app/vocabulary/dates.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { Officer } from '#app/vocabulary/roles.ts';
import { AWAITED_STAGES } from '../arrivals/arrival-stages.ts';
import type { OfficeRoom } from '../room.server.ts';
import { type FigureRow, forecastOf, type LoadForecast } from './figures.ts';

/** 集計の画面: rows of a span of days, and tomorrow's load. */
export interface FiguresPage {
  from: CalendarDate;
  to: CalendarDate;
  rows: FigureRow[];
  forecast: LoadForecast;
}

/** Weeks whose same weekday tells what is usual. */
const USUAL_WEEKS = 8;

/** 集計: counters of days alone, by their index; the register is not read. */
export async function figuresPage(
  room: OfficeRoom,
  officer: Officer,
  { from, to }: { from: CalendarDate; to: CalendarDate },
): Promise<FiguresPage> {
  room.permit(officer, 'seeFigures');
  const today = room.today();
  const next = nextOpenDay(addDays(today, 1));
  return room.store.read(async ({ db, t }) => {
    const { figureDays, arrivalCases } = t;
    const rows = await db
      .select()
      .from(figureDays)
      .where(
        and(
          inArray(figureDays.series, [
            'moves',
            'movedTo',
            'movedFrom',
            'channel',
            'counterMinutes',
            'daysToMovingIn',
            'visits',
          ]),
          gte(figureDays.day, from),
          lte(figureDays.day, to),
        ),
      )
      .orderBy(asc(figureDays.day), asc(figureDays.key));
    const days = Array.from({ length: USUAL_WEEKS }, (_, week) => addDays(next, -7 * (week + 1)));
    const visits = await db
      .select()
      .from(figureDays)
      .where(and(inArray(figureDays.series, ['visits']), gte(figureDays.day, days.at(-1) ?? next)));
    const [booked] = await db
      .select({ count: count() })
      .from(arrivalCases)
      .where(
        and(
          gte(arrivalCases.visitOn, next),
          lte(arrivalCases.visitOn, next),
          inArray(arrivalCases.stage, [...AWAITED_STAGES]),
        ),
      );
    return {
      from,
      to,
      rows: rows as FigureRow[],
      forecast: forecastOf({
        on: next,
        booked: Number(booked?.count ?? 0),
        days: days.filter((day) => day < today),
        visits: visits as FigureRow[],
      }),
    };
  });
}
