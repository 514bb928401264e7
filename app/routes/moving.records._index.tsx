import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { AccessRecordsPage } from '#app/portal/screens/access-records-page.tsx';
import { getResident, PERSONAL_REPLY } from '#app/portal/sign-in/signed-in.server.ts';
import { text } from '#app/portal/texts/text.ts';
import { pageTitle } from '#app/ui/index.ts';

/** The answer to a form may be kept for the back button. */
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export const meta: MetaFunction = () => [{ title: pageTitle(text('access.title')) }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { portal, sessions } = context.services;
  const resident = await getResident(request, sessions.resident);
  const { towns, list } = portal.accessRecords;
  return { towns, answers: await list(resident), unidentified: resident.serial === undefined };
}

/** A town answers within a second or two: who waits so long reads the answer at once, without a script. */
const WAITS_MS = 2_500;
const LOOKS_EVERY_MS = 250;

/** Asks one town. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { portal, sessions } = context.services;
  const resident = await getResident(request, sessions.resident);
  const town = String((await request.formData()).get('town') ?? '');
  if (!(await portal.accessRecords.ask(resident, town))) {
    return data({ errors: { town: text('access.choose') } }, { status: 400, headers: PERSONAL_REPLY });
  }
  for (let waited = 0; waited < WAITS_MS; waited += LOOKS_EVERY_MS) {
    const answers = await portal.accessRecords.list(resident);
    if (answers.some((answer) => answer.town.code === town && answer.state !== 'waiting')) break;
    await new Promise((resolve) => setTimeout(resolve, LOOKS_EVERY_MS));
  }
  return redirect('/moving/records');
}

export default function AccessRecords() {
  const error = useActionData<typeof action>()?.errors?.town;
  return <AccessRecordsPage {...useLoaderData<typeof loader>()} {...(error ? { error } : {})} />;
}
