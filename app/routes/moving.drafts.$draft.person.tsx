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
import { answerPerson } from '#app/portal/answering/movers.ts';
import { getDraft, openQuestion } from '#app/portal/drafts/draft-pages.server.ts';
import { PersonPage } from '#app/portal/screens/person-page.tsx';
import type { Reply } from '#app/portal/screens/question-view.ts';
import { getResident, notFound, PERSONAL_REPLY } from '#app/portal/sign-in/signed-in.server.ts';
import { text } from '#app/portal/texts/text.ts';
import { pageTitle } from '#app/ui/index.ts';

/** The answer to a form may be kept for the back button. */
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export const meta: MetaFunction = () => [{ title: pageTitle(text('question.person.title')) }];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { portal, sessions } = context.services;
  const resident = await getResident(request, sessions.resident);
  const draft = await getDraft(portal, resident, params.draft);
  openQuestion(portal, draft, 'people');
  const key = new URL(request.url).searchParams.get('key');
  const person = draft.answers.typed?.find((one) => one.key === key);
  if (key && !person) throw redirect(`/moving/drafts/${draft.id}/people`);
  return { draftId: draft.id, person };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { portal, sessions } = context.services;
  const resident = await getResident(request, sessions.resident);
  const draft = await getDraft(portal, resident, params.draft);
  openQuestion(portal, draft, 'people');
  const values = formValues(await request.formData());
  const answered = await portal.drafts.change(resident.subject, draft.id, ({ answers }) =>
    answerPerson(answers, values, portal.drafts.facts(draft).today),
  );
  if (!answered) throw notFound();
  if (answered.kind === 'malformed') {
    return data<Reply>({ values, errors: answered.errors }, { status: 400, headers: PERSONAL_REPLY });
  }
  return redirect(`/moving/drafts/${draft.id}/people`);
}

export default function Person() {
  const { draftId, person } = useLoaderData<typeof loader>();
  return <PersonPage draftId={draftId} person={person} reply={useActionData<typeof action>() ?? {}} />;
}
