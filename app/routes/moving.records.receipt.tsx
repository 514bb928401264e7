import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node';
import { useActionData } from '@remix-run/react';
import { OutageError } from '#app/national/outage.ts';
import { ReceiptCheckPage } from '#app/portal/screens/receipt-check-page.tsx';
import { getResident, PERSONAL_REPLY } from '#app/portal/sign-in/signed-in.server.ts';
import { text } from '#app/portal/texts/text.ts';
import { pageTitle } from '#app/ui/index.ts';

/** The answer to a form may be kept for the back button. */
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export const meta: MetaFunction = () => [{ title: pageTitle(text('receiptCheck.title')) }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  await getResident(request, context.services.sessions.resident);
  return null;
}

const LONGEST = 4_000;

/** Changes nothing: the receipt is only looked at, and never stands in an address. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { portal, sessions } = context.services;
  await getResident(request, sessions.resident);
  const typed = String((await request.formData()).get('receipt') ?? '').slice(0, LONGEST);
  if (typed.trim() === '') {
    return data({ errors: { receipt: text('receiptCheck.missing') } }, { status: 400, headers: PERSONAL_REPLY });
  }
  try {
    const check = await portal.accessRecords.checkReceipt(typed);
    return data({ check, typed }, { headers: PERSONAL_REPLY });
  } catch (error) {
    if (!(error instanceof OutageError)) throw error;
    return data({ outage: text('receiptCheck.outage'), typed }, { status: 503, headers: PERSONAL_REPLY });
  }
}

export default function ReceiptCheck() {
  return <ReceiptCheckPage {...(useActionData<typeof action>() ?? {})} />;
}
