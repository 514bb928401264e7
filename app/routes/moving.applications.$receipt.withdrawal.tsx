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
import { WithdrawalPage } from '#app/portal/screens/act-pages.tsx';
import type { Reply } from '#app/portal/screens/question-view.ts';
import { getResident, notFound, PERSONAL_REPLY } from '#app/portal/sign-in/signed-in.server.ts';
import { text } from '#app/portal/texts/text.ts';
import { pageTitle } from '#app/ui/index.ts';

/** The answer to a form may be kept for the back button. */
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export const meta: MetaFunction = () => [{ title: pageTitle(text('withdrawal.title')) }];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { portal, sessions } = context.services;
  const resident = await getResident(request, sessions.resident);
  return { view: await getApplication(portal, resident, params.receipt) };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { portal, sessions } = context.services;
  const resident = await getResident(request, sessions.resident);
  const receiptNumber = params.receipt ?? '';
  await getApplication(portal, resident, receiptNumber);
  if ((await request.formData()).get('confirm') !== 'yes') {
    return data<Reply>(
      { errors: { confirm: text('error.withdrawal.confirm') } },
      { status: 400, headers: PERSONAL_REPLY },
    );
  }
  const outcome = await portal.applications.withdraw(resident, receiptNumber);
  if (!outcome) throw notFound();
  if (!outcome.accepted) return data<Reply>({ refusal: outcome.refusal }, { status: 409, headers: PERSONAL_REPLY });
  return redirect(`/moving/applications/${receiptNumber}`);
}

export default function Withdrawal() {
  const { view } = useLoaderData<typeof loader>();
  return <WithdrawalPage view={view} reply={useActionData<typeof action>() ?? {}} />;
}
