import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { emailLine, formValues } from '#app/portal/answering/form-values.ts';
import { isNoticesDone, NoticesPage } from '#app/portal/screens/notices-page.tsx';
import type { Reply } from '#app/portal/screens/question-view.ts';
import { getResident, PERSONAL_REPLY } from '#app/portal/sign-in/signed-in.server.ts';
import { text } from '#app/portal/texts/text.ts';
import { pageTitle } from '#app/ui/index.ts';

/** The answer to a form may be kept for the back button. */
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export const meta: MetaFunction = () => [{ title: pageTitle(text('notices.title')) }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { portal, sessions } = context.services;
  const resident = await getResident(request, sessions.resident);
  const done = new URL(request.url).searchParams.get('done');
  return {
    notices: await portal.notices.list(resident),
    email: await portal.notices.chosenEmail(resident),
    done: isNoticesDone(done) ? done : undefined,
  };
}

/** すべて既読にする, or メールの送り先. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { portal, sessions } = context.services;
  const resident = await getResident(request, sessions.resident);
  const values = formValues(await request.formData());
  if (values.act?.[0] !== 'email') {
    await portal.notices.markRead(resident);
    return redirect('/moving/notices?done=read');
  }
  const email = emailLine(values, 'email');
  if (email === undefined) {
    const reply: Reply = { values, errors: { email: text('error.email.form') } };
    return data(reply, { status: 400, headers: PERSONAL_REPLY });
  }
  await portal.notices.chooseEmail(resident, email);
  return redirect(`/moving/notices?done=${email === '' ? 'noMail' : 'mail'}`);
}

export default function Notices() {
  return <NoticesPage {...useLoaderData<typeof loader>()} reply={useActionData<typeof action>() ?? {}} />;
}
