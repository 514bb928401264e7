import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { formValues, raw } from '#app/portal/answering/form-values.ts';
import type { Reply } from '#app/portal/screens/question-view.ts';
import { ToDoPage } from '#app/portal/screens/to-do-page.tsx';
import { getResident, notFound, PERSONAL_REPLY } from '#app/portal/sign-in/signed-in.server.ts';
import { text } from '#app/portal/texts/text.ts';
import { pageTitle } from '#app/ui/index.ts';
import { tokyoDate } from '#app/vocabulary/tokyo.ts';

/** The answer to a form may be kept for the back button. */
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export const meta: MetaFunction = () => [{ title: pageTitle(text('todo.title')) }];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { portal, sessions, clock } = context.services;
  const resident = await getResident(request, sessions.resident);
  const view = await portal.toDos.find(resident, params.receipt ?? '');
  if (!view) throw notFound();
  return { view, today: tokyoDate(clock.now()) };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { portal, sessions } = context.services;
  const resident = await getResident(request, sessions.resident);
  const receiptNumber = params.receipt ?? '';
  const values = formValues(await request.formData());
  const key = raw(values, 'key');
  const done = raw(values, 'done');
  const unknown = () =>
    data<Reply>({ errors: { key: text('todo.unknownItem') } }, { status: 400, headers: PERSONAL_REPLY });
  if (done !== 'yes' && done !== 'no') return unknown();
  const outcome = await portal.toDos.tick(resident, receiptNumber, { key, done: done === 'yes' });
  if (!outcome) throw notFound();
  if (!outcome.accepted) return data<Reply>({ refusal: outcome.refusal }, { status: 409, headers: PERSONAL_REPLY });
  if (outcome.value === 'unknown') return unknown();
  return redirect(`/moving/applications/${receiptNumber}/to-do#${key}`);
}

export default function ToDo() {
  const { view, today } = useLoaderData<typeof loader>() as Awaited<ReturnType<typeof loader>>;
  return <ToDoPage view={view} today={today} reply={useActionData<typeof action>() ?? {}} />;
}
