import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { getApplication } from '#app/portal/applications/application-pages.server.ts';
import { ReceiptPage } from '#app/portal/screens/receipt-page.tsx';
import { getResident } from '#app/portal/sign-in/signed-in.server.ts';
import { text } from '#app/portal/texts/text.ts';
import { pageTitle } from '#app/ui/index.ts';

export const meta: MetaFunction = () => [{ title: pageTitle(text('receipt.title')) }];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { portal, sessions } = context.services;
  const resident = await getResident(request, sessions.resident);
  return { view: await getApplication(portal, resident, params.receipt) };
}

export default function Receipt() {
  return <ReceiptPage view={useLoaderData<typeof loader>().view} />;
}
