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
import { getApplication } from '#app/portal/applications/application-pages.server.ts';
import type { Reply } from '#app/portal/screens/question-view.ts';
import { VisitPage } from '#app/portal/screens/visit-page.tsx';
import { getResident, notFound, PERSONAL_REPLY } from '#app/portal/sign-in/signed-in.server.ts';
import { text } from '#app/portal/texts/text.ts';
import { readChange, visitChange } from '#app/portal/visits/visit-change.server.ts';
import { pageTitle } from '#app/ui/index.ts';
import { tokyoDate } from '#app/vocabulary/tokyo.ts';

/** The answer to a form may be kept for the back button. */
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export const meta: MetaFunction = () => [{ title: pageTitle(text('visitChange.title')) }];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { portal, sessions, clock } = context.services;
  const resident = await getResident(request, sessions.resident);
  const view = await getApplication(portal, resident, params.receipt);
  const said = new URL(request.url).searchParams;
  return { view, change: await visitChange(portal, view, tokyoDate(clock.now()), said) };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { portal, sessions, clock } = context.services;
  const resident = await getResident(request, sessions.resident);
  const view = await getApplication(portal, resident, params.receipt);
  const values = formValues(await request.formData());
  const cancels = values.intent?.[0] === 'cancel';
  const change = cancels ? undefined : await readChange(portal, view, tokyoDate(clock.now()), values);
  if (change && 'errors' in change) {
    return data<Reply>({ values, errors: change.errors }, { status: 400, headers: PERSONAL_REPLY });
  }
  if (change && 'next' in change) {
    return redirect(`/moving/applications/${view.receiptNumber}/visit?${change.next}`);
  }
  const outcome = change
    ? await portal.applications.changeVisit(resident, view.receiptNumber, change.visit)
    : await portal.applications.cancelVisit(resident, view.receiptNumber);
  if (!outcome) throw notFound();
  if (!outcome.accepted)
    return data<Reply>({ values, refusal: outcome.refusal }, { status: 409, headers: PERSONAL_REPLY });
  return redirect(`/moving/applications/${view.receiptNumber}`);
}

export default function Visit() {
  const { view, change } = useLoaderData<typeof loader>();
  return <VisitPage view={view} change={change} reply={useActionData<typeof action>() ?? {}} />;
}
