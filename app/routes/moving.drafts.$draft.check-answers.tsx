import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { checkAnswersView, getDraft, nextPath } from '#app/portal/drafts/draft-pages.server.ts';
import { RefusalNotice } from '#app/portal/screens/refusal-notice.tsx';
import { ResidentFrame } from '#app/portal/screens/resident-frame.tsx';
import { CheckAnswersPage } from '#app/portal/screens/signing-pages.tsx';
import { getResident, PERSONAL_REPLY } from '#app/portal/sign-in/signed-in.server.ts';
import { text } from '#app/portal/texts/text.ts';
import { Heading, pageTitle } from '#app/ui/index.ts';

/** The answer to a form may be kept for the back button. */
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export const meta: MetaFunction = () => [{ title: pageTitle(text('check.title')) }];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { portal, sessions } = context.services;
  const resident = await getResident(request, sessions.resident);
  const draft = await getDraft(portal, resident, params.draft);
  // Another filing may have taken the time that this draft held: told, instead of asking for a new one.
  const refusal = await portal.filing.whyNotNow(draft);
  return refusal ? { draftId: draft.id, refusal } : checkAnswersView(portal, draft);
}

/** Fixes the bytes that are to be signed. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { portal, sessions } = context.services;
  const resident = await getResident(request, sessions.resident);
  const draft = await getDraft(portal, resident, params.draft);
  const frozen = await portal.filing.freeze(resident, draft.id);
  if (frozen && !frozen.accepted) return data({ refusal: frozen.refusal }, { status: 409, headers: PERSONAL_REPLY });
  // Something is missing (again), for example because the clock has passed the chosen day.
  return redirect(frozen ? `/moving/drafts/${draft.id}/signature` : nextPath(portal, draft));
}

export default function CheckAnswers() {
  const view = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const refusal = 'refusal' in view ? view.refusal : refused?.refusal;
  if (!refusal && 'form' in view) return <CheckAnswersPage {...view} />;
  const here = `/moving/drafts/${view.draftId}/check-answers`;
  return (
    <ResidentFrame back={{ href: here }}>
      <Heading>{text('check.title')}</Heading>
      {refusal ? <RefusalNotice refusal={refusal} change={{ href: here, label: text('sign.back') }} /> : null}
    </ResidentFrame>
  );
}
