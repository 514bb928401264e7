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
import type { Reply } from '#app/portal/screens/question-view.ts';
import { ToDoQuestionsPage } from '#app/portal/screens/to-do-questions-page.tsx';
import { getResident, notFound, PERSONAL_REPLY } from '#app/portal/sign-in/signed-in.server.ts';
import { text } from '#app/portal/texts/text.ts';
import { questionsFor, readAnswers } from '#app/portal/to-do/question-form.ts';
import { pageTitle } from '#app/ui/index.ts';

/** The answer to a form may be kept for the back button. */
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export const meta: MetaFunction = () => [{ title: pageTitle(text('ask.title')) }];

async function openList({ request, params, context }: Pick<LoaderFunctionArgs, 'request' | 'params' | 'context'>) {
  const { portal, sessions } = context.services;
  const resident = await getResident(request, sessions.resident);
  const view = await portal.toDos.find(resident, params.receipt ?? '');
  if (!view) throw notFound();
  return { resident, view };
}

export async function loader(args: LoaderFunctionArgs) {
  const { view } = await openList(args);
  if (view.calledOff) throw redirect(`/moving/applications/${view.receiptNumber}/to-do`);
  return { view, questions: questionsFor(new Set(view.items.map(({ key }) => key)), view.answers) };
}

export async function action(args: ActionFunctionArgs) {
  const { resident, view } = await openList(args);
  const values = formValues(await args.request.formData());
  const read = readAnswers(values, view.persons.length);
  if ('errors' in read) {
    return data<Reply>({ values, errors: read.errors }, { status: 400, headers: PERSONAL_REPLY });
  }
  const outcome = await args.context.services.portal.toDos.answer(resident, view.receiptNumber, read.answers);
  if (!outcome) throw notFound();
  if (!outcome.accepted)
    return data<Reply>({ values, refusal: outcome.refusal }, { status: 409, headers: PERSONAL_REPLY });
  return redirect(`/moving/applications/${view.receiptNumber}/to-do`);
}

export default function ToDoQuestions() {
  const { view, questions } = useLoaderData<typeof loader>() as Awaited<ReturnType<typeof loader>>;
  return <ToDoQuestionsPage view={view} questions={questions} reply={useActionData<typeof action>() ?? {}} />;
}
