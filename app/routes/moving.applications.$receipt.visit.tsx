import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { formValues } from '#app/portal/answering/form-values.ts';
import { changedVisit, getApplication } from '#app/portal/application-pages.server.ts';
import { visitDays } from '#app/portal/draft-pages.server.ts';
import { VisitPage } from '#app/portal/screens/act-pages.tsx';
import type { Reply } from '#app/portal/screens/question-view.ts';
import { getResident, notFound, PERSONAL_REPLY } from '#app/portal/signed-in.server.ts';
import { text } from '#app/portal/texts/text.ts';
import { pageTitle } from '#app/ui/index.ts';
import { tokyoDate } from '#app/vocabulary/tokyo.ts';

/** The answer to a form may be kept for the back button. */
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export const meta: MetaFunction = () => [{ title: pageTitle(text('visitChange.title')) }];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { portal, sessions, clock } = context.services;
  const resident = await getResident(request, sessions.resident);
  const view = await getApplication(portal, resident, params.receipt);
  const days = visitDays(tokyoDate(clock.now()), view.movingOn);
  return { view, days, offices: portal.offices(view.to.code) };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { portal, sessions } = context.services;
  const resident = await getResident(request, sessions.resident);
  const view = await getApplication(portal, resident, params.receipt);
  const values = formValues(await request.formData());
  const visit = values.intent?.[0] === 'cancel' ? undefined : changedVisit(portal, view, values);
  if (visit && 'errors' in visit) {
    return data<Reply>({ values, errors: visit.errors }, { status: 400, headers: PERSONAL_REPLY });
  }
  const outcome = visit
    ? await portal.applications.changeVisit(resident, view.receiptNumber, visit.visit)
    : await portal.applications.cancelVisit(resident, view.receiptNumber);
  if (!outcome) throw notFound();
  if (!outcome.accepted)
    return data<Reply>({ values, refusal: outcome.refusal }, { status: 409, headers: PERSONAL_REPLY });
  return redirect(`/moving/applications/${view.receiptNumber}`);
}

export default function Visit() {
  const { view, days, offices } = useLoaderData<typeof loader>();
  return <VisitPage view={view} days={days} offices={offices} reply={useActionData<typeof action>() ?? {}} />;
}
