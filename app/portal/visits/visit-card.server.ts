import type { ApplicationView } from '../applications/applications.ts';
import type { Resident } from '../drafts/answers.ts';
import type { Portal } from '../index.server.ts';
import { hasVisitDay } from '../screens/status-words.ts';
import { text } from '../texts/text.ts';
import { calendarFile } from './calendar-file.ts';
import { familyMinutes } from './visit-choice.ts';

/** 来庁の控え: what one comes with. */
export interface VisitCard {
  view: ApplicationView;
  /** Content of the QR code; none while no visit is planned. */
  token?: string;
  minutes?: number;
}

/** 来庁の控え of one application. */
export async function visitCard(portal: Portal, resident: Resident, view: ApplicationView): Promise<VisitCard> {
  if (!hasVisitDay(view) || view.visitState === 'planned') return { view };
  const token = await portal.applications.checkInToken(resident, view.receiptNumber);
  const minutes = familyMinutes(await portal.visits.lengths(view.to.code), 'movingIn', {
    movers: view.form.movers,
    on: view.visit.on,
  });
  return { view, ...(token ? { token } : {}), ...(minutes ? { minutes } : {}) };
}

/** 来庁の予定 as a calendar file. No name of anybody is in it: calendars are shared. */
export function visitCalendar({ view, minutes }: VisitCard, madeAt: string, host: string): string {
  const office = view.office?.name ?? view.to.name;
  const { on, startsAt } = view.visit;
  return calendarFile({
    uid: `${view.receiptNumber}@${host}`,
    madeAt,
    title: text('visitCard.eventTitle', { office }),
    location: view.office ? `${view.office.name} ${view.office.address}` : view.to.name,
    description: text('visitCard.eventText', { receipt: view.receiptNumber }),
    on,
    ...(startsAt ? { startsAt } : {}),
    ...(minutes ? { minutes } : {}),
  });
}
