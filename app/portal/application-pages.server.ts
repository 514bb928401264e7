import type { PlannedVisit } from '#app/messages/contracts/application.ts';
import { CalendarDate } from '#app/vocabulary/persons.ts';
import { type FieldErrors, type FormValues, raw } from './answering/form-values.ts';
import type { Resident } from './answers.ts';
import type { ApplicationView } from './applications.ts';
import type { Portal } from './index.server.ts';
import { notFound } from './signed-in.server.ts';
import { text } from './texts/text.ts';

/** The application of this account; another account's does not exist. */
export async function getApplication(
  portal: Portal,
  resident: Resident,
  receiptNumber: string | undefined,
): Promise<ApplicationView> {
  const view = receiptNumber ? await portal.applications.find(resident, receiptNumber) : undefined;
  if (!view) throw notFound();
  return view;
}

/** 来庁予定の変更: the posted day and counter; who comes stays as it was said. */
export function changedVisit(
  portal: Portal,
  view: ApplicationView,
  values: FormValues,
): { visit: PlannedVisit } | { errors: FieldErrors } {
  const on = CalendarDate.safeParse(raw(values, 'visitOn'));
  if (!on.success) return { errors: { visitOn: text('error.visitDay.none') } };
  const offices = portal.offices(view.to.code);
  const chosen = offices.find(({ code }) => code === raw(values, 'visitOffice'));
  if (offices.length > 1 && !chosen) return { errors: { visitOffice: text('error.choose') } };
  return { visit: { ...view.visit, on: on.data, office: chosen?.code ?? view.visit.office } };
}
