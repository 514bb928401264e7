import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import type { Reply } from '#app/portal/screens/question-view.ts';
import { RelocationReceiptPage } from '#app/portal/screens/relocation-receipt-page.tsx';
import { getResident, notFound, PERSONAL_REPLY } from '#app/portal/sign-in/signed-in.server.ts';
import { text } from '#app/portal/texts/text.ts';
import { getRelocation } from '#app/portal/visits/relocation-pages.server.ts';
import { pageTitle } from '#app/ui/index.ts';

/** The answer to a form may be kept for the back button. */
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export const meta: MetaFunction = () => [{ title: pageTitle(text('relocation.home')) }];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { portal, sessions } = context.services;
  const resident = await getResident(request, sessions.resident);
  return { view: await getRelocation(portal, resident, params.receipt) };
}

/** Takes the visit back. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { portal, sessions } = context.services;
  const resident = await getResident(request, sessions.resident);
  const { receiptNumber } = await getRelocation(portal, resident, params.receipt);
  if ((await request.formData()).get('intent') !== 'cancel') throw new Response(null, { status: 400 });
  const outcome = await portal.relocations.cancel(resident, receiptNumber);
  if (!outcome) throw notFound();
  if (!outcome.accepted) return data<Reply>({ refusal: outcome.refusal }, { status: 409, headers: PERSONAL_REPLY });
  return redirect(`/moving/relocations/${receiptNumber}`);
}

export default function Relocation() {
  const { view } = useLoaderData<typeof loader>();
  return <RelocationReceiptPage view={view} reply={useActionData<typeof action>() ?? {}} />;
}
