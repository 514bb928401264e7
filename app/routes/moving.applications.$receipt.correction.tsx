import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { getApplication } from '#app/portal/applications/application-pages.server.ts';
import { questionsToCorrect } from '#app/portal/applications/correction.ts';
import { nextPath } from '#app/portal/drafts/draft-pages.server.ts';
import { CorrectionPage } from '#app/portal/screens/act-pages.tsx';
import { getResident, notFound, PERSONAL_REPLY } from '#app/portal/sign-in/signed-in.server.ts';
import { text } from '#app/portal/texts/text.ts';
import { pageTitle } from '#app/ui/index.ts';

/** The answer to a form may be kept for the back button. */
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export const meta: MetaFunction = () => [{ title: pageTitle(text('correction.title')) }];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { portal, sessions } = context.services;
  const resident = await getResident(request, sessions.resident);
  const view = await getApplication(portal, resident, params.receipt);
  return { view, questions: questionsToCorrect(view.message?.fields ?? []) };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { portal, sessions } = context.services;
  const resident = await getResident(request, sessions.resident);
  const started = await portal.applications.startCorrection(resident, params.receipt ?? '');
  if (!started) throw notFound();
  if (!started.accepted) return data({ refusal: started.refusal }, { status: 409, headers: PERSONAL_REPLY });
  return redirect(nextPath(portal, started.value));
}

export default function Correction() {
  const { view, questions } = useLoaderData<typeof loader>();
  return <CorrectionPage view={view} questions={questions} reply={useActionData<typeof action>() ?? {}} />;
}
