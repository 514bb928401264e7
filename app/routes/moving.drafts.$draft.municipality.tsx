import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { chooseDestination } from '#app/portal/answering/move.ts';
import { getDraft, nextPath, openQuestion } from '#app/portal/drafts/draft-pages.server.ts';
import { findDestination, searchMunicipality } from '#app/portal/places.server.ts';
import { MunicipalityPage } from '#app/portal/screens/municipality-page.tsx';
import type { Reply } from '#app/portal/screens/question-view.ts';
import { getResident, notFound, PERSONAL_REPLY } from '#app/portal/sign-in/signed-in.server.ts';
import { text } from '#app/portal/texts/text.ts';
import { pageTitle } from '#app/ui/index.ts';

/** The answer to a form may be kept for the back button. */
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export const meta: MetaFunction = () => [{ title: pageTitle(text('question.municipality.title')) }];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { portal, sessions } = context.services;
  const resident = await getResident(request, sessions.resident);
  const draft = await getDraft(portal, resident, params.draft);
  openQuestion(portal, draft, 'postcode');
  const search = searchMunicipality(new URL(request.url).searchParams);
  return { draftId: draft.id, search };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { portal, sessions } = context.services;
  const resident = await getResident(request, sessions.resident);
  const draft = await getDraft(portal, resident, params.draft);
  openQuestion(portal, draft, 'postcode');
  const destination = findDestination(String((await request.formData()).get('municipality') ?? ''));
  if (!destination) {
    return data<Reply>({ errors: { city: text('error.municipality.none') } }, { status: 400, headers: PERSONAL_REPLY });
  }
  const answered = await portal.drafts.change(resident.subject, draft.id, (draft) => {
    const { postcode, ...rest } = draft.answers;
    return chooseDestination(rest, destination, portal.drafts.facts(draft).cityWards, draft.answers.destination);
  });
  if (!answered) throw notFound();
  if (answered.kind === 'refused') {
    return data<Reply>({ refusal: answered.refusal }, { status: 409, headers: PERSONAL_REPLY });
  }
  return redirect(nextPath(portal, await getDraft(portal, resident, draft.id)));
}

export default function Municipality() {
  const { draftId, search } = useLoaderData<typeof loader>();
  return <MunicipalityPage draftId={draftId} search={search} reply={useActionData<typeof action>() ?? {}} />;
}
