import type { PlannedVisit } from '#app/messages/contracts/application.ts';
import { isCalendarDate } from '#app/vocabulary/dates.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import { slotOfText, type VisitSlot } from '#app/vocabulary/visit-slots.ts';
import { type FieldErrors, type FormValues, raw } from '../answering/form-values.ts';
import type { ApplicationView } from '../applications/applications.ts';
import type { Portal } from '../index.server.ts';
import type { OfficeChoice, VisitDay } from '../screens/question-view.ts';
import { hasVisitDay } from '../screens/status-words.ts';
import { text } from '../texts/text.ts';
import { HOLD_MINUTES } from './reservations.server.ts';
import { familyMinutes, type VisitTimes } from './visit-choice.ts';
import {
  offeredDays,
  offeredOffices,
  offeredTimes,
  type VisitOffer,
  visitDays,
  visitOffer,
} from './visit-pages.server.ts';

/** 来庁予定の変更 as its page shows it: day, counter and time one after the other, where the town gives times. */
export interface VisitChange {
  step: 'dayAndOffice' | 'day' | 'office' | 'time';
  days: VisitDay[];
  offices: OfficeChoice[];
  on?: CalendarDate;
  office?: string;
  times?: VisitTimes;
}

function bookedSlot(view: ApplicationView): VisitSlot | undefined {
  const { on, office, startsAt } = view.visit;
  return startsAt && hasVisitDay(view) ? { on, office, startsAt } : undefined;
}

function offerFor(portal: Portal, view: ApplicationView, today: CalendarDate): Promise<VisitOffer> {
  const town = { municipality: view.to.code, procedure: 'movingIn' } as const;
  return visitOffer(portal, town, visitDays(today, view.movingOn), bookedSlot(view));
}

/** The page of the change: which step is asked, by what the address says already. */
export async function visitChange(
  portal: Portal,
  view: ApplicationView,
  today: CalendarDate,
  said: URLSearchParams,
): Promise<VisitChange> {
  const offer = await offerFor(portal, view, today);
  const days = offeredDays(offer);
  if (offer.board.length === 0) return { step: 'dayAndOffice', days, offices: [...offer.offices] };
  const on = days.find((day) => day.on === said.get('on'))?.on;
  const offices = offeredOffices(offer, on);
  if (!on) return { step: 'day', days, offices };
  const office = offer.offices.length > 1 ? said.get('office') : offer.offices[0]?.code;
  if (!office || !offices.some(({ code }) => code === office)) return { step: 'office', days, offices, on };
  const { startsAt } = view.visit;
  const minutes = familyMinutes(await portal.visits.lengths(view.to.code), 'movingIn', {
    movers: view.form.movers,
    on,
  });
  const times = offeredTimes(offer, { on, office, ...(startsAt ? { startsAt } : {}) });
  return {
    step: 'time',
    days,
    offices,
    on,
    office,
    times: { ...times, ...(minutes ? { minutes } : {}), lost: false, holdMinutes: HOLD_MINUTES },
  };
}

/** 来庁予定の変更 as posted: the new visit, what is wrong, or where the next step is asked. */
export type ReadChange = { visit: PlannedVisit } | { errors: FieldErrors } | { next: URLSearchParams };

/** Reads one step of the change; who comes stays as it was said. */
export async function readChange(
  portal: Portal,
  view: ApplicationView,
  today: CalendarDate,
  values: FormValues,
): Promise<ReadChange> {
  const offer = await offerFor(portal, view, today);
  const { startsAt: _, ...planned } = view.visit;
  if (raw(values, 'step') === 'time') {
    const slot = slotOfText(raw(values, 'visitSlot'));
    const isKnown = offer.offices.some(({ code }) => code === slot?.office);
    if (!slot || !isKnown) return { errors: { visitSlot: text('error.visitTime.none') } };
    return { visit: { ...planned, ...slot } };
  }
  const on = raw(values, 'visitOn');
  if (!isCalendarDate(on)) return { errors: { visitOn: text('error.visitDay.none') } };
  const code = offer.offices.length > 1 ? raw(values, 'visitOffice') : offer.offices[0]?.code;
  const chosen = offer.offices.find((office) => office.code === code);
  if (offer.board.length === 0) {
    if (offer.offices.length > 1 && !chosen) return { errors: { visitOffice: text('error.choose') } };
    return { visit: { ...planned, on, office: chosen?.code ?? planned.office } };
  }
  if (!offer.board.some((day) => day.on === on)) return { errors: { visitOn: text('error.visitDay.notOffered') } };
  if (!chosen) {
    if (raw(values, 'step') === 'office') return { errors: { visitOffice: text('error.choose') } };
    return { next: new URLSearchParams({ on }) };
  }
  if (!offer.board.some((day) => day.on === on && day.office === chosen.code)) {
    return { errors: { visitOffice: text('error.visitOffice.notOffered') } };
  }
  return { next: new URLSearchParams({ on, office: chosen.code }) };
}
