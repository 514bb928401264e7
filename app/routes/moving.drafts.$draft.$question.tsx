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
import { getDraft, nextPath, openQuestion, questionView } from '#app/portal/drafts/draft-pages.server.ts';
import { answerQuestion } from '#app/portal/drafts/question-answers.server.ts';
import { QuestionPage, questionTitle } from '#app/portal/screens/question-page.tsx';
import type { Reply } from '#app/portal/screens/question-view.ts';
import { getResident, PERSONAL_REPLY } from '#app/portal/sign-in/signed-in.server.ts';
import { pageTitle } from '#app/ui/index.ts';

/** The answer to a form may be kept for the back button. */
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export const meta: MetaFunction = ({ params }) => [{ title: pageTitle(questionTitle(params.question ?? '')) }];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { portal, sessions } = context.services;
  const resident = await getResident(request, sessions.resident);
  const draft = await getDraft(portal, resident, params.draft);
  const question = openQuestion(portal, draft, params.question);
  const failed = new URL(request.url).searchParams.get('failed') ?? undefined;
  return questionView(portal, draft, question, failed);
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { portal, sessions } = context.services;
  const resident = await getResident(request, sessions.resident);
  const draft = await getDraft(portal, resident, params.draft);
  const question = openQuestion(portal, draft, params.question);
  const values = formValues(await request.formData());
  const result = await answerQuestion(portal, resident, draft, question, values);
  switch (result.kind) {
    case 'leave':
      return redirect(result.url, {
        headers: { 'Set-Cookie': await sessions.resident.commit({ ...resident, flow: { state: result.state } }) },
      });
    case 'stay':
      return redirect(`/moving/drafts/${draft.id}/${question}`);
    case 'kept':
      return redirect(nextPath(portal, await getDraft(portal, resident, draft.id)));
    case 'malformed':
      return data<Reply>({ values, errors: result.errors }, { status: 400, headers: PERSONAL_REPLY });
    case 'refused':
      return data<Reply>({ values, refusal: result.refusal }, { status: 409, headers: PERSONAL_REPLY });
    case 'outage':
      return data<Reply>({ values, errors: { [question]: result.sentence } }, { status: 503, headers: PERSONAL_REPLY });
  }
}

export default function Question() {
  const view = useLoaderData<typeof loader>();
  return <QuestionPage view={view} reply={useActionData<typeof action>() ?? {}} />;
}
